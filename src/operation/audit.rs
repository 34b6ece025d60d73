//! The pass of an audit over the keys: facts from the store, judged in order.
//! Holds the facts of a thousand tenants at a time, and what several rows
//! share; never the keys.

use crate::domain::api_key::ApiKey;
use crate::domain::audit::{
    AuditRule, AuditedKey, AuditedTenant, Duplicates, Finding, OffsetCounts, Policy, RULES,
    RuleSet, audit_key, audit_tenant,
};
use crate::domain::legacy;
use crate::domain::token::Beta;
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::store::{Capabilities, Scope, SecretColumn, Store};

/// Receives each finding.
pub(crate) type EachFinding<'a> = dyn FnMut(Finding) -> Result<()> + 'a;

/// What was audited.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Audited {
    pub(crate) keys: u64,
    pub(crate) tenants: u64,
    /// Whether a finding contains the ID of a guessable key.
    pub(crate) has_guessable_ids: bool,
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

/// Audits the keys of one tenant, or of all.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn audit_keys(
    store: &mut Store,
    policy: &Policy,
    tenant_id: Option<&str>,
    capabilities: Capabilities,
    interrupt: &Interrupt,
    each: &mut EachFinding<'_>,
) -> Result<Audited> {
    let mut pass = Pass::new(store, policy, tenant_id)?;
    let capabilities = needed_capabilities(policy.rules, capabilities);
    let mut scope = match tenant_id {
        Some(id) => Scope::Tenant(id),
        None => Scope::All,
    };
    let mut last;
    loop {
        let tenants = store.read_audited_tenants(scope, capabilities)?;
        let (Some(first), Some(end)) = (tenants.first(), tenants.last()) else {
            break;
        };
        let mut cursor = TenantCursor::default();
        store.stream_audited_keys(&first.id, &end.id, capabilities, &mut |record, binding| {
            if interrupt.is_requested() {
                return Err(Error::stopped().hint("output is incomplete"));
            }
            // `=` ignores case on MySQL; ids are compared by their bytes.
            if tenant_id.is_some_and(|wanted| wanted != record.tenant_id) {
                return Ok(());
            }
            let tenant = cursor.find(&tenants, &record.tenant_id);
            pass.audit_key(tenant, record, binding, each)
        })?;
        if tenant_id.is_some() {
            break;
        }
        last = end.id.clone();
        scope = Scope::After(&last);
    }
    pass.finish(each)
}

/// The names of the rules that one key violates, the most severe first. Reads
/// all keys of its tenant.
///
/// # Errors
/// When the database cannot be read, or the user asks to stop.
pub(crate) fn audit_one_key(
    key: &ApiKey<'_>,
    store: &mut Store,
    now_ms: i64,
    interrupt: &Interrupt,
) -> Result<Vec<&'static str>> {
    let policy = Policy {
        rules: RULES.iter().map(|info| info.rule).collect(),
        now: now_ms,
        empty_beta_opens: store.empty_beta_opens()?,
        max_age: None,
        max_keys: None,
    };
    let capabilities = store.probe_capabilities()?;
    let tenant_id = Some(key.tenant_id.as_ref());
    let id = key.token.id();
    let mut rules = Vec::new();
    let mut each = |finding: Finding| {
        if finding.id.as_ref() == Some(&id) {
            rules.push(finding.rule);
        }
        Ok(())
    };
    audit_keys(
        store,
        &policy,
        tenant_id,
        capabilities,
        interrupt,
        &mut each,
    )?;
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.info().severity));
    Ok(rules.into_iter().map(|rule| rule.info().name).collect())
}

/// Only what a rule needs is looked up.
fn needed_capabilities(rules: RuleSet, available: Capabilities) -> Capabilities {
    Capabilities {
        access_token: available.access_token && rules.has(AuditRule::OwnerWithoutAccessToken),
        dialog: available.dialog && rules.has(AuditRule::DialogGone),
        agent: available.agent && rules.has(AuditRule::AgentGone),
    }
}

/// The index of the present key's tenant: keys come in the order of tenants.
#[derive(Default)]
struct TenantCursor(usize);

impl TenantCursor {
    fn find<'a>(&mut self, tenants: &'a [AuditedTenant], id: &str) -> Option<&'a AuditedTenant> {
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
    fn new(store: &mut Store, policy: &'a Policy, tenant_id: Option<&str>) -> Result<Self> {
        // A suggested command names the owner where a key's ID names two rows.
        let tokens = store.find_duplicates(SecretColumn::Token, tenant_id)?;
        let betas = match policy.rules.has(AuditRule::SharedBeta) {
            true => store.find_duplicates(SecretColumn::Beta, tenant_id)?,
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
