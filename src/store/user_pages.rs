//! The users of a list, a page at a time: with their memberships and keys.

use std::ops::ControlFlow;

use super::audit::UnreadableCallback;
use super::decode::optional_text;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::id_lookup::{FIRST_PAGE, IDS_PER_PAGE, MembershipPlan};
use super::sql;
use super::users::decode_user;
use super::value::{Param, Row, Value};
use super::walk::{Walk, damaged_index};
use crate::domain::summary::{KeyCounts, UserSummary};
use crate::domain::tenant::{INVITED_ROLE, Membership, OWNER_ROLE, User, oldest_owner};

/// Reads all users in the order of their ids, page by page.
pub struct UserPages {
    has_superusers: bool,
    page_size: u32,
    walk: Walk<String>,
    has_ended: bool,
    memberships: MembershipPlan,
}

/// What the memberships say about a user.
#[derive(Clone, Default)]
struct Roles {
    owner: Option<Membership>,
    memberships: u64,
    invitations: u64,
}

impl UserPages {
    /// Starts before the first user.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn new(store: &mut Store) -> Result<Self, StoreError> {
        Ok(Self {
            has_superusers: store.can_read_column("user", "is_superuser")?,
            page_size: FIRST_PAGE,
            walk: Walk::default(),
            has_ended: false,
            memberships: MembershipPlan::default(),
        })
    }

    /// The next users, at most twenty thousand, of whom only those that are wanted are
    /// looked up in other tables; `None` after the last. `unreadable` is told of keys
    /// that cannot be read.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn next_page(
        &mut self,
        store: &mut Store,
        is_wanted: &dyn Fn(&User) -> bool,
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<Option<Vec<UserSummary>>, StoreError> {
        if self.has_ended {
            return Ok(None);
        }
        let mut users = self.next_users(store)?;
        users.retain(|summary| is_wanted(&summary.user));
        self.add_memberships(&mut users, store)?;
        add_keys(&mut users, store, unreadable)?;
        Ok(Some(users))
    }

    fn next_users(&mut self, store: &mut Store) -> Result<Vec<UserSummary>, StoreError> {
        let dialect = store.connection.dialect();
        let last = self.walk.last();
        let (size, has_superusers) = (self.page_size, self.has_superusers);
        let sql = sql::summaries::users(dialect, has_superusers, last.is_some(), size);
        let params: Vec<Param<'_>> = last.iter().map(|id| id.as_str().into()).collect();
        let mut users: Vec<UserSummary> = Vec::new();
        store.stream(&sql, &params, &mut |row| {
            users.push(UserSummary {
                user: decode_user(row)?,
                is_superuser: match row.value(5) {
                    Value::Null => None,
                    value => Some(value.is_true()),
                },
                owned_tenant: None,
                memberships: 0,
                invitations: 0,
                keys: KeyCounts::default(),
            });
            Ok(ControlFlow::Continue(()))
        })?;
        if users.iter().any(|user| self.walk.has_seen(&user.user.id)) {
            return Err(damaged_index(store, "user"));
        }
        self.has_ended = users.len() < size as usize;
        self.page_size = IDS_PER_PAGE.min(size * 10);
        if let Some(last) = users.last() {
            self.walk.advance(last.user.id.clone());
        }
        Ok(users)
    }

    fn add_memberships(
        &mut self,
        users: &mut [UserSummary],
        store: &mut Store,
    ) -> Result<(), StoreError> {
        let by_index = store.lookups()?.memberships_by_user;
        let table = self.memberships.clause(by_index, users.len(), store)?;
        let select = |ids| sql::summaries::memberships_of_users(&table, ids);
        let mut roles = vec![Roles::default(); users.len()];
        let ids: Vec<&str> = users.iter().map(|user| user.user.id.as_str()).collect();
        store.rows_of_ids(&select, &ids, &mut |place, row| {
            roles[place].add(decode_membership(row)?);
            Ok(())
        })?;
        for (user, roles) in users.iter_mut().zip(roles) {
            user.owned_tenant = roles.owner.map(|owner| owner.tenant_id);
            user.memberships = roles.memberships;
            user.invitations = roles.invitations;
        }
        Ok(())
    }
}

impl Roles {
    fn add(&mut self, row: Membership) {
        match row.role.as_str() {
            OWNER_ROLE => self.owner = oldest_owner(self.owner.take().into_iter().chain([row])),
            INVITED_ROLE => self.invitations += 1,
            _ => self.memberships += 1,
        }
    }
}

/// Counts the keys of the owned tenants, whose ids mostly are those of the users.
fn add_keys(
    users: &mut [UserSummary],
    store: &mut Store,
    unreadable: &mut UnreadableCallback<'_>,
) -> Result<(), StoreError> {
    let has_same_id = |user: &&UserSummary| {
        let owned = user.owned_tenant.as_ref();
        owned.is_none_or(|owned| *owned == user.user.id)
    };
    let same = users.iter().filter(has_same_id);
    let same: Vec<&str> = same.map(|user| user.user.id.as_str()).collect();
    let others = users.iter().filter(|user| !has_same_id(user));
    let others: Vec<&str> = others
        .filter_map(|user| user.owned_tenant.as_deref())
        .collect();
    let mut of_same = store.count_keys(&same, unreadable)?.into_iter();
    let mut of_others = store
        .count_keys_one_by_one(&others, unreadable)?
        .into_iter();
    for user in users {
        let counts = match has_same_id(&&*user) {
            true => of_same.next(),
            false => of_others.next(),
        };
        user.keys = counts.unwrap_or_default();
    }
    Ok(())
}

/// A membership whose user is known.
fn decode_membership(row: &dyn Row) -> Result<Membership, BadValue> {
    let text = |index, column| {
        let text = optional_text(row, index, "user_tenant", column)?;
        Ok::<_, BadValue>(text.unwrap_or_default())
    };
    Ok(Membership {
        id: text(2, "id")?,
        user_id: String::new(),
        tenant_id: text(1, "tenant_id")?,
        role: text(3, "role")?,
        create_time: match row.value(4) {
            Value::Int(time) => Some(time),
            _ => None,
        },
    })
}
