//! Filling betas on PostgreSQL.

use std::ops::ControlFlow;

use tokio_postgres::types::{ToSql, Type};

use super::driver::Postgres;
use super::error::classify;
use super::local_settings::{SAVEPOINT, TO_SAVEPOINT};
use crate::domain::stamp::Stamp;
use crate::store::bulk_fill::{BackfillPacing, BetaFill, BulkFill};
use crate::store::driver::Driver as _;
use crate::store::driver_error::DriverError;
use crate::store::value::{Param, RowCallback, Value};

const PACING: BackfillPacing = BackfillPacing {
    first_batch: 500,
    largest_batch: 10_000,
    is_adaptive: true,
    page: usize::MAX,
    writers: 2,
};

/// The planner estimates that one row in two hundred lacks its beta, and so
/// sorts the whole table to find a page of them. These settings keep it to the
/// index.
const PLAN_BY_INDEX: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                    SET LOCAL enable_sort = off; SET LOCAL max_parallel_workers_per_gather = 0";

/// The planner's estimates come from statistics, which a table that was just loaded
/// lacks: it then reads a whole tenant, or the whole table, for each of the new
/// betas. With these settings it can only do what [`FILL`] is written for.
const PLAN_BY_PRIMARY_KEY: &str = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
                    SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                    SET LOCAL enable_material = off; SET LOCAL enable_sort = off";

/// Fills betas. Each row is found as the first one from its key on: only the
/// primary key has that order. Then it is read by its place, and by nothing else that
/// an index could serve. The last condition is that of a missing beta; the planner
/// expects more rows of it than of `= 0`, and so never begins with them.
const FILL: &str = "UPDATE api_token t SET beta = found.beta, update_time = $1, update_date = $2 \
     FROM (SELECT first.place, d.beta FROM unnest($3, $4, $5) AS d(tenant_id, token, beta) \
           CROSS JOIN LATERAL (SELECT a.ctid AS place, a.tenant_id, a.token FROM api_token a \
               WHERE (a.tenant_id, a.token) >= (d.tenant_id, d.token) \
               ORDER BY a.tenant_id, a.token LIMIT 1) first \
           WHERE first.tenant_id = d.tenant_id AND first.token = d.token OFFSET 0) found \
     WHERE t.ctid = found.place AND COALESCE(LENGTH(t.beta), 0) < 1";

impl Postgres {
    /// Takes the backfill lock for the open transaction. If another session
    /// holds it, the transaction is ended.
    fn lock_transaction(&mut self) -> Result<bool, DriverError> {
        // For the transaction, not for the session, because a pooler may give the
        // session to another client. Advisory locks belong to one database
        // already; the schema is added for deployments that share one.
        let sql = "SELECT pg_try_advisory_xact_lock(\
                   hashtext('ragflowctl backfill'), hashtext(coalesce(current_schema(), '')))";
        let mut locked = false;
        let queried = self.query(sql, &[], &mut |row| {
            locked = row.value(0) == Value::Bool(true);
            ControlFlow::Continue(())
        });
        if !locked {
            self.rollback()?;
        }
        queried.map(|()| locked)
    }
}

impl BulkFill for Postgres {
    fn pacing(&self) -> BackfillPacing {
        PACING
    }

    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        if self.has_fill_lock {
            let read = self.query(sql, params, each);
            // Only the backfill lock is kept: a transaction that has read a table
            // keeps everyone from changing its columns.
            let released = self.batch(TO_SAVEPOINT);
            return read.and(released);
        }
        self.begin_with(PLAN_BY_INDEX)?;
        let read = self.query(sql, params, each);
        let ended = self.rollback();
        read.and(ended)
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        let without_limit = &self.settings.without_limit;
        self.begin_with(&format!("{PLAN_BY_INDEX}; {without_limit}"))?;
        self.has_fill_lock = self.lock_transaction()?;
        if self.has_fill_lock {
            self.batch(SAVEPOINT)?;
        }
        Ok(self.has_fill_lock)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.has_fill_lock = false;
        self.rollback()
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        self.begin_with(PLAN_BY_PRIMARY_KEY)?;
        if with_lock {
            return self.lock_transaction();
        }
        Ok(true)
    }

    fn fill_betas(&mut self, fills: &[BetaFill<'_>], at: Stamp) -> Result<u64, DriverError> {
        let tenants: Vec<&str> = fills.iter().map(|fill| fill.tenant_id).collect();
        let tokens: Vec<&str> = fills.iter().map(|fill| fill.token).collect();
        let betas: Vec<&str> = fills.iter().map(|fill| fill.beta).collect();
        let params: [(&(dyn ToSql + Sync), Type); 5] = [
            (&at.ms, Type::INT8),
            (&at.date, Type::TIMESTAMP),
            (&tenants, Type::TEXT_ARRAY),
            (&tokens, Type::TEXT_ARRAY),
            (&betas, Type::TEXT_ARRAY),
        ];
        let mut filled = 0;
        loop {
            let updated = self.client.execute_typed(FILL, &params);
            let updated = updated.map_err(|error| classify(&error))?;
            filled += updated;
            // A row that another session has changed meanwhile has a new place, where
            // the next statement finds it.
            if updated == 0 || filled == fills.len() as u64 {
                return Ok(filled);
            }
        }
    }
}
