//! Which keys a change is about: those that are named, or the weak ones.

use std::collections::BTreeMap;

use clap::Args;

use crate::domain::api_key::ApiKey;
use crate::domain::tenant::User;
use crate::error::{Error, Kind, Result};
use crate::operation::key::KeyArgs;
use crate::operation::owner::{self, OwnerArgs};
use crate::session::Session;
use crate::store::Store;
use crate::text::count;

/// Which keys.
#[derive(Args)]
pub(crate) struct SelectArgs {
    #[command(flatten)]
    keys: KeyArgs,

    /// All that can be guessed (CVE-2025-69286), of the owner or of everyone
    #[arg(long, conflicts_with = "keys")]
    pub(crate) weak: bool,

    #[command(flatten)]
    owner: OwnerArgs,

    /// With --weak: the keys of every tenant
    #[arg(short, long, requires = "weak")]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token"])]
    pub(crate) all: bool,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Selected {
    /// The rows.
    pub(crate) keys: Vec<ApiKey<'static>>,
    /// Their tenants.
    pub(crate) tenants: BTreeMap<String, Tenant>,
}

/// What is known of a tenant.
#[derive(Debug)]
pub(crate) struct Tenant {
    /// Who owns it.
    pub(crate) owner: Option<User>,
    /// No user has its id: RAGFlow's server rejects its keys.
    pub(crate) is_orphan: bool,
}

impl SelectArgs {
    /// Refuses what cannot be meant, before anything is opened. Returns the
    /// owner, whom a variable may name where one is required.
    pub(crate) fn check(&self, session: &Session<'_>) -> Result<OwnerArgs> {
        if self.weak && !self.all {
            let owner = self.owner.or_usual(session)?;
            return match owner.is_given() {
                true => Ok(owner),
                false => Err(Error::usage("scope weak keys? No owner is named")
                    .hint("name one: --user EMAIL|ID or --tenant ID; or take everyone's: --all")),
            };
        }
        if !self.weak && !self.keys.is_given() {
            return Err(Error::usage("no key is named").hint(
                "name keys by ID (token list shows it), - to read secrets from stdin, or --weak",
            ));
        }
        Ok(self.owner.clone())
    }

    /// Finds the rows; with `--weak` those that `is_weak`.
    pub(crate) fn find(
        &self,
        owner: &OwnerArgs,
        store: &mut Store,
        session: &mut Session<'_>,
        is_weak: fn(&ApiKey<'_>) -> bool,
    ) -> Result<Selected> {
        let owner = match owner.is_given() {
            true => Some(owner.find(store, session)?),
            false => None,
        };
        let keys = if self.weak {
            let tenant_id = owner.as_ref().map(|owner| owner.tenant_id.as_str());
            store.keys_where(tenant_id, &|key| is_weak(key))?
        } else {
            self.keys.find(owner.as_ref(), store, session)?
        };
        Selected::of(keys, store)
    }
}

impl Selected {
    /// Rows, with what is known of their tenants.
    pub(crate) fn of(keys: Vec<ApiKey<'static>>, store: &mut Store) -> Result<Self> {
        let mut tenants = BTreeMap::new();
        for key in &keys {
            if tenants.contains_key(key.tenant_id.as_ref()) {
                continue;
            }
            let owner = match owner::by_tenant(&key.tenant_id, store) {
                Ok(owner) => owner.user,
                // Its last key may be one that is to come back.
                Err(error) if error.kind() == Kind::NotFound => None,
                Err(error) => return Err(error),
            };
            let tenant = Tenant {
                owner,
                is_orphan: store.user(&key.tenant_id)?.is_none(),
            };
            tenants.insert(key.tenant_id.to_string(), tenant);
        }
        Ok(Self { keys, tenants })
    }

    /// The owner's e-mail address.
    pub(crate) fn email(&self, tenant_id: &str) -> Option<&str> {
        let owner = self.tenants.get(tenant_id)?.owner.as_ref();
        owner.map(|user| user.email.as_str())
    }

    /// Leaves out the keys of tenants without a user: a new one would open as
    /// little as the old.
    ///
    /// # Errors
    /// When keys were named, and none is left.
    pub(crate) fn without_orphans(&mut self, named: bool, session: &mut Session<'_>) -> Result<()> {
        let before = self.keys.len();
        let tenants = &self.tenants;
        let is_orphan = |key: &ApiKey<'_>| {
            let tenant = tenants.get(key.tenant_id.as_ref());
            tenant.is_some_and(|tenant| tenant.is_orphan)
        };
        let example = self.keys.iter().find(|key| is_orphan(key));
        let example = example.map(|key| key.token.id()).unwrap_or_default();
        self.keys.retain(|key| !is_orphan(key));
        let skipped = before - self.keys.len();
        if skipped == 0 {
            return Ok(());
        }
        let orphans = count(skipped as u64, "orphan");
        let hint = format!("token delete removes orphans: token delete {example}");
        if named && self.keys.is_empty() {
            return Err(Error::refused(format!(
                "nothing to replace but {orphans}: the tenant has no user, and RAGFlow's server \
                 rejects its keys, old or new"
            ))
            .hint(hint));
        }
        session.messages.warning(&format!(
            "skipped {orphans}: keys scope tenant has no user, which RAGFlow's server rejects; {hint}"
        ));
        Ok(())
    }
}
