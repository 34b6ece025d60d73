//! Finding keys by what is known of them.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use super::decode::{bad_key_value, decode_key};
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::{Param, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::change::has_same_primary_key;
use crate::domain::key_selector::{KeySelector, MatchedField};
use crate::domain::token::Token;

/// A key that matches one of several selectors.
#[derive(Clone, Debug)]
pub struct KeyMatch {
    /// The index of the selector in the list.
    pub selector: usize,
    /// The part of the key that the selector matches.
    pub matched_by: MatchedField,
    /// The key.
    pub key: ApiKey<'static>,
}

/// The beginnings of IDs that are looked for, by their length.
struct WantedIds<'a>(BTreeMap<usize, HashMap<&'a str, Vec<usize>>>);

impl<'a> WantedIds<'a> {
    fn new(ids: &[(usize, &'a KeySelector)]) -> Self {
        let mut wanted: BTreeMap<usize, HashMap<&str, Vec<usize>>> = BTreeMap::new();
        for (index, selector) in ids {
            if let KeySelector::Id(start) = selector {
                let same_length = wanted.entry(start.len()).or_default();
                same_length.entry(start).or_default().push(*index);
            }
        }
        Self(wanted)
    }

    /// The selectors that an ID begins with.
    fn selectors(&self, id: &str) -> impl Iterator<Item = usize> {
        let found = self.0.iter().filter_map(|(length, starts)| {
            let start = id.get(..*length)?;
            starts.get(start)
        });
        found.flatten().copied()
    }
}

impl Store {
    /// The key of exactly this tenant and token, as it is stored now.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_key(&mut self, key: &ApiKey<'_>) -> Result<Option<ApiKey<'static>>, StoreError> {
        let sql = sql::keys::by_primary_key(self.connection.dialect());
        let found = self.read_by_primary_key(&sql, key)?;
        Ok(found.filter(|found| has_same_primary_key(found, key)))
    }

    /// The row that the engine finds for this primary key. It may differ in case
    /// or in trailing blanks, if the collation ignores those.
    pub(super) fn read_by_primary_key(
        &mut self,
        sql: &str,
        key: &ApiKey<'_>,
    ) -> Result<Option<ApiKey<'static>>, StoreError> {
        let params = [key.tenant_id.as_ref().into(), key.token.expose().into()];
        let mut found = None;
        self.query(sql, &params, &mut |row| {
            found = Some(decode_key(row)?.into_owned());
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// The keys of all tenants that match any of the selectors. IDs are looked
    /// for in one pass over all keys, because no engine can search by a hash;
    /// secrets are looked up through the indexes on key and beta.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_keys(&mut self, selectors: &[KeySelector]) -> Result<Vec<KeyMatch>, StoreError> {
        let mut found = Vec::new();
        let mut ids = Vec::new();
        for (index, selector) in selectors.iter().enumerate() {
            let KeySelector::Secret(secret) = selector else {
                ids.push((index, selector));
                continue;
            };
            let params = [secret.as_str().into(), secret.as_str().into()];
            self.query(sql::keys::BY_TOKEN_OR_BETA, &params, &mut |row| {
                let key = decode_key(row)?;
                // The engine's collation may find more: this compares bytes.
                if let Some(matched_by) = selector.matched_field(&key) {
                    found.push(KeyMatch {
                        selector: index,
                        matched_by,
                        key: key.into_owned(),
                    });
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        if !ids.is_empty() {
            self.find_by_id(&ids, &mut found)?;
        }
        Ok(found)
    }

    fn find_by_id(
        &mut self,
        ids: &[(usize, &KeySelector)],
        found: &mut Vec<KeyMatch>,
    ) -> Result<(), StoreError> {
        let mut places = Vec::new();
        let wanted = WantedIds::new(ids);
        // Nothing else is read: a row with a bad value must not hide the others.
        self.query(sql::keys::PRIMARY_KEYS, &[], &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad_key_value(row, "tenant_id or token", 0, "text"));
            };
            let token = Token::new(token);
            for selector in wanted.selectors(&token.id()) {
                places.push((selector, tenant.to_owned(), token.clone().into_owned()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for (selector, tenant_id, token) in places {
            let place = ApiKey::with_primary_key(&tenant_id, token.expose());
            // Another session may have deleted it since.
            if let Some(key) = self.find_key(&place)? {
                found.push(KeyMatch {
                    selector,
                    matched_by: MatchedField::Id,
                    key,
                });
            }
        }
        Ok(())
    }

    /// The keys whose token, or whose beta, the engine itself finds equal to a
    /// text: by its collation, as RAGFlow's server does. The bytes may differ.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_equal_keys(
        &mut self,
        matched_by: MatchedField,
        text: &str,
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let sql = match matched_by {
            MatchedField::Beta => sql::keys::BY_BETA,
            MatchedField::Id | MatchedField::Token => sql::keys::BY_TOKEN,
        };
        self.collect_keys(sql, &[text.into()])
    }

    /// A few keys whose token or beta equals a text except for the case of
    /// letters: a text that was typed from a screen, or that went through a
    /// spreadsheet.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_keys_ignoring_case(
        &mut self,
        text: &str,
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let lower = text.to_lowercase();
        let params = [lower.as_str().into(), lower.as_str().into()];
        self.collect_keys(sql::keys::BY_LOWER_CASE, &params)
    }

    /// The keys that satisfy a condition, of one tenant or of all, in the order
    /// of the primary key. All rows are read; only those that `is_wanted` accepts
    /// are kept.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn filter_keys(
        &mut self,
        tenant_id: Option<&str>,
        is_wanted: &dyn Fn(&ApiKey<'_>) -> bool,
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let listing = sql::listing::Listing {
            tenant_id,
            ..sql::listing::Listing::default()
        };
        let lookups = self.lookups()?;
        let dialect = self.connection.dialect();
        let (sql, params) = sql::listing::keys(dialect, &lookups, &listing);
        let mut keys = Vec::new();
        self.query(&sql, &params, &mut |row| {
            let key = decode_key(row)?;
            if tenant_id.is_none_or(|tenant_id| tenant_id == key.tenant_id) && is_wanted(&key) {
                keys.push(key.into_owned());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(keys)
    }

    fn collect_keys(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let mut keys = Vec::new();
        self.query(sql, params, &mut |row| {
            keys.push(decode_key(row)?.into_owned());
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(keys)
    }
}
