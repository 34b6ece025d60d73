//! Finding keys by what an operator knows of them.

use std::ops::ControlFlow;

use super::decode::decode;
use super::{Store, StoreError, sql};
use crate::domain::record::Record;
use crate::domain::selector::{Fit, Selector};

/// A key that fits, and which selector it fits.
#[derive(Clone, Debug)]
pub struct Match {
    /// The place of the selector in the list.
    pub selector: usize,
    /// By what.
    pub fit: Fit,
    /// The row.
    pub key: Record<'static>,
}

impl Store {
    /// The keys that fit any of the selectors, of all tenants. IDs are looked
    /// for in one pass over all keys, because no engine can be asked for a
    /// hash; secrets through the indexes on key and beta.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_keys(&mut self, selectors: &[Selector]) -> Result<Vec<Match>, StoreError> {
        let mut found = Vec::new();
        let mut ids = Vec::new();
        for (index, selector) in selectors.iter().enumerate() {
            let Selector::Secret(secret) = selector else {
                ids.push((index, selector));
                continue;
            };
            // The engine's collation may let more pass: `fit` compares bytes.
            let params = [secret.as_str().into(), secret.as_str().into()];
            self.query(sql::KEYS_OF_SECRET, &params, &mut |row| {
                let key = decode(row)?;
                if let Some(fit) = selector.fit(&key) {
                    found.push(Match {
                        selector: index,
                        fit,
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
                    if matches!(selector, Selector::Id(start) if id.starts_with(start.as_str())) {
                        found.push(Match {
                            selector: *index,
                            fit: Fit::Id,
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
