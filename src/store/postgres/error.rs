//! Errors of PostgreSQL.

use tokio_postgres::error::SqlState;

use crate::store::driver_error::{DriverError, Fault, connection_lost, message_with_causes};

/// Turns an error of the driver into one of the store. The driver's own text is
/// only "db error", and the server's DETAIL may quote a row, so the server's
/// MESSAGE is used.
pub(super) fn classify(error: &tokio_postgres::Error) -> DriverError {
    match error.as_db_error() {
        Some(server) => {
            let code = server.code();
            let message = format!("{} ({})", server.message(), code.code());
            DriverError::new(fault_of_code(code), message)
        }
        None if error.is_closed() || has_io_cause(error) => connection_lost(error),
        None => DriverError::new(Fault::Other, message_with_causes(error)),
    }
}

fn fault_of_code(code: &SqlState) -> Fault {
    let faults: [(&[SqlState], Fault); 9] = [
        (
            &[
                SqlState::INVALID_PASSWORD,
                SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
            ],
            Fault::Login,
        ),
        (&[SqlState::INVALID_CATALOG_NAME], Fault::NoDatabase),
        (&[SqlState::INSUFFICIENT_PRIVILEGE], Fault::Denied),
        (&[SqlState::READ_ONLY_SQL_TRANSACTION], Fault::ReadOnly),
        (&[SqlState::LOCK_NOT_AVAILABLE], Fault::Locked),
        (&[SqlState::QUERY_CANCELED], Fault::Cancelled),
        (
            &[
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::T_R_DEADLOCK_DETECTED,
            ],
            Fault::Transient,
        ),
        (
            &[SqlState::UNDEFINED_TABLE, SqlState::UNDEFINED_COLUMN],
            Fault::Schema,
        ),
        (
            &[
                SqlState::ADMIN_SHUTDOWN,
                SqlState::CRASH_SHUTDOWN,
                SqlState::CANNOT_CONNECT_NOW,
                SqlState::IDLE_SESSION_TIMEOUT,
                SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
                SqlState::TOO_MANY_CONNECTIONS,
            ],
            Fault::Lost,
        ),
    ];
    let found = faults.iter().find(|(codes, _)| codes.contains(code));
    found.map_or(Fault::Other, |(_, fault)| *fault)
}

fn has_io_cause(error: &tokio_postgres::Error) -> bool {
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if cause.is::<std::io::Error>() {
            return true;
        }
        next = cause.source();
    }
    false
}
