//! Errors of the store.

use super::driver_error::{DriverError, Fault};
use crate::database_url::DatabaseUrl;

/// Why an operation on the database failed.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {reason}")]
pub struct StoreError {
    /// What kind of failure it is.
    pub fault: Fault,
    what: String,
    reason: String,
    hint: Option<String>,
    denied_column: Option<&'static str>,
    given_up: Option<Fault>,
}

impl StoreError {
    /// An error of an engine. `context` says what failed, for example "cannot
    /// read from"; the database follows it in the message.
    pub(super) fn new(context: &'static str, url: &DatabaseUrl, error: DriverError) -> Self {
        Self {
            fault: error.fault,
            what: format!("{context} {url}"),
            reason: error.message,
            hint: error.hint,
            denied_column: None,
            given_up: None,
        }
    }

    /// An error about a database that can be read and is not what this program
    /// needs. `problem` follows the database, for example "is not supported".
    pub(super) fn unsuitable(url: &DatabaseUrl, problem: &str, error: DriverError) -> Self {
        Self {
            what: format!("{url} {problem}"),
            ..Self::new("", url, error)
        }
    }

    /// Adds the column that this account may not read, as `table.column`.
    pub(super) fn with_denied_column(mut self, column: &'static str) -> Self {
        self.denied_column = Some(column);
        self
    }

    /// Says that the program itself ended the wait for the server, and why. Such an
    /// operation is not tried again.
    pub(super) fn given_up(mut self, fault: Fault) -> Self {
        self.given_up = Some(fault);
        self
    }

    /// Whether the program itself ended the wait for the answer to a commit.
    pub(super) fn is_given_up(&self) -> bool {
        self.given_up.is_some()
    }

    /// The same error after it became known how the transaction ended, or that
    /// nobody knows.
    pub(super) fn with_outcome(mut self, is_known: bool) -> Self {
        if !is_known {
            self.fault = Fault::LostCommit;
        } else if self.fault == Fault::LostCommit {
            self.fault = self.given_up.unwrap_or(Fault::Lost);
        }
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
#[error("{table}.{column} of {row} contains {found}, expected {expected}")]
pub(super) struct BadValue {
    /// The table, as the statement names it.
    pub(super) table: &'static str,
    /// The column of that table.
    pub(super) column: &'static str,
    /// The row, for example "key 1a2b3c4d5e6f".
    pub(super) row: String,
    /// The type that was found.
    pub(super) found: String,
    /// The type that was expected.
    pub(super) expected: &'static str,
}
