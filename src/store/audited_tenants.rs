//! The facts about tenants that an audit or a list of all keys needs, a page of
//! tenants at a time.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use super::decode::optional_text;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::id_lookup::{FIRST_PAGE, IDS_PER_PAGE, MembershipPlan};
use super::sql;
use super::sql::audit::{Capabilities, Scope};
use super::value::{Row, Value};
use super::walk::{Walk, damaged_index};
use crate::domain::audit::{AuditedTenant, TenantUser};

/// Reads the tenants of a scope that have keys, page by page.
pub struct AuditedTenants<'a> {
    scope: Scope<'a>,
    capabilities: Capabilities,
    page_size: u32,
    walk: Walk<String>,
    memberships: MembershipPlan,
}

impl<'a> AuditedTenants<'a> {
    /// Starts before the first tenant.
    pub fn new(scope: Scope<'a>, capabilities: Capabilities) -> Self {
        Self {
            scope,
            capabilities,
            page_size: IDS_PER_PAGE,
            walk: Walk::default(),
            memberships: MembershipPlan::default(),
        }
    }

    /// Begins with small pages, so that the first keys are printed at once. That takes
    /// MySQL a tenth longer in all.
    pub fn with_small_first_pages(mut self) -> Self {
        self.page_size = FIRST_PAGE;
        self
    }

    /// The next tenants, at most twenty thousand, in the order in which
    /// [`Store::stream_audited_keys`] reads them; none after the last.
    ///
    /// # Errors
    /// If the database cannot be read, or its index is damaged.
    pub fn next_page(&mut self, store: &mut Store) -> Result<Vec<AuditedTenant>, StoreError> {
        let scope = match (self.scope, self.walk.last()) {
            (scope, None) => scope,
            (Scope::All | Scope::After(_), Some(last)) => Scope::After(last),
            (Scope::Key(_) | Scope::Tenant(_), Some(_)) => return Ok(Vec::new()),
        };
        let mut tenants = store.tenants_with_keys(scope, self.page_size)?;
        self.page_size = IDS_PER_PAGE.min(self.page_size * 10);
        if tenants.iter().any(|tenant| self.walk.has_seen(&tenant.id)) {
            return Err(damaged_index(store, "api_token"));
        }
        if let Some(last) = tenants.last() {
            self.walk.advance(last.id.clone());
            store.add_users(&mut tenants, self.capabilities)?;
            let memberships = store.lookups()?.memberships;
            let memberships = self.memberships.clause(memberships, tenants.len(), store)?;
            store.add_owners(&mut tenants, &memberships)?;
        }
        Ok(tenants)
    }
}

/// A row of `user_tenant` that makes a user the owner of a tenant. In order: the
/// oldest first, those without a time last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    has_no_time: bool,
    create_time: i64,
    id: String,
    pub(super) user_id: String,
}

impl Store {
    /// The next tenants of a scope that have keys, with the number of keys.
    fn tenants_with_keys(
        &mut self,
        scope: Scope<'_>,
        limit: u32,
    ) -> Result<Vec<AuditedTenant>, StoreError> {
        let dialect = self.connection.dialect();
        let (sql, params) = sql::audit::tenants(dialect, scope, limit);
        // `=` ignores case on MySQL; an id is compared by its bytes.
        let wanted = match scope {
            Scope::Key(key) => Some(key.tenant_id.as_ref()),
            Scope::Tenant(id) => Some(id),
            Scope::All | Scope::After(_) => None,
        };
        let mut tenants = Vec::new();
        self.stream(&sql, &params, &mut |row| {
            let id = optional_text(row, 0, "api_token", "tenant_id")?.unwrap_or_default();
            if wanted.is_none_or(|wanted| wanted == id) {
                tenants.push(AuditedTenant {
                    id,
                    keys: row.value(1).as_count(),
                    ..AuditedTenant::default()
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(tenants)
    }

    /// Finds the user with the id of each tenant, whom RAGFlow's server looks up.
    pub(super) fn add_users(
        &mut self,
        tenants: &mut [AuditedTenant],
        capabilities: Capabilities,
    ) -> Result<(), StoreError> {
        let dialect = self.connection.dialect();
        let select = |ids| sql::audit::users(dialect, capabilities, ids);
        let mut users = Vec::new();
        self.rows_of_ids(&select, &ids(tenants), &mut |place, row| {
            users.push((place, decode_user(row)?));
            Ok(())
        })?;
        for (place, user) in users {
            tenants[place].user = Some(user);
        }
        Ok(())
    }

    /// Finds out which tenants have an owner, and the e-mail of the oldest owner
    /// whose user exists.
    pub(super) fn add_owners(
        &mut self,
        tenants: &mut [AuditedTenant],
        memberships: &str,
    ) -> Result<(), StoreError> {
        let select = |ids| sql::audit::owners(memberships, ids);
        let mut owners = Vec::new();
        self.rows_of_ids(&select, &ids(tenants), &mut |place, row| {
            owners.push((place, decode_owner(row)?));
            Ok(())
        })?;
        owners.sort_unstable();
        // RAGFlow gives a tenant the id of its owner.
        let others = owners
            .iter()
            .filter(|(place, owner)| tenants[*place].id != owner.user_id);
        let emails = self.emails(others.map(|(_, owner)| owner.user_id.as_str()).collect())?;
        for (place, owner) in owners {
            let tenant = &mut tenants[place];
            tenant.is_owned = true;
            if tenant.owner.is_none() {
                let same_id = tenant.user.as_ref().filter(|_| tenant.id == owner.user_id);
                let email = same_id
                    .map(|user| &user.email)
                    .or_else(|| emails.get(&owner.user_id));
                tenant.owner = email.cloned();
            }
        }
        Ok(())
    }

    /// The e-mails of those of these users who exist, by id.
    fn emails(&mut self, users: BTreeSet<&str>) -> Result<HashMap<String, String>, StoreError> {
        let dialect = self.connection.dialect();
        let users: Vec<_> = users.into_iter().enumerate().collect();
        let select = |ids| sql::audit::users(dialect, Capabilities::default(), ids);
        let mut emails = HashMap::new();
        self.rows_equal_to(&select, &users, &mut |place, row| {
            emails.insert(users[place].1.to_owned(), decode_user(row)?.email);
            Ok(())
        })?;
        Ok(emails)
    }
}

fn ids(tenants: &[AuditedTenant]) -> Vec<&str> {
    tenants.iter().map(|tenant| tenant.id.as_str()).collect()
}

pub(super) fn decode_user(row: &dyn Row) -> Result<TenantUser, BadValue> {
    let text = |index, column| optional_text(row, index, "user", column);
    Ok(TenantUser {
        email: text(1, "email")?.unwrap_or_default(),
        status: text(2, "status")?,
        is_active: text(3, "is_active")?,
        has_access_token: match row.value(4) {
            Value::Null => None,
            value => Some(value.is_true()),
        },
    })
}

pub(super) fn decode_owner(row: &dyn Row) -> Result<Owner, BadValue> {
    let text = |index, column| optional_text(row, index, "user_tenant", column);
    let create_time = match row.value(3) {
        Value::Int(time) => Some(time),
        _ => None,
    };
    Ok(Owner {
        has_no_time: create_time.is_none(),
        create_time: create_time.unwrap_or_default(),
        id: text(2, "id")?.unwrap_or_default(),
        user_id: text(1, "user_id")?.unwrap_or_default(),
    })
}
