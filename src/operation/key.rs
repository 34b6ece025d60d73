//! Resolving KEY: which rows a key ID, a key or a beta selects.

use std::collections::BTreeSet;

use super::owner::Owner;
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::{KeySelector, MIN_ID_LENGTH, MatchedField};
use crate::error::{Error, Kind, Result};
use crate::store::{KeyMatch, Store};
use crate::text::shell_word;

/// Rows of an ambiguous KEY that an error lists.
const MAX_LISTED: usize = 5;

/// KEYs without a row that an error names.
const MAX_UNKNOWN: usize = 20;

/// A KEY as it was given.
#[derive(Debug)]
pub(crate) struct GivenKey {
    pub(crate) selector: KeySelector,
    /// The number of its line on stdin; `None` for an argument.
    pub(crate) line: Option<usize>,
}

/// The rows that KEYs select.
#[derive(Debug)]
pub(crate) struct FoundKeys {
    /// Each row once, in the order of the KEYs.
    pub(crate) keys: Vec<ApiKey<'static>>,
    /// Key IDs of the keys that were selected by their betas.
    pub(crate) named_by_beta: Vec<String>,
}

/// Finds the rows that KEYs select. With an owner they must be of the owned
/// tenant.
///
/// # Errors
/// When a KEY names no row, several rows, or another tenant's.
pub(crate) fn find_keys(
    given: &[GivenKey],
    owner: Option<&Owner>,
    store: &mut Store,
) -> Result<FoundKeys> {
    let selectors: Vec<KeySelector> = given.iter().map(|key| key.selector.clone()).collect();
    let matches = store.find_keys(&selectors)?;
    // There may be many: look at each match and each key once.
    let mut by_selector: Vec<Vec<&KeyMatch>> = vec![Vec::new(); selectors.len()];
    for found in &matches {
        by_selector[found.selector].push(found);
    }
    let unknown = given.iter().zip(&by_selector);
    let unknown = unknown.filter(|(_, matches)| matches.is_empty());
    let unknown: Vec<&GivenKey> = unknown.map(|(key, _)| key).collect();
    match unknown.as_slice() {
        [] => {}
        [key] => return Err(not_found(key)),
        several => return Err(several_not_found(several, given.len())),
    }
    let mut seen = BTreeSet::new();
    let mut found = FoundKeys {
        keys: Vec::with_capacity(selectors.len()),
        named_by_beta: Vec::new(),
    };
    for (key, matches) in given.iter().zip(&by_selector) {
        let only = resolve(key, matches, owner)?;
        if only.matched_by == MatchedField::Beta {
            found.named_by_beta.push(only.key.token.id());
        }
        if seen.insert((only.key.tenant_id.as_ref(), only.key.token.expose())) {
            found.keys.push(only.key.clone());
        }
    }
    Ok(found)
}

/// The one row that a KEY selects, which matches at least one.
fn resolve<'a>(
    key: &GivenKey,
    matches: &[&'a KeyMatch],
    owner: Option<&Owner>,
) -> Result<&'a KeyMatch> {
    let owned: Vec<&KeyMatch> = matches
        .iter()
        .copied()
        .filter(|found| owner.is_none_or(|owner| owner.tenant_id == found.key.tenant_id))
        .collect();
    match (owned.as_slice(), owner) {
        ([only], _) => Ok(only),
        ([], Some(owner)) => Err(Error::refused(format!(
            "{}key {} belongs to tenant {}, not to tenant {}",
            place(key),
            matches[0].key.token.id(),
            matches[0].key.tenant_id,
            owner.tenant_id
        ))
        .hint(format!(
            "select its tenant with --tenant {}, or omit the owner (--user, --tenant)",
            shell_word(&matches[0].key.tenant_id)
        ))),
        (several, _) => Err(ambiguous(key, several)),
    }
}

/// `line 2 of stdin: `, or nothing for an argument.
fn place(key: &GivenKey) -> String {
    key.line
        .map_or(String::new(), |line| format!("line {line} of stdin: "))
}

fn not_found(key: &GivenKey) -> Error {
    let place = place(key);
    let looks_like_id = |text: &str| {
        text.len() < MIN_ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match &key.selector {
        KeySelector::Id(id) => Error::not_found(format!("{place}no key matches the key ID {id}"))
            .hint("to see the key IDs: ragflowctl token list --all"),
        KeySelector::Secret(text) if looks_like_id(text) => {
            Error::not_found(format!("{place}no key or beta matches the given secret")).hint(
                format!("to select a key by its key ID, give at least {MIN_ID_LENGTH} hex digits"),
            )
        }
        KeySelector::Secret(_) => {
            Error::not_found(format!("{place}no key or beta matches the given secret"))
                .hint("to find out what the string is: ragflowctl token explain -")
        }
    }
}

/// The error for several KEYs that name no row, so that all can be corrected at once.
fn several_not_found(unknown: &[&GivenKey], given: usize) -> Error {
    let named = unknown.iter().take(MAX_UNKNOWN).map(|key| {
        let id = match &key.selector {
            KeySelector::Id(id) => Some(format!("key ID {id}")),
            KeySelector::Secret(_) => None,
        };
        match (key.line, id) {
            (Some(line), None) => format!("line {line} of stdin"),
            (Some(line), Some(id)) => format!("line {line} of stdin ({id})"),
            (None, Some(id)) => id,
            (None, None) => "a secret".to_owned(),
        }
    });
    let mut named = named.collect::<Vec<_>>().join(", ");
    if let Some(more @ 1..) = unknown.len().checked_sub(MAX_UNKNOWN) {
        named.push_str(&format!(" and {more} more"));
    }
    let message = format!(
        "{} of the {given} given keys match no key or beta: {named}",
        unknown.len()
    );
    let error = Error::not_found(message).hint("to see the key IDs: ragflowctl token list --all");
    let has_secrets = unknown
        .iter()
        .any(|key| matches!(key.selector, KeySelector::Secret(_)));
    match has_secrets {
        true => error.hint("to find out what a string is: ragflowctl token explain -"),
        false => error,
    }
}

fn ambiguous(key: &GivenKey, matches: &[&KeyMatch]) -> Error {
    let (place, selector) = (place(key), &key.selector);
    let is_one_key = matches
        .iter()
        .all(|found| found.key.token == matches[0].key.token);
    let listed = matches
        .iter()
        .take(MAX_LISTED)
        .map(|found| match is_one_key {
            true => found.key.tenant_id.to_string(),
            false => format!("{} of tenant {}", found.key.token.id(), found.key.tenant_id),
        });
    let mut listed = listed.collect::<Vec<_>>().join(", ");
    if matches.len() > MAX_LISTED {
        listed.push_str(", …");
    }
    let number = matches.len();
    let message = match selector {
        _ if is_one_key => {
            let id = matches[0].key.token.id();
            format!("{place}{number} tenants have the key {id}: {listed}")
        }
        KeySelector::Id(id) => format!("{place}{number} keys match the key ID {id}: {listed}"),
        KeySelector::Secret(_) => format!("{place}{number} keys match the given secret: {listed}"),
    };
    let hint = match selector {
        _ if is_one_key => "add --tenant or --user to select one of them",
        KeySelector::Id(_) => "give more digits of the key ID, or add --tenant or --user",
        KeySelector::Secret(_) => "give a key ID, or add --tenant or --user",
    };
    Error::new(Kind::Conflict, message).hint(hint)
}
