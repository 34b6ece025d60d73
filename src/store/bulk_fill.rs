//! Writing many betas: the one operation that has a different form on every
//! engine, and the numbers that pace it.

use super::driver_error::DriverError;
use super::value::{Param, RowCallback};
use crate::domain::stamp::Stamp;

/// How a backfill divides its work on an engine.
#[derive(Clone, Copy, Debug)]
pub struct BackfillPacing {
    /// Rows in the first transaction.
    pub first_batch: usize,
    /// The most rows in a transaction.
    pub largest_batch: usize,
    /// Whether the size of a transaction follows the measured time. On SQLite no
    /// live server waits for the lock, and a larger transaction is simply
    /// faster.
    pub is_adaptive: bool,
    /// The most rows of a transaction that are in memory at a time. A larger
    /// transaction reads between its writes.
    pub page: usize,
    /// Sessions that write, unless the user chose a number. SQLite has one
    /// writer, and a server spends a processor on each session.
    pub writers: usize,
}

/// A beta for one key, written only if that key still has none.
#[derive(Debug)]
pub(super) struct BetaFill<'a> {
    /// The tenant of the key: the first half of the row's primary key.
    pub(super) tenant_id: &'a str,
    /// The API key: the second half of the row's primary key.
    pub(super) token: &'a str,
    /// The new beta.
    pub(super) beta: &'a str,
}

/// A connection that fills betas in the engine's own bulk form.
pub(super) trait BulkFill {
    /// How a backfill divides its work on this engine.
    fn pacing(&self) -> BackfillPacing;

    /// Runs a query for the next few keys along the primary key. The engine is
    /// kept from reading and sorting the whole table for them.
    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError>;

    /// Takes the lock that keeps a second backfill out of this database, until
    /// [`BulkFill::unlock_fills`]. `false`: another session holds it. On a
    /// server a transaction is open meanwhile, for [`BulkFill::query_page`]
    /// only, which leaves no lock on a table.
    fn lock_fills(&mut self) -> Result<bool, DriverError>;

    /// Releases that lock.
    fn unlock_fills(&mut self) -> Result<(), DriverError>;

    /// Whether a session that has ended still holds the backfill lock, so that this
    /// one took another in its place. Only OceanBase leaves such locks.
    fn has_abandoned_fill_lock(&self) -> bool {
        false
    }

    /// Begins a transaction that fills betas. `with_lock` takes the backfill
    /// lock for it, if no other session of this run holds that. `false`:
    /// another backfill holds the lock, and no transaction is open.
    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError>;

    /// Announces how many keys the open transaction is going to fill. An engine
    /// in this process may drop indexes until the commit that it can build
    /// faster than update row by row. `true`: it did, and all keys should be
    /// filled in this transaction.
    fn expect_fills(&mut self, _keys: u64) -> Result<bool, DriverError> {
        Ok(false)
    }

    /// Writes each beta whose key still has none, with the update time, in the
    /// open transaction. Returns the number of rows written.
    fn fill_betas(&mut self, fills: &[BetaFill<'_>], at: Stamp) -> Result<u64, DriverError>;
}
