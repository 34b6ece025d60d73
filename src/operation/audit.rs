//! The pass of an audit over the keys: facts from the store, judged in order.
//! Holds the facts of twenty thousand tenants at a time, and what several rows
//! share; never the keys.

use crate::domain::api_key::ApiKey;
use crate::domain::audit::{
    AuditRule, AuditedKey, AuditedTenant, Duplicates, Finding, OffsetCounts, Policy, RULES,
    RuleSet, TenantCursor, audit_key, audit_tenant,
};
use crate::domain::legacy;
use crate::domain::token::Beta;
use crate::env::Interrupt;
use crate::error::{Error, Kind, Result};
use crate::store::{AuditedTenants, Capabilities, Scope, SecretColumn, Store};
use crate::text::count;

/// Receives each finding.
pub(crate) type EachFinding<'a> = dyn FnMut(Finding) -> Result<()> + 'a;

/// Receives each key that is audited, with its tenant if that is known.
pub(crate) type EachKey<'a> = dyn FnMut(&ApiKey<'_>, Option<&AuditedTenant>) + 'a;

/// What was audited.
#[derive(Clone, Debug, Default)]
pub(crate) struct Audited {
    pub(crate) keys: u64,
    pub(crate) tenants: u64,
    /// Whether a finding contains the ID of a guessable key.
    pub(crate) has_guessable_ids: bool,
    pub(crate) unreadable: UnreadableKeys,
}

/// Keys that were skipped because a value in their rows has the wrong type.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnreadableKeys {
    number: u64,
    /// Which values; of many keys only the first few.
    reasons: Vec<String>,
}

/// Unreadable keys that an error names.
const MAX_NAMED: usize = 5;

impl UnreadableKeys {
    /// How many there are.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn add(&mut self, reason: String) {
        self.number += 1;
        if self.reasons.len() < MAX_NAMED {
            self.reasons.push(reason);
        }
    }

    /// The error, if there are any. `what` could not be done to them.
    pub(crate) fn error(&self, what: &str) -> Option<Error> {
        let more = match self.number - self.reasons.len() as u64 {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let message = format!(
            "cannot {what} {}: {}{more}",
            count(self.number, "key"),
            self.reasons.join("; ")
        );
        let hint = "RAGFlow does not write such values: correct these rows in the database";
        (self.number > 0).then(|| Error::new(Kind::Failed, message).hint(hint))
    }
}

/// Rules that cannot be checked, each with the table or column it needs.
pub(crate) fn skipped_rules(
    rules: RuleSet,
    capabilities: Capabilities,
) -> Vec<(AuditRule, &'static str)> {
    let needs = [
        (
            AuditRule::OwnerWithoutAccessToken,
            "user.access_token",
            capabilities.access_token,
        ),
        (
            AuditRule::DialogGone,
            "the table dialog",
            capabilities.dialog,
        ),
        (
            AuditRule::AgentGone,
            "the table user_canvas",
            capabilities.agent,
        ),
    ];
    let skipped = needs
        .into_iter()
        .filter(|(rule, _, is_available)| rules.has(*rule) && !is_available);
    skipped.map(|(rule, needed, _)| (rule, needed)).collect()
}

/// Audits the keys of a scope. `each_key` is called before the findings of a key.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn audit_keys(
    store: &mut Store,
    policy: &Policy,
    scope: Scope<'_>,
    capabilities: Capabilities,
    interrupt: &Interrupt,
    each_key: &mut EachKey<'_>,
    each: &mut EachFinding<'_>,
) -> Result<Audited> {
    let mut pass = Pass::new(store, policy, scope)?;
    let capabilities = needed_capabilities(policy.rules, capabilities);
    let mut pages = AuditedTenants::new(scope, capabilities);
    let mut unreadable = UnreadableKeys::default();
    loop {
        let tenants = pages.next_page(store)?;
        let (Some(first), Some(end)) = (tenants.first(), tenants.last()) else {
            pass.audited.unreadable = unreadable;
            return pass.finish(each);
        };
        let mut cursor = TenantCursor::default();
        let range = [first.id.as_str(), end.id.as_str()];
        let mut audit = |record: &ApiKey<'_>, binding: Option<bool>| {
            if interrupt.is_requested() {
                return Err(Error::stopped().hint("output is incomplete"));
            }
            // `=` ignores case on MySQL; texts are compared by their bytes.
            let is_wanted = match scope {
                Scope::Key(key) => key.tenant_id == record.tenant_id && key.token == record.token,
                Scope::Tenant(id) => id == record.tenant_id,
                Scope::All | Scope::After(_) => true,
            };
            if !is_wanted {
                return Ok(());
            }
            let tenant = cursor.find(&tenants, &record.tenant_id);
            each_key(record, tenant);
            pass.audit_key(tenant, record, binding, each)
        };
        let mut skip = |reason| unreadable.add(reason);
        store.stream_audited_keys(scope, range, capabilities, &mut audit, &mut skip)?;
    }
}

/// The findings of one key, the most severe first.
///
/// # Errors
/// When the database cannot be read, or the user asks to stop.
pub(crate) fn audit_one_key(
    key: &ApiKey<'_>,
    store: &mut Store,
    now_ms: i64,
    interrupt: &Interrupt,
) -> Result<Vec<Finding>> {
    let policy = Policy {
        rules: RULES.iter().map(|info| info.rule).collect(),
        now: now_ms,
        empty_beta_opens: store.empty_beta_opens()?,
        max_age: None,
        max_keys: None,
    };
    let capabilities = store.probe_capabilities()?;
    let id = key.token.id();
    let mut findings = Vec::new();
    let mut each = |finding: Finding| {
        if finding.id.as_ref() == Some(&id) {
            findings.push(finding);
        }
        Ok(())
    };
    audit_keys(
        store,
        &policy,
        Scope::Key(key),
        capabilities,
        interrupt,
        &mut |_, _| {},
        &mut each,
    )?;
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.info().severity));
    Ok(findings)
}

/// Only what a rule needs is looked up.
fn needed_capabilities(rules: RuleSet, available: Capabilities) -> Capabilities {
    Capabilities {
        access_token: available.access_token && rules.has(AuditRule::OwnerWithoutAccessToken),
        dialog: available.dialog && rules.has(AuditRule::DialogGone),
        agent: available.agent && rules.has(AuditRule::AgentGone),
    }
}

struct Pass<'a> {
    policy: &'a Policy,
    tokens: Duplicates,
    betas: Duplicates,
    offsets: OffsetCounts,
    audited: Audited,
    /// The tenant of the previous key.
    tenant_id: String,
    /// The findings of one key; empty between two keys.
    found: Vec<Finding>,
}

impl<'a> Pass<'a> {
    fn new(store: &mut Store, policy: &'a Policy, scope: Scope<'_>) -> Result<Self> {
        // A suggested command names the owner where a key's ID names two rows.
        let tokens = store.find_duplicates(SecretColumn::Token, scope)?;
        let betas = match policy.rules.has(AuditRule::SharedBeta) {
            true => store.find_duplicates(SecretColumn::Beta, scope)?,
            false => Duplicates::default(),
        };
        Ok(Self {
            policy,
            tokens,
            betas,
            offsets: OffsetCounts::default(),
            audited: Audited::default(),
            tenant_id: String::new(),
            found: Vec::new(),
        })
    }

    fn audit_key(
        &mut self,
        tenant: Option<&AuditedTenant>,
        record: &ApiKey<'_>,
        binding_exists: Option<bool>,
        each: &mut EachFinding<'_>,
    ) -> Result<()> {
        self.audited.keys += 1;
        if self.audited.tenants == 0 || self.tenant_id != record.tenant_id {
            self.audited.tenants += 1;
            self.tenant_id.clear();
            self.tenant_id.push_str(&record.tenant_id);
            if let Some(tenant) = tenant {
                audit_tenant(self.policy, tenant, &mut self.found);
                self.emit(each)?;
            }
        }
        if self.policy.rules.has(AuditRule::ZoneDisagreement) {
            self.offsets.add(record);
        }
        let beta = record.beta.as_ref().map(Beta::expose);
        let key = AuditedKey {
            api_key: record,
            binding_exists,
            same_token: self.tokens.get(record.token.expose()),
            same_beta: beta.and_then(|beta| self.betas.get(beta)),
        };
        audit_key(self.policy, tenant, &key, &mut self.found);
        if self.found.is_empty() {
            return Ok(());
        }
        self.audited.has_guessable_ids |= legacy::is_guessable(record.token.expose())
            || key.same_beta.is_some_and(|shared| shared.is_guessable);
        self.emit(each)
    }

    fn emit(&mut self, each: &mut EachFinding<'_>) -> Result<()> {
        self.found.drain(..).try_for_each(each)
    }

    fn finish(self, each: &mut EachFinding<'_>) -> Result<Audited> {
        let mut audited = self.audited;
        if let Some(finding) = self.offsets.finding() {
            audited.has_guessable_ids |= self.offsets.has_guessable_id();
            each(finding)?;
        }
        Ok(audited)
    }
}
