//! API keys: reading them as they stream by, and adding them.

use std::ops::ControlFlow;

use super::audited_tenants::AuditedTenants;
use super::decode::decode_key;
use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::audit::{Capabilities, Scope};
use super::sql::listing::{BindingNames, Listing};
use super::transaction::Tx;
use super::value::{Param, Row, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditedTenant, TenantCursor};
use crate::domain::token::Beta;

/// What a listing looks up for a key in other tables, if it is asked to.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListedNames<'a> {
    /// The e-mail of the owner, else of the user with the tenant's id.
    pub user: Option<&'a str>,
    /// The name of what the key is bound to.
    pub binding: Option<&'a str>,
}

/// Called for each key of a listing.
pub type KeyCallback<'a, E> = dyn FnMut(&ApiKey<'_>, ListedNames<'_>) -> Result<(), E> + 'a;

/// Called for each row that the engine finds for a listing. Returns whether to go
/// on.
type ListedRow<'a, E> = dyn FnMut(&ApiKey<'_>, ListedNames<'_>) -> Result<bool, E> + 'a;

impl Store {
    /// Streams keys, each with the names that the listing asks for. Nothing is
    /// collected.
    ///
    /// # Errors
    /// If the database cannot be read, a value has an unexpected type, or `each`
    /// fails.
    pub fn list_keys<E: From<StoreError>>(
        &mut self,
        listing: &Listing<'_>,
        each: &mut KeyCallback<'_, E>,
    ) -> Result<(), E> {
        if listing.with_user && listing.tenant_id.is_none() && listing.order.is_none() {
            return self.list_keys_of_all_users(listing, each);
        }
        let mut skipped = 0;
        let mut listed = 0;
        self.list_rows(listing, &mut |key, names| {
            // `=` ignores case on MySQL; an id is compared by its bytes.
            if listing.tenant_id.is_some_and(|id| id != key.tenant_id) {
                skipped += 1;
                return Ok(true);
            }
            listed += 1;
            each(key, names).map(|()| true)
        })?;
        let Some(limit) = listing.limit.filter(|_| skipped > 0) else {
            return Ok(());
        };
        // The limit was reached with rows of other tenants: the others follow
        // without it.
        let mut position = 0;
        let unlimited = Listing {
            limit: None,
            ..listing.clone()
        };
        self.list_rows(&unlimited, &mut |key, names| {
            if listing.tenant_id.is_some_and(|id| id != key.tenant_id) {
                return Ok(true);
            }
            position += 1;
            if position > listed && position <= limit {
                each(key, names)?;
            }
            Ok(position < limit)
        })
    }

    /// Streams the keys of all tenants in the order of the primary key. The users of
    /// a page of tenants are read at once: a look-up for each key takes MySQL many
    /// times as long as the rest.
    fn list_keys_of_all_users<E: From<StoreError>>(
        &mut self,
        listing: &Listing<'_>,
        each: &mut KeyCallback<'_, E>,
    ) -> Result<(), E> {
        let mut left = listing.limit.unwrap_or(u64::MAX);
        let pages = AuditedTenants::new(Scope::All, Capabilities::default());
        let mut pages = pages.with_small_first_pages();
        loop {
            let tenants = pages.next_page(self)?;
            let (Some(first), Some(last)) = (tenants.first(), tenants.last()) else {
                return Ok(());
            };
            let page = Listing {
                tenants: Some([&first.id, &last.id]),
                limit: listing.limit.map(|_| left),
                with_user: false,
                ..listing.clone()
            };
            let mut cursor = TenantCursor::default();
            self.list_rows(&page, &mut |key, names| {
                left -= 1;
                let tenant = cursor.find(&tenants, &key.tenant_id);
                let user = tenant.and_then(AuditedTenant::email);
                each(key, ListedNames { user, ..names }).map(|()| true)
            })?;
            if left == 0 {
                return Ok(());
            }
        }
    }

    /// Streams the rows that the engine finds.
    fn list_rows<E: From<StoreError>>(
        &mut self,
        listing: &Listing<'_>,
        each: &mut ListedRow<'_, E>,
    ) -> Result<(), E> {
        let lookups = self.lookups()?;
        let dialect = self.connection.dialect();
        let (sql, params) = sql::listing::keys(dialect, &lookups, listing);
        // A tenant has a few keys: a thread would cost more than they do.
        let prefetch = listing.tenant_id.is_none();
        let mut ended = false;
        self.each_key(&sql, &params, prefetch, &mut |row, key| {
            if ended {
                return Ok(());
            }
            let text = |is_selected: bool, index| match is_selected.then(|| row.value(index)) {
                Some(Value::Text(text)) => Some(text),
                _ => None,
            };
            let names = ListedNames {
                user: text(listing.with_user, 9),
                binding: text(listing.names != BindingNames::default(), 10),
            };
            ended = !each(key, names)?;
            Ok(())
        })
    }

    /// Streams the keys of a query, each with its row for the values after the
    /// nine columns. Nothing is collected; `prefetch` reads the next rows while
    /// `each` works.
    fn each_key<E: From<StoreError>>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        prefetch: bool,
        each: &mut dyn FnMut(&dyn Row, &ApiKey<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failure = None;
        let mut each = |row: &dyn Row| {
            let key = decode_key(row)?;
            Ok(match each(row, &key) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            })
        };
        if prefetch {
            self.stream(sql, params, &mut each)?;
        } else {
            self.query(sql, params, &mut each)?;
        }
        failure.map_or(Ok(()), Err)
    }
}

impl Tx<'_> {
    /// Adds a key.
    ///
    /// # Errors
    /// If the engine refuses, or did not add exactly one row.
    pub fn insert_key(&mut self, key: &ApiKey<'_>) -> Result<(), StoreError> {
        let params = [
            key.tenant_id.as_ref().into(),
            key.token.expose().into(),
            Param::Text(key.dialog_id.as_deref()),
            Param::Text(key.source.as_deref()),
            Param::Text(key.beta.as_ref().map(Beta::expose)),
            Param::Date(key.create_date),
            Param::Int(key.create_time),
            Param::Date(key.update_date),
            Param::Int(key.update_time),
        ];
        let inserted = self.store.connection.execute(sql::keys::INSERT, &params);
        let error = match inserted {
            Ok(1) => return Ok(()),
            Ok(rows) => {
                let message = format!("{rows} rows were added instead of one");
                DriverError::new(Fault::Other, message)
            }
            Err(error) => error,
        };
        Err(StoreError::new(
            "cannot add a key to",
            &self.store.url,
            error,
        ))
    }
}
