//! Filling betas on MySQL and MariaDB.

use std::ops::ControlFlow;

use mysql::Params;
use mysql::prelude::Queryable as _;

use super::driver::{BEGIN, MySql};
use super::values::date_value;
use crate::domain::stamp::Stamp;
use crate::store::bulk_fill::{BackfillPacing, BetaFill, BulkFill};
use crate::store::driver::Driver as _;
use crate::store::driver_error::{DriverError, Fault};
use crate::store::sql::fragments::is_missing;
use crate::store::value::{Param, RowCallback, Value};

const PACING: BackfillPacing = BackfillPacing {
    first_batch: 500,
    largest_batch: 10_000,
    is_adaptive: true,
    page: usize::MAX,
    writers: 2,
};

/// Rows in one bulk statement. A transaction runs as many of them as its batch
/// needs, and a statement of that size is prepared only once.
const ROWS_PER_STATEMENT: usize = 500;

/// The name of the lock that keeps a second backfill out of this database. Such
/// locks belong to the server, so the name contains the database. 64 characters
/// is the longest name. The lock of a number above 0 stands for the one before,
/// where a session that has ended holds that.
fn fill_lock(number: u32) -> String {
    let number = match number {
        0 => String::new(),
        number => format!("-{number}"),
    };
    format!("LEFT(CONCAT('ragflowctl{number}.', DATABASE()), 64)")
}

/// During a backfill its reading session keeps a snapshot: the server then
/// postpones the purge of old row versions, as it does during a single UPDATE of
/// all rows. A purge that runs next to the writers, in the same pages, costs them
/// half their speed. After this many keys a new snapshot is taken, which limits
/// what is postponed.
const KEYS_PER_SNAPSHOT: u64 = 1_000_000;

impl MySql {
    fn take_fill_lock(&mut self) -> Result<bool, DriverError> {
        for number in 0.. {
            if self.fill.lock.is_some() {
                break;
            }
            let lock = fill_lock(number);
            if self.is_one(&format!("SELECT GET_LOCK({lock}, 0)"))? {
                self.fill.lock = Some(number);
            } else if !self.is_oceanbase || !self.is_abandoned(&lock)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a session holds the lock that has ended. OceanBase keeps the lock of
    /// a session that did not release it, for example because it was killed.
    fn is_abandoned(&mut self, lock: &str) -> Result<bool, DriverError> {
        self.is_one(&format!(
            "SELECT COUNT(*) FROM (SELECT IS_USED_LOCK({lock}) AS id) l WHERE l.id IS NOT NULL \
             AND l.id NOT IN (SELECT id FROM information_schema.processlist)"
        ))
    }

    /// Whether the first value of the last row is 1.
    fn is_one(&mut self, sql: &str) -> Result<bool, DriverError> {
        let mut is_one = false;
        self.query(sql, &[], &mut |row| {
            is_one = row.value(0) == Value::Int(1);
            ControlFlow::Continue(())
        })?;
        Ok(is_one)
    }

    /// Replaces the current snapshot.
    fn take_snapshot(&mut self) -> Result<(), DriverError> {
        self.fill.snapshot_keys = None;
        self.batch("ROLLBACK")?;
        self.batch("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
        self.begin_snapshot()?;
        self.fill.snapshot_keys = Some(0);
        Ok(())
    }
}

impl BulkFill for MySql {
    fn pacing(&self) -> BackfillPacing {
        PACING
    }

    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        let Some(mut keys) = self.fill.snapshot_keys else {
            return self.query(sql, params, each);
        };
        if keys >= KEYS_PER_SNAPSHOT {
            self.take_snapshot()?;
            keys = 0;
        }
        let read = self.query(sql, params, &mut |row| {
            keys += 1;
            each(row)
        });
        match read {
            // The table was altered after the snapshot was taken.
            Err(error) if error.fault == Fault::Transient => {
                self.take_snapshot()?;
                return Err(error);
            }
            other => other?,
        }
        self.fill.snapshot_keys = Some(keys);
        // Only the snapshot is kept: a session that has read a table keeps
        // everyone from changing its columns.
        self.release_table_locks()
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        let locked = self.take_fill_lock()?;
        if locked {
            self.take_snapshot()?;
        }
        Ok(locked)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.fill.snapshot_keys = None;
        self.batch("ROLLBACK")?;
        if let Some(number) = self.fill.lock {
            self.batch(&format!("DO RELEASE_LOCK({})", fill_lock(number)))?;
        }
        self.fill.lock = None;
        Ok(())
    }

    fn has_abandoned_fill_lock(&self) -> bool {
        self.fill.lock.is_some_and(|number| number > 0)
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        // The session keeps the lock, also for its next transaction.
        if with_lock && !self.take_fill_lock()? {
            return Ok(false);
        }
        self.batch(BEGIN)?;
        Ok(true)
    }

    fn fill_betas(&mut self, fills: &[BetaFill<'_>], at: Stamp) -> Result<u64, DriverError> {
        let mut filled = 0;
        for chunk in fills.chunks(ROWS_PER_STATEMENT) {
            // STRAIGHT_JOIN: from the new values into the primary key, never
            // the other way round.
            let sql = format!(
                "UPDATE (SELECT ? AS tenant_id, ? AS token, ? AS beta{}) d \
                 STRAIGHT_JOIN api_token t ON t.tenant_id = d.tenant_id AND t.token = d.token \
                 SET t.beta = d.beta, t.update_time = ?, t.update_date = ? WHERE {}",
                " UNION ALL SELECT ?, ?, ?".repeat(chunk.len() - 1),
                is_missing("t.beta"),
            );
            let mut params: Vec<mysql::Value> = Vec::with_capacity(chunk.len() * 3 + 2);
            for fill in chunk {
                params.extend([fill.tenant_id.into(), fill.token.into(), fill.beta.into()]);
            }
            params.extend([at.ms.into(), date_value(at.date)]);
            self.connection
                .exec_drop(sql, Params::Positional(params))
                .map_err(|error| self.failure(&error))?;
            filled += self.connection.affected_rows();
        }
        Ok(filled)
    }
}
