//! Everything the database tells about one key.

use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::MatchedField;
use crate::domain::legacy;
use crate::domain::tenant::{User, oldest_owner};
use crate::domain::token::Beta;
use crate::error::Result;
use crate::store::{Binding, BindingName, Store};

/// What other tables and rows tell about a key.
#[derive(Debug)]
pub(crate) struct KeyDetails {
    /// The tenant's owner; else the user with the tenant's id.
    pub(crate) user: Option<User>,
    /// The name of what the key is bound to; `None` where it is not bound.
    pub(crate) binding: Option<BindingName>,
    /// Other keys with the same beta.
    pub(crate) same_beta: usize,
    /// Other tenants with the same key.
    pub(crate) other_tenants: Vec<String>,
}

/// Looks up what other tables and rows tell about a key.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_key_details(key: &ApiKey<'_>, store: &mut Store) -> Result<KeyDetails> {
    let owner = match oldest_owner(store.read_owner_rows(&key.tenant_id)?) {
        Some(row) => store.find_user(&row.user_id)?,
        None => None,
    };
    let tenant_user = store.find_user(&key.tenant_id)?;
    let binding = match (binding_kind(key), &key.dialog_id) {
        (Some(binding), Some(id)) => Some(store.find_binding_name(binding, id)?),
        _ => None,
    };
    let is_other =
        |other: &ApiKey<'_>| other.tenant_id != key.tenant_id || other.token != key.token;
    let mut same_beta = Vec::new();
    if let Some(beta) = key.beta.as_ref().filter(|beta| !beta.expose().is_empty()) {
        same_beta = store.find_equal_keys(MatchedField::Beta, beta.expose())?;
        same_beta.retain(|other| {
            is_other(other) && other.beta.as_ref().map(Beta::expose) == Some(beta.expose())
        });
    }
    let mut same_key = store.find_equal_keys(MatchedField::Token, key.token.expose())?;
    same_key.retain(|other| is_other(other) && other.token == key.token);
    Ok(KeyDetails {
        user: owner.or(tenant_user),
        binding,
        same_beta: same_beta.len(),
        other_tenants: same_key
            .into_iter()
            .map(|key| key.tenant_id.into_owned())
            .collect(),
    })
}

/// What kind of thing a key is bound to.
fn binding_kind(key: &ApiKey<'_>) -> Option<Binding> {
    key.dialog_id.as_deref().filter(|id| !id.is_empty())?;
    match key.source.as_deref() {
        Some("agent") => Some(Binding::Agent),
        _ => Some(Binding::Dialog),
    }
}

/// The state of a key's beta, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BetaState {
    Missing,
    Guessable,
    Shared,
    Fine,
}

impl BetaState {
    /// Judges a key's beta. `is_shared`: another row has it, too.
    pub(crate) fn new(key: &ApiKey<'_>, is_shared: bool) -> Self {
        let beta = key.beta.as_ref().map_or("", Beta::expose);
        if beta.is_empty() {
            Self::Missing
        } else if legacy::is_guessable(beta) {
            Self::Guessable
        } else if is_shared {
            Self::Shared
        } else {
            Self::Fine
        }
    }

    /// The published name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Guessable => "guessable",
            Self::Shared => "shared",
            Self::Fine => "fine",
        }
    }
}
