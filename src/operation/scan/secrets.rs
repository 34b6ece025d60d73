//! One pass over the database, which leaves a fingerprint of each secret.

use crate::domain::scan::SecretIndex;
use crate::domain::token::Beta;
use crate::error::Result;
use crate::operation::audit::UnreadableKeys;
use crate::store::Store;

/// The secrets that are searched.
pub(crate) struct Secrets {
    pub(crate) index: SecretIndex,
    /// Whether the access tokens of users could be read: without them no login
    /// token is recognised.
    pub(crate) has_access_tokens: bool,
    pub(crate) unreadable: UnreadableKeys,
}

/// Reads all secrets of a database.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read_secrets(store: &mut Store) -> Result<Secrets> {
    let mut index = SecretIndex::default();
    let mut unreadable = UnreadableKeys::default();
    store.stream_secrets(
        &mut |token, beta| {
            index.add_key(token.expose());
            index.add_secret(beta.map_or("", Beta::expose));
        },
        &mut |reason| unreadable.add(reason),
    )?;
    let has_access_tokens =
        store.stream_access_tokens(&mut |token| index.add_access_token(token))?;
    // Reading the text may take hours.
    store.end_snapshot()?;
    Ok(Secrets {
        index,
        has_access_tokens,
        unreadable,
    })
}
