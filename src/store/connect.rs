//! From a URL to an open connection, within the connect timeout.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::connection_options::{Access, BeforeLogin, Timeouts};
use super::driver::{Connection, Driver as _};
use super::driver_error::{DriverError, Fault};
use super::tls::ConnectionSecurity;
use super::{mysql, postgres, sqlite};
use crate::database_url::DatabaseUrl;

/// Called on the caller's thread before each login; may refuse it.
pub(super) type LoginWarning<'a> = &'a mut dyn FnMut(ConnectionSecurity) -> Result<(), DriverError>;

/// Connects to the database of a URL, without looking at its tables.
pub(super) fn connect(
    url: &DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
    before_login: LoginWarning<'_>,
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
            with_time_limit(timeouts.connect, before_login, move |before_login| {
                mysql::MySql::connect(&server, read_only, timeouts, before_login)
            })?
        }
        DatabaseUrl::Postgres(server) => {
            let server = server.clone();
            with_time_limit(timeouts.connect, before_login, move |before_login| {
                postgres::Postgres::connect(&server, read_only, timeouts, before_login)
            })?
        }
    })
}

/// What the connecting thread reports.
enum Progress<C> {
    /// It is about to log in, and waits for the answer.
    BeforeLogin(ConnectionSecurity, Sender<Result<(), DriverError>>),
    Finished(Result<C, DriverError>),
}

/// Connects on a thread of its own and waits for it no longer than `limit`, from
/// one report to the next. The drivers' own limits end with the TCP connection: a
/// server that accepts it and then sends nothing would block the program for
/// ever. The thread is abandoned then, and ends with the process.
fn with_time_limit<C: Connection + 'static>(
    limit: Duration,
    before_login: LoginWarning<'_>,
    connect: impl FnOnce(&BeforeLogin) -> Result<C, DriverError> + Send + 'static,
) -> Result<Box<dyn Connection>, DriverError> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let asker = sender.clone();
        let ask: BeforeLogin = Arc::new(move |security| {
            let (answer, answered) = channel();
            // If the receiver has given up, this thread ends without a login.
            let asked = asker.send(Progress::BeforeLogin(security, answer));
            asked
                .ok()
                .and_then(|()| answered.recv().ok())
                .unwrap_or_else(|| Err(no_answer(limit)))
        });
        let finished = connect(&ask);
        drop(ask);
        // If the receiver has given up, this drops and so closes the connection.
        let _ = sender.send(Progress::Finished(finished));
    });
    loop {
        let progress = match limit.is_zero() {
            true => receiver.recv().map_err(RecvTimeoutError::from),
            false => receiver.recv_timeout(limit),
        };
        match progress {
            Ok(Progress::BeforeLogin(security, answer)) => {
                // If the thread has ended, the next report says why.
                let _ = answer.send(before_login(security));
            }
            Ok(Progress::Finished(connected)) => {
                return connected.map(|driver| Box::new(driver) as Box<dyn Connection>);
            }
            Err(RecvTimeoutError::Timeout) => return Err(no_answer(limit)),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(DriverError::new(
                    Fault::Unreachable,
                    "the server's answer to the login could not be read",
                ));
            }
        }
    }
}

fn no_answer(limit: Duration) -> DriverError {
    DriverError::new(Fault::ConnectTimeout, format!("no answer within {limit:?}"))
}
