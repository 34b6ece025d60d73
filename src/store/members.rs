//! Who is in a tenant, and who owns one.

use super::audited_tenants::{decode_owner, decode_user};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::audit::Capabilities;
use crate::domain::audit::TenantUser;
use crate::domain::tenant::Membership;

/// Somebody who is in a tenant, or is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The row of the membership.
    pub membership: Membership,
    /// The user; `None` if there is no such user.
    pub user: Option<TenantUser>,
}

impl Store {
    /// Everybody who is in a tenant or is invited, the owners first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_members(&mut self, tenant_id: &str) -> Result<Vec<Member>, StoreError> {
        let mut rows = self.query_memberships(sql::access::MEMBERS, tenant_id)?;
        rows.retain(|row| row.tenant_id == tenant_id);
        let ids: Vec<&str> = rows.iter().map(|row| row.user_id.as_str()).collect();
        let users = self.users_with_ids(&ids)?;
        let members = rows.into_iter().zip(users);
        let mut members: Vec<Member> = members
            .map(|(membership, user)| Member { membership, user })
            .collect();
        members.sort_by(|a, b| {
            let [a, b] = [a, b].map(|member| {
                let row = &member.membership;
                (
                    !row.is_owner(),
                    row.create_time.is_none(),
                    row.create_time,
                    &row.id,
                )
            });
            a.cmp(&b)
        });
        Ok(members)
    }

    /// The users with these ids, in this order; `None` for one who does not exist.
    fn users_with_ids(&mut self, ids: &[&str]) -> Result<Vec<Option<TenantUser>>, StoreError> {
        let dialect = self.connection.dialect();
        let select = |ids| sql::audit::users(dialect, Capabilities::default(), ids);
        let places: Vec<(usize, &str)> = ids.iter().copied().enumerate().collect();
        let mut users = vec![None; ids.len()];
        self.rows_equal_to(&select, &places, &mut |place, row| {
            users[place] = Some(decode_user(row)?);
            Ok(())
        })?;
        Ok(users)
    }

    /// The e-mail addresses of the oldest owners of tenants, in the order of their ids;
    /// `None` for a tenant without an owner.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_owner_emails(&mut self, ids: &[&str]) -> Result<Vec<Option<String>>, StoreError> {
        let memberships = self.lookups()?.memberships;
        let select = |ids| sql::audit::owners(&memberships, ids);
        let places: Vec<(usize, &str)> = ids.iter().copied().enumerate().collect();
        let mut owners = Vec::new();
        self.rows_equal_to(&select, &places, &mut |place, row| {
            owners.push((place, decode_owner(row)?));
            Ok(())
        })?;
        owners.sort_unstable();
        owners.dedup_by_key(|(place, _)| *place);
        let users: Vec<&str> = owners.iter().map(|(_, row)| row.user_id.as_str()).collect();
        let users = self.users_with_ids(&users)?;
        let mut emails = vec![None; ids.len()];
        for ((place, _), user) in owners.into_iter().zip(users) {
            emails[place] = user.map(|user| user.email);
        }
        Ok(emails)
    }
}
