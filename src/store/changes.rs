//! Changing keys: delete, replace, restore, import. All rows of a change are
//! written in one transaction or none is, and only if every row is still what
//! the plan was made for.

use std::time::Duration;

use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::transaction::Tx;
use super::value::Param;
use crate::confirm::Confirmed;
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::token::Beta;
use crate::env::Clock;

/// How often a transaction is tried in all, if it meets a deadlock or a lock.
const ATTEMPTS: u32 = 5;

/// How a transaction of changes ended.
#[derive(Debug)]
pub enum ChangeOutcome {
    /// All changes are committed.
    Done,
    /// The answer to the commit was lost, and no change was made.
    NotDone(StoreError),
    /// No change was made: at these indexes the rows are not as planned.
    Conflict(Vec<usize>),
}

impl Store {
    /// Makes all changes or none: only if every old row is, byte for byte, what
    /// the plan was made for, and no row has the primary key of a new one.
    ///
    /// A deadlock or a lock rolls the whole transaction back; it is then tried
    /// again after a growing pause. If the answer to the commit is lost, the rows
    /// show how the transaction ended.
    ///
    /// # Errors
    /// If the engine refuses, or the transaction keeps failing: then nothing was
    /// changed. With [`Fault::LostCommit`] it is not known whether anything was.
    pub fn apply_changes(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
        clock: &dyn Clock,
    ) -> Result<ChangeOutcome, StoreError> {
        let mut attempt = 1;
        loop {
            let error = match self.try_changes(changes, permit) {
                Ok(outcome) => return Ok(outcome),
                Err(error) if error.fault == Fault::LostCommit => {
                    return match self.look_up_changes(changes, permit) {
                        Some(true) => Ok(ChangeOutcome::Done),
                        Some(false) => Ok(ChangeOutcome::NotDone(error.with_outcome(true))),
                        None => Err(error),
                    };
                }
                Err(error) => error,
            };
            let may_succeed = matches!(error.fault, Fault::Transient | Fault::Locked);
            if !may_succeed || attempt == ATTEMPTS {
                return Err(error);
            }
            clock.sleep(Duration::from_millis(50 << attempt));
            attempt += 1;
        }
    }

    fn try_changes(
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
            tx.write_change(change, permit)?;
        }
        tx.commit()?;
        Ok(ChangeOutcome::Done)
    }
}

impl Tx<'_> {
    /// Whether the rows of a change are still what the plan was made for. The
    /// old row is locked, so that it stays as it is until the commit.
    fn is_as_planned(&mut self, change: &Change) -> Result<bool, StoreError> {
        let store = &mut *self.store;
        let find = sql::keys::by_primary_key(store.connection.dialect());
        if let Some(old) = &change.old {
            let find_and_lock = format!("{find}{}", store.connection.dialect().for_update);
            if store.read_by_primary_key(&find_and_lock, old)?.as_ref() != Some(old) {
                return Ok(false);
            }
        }
        match &change.new {
            // A row that only the collation finds equal prevents the INSERT too.
            Some(new) if !change.is_in_place() => {
                Ok(store.read_by_primary_key(&find, new)?.is_none())
            }
            _ => Ok(true),
        }
    }

    pub(super) fn write_change(
        &mut self,
        change: &Change,
        permit: &Confirmed,
    ) -> Result<(), StoreError> {
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

    /// Deletes a key.
    ///
    /// # Errors
    /// If the engine refuses, or did not delete exactly one row.
    pub fn delete_key(&mut self, key: &ApiKey<'_>, _: &Confirmed) -> Result<(), StoreError> {
        let params = [key.tenant_id.as_ref().into(), key.token.expose().into()];
        let sql = sql::keys::delete(self.store.connection.dialect());
        self.write_one_row("cannot delete a key from", &sql, &params)
    }

    /// Gives the stored key the beta and the update times of `key`.
    ///
    /// # Errors
    /// If the engine refuses, or did not match exactly one row.
    pub fn replace_beta(&mut self, key: &ApiKey<'_>, _: &Confirmed) -> Result<(), StoreError> {
        let params = [
            Param::Text(key.beta.as_ref().map(Beta::expose)),
            Param::Date(key.update_date),
            Param::Int(key.update_time),
            key.tenant_id.as_ref().into(),
            key.token.expose().into(),
        ];
        let sql = sql::keys::replace_beta(self.store.connection.dialect());
        self.write_one_row("cannot change a beta in", &sql, &params)
    }

    fn write_one_row(
        &mut self,
        context: &'static str,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<(), StoreError> {
        let error = match self.store.connection.execute(sql, params) {
            Ok(1) => return Ok(()),
            Ok(rows) => {
                let message = format!("{rows} rows were matched instead of one");
                DriverError::new(Fault::Other, message)
            }
            Err(error) => error,
        };
        Err(StoreError::new(context, &self.store.url, error))
    }
}
