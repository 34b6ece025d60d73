//! What a list of users or tenants says of each.

use super::api_key::ApiKey;
use super::audit::{AuditedTenant, TenantUser};
use super::change::is_weak;
use super::key_age::created_ms;
use super::tenant::User;

/// How many keys a tenant has, and what is wrong with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyCounts {
    /// All keys.
    pub keys: u64,
    /// The keys without a beta.
    pub without_beta: u64,
    /// The keys that are guessable, or whose beta is.
    pub weak: u64,
    /// When the oldest key was created, Unix time in milliseconds; `None` if no key has
    /// a time.
    pub oldest: Option<i64>,
}

impl KeyCounts {
    /// Counts a key.
    pub fn add(&mut self, key: &ApiKey<'_>) {
        self.keys += 1;
        self.without_beta += u64::from(key.lacks_beta());
        self.weak += u64::from(is_weak(key));
        let times = [self.oldest, created_ms(key)];
        self.oldest = times.into_iter().flatten().min();
    }

    /// Counts a row that cannot be read.
    pub fn add_unreadable(&mut self) {
        self.keys += 1;
    }
}

/// A user in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserSummary {
    /// The row of the user.
    pub user: User,
    /// Whether the user administers the server; `None` if the column cannot be read.
    pub is_superuser: Option<bool>,
    /// The tenant that the user owns; of several the oldest.
    pub owned_tenant: Option<String>,
    /// Tenants of others in which the user is a member.
    pub memberships: u64,
    /// Tenants of others to which the user is invited.
    pub invitations: u64,
    /// The keys of the owned tenant; without one, those with the user's id, which
    /// RAGFlow's server takes for the user's.
    pub keys: KeyCounts,
}

/// A tenant in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TenantSummary {
    /// The tenant, its owner and its user.
    pub facts: AuditedTenant,
    /// The name, if there is one that can be read.
    pub name: Option<String>,
    /// Users with a role other than owner or invited.
    pub members: u64,
    /// Users who are invited.
    pub invitations: u64,
    /// The keys of the tenant.
    pub keys: KeyCounts,
}

impl TenantSummary {
    /// The state of the account with the tenant's id, which RAGFlow's server looks at:
    /// `active`, `inactive` or `deleted`; `orphan` if there is none.
    pub fn state(&self) -> &'static str {
        let user = self.facts.user.as_ref();
        user.map_or("orphan", TenantUser::account_state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Beta;

    fn key(token: &str) -> ApiKey<'_> {
        ApiKey::with_primary_key("t", token)
    }

    #[test]
    fn keys_are_counted_with_their_faults_and_the_oldest_time() {
        const GUESSABLE: &str = "ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm";
        let mut counts = KeyCounts::default();
        assert_eq!(counts.oldest, None);
        counts.add(&ApiKey {
            beta: Some(Beta::new("4hj0MM2x4MKJkYAN17SFnRrvdIelB46o")),
            create_time: Some(1_770_195_600_000),
            ..key("ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8")
        });
        counts.add(&ApiKey {
            beta: Some(Beta::new("")),
            ..key("written by hand")
        });
        assert_eq!(counts.oldest, Some(1_770_195_600_000));
        counts.add(&key(GUESSABLE));
        counts.add_unreadable();
        let minted = crate::domain::legacy::minted_at(GUESSABLE, None).expect("a time");
        let expected = KeyCounts {
            keys: 4,
            without_beta: 2,
            weak: 1,
            oldest: Some(minted.timestamp_millis()),
        };
        assert_eq!(counts, expected);
    }
}
