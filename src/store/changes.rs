//! Changing keys: delete, replace, restore, import. One transaction, all rows
//! or none, and only where every row still is what was planned for.

use std::ops::ControlFlow;
use std::time::Duration;

use super::decode::decode;
use super::driver::{DriverError, Fault, Param};
use super::{Store, StoreError, Tx, failed, sql};
use crate::confirm::Confirmed;
use crate::domain::api_key::ApiKey;
use crate::domain::change::{Change, has_same_primary_key};
use crate::domain::token::Beta;
use crate::env::Clock;

/// How often a transaction that met a deadlock or a lock is tried in all.
const ATTEMPTS: u32 = 5;

/// How changes ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeOutcome {
    /// All of them are in the database.
    Done,
    /// None is: these, by their places, met rows that are not as planned.
    Conflict(Vec<usize>),
}

impl Store {
    /// The key of exactly this tenant and text, as it is now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn key(&mut self, key: &ApiKey<'_>) -> Result<Option<ApiKey<'static>>, StoreError> {
        let found = self.key_as(sql::KEY, key)?;
        Ok(found.filter(|found| has_same_primary_key(found, key)))
    }

    /// The row that the engine takes for this primary key. It may have another
    /// case, or blanks behind it, where the collation overlooks that.
    fn key_as(
        &mut self,
        sql: &str,
        key: &ApiKey<'_>,
    ) -> Result<Option<ApiKey<'static>>, StoreError> {
        let params = [key.tenant_id.as_ref().into(), key.token.expose().into()];
        let mut found = None;
        self.query(sql, &params, &mut |row| {
            found = Some(decode(row)?.into_owned());
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// The keys that satisfy a condition, of one tenant or of all, in the order
    /// of the primary key. All rows stream by; those that are wanted are kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn keys_where(
        &mut self,
        tenant_id: Option<&str>,
        wanted: &dyn Fn(&ApiKey<'_>) -> bool,
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let listing = sql::Listing {
            tenant_id,
            ..sql::Listing::default()
        };
        let (sql, params) = sql::list(self.driver.dialect(), &listing);
        let mut keys = Vec::new();
        self.query(&sql, &params, &mut |row| {
            let key = decode(row)?;
            if tenant_id.is_none_or(|tenant_id| tenant_id == key.tenant_id) && wanted(&key) {
                keys.push(key.into_owned());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(keys)
    }

    /// Makes changes, all or none: only where every old row is, to the byte,
    /// what the plan was made for, and no row is where a new one is to come.
    /// A deadlock or a lock undoes the whole transaction, which is then tried
    /// again after a growing pause; a connection that broke is not, for it may
    /// have broken behind the commit.
    ///
    /// # Errors
    /// When the engine refuses, or keeps failing.
    pub fn change(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
        clock: &dyn Clock,
    ) -> Result<ChangeOutcome, StoreError> {
        let mut attempt = 1;
        loop {
            let error = match self.change_once(changes, permit) {
                Ok(outcome) => return Ok(outcome),
                Err(error) => error,
            };
            let again = matches!(error.fault, Fault::Transient | Fault::Locked);
            if !again || attempt == ATTEMPTS {
                return Err(error);
            }
            clock.sleep(Duration::from_millis(50 << attempt));
            attempt += 1;
        }
    }

    fn change_once(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
    ) -> Result<ChangeOutcome, StoreError> {
        let mut tx = self.begin()?;
        let mut conflicts = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            if !tx.is_as_planned(change)? {
                conflicts.push(index);
            }
        }
        if !conflicts.is_empty() {
            return Ok(ChangeOutcome::Conflict(conflicts));
        }
        for change in changes {
            tx.make(change, permit)?;
        }
        tx.commit()?;
        Ok(ChangeOutcome::Done)
    }
}

impl Tx<'_> {
    /// Whether the rows of a change are what it was planned for. The old row is
    /// locked, so that it stays so.
    fn is_as_planned(&mut self, change: &Change) -> Result<bool, StoreError> {
        if let Some(old) = &change.old {
            let locked = format!("{}{}", sql::KEY, self.store.driver.dialect().for_update);
            if self.store.key_as(&locked, old)?.as_ref() != Some(old) {
                return Ok(false);
            }
        }
        match &change.new {
            // Also a row that the collation takes for the same is in the way.
            Some(new) if !change.is_in_place() => Ok(self.store.key_as(sql::KEY, new)?.is_none()),
            _ => Ok(true),
        }
    }

    fn make(&mut self, change: &Change, permit: &Confirmed) -> Result<(), StoreError> {
        if let (Some(new), true) = (&change.new, change.is_in_place()) {
            return self.replace_beta(new, permit);
        }
        if let Some(old) = change.old.as_ref().filter(|_| !change.keeps_old) {
            self.delete_key(old, permit)?;
        }
        match &change.new {
            Some(new) => self.insert_key(new),
            None => Ok(()),
        }
    }

    /// Removes a key.
    ///
    /// # Errors
    /// When the engine refuses, or did not remove exactly one row.
    pub fn delete_key(&mut self, key: &ApiKey<'_>, _: &Confirmed) -> Result<(), StoreError> {
        let params = [key.tenant_id.as_ref().into(), key.token.expose().into()];
        self.write_one("cannot delete a key from", sql::DELETE_KEY, &params)
    }

    /// Gives a key the beta and the update times of this row.
    ///
    /// # Errors
    /// When the engine refuses, or did not match exactly one row.
    pub fn replace_beta(&mut self, key: &ApiKey<'_>, _: &Confirmed) -> Result<(), StoreError> {
        let params = [
            Param::Text(key.beta.as_ref().map(Beta::expose)),
            Param::Date(key.update_date),
            Param::Int(key.update_time),
            key.tenant_id.as_ref().into(),
            key.token.expose().into(),
        ];
        self.write_one("cannot change a beta in", sql::REPLACE_BETA, &params)
    }

    fn write_one(
        &mut self,
        doing: &'static str,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<(), StoreError> {
        let why = match self.store.driver.execute(sql, params) {
            Ok(1) => return Ok(()),
            Ok(rows) => {
                let why = format!("{rows} rows were matched where one was meant");
                DriverError::new(Fault::Other, why)
            }
            Err(error) => error,
        };
        Err(failed(doing, &self.store.url, why))
    }
}
