//! From facts to findings: one question a rule.
//!
//! A key in which nothing is wrong costs no allocation: texts are made where a
//! finding is.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::{AuditRule, Finding, RuleSet, SharedSecret};
use crate::domain::api_key::ApiKey;
use crate::domain::form::Form;
use crate::domain::legacy;
use crate::domain::token::Beta;
use crate::text::shell_word;

/// A clock may be so far off, in milliseconds, before a time is in the future.
const CLOCKS_APART: i64 = 5 * 60 * 1000;
const DAY: i64 = 24 * 3600 * 1000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// The rules that count.
    pub rules: RuleSet,
    /// The present moment, Unix time in milliseconds.
    pub now: i64,
    /// How old a key may be, in milliseconds.
    pub max_age: Option<i64>,
    /// How many keys a tenant may have.
    pub max_keys: Option<u64>,
}

/// What is known of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditedTenant {
    /// Its id.
    pub id: String,
    /// How many keys it has.
    pub keys: u64,
    /// Whether there is a `user_tenant` row with role 'owner'.
    pub is_owned: bool,
    /// The e-mail address of the oldest owner.
    pub owner: Option<String>,
    /// The user scope id is the tenant's: the one the server looks at.
    pub user: Option<TenantOwner>,
}

/// The user the server looks at when it is shown a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TenantOwner {
    /// E-mail address.
    pub email: String,
    /// `1` valid, `0` deleted, or NULL.
    pub status: Option<String>,
    /// `1` active, `0` switched off, or NULL.
    pub is_active: Option<String>,
    /// Whether `access_token` holds something; `None`: it could not be looked
    /// up.
    pub has_access_token: Option<bool>,
}

/// What is known of a key.
#[derive(Debug)]
pub struct AuditedKey<'a> {
    /// Its row.
    pub record: &'a ApiKey<'a>,
    /// Whether the dialog or agent it is bound to exists; `None`: it is bound
    /// to nothing, or that could not be looked up.
    pub binding_exists: Option<bool>,
    /// Rows that have the same key, if it is not the only one.
    pub same_token: Option<&'a SharedSecret>,
    /// Rows that have the same beta, if it is not the only one.
    pub same_beta: Option<&'a SharedSecret>,
}

/// Judges a tenant by itself.
pub fn audit_tenant(policy: &Policy, tenant: &AuditedTenant, found: &mut Vec<Finding>) {
    let Some(most) = policy.max_keys.filter(|most| tenant.keys > *most) else {
        return;
    };
    if policy.rules.has(AuditRule::TooManyKeys) {
        found.push(Finding {
            rule: AuditRule::TooManyKeys,
            id: None,
            tenant_id: Some(tenant.id.clone()),
            user: tenant.email().map(str::to_owned),
            why: format!("{} keys, more than {most}", tenant.keys),
            fix: Some(format!(
                "ragflowctl token list --tenant {}",
                shell_word(&tenant.id)
            )),
        });
    }
}

/// Judges a key. Without its tenant (it came to be while the keys were read)
/// only what the row itself shows counts.
pub fn judge(
    policy: &Policy,
    tenant: Option<&AuditedTenant>,
    key: &AuditedKey<'_>,
    found: &mut Vec<Finding>,
) {
    let mut judge = Judge {
        policy,
        tenant,
        key,
        found,
    };
    judge.guessable();
    judge.duplicates();
    judge.owner();
    judge.missing_beta();
    judge.age();
    judge.binding();
    judge.form();
    judge.times();
}

impl AuditedTenant {
    fn email(&self) -> Option<&str> {
        let user = self.user.as_ref().map(|user| user.email.as_str());
        self.owner.as_deref().or(user)
    }

    fn is_orphan(&self) -> bool {
        self.user.is_none()
    }
}

struct Judge<'a> {
    policy: &'a Policy,
    tenant: Option<&'a AuditedTenant>,
    key: &'a AuditedKey<'a>,
    found: &'a mut Vec<Finding>,
}

impl Judge<'_> {
    fn asks(&self, rule: AuditRule) -> bool {
        self.policy.rules.has(rule)
    }

    /// Adds a finding; `fix` are the words between the program's name and the
    /// key's ID.
    fn add(&mut self, rule: AuditRule, why: String, fix: &str) {
        let fix = self.command(fix);
        self.add_with(rule, why, Some(fix));
    }

    fn add_with(&mut self, rule: AuditRule, why: String, fix: Option<String>) {
        self.found.push(Finding {
            rule,
            id: Some(self.key.record.token.id()),
            tenant_id: Some(self.key.record.tenant_id.clone().into_owned()),
            user: self
                .tenant
                .and_then(AuditedTenant::email)
                .map(str::to_owned),
            why,
            fix,
        });
    }

    /// A command on this key. The ID of a key that stands in two tenants needs
    /// the tenant.
    fn command(&self, words: &str) -> String {
        let record = self.key.record;
        let mut command = format!("ragflowctl {words} {}", record.token.id());
        if self.key.same_token.is_some() {
            // Writing to memory does not fail.
            let _ = write!(command, " --tenant {}", shell_word(&record.tenant_id));
        }
        command
    }

    fn is_orphan(&self) -> bool {
        self.tenant.is_some_and(AuditedTenant::is_orphan)
    }

    /// What replaces the key; an orphan's is only in the way.
    fn replace(&self) -> &'static str {
        match self.is_orphan() {
            true => "token delete",
            false => "token rotate",
        }
    }

    fn guessable(&mut self) {
        let record = self.key.record;
        let token = record.token.expose();
        let beta = record.beta.as_ref().map_or("", Beta::expose);
        if self.asks(AuditRule::GuessableKey) && legacy::is_guessable(token) {
            let minted = minted(token, record.create_time);
            let why = format!("minted {minted}, by RAGFlow before 0.22 (CVE-2025-69286)");
            self.add(AuditRule::GuessableKey, why, self.replace());
        }
        if self.asks(AuditRule::GuessableBeta) && legacy::is_guessable(beta) {
            let minted = minted(beta, record.create_time);
            let why = format!("minted {minted}, and leads to the API key (CVE-2025-69286)");
            let fix = match legacy::is_guessable(token) || self.is_orphan() {
                true => self.replace(),
                false => "beta rotate",
            };
            self.add(AuditRule::GuessableBeta, why, fix);
        }
    }

    fn duplicates(&mut self) {
        if let Some(shared) = self
            .key
            .same_beta
            .filter(|_| self.asks(AuditRule::SharedBeta))
        {
            let rows = shared.rows;
            let why = match shared.ids() {
                [first, last] if first == last => format!("{rows} rows have this beta"),
                [first, last] => format!("{rows} keys have this beta, {first} and {last} of them"),
            };
            self.add(AuditRule::SharedBeta, why, "beta rotate");
        }
        if let Some(same) = self
            .key
            .same_token
            .filter(|_| self.asks(AuditRule::SameToken))
        {
            let why = format!("{} tenants have this key, and RAGFlow takes any", same.rows);
            self.add(AuditRule::SameToken, why, self.replace());
        }
    }

    fn owner(&mut self) {
        let Some(tenant) = self.tenant else {
            return;
        };
        if let Some(user) = &tenant.user {
            self.user(user);
        } else if self.asks(AuditRule::Orphan) {
            let why = "no user has the tenant's id: rejected by 0.27, accepted by 0.21";
            self.add(AuditRule::Orphan, why.to_owned(), "token delete");
        }
        if !tenant.is_owned && self.asks(AuditRule::Ownerless) {
            let why = "nobody owns the tenant: no user_tenant row with role 'owner'";
            self.add(AuditRule::Ownerless, why.to_owned(), "token delete");
        }
    }

    fn user(&mut self, user: &TenantOwner) {
        let is_deleted = user.status.as_deref() != Some("1");
        if is_deleted && self.asks(AuditRule::OwnerDeleted) {
            let status = match &user.status {
                Some(status) => format!("'{status}'"),
                None => "NULL".to_owned(),
            };
            let why = format!("deleted (status {status}): accepted by 0.21 and the Go server");
            self.add(AuditRule::OwnerDeleted, why, "token delete");
        }
        let is_off = user.is_active.as_deref() == Some("0");
        if is_off && !is_deleted && self.asks(AuditRule::OwnerInactive) {
            let why = "switched off (is_active '0'), and the key works in every version";
            self.add(AuditRule::OwnerInactive, why.to_owned(), "token delete");
        }
        if user.has_access_token == Some(false) && self.asks(AuditRule::OwnerWithoutAccessToken) {
            let why = "access_token is empty: rejected by 0.27 until the owner signs in once";
            self.add_with(AuditRule::OwnerWithoutAccessToken, why.to_owned(), None);
        }
    }

    fn missing_beta(&mut self) {
        let record = self.key.record;
        if !self.asks(AuditRule::MissingBeta) || !record.lacks_beta() {
            return;
        }
        let value = if record.beta.is_none() {
            "NULL"
        } else {
            "empty"
        };
        let why = format!("beta is {value}: the key cannot be embedded");
        if self.is_orphan() {
            return self.add(AuditRule::MissingBeta, why, "token delete");
        }
        let tenant_id = shell_word(&record.tenant_id);
        let also = match self.tenant {
            Some(tenant) if !tenant.is_owned => " --include-ownerless",
            _ => "",
        };
        let fix = format!("ragflowctl beta backfill --tenant {tenant_id}{also}");
        self.add_with(AuditRule::MissingBeta, why, Some(fix));
    }

    fn age(&mut self) {
        let Some(max_age) = self.policy.max_age.filter(|_| self.asks(AuditRule::TooOld)) else {
            return;
        };
        let record = self.key.record;
        let minted = || {
            let time = legacy::minted_at(record.token.expose(), None)?;
            Some(time.timestamp_millis())
        };
        let Some(created) = record.create_time.or_else(minted) else {
            return;
        };
        let age = self.policy.now.saturating_sub(created);
        if age > max_age {
            let why = format!("{} days old, created {}", age / DAY, time_text(created));
            self.add(AuditRule::TooOld, why, self.replace());
        }
    }

    fn binding(&mut self) {
        if self.key.binding_exists != Some(false) {
            return;
        }
        let record = self.key.record;
        let (rule, kind) = match record.source.as_deref() {
            Some("agent") => (AuditRule::AgentGone, "agent"),
            _ => (AuditRule::DialogGone, "dialog"),
        };
        if self.asks(rule) {
            let id = record.dialog_id.as_deref().unwrap_or_default();
            let why = format!("bound to {kind} {id}, which does not exist");
            self.add(rule, why, "token delete");
        }
    }

    fn form(&mut self) {
        if !self.asks(AuditRule::UnusualForm) {
            return;
        }
        let record = self.key.record;
        let token = match record.token.form() {
            Form::Legacy | Form::Modern => None,
            Form::Hex => Some("the key is 32 hex digits (122 bits)"),
            Form::Other => Some("the key has no form that RAGFlow mints"),
        };
        let present = record.beta.as_ref().filter(|_| !record.lacks_beta());
        let beta = match present.map(Beta::form) {
            None | Some(Form::Legacy | Form::Modern) => None,
            Some(Form::Hex) => Some("the beta is 32 hex digits (122 bits)"),
            Some(Form::Other) => Some("the beta has no form that RAGFlow mints"),
        };
        let (why, fix) = match (token, beta) {
            (None, None) => return,
            (Some(token), None) => (token.to_owned(), self.replace()),
            (None, Some(beta)) => (beta.to_owned(), "beta rotate"),
            (Some(token), Some(beta)) if self.is_orphan() => {
                (format!("{token}; {beta}"), self.replace())
            }
            (Some(token), Some(beta)) => (format!("{token}; {beta}"), "token rotate --new-beta"),
        };
        self.add(AuditRule::UnusualForm, why, fix);
    }

    fn times(&mut self) {
        let record = self.key.record;
        let times = [
            ("create_time", record.create_time),
            ("update_time", record.update_time),
        ];
        let latest = self.policy.now.saturating_add(CLOCKS_APART);
        let ahead = times
            .into_iter()
            .find_map(|(name, time)| Some((name, time.filter(|time| *time > latest)?)));
        if let Some((name, time)) = ahead.filter(|_| self.asks(AuditRule::TimesInFuture)) {
            let why = format!("{name} is {}, later than now", time_text(time));
            self.add(AuditRule::TimesInFuture, why, self.replace());
        }
        let are_missing = [
            ("create_time", record.create_time.is_none()),
            ("create_date", record.create_date.is_none()),
            ("update_time", record.update_time.is_none()),
            ("update_date", record.update_date.is_none()),
        ];
        if self.asks(AuditRule::TimesMissing)
            && are_missing.iter().any(|(_, is_missing)| *is_missing)
        {
            let missing = are_missing.iter().filter(|(_, is_missing)| *is_missing);
            let names: Vec<&str> = missing.map(|(name, _)| *name).collect();
            let why = format!("NULL: {}", names.join(", "));
            self.add(AuditRule::TimesMissing, why, self.replace());
        }
    }
}

/// When a guessable secret was minted: both readings, where nothing tells
/// which is meant.
fn minted(secret: &str, created: Option<i64>) -> String {
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
