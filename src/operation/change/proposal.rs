//! The plan as people see it: how many rows of which tenants, and which
//! embedded pages stop working.

use super::selection::SelectedKeys;
use crate::confirm::Proposal;
use crate::domain::api_key::ApiKey;
use crate::error::Result;
use crate::store::{EmbedCount, Store};
use crate::text::count;

/// Tenants that a plan names.
const MAX_TENANTS: usize = 5;
/// Keys of each tenant that a plan names.
const MAX_KEYS: usize = 5;

/// What a change does, in words.
pub(crate) struct Wording<'a> {
    /// `replace`
    pub(crate) verb: &'a str,
    /// `key`
    pub(crate) noun: &'a str,
    /// Keys of every tenant can be among the rows.
    pub(crate) all_tenants: bool,
    /// Whether pages that embed a key's beta stop working.
    pub(crate) breaks_embeds: &'a dyn Fn(&ApiKey<'_>) -> bool,
}

/// The rows of a change, counted while they stream by. The rows of a tenant follow
/// each other.
#[derive(Debug, Default)]
pub(crate) struct Extent {
    pub(crate) rows: u64,
    tenants: u64,
    /// Rows whose beta stops working.
    broken: u64,
    last_tenant: String,
    /// The first tenants.
    named: Vec<TenantExtent>,
}

/// The rows of one tenant.
#[derive(Debug, Default)]
struct TenantExtent {
    rows: u64,
    broken: u64,
    /// The first rows.
    named: Vec<ApiKey<'static>>,
}

impl Extent {
    /// Counts a row.
    pub(crate) fn add(&mut self, key: &ApiKey<'_>, breaks_embeds: bool) {
        if self.rows == 0 || self.last_tenant != *key.tenant_id {
            self.last_tenant = key.tenant_id.to_string();
            self.tenants += 1;
            if self.named.len() < MAX_TENANTS {
                self.named.push(TenantExtent::default());
            }
        }
        self.rows += 1;
        self.broken += u64::from(breaks_embeds);
        if self.tenants <= MAX_TENANTS as u64
            && let Some(tenant) = self.named.last_mut()
        {
            tenant.rows += 1;
            tenant.broken += u64::from(breaks_embeds);
            if tenant.named.len() < MAX_KEYS {
                tenant.named.push(key.clone().into_owned());
            }
        }
    }

    /// The rows that a plan names.
    pub(crate) fn named_keys(&self) -> Vec<ApiKey<'static>> {
        let named = self.named.iter().flat_map(|tenant| &tenant.named);
        named.cloned().collect()
    }
}

/// Describes a change of the selected rows.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn propose(
    selected: &SelectedKeys,
    wording: &Wording<'_>,
    store: &mut Store,
) -> Result<Proposal> {
    let mut keys: Vec<&ApiKey<'_>> = selected.keys.iter().collect();
    keys.sort_by_key(|key| &key.tenant_id);
    let mut extent = Extent::default();
    for key in keys {
        extent.add(key, (wording.breaks_embeds)(key));
    }
    describe(&extent, selected, wording, store)
}

/// Describes a change of these rows. `selected` knows the tenants that are named.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn describe(
    extent: &Extent,
    selected: &SelectedKeys,
    wording: &Wording<'_>,
    store: &mut Store,
) -> Result<Proposal> {
    let mut details = Vec::new();
    let mut warnings = Vec::new();
    for tenant in &extent.named {
        let tenant_id = tenant.named.first().map_or("", |key| &key.tenant_id);
        details.push(tenant_line(tenant_id, tenant, selected));
        if tenant.broken > 0 {
            let embeds = store.count_embeds(tenant_id)?;
            let line = broken_betas_line(tenant.broken, &embeds);
            details.push(format!("  {line}"));
            warnings.push(format!("tenant {tenant_id}: {line}"));
        }
    }
    let more = extent.tenants - extent.named.len() as u64;
    if more > 0 {
        details.push(format!("and {} more", count(more, "tenant")));
        if extent.broken > 0 {
            let verb = if extent.broken == 1 { "stops" } else { "stop" };
            let broken = count(extent.broken, "beta");
            let line = format!("{broken} {verb} working in all");
            details.push(line.clone());
            warnings.push(line);
        }
    }
    if extent.broken > 0 {
        details.push(
            "before RAGFlow 0.25.2 a beta also opens the chats of other tenants; they are not \
             counted here"
                .to_owned(),
        );
    }
    Ok(Proposal {
        summary: format!(
            "{} {} of {}",
            wording.verb,
            count(extent.rows, wording.noun),
            count(extent.tenants, "tenant")
        ),
        rows: extent.rows,
        details,
        warnings,
        all_tenants: wording.all_tenants,
    })
}

/// `tenant 759d… (ada@example.com): 7c82c4c66475, 740da5d9993f and 3 more`
fn tenant_line(tenant_id: &str, tenant: &TenantExtent, selected: &SelectedKeys) -> String {
    let ids: Vec<String> = tenant.named.iter().map(|key| key.token.id()).collect();
    let more = tenant.rows - ids.len() as u64;
    let mut ids = ids.join(", ");
    if more > 0 {
        ids.push_str(&format!(" and {more} more"));
    }
    let owner = match selected.owner_email(tenant_id) {
        Some(email) => email,
        None if selected.is_orphan(tenant_id) => "no user",
        None => "no owner",
    };
    format!("tenant {tenant_id} ({owner}): {ids}")
}

/// `1 beta stops working; this breaks embedded pages of: 2 chats (Support, Sales)`
fn broken_betas_line(betas: u64, embeds: &[EmbedCount]) -> String {
    let verb = if betas == 1 { "stops" } else { "stop" };
    let betas = count(betas, "beta");
    let opened: Vec<String> = embeds.iter().filter_map(embed_summary).collect();
    let mut line = format!("{betas} {verb} working");
    if !opened.is_empty() {
        line.push_str(&format!(
            "; this breaks embedded pages of: {}",
            opened.join(", ")
        ));
    }
    for embeds in embeds.iter().filter(|embeds| embeds.number.is_none()) {
        line.push_str(&format!("; could not look up {}", plural(embeds.kind)));
    }
    line
}

/// `chat Support`, `2 chats (Support, Sales)`; `None` where there are none or it
/// is not known.
fn embed_summary(embeds: &EmbedCount) -> Option<String> {
    let number = embeds.number.filter(|number| *number > 0)?;
    let has_more = number > embeds.names.len() as u64;
    let more = if has_more { ", …" } else { "" };
    let names = embeds.names.join(", ");
    Some(match number {
        1 => format!("{} {names}", embeds.kind),
        _ => format!("{number} {} ({names}{more})", plural(embeds.kind)),
    })
}

fn plural(kind: &str) -> String {
    match kind {
        "search" => "searches".to_owned(),
        kind => format!("{kind}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_embed_a_broken_beta_are_counted_and_named() {
        let embeds = |kind, number, names: &[&str]| EmbedCount {
            kind,
            number,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        let all = [
            embeds("chat", Some(4), &["Support", "Sales", "Shop"]),
            embeds("agent", Some(1), &["Digest"]),
            embeds("search", Some(0), &[]),
        ];
        assert_eq!(
            broken_betas_line(1, &all),
            "1 beta stops working; this breaks embedded pages of: 4 chats (Support, Sales, Shop, \
             …), agent Digest"
        );
        let unknown = [embeds("chat", Some(0), &[]), embeds("search", None, &[])];
        assert_eq!(
            broken_betas_line(2, &unknown),
            "2 betas stop working; could not look up searches"
        );
    }
}
