//! Errors of SQLite.

use rusqlite::ErrorCode;

use crate::store::driver_error::{DriverError, Fault, NOT_QUOTED};

/// SQLite's messages name tables and columns, and never a value; but a trigger
/// of the database writes its own.
#[expect(
    clippy::needless_pass_by_value,
    reason = "map_err passes the error by value"
)]
pub(super) fn classify(error: rusqlite::Error) -> DriverError {
    let message = match error.sqlite_error().map(|error| error.extended_code) {
        Some(rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER) => {
            format!("a trigger of the database refused the change, {NOT_QUOTED}")
        }
        _ => error.to_string(),
    };
    let fault = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Locked,
        Some(ErrorCode::ReadOnly) => Fault::ReadOnly,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Fault::NotADatabase,
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Fault::Unreachable,
        _ if message.contains("no such table") || message.contains("no such column") => {
            Fault::Schema
        }
        _ => Fault::Other,
    };
    let error = DriverError::new(fault, message);
    match fault {
        // SQLite writes its journal beside the file.
        Fault::ReadOnly => error.with_hint(
            "the database file and its directory must both be writable for this account",
        ),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_cannot_be_written_is_named_in_the_hint() {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY_DIRECTORY);
        let error = classify(rusqlite::Error::SqliteFailure(code, None));
        assert_eq!(error.fault, Fault::ReadOnly);
        assert!(error.hint.is_some_and(|hint| hint.contains("directory")));
    }
}
