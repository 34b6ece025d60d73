//! A key that a command added, as its undo file names it: found again without
//! being stored a second time.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::api_key::ApiKey;
use super::serialized_key::SerializedKey;
use super::token::Token;

/// The tenant of an added key, and hashes of the key and of its whole row. A
/// guessable key can be found from its hash, as from its ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedKey {
    /// The tenant of the key.
    pub tenant_id: String,
    /// SHA-256 of the key, in hex digits.
    pub key: String,
    /// SHA-256 of the nine columns, in hex digits.
    pub row: String,
}

impl AddedKey {
    /// Names a row.
    pub fn new(row: &ApiKey<'_>) -> Self {
        Self {
            tenant_id: row.tenant_id.to_string(),
            key: hash_of_key(&row.token),
            row: hash_of_row(row),
        }
    }

    /// Whether the row is as it was added.
    pub fn is_unchanged(&self, row: &ApiKey<'_>) -> bool {
        self.row == hash_of_row(row)
    }
}

/// SHA-256 of a key, in hex digits.
pub fn hash_of_key(token: &Token<'_>) -> String {
    hex::encode(Sha256::digest(token.expose().as_bytes()))
}

fn hash_of_row(row: &ApiKey<'_>) -> String {
    // Only numbers and texts: this cannot fail.
    let columns = serde_json::to_vec(&SerializedKey::from(row)).unwrap_or_default();
    hex::encode(Sha256::digest(columns))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Beta;

    #[test]
    fn a_changed_row_is_recognised_and_no_secret_is_kept() {
        let key = ApiKey {
            beta: Some(Beta::new("beta-of-the-key")),
            ..ApiKey::with_primary_key("t", "ragflow-secret")
        };
        let added = AddedKey::new(&key);
        assert!(added.is_unchanged(&key));
        assert_eq!(added.key, hash_of_key(&key.token));
        let other = ApiKey {
            beta: Some(Beta::new("another")),
            ..key
        };
        assert!(!added.is_unchanged(&other));
        let text = serde_json::to_string(&added).expect("JSON");
        assert!(!text.contains("secret") && !text.contains("beta-of"));
    }
}
