//! Transactions of a PostgreSQL session.
//!
//! Every setting is local to a transaction: behind a pooler in transaction mode
//! (PgBouncer) another client, such as RAGFlow, gets the same server connection
//! afterwards, with every setting that was left on it. So every statement runs
//! in a transaction, and no transaction changes the session.

use super::driver::Postgres;
use super::local_settings::{OpenTransaction, SAVEPOINT, TO_SAVEPOINT};
use crate::store::driver::Driver as _;
use crate::store::driver_error::DriverError;

impl Postgres {
    /// Begins a transaction with the session's settings and, after them, `extra`
    /// statements: all in one round trip.
    pub(super) fn begin_with(&mut self, extra: &str) -> Result<(), DriverError> {
        self.end_snapshot()?;
        // The server's own default isolation could make the transaction fail
        // because of a row that somebody else has changed. Never READ WRITE: a
        // default of the server against writing counts.
        let mode = match self.read_only {
            true => "READ COMMITTED READ ONLY",
            false => "READ COMMITTED",
        };
        self.begin_as(mode, extra)?;
        self.transaction = OpenTransaction::Begun;
        Ok(())
    }

    fn begin_as(&mut self, mode: &str, extra: &str) -> Result<(), DriverError> {
        let settings = &self.settings.all;
        let begin = format!("BEGIN ISOLATION LEVEL {mode}; {settings}; {extra}");
        let begun = self.batch(&begin);
        if begun.is_err() {
            // Some of the statements may have been executed. The error of a
            // failed ROLLBACK matters less.
            let _ = self.batch("ROLLBACK");
        }
        begun
    }

    /// Runs a query in the open transaction, else in the snapshot of a reading
    /// command, else in a transaction of its own: a command that writes may wait
    /// for a person's answer between two queries, and must not keep a snapshot
    /// open meanwhile.
    pub(super) fn in_transaction<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, DriverError>,
    ) -> Result<T, DriverError> {
        if self.transaction == OpenTransaction::Begun {
            return run(self);
        }
        if !self.read_only {
            self.begin_as("READ COMMITTED READ ONLY", "")?;
            let result = run(self);
            let end = match &result {
                Ok(_) => "COMMIT",
                Err(_) => "ROLLBACK",
            };
            let ended = self.batch(end);
            return result.and_then(|value| ended.map(|()| value));
        }
        if self.transaction == OpenTransaction::No {
            self.begin_as("REPEATABLE READ READ ONLY", SAVEPOINT)?;
            self.transaction = OpenTransaction::Snapshot;
        }
        let result = run(self);
        if result.is_err() && self.batch(TO_SAVEPOINT).is_err() {
            // The connection is lost; a new one has no snapshot.
            self.transaction = OpenTransaction::No;
        }
        result
    }

    /// Releases the locks on the tables that the snapshot has read: as long as
    /// they are held, nobody can add a column to those tables.
    pub(super) fn release_table_locks(&mut self) -> Result<(), DriverError> {
        match self.transaction {
            OpenTransaction::Snapshot => self.batch(TO_SAVEPOINT),
            OpenTransaction::No | OpenTransaction::Begun => Ok(()),
        }
    }
}

/// Ends the snapshot, so that a pooler can give the server connection to
/// another client instead of closing it.
impl Drop for Postgres {
    fn drop(&mut self) {
        let has_snapshot = matches!(self.transaction, OpenTransaction::Snapshot);
        if has_snapshot && !self.client.is_closed() && !self.is_broken_off {
            self.client.rollback_before_close();
        }
    }
}
