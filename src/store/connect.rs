//! From a URL to an open session, within the time that is given for it.

use std::time::Duration;

use super::driver::{Driver, DriverError, Fault};
use super::{Access, Timeouts, mysql, postgres, sqlite};
use crate::database_url::DatabaseUrl;

/// Opens the database that a URL names, without looking at what is in it.
pub(super) fn connect(
    url: &DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
) -> Result<Box<dyn Driver>, DriverError> {
    let read_only = access == Access::Read;
    let in_memory = |contents: &[&str]| {
        let mut driver = sqlite::Sqlite::memory()?;
        for statements in contents {
            driver.batch(statements)?;
        }
        if read_only {
            driver.make_read_only()?;
        }
        Ok::<Box<dyn Driver>, DriverError>(Box::new(driver))
    };
    Ok(match url {
        DatabaseUrl::SqliteFile(path) => {
            Box::new(sqlite::Sqlite::open(path, read_only, timeouts.lock)?)
        }
        DatabaseUrl::SqliteMemory => in_memory(&[])?,
        DatabaseUrl::Demo => in_memory(&[sqlite::SCHEMA, sqlite::DEMO])?,
        DatabaseUrl::MySql(server) => {
            let server = server.clone();
            within(timeouts.connect, move || {
                mysql::MySql::connect(&server, read_only, timeouts)
            })?
        }
        DatabaseUrl::Postgres(server) => {
            let server = server.clone();
            within(timeouts.connect, move || {
                postgres::Postgres::connect(&server, read_only, timeouts)
            })?
        }
    })
}

/// Connects, but no longer than this. The drivers' own limits end with the TCP
/// connection: a server that accepts it and then says nothing would hold the
/// program for ever. A thread that is given up ends with the process.
fn within<D: Driver + Send + 'static>(
    limit: Duration,
    connect: impl FnOnce() -> Result<D, DriverError> + Send + 'static,
) -> Result<Box<dyn Driver>, DriverError> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // Nobody waits any more: the connection is dropped, and so closed.
        let _ = sender.send(connect());
    });
    match receiver.recv_timeout(limit) {
        Ok(connected) => connected.map(|driver| Box::new(driver) as Box<dyn Driver>),
        Err(_) => Err(DriverError::new(
            Fault::Unreachable,
            format!("no answer within {limit:?} (--connect-timeout)"),
        )),
    }
}
