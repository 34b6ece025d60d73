//! What a caller asks of a connection.

use std::sync::Arc;
use std::time::Duration;

use super::driver_error::DriverError;
use super::tls::ConnectionSecurity;

/// How much longer than the server's own limits the program waits for its
/// answer, so that the server's error arrives first.
const MARGIN: Duration = Duration::from_millis(500);

/// The longest wait for an answer if nobody has said how long a statement may
/// take. Otherwise a run from cron would wait for ever for a proxy or firewall
/// that has lost the connection.
const DEFAULT_ANSWER_TIMEOUT: Duration = Duration::from_secs(300);

/// Called before each login with what is going to protect it; may refuse it.
pub(super) type BeforeLogin =
    Arc<dyn Fn(ConnectionSecurity) -> Result<(), DriverError> + Send + Sync>;

/// How long to wait before an operation fails.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// The longest wait for a connection; zero means no limit.
    pub connect: Duration,
    /// The longest time for one statement; zero means no limit.
    pub statement: Duration,
    /// The longest wait for a lock that another session holds.
    pub lock: Duration,
    /// The longest time in which the server sends nothing although it should;
    /// `None` means no limit.
    pub answer: Option<Duration>,
    /// The longest time for the whole run, connecting included; `None` means no
    /// limit.
    pub run: Option<Duration>,
}

impl Timeouts {
    /// Timeouts with the limit for an answer that fits the others. `statement`:
    /// zero means no limit, `None` that the user has not chosen any.
    pub fn new(connect: Duration, statement: Option<Duration>, lock: Duration) -> Self {
        // The servers count waits for locks in whole seconds, or per row.
        let locked = Duration::from_secs(lock.as_secs_f64().ceil() as u64) + MARGIN;
        let answer = match statement {
            Some(Duration::ZERO) => None,
            Some(statement) => Some(locked.max(statement + MARGIN)),
            None => Some(locked.max(DEFAULT_ANSWER_TIMEOUT)),
        };
        Self {
            connect,
            statement: statement.unwrap_or_default(),
            lock,
            answer,
            run: None,
        }
    }
}

/// What a command is going to do with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read only: the engine itself refuses writes in this session.
    Read,
    /// Read and write.
    Write,
}

impl Access {
    /// Write, or read only for a dry run.
    pub fn write_unless(is_dry_run: bool) -> Self {
        match is_dry_run {
            true => Self::Read,
            false => Self::Write,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_for_an_answer_is_longer_than_those_of_the_server() {
        let seconds = Duration::from_secs;
        let answer = |statement, lock| Timeouts::new(seconds(1), statement, lock).answer;
        assert_eq!(
            answer(Some(seconds(2)), seconds(2)),
            Some(seconds(2) + MARGIN)
        );
        assert_eq!(
            answer(Some(seconds(9)), seconds(2)),
            Some(seconds(9) + MARGIN)
        );
        let lock = Duration::from_millis(2100);
        assert_eq!(answer(Some(seconds(1)), lock), Some(seconds(3) + MARGIN));
        assert_eq!(answer(None, lock), Some(DEFAULT_ANSWER_TIMEOUT));
        assert_eq!(answer(None, seconds(900)), Some(seconds(900) + MARGIN));
        assert_eq!(answer(Some(Duration::ZERO), lock), None);
    }
}
