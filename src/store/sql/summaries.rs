//! The statements of the lists of users and tenants.

use super::fragments::is_owner;
use super::ids::Ids;
use crate::store::dialect::Dialect;

/// The next users in the order of their ids, after the one of the parameter if there is
/// one. Never the password, never the access token.
pub(crate) fn users(
    dialect: &Dialect,
    has_superusers: bool,
    has_start: bool,
    limit: u32,
) -> String {
    let superuser = match has_superusers {
        true => "u.is_superuser",
        false => "NULL",
    };
    format!(
        "SELECT u.id, u.email, u.nickname, u.status, u.is_active, {superuser} FROM {} u{} \
         ORDER BY u.id LIMIT {limit}",
        dialect.user_table,
        after("u.id", has_start)
    )
}

/// The next tenants of the table `tenant`, with their names.
pub(crate) fn tenants(has_names: bool, has_start: bool, limit: u32) -> String {
    let name = match has_names {
        true => "t.name",
        false => "NULL",
    };
    format!(
        "SELECT t.id, {name} FROM tenant t{} ORDER BY t.id LIMIT {limit}",
        after("t.id", has_start)
    )
}

/// The next tenants that have members. `memberships` is that of a FROM clause.
pub(crate) fn tenants_with_members(memberships: &str, has_start: bool, limit: u32) -> String {
    format!(
        "SELECT o.tenant_id, NULL FROM {memberships}{} GROUP BY o.tenant_id \
         ORDER BY o.tenant_id LIMIT {limit}",
        after("o.tenant_id", has_start)
    )
}

/// The next tenants that have keys.
pub(crate) fn tenants_with_keys(has_start: bool, limit: u32) -> String {
    format!(
        "SELECT t.tenant_id, NULL FROM api_token t{} GROUP BY t.tenant_id \
         ORDER BY t.tenant_id LIMIT {limit}",
        after("t.tenant_id", has_start)
    )
}

fn after(id: &str, has_start: bool) -> String {
    match has_start {
        true => format!(" WHERE {id} > ?"),
        false => String::new(),
    }
}

/// Which of these tenants have a row of their own.
pub(crate) fn existing_tenants(ids: Ids) -> String {
    format!(
        "SELECT {} FROM tenant t WHERE {}",
        ids.first_column("t.id"),
        ids.condition("t.id")
    )
}

/// Which of these tenants have members, once for each member.
pub(crate) fn tenants_of_members(memberships: &str, ids: Ids) -> String {
    format!(
        "SELECT {} FROM {memberships} WHERE {}",
        ids.first_column("o.tenant_id"),
        ids.condition("o.tenant_id")
    )
}

/// The memberships of users.
pub(crate) fn memberships_of_users(memberships: &str, ids: Ids) -> String {
    format!(
        "SELECT {}, o.tenant_id, o.id, o.role, o.create_time FROM {memberships} WHERE {}",
        ids.first_column("o.user_id"),
        ids.condition("o.user_id")
    )
}

/// The roles of the members of tenants, without their owners.
pub(crate) fn members_of_tenants(memberships: &str, ids: Ids) -> String {
    format!(
        "SELECT {}, o.role FROM {memberships} WHERE {} AND NOT {}",
        ids.first_column("o.tenant_id"),
        ids.condition("o.tenant_id"),
        is_owner!()
    )
}

/// What the keys of tenants are counted by. The order keeps an engine without
/// statistics from reading the whole table for a part of it.
pub(crate) fn keys_of_tenants(ids: Ids) -> String {
    let order = match ids {
        Ids::Between => " ORDER BY t.tenant_id, t.token",
        Ids::EqualTo(_) => "",
    };
    format!(
        "SELECT {}, t.token, t.beta, t.create_time FROM api_token t WHERE {}{order}",
        ids.first_column("t.tenant_id"),
        ids.condition("t.tenant_id")
    )
}
