//! When a key was created.

use super::api_key::ApiKey;
use super::legacy;

/// When a key was created, Unix time in milliseconds. Where the row has no time, that in a
/// guessable key counts.
pub fn created_ms(key: &ApiKey<'_>) -> Option<i64> {
    key.create_time.or_else(|| {
        let time = legacy::minted_at(key.token.expose(), None)?;
        Some(time.timestamp_millis())
    })
}
