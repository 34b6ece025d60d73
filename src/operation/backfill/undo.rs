//! Undoing a backfill: the betas that it created are missing again, unless they
//! have changed since.

use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::env::Clock;
use crate::error::Result;
use crate::operation::change::proposal::Extent;
use crate::session::journal::undo_file::BackfillRecord;
use crate::store::{FilledKeys, Store};

/// Keys that are read at a time.
const PAGE: usize = 5000;

/// The keys that still have the betas of a backfill, page by page. Their number does
/// not matter for the memory.
pub(crate) struct CreatedBetas<'r> {
    record: &'r BackfillRecord,
    keys: FilledKeys,
}

impl<'r> CreatedBetas<'r> {
    pub(crate) fn new(record: &'r BackfillRecord) -> Self {
        Self {
            record,
            keys: FilledKeys::new(record.tenant_id.as_deref()),
        }
    }

    /// The changes that remove the betas of some keys; `None` after the last key. The
    /// update times stay, because those before the backfill are not known.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn next_changes(
        &mut self,
        store: &mut Store,
        clock: &dyn Clock,
    ) -> Result<Option<Vec<Change>>> {
        let page = self.next_page(store, clock)?;
        Ok(page.map(|keys| keys.into_iter().map(without_beta).collect()))
    }

    fn next_page(
        &mut self,
        store: &mut Store,
        clock: &dyn Clock,
    ) -> Result<Option<Vec<ApiKey<'static>>>> {
        let seed = &self.record.seed;
        let is_created = |key: &ApiKey<'_>| seed.is_beta_of(key);
        Ok(self.keys.next_page(store, PAGE, &is_created, clock)?)
    }
}

/// Counts the keys that still have the betas of a backfill.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn count_created_betas(
    record: &BackfillRecord,
    store: &mut Store,
    clock: &dyn Clock,
) -> Result<Extent> {
    let mut betas = CreatedBetas::new(record);
    let mut extent = Extent::default();
    while let Some(keys) = betas.next_page(store, clock)? {
        for key in &keys {
            extent.add(key, true);
        }
    }
    Ok(extent)
}

fn without_beta(old: ApiKey<'static>) -> Change {
    let new = ApiKey {
        beta: None,
        ..old.clone()
    };
    Change::replace(old, new, false)
}
