//! Resolving KEY: which rows an ID, a key or a beta names.

use std::collections::BTreeSet;

use super::owner::Owner;
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::{KeySelector, MIN_ID_LENGTH, MatchedField};
use crate::error::{Error, Kind, Result};
use crate::store::{KeyMatch, Store};

/// Rows of an ambiguous KEY that an error lists.
const MAX_LISTED: usize = 5;

/// The rows that KEYs name.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    /// Each row once, in the order of the KEYs.
    pub(crate) keys: Vec<ApiKey<'static>>,
    /// IDs of the keys that were named by their betas.
    pub(crate) named_by_beta: Vec<String>,
}

/// Finds the rows that KEYs name. With an owner they must be of the owned
/// tenant.
///
/// # Errors
/// When a KEY names no row, several rows, or another tenant's.
pub(crate) fn find_keys(
    selectors: &[KeySelector],
    owner: Option<&Owner>,
    store: &mut Store,
) -> Result<FoundKeys> {
    let matches = store.find_keys(selectors)?;
    // There may be many: look at each match and each key once.
    let mut by_selector: Vec<Vec<&KeyMatch>> = vec![Vec::new(); selectors.len()];
    for found in &matches {
        by_selector[found.selector].push(found);
    }
    let mut seen = BTreeSet::new();
    let mut found = FoundKeys {
        keys: Vec::with_capacity(selectors.len()),
        named_by_beta: Vec::new(),
    };
    for (selector, matches) in selectors.iter().zip(&by_selector) {
        let only = resolve(selector, matches, owner)?;
        if only.matched_by == MatchedField::Beta {
            found.named_by_beta.push(only.key.token.id());
        }
        if seen.insert((only.key.tenant_id.as_ref(), only.key.token.expose())) {
            found.keys.push(only.key.clone());
        }
    }
    Ok(found)
}

/// The one row that a KEY names.
fn resolve<'a>(
    selector: &KeySelector,
    matches: &[&'a KeyMatch],
    owner: Option<&Owner>,
) -> Result<&'a KeyMatch> {
    let Some(first) = matches.first() else {
        return Err(not_found(selector));
    };
    let owned: Vec<&KeyMatch> = matches
        .iter()
        .copied()
        .filter(|found| owner.is_none_or(|owner| owner.tenant_id == found.key.tenant_id))
        .collect();
    match (owned.as_slice(), owner) {
        ([only], _) => Ok(only),
        ([], Some(owner)) => Err(Error::refused(format!(
            "key {} belongs to tenant {}, not to tenant {}",
            first.key.token.id(),
            first.key.tenant_id,
            owner.tenant_id
        ))
        .hint("use the tenant of the key, or omit the owner")),
        (several, _) => Err(ambiguous(selector, several)),
    }
}

fn not_found(selector: &KeySelector) -> Error {
    let looks_like_id = |text: &str| {
        text.len() < MIN_ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match selector {
        KeySelector::Id(id) => Error::not_found(format!("no key has an ID that begins with {id}"))
            .hint("token list --all shows the IDs"),
        KeySelector::Secret(text) if looks_like_id(text) => {
            Error::not_found("no key or beta has this text")
                .hint(format!("IDs need at least {MIN_ID_LENGTH} digits"))
        }
        KeySelector::Secret(_) => Error::not_found("no key or beta has this text")
            .hint("token explain - shows what the text could be, and similar keys"),
    }
}

fn ambiguous(selector: &KeySelector, matches: &[&KeyMatch]) -> Error {
    let listed = matches
        .iter()
        .take(MAX_LISTED)
        .map(|found| format!("{} of tenant {}", found.key.token.id(), found.key.tenant_id));
    let mut listed = listed.collect::<Vec<_>>().join(", ");
    if matches.len() > MAX_LISTED {
        listed.push_str(", …");
    }
    let number = matches.len();
    let message = match selector {
        KeySelector::Id(id) => {
            format!("{number} keys have an ID that begins with {id}: {listed}")
        }
        KeySelector::Secret(_) => format!("{number} keys have this text: {listed}"),
    };
    let is_one_key = matches
        .iter()
        .all(|found| found.key.token == matches[0].key.token);
    let hint = match selector {
        _ if is_one_key => "several tenants have the same key: add --user or --tenant",
        KeySelector::Id(_) => "use more digits, or add --user or --tenant",
        KeySelector::Secret(_) => "use an ID, or add --user or --tenant",
    };
    Error::new(Kind::Conflict, message).hint(hint)
}
