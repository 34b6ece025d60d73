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
    pub(crate) keys: Vec<ApiKey<'static>>,
    /// Their tenants, by ID.
    tenants: BTreeMap<String, TenantSummary>,
}

/// What is known of a tenant.
#[derive(Debug)]
struct TenantSummary {
    owner: Option<User>,
    /// The user with the tenant's ID. Without one RAGFlow 0.26 and later reject its
    /// keys.
    user: Option<User>,
}

/// Keys that were left out because RAGFlow 0.26 and later reject them.
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
                user: store.find_user(&key.tenant_id)?,
            };
            tenants.insert(key.tenant_id.to_string(), tenant);
        }
        Ok(Self { keys, tenants })
    }

    /// The e-mail address of a tenant's owner.
    pub(crate) fn owner_email(&self, tenant_id: &str) -> Option<&str> {
        let owner = self.tenants.get(tenant_id)?.owner.as_ref();
        owner.map(|user| user.email.as_str())
    }

    /// The e-mail address of a tenant's owner, else of the user with the tenant's ID.
    pub(crate) fn email(&self, tenant_id: &str) -> Option<&str> {
        let user = self.tenants.get(tenant_id)?.user.as_ref();
        let email = user.map(|user| user.email.as_str());
        self.owner_email(tenant_id).or(email)
    }

    /// Whether the tenant has no user.
    pub(crate) fn is_orphan(&self, tenant_id: &str) -> bool {
        let tenant = self.tenants.get(tenant_id);
        tenant.is_some_and(|tenant| tenant.user.is_none())
    }

    /// Takes out the keys of tenants without a user: RAGFlow 0.26 and later would
    /// reject the new key as well.
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
        let (tenant, keys) = match self.number {
            1 => ("its tenant has", "it"),
            _ => ("their tenants have", "them"),
        };
        format!(
            "skipped {}, because {tenant} no user, and RAGFlow 0.26 and later reject {keys}; {}",
            count(self.number as u64, "orphan"),
            self.hint()
        )
    }

    /// The error where no key remains.
    pub(crate) fn error(&self) -> Error {
        let orphans = match self.number {
            1 => "1 key is an orphan (its tenant has no user)".to_owned(),
            number => format!("{number} keys are orphans (their tenants have no user)"),
        };
        Error::refused(format!(
            "nothing to replace: {orphans}, and RAGFlow 0.26 and later would reject the \
             replacement as well"
        ))
        .hint(self.hint())
    }

    fn hint(&self) -> String {
        let which = match self.number {
            1 => "the orphan",
            _ => "an orphan",
        };
        format!(
            "to delete {which}: ragflowctl token delete {}",
            self.example
        )
    }
}
