//! The interface between the statements (written once, in `sql/`) and the
//! engines (one directory each).
//!
//! A driver connects, spells, converts values and classifies errors. It knows
//! nothing of RAGFlow: the one operation that has a different form on every
//! engine is [`BulkFill`], in `bulk_fill.rs`.

use super::bulk_fill::BulkFill;
use super::dialect::Dialect;
use super::driver_error::DriverError;
use super::tls::ConnectionSecurity;
use super::value::{Param, RowCallback};
use super::write_refusal::WriteRefusal;

/// One open connection.
pub(super) trait Driver: Send {
    /// How this engine spells its SQL.
    fn dialect(&self) -> &'static Dialect;

    /// How the connection is protected.
    fn security(&self) -> ConnectionSecurity;

    /// The server's name and version.
    fn version(&mut self) -> Result<String, DriverError>;

    /// Runs a query and calls `each` for every row as it arrives; nothing is
    /// collected. Placeholders are `?` on every engine.
    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError>;

    /// The same for a query of many rows, of which the next are read while
    /// `each` works. A server does that by itself; an engine in this process
    /// needs a thread for it.
    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.query(sql, params, each)
    }

    /// Runs a statement and returns the number of rows it *matched*.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError>;

    /// Runs statements without parameters, by the text protocol.
    fn batch(&mut self, sql: &str) -> Result<(), DriverError>;

    /// Why this server refuses writes: a replica, a read-only file, a default
    /// that an administrator has set. `None`: it accepts writes.
    fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, DriverError>;

    /// Begins a transaction that is going to write.
    fn begin(&mut self) -> Result<(), DriverError>;

    /// Commits the open transaction.
    fn commit(&mut self) -> Result<(), DriverError> {
        self.batch("COMMIT")
    }

    /// Rolls the open transaction back.
    fn rollback(&mut self) -> Result<(), DriverError> {
        self.batch("ROLLBACK")
    }

    /// From now on all queries of a reading session see the same rows, until
    /// [`Driver::end_snapshot`]. On servers they always do.
    fn hold_snapshot(&mut self) -> Result<(), DriverError> {
        Ok(())
    }

    /// Ends the snapshot that the queries of a reading session share, if the
    /// engine has one: the next query takes a new one.
    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        Ok(())
    }
}

/// What the store holds: an open connection that can also fill betas in bulk.
pub(super) trait Connection: Driver + BulkFill {}

impl<T: Driver + BulkFill> Connection for T {}
