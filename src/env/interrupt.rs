//! The user's request to stop (Ctrl-C, SIGTERM).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The user's request to stop the run.
///
/// At first the signal ends the process at once. A run that streams rows or
/// writes to the database calls [`Interrupt::defer`] and then checks
/// [`Interrupt::is_requested`] between rows and transactions.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Set by the signal handler.
    pub requested: Arc<AtomicBool>,
    /// Whether the signal handler may end the process.
    pub immediate: Arc<AtomicBool>,
}

impl Default for Interrupt {
    fn default() -> Self {
        Self {
            requested: Arc::new(AtomicBool::new(false)),
            immediate: Arc::new(AtomicBool::new(true)),
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

    /// Whether the user asked the run to stop.
    pub fn is_requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }
}
