//! Conditions on keys, for commands that list or change keys in bulk

use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditRule, RULES};
use crate::error::Result;
use crate::operation::key_filter::{KeyFilter, find_keys_with_findings};
use crate::session::Session;
use crate::store::Store;

/// Conditions on keys; of several all must hold.
#[derive(Args)]
pub(crate) struct FilterArgs {
    /// Only guessable keys (CVE-2025-69286); for `beta rotate`: guessable betas
    #[arg(long, help_heading = "Conditions")]
    pub(crate) weak: bool,

    /// Only keys that one of these audit rules reports, separated by commas (`audit --help` lists them)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "Conditions"
    )]
    #[arg(value_parser = key_rule_parser())]
    pub(crate) rule: Vec<AuditRule>,

    /// Only keys that were created longer ago than this (90d, 1y)
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    #[arg(help_heading = "Conditions")]
    pub(crate) older_than: Option<Duration>,
}

/// The rules about single keys. The age has an option of its own.
fn key_rule_parser() -> impl TypedValueParser<Value = AuditRule> {
    let others = [
        AuditRule::TooOld,
        AuditRule::TooManyKeys,
        AuditRule::ZoneDisagreement,
    ];
    let rules = RULES
        .iter()
        .filter(move |info| !others.contains(&info.rule));
    let names = rules.map(|info| PossibleValue::new(info.name).help(info.summary));
    PossibleValuesParser::new(names)
        .try_map(|name| AuditRule::from_name(&name).ok_or("no such rule"))
}

impl FilterArgs {
    /// Whether any condition is given.
    pub(crate) fn is_given(&self) -> bool {
        self.weak || !self.rule.is_empty() || self.older_than.is_some()
    }

    /// The conditions, for the keys of one tenant or of all; `is_weak` is that of
    /// `--weak`.
    ///
    /// # Errors
    /// When the database cannot be read, or a rule cannot be checked.
    pub(crate) fn filter(
        &self,
        tenant_id: Option<&str>,
        is_weak: fn(&ApiKey<'_>) -> bool,
        store: &mut Store,
        session: &Session<'_>,
    ) -> Result<KeyFilter> {
        let now_ms = session.clock.now().timestamp_millis();
        let before = |age: Duration| {
            let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
            now_ms.saturating_sub(age)
        };
        let listed = match self.rule.as_slice() {
            [] => None,
            rules => {
                let interrupt = &session.interrupt;
                let found = find_keys_with_findings(rules, tenant_id, now_ms, store, interrupt)?;
                Some(found)
            }
        };
        Ok(KeyFilter {
            is_weak: self.weak.then_some(is_weak),
            form: None,
            created_before: self.older_than.map(before),
            listed,
        })
    }
}
