//! Reading the keys without a beta, page by page along the primary key.

use std::ops::ControlFlow;

use super::decode::bad_key_value;
use super::driver_error::{DriverError, Fault};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use crate::domain::token::Token;
use crate::env::Clock;

/// The most keys that memory is reserved for before they are read.
const MAX_RESERVED_KEYS: usize = 10_000;

/// Some keys without a beta, `(tenant, key)`, in the order of the primary key.
pub type Page = Vec<(String, Token<'static>)>;

/// Reads all keys without a beta once, of one tenant or of all.
pub struct MissingKeys {
    tenant_id: Option<String>,
    only_owned: bool,
    /// The last key that was read.
    last: Option<(String, Token<'static>)>,
    /// A key that was read before. The order of the primary key is that of the
    /// column's collation, which only the server knows; but whatever it is, no key
    /// comes twice, unless the index is damaged.
    earlier: Option<(String, Token<'static>)>,
    pages: u64,
}

impl MissingKeys {
    /// `only_owned` leaves out tenants without an owner.
    pub fn new(tenant_id: Option<&str>, only_owned: bool) -> Self {
        Self {
            tenant_id: tenant_id.map(str::to_owned),
            only_owned,
            last: None,
            earlier: None,
            pages: 0,
        }
    }

    /// The next keys, at most `limit`; none after the last. A lost connection is
    /// replaced.
    ///
    /// # Errors
    /// If the database cannot be read, or its index is damaged.
    pub fn next_page(
        &mut self,
        store: &mut Store,
        limit: usize,
        clock: &dyn Clock,
    ) -> Result<Page, StoreError> {
        loop {
            let mut page = store.with_retries(clock, |store| self.read_page(store, limit))?;
            let Some(last) = page.last() else {
                return Ok(page);
            };
            self.last = Some(last.clone());
            self.pages += 1;
            // After 1, 2, 4, 8, … pages: a circle of any length is noticed.
            if self.pages.is_power_of_two() {
                self.earlier = self.last.clone();
            }
            // `=` ignores case and trailing blanks on MySQL; an id is compared by
            // its bytes.
            if let Some(tenant_id) = &self.tenant_id {
                page.retain(|(tenant, _)| tenant == tenant_id);
            }
            if !page.is_empty() {
                return Ok(page);
            }
        }
    }

    fn read_page(&self, store: &mut Store, limit: usize) -> Result<Page, StoreError> {
        let last = self.last.as_ref();
        let after = last.map(|(tenant_id, token)| (tenant_id.as_str(), token.expose()));
        let dialect = store.connection.dialect();
        let tenant_id = self.tenant_id.as_deref();
        let (sql, params) =
            sql::backfill::missing_page(dialect, tenant_id, self.only_owned, after, limit);
        let mut page = Page::with_capacity(limit.min(MAX_RESERVED_KEYS));
        let mut is_repeated = false;
        store.query_page(&sql, &params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad_key_value(row, "tenant_id or token", 0, "text"));
            };
            let is_this = |key: &Option<(String, Token<'_>)>| {
                let key = key.as_ref();
                key.is_some_and(|key| key.0 == tenant && key.1.expose() == token)
            };
            is_repeated |= is_this(&self.last) || is_this(&self.earlier);
            page.push((tenant.to_owned(), Token::new(token.to_owned())));
            Ok(ControlFlow::Continue(()))
        })?;
        match is_repeated {
            true => Err(damaged_index(store)),
            false => Ok(page),
        }
    }
}

fn damaged_index(store: &Store) -> StoreError {
    let error = DriverError::new(
        Fault::Schema,
        "the index of the primary key of api_token is damaged: it returns the same key twice",
    );
    let error = error.with_hint(
        "rebuild the indexes of the table: REINDEX TABLE api_token (PostgreSQL), REINDEX api_token \
         (SQLite), OPTIMIZE TABLE api_token (MySQL)",
    );
    StoreError::new("cannot read from", &store.url, error)
}
