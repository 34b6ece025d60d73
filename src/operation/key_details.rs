//! Everything the database tells about one key.

use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::MatchedField;
use crate::domain::tenant::{User, oldest_owner};
use crate::domain::token::Beta;
use crate::error::Result;
use crate::store::{BindingName, Store};

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
    let binding = match key.binding() {
        Some((binding, id)) => Some(store.find_binding_name(binding, id)?),
        None => None,
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
