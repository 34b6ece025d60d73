//! Users, the tenants they belong to, and which of those they *own*.
//!
//! RAGFlow's own routes disagree here: `token_list` takes the owned tenant,
//! deletion takes whichever membership comes first. This program always means
//! the owned one.

/// A row of `user`, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Primary key, 32 hex digits.
    pub id: String,
    /// Login e-mail address.
    pub email: String,
    /// Display name, any script.
    pub nickname: String,
    /// `1` valid, `0` deleted, or NULL.
    pub status: Option<String>,
    /// `1` active, `0` switched off by the administrator, or NULL.
    pub is_active: Option<String>,
}

impl User {
    /// Whether RAGFlow knows the user: status '1'. Any other means deleted.
    pub fn is_valid(&self) -> bool {
        self.status.as_deref() == Some("1")
    }

    /// The account's state in one word.
    pub fn standing(&self) -> &'static str {
        if !self.is_valid() {
            "deleted"
        } else if self.is_active.as_deref() == Some("0") {
            "inactive"
        } else {
            "active"
        }
    }

    /// Why the account is out of service, if it is.
    pub fn trouble(&self) -> Option<&'static str> {
        if !self.is_valid() {
            Some("deleted (status is not '1')")
        } else if self.is_active.as_deref() == Some("0") {
            Some("inactive (is_active '0')")
        } else {
            None
        }
    }
}

/// A row of `user_tenant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Primary key of the row.
    pub id: String,
    /// Who.
    pub user_id: String,
    /// In which tenant.
    pub tenant_id: String,
    /// `owner`, `normal`, `admin` or `invite`.
    pub role: String,
    /// Unix time in milliseconds.
    pub create_time: Option<i64>,
}

/// The role that makes a tenant a user's own.
pub const OWNER: &str = "owner";

/// Which tenant a user owns, judged from all their memberships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// The user owns this tenant.
    Owned {
        /// The oldest owner row by `create_time`, then `id`.
        tenant_id: String,
        /// Tenants of further owner rows, which are left aside.
        others: Vec<String>,
    },
    /// The user is only a member of tenants that others own.
    MemberOnly,
    /// The user belongs to no tenant at all.
    NoMembership,
}

/// Finds the owned tenant among a user's memberships, whatever their order.
/// The `status` of the row is not looked at, as RAGFlow does not.
pub fn owned_tenant(memberships: Vec<Membership>) -> Ownership {
    if memberships.is_empty() {
        return Ownership::NoMembership;
    }
    let mut owned: Vec<Membership> = memberships
        .into_iter()
        .filter(|membership| membership.role == OWNER)
        .collect();
    owned.sort_by(|a, b| {
        let age = |m: &Membership| (m.create_time.is_none(), m.create_time);
        age(a).cmp(&age(b)).then_with(|| a.id.cmp(&b.id))
    });
    let mut tenants = owned.into_iter().map(|membership| membership.tenant_id);
    match tenants.next() {
        Some(tenant_id) => Ownership::Owned {
            tenant_id,
            others: tenants.collect(),
        },
        None => Ownership::MemberOnly,
    }
}

/// Of several owner rows the oldest by `create_time`, then `id`; rows without
/// a time come last.
pub fn oldest_owner(rows: Vec<Membership>) -> Option<Membership> {
    rows.into_iter()
        .min_by_key(|row| (row.create_time.is_none(), row.create_time, row.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, tenant: &str, role: &str, create_time: Option<i64>) -> Membership {
        Membership {
            id: id.into(),
            user_id: "u".into(),
            tenant_id: tenant.into(),
            role: role.into(),
            create_time,
        }
    }

    #[test]
    fn the_owner_row_counts_wherever_it_stands() {
        let rows = vec![
            row("1", "other", "normal", Some(1)),
            row("2", "own", "owner", Some(2)),
        ];
        let expected = Ownership::Owned {
            tenant_id: "own".into(),
            others: vec![],
        };
        assert_eq!(owned_tenant(rows), expected);
    }

    #[test]
    fn of_several_the_oldest_then_the_smallest_id_and_unknown_age_last() {
        let rows = vec![
            row("9", "undated", "owner", None),
            row("3", "b", "owner", Some(5)),
            row("2", "a", "owner", Some(5)),
            row("4", "late", "owner", Some(7)),
        ];
        let expected = Ownership::Owned {
            tenant_id: "a".into(),
            others: vec!["b".into(), "late".into(), "undated".into()],
        };
        assert_eq!(owned_tenant(rows), expected);
    }

    #[test]
    fn no_rows_and_no_owner_row_are_two_findings() {
        assert_eq!(owned_tenant(vec![]), Ownership::NoMembership);
        let rows = vec![row("1", "other", "normal", None)];
        assert_eq!(owned_tenant(rows), Ownership::MemberOnly);
    }
}
