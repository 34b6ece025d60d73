//! Finding keys by what an operator knows of them.

use std::ops::ControlFlow;

use super::decode::decode;
use super::{Store, StoreError, sql};
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::{KeySelector, MatchedField};

/// A key that fits, and which selector it fits.
#[derive(Clone, Debug)]
pub struct Match {
    /// The place of the selector in the list.
    pub selector: usize,
    /// By what.
    pub matched_by: MatchedField,
    /// The row.
    pub key: ApiKey<'static>,
}

impl Store {
    /// The keys that matched_by any of the selectors, of all tenants. IDs are looked
    /// for in one pass over all keys, because no engine can be asked for a
    /// hash; secrets through the indexes on key and beta.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_keys(&mut self, selectors: &[KeySelector]) -> Result<Vec<Match>, StoreError> {
        let mut found = Vec::new();
        let mut ids = Vec::new();
        for (index, selector) in selectors.iter().enumerate() {
            let KeySelector::Secret(secret) = selector else {
                ids.push((index, selector));
                continue;
            };
            // The engine's collation may let more pass: `matched_by` compares bytes.
            let params = [secret.as_str().into(), secret.as_str().into()];
            self.query(sql::KEYS_OF_SECRET, &params, &mut |row| {
                let key = decode(row)?;
                if let Some(matched_by) = selector.matched_field(&key) {
                    found.push(Match {
                        selector: index,
                        matched_by,
                        key: key.into_owned(),
                    });
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        if !ids.is_empty() {
            self.query(sql::ALL_KEYS, &[], &mut |row| {
                let key = decode(row)?;
                let id = key.token.id();
                for (index, selector) in &ids {
                    if matches!(selector, KeySelector::Id(start) if id.starts_with(start.as_str()))
                    {
                        found.push(Match {
                            selector: *index,
                            matched_by: MatchedField::Id,
                            key: key.clone().into_owned(),
                        });
                    }
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(found)
    }
}
