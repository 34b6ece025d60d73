//! From a URL to an open connection, within the connect timeout.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::connection_options::{Access, Timeouts};
use super::driver::{Connection, Driver as _};
use super::driver_error::{DriverError, Fault};
use super::wait_bounds::WaitBounds;
use super::wait_guard::{Closable, WaitGuard};
use super::wrapped_driver::guarded;
use super::{mysql, postgres, sqlite};
use crate::database_url::DatabaseUrl;
use crate::env::Deadline;

/// How soon a wait for a connection notices that it must end.
const INTERVAL: Duration = Duration::from_millis(50);

/// Connects to the database of a URL, without looking at its tables.
pub(super) fn connect(
    url: &DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
    bounds: &WaitBounds,
) -> Result<Box<dyn Connection>, DriverError> {
    let read_only = access == Access::Read;
    let in_memory = |contents: &[&str]| {
        let mut driver = sqlite::Sqlite::memory()?;
        for statements in contents {
            driver.batch(statements)?;
        }
        if read_only {
            driver.make_read_only()?;
        }
        Ok::<Box<dyn Connection>, DriverError>(Box::new(driver))
    };
    Ok(match url {
        DatabaseUrl::SqliteFile(path) => {
            Box::new(sqlite::Sqlite::open(path, read_only, timeouts.lock)?)
        }
        DatabaseUrl::SqliteMemory => in_memory(&[])?,
        DatabaseUrl::Demo => in_memory(&[sqlite::SCHEMA, sqlite::DEMO])?,
        DatabaseUrl::MySql(server) => {
            let server = server.clone();
            with_time_limit(timeouts, bounds, move || {
                mysql::MySql::connect(&server, read_only, timeouts)
            })?
        }
        DatabaseUrl::Postgres(server) => {
            let server = server.clone();
            with_time_limit(timeouts, bounds, move || {
                postgres::Postgres::connect(&server, read_only, timeouts)
            })?
        }
    })
}

/// Connects on a thread of its own and waits for it no longer than the connect
/// timeout. The drivers' own limits end with the TCP connection: a server that
/// accepts it and then sends nothing would block the program for ever. The
/// thread is abandoned then, and ends with the process. From then on a
/// [`WaitGuard`] limits the waits.
fn with_time_limit<C: Connection + Closable + 'static>(
    timeouts: Timeouts,
    bounds: &WaitBounds,
    connect: impl FnOnce() -> Result<C, DriverError> + Send + 'static,
) -> Result<Box<dyn Connection>, DriverError> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        // If the receiver has given up, this drops and so closes the connection.
        let _ = sender.send(connect());
    });
    let limit = timeouts.connect;
    let deadline = Deadline::after(limit);
    let driver = loop {
        match receiver.recv_timeout(INTERVAL.min(limit)) {
            Ok(connected) => break connected?,
            Err(RecvTimeoutError::Timeout) if !deadline.has_passed() => {
                if let Some(end) = bounds.end() {
                    return Err(end.error());
                }
            }
            Err(_) => {
                return Err(DriverError::new(
                    Fault::ConnectTimeout,
                    format!("no answer within {limit:?}"),
                ));
            }
        }
    };
    let guard = WaitGuard::start(driver.closer(), timeouts.answer, bounds.clone());
    Ok(guarded(Box::new(driver), guard))
}
