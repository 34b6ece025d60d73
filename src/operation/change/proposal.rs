//! Saying what is going to happen: how many rows of whom, and which embedded
//! pages stop working.

use std::collections::BTreeMap;

use super::selection::Selected;
use crate::confirm::Proposal;
use crate::domain::api_key::ApiKey;
use crate::error::Result;
use crate::store::{EmbedCount, Store};
use crate::text::count;

/// So many tenants, and keys of each, are named.
const TENANTS: usize = 5;
const KEYS: usize = 5;

/// A plan for people. `loses_beta` says of a key whether pages that embed its
/// beta stop working.
pub(crate) fn propose(
    verb: &str,
    noun: &str,
    selected: &Selected,
    loses_beta: &dyn Fn(&ApiKey<'_>) -> bool,
    of_everyone: bool,
    store: &mut Store,
) -> Result<Proposal> {
    let mut tenants: BTreeMap<&str, Vec<&ApiKey<'_>>> = BTreeMap::new();
    for key in &selected.keys {
        tenants.entry(&key.tenant_id).or_default().push(key);
    }
    let rows = selected.keys.len() as u64;
    let mut lines = Vec::new();
    let mut touches = false;
    for (tenant_id, keys) in tenants.iter().take(TENANTS) {
        lines.push(of_tenant(tenant_id, keys, selected));
        let losing = keys.iter().filter(|key| loses_beta(key)).count() as u64;
        if losing > 0 {
            touches = true;
            let embeds = store.embed_counts(tenant_id)?;
            lines.push(format!(
                "  {} lost, opening {}",
                count(losing, "beta"),
                what_it_opens(&embeds)
            ));
        }
    }
    if tenants.len() > TENANTS {
        let more = (tenants.len() - TENANTS) as u64;
        lines.push(format!("and {} more", count(more, "tenant")));
        touches |= selected.keys.iter().any(loses_beta);
    }
    if touches {
        lines.push(
            "pages that embed such a beta stop working; RAGFlow's web UI embeds the beta of the \
             first key it lists, in no order"
                .to_owned(),
        );
    }
    Ok(Proposal {
        what: format!(
            "{verb} {} of {}",
            count(rows, noun),
            count(tenants.len() as u64, "tenant")
        ),
        rows,
        lines,
        of_everyone,
    })
}

/// `tenant 759d… (ada@example.com): 7c82c4c66475, 740da5d9993f and 3 more`
fn of_tenant(tenant_id: &str, keys: &[&ApiKey<'_>], selected: &Selected) -> String {
    let ids: Vec<String> = keys.iter().take(KEYS).map(|key| key.token.id()).collect();
    let mut ids = ids.join(", ");
    if keys.len() > KEYS {
        ids.push_str(&format!(" and {} more", keys.len() - KEYS));
    }
    let orphan = selected
        .tenants
        .get(tenant_id)
        .is_some_and(|tenant| tenant.is_orphan);
    let who = match (selected.email(tenant_id), orphan) {
        (Some(email), _) => email,
        (None, true) => "no such user",
        (None, false) => "nobody owns it",
    };
    format!("tenant {tenant_id} ({who}): {ids}")
}

/// `2 chats (Support, Sales), 1 agent (Digest) and no searches`
fn what_it_opens(embeds: &[EmbedCount]) -> String {
    let parts = embeds.iter().map(|embeds| {
        let plural = match embeds.kind {
            "search" => "searches".to_owned(),
            kind => format!("{kind}s"),
        };
        let Some(number) = embeds.number else {
            return format!("{plural} that cannot be looked up");
        };
        if number == 0 {
            return format!("no {plural}");
        }
        let named = embeds.names.len() as u64;
        let more = if number > named { ", …" } else { "" };
        let noun = if number == 1 { embeds.kind } else { &plural };
        format!("{number} {noun} ({}{more})", embeds.names.join(", "))
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_beta_opens_is_counted_and_named() {
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
        let text = "4 chats (Support, Sales, Shop, …), 1 agent (Digest), no searches";
        assert_eq!(what_it_opens(&all), text);
        let unknown = [embeds("search", None, &[])];
        assert_eq!(what_it_opens(&unknown), "searches that cannot be looked up");
    }
}
