//! Comparing recorded rows with the database: what `undo` and `token import`
//! still have to do.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::added_key::{AddedKey, hash_of_key};
use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::error::{Error, Result};
use crate::session::journal::undo_file::Recorded;
use crate::store::{Listing, Store};

/// What is left to do of an undo.
#[derive(Debug, Default)]
pub(crate) struct UndoPlan {
    /// The changes that restore the rows.
    pub(crate) changes: Vec<Change>,
    /// Number of recorded changes whose rows are as before already.
    pub(crate) already: usize,
    /// Recorded changes whose rows have changed since.
    pub(crate) conflicts: Vec<Change>,
}

/// Compares the recorded changes with the rows as they are now.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn plan_undo(recorded: &Recorded, store: &mut Store) -> Result<UndoPlan> {
    let mut plan = UndoPlan::default();
    for change in &recorded.changes {
        let back = change.inverse();
        if can_apply(&back, store)? {
            plan.changes.push(back);
        } else if is_undone(change, store)? {
            plan.already += 1;
        } else {
            plan.conflicts.push(change.clone());
        }
    }
    let mut tenants: BTreeMap<&str, HashMap<&str, &AddedKey>> = BTreeMap::new();
    for added in &recorded.added {
        let tenant = tenants.entry(&added.tenant_id).or_default();
        tenant.insert(&added.key, added);
    }
    for (tenant_id, added) in tenants {
        plan.delete_added(tenant_id, &added, store)?;
    }
    Ok(plan)
}

impl UndoPlan {
    /// Looks for the rows that were added to a tenant, by the hashes of their keys.
    fn delete_added(
        &mut self,
        tenant_id: &str,
        added: &HashMap<&str, &AddedKey>,
        store: &mut Store,
    ) -> Result<()> {
        let mut found = 0;
        let listing = Listing {
            tenant_id: Some(tenant_id),
            ..Listing::default()
        };
        store.list_keys(&listing, &mut |row, _| {
            let Some(added) = added.get(hash_of_key(&row.token).as_str()) else {
                return Ok::<(), Error>(());
            };
            found += 1;
            let deletion = Change::delete(row.clone().into_owned());
            match added.is_unchanged(row) {
                true => self.changes.push(deletion),
                false => self.conflicts.push(deletion),
            }
            Ok(())
        })?;
        self.already += added.len() - found;
        Ok(())
    }
}

/// Whether the rows are as a change expects them.
fn can_apply(change: &Change, store: &mut Store) -> Result<bool> {
    if let Some(old) = &change.old
        && store.find_key(old)?.as_ref() != Some(old)
    {
        return Ok(false);
    }
    match &change.new {
        Some(new) if !change.is_in_place() => Ok(store.find_key(new)?.is_none()),
        _ => Ok(true),
    }
}

/// Whether the rows are as before a change: it was never committed, or it was
/// undone.
fn is_undone(change: &Change, store: &mut Store) -> Result<bool> {
    if !change.keeps_old {
        return can_apply(change, store);
    }
    Ok(match &change.new {
        Some(new) => store.find_key(new)?.is_none(),
        None => true,
    })
}

/// The rows, by tenant and key, whose present beta stops working.
pub(crate) fn find_broken_betas(changes: &[Change]) -> HashSet<(&str, &str)> {
    let broken = changes.iter().filter(|change| {
        let after = change.new.as_ref().and_then(|new| new.beta.as_ref());
        let before = change.old.as_ref();
        before.is_some_and(|before| !before.lacks_beta() && before.beta.as_ref() != after)
    });
    broken
        .filter_map(|change| change.new.as_ref().or(change.old.as_ref()))
        .map(|row| (&*row.tenant_id, row.token.expose()))
        .collect()
}

/// What a row of an imported file meets in the database.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ImportedRow {
    /// Nothing: it can be added.
    New,
    /// The same row.
    Same,
    /// A row of the same key with other content.
    Conflict,
}

/// Compares a row of a file with the database.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn compare_import(row: &ApiKey<'_>, store: &mut Store) -> Result<ImportedRow> {
    Ok(match store.find_key(row)? {
        None => ImportedRow::New,
        Some(existing) if existing == *row => ImportedRow::Same,
        Some(_) => ImportedRow::Conflict,
    })
}
