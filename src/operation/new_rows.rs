//! What RAGFlow will do with keys that are about to be written: which versions
//! will reject them, and why.

use crate::domain::verdict::{Facts, Generation, Purpose, VerdictOutcome, judge};
use crate::error::Result;
use crate::operation::explain::owner_facts;
use crate::store::Store;
use crate::text::count;

/// Tenants that a warning names.
const MAX_NAMED: usize = 5;

/// The versions that will reject the keys or betas of some tenants.
struct Rejection {
    noun: &'static str,
    versions: String,
    decided_by: &'static str,
    fix: &'static str,
    tenants: Vec<String>,
}

/// A warning for each reason for which a version of RAGFlow will reject new keys
/// of these tenants, or their betas.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn warn_of_rejections<'a>(
    tenant_ids: impl IntoIterator<Item = &'a str>,
    store: &mut Store,
) -> Result<Vec<String>> {
    let mut rejections: Vec<Rejection> = Vec::new();
    let mut last = None;
    for tenant_id in tenant_ids {
        // The keys of a tenant follow one another.
        if last.replace(tenant_id) == Some(tenant_id) {
            continue;
        }
        let (_, owner) = owner_facts(tenant_id, store)?;
        let facts = Facts {
            is_in_database: true,
            owner,
            ..Facts::default()
        };
        for new in tenant_rejections(&facts) {
            let same = rejections
                .iter_mut()
                .find(|old| (old.noun, old.decided_by) == (new.noun, new.decided_by));
            match same {
                Some(old) => old.tenants.push(tenant_id.to_owned()),
                None => rejections.push(Rejection {
                    tenants: vec![tenant_id.to_owned()],
                    ..new
                }),
            }
        }
    }
    Ok(rejections.iter().map(Rejection::text).collect())
}

/// Why versions will reject keys, betas, or both, of a tenant.
fn tenant_rejections(facts: &Facts) -> Vec<Rejection> {
    let keys = rejection(Purpose::ApiKey, "keys", facts);
    let betas = rejection(Purpose::Beta, "betas", facts);
    match (keys, betas) {
        (Some(keys), Some(betas)) if keys.versions == betas.versions => vec![Rejection {
            noun: "keys and betas",
            ..keys
        }],
        (keys, betas) => keys.into_iter().chain(betas).collect(),
    }
}

fn rejection(purpose: Purpose, noun: &'static str, facts: &Facts) -> Option<Rejection> {
    let mut versions = Vec::new();
    let mut reason = None;
    for generation in Generation::ALL {
        let verdict = judge(purpose, generation, facts);
        match verdict.outcome {
            VerdictOutcome::Rejected => versions.push(generation.name().to_owned()),
            VerdictOutcome::Mixed => versions.push(format!("{} (some routes)", generation.name())),
            VerdictOutcome::Accepted | VerdictOutcome::Unknown => continue,
        }
        reason = Some((verdict.decided_by, verdict.fix.unwrap_or_default()));
    }
    let (decided_by, fix) = reason?;
    Some(Rejection {
        noun,
        versions: versions.join(", "),
        decided_by,
        fix,
        tenants: Vec::new(),
    })
}

impl Rejection {
    fn text(&self) -> String {
        let Self {
            noun,
            versions,
            decided_by,
            fix,
            tenants,
        } = self;
        let more = tenants.len().saturating_sub(MAX_NAMED);
        let mut named = tenants[..tenants.len() - more].join(", ");
        if more > 0 {
            named.push_str(&format!(" and {}", count(more as u64, "other tenant")));
        }
        let tenant = if tenants.len() == 1 {
            "tenant"
        } else {
            "tenants"
        };
        format!(
            "RAGFlow {versions} will reject {noun} of {tenant} {named}: {decided_by}; to fix it, {fix}"
        )
    }
}
