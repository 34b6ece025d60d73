//! Keys without a beta: counting them, finding them, filling them.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::bulk_fill::{BackfillPacing, BetaFill};
use super::decode::bad_key_value;
use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;
use super::retry::Retries;
use super::sql;
use super::transaction::Tx;
use super::value::{Param, Value};
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Clock;

/// Betas in one query that looks for them.
const BETAS_PER_QUERY: usize = 500;

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

/// A key with the beta that it is to get: tenant, key, beta.
pub type NewBeta = (String, Token<'static>, Beta<'static>);

/// How a transaction of a backfill ended.
#[derive(Debug)]
pub enum BatchOutcome {
    /// The number of rows that have the new beta. The others got one from elsewhere
    /// or were deleted after they had been read.
    Filled(u64),
    /// The same, but the run must end with this error. `None`: the answer to the
    /// commit was lost, and it is not known whether the rows were written.
    Failed(Option<u64>, StoreError),
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
    /// is running. A lost connection is replaced.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn lock_fills(&mut self, clock: &dyn Clock) -> Result<bool, StoreError> {
        let locked = self.with_retries(clock, Self::take_fill_lock)?;
        self.holds_fill_lock = locked;
        Ok(locked)
    }

    fn take_fill_lock(&mut self) -> Result<bool, StoreError> {
        let locked = self.connection.lock_fills();
        locked.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))
    }

    /// Takes the backfill lock that a lost session of this run held.
    pub(super) fn take_fill_lock_again(&mut self) -> Result<(), StoreError> {
        match self.take_fill_lock()? {
            true => Ok(()),
            false => Err(self.lost_session_has_lock()),
        }
    }

    /// The error while a lost session of this run, or now another run, holds the
    /// lock. The server ends lost sessions sooner or later.
    fn lost_session_has_lock(&self) -> StoreError {
        let message = "the connection was lost, and the backfill lock is not free yet";
        StoreError::new(
            CANNOT_FILL,
            &self.url,
            DriverError::new(Fault::Lost, message),
        )
    }

    /// Releases that lock, and one that [`Store::begin_fill`] has taken. A server
    /// that is told so is sure to free it: OceanBase keeps the lock of a session
    /// that ends without it.
    ///
    /// # Errors
    /// If the connection is lost.
    pub fn unlock_fills(&mut self) -> Result<(), StoreError> {
        self.holds_fill_lock = false;
        let unlocked = self.connection.unlock_fills();
        unlocked.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))
    }

    /// Whether a session that has ended still holds the backfill lock of this
    /// database, so that this one took another in its place. Known until
    /// [`Store::unlock_fills`].
    pub fn has_abandoned_fill_lock(&self) -> bool {
        self.connection.has_abandoned_fill_lock()
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
        let lookups = self.lookups()?;
        let dialect = self.connection.dialect();
        let sql = sql::backfill::survey(dialect, &lookups, tenant_id.is_some());
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

    /// Writes betas in one transaction, each only if it is still missing at that
    /// moment: what RAGFlow or another run has written is never overwritten. A
    /// deadlock, a lock or a lost connection is retried after a growing pause.
    ///
    /// # Errors
    /// If the engine refuses, or the transaction keeps failing: then nothing was
    /// written.
    pub fn fill_betas(
        &mut self,
        fills: &[NewBeta],
        at: Stamp,
        clock: &dyn Clock,
    ) -> Result<BatchOutcome, StoreError> {
        let mut retries = Retries::new(clock);
        let mut may_be_committed = false;
        loop {
            let error = match self.try_fill(fills, at, may_be_committed) {
                Ok(outcome) => return Ok(outcome),
                Err(error) => error,
            };
            may_be_committed |= error.fault == Fault::LostCommit;
            match self.recover(error, &mut retries) {
                Ok(()) => {}
                Err(error) if may_be_committed => return Ok(self.settle(fills, at, error)),
                Err(error) => return Err(error),
            }
        }
    }

    /// One attempt. `may_be_committed`: an earlier one may have written the betas.
    fn try_fill(
        &mut self,
        fills: &[NewBeta],
        at: Stamp,
        may_be_committed: bool,
    ) -> Result<BatchOutcome, StoreError> {
        if !self.begin_fill()? {
            return match self.has_lost_fill_lock {
                true => Err(self.lost_session_has_lock()),
                false => Ok(BatchOutcome::HeldByAnother),
            };
        }
        self.has_lost_fill_lock = false;
        self.fill_and_commit(fills, at, may_be_committed)
            .map(BatchOutcome::Filled)
    }

    fn fill_and_commit(
        &mut self,
        fills: &[NewBeta],
        at: Stamp,
        may_be_committed: bool,
    ) -> Result<u64, StoreError> {
        let mut tx = self.fill_transaction();
        // Waits for a lost session that has not ended, because that locks the rows.
        let mut filled = tx.fill_betas(fills, at)?;
        if may_be_committed {
            filled = tx.store.count_betas(fills)?;
        }
        tx.commit()?;
        Ok(filled)
    }

    /// Finds out how a transaction ended whose commit was not answered, in a last
    /// attempt on a new connection. It writes what is missing, which is also the way
    /// to wait for the lost session.
    fn settle(&mut self, fills: &[NewBeta], at: Stamp, error: StoreError) -> BatchOutcome {
        let filled = match self.can_reconnect() {
            true => self.with_lookup_limit(|store| store.settle_now(fills, at).ok()),
            false => None,
        };
        BatchOutcome::Failed(filled, error.with_outcome(filled.is_some()))
    }

    fn settle_now(&mut self, fills: &[NewBeta], at: Stamp) -> Result<u64, StoreError> {
        self.holds_fill_lock = false;
        self.reconnect()?;
        let begun = self.connection.begin_fill(false);
        begun.map_err(|error| StoreError::new(CANNOT_FILL, &self.url, error))?;
        self.fill_and_commit(fills, at, true)
    }

    /// Counts the rows that have exactly these betas.
    fn count_betas(&mut self, fills: &[NewBeta]) -> Result<u64, StoreError> {
        let mut own = 0;
        for chunk in fills.chunks(BETAS_PER_QUERY) {
            let expected: HashMap<&str, (&str, &str)> = chunk
                .iter()
                .map(|(tenant, token, beta)| (beta.expose(), (tenant.as_str(), token.expose())))
                .collect();
            let sql = sql::backfill::keys_with_betas(chunk.len());
            let betas = chunk.iter().map(|(_, _, beta)| beta.expose().into());
            let params: Vec<Param<'_>> = betas.collect();
            self.query(&sql, &params, &mut |row| {
                if let (Value::Text(tenant), Value::Text(token), Value::Text(beta)) =
                    (row.value(0), row.value(1), row.value(2))
                    && expected.get(beta) == Some(&(tenant, token))
                {
                    own += 1;
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(own)
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
    pub fn fill_betas(&mut self, fills: &[NewBeta], at: Stamp) -> Result<u64, StoreError> {
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
