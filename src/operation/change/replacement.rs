//! What `token rotate` and `beta rotate` have to know of keys before they
//! replace them.

use std::collections::HashSet;

use super::selection::SelectedKeys;
use crate::domain::api_key::ApiKey;
use crate::domain::change::has_weak_beta;
use crate::error::Result;
use crate::session::Journal;
use crate::store::{Scope, SecretColumn, Store};

/// The most betas that are looked up one by one. For more, the whole index on the
/// beta is read once.
const MAX_LOOKUPS: usize = 100;

/// The strong betas among these keys' that another row has as well.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_shared_betas(keys: &[ApiKey<'_>], store: &mut Store) -> Result<HashSet<String>> {
    let strong: Vec<(&ApiKey<'_>, &str)> = keys
        .iter()
        .filter(|key| !has_weak_beta(key) && !key.lacks_beta())
        .filter_map(|key| Some((key, key.beta.as_ref()?.expose())))
        .collect();
    let mut shared = HashSet::new();
    if strong.len() <= MAX_LOOKUPS {
        for (key, beta) in strong {
            let found = store.find_duplicates(SecretColumn::Beta, Scope::Key(key))?;
            shared.extend(found.get(beta).map(|_| beta.to_owned()));
        }
    } else {
        let found = store.find_duplicates(SecretColumn::Beta, Scope::All)?;
        let betas = strong.into_iter().map(|(_, beta)| beta);
        shared.extend(
            betas
                .filter(|beta| found.get(beta).is_some())
                .map(str::to_owned),
        );
    }
    Ok(shared)
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
