//! Running an operation again after a deadlock, a lock or a lost connection.

use std::time::Duration;

use super::dialect::Engine;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::wait_bounds::WaitEnd;
use crate::env::Clock;

/// How often an operation is tried in all, if it meets deadlocks and locks.
const ATTEMPTS: u32 = 5;

/// The first pause after a deadlock or a lock; each is twice as long as the one
/// before.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// How long a lost connection is tried again, and the longest pause between two
/// attempts. A server that is restarted answers again in this time.
const RECONNECT_TIME: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What an operation has met so far.
pub(super) struct Retries<'c> {
    clock: &'c dyn Clock,
    /// Deadlocks and locks.
    failures: u32,
    next_pause: Duration,
    /// The time on the clock when the connection was lost first.
    lost_at: Option<Duration>,
}

impl<'c> Retries<'c> {
    pub(super) fn new(clock: &'c dyn Clock) -> Self {
        Self {
            clock,
            failures: 0,
            next_pause: FIRST_PAUSE,
            lost_at: None,
        }
    }

    fn take_pause(&mut self) -> Duration {
        let pause = self.next_pause;
        self.next_pause = (pause * 2).min(LONGEST_PAUSE);
        pause
    }
}

impl Store {
    /// Runs an operation again, after a pause, if it met a deadlock, a lock or a lost
    /// connection. Only for operations that may run twice.
    ///
    /// # Errors
    /// If the operation keeps failing, or fails in another way.
    pub fn with_retries<T>(
        &mut self,
        clock: &dyn Clock,
        mut run: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut retries = Retries::new(clock);
        loop {
            match run(self) {
                Ok(done) => return Ok(done),
                Err(error) => self.recover(error, &mut retries)?,
            }
        }
    }

    /// Prepares another attempt after a pause, or returns the error that ends the
    /// operation.
    pub(super) fn recover(
        &mut self,
        error: StoreError,
        retries: &mut Retries<'_>,
    ) -> Result<(), StoreError> {
        match error.fault {
            Fault::Lost | Fault::LostCommit if self.can_reconnect() && !error.is_given_up() => {
                self.reconnect_in_time(error, retries)
            }
            Fault::Transient | Fault::Locked if retries.failures + 1 < ATTEMPTS => {
                retries.failures += 1;
                self.pause(retries)
            }
            _ => Err(error),
        }
    }

    /// Connects again, as often as a server that is restarted needs.
    fn reconnect_in_time(
        &mut self,
        mut error: StoreError,
        retries: &mut Retries<'_>,
    ) -> Result<(), StoreError> {
        let lost_at = *retries
            .lost_at
            .get_or_insert_with(|| retries.clock.elapsed());
        while retries.clock.elapsed() - lost_at < RECONNECT_TIME {
            self.pause(retries)?;
            match self.reconnect() {
                Ok(()) => return Ok(()),
                Err(next) => error = next,
            }
            let may_succeed = matches!(
                error.fault,
                Fault::Unreachable | Fault::ConnectTimeout | Fault::Lost
            );
            if !may_succeed {
                break;
            }
        }
        Err(error)
    }

    /// Waits before the next attempt.
    ///
    /// # Errors
    /// If the user asks to stop, or the time of the run is over.
    fn pause(&self, retries: &mut Retries<'_>) -> Result<(), StoreError> {
        let pause = retries.take_pause();
        match self.bounds.pause(retries.clock, pause) {
            None => Ok(()),
            Some(end) => Err(self.wait_ended(end)),
        }
    }

    fn wait_ended(&self, end: WaitEnd) -> StoreError {
        StoreError::new("cannot reach", &self.url, end.error())
    }

    /// Whether a lost connection can be replaced. A database in memory ends with
    /// its connection.
    pub(super) fn can_reconnect(&self) -> bool {
        self.engine() != Engine::Sqlite
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemClock;

    #[test]
    fn pauses_grow_up_to_the_longest_one() {
        let clock = SystemClock::start();
        let mut retries = Retries::new(&clock);
        let pauses: Vec<u128> = (0..8).map(|_| retries.take_pause().as_millis()).collect();
        assert_eq!(pauses, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
    }
}
