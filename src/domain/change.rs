//! The change of one row, and the change that reverts it.

use super::api_key::ApiKey;
use super::legacy::is_guessable;
use super::token::Beta;

/// The change of one row: it is deleted, added, replaced by another row, or gets
/// another beta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row before the change; `None` if it is added.
    pub old: Option<ApiKey<'static>>,
    /// The row after the change; `None` if it is deleted. If it has the same
    /// primary key as the old row, only its beta and its update times differ.
    pub new: Option<ApiKey<'static>>,
    /// Whether the old row stays in addition to the new one.
    pub keeps_old: bool,
}

impl Change {
    /// The deletion of a row.
    pub fn delete(old: ApiKey<'static>) -> Self {
        Self {
            old: Some(old),
            new: None,
            keeps_old: false,
        }
    }

    /// The addition of a row.
    pub fn add(new: ApiKey<'static>) -> Self {
        Self {
            old: None,
            new: Some(new),
            keeps_old: false,
        }
    }

    /// The replacement of a row; with `keeps_old` the old row stays as well.
    pub fn replace(old: ApiKey<'static>, new: ApiKey<'static>, keeps_old: bool) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
            keeps_old,
        }
    }

    /// The tenant of the key.
    pub fn tenant_id(&self) -> &str {
        let row = self.old.as_ref().or(self.new.as_ref());
        row.map_or("", |row| &row.tenant_id)
    }

    /// The ID of the old key; of an added row, that of the new key.
    pub fn id(&self) -> String {
        let row = self.old.as_ref().or(self.new.as_ref());
        row.map_or_else(String::new, |row| row.token.id())
    }

    /// Whether old and new row have the same primary key.
    pub fn is_in_place(&self) -> bool {
        matches!((&self.old, &self.new), (Some(old), Some(new)) if has_same_primary_key(old, new))
    }

    /// The change that reverts this one. An old row that was kept is not added
    /// again.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            old: self.new.clone(),
            new: self.old.clone().filter(|_| !self.keeps_old),
            keeps_old: false,
        }
    }
}

/// Whether two rows have the same primary key, byte by byte.
pub fn has_same_primary_key(one: &ApiKey<'_>, other: &ApiKey<'_>) -> bool {
    one.tenant_id == other.tenant_id && one.token == other.token
}

/// Whether the key or its beta is guessable.
pub fn is_weak(key: &ApiKey<'_>) -> bool {
    is_guessable(key.token.expose()) || has_weak_beta(key)
}

/// Whether the beta is guessable. A missing beta is not.
pub fn has_weak_beta(key: &ApiKey<'_>) -> bool {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    is_guessable(beta)
}

/// Whether the replacement of a key gets the same beta, so that embedded pages
/// keep working: only if the beta is strong and no other row has it.
pub fn keeps_beta(old: &ApiKey<'_>, is_shared: bool, keeps_old: bool) -> bool {
    // If the old key stays, two rows would have the beta.
    !keeps_old && !is_shared && !old.lacks_beta() && !has_weak_beta(old)
}

/// Groups changes by tenant. The tenants are in the order of their first change,
/// and the changes of a tenant keep their order.
pub fn group_by_tenant(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut indices = std::collections::HashMap::new();
    let mut tenants: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let next = tenants.len();
        let index = *indices.entry(change.tenant_id().to_owned()).or_insert(next);
        match tenants.get_mut(index) {
            Some(tenant) => tenant.push(change),
            None => tenants.push(vec![change]),
        }
    }
    tenants
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEAK: &str = "cwOGMzYzJhOTE1NDExZjA4MTAwMDI0Mm";
    const STRONG: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";

    fn key(
        tenant: &'static str,
        token: &'static str,
        beta: Option<&'static str>,
    ) -> ApiKey<'static> {
        ApiKey {
            beta: beta.map(Beta::new),
            ..ApiKey::with_primary_key(tenant, token)
        }
    }

    #[test]
    fn a_beta_is_kept_if_it_is_strong_and_not_shared() {
        let is_kept = |beta| keeps_beta(&key("t", "k", beta), false, false);
        assert!(is_kept(Some(STRONG)));
        assert!(!is_kept(Some(WEAK)), "the key can be derived from it");
        assert!(!is_kept(None) && !is_kept(Some("")), "there is no beta");
        let strong = key("t", "k", Some(STRONG));
        assert!(!keeps_beta(&strong, true, false), "another row has it");
        assert!(!keeps_beta(&strong, false, true), "the old row keeps it");
    }

    #[test]
    fn a_key_is_weak_if_it_or_its_beta_is_guessable() {
        let weak_key = "ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm";
        assert!(is_weak(&key("t", weak_key, Some(STRONG))));
        assert!(is_weak(&key("t", "ragflow-x", Some(WEAK))));
        assert!(!is_weak(&key("t", "ragflow-x", Some(STRONG))));
        assert!(!has_weak_beta(&key("t", weak_key, None)));
    }

    #[test]
    fn an_inverse_reverts_the_change() {
        let (old, new) = (key("t", "a", None), key("t", "b", None));
        let deleted = Change::delete(old.clone());
        assert_eq!(deleted.inverse(), Change::add(old.clone()));
        let replaced = Change::replace(old.clone(), new.clone(), false);
        let reverted = Change::replace(new.clone(), old.clone(), false);
        assert_eq!(replaced.inverse(), reverted);
        let kept = Change::replace(old, new.clone(), true);
        assert_eq!(kept.inverse(), Change::delete(new));
    }

    #[test]
    fn changes_are_grouped_by_tenant_in_order() {
        let rows = [("b", "1"), ("a", "2"), ("b", "3")];
        let changes = rows.map(|(tenant, token)| Change::delete(key(tenant, token, None)));
        let tenants = group_by_tenant(changes.to_vec());
        let tenants = tenants.iter().map(|changes| {
            let tokens = changes.iter().map(Change::id);
            (changes[0].tenant_id(), tokens.count())
        });
        assert_eq!(tenants.collect::<Vec<_>>(), [("b", 2), ("a", 1)]);
    }
}
