//! Keys without a beta: counting them, finding them, filling them.

use std::ops::ControlFlow;
use std::time::Duration;

use super::bulk_fill::{BackfillPacing, BetaFill};
use super::decode::bad_key_value;
use super::dialect::Engine;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::transaction::Tx;
use super::value::{Param, Value};
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Clock;

/// How often an operation is tried in all, if it meets a deadlock, a lock or a
/// lost connection.
const ATTEMPTS: u32 = 5;

/// The most keys that memory is reserved for before they are read.
const MAX_RESERVED_KEYS: usize = 10_000;

/// What failed, for every error about filling.
const CANNOT_FILL: &str = "cannot create betas in";

/// The number of keys of one tenant, and who it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantSurvey<'a> {
    /// The id of the tenant.
    pub tenant_id: &'a str,
    /// The number of its keys.
    pub tokens: u64,
    /// The number of its keys without a beta.
    pub missing: u64,
    /// Whether a user with the tenant's id exists. RAGFlow's server requires
    /// one.
    pub has_user: bool,
    /// Whether anyone owns the tenant.
    pub has_owner: bool,
}

/// Some keys without a beta, `(tenant, key)`, in the order of the primary key.
pub type Page = Vec<(String, Token<'static>)>;

/// How a transaction of a backfill ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchOutcome {
    /// The number of rows that were written. The others got a beta or were
    /// deleted after they had been read.
    Filled(u64),
    /// Another backfill of this database is running.
    HeldByAnother,
}

impl Store {
    /// How a backfill divides its work on this engine.
    pub fn backfill_pacing(&self) -> BackfillPacing {
        self.connection.pacing()
    }

    /// Takes the lock that keeps a second backfill out of this database, until
    /// this session ends or [`Store::unlock_fills`]. `false`: another backfill
    /// is running.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn lock_fills(&mut self) -> Result<bool, StoreError> {
        let locked = self.connection.lock_fills();
        let locked = locked.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))?;
        self.holds_fill_lock = locked;
        Ok(locked)
    }

    /// Releases that lock.
    ///
    /// # Errors
    /// If the connection is lost.
    pub fn unlock_fills(&mut self) -> Result<(), StoreError> {
        self.holds_fill_lock = false;
        let unlocked = self.connection.unlock_fills();
        unlocked.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))
    }

    /// Counts the keys of each tenant, or of one tenant.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn survey(
        &mut self,
        tenant_id: Option<&str>,
        each: &mut dyn FnMut(TenantSurvey<'_>),
    ) -> Result<(), StoreError> {
        let sql = sql::backfill::survey(self.connection.dialect(), tenant_id.is_some());
        let params: Vec<Param<'_>> = tenant_id.into_iter().map(Param::from).collect();
        self.query(&sql, &params, &mut |row| {
            let Value::Text(tenant) = row.value(0) else {
                return Err(bad_key_value(row, "tenant_id", 0, "text"));
            };
            if tenant_id.is_none_or(|wanted| wanted == tenant) {
                each(TenantSurvey {
                    tenant_id: tenant,
                    tokens: row.value(1).as_count(),
                    missing: row.value(2).as_count(),
                    has_user: row.value(3).is_true(),
                    has_owner: row.value(4).is_true(),
                });
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The next keys without a beta after the given one; `only_owned` leaves
    /// out tenants without an owner. A lost connection is replaced.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_missing_page(
        &mut self,
        tenant_id: Option<&str>,
        only_owned: bool,
        after: Option<(&str, &Token<'_>)>,
        limit: usize,
        clock: &dyn Clock,
    ) -> Result<Page, StoreError> {
        let after = after.map(|(tenant_id, token)| (tenant_id, token.expose()));
        let dialect = self.connection.dialect();
        let (sql, params) =
            sql::backfill::missing_page(dialect, tenant_id, only_owned, after, limit);
        self.with_retries(clock, |store| store.read_page(&sql, &params, limit))
    }

    fn read_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        limit: usize,
    ) -> Result<Page, StoreError> {
        let mut page = Page::with_capacity(limit.min(MAX_RESERVED_KEYS));
        self.query_page(sql, params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad_key_value(row, "tenant_id or token", 0, "text"));
            };
            page.push((tenant.to_owned(), Token::new(token.to_owned())));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(page)
    }

    /// Writes betas in one transaction, each only if it is still missing at that
    /// moment: what RAGFlow or another run has written is never overwritten. A
    /// deadlock, a lock or a lost connection is retried after a growing pause.
    ///
    /// # Errors
    /// If the engine refuses, or the transaction keeps failing.
    pub fn fill_betas(
        &mut self,
        fills: &[(String, Token<'static>, Beta<'static>)],
        at: Stamp,
        clock: &dyn Clock,
    ) -> Result<BatchOutcome, StoreError> {
        self.with_retries(clock, |store| {
            if !store.begin_fill()? {
                return Ok(BatchOutcome::HeldByAnother);
            }
            let mut tx = store.fill_transaction();
            let filled = tx.fill_betas(fills, at)?;
            tx.commit()?;
            Ok(BatchOutcome::Filled(filled))
        })
    }

    /// Begins a transaction that fills betas, with the lock that keeps a second
    /// backfill out of this database. `false`: another backfill is running.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn begin_fill(&mut self) -> Result<bool, StoreError> {
        let with_lock = !self.is_under_fill_lock;
        let begun = self.connection.begin_fill(with_lock);
        begun.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))
    }

    /// The transaction that [`Store::begin_fill`] has begun.
    pub fn fill_transaction(&mut self) -> Tx<'_> {
        Tx::already_begun(self)
    }

    /// Runs an operation again if it met a deadlock, a lock or a lost
    /// connection.
    fn with_retries<T>(
        &mut self,
        clock: &dyn Clock,
        mut run: impl FnMut(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut attempt = 1;
        loop {
            let error = match run(self) {
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            let may_succeed = matches!(
                error.fault,
                Fault::Transient | Fault::Locked | Fault::Lost | Fault::LostCommit
            );
            if !may_succeed || attempt == ATTEMPTS {
                return Err(error);
            }
            clock.sleep(Duration::from_millis(50 << attempt));
            attempt += 1;
            let is_lost = matches!(error.fault, Fault::Lost | Fault::LostCommit);
            if is_lost && self.can_reconnect() {
                self.reconnect()?;
                // The lock ended with the session that held it.
                if self.holds_fill_lock && !self.lock_fills()? {
                    return Err(error);
                }
            }
        }
    }

    /// Whether a lost connection can be replaced. A database in memory ends with
    /// its connection.
    fn can_reconnect(&self) -> bool {
        self.engine() != Engine::Sqlite
    }
}

impl Tx<'_> {
    /// Announces how many keys are going to be filled in this transaction.
    /// `true`: the engine has prepared for that number, and all keys should be
    /// filled in this transaction.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn expect_fills(&mut self, keys: u64) -> Result<bool, StoreError> {
        let prepared = self.store.connection.expect_fills(keys);
        prepared.map_err(|error| StoreError::new(CANNOT_FILL, &self.store.url, error))
    }

    /// Writes each beta that is still missing, with the update time, and returns
    /// the number of rows written.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn fill_betas(
        &mut self,
        fills: &[(String, Token<'static>, Beta<'static>)],
        at: Stamp,
    ) -> Result<u64, StoreError> {
        let fills = fills.iter().map(|(tenant_id, token, beta)| BetaFill {
            tenant_id,
            token: token.expose(),
            beta: beta.expose(),
        });
        let fills: Vec<BetaFill<'_>> = fills.collect();
        let filled = self.store.connection.fill_betas(&fills, at);
        filled.map_err(|error| StoreError::new(CANNOT_FILL, &self.store.url, error))
    }

    /// The database, within the transaction.
    pub fn store(&mut self) -> &mut Store {
        self.store
    }
}
