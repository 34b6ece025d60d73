//! A connection with something around every call: a [`WaitGuard`] that ends a
//! call which waits too long, or a test's [`StatementHook`], which loses the
//! connection at any statement.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::bulk_fill::{BackfillPacing, BetaFill, BulkFill};
use super::dialect::Dialect;
use super::driver::{Connection, Driver};
use super::driver_error::{DriverError, Fault};
use super::tls::ConnectionSecurity;
use super::value::{Param, Row, RowCallback};
use super::wait_guard::WaitGuard;
use super::write_refusal::WriteRefusal;
use crate::domain::stamp::Stamp;
use crate::env::{InjectedFailure, StatementHook};

/// Wraps a connection to a server.
pub(super) fn guarded(connection: Box<dyn Connection>, guard: WaitGuard) -> Box<dyn Connection> {
    let around = Around::Guard(guard);
    Box::new(WrappedDriver { around, connection })
}

/// Wraps a connection if there is a hook; in production there is none.
pub(super) fn hooked(
    connection: Box<dyn Connection>,
    hook: Option<&Arc<dyn StatementHook>>,
) -> Box<dyn Connection> {
    match hook {
        None => connection,
        Some(hook) => {
            let around = Around::Hook(Arc::clone(hook));
            Box::new(WrappedDriver { around, connection })
        }
    }
}

struct WrappedDriver {
    around: Around,
    connection: Box<dyn Connection>,
}

/// What is around every call.
enum Around {
    Guard(WaitGuard),
    Hook(Arc<dyn StatementHook>),
}

impl WrappedDriver {
    fn statement<T>(
        &mut self,
        run: impl FnOnce(&mut dyn Connection) -> Result<T, DriverError>,
    ) -> Result<T, DriverError> {
        let connection = &mut *self.connection;
        match &self.around {
            Around::Guard(guard) => guard.call(|| run(connection)),
            Around::Hook(hook) => {
                let lost =
                    |error: InjectedFailure| DriverError::new(Fault::Lost, error.to_string());
                hook.before().map_err(lost)?;
                let answer = run(connection)?;
                hook.after().map_err(lost)?;
                Ok(answer)
            }
        }
    }

    /// A statement that returns rows.
    fn rows(
        &mut self,
        each: &mut RowCallback<'_>,
        run: impl FnOnce(&mut dyn Connection, &mut RowCallback<'_>) -> Result<(), DriverError>,
    ) -> Result<(), DriverError> {
        match &self.around {
            Around::Guard(guard) => {
                let connection = &mut *self.connection;
                let mut each = |row: &dyn Row| -> ControlFlow<()> { guard.on_row(|| each(row)) };
                guard.call(|| run(connection, &mut each))
            }
            Around::Hook(_) => self.statement(|connection| run(connection, each)),
        }
    }
}

impl Driver for WrappedDriver {
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
        self.rows(each, |connection, each| connection.query(sql, params, each))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.rows(each, |connection, each| {
            connection.stream(sql, params, each)
        })
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

    fn hold_snapshot(&mut self) -> Result<(), DriverError> {
        self.connection.hold_snapshot()
    }

    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        self.connection.end_snapshot()
    }
}

impl BulkFill for WrappedDriver {
    fn pacing(&self) -> BackfillPacing {
        self.connection.pacing()
    }

    fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.rows(each, |connection, each| {
            connection.query_page(sql, params, each)
        })
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        self.statement(|connection| connection.lock_fills())
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.statement(|connection| connection.unlock_fills())
    }

    fn has_abandoned_fill_lock(&self) -> bool {
        self.connection.has_abandoned_fill_lock()
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
