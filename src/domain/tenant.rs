//! Users, their memberships in tenants, and the tenant that they *own*.
//!
//! RAGFlow's own routes disagree: `token_list` uses the owned tenant, deletion
//! uses the first membership that the database returns. This program always uses
//! the owned tenant.

use std::cmp::Ordering;

/// A row of the table `user`, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The primary key, 32 hex digits.
    pub id: String,
    /// The e-mail address, which is also the login name.
    pub email: String,
    /// The display name, in any script.
    pub nickname: String,
    /// `1` valid, `0` deleted, or NULL.
    pub status: Option<String>,
    /// `1` active, `0` deactivated by an administrator, or NULL.
    pub is_active: Option<String>,
}

impl User {
    /// Whether the user is valid: status '1'. RAGFlow treats every other user as
    /// deleted.
    pub fn is_valid(&self) -> bool {
        self.status.as_deref() == Some("1")
    }

    /// The state of the account: `active`, `inactive` or `deleted`.
    pub fn account_state(&self) -> &'static str {
        account_state(self.status.as_deref(), self.is_active.as_deref())
    }

    /// Why the account is not in use; `None` if it is active.
    pub fn problem(&self) -> Option<&'static str> {
        if !self.is_valid() {
            Some("deleted (status is not '1')")
        } else if self.is_active.as_deref() == Some("0") {
            Some("inactive (is_active '0')")
        } else {
            None
        }
    }
}

/// The state of the account with these columns of `user`: `active`, `inactive` or
/// `deleted`.
pub fn account_state(status: Option<&str>, is_active: Option<&str>) -> &'static str {
    if status != Some("1") {
        "deleted"
    } else if is_active == Some("0") {
        "inactive"
    } else {
        "active"
    }
}

/// A row of the table `user_tenant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The primary key.
    pub id: String,
    /// The member.
    pub user_id: String,
    /// The tenant to which the user belongs.
    pub tenant_id: String,
    /// `owner`, `normal`, `admin` or `invite`.
    pub role: String,
    /// When the row was created, Unix time in milliseconds; `None` for NULL.
    pub create_time: Option<i64>,
}

impl Membership {
    /// Whether the user owns the tenant.
    pub fn is_owner(&self) -> bool {
        self.role == OWNER_ROLE
    }

    /// Whether the user is invited and has not accepted.
    pub fn is_invitation(&self) -> bool {
        self.role == INVITED_ROLE
    }
}

/// The role of a tenant's owner.
pub const OWNER_ROLE: &str = "owner";
/// The role of a user who has not accepted an invitation.
pub const INVITED_ROLE: &str = "invite";

/// Which tenant a user owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// The user owns at least one tenant.
    Owned {
        /// The tenant of the oldest owner row; see [`oldest_owner`].
        tenant_id: String,
        /// The tenants of the other owner rows, which are not used.
        others: Vec<String>,
    },
    /// The user is only a member of other users' tenants.
    MemberOnly,
    /// The user has no membership at all.
    NoMembership,
}

/// Returns the owner row that counts if there are several: the oldest by
/// `create_time`, then by `id`. Rows without a time are the newest.
pub fn oldest_owner(rows: impl IntoIterator<Item = Membership>) -> Option<Membership> {
    rows.into_iter().min_by(compare_age)
}

fn compare_age(a: &Membership, b: &Membership) -> Ordering {
    let age = |row: &Membership| (row.create_time.is_none(), row.create_time);
    age(a).cmp(&age(b)).then_with(|| a.id.cmp(&b.id))
}

/// Finds the owned tenant among all memberships of a user. Like RAGFlow it
/// ignores the `status` of the rows.
pub fn owned_tenant(memberships: Vec<Membership>) -> Ownership {
    if memberships.is_empty() {
        return Ownership::NoMembership;
    }
    let is_owner = |row: &Membership| row.role == OWNER_ROLE;
    let mut owned: Vec<Membership> = memberships.into_iter().filter(is_owner).collect();
    let Some(oldest) = oldest_owner(owned.clone()) else {
        return Ownership::MemberOnly;
    };
    owned.retain(|row| row.id != oldest.id);
    owned.sort_by(compare_age);
    Ownership::Owned {
        tenant_id: oldest.tenant_id,
        others: owned.into_iter().map(|row| row.tenant_id).collect(),
    }
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
    fn the_owner_row_counts_whatever_its_position() {
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
    fn the_oldest_owner_row_counts_and_rows_without_a_time_are_last() {
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
        assert_eq!(owned_tenant(rows.clone()), expected);
        let oldest = oldest_owner(rows).map(|row| row.id);
        assert_eq!(oldest.as_deref(), Some("2"));
        assert_eq!(oldest_owner(vec![]), None);
    }

    #[test]
    fn a_member_without_an_owner_row_is_not_a_user_without_rows() {
        assert_eq!(owned_tenant(vec![]), Ownership::NoMembership);
        let rows = vec![row("1", "other", "normal", None)];
        assert_eq!(owned_tenant(rows), Ownership::MemberOnly);
    }
}
