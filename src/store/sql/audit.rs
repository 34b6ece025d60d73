//! What an audit asks of the database.
//!
//! Every key is read once, in the order of the primary key, and nothing is
//! joined to it: what belongs to a tenant is asked once a tenant, and what
//! several rows share is found by the indexes on key and beta.

use super::missing;
use crate::store::audit::{Capabilities, Scope};
use crate::store::driver::{Dialect, Param};

/// The next tenants that have keys, each with how many, the user scope id is
/// the tenant's (the one RAGFlow's server looks at) and whether anyone owns
/// it. The access token is asked for as a truth value: its text never leaves
/// the server.
pub(in crate::store) fn tenants<'a>(
    dialect: &Dialect,
    scope: Scope<'a>,
    capabilities: Capabilities,
    limit: u32,
) -> (String, Vec<Param<'a>>) {
    let (condition, param) = match scope {
        Scope::Tenant(id) => (" WHERE tenant_id = ?", Some(id)),
        Scope::After(id) => (" WHERE tenant_id > ?", Some(id)),
        Scope::All => ("", None),
    };
    let access_token = match capabilities.access_token {
        true => "COALESCE(LENGTH(u.access_token), 0) > 0",
        false => "NULL",
    };
    let users = dialect.user_table;
    let sql = format!(
        "SELECT t.tenant_id, t.tokens, u.id, u.email, u.status, u.is_active, {access_token}, \
         EXISTS (SELECT 1 FROM user_tenant o WHERE o.tenant_id = t.tenant_id AND o.role = 'owner'), \
         (SELECT w.email FROM user_tenant o JOIN {users} w ON w.id = o.user_id \
          WHERE o.tenant_id = t.tenant_id AND o.role = 'owner' \
          ORDER BY (o.create_time IS NULL), o.create_time, o.id LIMIT 1) \
         FROM (SELECT tenant_id, COUNT(*) AS tokens FROM api_token{condition} \
               GROUP BY tenant_id ORDER BY tenant_id LIMIT {limit}) t \
         LEFT JOIN {users} u ON u.id = t.tenant_id ORDER BY t.tenant_id"
    );
    (sql, param.into_iter().map(Param::from).collect())
}

/// The keys of a range of tenants, and whether what each is bound to exists:
/// asked only of keys that are bound.
pub(in crate::store) fn keys(capabilities: Capabilities) -> String {
    let exists = |table: &str, can: bool| match can {
        true => format!("EXISTS (SELECT 1 FROM {table} b WHERE b.id = t.dialog_id)"),
        false => "NULL".to_owned(),
    };
    let unbound = missing("t.dialog_id");
    let agent = exists("user_canvas", capabilities.agent);
    let dialog = exists("dialog", capabilities.dialog);
    let binding = match capabilities.agent || capabilities.dialog {
        // NULL alone would leave the type open.
        false => "NULL".to_owned(),
        true => format!(
            "CASE WHEN {unbound} THEN NULL WHEN t.source = 'agent' THEN {agent} ELSE {dialog} END"
        ),
    };
    format!(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time, {binding} FROM api_token t \
         WHERE t.tenant_id >= ? AND t.tenant_id <= ? ORDER BY t.tenant_id, t.token"
    )
}

/// Values of `token` or `beta` that several rows have, how many, and two of
/// the keys. Inside, the index finds what is equal by the collation; outside,
/// only those rows are compared by their bytes. The order, and the limit that
/// keeps it, make MariaDB walk the index instead of sorting all rows: ten times
/// as fast.
pub(in crate::store) fn duplicates(dialect: &Dialect, column: &str, of_one_tenant: bool) -> String {
    // A range of the index. Under a padding collation it leaves out blanks
    // alone, which open nothing.
    let there = format!("{column} > ''");
    let candidates = match of_one_tenant {
        true => format!("SELECT DISTINCT {column} FROM api_token WHERE tenant_id = ? AND {there}"),
        false => format!(
            "SELECT {column} FROM api_token WHERE {there} GROUP BY {column} HAVING COUNT(*) > 1 \
             ORDER BY {column} LIMIT {}",
            i64::MAX
        ),
    };
    let bytes = dialect.bytes_of(&format!("t.{column}"));
    format!(
        "SELECT {bytes}, COUNT(*), MIN(t.token), MAX(t.token) FROM ({candidates}) d \
         JOIN api_token t ON t.{column} = d.{column} GROUP BY {bytes} HAVING COUNT(*) > 1"
    )
}

/// Whether this account may ask for it: no row, or an error.
pub(in crate::store) fn probes(dialect: &Dialect) -> [(&'static str, &'static str, String); 3] {
    let of = |table: &str| format!("SELECT id FROM {table} WHERE id = ''");
    let access_token = format!(
        "SELECT id FROM {} WHERE id = '' AND LENGTH(access_token) > 0",
        dialect.user_table
    );
    [
        ("user", "access_token", access_token),
        ("dialog", "id", of("dialog")),
        ("user_canvas", "id", of("user_canvas")),
    ]
}
