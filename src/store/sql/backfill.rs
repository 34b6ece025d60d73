//! Counting, reading and filling keys without a beta.

use super::fragments::{is_missing, is_owned, is_owner};
use crate::store::dialect::Dialect;
use crate::store::lookups::Lookups;
use crate::store::value::Param;

/// One beta, written only if it is still missing at that moment.
pub(crate) fn fill_one_beta() -> String {
    format!(
        "UPDATE api_token SET beta = ?, update_time = ?, update_date = ? \
         WHERE tenant_id = ? AND token = ? AND {}",
        is_missing("beta")
    )
}

/// For each tenant the number of its keys and of its keys without a beta,
/// whether a user with the tenant's id exists, and whether anyone owns the
/// tenant. The keys are counted first, so that there is one look-up per tenant
/// and not one per key. Of one tenant the keys are also grouped by the bytes of
/// its id: the engine finds those of ids that its collation treats as equal, and
/// would count all of them under one of these ids.
pub(crate) fn survey(dialect: &Dialect, lookups: &Lookups, for_one_tenant: bool) -> String {
    format!(
        "SELECT t.tenant_id, t.tokens, t.missing, \
         EXISTS (SELECT 1 FROM {users} u WHERE u.id = {tenant}), \
         {is_owned} \
         FROM (SELECT tenant_id, COUNT(*) AS tokens, \
               COUNT(CASE WHEN {missing} THEN 1 END) AS missing \
               FROM api_token{condition}) t",
        users = dialect.user_table,
        tenant = lookups.tenant_in_users,
        is_owned = is_owned(lookups),
        missing = is_missing("beta"),
        condition = if for_one_tenant {
            let bytes = dialect.by_bytes("tenant_id");
            format!(" WHERE tenant_id = ? GROUP BY tenant_id, {bytes}")
        } else {
            " GROUP BY tenant_id".to_owned()
        },
    )
}

/// The next keys without a beta after a primary key, in its order; with
/// `owned` only those of tenants with an owner. The owner is looked up row by
/// row, so that the plan stays a walk along the primary key. Its LIMIT is needed:
/// without one PostgreSQL reads all owners for every page.
pub(crate) fn missing_page<'a>(
    dialect: &Dialect,
    tenant_id: Option<&'a str>,
    owned: Option<&Lookups>,
    after: Option<(&'a str, &'a str)>,
    limit: usize,
) -> (String, Vec<Param<'a>>) {
    let mut sql = format!(
        "SELECT t.tenant_id, t.token FROM api_token t WHERE {}",
        is_missing("t.beta")
    );
    if let Some(lookups) = owned {
        sql.push_str(&format!(
            " AND (SELECT 1 FROM {} WHERE o.tenant_id = {} AND {} LIMIT 1) IS NOT NULL",
            lookups.memberships,
            lookups.tenant_in_memberships,
            is_owner!()
        ));
    }
    let mut params = Vec::new();
    after_key(dialect, tenant_id, after, limit, &mut sql, &mut params);
    (sql, params)
}

/// The next keys with a beta after a primary key, in its order.
pub(crate) fn filled_page<'a>(
    dialect: &Dialect,
    tenant_id: Option<&'a str>,
    after: Option<(&'a str, &'a str)>,
    limit: usize,
) -> (String, Vec<Param<'a>>) {
    let mut sql = format!(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time FROM api_token t WHERE NOT ({})",
        is_missing("t.beta")
    );
    let mut params = Vec::new();
    after_key(dialect, tenant_id, after, limit, &mut sql, &mut params);
    (sql, params)
}

/// Ends a statement with the first rows after a primary key, of one tenant or of all.
fn after_key<'a>(
    dialect: &Dialect,
    tenant_id: Option<&'a str>,
    after: Option<(&'a str, &'a str)>,
    limit: usize,
    sql: &mut String,
    params: &mut Vec<Param<'a>>,
) {
    match (tenant_id, after) {
        (None, None) => {}
        (Some(tenant_id), None) => {
            sql.push_str(" AND t.tenant_id = ?");
            params.push(tenant_id.into());
        }
        // SQLite would read the tenant from its first key for every page if the
        // condition had the tenant twice.
        (Some(tenant_id), Some((_, token))) => {
            sql.push_str(" AND t.tenant_id = ? AND t.token > ?");
            params.extend([tenant_id, token].map(Param::from));
        }
        (None, Some((tenant_id, token))) => {
            sql.push_str(" AND ");
            sql.push_str(dialect.keyset.sql);
            params.push(tenant_id.into());
            if dialect.keyset.repeats_tenant {
                params.push(tenant_id.into());
            }
            params.push(token.into());
        }
    }
    sql.push_str(" ORDER BY t.tenant_id, t.token LIMIT ?");
    params.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
}

/// The keys with one of this many betas, by the index on the beta. The engine
/// compares by its collation, so the caller compares the bytes.
pub(crate) fn keys_with_betas(betas: usize) -> String {
    let more = ", ?".repeat(betas.saturating_sub(1));
    format!("SELECT tenant_id, token, beta FROM api_token WHERE beta IN (?{more})")
}
