//! The checks: from facts to findings.
//!
//! A key without findings costs no allocation: texts are made only for a
//! finding.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::fix::Fix;
use super::{AuditRule, AuditedKey, AuditedTenant, Finding, Policy, TenantUser};
use crate::domain::form::Form;
use crate::domain::key_age::created_ms;
use crate::domain::legacy;
use crate::domain::token::Beta;
use crate::text::{count, shell_word};

/// How far a time may be ahead of the clock, in milliseconds, because two
/// clocks are never equal.
const CLOCK_TOLERANCE: i64 = 5 * 60 * 1000;
/// One day in milliseconds.
const DAY: i64 = 24 * 3600 * 1000;

/// Checks the rules about a whole tenant.
pub fn audit_tenant(policy: &Policy, tenant: &AuditedTenant, findings: &mut Vec<Finding>) {
    let Some(max_keys) = policy.max_keys.filter(|max_keys| tenant.keys > *max_keys) else {
        return;
    };
    if policy.rules.has(AuditRule::TooManyKeys) {
        findings.push(Finding {
            rule: AuditRule::TooManyKeys,
            id: None,
            tenant_id: Some(tenant.id.clone()),
            user: tenant.email().map(str::to_owned),
            why: format!("{}, more than {max_keys}", count(tenant.keys, "key")),
            fix: Some(format!(
                "ragflowctl token list --tenant {}",
                shell_word(&tenant.id)
            )),
        });
    }
}

/// Checks the rules about a key. Without facts about its tenant (which was
/// created during the audit) only the row itself is checked. All findings that can be
/// fixed have the same fix, which is the strongest one.
pub fn audit_key(
    policy: &Policy,
    tenant: Option<&AuditedTenant>,
    key: &AuditedKey<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut checks = KeyChecks {
        policy,
        tenant,
        key,
        findings,
        fixes: Vec::new(),
    };
    checks.check_guessable();
    checks.check_duplicates();
    checks.check_owner();
    checks.check_missing_beta();
    checks.check_age();
    checks.check_binding();
    checks.check_form();
    checks.check_times();
    checks.set_fixes();
}

struct KeyChecks<'a> {
    policy: &'a Policy,
    tenant: Option<&'a AuditedTenant>,
    key: &'a AuditedKey<'a>,
    findings: &'a mut Vec<Finding>,
    /// The indices of findings that can be fixed, and how.
    fixes: Vec<(usize, Fix)>,
}

impl KeyChecks<'_> {
    fn is_enabled(&self, rule: AuditRule) -> bool {
        self.policy.rules.has(rule)
    }

    /// Adds a finding, and what fixes it.
    fn add(&mut self, rule: AuditRule, why: String, fix: Fix) {
        self.fixes.push((self.findings.len(), fix));
        self.add_without_fix(rule, why);
    }

    fn add_without_fix(&mut self, rule: AuditRule, why: String) {
        let row = self.key.api_key;
        self.findings.push(Finding {
            rule,
            id: Some(row.token.id()),
            tenant_id: Some(row.tenant_id.clone().into_owned()),
            user: self
                .tenant
                .and_then(AuditedTenant::email)
                .map(str::to_owned),
            why,
            fix: None,
        });
    }

    /// Gives each finding that can be fixed the one command that fixes them all. It is
    /// the same whichever rules are checked.
    fn set_fixes(&mut self) {
        let fixes = self.fixes.iter().map(|(_, fix)| *fix);
        let Some(mut fix) = fixes.reduce(Fix::combined_with) else {
            return;
        };
        if self.tenant.is_some_and(AuditedTenant::is_abandoned) {
            fix = Fix::DeleteKey;
        }
        let command = match fix {
            Fix::BackfillBeta => self.backfill_command(),
            other => self.command(other.subcommand()),
        };
        for (index, _) in &self.fixes {
            self.findings[*index].fix = Some(command.clone());
        }
    }

    /// `beta backfill` for the tenant of this key.
    fn backfill_command(&self) -> String {
        let tenant_id = shell_word(&self.key.api_key.tenant_id);
        let backfill = Fix::BackfillBeta.subcommand();
        format!("ragflowctl {backfill} --tenant {tenant_id}")
    }

    /// A command on this key. If several tenants have the key, its ID is not
    /// enough and the command names the tenant.
    fn command(&self, subcommand: &str) -> String {
        let row = self.key.api_key;
        let mut command = format!("ragflowctl {subcommand} {}", row.token.id());
        if self.key.same_token.is_some() {
            // Writing to a String cannot fail.
            let _ = write!(command, " --tenant {}", shell_word(&row.tenant_id));
        }
        command
    }

    fn check_guessable(&mut self) {
        let row = self.key.api_key;
        let token = row.token.expose();
        let beta = row.beta.as_ref().map_or("", Beta::expose);
        if self.is_enabled(AuditRule::GuessableKey) && legacy::is_guessable(token) {
            let minted = minting_time_text(token, row.create_time);
            let why = format!("generated {minted} by RAGFlow before 0.22 (CVE-2025-69286)");
            self.add(AuditRule::GuessableKey, why, Fix::RotateKey);
        }
        if self.is_enabled(AuditRule::GuessableBeta) && legacy::is_guessable(beta) {
            let minted = minting_time_text(beta, row.create_time);
            let why =
                format!("generated {minted}; the API key can be computed from it (CVE-2025-69286)");
            let fix = match legacy::is_guessable(token) {
                true => Fix::RotateKey,
                false => Fix::RotateBeta,
            };
            self.add(AuditRule::GuessableBeta, why, fix);
        }
    }

    fn check_duplicates(&mut self) {
        let same_beta = self.key.same_beta;
        if let Some(shared) = same_beta.filter(|_| self.is_enabled(AuditRule::SharedBeta)) {
            let rows = shared.rows;
            let why = match shared.ids() {
                [first, last] if first == last => format!("{rows} rows share this beta"),
                [first, last] if rows == 2 => {
                    format!("2 keys share this beta: {first}, {last}")
                }
                [first, last] => format!("{rows} keys share this beta: {first}, {last}, …"),
            };
            self.add(AuditRule::SharedBeta, why, Fix::RotateBeta);
        }
        let same_token = self.key.same_token;
        if let Some(same) = same_token.filter(|_| self.is_enabled(AuditRule::SameToken)) {
            let why = format!(
                "{} tenants have this key; RAGFlow uses the row that the database returns first",
                same.rows
            );
            self.add(AuditRule::SameToken, why, Fix::RotateKey);
        }
    }

    fn check_owner(&mut self) {
        let Some(tenant) = self.tenant else {
            return;
        };
        if let Some(user) = &tenant.user {
            self.check_user(user);
        } else if self.is_enabled(AuditRule::Orphan) {
            let why = "no user has the tenant's ID; RAGFlow 0.26 and later reject the key";
            self.add(AuditRule::Orphan, why.to_owned(), Fix::DeleteKey);
        }
        if !tenant.is_owned && self.is_enabled(AuditRule::Ownerless) {
            let why = "the tenant has no owner (no user_tenant row with role 'owner')";
            self.add(AuditRule::Ownerless, why.to_owned(), Fix::DeleteKey);
        }
    }

    fn check_user(&mut self, user: &TenantUser) {
        let is_deleted = user.status.as_deref() != Some("1");
        if is_deleted && self.is_enabled(AuditRule::OwnerDeleted) {
            let status = match &user.status {
                Some(status) => format!("'{status}'"),
                None => "NULL".to_owned(),
            };
            let why = format!(
                "the owner is deleted (status {status}); some RAGFlow versions accept the key"
            );
            self.add(AuditRule::OwnerDeleted, why, Fix::DeleteKey);
        }
        let is_inactive = user.is_active.as_deref() == Some("0");
        if is_inactive && !is_deleted && self.is_enabled(AuditRule::OwnerInactive) {
            let why = "the owner is inactive (is_active '0'); the key works in every version";
            self.add(AuditRule::OwnerInactive, why.to_owned(), Fix::DeleteKey);
        }
        if user.has_access_token == Some(false)
            && self.is_enabled(AuditRule::OwnerWithoutAccessToken)
        {
            let why = "the owner has no access_token; RAGFlow 0.26 and later reject the key until the \
                 owner signs in once";
            self.add_without_fix(AuditRule::OwnerWithoutAccessToken, why.to_owned());
        }
    }

    fn check_missing_beta(&mut self) {
        let row = self.key.api_key;
        let (rule, why) = match &row.beta {
            None => (
                AuditRule::MissingBeta,
                "the beta is NULL; embedded pages need a beta",
            ),
            Some(_) if self.policy.empty_beta_opens => (
                AuditRule::EmptyBeta,
                "the beta is empty; a control character in its place opens the tenant",
            ),
            Some(_) => (
                AuditRule::MissingBeta,
                "the beta is empty; embedded pages need a beta",
            ),
        };
        if !self.is_enabled(rule) || !row.lacks_beta() {
            return;
        }
        self.add(rule, why.to_owned(), Fix::BackfillBeta);
    }

    fn check_age(&mut self) {
        let max_age = self.policy.max_age;
        let Some(max_age) = max_age.filter(|_| self.is_enabled(AuditRule::TooOld)) else {
            return;
        };
        let Some(created) = created_ms(self.key.api_key) else {
            return;
        };
        let age = self.policy.now.saturating_sub(created);
        if age > max_age {
            let days = count((age / DAY).unsigned_abs(), "day");
            let why = format!("{days} old, created {}", time_text(created));
            self.add(AuditRule::TooOld, why, Fix::RotateKey);
        }
    }

    fn check_binding(&mut self) {
        if self.key.binding_exists != Some(false) {
            return;
        }
        let row = self.key.api_key;
        let (rule, kind) = match row.source.as_deref() {
            Some("agent") => (AuditRule::AgentGone, "agent"),
            _ => (AuditRule::DialogGone, "chat"),
        };
        if self.is_enabled(rule) {
            let id = row.dialog_id.as_deref().unwrap_or_default();
            let why = format!("bound to {kind} {id}, which does not exist");
            self.add(rule, why, Fix::DeleteKey);
        }
    }

    fn check_form(&mut self) {
        if !self.is_enabled(AuditRule::UnusualForm) {
            return;
        }
        let row = self.key.api_key;
        let token = match row.token.form() {
            Form::Legacy | Form::Modern => None,
            Form::Hex => Some("the key is 32 hex digits (122 bits)"),
            Form::Other => Some("RAGFlow does not generate keys of this form"),
        };
        let beta = row.beta.as_ref().filter(|_| !row.lacks_beta());
        let beta = match beta.map(Beta::form) {
            None | Some(Form::Legacy | Form::Modern) => None,
            Some(Form::Hex) => Some("the beta is 32 hex digits (122 bits)"),
            Some(Form::Other) => Some("RAGFlow does not generate betas of this form"),
        };
        let (why, fix) = match (token, beta) {
            (None, None) => return,
            (Some(token), None) => (token.to_owned(), Fix::RotateKey),
            (None, Some(beta)) => (beta.to_owned(), Fix::RotateBeta),
            (Some(token), Some(beta)) => (format!("{token}; {beta}"), Fix::RotateKeyAndBeta),
        };
        self.add(AuditRule::UnusualForm, why, fix);
    }

    fn check_times(&mut self) {
        let row = self.key.api_key;
        let times = [
            ("create_time", row.create_time),
            ("update_time", row.update_time),
        ];
        let latest = self.policy.now.saturating_add(CLOCK_TOLERANCE);
        let in_future = times
            .into_iter()
            .find_map(|(name, time)| Some((name, time.filter(|time| *time > latest)?)));
        if let Some((name, time)) = in_future.filter(|_| self.is_enabled(AuditRule::TimesInFuture))
        {
            let why = format!("{name} is in the future: {}", time_text(time));
            self.add(AuditRule::TimesInFuture, why, Fix::RotateKey);
        }
        let are_missing = [
            ("create_time", row.create_time.is_none()),
            ("create_date", row.create_date.is_none()),
            ("update_time", row.update_time.is_none()),
            ("update_date", row.update_date.is_none()),
        ];
        if self.is_enabled(AuditRule::TimesMissing)
            && are_missing.iter().any(|(_, is_missing)| *is_missing)
        {
            let missing = are_missing.iter().filter(|(_, is_missing)| *is_missing);
            let names: Vec<&str> = missing.map(|(name, _)| *name).collect();
            let why = format!("NULL in {}", names.join(", "));
            self.add(AuditRule::TimesMissing, why, Fix::RotateKey);
        }
    }
}

/// When a guessable secret was generated. Without the row's time both possible
/// times are given.
fn minting_time_text(secret: &str, created: Option<i64>) -> String {
    let text = |time: DateTime<Utc>| time.format("%Y-%m-%d %H:%M:%S").to_string();
    let times: Vec<String> = match created {
        Some(_) => legacy::minted_at(secret, created)
            .into_iter()
            .map(text)
            .collect(),
        None => legacy::minting_times(secret).map(text).collect(),
    };
    format!("{} UTC", times.join(" or "))
}

fn time_text(ms: i64) -> String {
    match DateTime::from_timestamp_millis(ms) {
        Some(time) => format!("{} UTC", time.format("%Y-%m-%d %H:%M:%S")),
        None => format!("{ms} ms"),
    }
}

#[cfg(test)]
mod tests;
