//! Users, memberships and tenants.

use super::fragments::is_owner;
use crate::store::dialect::Dialect;

/// The memberships of a user: all of them, because `domain::tenant` decides
/// which tenant the user *owns*, not the order of the rows.
pub(crate) const MEMBERSHIPS: &str =
    "SELECT id, user_id, tenant_id, role, create_time FROM user_tenant WHERE user_id = ?";

/// The owner rows of a tenant, in no order.
pub(crate) const OWNER_ROWS: &str = concat!(
    "SELECT id, user_id, tenant_id, role, create_time \
     FROM user_tenant o WHERE tenant_id = ? AND ",
    is_owner!()
);

/// The places where a tenant without an owner row can be known from.
pub(crate) const TENANT_KEYS: &str = "SELECT tenant_id FROM api_token WHERE tenant_id = ?";
pub(crate) const TENANT_MEMBERS: &str = "SELECT tenant_id FROM user_tenant WHERE tenant_id = ?";
pub(crate) const TENANT: &str = "SELECT id FROM tenant WHERE id = ?";

/// The users that satisfy a condition. Never the password, never the access
/// token.
pub(crate) fn users_where(dialect: &Dialect, condition: &str) -> String {
    format!(
        "SELECT id, email, nickname, status, is_active FROM {} WHERE {condition} ORDER BY id",
        dialect.user_table
    )
}

/// The users with an access token, for login tokens and `token explain` only.
/// The engine compares by its collation, so the caller compares the bytes.
pub(crate) fn users_by_access_token(dialect: &Dialect) -> String {
    format!(
        "SELECT id, email, nickname, status, is_active, access_token FROM {} \
         WHERE access_token = ? ORDER BY id",
        dialect.user_table
    )
}

/// The access tokens of all users, for `token scan` only.
pub(crate) fn access_tokens(dialect: &Dialect) -> String {
    format!(
        "SELECT access_token FROM {} WHERE access_token IS NOT NULL",
        dialect.user_table
    )
}

/// The access token of a user, for `token explain` only.
pub(crate) fn access_token_of_user(dialect: &Dialect) -> String {
    format!(
        "SELECT id, access_token FROM {} WHERE id = ?",
        dialect.user_table
    )
}
