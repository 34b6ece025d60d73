//! A driver at scope statements somebody looks on, and lets the connection
//! break where a test wants it to: see [`StatementHook`]. The shipped program makes
//! none of these.

use std::sync::Arc;

use super::Store;
use super::driver::{Dialect, Driver, DriverError, Each, Fault, Fill, Param};
use super::tls::Link;
use crate::domain::stamp::Stamp;
use crate::env::{InjectedFailure, StatementHook};

pub(super) struct HookedDriver {
    driver: Box<dyn Driver>,
    statement_hook: Arc<dyn StatementHook>,
}

impl HookedDriver {
    pub(super) fn new(driver: Box<dyn Driver>, statement_hook: Arc<dyn StatementHook>) -> Self {
        Self {
            driver,
            statement_hook,
        }
    }

    fn statement<T>(
        &mut self,
        run: impl FnOnce(&mut dyn Driver) -> Result<T, DriverError>,
    ) -> Result<T, DriverError> {
        let severed = |error: InjectedFailure| DriverError::new(Fault::Lost, error.to_string());
        self.statement_hook.before().map_err(severed)?;
        let answer = run(&mut *self.driver)?;
        self.statement_hook.after().map_err(severed)?;
        Ok(answer)
    }
}

impl Store {
    /// Somebody looks on at every statement from here on.
    #[must_use]
    pub fn with_hook(mut self, statement_hook: Arc<dyn StatementHook>) -> Self {
        self.driver = Box::new(HookedDriver::new(self.driver, statement_hook.clone()));
        self.statement_hook = Some(statement_hook);
        self
    }
}

impl Driver for HookedDriver {
    fn dialect(&self) -> &'static Dialect {
        self.driver.dialect()
    }

    fn link(&self) -> Link {
        self.driver.link()
    }

    fn version(&mut self) -> Result<String, DriverError> {
        self.statement(|driver| driver.version())
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|driver| driver.query(sql, params, each))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|driver| driver.stream(sql, params, each))
    }

    fn walk(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        self.statement(|driver| driver.walk(sql, params, each))
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        self.statement(|driver| driver.execute(sql, params))
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.statement(|driver| driver.batch(sql))
    }

    fn refuses_writes(&mut self) -> Result<Option<String>, DriverError> {
        self.statement(|driver| driver.refuses_writes())
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        self.statement(|driver| driver.lock_fills())
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.statement(|driver| driver.unlock_fills())
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        self.statement(|driver| driver.begin_fill(with_lock))
    }

    fn expect_fills(&mut self, keys: u64) -> Result<bool, DriverError> {
        self.statement(|driver| driver.expect_fills(keys))
    }

    fn commit(&mut self) -> Result<(), DriverError> {
        self.statement(|driver| driver.commit())
    }

    fn rollback(&mut self) -> Result<(), DriverError> {
        self.statement(|driver| driver.rollback())
    }

    fn fill_betas(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<u64, DriverError> {
        self.statement(|driver| driver.fill_betas(fills, at))
    }
}
