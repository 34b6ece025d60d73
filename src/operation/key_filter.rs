//! Conditions on keys, for commands that select keys in bulk. All of them must hold.

use std::collections::BTreeSet;

use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditRule, Finding, Policy};
use crate::domain::form::Form;
use crate::env::Interrupt;
use crate::error::{Error, Kind, Result};
use crate::operation::audit::{audit_keys, skipped_rules};
use crate::store::{Scope, Store};

/// The conditions; those that are not given hold for every key.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyFilter {
    /// Whether the key, or what the command replaces of it, is guessable.
    pub(crate) is_weak: Option<fn(&ApiKey<'_>) -> bool>,
    pub(crate) form: Option<Form>,
    /// Created before this Unix time in milliseconds. A key without a time of its
    /// creation is not.
    pub(crate) created_before: Option<i64>,
    /// One of these keys.
    pub(crate) listed: Option<FoundKeys>,
}

/// The keys of which an audit has findings, `(tenant, key ID)`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundKeys(BTreeSet<(String, String)>);

impl KeyFilter {
    /// Whether all conditions hold.
    pub(crate) fn accepts(&self, key: &ApiKey<'_>) -> bool {
        let is_older = |limit| key.create_time.is_some_and(|time| time < limit);
        self.is_weak.is_none_or(|is_weak| is_weak(key))
            && self.form.is_none_or(|form| key.token.form() == form)
            && self.created_before.is_none_or(is_older)
            && self.listed.as_ref().is_none_or(|found| found.has(key))
    }

    /// Whether any condition is given.
    pub(crate) fn is_given(&self) -> bool {
        self.is_weak.is_some()
            || self.form.is_some()
            || self.created_before.is_some()
            || self.listed.is_some()
    }
}

impl FoundKeys {
    fn has(&self, key: &ApiKey<'_>) -> bool {
        self.0
            .contains(&(key.tenant_id.to_string(), key.token.id()))
    }
}

/// Finds the keys that violate one of the rules.
///
/// # Errors
/// When the database cannot be read, a rule cannot be checked, a key cannot be
/// read, or the user asks to stop: then it is not known which keys these are.
pub(crate) fn find_keys_with_findings(
    rules: &[AuditRule],
    tenant_id: Option<&str>,
    now_ms: i64,
    store: &mut Store,
    interrupt: &Interrupt,
) -> Result<FoundKeys> {
    let policy = Policy {
        rules: rules.iter().copied().collect(),
        now: now_ms,
        empty_beta_opens: store.empty_beta_opens()?,
        max_age: None,
        max_keys: None,
    };
    let capabilities = store.probe_capabilities()?;
    if let Some((rule, needed)) = skipped_rules(policy.rules, capabilities).first() {
        let message = format!(
            "cannot check the rule {}: {needed} does not exist, or this account may not read it",
            rule.info().name
        );
        return Err(Error::new(Kind::Refused, message));
    }
    let mut found = FoundKeys::default();
    let mut each = |finding: Finding| {
        if let (Some(tenant_id), Some(id)) = (finding.tenant_id, finding.id) {
            found.0.insert((tenant_id, id));
        }
        Ok(())
    };
    let scope = tenant_id.map_or(Scope::All, Scope::Tenant);
    let audited = audit_keys(
        store,
        &policy,
        scope,
        capabilities,
        interrupt,
        &mut |_, _| {},
        &mut each,
    )?;
    match audited.unreadable.error("audit") {
        Some(error) => Err(error),
        None => Ok(found),
    }
}
