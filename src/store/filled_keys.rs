//! Reading the keys with a beta, page by page along the primary key.

use std::ops::ControlFlow;

use super::decode::{bad_key_value, decode_key};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use super::walk::{Walk, damaged_index};
use crate::domain::api_key::ApiKey;
use crate::env::Clock;

/// The tenant and the key of a row.
type Place = (String, String);

/// Reads all keys with a beta once, of one tenant or of all.
pub struct FilledKeys {
    tenant_id: Option<String>,
    walk: Walk<Place>,
}

impl FilledKeys {
    /// `None`: of all tenants.
    pub fn new(tenant_id: Option<&str>) -> Self {
        Self {
            tenant_id: tenant_id.map(str::to_owned),
            walk: Walk::default(),
        }
    }

    /// The keys that satisfy a condition among the next `limit` keys with a beta;
    /// `None` after the last. A key that cannot be decoded is left out. A lost
    /// connection is replaced.
    ///
    /// # Errors
    /// If the database cannot be read, or its index is damaged.
    pub fn next_page(
        &mut self,
        store: &mut Store,
        limit: usize,
        is_wanted: &dyn Fn(&ApiKey<'_>) -> bool,
        clock: &dyn Clock,
    ) -> Result<Option<Vec<ApiKey<'static>>>, StoreError> {
        let read = |store: &mut Store| self.read_page(store, limit, is_wanted);
        let (last, page) = store.with_retries(clock, read)?;
        let Some(last) = last else {
            return Ok(None);
        };
        self.walk.advance(last);
        Ok(Some(page))
    }

    /// The place of the last key of a page, and the wanted keys.
    fn read_page(
        &self,
        store: &mut Store,
        limit: usize,
        is_wanted: &dyn Fn(&ApiKey<'_>) -> bool,
    ) -> Result<(Option<Place>, Vec<ApiKey<'static>>), StoreError> {
        let after = self.walk.last();
        let after = after.map(|(tenant_id, token)| (tenant_id.as_str(), token.as_str()));
        let tenant_id = self.tenant_id.as_deref();
        let dialect = store.connection.dialect();
        let (sql, params) = sql::backfill::filled_page(dialect, tenant_id, after, limit);
        let (mut last, mut page, mut is_repeated) = (None, Vec::new(), false);
        store.query_page(&sql, &params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad_key_value(row, "tenant_id or token", 0, "text"));
            };
            let place = (tenant.to_owned(), token.to_owned());
            is_repeated |= self.walk.has_seen(&place);
            last = Some(place);
            // `=` ignores case and trailing blanks on MySQL; an id is compared by its
            // bytes. A row that cannot be decoded does not stop the others.
            if tenant_id.is_none_or(|id| id == tenant)
                && let Ok(key) = decode_key(row)
                && is_wanted(&key)
            {
                page.push(key.into_owned());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        match is_repeated {
            true => Err(damaged_index(store, "api_token")),
            false => Ok((last, page)),
        }
    }
}
