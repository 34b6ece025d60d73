//! The one pass over all keys: facts from the store, judged in order, findings
//! handed on. Holds the facts of a thousand tenants at a time, and what several
//! rows share; never the keys.

use crate::domain::api_key::ApiKey;
use crate::domain::audit::{
    AuditRule, AuditedKey, AuditedTenant, Duplicates, Finding, OffsetCounts, Policy, RuleSet,
    audit_key, audit_tenant,
};
use crate::domain::legacy;
use crate::domain::token::Beta;
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::store::{Capabilities, Scope, SecretColumn, Store};

/// What was gone through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Audited {
    pub(crate) keys: u64,
    pub(crate) tenants: u64,
    /// Whether the ID of a guessable key stands in a finding.
    pub(crate) names_guessable: bool,
}

/// Rules that cannot be judged, and what they lack.
pub(crate) fn not_looked_up(
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
    let lacking = needs
        .into_iter()
        .filter(|(rule, _, can)| rules.has(*rule) && !can);
    lacking.map(|(rule, what, _)| (rule, what)).collect()
}

/// Audits the keys of a tenant, or of all.
pub(crate) fn run(
    store: &mut Store,
    policy: &Policy,
    tenant_id: Option<&str>,
    capabilities: Capabilities,
    interrupt: &Interrupt,
    each: &mut dyn FnMut(Finding) -> Result<()>,
) -> Result<Audited> {
    let mut pass = Pass::new(store, policy, tenant_id)?;
    let capabilities = needed(policy.rules, capabilities);
    let mut scope = match tenant_id {
        Some(id) => Scope::Tenant(id),
        None => Scope::All,
    };
    let mut last;
    loop {
        let tenants = store.audited_tenants(scope, capabilities)?;
        let (Some(first), Some(end)) = (tenants.first(), tenants.last()) else {
            break;
        };
        let mut place = Place::default();
        store.audited_keys(&first.id, &end.id, capabilities, &mut |record, binding| {
            if interrupt.is_requested() {
                return Err(Error::stopped().hint("what was printed is not all there is"));
            }
            // `=` folds case on MySQL; an id is compared by its bytes.
            if tenant_id.is_some_and(|wanted| wanted != record.tenant_id) {
                return Ok(());
            }
            let tenant = place.find(&tenants, &record.tenant_id);
            pass.key(tenant, record, binding, each)
        })?;
        if tenant_id.is_some() {
            break;
        }
        last = end.id.clone();
        scope = Scope::After(&last);
    }
    pass.end(each)
}

/// Only what a rule asks for is looked up.
fn needed(rules: RuleSet, capabilities: Capabilities) -> Capabilities {
    Capabilities {
        access_token: capabilities.access_token && rules.has(AuditRule::OwnerWithoutAccessToken),
        dialog: capabilities.dialog && rules.has(AuditRule::DialogGone),
        agent: capabilities.agent && rules.has(AuditRule::AgentGone),
    }
}

/// Where in a list of tenants the present key's is: keys come in its order.
#[derive(Default)]
struct Place(usize);

impl Place {
    fn find<'a>(&mut self, tenants: &'a [AuditedTenant], id: &str) -> Option<&'a AuditedTenant> {
        let behind = tenants.get(self.0..)?;
        // Where the collation takes ids in another case for the same, so does
        // RAGFlow's server.
        let at = behind.iter().position(|tenant| tenant.id == id);
        let at = at.or_else(|| {
            let is_same = |tenant: &AuditedTenant| tenant.id.eq_ignore_ascii_case(id);
            behind.iter().position(is_same)
        })?;
        self.0 += at;
        tenants.get(self.0)
    }
}

struct Pass<'a> {
    policy: &'a Policy,
    tokens: Duplicates,
    betas: Duplicates,
    offsets: OffsetCounts,
    audited: Audited,
    /// The tenant of the key before.
    tenant_id: String,
    /// The findings of one key; empty between two.
    found: Vec<Finding>,
}

impl<'a> Pass<'a> {
    fn new(store: &mut Store, policy: &'a Policy, tenant_id: Option<&str>) -> Result<Self> {
        // Commands on a key need to know whether its ID names two.
        let tokens = store.duplicates(SecretColumn::Token, tenant_id)?;
        let betas = match policy.rules.has(AuditRule::SharedBeta) {
            true => store.duplicates(SecretColumn::Beta, tenant_id)?,
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

    fn key(
        &mut self,
        tenant: Option<&AuditedTenant>,
        record: &ApiKey<'_>,
        binding_exists: Option<bool>,
        each: &mut dyn FnMut(Finding) -> Result<()>,
    ) -> Result<()> {
        self.audited.keys += 1;
        if self.audited.tenants == 0 || self.tenant_id != record.tenant_id {
            self.audited.tenants += 1;
            self.tenant_id.clear();
            self.tenant_id.push_str(&record.tenant_id);
            if let Some(tenant) = tenant {
                audit_tenant(self.policy, tenant, &mut self.found);
                self.hand_over(each)?;
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
        self.audited.names_guessable |= legacy::is_guessable(record.token.expose())
            || key.same_beta.is_some_and(|shared| shared.is_guessable);
        self.hand_over(each)
    }

    fn hand_over(&mut self, each: &mut dyn FnMut(Finding) -> Result<()>) -> Result<()> {
        self.found.drain(..).try_for_each(each)
    }

    fn end(mut self, each: &mut dyn FnMut(Finding) -> Result<()>) -> Result<Audited> {
        if let Some(finding) = self.offsets.finding() {
            self.audited.names_guessable |= self.offsets.has_guessable_id();
            each(finding)?;
        }
        Ok(self.audited)
    }
}
