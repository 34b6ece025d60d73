//! Errors of PostgreSQL.

use tokio_postgres::error::{DbError, SqlState};

use crate::store::driver_error::{
    DriverError, Fault, NOT_QUOTED, connection_lost, message_with_causes,
};

/// Turns an error of the driver into one of the store. The driver's own text is
/// only "db error", and the server's DETAIL may quote a row, so the server's
/// MESSAGE is used.
pub(super) fn classify(error: &tokio_postgres::Error) -> DriverError {
    match error.as_db_error() {
        Some(server) if is_about_row_security(server) => row_security_error(server),
        Some(server) => {
            let code = server.code().code();
            let message = match may_be_quoted(server) {
                true => format!("{} ({code})", server.message()),
                false => format!("the server reported error {code}, {NOT_QUOTED}"),
            };
            DriverError::new(fault_of_code(server.code()), message)
        }
        None if error.is_closed() || has_io_cause(error) => connection_lost(error),
        None => DriverError::new(Fault::Other, message_with_causes(error)),
    }
}

/// Turns an error of the login into one of the store. No row has been read, so
/// the server's message is quoted whatever its code is.
pub(super) fn classify_login(error: &tokio_postgres::Error) -> DriverError {
    let mut classified = classify(error);
    if let Some(server) = error.as_db_error() {
        classified.message = format!("{} ({})", server.message(), server.code().code());
        if *server.code() == SqlState::TOO_MANY_CONNECTIONS {
            classified.hint = Some(
                "try again later, or raise the limit: max_connections of the server, or CONNECTION \
                 LIMIT of the account or the database"
                    .to_owned(),
            );
        }
    }
    classified
}

/// Whether the server's message quotes no value of a row. The classes are those
/// whose messages name tables, columns, constraints and settings only; in class
/// 22 (data exceptions) they quote values. A function or trigger that raises an
/// error can give it any code and any text.
fn may_be_quoted(server: &DbError) -> bool {
    // Locks, cancelled statements, a server that shuts down: they can happen
    // inside a function too.
    const ANYWHERE: [&str; 3] = ["40", "55", "57"];
    const OUTSIDE_FUNCTIONS: [&str; 13] = [
        "08", "0A", "23", "25", "28", "3D", "3F", "42", "53", "54", "58", "72", "XX",
    ];
    let class = server.code().code().get(..2).unwrap_or_default();
    let is_raised = server.file() == Some("pl_exec.c");
    let has_context = server.where_().is_some();
    !is_raised
        && (ANYWHERE.contains(&class) || (OUTSIDE_FUNCTIONS.contains(&class) && !has_context))
}

/// Row level security hides rows without an error, unless `row_security` is off:
/// then the server refuses the query.
fn is_about_row_security(server: &DbError) -> bool {
    // The message is in the server's language.
    *server.code() == SqlState::INSUFFICIENT_PRIVILEGE
        && (server.routine() == Some("check_enable_rls")
            || server.message().contains("row-level security"))
}

fn row_security_error(server: &DbError) -> DriverError {
    // It ends with the table's name in quotes: "…", «…» or „…“.
    let is_quote = |c: char| "\"„“”«»‘’'".contains(c);
    let table = server.message().rsplit(is_quote).nth(1).unwrap_or("?");
    let message = format!(
        "row level security hides rows of table {table} from this account, so the result would \
         not be complete ({})",
        server.code().code()
    );
    // The server's own hint is about the owner, who can only be subject to a
    // policy that is forced.
    let hint = match server.hint() {
        Some(_) => format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"),
        None => format!(
            "log in as the owner of {table}, or let this account see all rows: ALTER ROLE NAME \
             BYPASSRLS"
        ),
    };
    DriverError::new(Fault::Denied, message).with_hint(hint)
}

fn fault_of_code(code: &SqlState) -> Fault {
    match code.code() {
        // The server ended an idle session.
        "25P03" | "57P05" => return Fault::Lost,
        // `transaction_timeout` of PostgreSQL 17.
        "25P04" => return Fault::Cancelled,
        // A snapshot that is too old.
        "72000" => return Fault::Transient,
        _ => {}
    }
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
