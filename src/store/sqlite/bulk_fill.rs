//! Filling betas on SQLite.

use super::driver::{BEGIN, Sqlite};
use super::error::classify;
use super::values::date_text;
use crate::domain::stamp::Stamp;
use crate::store::bulk_fill::{BackfillPacing, BetaFill, BulkFill};
use crate::store::driver::Driver as _;
use crate::store::driver_error::{DriverError, Fault};
use crate::store::sql;
use crate::store::value::{Param, RowCallback};

const PACING: BackfillPacing = BackfillPacing {
    first_batch: 250_000,
    largest_batch: 250_000,
    is_adaptive: false,
    page: 1_000,
    writers: 1,
};

/// If the indexes are not dropped, a backfill changes three of them at random
/// places: pages that do not fit into the usual 2 MB are written and read again
/// and again, and each transaction keeps the old form of every page it changes.
/// So the cache is large, but small enough that a backfill stays below 32 MiB,
/// and a transaction takes many rows. In KiB.
const FILL_CACHE: &str = "PRAGMA cache_size = -18000";

impl BulkFill for Sqlite {
    fn pacing(&self) -> BackfillPacing {
        PACING
    }

    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.query(sql, params, each)
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        // The write lock of each transaction is enough.
        Ok(true)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        Ok(())
    }

    fn begin_fill(&mut self, _: bool) -> Result<bool, DriverError> {
        self.batch(FILL_CACHE)?;
        // There is one write lock: whoever holds it is a writer.
        match self.batch(BEGIN) {
            Ok(()) => Ok(true),
            Err(error) if error.fault == Fault::Locked => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn expect_fills(&mut self, keys: u64) -> Result<bool, DriverError> {
        self.dropped_indexes
            .drop(&self.connection, keys)
            .map_err(classify)
    }

    fn fill_betas(&mut self, fills: &[BetaFill<'_>], at: Stamp) -> Result<u64, DriverError> {
        // In this process there are no round trips to save: one prepared
        // statement per row is SQLite's bulk form.
        let mut statement = self
            .connection
            .prepare_cached(&sql::backfill::fill_one_beta())
            .map_err(classify)?;
        let date = date_text(at.date);
        let mut filled = 0;
        for fill in fills {
            let params = (fill.beta, at.ms, &date, fill.tenant_id, fill.token);
            filled += statement.execute(params).map_err(classify)?;
        }
        Ok(filled as u64)
    }
}
