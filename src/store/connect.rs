//! From a URL to an open connection, within the connect timeout.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::connection_options::{Access, BeforeLogin, Timeouts};
use super::driver::{Connection, Driver as _};
use super::driver_error::{DriverError, Fault};
use super::tls::ConnectionSecurity;
use super::wait_bounds::WaitBounds;
use super::wait_guard::{Closable, WaitGuard};
use super::wrapped_driver::guarded;
use super::{mysql, postgres, sqlite};
use crate::database_url::DatabaseUrl;
use crate::env::Deadline;

/// How soon a wait for a connection notices that it must end.
const INTERVAL: Duration = Duration::from_millis(50);

/// Called on the caller's thread before each login; may refuse it.
pub(super) type LoginWarning<'a> = &'a mut dyn FnMut(ConnectionSecurity) -> Result<(), DriverError>;

/// Connects to the database of a URL, without looking at its tables.
pub(super) fn connect(
    url: &DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
    bounds: &WaitBounds,
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
            with_time_limit(timeouts, bounds, before_login, move |before_login| {
                mysql::MySql::connect(&server, read_only, timeouts, before_login)
            })?
        }
        DatabaseUrl::Postgres(server) => {
            let server = server.clone();
            with_time_limit(timeouts, bounds, before_login, move |before_login| {
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

/// Connects on a thread of its own and waits for it no longer than the connect
/// timeout, from one report to the next. The drivers' own limits end with the TCP
/// connection: a server that accepts it and then sends nothing would block the
/// program for ever. The thread is abandoned then, and ends with the process. From
/// then on a [`WaitGuard`] limits the waits.
fn with_time_limit<C: Connection + Closable + 'static>(
    timeouts: Timeouts,
    bounds: &WaitBounds,
    before_login: LoginWarning<'_>,
    connect: impl FnOnce(&BeforeLogin) -> Result<C, DriverError> + Send + 'static,
) -> Result<Box<dyn Connection>, DriverError> {
    let limit = timeouts.connect;
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
        match next_report(&receiver, limit, bounds)? {
            Progress::BeforeLogin(security, answer) => {
                // If the thread has ended, the next report says why.
                let _ = answer.send(before_login(security));
            }
            Progress::Finished(connected) => {
                let driver = connected?;
                let guard = WaitGuard::start(driver.closer(), timeouts.answer, bounds.clone());
                return Ok(guarded(Box::new(driver), guard));
            }
        }
    }
}

/// Waits for the next report of the connecting thread. A limit of zero is none.
fn next_report<C>(
    receiver: &Receiver<Progress<C>>,
    limit: Duration,
    bounds: &WaitBounds,
) -> Result<Progress<C>, DriverError> {
    let deadline = (!limit.is_zero()).then(|| Deadline::after(limit));
    loop {
        match receiver.recv_timeout(INTERVAL) {
            Ok(report) => return Ok(report),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(DriverError::new(
                    Fault::Unreachable,
                    "the server's answer to the login could not be read",
                ));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Some(end) = bounds.end() {
            return Err(end.error());
        }
        if deadline.is_some_and(Deadline::has_passed) {
            return Err(no_answer(limit));
        }
    }
}

fn no_answer(limit: Duration) -> DriverError {
    DriverError::new(Fault::ConnectTimeout, format!("no answer within {limit:?}"))
}
