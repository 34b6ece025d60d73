//! The one pass over all keys: facts from the store, judged in order, findings
//! handed on. Holds the facts of a thousand tenants at a time, and what several
//! rows share; never the keys.

use crate::domain::audit::{
    Duplicates, Finding, Key, Offsets, Policy, Rule, RuleSet, Tenant, judge, judge_tenant,
};
use crate::domain::legacy;
use crate::domain::record::Record;
use crate::domain::token::Beta;
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::store::{Lookups, Secret, Store, Whose};

/// What was gone through.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Audited {
    pub(super) keys: u64,
    pub(super) tenants: u64,
    /// Whether the ID of a guessable key stands in a finding.
    pub(super) names_guessable: bool,
}

/// Rules that cannot be judged, and what they lack.
pub(super) fn not_looked_up(rules: RuleSet, lookups: Lookups) -> Vec<(Rule, &'static str)> {
    let needs = [
        (
            Rule::OwnerWithoutAccessToken,
            "user.access_token",
            lookups.access_token,
        ),
        (Rule::DialogGone, "the table dialog", lookups.dialog),
        (Rule::AgentGone, "the table user_canvas", lookups.agent),
    ];
    let lacking = needs
        .into_iter()
        .filter(|(rule, _, can)| rules.has(*rule) && !can);
    lacking.map(|(rule, what, _)| (rule, what)).collect()
}

/// Audits the keys of a tenant, or of all.
pub(super) fn run(
    store: &mut Store,
    policy: &Policy,
    tenant_id: Option<&str>,
    lookups: Lookups,
    interrupt: &Interrupt,
    each: &mut dyn FnMut(Finding) -> Result<()>,
) -> Result<Audited> {
    let mut pass = Pass::new(store, policy, tenant_id)?;
    let lookups = needed(policy.rules, lookups);
    let mut whose = match tenant_id {
        Some(id) => Whose::Tenant(id),
        None => Whose::All,
    };
    let mut last;
    loop {
        let tenants = store.audited_tenants(whose, lookups)?;
        let (Some(first), Some(end)) = (tenants.first(), tenants.last()) else {
            break;
        };
        let mut place = Place::default();
        store.audited_keys(&first.id, &end.id, lookups, &mut |record, binding| {
            if interrupt.requested() {
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
        whose = Whose::After(&last);
    }
    pass.end(each)
}

/// Only what a rule asks for is looked up.
fn needed(rules: RuleSet, lookups: Lookups) -> Lookups {
    Lookups {
        access_token: lookups.access_token && rules.has(Rule::OwnerWithoutAccessToken),
        dialog: lookups.dialog && rules.has(Rule::DialogGone),
        agent: lookups.agent && rules.has(Rule::AgentGone),
    }
}

/// Where in a list of tenants the present key's is: keys come in its order.
#[derive(Default)]
struct Place(usize);

impl Place {
    fn find<'a>(&mut self, tenants: &'a [Tenant], id: &str) -> Option<&'a Tenant> {
        let behind = tenants.get(self.0..)?;
        // Where the collation takes ids in another case for the same, so does
        // RAGFlow's server.
        let at = behind.iter().position(|tenant| tenant.id == id);
        let at = at.or_else(|| {
            let is_same = |tenant: &Tenant| tenant.id.eq_ignore_ascii_case(id);
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
    offsets: Offsets,
    audited: Audited,
    /// The tenant of the key before.
    tenant_id: String,
    /// The findings of one key; empty between two.
    found: Vec<Finding>,
}

impl<'a> Pass<'a> {
    fn new(store: &mut Store, policy: &'a Policy, tenant_id: Option<&str>) -> Result<Self> {
        // Commands on a key need to know whether its ID names two.
        let tokens = store.duplicates(Secret::Token, tenant_id)?;
        let betas = match policy.rules.has(Rule::SharedBeta) {
            true => store.duplicates(Secret::Beta, tenant_id)?,
            false => Duplicates::default(),
        };
        Ok(Self {
            policy,
            tokens,
            betas,
            offsets: Offsets::default(),
            audited: Audited::default(),
            tenant_id: String::new(),
            found: Vec::new(),
        })
    }

    fn key(
        &mut self,
        tenant: Option<&Tenant>,
        record: &Record<'_>,
        binding_exists: Option<bool>,
        each: &mut dyn FnMut(Finding) -> Result<()>,
    ) -> Result<()> {
        self.audited.keys += 1;
        if self.audited.tenants == 0 || self.tenant_id != record.tenant_id {
            self.audited.tenants += 1;
            self.tenant_id.clear();
            self.tenant_id.push_str(&record.tenant_id);
            if let Some(tenant) = tenant {
                judge_tenant(self.policy, tenant, &mut self.found);
                self.hand_over(each)?;
            }
        }
        if self.policy.rules.has(Rule::ZoneDisagreement) {
            self.offsets.count(record);
        }
        let beta = record.beta.as_ref().map(Beta::expose);
        let key = Key {
            record,
            binding_exists,
            same_token: self.tokens.of(record.token.expose()),
            same_beta: beta.and_then(|beta| self.betas.of(beta)),
        };
        judge(self.policy, tenant, &key, &mut self.found);
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
            self.audited.names_guessable |= self.offsets.names_guessable();
            each(finding)?;
        }
        Ok(self.audited)
    }
}
