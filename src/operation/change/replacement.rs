//! What `token rotate` and `beta rotate` have to know of keys before they
//! replace them.

use std::collections::HashSet;

use super::selection::SelectedKeys;
use crate::domain::api_key::ApiKey;
use crate::domain::change::has_weak_beta;
use crate::domain::key_selector::{KeySelector, MatchedField};
use crate::domain::token::Beta;
use crate::error::Result;
use crate::session::Journal;
use crate::store::Store;

/// The strong betas among these keys' that another row has as well.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_shared_betas(keys: &[ApiKey<'_>], store: &mut Store) -> Result<HashSet<String>> {
    let strong = keys.iter().filter(|key| !has_weak_beta(key));
    let betas: HashSet<&str> = strong
        .filter_map(|key| key.beta.as_ref())
        .map(Beta::expose)
        .filter(|beta| !beta.is_empty())
        .collect();
    let selectors: Vec<KeySelector> = betas
        .into_iter()
        .map(|beta| KeySelector::Secret(beta.to_owned()))
        .collect();
    let mut rows = vec![0_u32; selectors.len()];
    for found in store.find_keys(&selectors)? {
        if found.matched_by == MatchedField::Beta {
            rows[found.selector] += 1;
        }
    }
    let shared = selectors
        .into_iter()
        .zip(rows)
        .filter(|(_, rows)| *rows > 1);
    Ok(shared
        .filter_map(|(selector, _)| match selector {
            KeySelector::Secret(beta) => Some(beta),
            KeySelector::Id(_) => None,
        })
        .collect())
}

/// Takes out the keys for which `--keep-old` created a new key before, as far as
/// undo files show and the new key still exists. Returns their key IDs.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn remove_paired(
    selected: &mut SelectedKeys,
    journal: &Journal<'_>,
    store: &mut Store,
) -> Result<Vec<String>> {
    // Without undo files nothing is known to be paired: a second new key does no harm.
    let Ok((_, files)) = journal.undo_files() else {
        return Ok(Vec::new());
    };
    let identity = store.url().identity();
    let mut paired: HashSet<(String, String)> = HashSet::new();
    for file in files.files {
        if file.header.identity != identity {
            continue;
        }
        let Ok(recorded) = journal.read_undo_file(&file.path) else {
            continue;
        };
        if recorded.undone {
            continue;
        }
        for change in recorded.changes.iter().filter(|change| change.keeps_old) {
            if let (Some(old), Some(new)) = (&change.old, &change.new)
                && store.find_key(new)?.is_some()
            {
                paired.insert((old.tenant_id.to_string(), old.token.id()));
            }
        }
    }
    let mut removed = Vec::new();
    selected.keys.retain(|key| {
        let is_paired = paired.contains(&(key.tenant_id.to_string(), key.token.id()));
        if is_paired {
            removed.push(key.token.id());
        }
        !is_paired
    });
    Ok(removed)
}
