//! Keys without a beta: counting them, finding them, filling them.

use std::ops::ControlFlow;
use std::time::Duration;

use super::decode::bad;
use super::driver::{Engine, Fault, Fill, Param, Row, Value};
use super::{Store, StoreError, Tx, failed, sql};
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Clock;

/// How often a transaction that met a deadlock, a lock or a broken connection
/// is tried in all.
const ATTEMPTS: u32 = 5;

/// The most keys that memory is taken for before they are there.
const PAGE: usize = 10_000;

/// One tenant's keys, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantSurvey<'a> {
    /// The tenant.
    pub tenant_id: &'a str,
    /// All its keys.
    pub tokens: u64,
    /// Those without a beta.
    pub missing: u64,
    /// Whether a user of that id exists: the server asks for one.
    pub has_user: bool,
    /// Whether anyone owns the tenant.
    pub has_owner: bool,
}

/// Some keys without a beta, `(tenant, key)`, in the order of the primary key.
pub type Page = Vec<(String, Token<'static>)>;

/// How an attempt to fill betas ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchOutcome {
    /// So many rows were filled; the rest had got a beta, or had gone, since
    /// they were read.
    Filled(u64),
    /// Another fill of this database is running.
    HeldByAnother,
}

/// How a backfill goes about its work on this engine.
#[derive(Clone, Copy, Debug)]
pub struct BackfillPacing {
    /// Rows its first transaction takes.
    pub first_batch: usize,
    /// Rows a transaction grows to.
    pub largest_batch: usize,
    /// Whether the batch follows the measured time.
    pub adapts_batch: bool,
    /// Rows of a transaction that are in memory at a time. A transaction that
    /// takes more reads between its writes.
    pub page: usize,
    /// Sessions that write, where nothing else was asked for.
    pub writers: usize,
}

impl Store {
    /// How a backfill goes about its work here.
    pub fn pace(&self) -> BackfillPacing {
        let dialect = self.driver.dialect();
        BackfillPacing {
            first_batch: dialect.first_batch,
            largest_batch: dialect.largest_batch,
            adapts_batch: dialect.adapts_batch,
            page: dialect.page,
            writers: dialect.writers,
        }
    }

    /// Takes the lock that keeps two fills of one database apart, for as long
    /// as this session lives or until [`Store::unlock_fills`]. `false`: another
    /// fill is running.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub fn lock_fills(&mut self) -> Result<bool, StoreError> {
        let locked = self.driver.lock_fills();
        let locked = locked.map_err(|error| failed("cannot fill betas in", &self.url, error))?;
        self.holds_lock = locked;
        Ok(locked)
    }

    /// Gives the lock back.
    ///
    /// # Errors
    /// When the connection is gone.
    pub fn unlock_fills(&mut self) -> Result<(), StoreError> {
        self.holds_lock = false;
        let unlocked = self.driver.unlock_fills();
        unlocked.map_err(|error| failed("cannot fill betas in", &self.url, error))
    }

    /// Another session with the same database, which fills betas under the
    /// lock that this one holds.
    ///
    /// # Errors
    /// When the server takes no further connection.
    pub fn helper(&self) -> Result<Self, StoreError> {
        let driver = self.connect();
        Ok(Self {
            driver: driver.map_err(|error| failed("cannot open", &self.url, error))?,
            url: self.url.clone(),
            access: self.access,
            timeouts: self.timeouts,
            schema: self.schema.clone(),
            statement_hook: self.statement_hook.clone(),
            holds_lock: false,
            under_lock: true,
        })
    }

    /// Counts keys per tenant, one tenant or all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn survey(
        &mut self,
        tenant_id: Option<&str>,
        each: &mut dyn FnMut(TenantSurvey<'_>),
    ) -> Result<(), StoreError> {
        let sql = sql::survey(self.driver.dialect(), tenant_id.is_some());
        let params: Vec<Param<'_>> = tenant_id.into_iter().map(Param::from).collect();
        self.query(&sql, &params, &mut |row| {
            let Value::Text(tenant) = row.value(0) else {
                return Err(bad(row, "tenant_id", 0, "text"));
            };
            if tenant_id.is_none_or(|wanted| wanted == tenant) {
                each(TenantSurvey {
                    tenant_id: tenant,
                    tokens: count(row, 1),
                    missing: count(row, 2),
                    has_user: row.value(3).is_true(),
                    has_owner: row.value(4).is_true(),
                });
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The next keys without a beta, behind the one given; on request only
    /// those scope tenant somebody owns. A broken connection is made again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn missing_page(
        &mut self,
        tenant_id: Option<&str>,
        only_owned: bool,
        after: Option<(&str, &Token<'_>)>,
        limit: usize,
        clock: &dyn Clock,
    ) -> Result<Page, StoreError> {
        let after = after.map(|(tenant_id, token)| (tenant_id, token.expose()));
        let (sql, params) =
            sql::missing_page(self.driver.dialect(), tenant_id, only_owned, after, limit);
        self.patiently(clock, |store| store.read_page(&sql, &params, limit))
    }

    fn read_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        limit: usize,
    ) -> Result<Page, StoreError> {
        let mut page = Page::with_capacity(limit.min(PAGE));
        self.walk(sql, params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad(row, "tenant_id or token", 0, "text"));
            };
            page.push((tenant.to_owned(), Token::new(token.to_owned())));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(page)
    }

    /// Writes betas in one transaction, each only where it is still missing at
    /// that moment: what RAGFlow or another run wrote since is never
    /// overwritten. A deadlock, a lock or a broken connection is tried again,
    /// with a growing pause.
    ///
    /// # Errors
    /// When the engine refuses, or keeps failing.
    pub fn fill_betas(
        &mut self,
        fills: &[(String, Token<'static>, Beta<'static>)],
        at: Stamp,
        clock: &dyn Clock,
    ) -> Result<BatchOutcome, StoreError> {
        self.patiently(clock, |store| {
            if !store.begin_fill()? {
                return Ok(BatchOutcome::HeldByAnother);
            }
            let mut tx = store.begun();
            let filled = tx.fill_betas(fills, at)?;
            tx.commit()?;
            Ok(BatchOutcome::Filled(filled))
        })
    }

    /// Opens a transaction for filling, with the lock that keeps two fills of
    /// one database apart; `false`: another fill is running.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn begin_fill(&mut self) -> Result<bool, StoreError> {
        let with_lock = !self.under_lock;
        let begun = self.driver.begin_fill(with_lock);
        begun.map_err(|error| failed("cannot fill betas in", &self.url, error))
    }

    /// The transaction that [`Store::begin_fill`] opened.
    pub fn begun(&mut self) -> Tx<'_> {
        Tx {
            store: self,
            open: true,
        }
    }

    /// Tries again what met a deadlock, a lock or a broken connection.
    fn patiently<T>(
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
            let again = matches!(error.fault, Fault::Transient | Fault::Locked | Fault::Lost);
            if !again || attempt == ATTEMPTS {
                return Err(error);
            }
            clock.sleep(Duration::from_millis(50 << attempt));
            attempt += 1;
            if error.fault == Fault::Lost && self.can_reconnect() {
                self.reconnect()?;
                // The lock went with the session that had it.
                if self.holds_lock && !self.lock_fills()? {
                    return Err(error);
                }
            }
        }
    }

    /// Whether a broken connection can be replaced; a database in memory is
    /// gone with it.
    fn can_reconnect(&self) -> bool {
        self.engine() != Engine::Sqlite
    }
}

impl Tx<'_> {
    /// So many keys are going to be filled in this transaction; `true`: the
    /// engine has prepared for all of them, and they had better not be spread
    /// over several transactions.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn expect_fills(&mut self, keys: u64) -> Result<bool, StoreError> {
        let prepared = self.store.driver.expect_fills(keys);
        prepared.map_err(|error| failed("cannot fill betas in", &self.store.url, error))
    }

    /// Writes betas where they are still missing, with the time, and returns to
    /// how many rows.
    ///
    /// # Errors
    /// When the engine refuses.
    pub fn fill_betas(
        &mut self,
        fills: &[(String, Token<'static>, Beta<'static>)],
        at: Stamp,
    ) -> Result<u64, StoreError> {
        let fills = fills.iter().map(|(tenant_id, token, beta)| Fill {
            tenant_id,
            token: token.expose(),
            beta: beta.expose(),
        });
        let fills: Vec<Fill<'_>> = fills.collect();
        let filled = self.store.driver.fill_betas(&fills, at);
        filled.map_err(|error| failed("cannot fill betas in", &self.store.url, error))
    }

    /// The database, within the transaction.
    pub fn store(&mut self) -> &mut Store {
        self.store
    }
}

fn count(row: &dyn Row, index: usize) -> u64 {
    match row.value(index) {
        Value::Int(number) => number.try_into().unwrap_or_default(),
        _ => 0,
    }
}
