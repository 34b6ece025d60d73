//! The rows of a change, with what is known of their tenants.

use std::collections::BTreeMap;

use crate::domain::api_key::ApiKey;
use crate::domain::tenant::User;
use crate::error::{Error, Kind, Result};
use crate::operation::owner;
use crate::store::Store;
use crate::text::count;

/// Rows that a command is going to change.
#[derive(Debug)]
pub(crate) struct SelectedKeys {
    /// The rows.
    pub(crate) keys: Vec<ApiKey<'static>>,
    /// Their tenants, by id.
    tenants: BTreeMap<String, TenantSummary>,
}

/// What is known of a tenant.
#[derive(Debug)]
struct TenantSummary {
    owner: Option<User>,
    /// No user has the tenant's id: RAGFlow's server rejects its keys.
    is_orphan: bool,
}

/// Keys that were left out because RAGFlow's server rejects them.
#[derive(Debug)]
pub(crate) struct SkippedOrphans {
    number: usize,
    /// The ID of one of them.
    example: String,
}

impl SelectedKeys {
    /// Looks up the tenants of these rows.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn new(keys: Vec<ApiKey<'static>>, store: &mut Store) -> Result<Self> {
        let mut tenants = BTreeMap::new();
        for key in &keys {
            if tenants.contains_key(key.tenant_id.as_ref()) {
                continue;
            }
            let owner = match owner::find_tenant(&key.tenant_id, store) {
                Ok(owner) => owner.user,
                // The row may be the tenant's last, and not restored yet.
                Err(error) if error.kind() == Kind::NotFound => None,
                Err(error) => return Err(error),
            };
            let tenant = TenantSummary {
                owner,
                is_orphan: store.find_user(&key.tenant_id)?.is_none(),
            };
            tenants.insert(key.tenant_id.to_string(), tenant);
        }
        Ok(Self { keys, tenants })
    }

    /// The e-mail address of a tenant's owner.
    pub(crate) fn email(&self, tenant_id: &str) -> Option<&str> {
        let owner = self.tenants.get(tenant_id)?.owner.as_ref();
        owner.map(|user| user.email.as_str())
    }

    /// Whether no user has the tenant's id.
    pub(crate) fn is_orphan(&self, tenant_id: &str) -> bool {
        let tenant = self.tenants.get(tenant_id);
        tenant.is_some_and(|tenant| tenant.is_orphan)
    }

    /// Takes out the keys of tenants without a user: RAGFlow's server would
    /// reject a new key as it rejects the old one.
    pub(crate) fn remove_orphans(&mut self) -> Option<SkippedOrphans> {
        let (orphans, keys): (Vec<_>, Vec<_>) = std::mem::take(&mut self.keys)
            .into_iter()
            .partition(|key| self.is_orphan(&key.tenant_id));
        self.keys = keys;
        Some(SkippedOrphans {
            number: orphans.len(),
            example: orphans.first()?.token.id(),
        })
    }
}

impl SkippedOrphans {
    /// The warning where other keys remain.
    pub(crate) fn warning(&self) -> String {
        format!(
            "skipped {}, because RAGFlow's server rejects keys of a tenant without a user; {}",
            self.orphans(),
            self.hint()
        )
    }

    /// The error where no key remains.
    pub(crate) fn error(&self) -> Error {
        Error::refused(format!(
            "nothing to replace except {}: RAGFlow's server rejects keys of a tenant without a \
             user, old or new",
            self.orphans()
        ))
        .hint(self.hint())
    }

    fn orphans(&self) -> String {
        count(self.number as u64, "orphan")
    }

    fn hint(&self) -> String {
        format!(
            "delete an orphan with: ragflowctl token delete {}",
            self.example
        )
    }
}
