//! Reading the keys without a beta, page by page along the primary key.

use std::ops::ControlFlow;

use super::decode::bad_key_value;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use super::walk::{Walk, damaged_index};
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
    walk: Walk<(String, Token<'static>)>,
}

impl MissingKeys {
    /// `only_owned` leaves out tenants without an owner.
    pub fn new(tenant_id: Option<&str>, only_owned: bool) -> Self {
        Self {
            tenant_id: tenant_id.map(str::to_owned),
            only_owned,
            walk: Walk::default(),
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
            self.walk.advance(last.clone());
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
        let last = self.walk.last();
        let after = last.map(|(tenant_id, token)| (tenant_id.as_str(), token.expose()));
        let owned = match self.only_owned {
            true => Some(store.lookups()?),
            false => None,
        };
        let dialect = store.connection.dialect();
        let tenant_id = self.tenant_id.as_deref();
        let (sql, params) =
            sql::backfill::missing_page(dialect, tenant_id, owned.as_ref(), after, limit);
        let mut page = Page::with_capacity(limit.min(MAX_RESERVED_KEYS));
        let mut is_repeated = false;
        store.query_page(&sql, &params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad_key_value(row, "tenant_id or token", 0, "text"));
            };
            let key = (tenant.to_owned(), Token::new(token.to_owned()));
            is_repeated |= self.walk.has_seen(&key);
            page.push(key);
            Ok(ControlFlow::Continue(()))
        })?;
        match is_repeated {
            true => Err(damaged_index(store, "api_token")),
            false => Ok(page),
        }
    }
}
