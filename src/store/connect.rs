//! From a URL to an open connection, within the connect timeout.

use std::time::Duration;

use super::connection_options::{Access, Timeouts};
use super::driver::{Connection, Driver as _};
use super::driver_error::{DriverError, Fault};
use super::{mysql, postgres, sqlite};
use crate::database_url::DatabaseUrl;

/// Connects to the database of a URL, without looking at its tables.
pub(super) fn connect(
    url: &DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
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
            with_time_limit(timeouts.connect, move || {
                mysql::MySql::connect(&server, read_only, timeouts)
            })?
        }
        DatabaseUrl::Postgres(server) => {
            let server = server.clone();
            with_time_limit(timeouts.connect, move || {
                postgres::Postgres::connect(&server, read_only, timeouts)
            })?
        }
    })
}

/// Connects on a thread of its own and waits for it no longer than `limit`. The
/// drivers' own limits end with the TCP connection: a server that accepts it
/// and then sends nothing would block the program for ever. The thread is
/// abandoned then, and ends with the process.
fn with_time_limit<C: Connection + 'static>(
    limit: Duration,
    connect: impl FnOnce() -> Result<C, DriverError> + Send + 'static,
) -> Result<Box<dyn Connection>, DriverError> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // If the receiver has given up, this drops and so closes the connection.
        let _ = sender.send(connect());
    });
    match receiver.recv_timeout(limit) {
        Ok(connected) => connected.map(|driver| Box::new(driver) as Box<dyn Connection>),
        Err(_) => Err(DriverError::new(
            Fault::ConnectTimeout,
            format!("no answer within {limit:?}"),
        )),
    }
}
