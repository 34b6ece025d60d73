//! How a transaction of changes ended whose COMMIT was not answered: the rows
//! themselves say it.

use std::time::Duration;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::wait_bounds::GRACE;
use crate::confirm::Confirmed;
use crate::domain::change::Change;

/// The longest time to find out how a transaction ended.
const LONGEST_LOOKUP: Duration = Duration::from_secs(10);

/// What the rows of a change show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowState {
    /// They are as after the change.
    Changed,
    /// They are as before the change.
    Unchanged,
    /// Somebody else has changed them.
    Other,
}

impl Store {
    /// Finds out, on a new connection, whether the changes of one transaction are
    /// stored. `None`: it cannot be found out.
    pub(super) fn look_up_changes(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
    ) -> Option<bool> {
        if self.url.is_temporary() {
            // It ended with the connection.
            return None;
        }
        let found = self.with_lookup_limit(|store| {
            store.reconnect()?;
            store.wait_for_lost_session(changes, permit)?;
            store.are_stored(changes)
        });
        found.ok().flatten()
    }

    /// Runs a look-up, which may wait for the server also if the run is to end, but
    /// not for long.
    pub(super) fn with_lookup_limit<T>(&mut self, look_up: impl FnOnce(&mut Self) -> T) -> T {
        let limit = match self.timeouts.connect {
            _ if self.bounds.interrupt.is_requested() => GRACE,
            Duration::ZERO => LONGEST_LOOKUP,
            connect => connect.min(LONGEST_LOOKUP),
        };
        self.bounds.limit_lookup(limit);
        let found = look_up(self);
        self.bounds.end_lookup();
        found
    }

    /// Waits until the lost session can no longer commit. It holds the locks of its
    /// rows, so writing one of them again waits for its end; that is rolled back.
    fn wait_for_lost_session(
        &mut self,
        changes: &[Change],
        permit: &Confirmed,
    ) -> Result<(), StoreError> {
        let Some(first) = changes.first() else {
            return Ok(());
        };
        match self.begin()?.write_change(first, permit) {
            // The row is as after the change: the engine refuses to make it again.
            Err(error) if error.fault != Fault::Other => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Whether the rows are as after the changes (`true`) or as before them; `None`
    /// if they are neither.
    fn are_stored(&mut self, changes: &[Change]) -> Result<Option<bool>, StoreError> {
        let (mut changed, mut unchanged) = (false, false);
        for change in changes {
            match self.row_state(change)? {
                RowState::Changed => changed = true,
                RowState::Unchanged => unchanged = true,
                RowState::Other => {}
            }
        }
        Ok((changed != unchanged).then_some(changed))
    }

    fn row_state(&mut self, change: &Change) -> Result<RowState, StoreError> {
        let mut stored = |row| match row {
            Some(row) => self.find_key(row),
            None => Ok(None),
        };
        let old = stored(change.old.as_ref())?;
        let new = stored(change.new.as_ref())?;
        let is_unchanged = old == change.old && (new.is_none() || change.is_in_place());
        Ok(if new == change.new && (new.is_some() || old.is_none()) {
            RowState::Changed
        } else if is_unchanged {
            RowState::Unchanged
        } else {
            RowState::Other
        })
    }
}
