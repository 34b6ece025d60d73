//! What a caller asks of a connection.

use std::sync::Arc;
use std::time::Duration;

use super::driver_error::DriverError;
use super::tls::ConnectionSecurity;

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
