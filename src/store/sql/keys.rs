//! Single rows of `api_token`.

use crate::store::dialect::Dialect;

/// A new key, with every column named.
pub(crate) const INSERT: &str = "INSERT INTO api_token (tenant_id, token, dialog_id, source, \
     beta, create_date, create_time, update_date, update_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// The nine columns of a key, in the endpoint's order.
macro_rules! select_keys {
    ($rest:literal) => {
        concat!(
            "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, \
             update_date, update_time FROM api_token",
            $rest
        )
    };
}

/// The keys whose token or beta the engine finds equal to a secret. It compares
/// by its collation, so the caller compares the bytes. Two halves, because an
/// OR would keep an older MySQL from using both indexes.
pub(crate) const BY_TOKEN_OR_BETA: &str = concat!(
    select_keys!(" WHERE token = ? UNION "),
    select_keys!(" WHERE beta = ?")
);

/// The halves of [`BY_TOKEN_OR_BETA`], for callers that need to know which of
/// the two matches.
pub(crate) const BY_TOKEN: &str = select_keys!(" WHERE token = ?");
pub(crate) const BY_BETA: &str = select_keys!(" WHERE beta = ?");

/// A few keys whose token or beta equals a text except for the case of letters.
/// No index serves this condition: it reads all keys, and is used only if
/// nothing else was found.
pub(crate) const BY_LOWER_CASE: &str =
    select_keys!(" WHERE LOWER(token) = ? OR LOWER(beta) = ? ORDER BY tenant_id, token LIMIT 10");

/// The primary key of every key, in its order.
pub(crate) const PRIMARY_KEYS: &str =
    "SELECT tenant_id, token FROM api_token ORDER BY tenant_id, token";

/// The secrets of every key, in no order.
pub(crate) const SECRETS: &str = "SELECT tenant_id, token, beta FROM api_token";

/// One key by its primary key, as the engine's collation finds it, so the caller
/// compares the bytes.
pub(crate) fn by_primary_key(dialect: &Dialect) -> String {
    format!("{} WHERE {}", select_keys!(""), dialect.one_key)
}

/// By the primary key alone: the row was read, locked and compared byte by byte
/// before, in the same transaction.
pub(crate) fn delete(dialect: &Dialect) -> String {
    format!("DELETE FROM api_token WHERE {}", dialect.one_key)
}

/// By the primary key alone, as for [`delete`].
pub(crate) fn replace_beta(dialect: &Dialect) -> String {
    format!(
        "UPDATE api_token SET beta = ?, update_date = ?, update_time = ? WHERE {}",
        dialect.one_key
    )
}
