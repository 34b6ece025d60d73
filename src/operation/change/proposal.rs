//! The plan as people see it: how many rows of which tenants, and which
//! embedded pages stop working.

use std::collections::BTreeMap;

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

/// Describes a change of the selected rows.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn propose(
    selected: &SelectedKeys,
    wording: &Wording<'_>,
    store: &mut Store,
) -> Result<Proposal> {
    let breaks_embeds = wording.breaks_embeds;
    let mut tenants: BTreeMap<&str, Vec<&ApiKey<'_>>> = BTreeMap::new();
    for key in &selected.keys {
        tenants.entry(&key.tenant_id).or_default().push(key);
    }
    let rows = selected.keys.len() as u64;
    let mut details = Vec::new();
    for (tenant_id, keys) in tenants.iter().take(MAX_TENANTS) {
        details.push(tenant_line(tenant_id, keys, selected));
        let broken = keys.iter().filter(|key| breaks_embeds(key)).count() as u64;
        if broken > 0 {
            let embeds = store.count_embeds(tenant_id)?;
            details.push(format!("  {}", broken_betas_line(broken, &embeds)));
        }
    }
    if tenants.len() > MAX_TENANTS {
        let more = (tenants.len() - MAX_TENANTS) as u64;
        details.push(format!("and {} more", count(more, "tenant")));
        let broken = selected.keys.iter().filter(|key| breaks_embeds(key));
        let broken = broken.count() as u64;
        if broken > 0 {
            let verb = if broken == 1 { "stops" } else { "stop" };
            details.push(format!("{} {verb} working in all", count(broken, "beta")));
        }
    }
    if selected.keys.iter().any(breaks_embeds) {
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
            count(rows, wording.noun),
            count(tenants.len() as u64, "tenant")
        ),
        rows,
        details,
        all_tenants: wording.all_tenants,
    })
}

/// `tenant 759d… (ada@example.com): 7c82c4c66475, 740da5d9993f and 3 more`
fn tenant_line(tenant_id: &str, keys: &[&ApiKey<'_>], selected: &SelectedKeys) -> String {
    let ids: Vec<String> = keys
        .iter()
        .take(MAX_KEYS)
        .map(|key| key.token.id())
        .collect();
    let mut ids = ids.join(", ");
    if keys.len() > MAX_KEYS {
        ids.push_str(&format!(" and {} more", keys.len() - MAX_KEYS));
    }
    let owner = match selected.email(tenant_id) {
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
