//! What a command is going to do to keys, row by row, and how it is taken back.

use super::api_key::ApiKey;
use super::legacy::is_guessable;
use super::token::Beta;

/// What happens to one row: it goes, comes, gives way to another, or gets
/// another beta.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row as it is before.
    pub old: Option<ApiKey<'static>>,
    /// The row as it is afterwards. Of the same primary key as the old one,
    /// only its beta and its update times differ.
    pub new: Option<ApiKey<'static>>,
    /// The old row stays beside the new one.
    pub keeps_old: bool,
}

impl Change {
    /// A row goes.
    pub fn delete(old: ApiKey<'static>) -> Self {
        Self {
            old: Some(old),
            new: None,
            keeps_old: false,
        }
    }

    /// A row comes.
    pub fn add(new: ApiKey<'static>) -> Self {
        Self {
            old: None,
            new: Some(new),
            keeps_old: false,
        }
    }

    /// A row gives way to another, or another comes beside it.
    pub fn replace(old: ApiKey<'static>, new: ApiKey<'static>, keeps_old: bool) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
            keeps_old,
        }
    }

    /// The tenant scope key it is.
    pub fn tenant_id(&self) -> &str {
        let row = self.old.as_ref().or(self.new.as_ref());
        row.map_or("", |row| &row.tenant_id)
    }

    /// The ID that names the key to an operator: the one it had.
    pub fn id(&self) -> String {
        let row = self.old.as_ref().or(self.new.as_ref());
        row.map_or_else(String::new, |row| row.token.id())
    }

    /// Whether old and new are the same row, with another beta.
    pub fn is_in_place(&self) -> bool {
        matches!((&self.old, &self.new), (Some(old), Some(new)) if same_key(old, new))
    }

    /// The change that takes this one back. An old row that stayed stays.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            old: self.new.clone(),
            new: self.old.clone().filter(|_| !self.keeps_old),
            keeps_old: false,
        }
    }
}

/// Whether two rows have the same primary key, to the byte.
pub fn same_key(one: &ApiKey<'_>, other: &ApiKey<'_>) -> bool {
    one.tenant_id == other.tenant_id && one.token == other.token
}

/// Whether a key, or the beta that leads to it, is one of the guessable ones.
pub fn is_weak(key: &ApiKey<'_>) -> bool {
    is_guessable(key.token.expose()) || has_weak_beta(key)
}

/// Whether the beta is one of the guessable ones.
pub fn has_weak_beta(key: &ApiKey<'_>) -> bool {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    is_guessable(beta)
}

/// Whether a key that replaces this one takes over its beta, so that embedded
/// pages live on: only a strong one that no other row has.
pub fn keeps_beta(old: &ApiKey<'_>, is_shared: bool, keeps_old: bool) -> bool {
    // Beside a key that stays the beta would be in two rows.
    !keeps_old && !is_shared && !old.lacks_beta() && !has_weak_beta(old)
}

/// Changes in whole tenants: those of a tenant together, where its first one
/// stands, and otherwise in their order.
pub fn by_tenant(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut places = std::collections::HashMap::new();
    let mut tenants: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let next = tenants.len();
        let place = *places.entry(change.tenant_id().to_owned()).or_insert(next);
        match tenants.get_mut(place) {
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
    fn a_beta_lives_on_when_it_is_strong_and_nobody_elses() {
        let lives_on = |beta| keeps_beta(&key("t", "k", beta), false, false);
        assert!(lives_on(Some(STRONG)));
        assert!(!lives_on(Some(WEAK)), "it leads to the key");
        assert!(!lives_on(None) && !lives_on(Some("")), "there is none");
        let strong = key("t", "k", Some(STRONG));
        assert!(!keeps_beta(&strong, true, false), "another row has it");
        assert!(!keeps_beta(&strong, false, true), "the old row keeps it");
    }

    #[test]
    fn a_key_is_weak_by_itself_or_by_its_beta() {
        let weak_key = "ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm";
        assert!(is_weak(&key("t", weak_key, Some(STRONG))));
        assert!(is_weak(&key("t", "ragflow-x", Some(WEAK))));
        assert!(!is_weak(&key("t", "ragflow-x", Some(STRONG))));
        assert!(!has_weak_beta(&key("t", weak_key, None)));
    }

    #[test]
    fn what_was_done_is_taken_back() {
        let (old, new) = (key("t", "a", None), key("t", "b", None));
        let deleted = Change::delete(old.clone());
        assert_eq!(deleted.inverse(), Change::add(old.clone()));
        let replaced = Change::replace(old.clone(), new.clone(), false);
        let back = Change::replace(new.clone(), old.clone(), false);
        assert_eq!(replaced.inverse(), back);
        let beside = Change::replace(old, new.clone(), true);
        assert_eq!(beside.inverse(), Change::delete(new));
    }

    #[test]
    fn tenants_stay_whole_and_in_order() {
        let rows = [("b", "1"), ("a", "2"), ("b", "3")];
        let changes = rows.map(|(tenant, token)| Change::delete(key(tenant, token, None)));
        let tenants = by_tenant(changes.to_vec());
        let tenants = tenants.iter().map(|changes| {
            let tokens = changes.iter().map(Change::id);
            (changes[0].tenant_id(), tokens.count())
        });
        assert_eq!(tenants.collect::<Vec<_>>(), [("b", 2), ("a", 1)]);
    }
}
