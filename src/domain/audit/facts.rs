//! What the audit has to know: the options, and the facts about tenants and
//! keys.

use super::{Duplicate, RuleSet};
use crate::domain::api_key::ApiKey;
use crate::domain::tenant::account_state;

/// The options of an audit.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// The rules to check.
    pub rules: RuleSet,
    /// The present moment, Unix time in milliseconds.
    pub now: i64,
    /// Whether the database treats a control character as equal to an empty
    /// text, so that an empty beta gives access.
    pub empty_beta_opens: bool,
    /// The maximum age of a key in milliseconds; `None`: no limit.
    pub max_age: Option<i64>,
    /// The maximum number of keys of a tenant; `None`: no limit.
    pub max_keys: Option<u64>,
}

/// The facts about a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditedTenant {
    /// The id of the tenant.
    pub id: String,
    /// How many keys the tenant has.
    pub keys: u64,
    /// Whether there is a `user_tenant` row with role 'owner'.
    pub is_owned: bool,
    /// The e-mail address of the oldest owner.
    pub owner: Option<String>,
    /// The user with the tenant's id. RAGFlow's server looks at this user, not
    /// at the owner, when a client sends a key.
    pub user: Option<TenantUser>,
}

impl AuditedTenant {
    /// The address of the owner, else of the user with the tenant's id.
    pub(crate) fn email(&self) -> Option<&str> {
        let user = self.user.as_ref().map(|user| user.email.as_str());
        self.owner.as_deref().or(user)
    }

    /// Whether the keys of this tenant are to be deleted, not replaced: nobody should
    /// use them, or RAGFlow 0.26 and later reject every key of the tenant.
    pub(super) fn is_abandoned(&self) -> bool {
        let user = self.user.as_ref();
        !self.is_owned || user.is_none_or(|user| user.account_state() != "active")
    }
}

/// Finds the tenants of keys that come in the order of the tenants.
#[derive(Debug, Default)]
pub(crate) struct TenantCursor(usize);

impl TenantCursor {
    /// The tenant with this id, if it is not before the one that was found last.
    pub(crate) fn find<'a>(
        &mut self,
        tenants: &'a [AuditedTenant],
        id: &str,
    ) -> Option<&'a AuditedTenant> {
        let rest = tenants.get(self.0..)?;
        // Where the collation treats ids that differ in case as equal, so does
        // RAGFlow's server.
        let index = rest.iter().position(|tenant| tenant.id == id);
        let index = index.or_else(|| {
            let is_same = |tenant: &AuditedTenant| tenant.id.eq_ignore_ascii_case(id);
            rest.iter().position(is_same)
        })?;
        self.0 += index;
        tenants.get(self.0)
    }
}

/// The user with the same id as a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TenantUser {
    /// The e-mail address, which is also the login name.
    pub email: String,
    /// `1` valid, `0` deleted, or NULL.
    pub status: Option<String>,
    /// `1` active, `0` inactive, or NULL.
    pub is_active: Option<String>,
    /// Whether `access_token` has a value; `None` if it cannot be read.
    pub has_access_token: Option<bool>,
}

impl TenantUser {
    /// The state of the account: `active`, `inactive` or `deleted`.
    pub fn account_state(&self) -> &'static str {
        account_state(self.status.as_deref(), self.is_active.as_deref())
    }
}

/// The facts about a key.
#[derive(Debug)]
pub struct AuditedKey<'a> {
    /// The row of the key.
    pub api_key: &'a ApiKey<'a>,
    /// Whether the chat assistant or agent to which the key is bound exists;
    /// `None` if the key is not bound or the table cannot be read.
    pub binding_exists: Option<bool>,
    /// The rows with the same key, if there are several.
    pub same_token: Option<&'a Duplicate>,
    /// The rows with the same beta, if there are several.
    pub same_beta: Option<&'a Duplicate>,
}
