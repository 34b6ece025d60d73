//! The numbers of all keys, as `ragflowctl metrics` prints them.

use std::collections::BTreeMap;

use super::api_key::ApiKey;
use super::audit::{AuditRule, AuditedTenant, RULES, RuleSet};
use super::form::Form;
use super::key_age::created_ms;
use super::summary::KeyCounts;

/// One day in milliseconds.
const DAY_MS: i64 = 24 * 3600 * 1000;

/// The age groups: the age in days below which a key belongs to it, and the name.
const AGE_GROUPS: [(i64, &str); 4] = [
    (7, "under_7_days"),
    (30, "7_to_30_days"),
    (90, "30_to_90_days"),
    (365, "90_to_365_days"),
];
/// The groups of the other keys: older ones, and those without a time.
const OLDER: &str = "over_365_days";
const UNKNOWN_AGE: &str = "unknown";

const FORMS: [Form; 4] = [Form::Legacy, Form::Modern, Form::Hex, Form::Other];
const SOURCES: [&str; 4] = ["none", "agent", "dialog", "other"];

/// The numbers of all keys.
#[derive(Clone, Debug)]
pub struct KeyMetrics {
    /// The keys by form and source.
    pub forms: BTreeMap<(&'static str, &'static str), u64>,
    /// The keys by age group.
    pub ages: BTreeMap<&'static str, u64>,
    /// The keys without a beta.
    pub without_beta: u64,
    /// The keys of tenants without a user, which RAGFlow 0.26 and later reject.
    pub orphaned: u64,
    /// The keys of tenants without an owner.
    pub ownerless: u64,
    /// The latest time of a row, Unix time in milliseconds; `None` if no row has one.
    pub last_change: Option<i64>,
    /// The findings of each rule that is checked.
    pub findings: BTreeMap<AuditRule, u64>,
    /// The keys of each tenant; `None` if they are not counted by tenant.
    pub tenants: Option<BTreeMap<String, KeyCounts>>,
    /// The present moment, Unix time in milliseconds.
    now: i64,
}

impl KeyMetrics {
    /// No keys yet. `now` is Unix time in milliseconds.
    pub fn new(rules: RuleSet, now: i64, by_tenant: bool) -> Self {
        let pairs = |form: Form| SOURCES.map(|source| ((form.name(), source), 0));
        let groups = AGE_GROUPS.map(|(_, name)| name);
        let checked = RULES.iter().map(|info| info.rule);
        Self {
            forms: FORMS.into_iter().flat_map(pairs).collect(),
            ages: groups
                .into_iter()
                .chain([OLDER, UNKNOWN_AGE])
                .map(|name| (name, 0))
                .collect(),
            without_beta: 0,
            orphaned: 0,
            ownerless: 0,
            last_change: None,
            findings: checked
                .filter(|rule| rules.has(*rule))
                .map(|rule| (rule, 0))
                .collect(),
            tenants: by_tenant.then(BTreeMap::new),
            now,
        }
    }

    /// Counts a key, with what is known of its tenant.
    pub fn add(&mut self, key: &ApiKey<'_>, tenant: Option<&AuditedTenant>) {
        let form = key.token.form().name();
        *self.forms.entry((form, source(key))).or_default() += 1;
        *self.ages.entry(self.age_group(key)).or_default() += 1;
        self.without_beta += u64::from(key.lacks_beta());
        if let Some(tenant) = tenant {
            self.orphaned += u64::from(tenant.user.is_none());
            self.ownerless += u64::from(!tenant.is_owned);
        }
        let times = [self.last_change, key.create_time, key.update_time];
        self.last_change = times.into_iter().flatten().max();
        if let Some(tenants) = &mut self.tenants {
            let counts = match tenants.get_mut(key.tenant_id.as_ref()) {
                Some(counts) => counts,
                None => tenants.entry(key.tenant_id.to_string()).or_default(),
            };
            counts.add(key);
        }
    }

    fn age_group(&self, key: &ApiKey<'_>) -> &'static str {
        let Some(created) = created_ms(key) else {
            return UNKNOWN_AGE;
        };
        let days = self.now.saturating_sub(created) / DAY_MS;
        let group = AGE_GROUPS.into_iter().find(|(limit, _)| days < *limit);
        group.map_or(OLDER, |(_, name)| name)
    }
}

/// What a key is bound to.
fn source(key: &ApiKey<'_>) -> &'static str {
    match key.source.as_deref() {
        None | Some("" | "none") => "none",
        Some("agent") => "agent",
        Some("dialog") => "dialog",
        Some(_) => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Beta;

    const NOW: i64 = 400 * DAY_MS;

    fn key(days: Option<i64>, source: Option<&'static str>) -> ApiKey<'static> {
        ApiKey {
            source: source.map(Into::into),
            create_time: days.map(|days| NOW - days * DAY_MS),
            beta: Some(Beta::new("b")),
            ..ApiKey::with_primary_key("t", "ragflow-x")
        }
    }

    #[test]
    fn keys_are_counted_by_form_source_and_age() {
        let mut metrics = KeyMetrics::new(RuleSet::default(), NOW, true);
        for (days, source) in [
            (Some(0), None),
            (Some(6), Some("none")),
            (Some(7), Some("agent")),
            (Some(364), Some("dialog")),
            (Some(365), Some("?")),
            (None, None),
        ] {
            metrics.add(&key(days, source), None);
        }
        assert_eq!(metrics.forms[&("other", "none")], 3);
        assert_eq!(metrics.forms[&("other", "other")], 1);
        assert_eq!(metrics.ages["under_7_days"], 2);
        assert_eq!(metrics.ages["7_to_30_days"], 1);
        assert_eq!(metrics.ages["90_to_365_days"], 1);
        assert_eq!(metrics.ages[OLDER], 1);
        assert_eq!(metrics.ages[UNKNOWN_AGE], 1);
        assert_eq!(metrics.last_change, Some(NOW));
        let tenants = metrics.tenants.expect("tenants");
        assert_eq!(tenants["t"].keys, 6);
    }

    #[test]
    fn what_was_not_found_is_zero() {
        let rules = [AuditRule::Orphan].into_iter().collect();
        let metrics = KeyMetrics::new(rules, NOW, false);
        assert_eq!(metrics.forms.len(), FORMS.len() * SOURCES.len());
        assert_eq!(metrics.ages.len(), AGE_GROUPS.len() + 2);
        assert_eq!(metrics.findings, BTreeMap::from([(AuditRule::Orphan, 0)]));
    }
}
