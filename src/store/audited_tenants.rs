//! The facts about tenants that an audit or a list of all keys needs, a page of
//! tenants at a time.
//!
//! Each table is read by itself along an index, from the first tenant of the page to
//! the last, and the rows are put together here. A join would look up each tenant
//! in the other tables, which takes MySQL several times as long, and fails where the
//! tables have different collations.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use super::decode::optional_text;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::sql::audit::{Capabilities, Ids, Scope};
use super::value::{Param, Row, Value};
use super::walk::{Walk, damaged_index};
use crate::domain::audit::{AuditedTenant, TenantUser};

/// The most tenants whose facts are in memory at a time.
const TENANTS_PER_PAGE: u32 = 20_000;

/// The tenants of a small first page. Each page is ten times as large as the one before,
/// up to the most.
const FIRST_PAGE: u32 = 100;

/// A page with more tenants than this may read the whole table of memberships.
const MANY_TENANTS: usize = 1_000;

/// The most memberships for each tenant of such a page: MySQL finds a row through the
/// index in ten times the time that it takes to read the next one.
const MEMBERSHIPS_PER_TENANT: u32 = 10;

/// The ids that one statement looks up.
const IDS_PER_STATEMENT: usize = 100;

/// Reads the tenants of a scope that have keys, page by page.
pub struct AuditedTenants<'a> {
    scope: Scope<'a>,
    capabilities: Capabilities,
    page_size: u32,
    walk: Walk<String>,
    /// The rows of `user_tenant`, counted up to as many as may be read for a full page.
    /// `None` before they are counted.
    memberships: Option<u64>,
}

impl<'a> AuditedTenants<'a> {
    /// Starts before the first tenant.
    pub fn new(scope: Scope<'a>, capabilities: Capabilities) -> Self {
        Self {
            scope,
            capabilities,
            page_size: TENANTS_PER_PAGE,
            walk: Walk::default(),
            memberships: None,
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
        self.page_size = TENANTS_PER_PAGE.min(self.page_size * 10);
        if tenants.iter().any(|tenant| self.walk.has_seen(&tenant.id)) {
            return Err(damaged_index(store));
        }
        if let Some(last) = tenants.last() {
            self.walk.advance(last.id.clone());
            store.add_users(&mut tenants, self.capabilities)?;
            let memberships = self.memberships_of(store, tenants.len())?;
            store.add_owners(&mut tenants, &memberships)?;
        }
        Ok(tenants)
    }

    /// The memberships for a FROM clause that looks up the owners of this number of tenants.
    fn memberships_of(&mut self, store: &mut Store, tenants: usize) -> Result<String, StoreError> {
        let memberships = store.lookups()?.memberships;
        if memberships == sql::audit::ANY_PLAN || tenants <= MANY_TENANTS {
            return Ok(memberships);
        }
        let counted = match self.memberships {
            Some(counted) => counted,
            None => store.count_memberships(1 + TENANTS_PER_PAGE * MEMBERSHIPS_PER_TENANT)?,
        };
        self.memberships = Some(counted);
        match counted / u64::from(MEMBERSHIPS_PER_TENANT) > tenants as u64 {
            true => Ok(memberships),
            false => Ok(sql::audit::ANY_PLAN.to_owned()),
        }
    }
}

/// A row of `user_tenant` that makes a user the owner of a tenant. In order: the
/// oldest first, those without a time last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Owner {
    has_no_time: bool,
    create_time: i64,
    id: String,
    user_id: String,
}

/// Writes a statement that selects rows by their ids.
type Select<'a> = dyn Fn(Ids) -> String + 'a;

/// Takes what is needed from a row.
type Decode<T> = fn(&dyn Row) -> Result<T, BadValue>;

/// Values, each with the place of its id in a list of ids.
type Placed<T> = Vec<(usize, T)>;

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
    fn add_users(
        &mut self,
        tenants: &mut [AuditedTenant],
        capabilities: Capabilities,
    ) -> Result<(), StoreError> {
        let dialect = self.connection.dialect();
        let select = |ids| sql::audit::users(dialect, capabilities, ids);
        for (place, user) in self.rows_of_tenants(&select, tenants, decode_user)? {
            tenants[place].user = Some(user);
        }
        Ok(())
    }

    /// Finds out which tenants have an owner, and the e-mail of the oldest owner
    /// whose user exists.
    fn add_owners(
        &mut self,
        tenants: &mut [AuditedTenant],
        memberships: &str,
    ) -> Result<(), StoreError> {
        let select = |ids| sql::audit::owners(memberships, ids);
        let mut owners = self.rows_of_tenants(&select, tenants, decode_owner)?;
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

    /// The number of memberships, counted up to a limit.
    fn count_memberships(&mut self, limit: u32) -> Result<u64, StoreError> {
        let mut count = 0;
        self.stream(
            sql::audit::COUNT_MEMBERSHIPS,
            &[i64::from(limit).into()],
            &mut |row| {
                count = row.value(0).as_count();
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(count)
    }

    /// The e-mails of those of these users who exist, by id.
    fn emails(&mut self, users: BTreeSet<&str>) -> Result<HashMap<String, String>, StoreError> {
        let dialect = self.connection.dialect();
        let users: Vec<_> = users.into_iter().enumerate().collect();
        let select = |ids| sql::audit::users(dialect, Capabilities::default(), ids);
        let found = self.equal_rows(&select, &users, decode_user)?;
        let emails = found
            .into_iter()
            .map(|(place, user)| (users[place].1.to_owned(), user.email));
        Ok(emails.collect())
    }

    /// The rows of another table with the ids of tenants, which are in the order of
    /// their own table's index.
    fn rows_of_tenants<T>(
        &mut self,
        select: &Select<'_>,
        tenants: &[AuditedTenant],
        decode: Decode<T>,
    ) -> Result<Placed<T>, StoreError> {
        let ids = || tenants.iter().map(|tenant| tenant.id.as_str()).enumerate();
        let places: HashMap<&str, usize> = ids().map(|(place, id)| (id, place)).collect();
        let (Some((_, first)), Some((_, last))) = (ids().next(), ids().next_back()) else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        let mut is_found = vec![false; tenants.len()];
        self.stream(
            &select(Ids::Between),
            &[first.into(), last.into()],
            &mut |row| {
                if let Value::Text(id) = row.value(0)
                    && let Some(&place) = places.get(id)
                {
                    is_found[place] = true;
                    rows.push((place, decode(row)?));
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        let others: Vec<_> = ids().filter(|(place, _)| !is_found[*place]).collect();
        rows.extend(self.equal_rows(select, &others, decode)?);
        Ok(rows)
    }

    /// The rows whose ids the engine finds equal to these, as RAGFlow's server does:
    /// on MySQL also ids that differ in case.
    fn equal_rows<T>(
        &mut self,
        select: &Select<'_>,
        ids: &[(usize, &str)],
        decode: Decode<T>,
    ) -> Result<Placed<T>, StoreError> {
        let mut rows = Vec::new();
        for some in ids.chunks(IDS_PER_STATEMENT) {
            let selects: Vec<String> = (0..some.len()).map(|id| select(Ids::EqualTo(id))).collect();
            let params: Vec<Param<'_>> = some.iter().map(|(_, id)| (*id).into()).collect();
            self.stream(&selects.join(" UNION ALL "), &params, &mut |row| {
                let id = usize::try_from(row.value(0).as_count()).unwrap_or(usize::MAX);
                if let Some((place, _)) = some.get(id) {
                    rows.push((*place, decode(row)?));
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(rows)
    }
}

fn decode_user(row: &dyn Row) -> Result<TenantUser, BadValue> {
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

fn decode_owner(row: &dyn Row) -> Result<Owner, BadValue> {
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
