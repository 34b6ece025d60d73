//! The user's request to stop (Ctrl-C, SIGTERM).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use signal_hook::SigId;

use super::clock::Clock;

/// How soon a pause notices the request.
const PAUSE_STEP: Duration = Duration::from_millis(50);

/// The user's request to stop the run.
///
/// At first the signal ends the process at once. A run that streams rows or
/// writes to the database calls [`Interrupt::defer`] and then checks
/// [`Interrupt::is_requested`] between rows and transactions. If it waits for a
/// server at that moment, the store ends the wait (`store/wait_bounds.rs`).
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Set by the signal handler.
    pub requested: Arc<AtomicBool>,
    /// Whether the signal handler may end the process.
    pub immediate: Arc<AtomicBool>,
    /// The handlers by which a second Ctrl-C ends the process at once.
    pub repetition: Arc<Mutex<Vec<SigId>>>,
}

impl Default for Interrupt {
    fn default() -> Self {
        Self {
            requested: Arc::new(AtomicBool::new(false)),
            immediate: Arc::new(AtomicBool::new(true)),
            repetition: Arc::default(),
        }
    }
}

impl Interrupt {
    /// From now on the run itself stops, when its data is in order.
    pub fn defer(&self) {
        self.immediate.store(false, Ordering::SeqCst);
    }

    /// From now on the signal ends the process again.
    pub fn resume(&self) {
        self.immediate.store(true, Ordering::SeqCst);
    }

    /// From now on a second Ctrl-C does not end the process either: a pager that
    /// uses the terminal must not outlive it.
    pub fn ignore_repetitions(&self) {
        let mut handlers = self
            .repetition
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for handler in handlers.drain(..) {
            signal_hook::low_level::unregister(handler);
        }
    }

    /// Whether the user asked the run to stop.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }

    /// Blocks the current thread, but not after the user has asked to stop.
    pub fn pause(&self, clock: &dyn Clock, how_long: Duration) {
        let mut left = how_long;
        while !left.is_zero() && !self.is_requested() {
            let step = left.min(PAUSE_STEP);
            clock.sleep(step);
            left -= step;
        }
    }
}
