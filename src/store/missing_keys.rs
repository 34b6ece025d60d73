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
    walk: Walk,
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
        let last = self.walk.last.as_ref();
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
            is_repeated |= self.walk.has_seen(tenant, token);
            page.push((tenant.to_owned(), Token::new(token.to_owned())));
            Ok(ControlFlow::Continue(()))
        })?;
        match is_repeated {
            true => Err(damaged_index(store)),
            false => Ok(page),
        }
    }
}

/// The way along the primary key. Its order is that of the columns' collation,
/// which only the server knows; but whatever it is, no key comes twice, unless the
/// index is damaged. Without a check the way could lead in a circle for ever.
#[derive(Default)]
struct Walk {
    /// The last key that was read.
    last: Option<(String, Token<'static>)>,
    /// A key that was read before.
    earlier: Option<(String, Token<'static>)>,
    pages: u64,
}

impl Walk {
    fn advance(&mut self, last: (String, Token<'static>)) {
        self.pages += 1;
        // After 1, 2, 4, 8, … pages: a circle of any length is noticed.
        if self.pages.is_power_of_two() {
            self.earlier = Some(last.clone());
        }
        self.last = Some(last);
    }

    /// Whether this is one of the two keys that are remembered.
    fn has_seen(&self, tenant_id: &str, token: &str) -> bool {
        let is_this = |key: &Option<(String, Token<'_>)>| {
            let key = key.as_ref();
            key.is_some_and(|key| key.0 == tenant_id && key.1.expose() == token)
        };
        is_this(&self.last) || is_this(&self.earlier)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of keys that are read until a repeated one is noticed. After
    /// `circle + before` keys the index leads back to key `before`.
    fn keys_until_noticed(before: usize, circle: usize, page: usize) -> usize {
        let mut walk = Walk::default();
        let mut number = 0;
        for read in 1.. {
            let token = number.to_string();
            if walk.has_seen("t", &token) {
                return read;
            }
            if read % page == 0 {
                walk.advance(("t".to_owned(), Token::new(token)));
            }
            number += 1;
            if number == before + circle {
                number = before;
            }
        }
        unreachable!("an endless loop")
    }

    #[test]
    fn an_index_that_leads_in_a_circle_is_noticed() {
        for before in [0, 1, 5, 40] {
            for circle in [1, 2, 3, 17, 100] {
                for page in [1, 2, 7, 30] {
                    let most = 4 * (before + circle + page) + 2;
                    let read = keys_until_noticed(before, circle, page);
                    assert!(read <= most, "{before} {circle} {page}: {read}");
                }
            }
        }
    }
}
