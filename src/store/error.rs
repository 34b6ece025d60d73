//! Errors of the store.

use super::driver_error::{DriverError, Fault};
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Kind};

/// Why an operation on the database failed.
#[derive(Debug, thiserror::Error)]
#[error("{context} {target}: {reason}")]
pub struct StoreError {
    /// What kind of failure it is.
    pub fault: Fault,
    context: &'static str,
    target: String,
    reason: String,
    hint: Option<String>,
    denied_column: Option<&'static str>,
}

impl StoreError {
    /// An error of an engine. `context` says what failed, for example "cannot
    /// read from"; the database follows it in the message.
    pub(super) fn new(context: &'static str, url: &DatabaseUrl, error: DriverError) -> Self {
        Self {
            fault: error.fault,
            context,
            target: url.to_string(),
            reason: error.message,
            hint: error.hint,
            denied_column: None,
        }
    }

    /// Adds the column that this account may not read, as `table.column`.
    pub(super) fn with_denied_column(mut self, column: &'static str) -> Self {
        self.denied_column = Some(column);
        self
    }

    /// What to do about it, if more is known than [`StoreError::fault`] says.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The column, as `table.column`, that the operation needs and that this
    /// account may not read. `None`: something else failed.
    pub fn denied_column(&self) -> Option<&'static str> {
        self.denied_column
    }
}

/// A value of an unexpected type, and where it is. The row is named by the ID
/// of its key, never by the key.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {row} holds {found}, where {expected} was expected")]
pub(super) struct BadValue {
    /// The table, as the statement names it.
    pub(super) table: &'static str,
    /// The column of that table.
    pub(super) column: &'static str,
    /// The row, for example "the key with ID 1a2b3c4d5e6f".
    pub(super) row: String,
    /// The type that was found.
    pub(super) found: String,
    /// The type that was expected.
    pub(super) expected: &'static str,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let (kind, general_hint) = kind_and_hint(error.fault);
        let hint = match error.denied_column() {
            Some("user.access_token") => Some(
                "login tokens and token explain need SELECT on user.access_token: GRANT it, or name \
                 the owner with --user or --tenant",
            ),
            _ => error.hint().or(general_hint),
        };
        let converted = Self::new(kind, error.to_string());
        match hint {
            Some(hint) => converted.hint(hint),
            None => converted,
        }
    }
}

/// The kind of error, and the hint for it if the store has none of its own.
fn kind_and_hint(fault: Fault) -> (Kind, Option<&'static str>) {
    match fault {
        Fault::Unreachable => (
            Kind::Unavailable,
            Some("check that the server is running, and that host and port are right"),
        ),
        Fault::ConnectTimeout => (
            Kind::Unavailable,
            Some(
                "check that the server is running, and that host and port are right; \
                 --connect-timeout sets how long to wait",
            ),
        ),
        Fault::Tls => (Kind::Unavailable, None),
        Fault::Configuration => (
            Kind::Usage,
            Some("see `man ragflowctl` for the options of a database URL"),
        ),
        Fault::Login => (
            Kind::Unavailable,
            Some("check user and password, and whether the account may connect from this host"),
        ),
        Fault::NoDatabase => (
            Kind::Unavailable,
            Some("check the name or path of the database; nothing was created"),
        ),
        Fault::Locked => (
            Kind::Unavailable,
            Some("another session holds the lock: try again, or raise --lock-timeout"),
        ),
        Fault::Transient | Fault::Lost => (
            Kind::Unavailable,
            Some("earlier transactions are committed: run the command again"),
        ),
        Fault::Denied => (
            Kind::Refused,
            Some("the README lists the privileges each command needs (GRANT)"),
        ),
        Fault::ReadOnly => (
            Kind::Refused,
            Some("use the primary server to write, or remove --read-only"),
        ),
        Fault::NotADatabase => (
            Kind::NotRagflow,
            Some("give an SQLite file (sqlite:PATH), or a server (mysql://…, postgres://…)"),
        ),
        Fault::Schema => (
            Kind::NotRagflow,
            Some("the tables differ from those that RAGFlow creates"),
        ),
        Fault::Other => (Kind::Failed, None),
    }
}
