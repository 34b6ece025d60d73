//! What ends a wait for a server: its silence, the user, or the time of the run.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::driver_error::{DriverError, Fault};
use crate::env::{Clock, Deadline, Interrupt};

/// How long a call may still wait for the server after the user has asked to
/// stop, or after the time of the run is over: what a live server is writing or
/// committing is usually done by then.
pub(super) const GRACE: Duration = Duration::from_secs(1);

/// How soon a pause notices that it must end.
const PAUSE_STEP: Duration = Duration::from_millis(50);

/// Why a wait ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WaitEnd {
    /// The server was silent for this time.
    NoAnswer(Duration),
    /// The user asked to stop.
    Stopped,
    /// The time of the run is over.
    OutOfTime,
}

impl WaitEnd {
    pub(super) fn error(self) -> DriverError {
        match self {
            Self::NoAnswer(limit) => DriverError::new(
                Fault::NoAnswer,
                format!("no answer from the server within {limit:?}"),
            ),
            Self::Stopped => DriverError::new(
                Fault::Stopped,
                "stopped while waiting for an answer from the server",
            ),
            Self::OutOfTime => DriverError::new(
                Fault::OutOfTime,
                "the time limit was reached while waiting for an answer from the server",
            ),
        }
    }
}

/// The bounds of all waits of a run, shared by its connections.
#[derive(Clone, Debug)]
pub(super) struct WaitBounds {
    pub(super) interrupt: Interrupt,
    deadlines: Arc<Mutex<Deadlines>>,
}

#[derive(Debug, Default)]
struct Deadlines {
    /// Set when the user's request is noticed.
    stop: Option<Deadline>,
    /// Set if the run has a time limit.
    run: Option<Deadline>,
    /// Set while the outcome of a transaction is looked up: it replaces the
    /// others, and the wait ends after this time.
    lookup: Option<(Deadline, Duration)>,
}

impl WaitBounds {
    pub(super) fn new(interrupt: &Interrupt) -> Self {
        Self {
            interrupt: interrupt.clone(),
            deadlines: Arc::default(),
        }
    }

    /// From now on the run may take this much time.
    pub(super) fn limit_run(&self, time: Duration) {
        self.lock().run = Some(Deadline::after(time.saturating_add(GRACE)));
    }

    /// Pauses, unless a wait must end. After the user's request it ends at once.
    pub(super) fn pause(&self, clock: &dyn Clock, how_long: Duration) -> Option<WaitEnd> {
        let mut left = how_long;
        while !left.is_zero() {
            if self.interrupt.is_requested() {
                return Some(WaitEnd::Stopped);
            }
            if let Some(end) = self.end() {
                return Some(end);
            }
            let step = left.min(PAUSE_STEP);
            clock.sleep(step);
            left -= step;
        }
        None
    }

    /// Lets the calls of a look-up wait for the server for this time in all, also if
    /// the run is to end.
    pub(super) fn limit_lookup(&self, time: Duration) {
        self.lock().lookup = Some((Deadline::after(time), time));
    }

    /// The bounds are again those of the run.
    pub(super) fn end_lookup(&self) {
        self.lock().lookup = None;
    }

    /// Why a wait must end now.
    pub(super) fn end(&self) -> Option<WaitEnd> {
        let mut deadlines = self.lock();
        if let Some((deadline, time)) = deadlines.lookup {
            return deadline.has_passed().then_some(WaitEnd::NoAnswer(time));
        }
        if self.interrupt.is_requested() {
            let stop = deadlines.stop.get_or_insert_with(|| Deadline::after(GRACE));
            if stop.has_passed() {
                return Some(WaitEnd::Stopped);
            }
        }
        let run = deadlines.run;
        run.filter(|run| run.has_passed())
            .map(|_| WaitEnd::OutOfTime)
    }

    fn lock(&self) -> MutexGuard<'_, Deadlines> {
        self.deadlines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
