//! A connection that calls a [`StatementHook`] around every statement. Tests
//! use it to lose the connection at any statement; in production no hook is
//! set, and the connection is used as it is.

use std::sync::Arc;

use super::bulk_fill::{BackfillPacing, BetaFill, BulkFill};
use super::dialect::Dialect;
use super::driver::{Connection, Driver};
use super::driver_error::{DriverError, Fault};
use super::tls::ConnectionSecurity;
use super::value::{Param, RowCallback};
use super::write_refusal::WriteRefusal;
use crate::domain::stamp::Stamp;
use crate::env::{InjectedFailure, StatementHook};

/// Wraps a connection if there is a hook.
pub(super) fn hooked(
    connection: Box<dyn Connection>,
    hook: Option<&Arc<dyn StatementHook>>,
) -> Box<dyn Connection> {
    match hook {
        None => connection,
        Some(hook) => Box::new(HookedDriver {
            connection,
            hook: Arc::clone(hook),
        }),
    }
}

struct HookedDriver {
    connection: Box<dyn Connection>,
    hook: Arc<dyn StatementHook>,
}

impl HookedDriver {
    fn statement<T>(
        &mut self,
        run: impl FnOnce(&mut dyn Connection) -> Result<T, DriverError>,
    ) -> Result<T, DriverError> {
        let lost = |error: InjectedFailure| DriverError::new(Fault::Lost, error.to_string());
        self.hook.before().map_err(lost)?;
        let answer = run(&mut *self.connection)?;
        self.hook.after().map_err(lost)?;
        Ok(answer)
    }
}

impl Driver for HookedDriver {
    fn dialect(&self) -> &'static Dialect {
        self.connection.dialect()
    }

    fn security(&self) -> ConnectionSecurity {
        self.connection.security()
    }

    fn version(&mut self) -> Result<String, DriverError> {
        self.statement(|connection| connection.version())
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|connection| connection.query(sql, params, each))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|connection| connection.stream(sql, params, each))
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        self.statement(|connection| connection.execute(sql, params))
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.statement(|connection| connection.batch(sql))
    }

    fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, DriverError> {
        self.statement(|connection| connection.write_refusal())
    }

    fn begin(&mut self) -> Result<(), DriverError> {
        self.statement(|connection| connection.begin())
    }

    fn commit(&mut self) -> Result<(), DriverError> {
        self.statement(|connection| connection.commit())
    }

    fn rollback(&mut self) -> Result<(), DriverError> {
        self.statement(|connection| connection.rollback())
    }

    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        self.connection.end_snapshot()
    }
}

impl BulkFill for HookedDriver {
    fn pacing(&self) -> BackfillPacing {
        self.connection.pacing()
    }

    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|connection| connection.query_page(sql, params, each))
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        self.statement(|connection| connection.lock_fills())
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.statement(|connection| connection.unlock_fills())
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        self.statement(|connection| connection.begin_fill(with_lock))
    }

    fn expect_fills(&mut self, keys: u64) -> Result<bool, DriverError> {
        self.statement(|connection| connection.expect_fills(keys))
    }

    fn fill_betas(&mut self, fills: &[BetaFill<'_>], at: Stamp) -> Result<u64, DriverError> {
        self.statement(|connection| connection.fill_betas(fills, at))
    }
}
