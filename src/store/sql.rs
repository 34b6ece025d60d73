//! Every statement of this program, and why each clause is there.
//!
//! Texts are written once; where engines spell differently, the spelling comes
//! from the [`Dialect`]. Placeholders are `?`. Values are always parameters.

pub(super) mod audit;

use super::driver::{Dialect, Param};

/// Which keys `token list` shows, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Listing<'a> {
    /// Only this tenant's keys.
    pub tenant_id: Option<&'a str>,
    /// Only keys of this source; `none` stands for NULL and the empty text too.
    pub source: Option<&'a str>,
    /// Only keys without a beta.
    pub missing_beta: bool,
    /// Only keys created at or after this Unix time in milliseconds.
    pub created_from: Option<i64>,
    /// Only keys created before this Unix time in milliseconds.
    pub created_until: Option<i64>,
    /// The order; without one the keys come as the primary key holds them.
    pub order: Option<Order>,
    /// At most so many.
    pub limit: Option<u64>,
    /// Whether the owner's e-mail is wanted with each key.
    pub with_user: bool,
}

/// An order of keys. Rows that lack the value come last in either direction;
/// ties are broken by the primary key, bytewise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What decides.
    pub by: OrderBy,
    /// Largest first.
    pub descending: bool,
}

/// What keys can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// Time of creation.
    CreateTime,
    /// Time of the last change.
    UpdateTime,
    /// The tenant.
    TenantId,
    /// The kind of binding.
    Source,
    /// The dialog or agent.
    DialogId,
}

impl Dialect {
    fn bytes_of(&self, expression: &str) -> String {
        format!("{}{expression}{}", self.bytes.0, self.bytes.1)
    }
}

/// A beta is missing when it is NULL or empty. Not `= ''`: that is also true of
/// blanks under MySQL's padding collations.
pub(super) fn missing(beta: &str) -> String {
    format!("COALESCE(LENGTH({beta}), 0) = 0")
}

/// One beta at a time, only where it is still missing at that moment.
pub(super) const FILL_ONE_BETA: &str = "UPDATE api_token SET beta = ?, update_time = ?, \
     update_date = ? WHERE tenant_id = ? AND token = ? AND COALESCE(LENGTH(beta), 0) = 0";

/// A new key, every column named.
pub(super) const INSERT_KEY: &str = "INSERT INTO api_token (tenant_id, token, dialog_id, source, \
     beta, create_date, create_time, update_date, update_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// The nine columns of a key, in the endpoint's order.
macro_rules! keys {
    ($rest:literal) => {
        concat!(
            "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, \
             update_date, update_time FROM api_token",
            $rest
        )
    };
}

/// The keys scope token or beta the engine finds equal to a secret: by its
/// collation, so look at the bytes. Two halves, because an OR would keep an
/// older MySQL from both indexes.
pub(super) const KEYS_OF_SECRET: &str =
    concat!(keys!(" WHERE token = ? UNION "), keys!(" WHERE beta = ?"));

/// The halves of the above, for where it matters which of the two fits.
pub(super) const KEYS_OF_TOKEN: &str = keys!(" WHERE token = ?");
pub(super) const KEYS_OF_BETA: &str = keys!(" WHERE beta = ?");

/// A few keys that are a text but for the case of letters. No index serves it:
/// one walk over all keys, for where nothing else was found.
pub(super) const KEYS_LIKE: &str =
    keys!(" WHERE LOWER(token) = ? OR LOWER(beta) = ? ORDER BY tenant_id, token LIMIT 10");

/// Every key, in the order of the primary key.
pub(super) const ALL_KEYS: &str = keys!(" ORDER BY tenant_id, token");

/// One key by its primary key: as the engine's collation finds it, so look at
/// the bytes.
pub(super) const KEY: &str = keys!(" WHERE tenant_id = ? AND token = ?");

/// The primary key alone: the row was read, locked and compared to the byte
/// before, in the same transaction.
pub(super) const DELETE_KEY: &str = "DELETE FROM api_token WHERE tenant_id = ? AND token = ?";
pub(super) const REPLACE_BETA: &str = "UPDATE api_token SET beta = ?, update_date = ?, \
     update_time = ? WHERE tenant_id = ? AND token = ?";

/// What a tenant's betas open: chats, agents and searches, by name.
pub(super) const CHATS_OF: &str = "SELECT tenant_id, name FROM dialog WHERE tenant_id = ?";
pub(super) const AGENTS_OF: &str = "SELECT user_id, title FROM user_canvas WHERE user_id = ?";
pub(super) const SEARCHES_OF: &str = "SELECT tenant_id, name FROM search WHERE tenant_id = ?";

/// A user's memberships: all of them, because which one is *owned* is judged
/// in `domain::tenant`, not by the row that comes first.
pub(super) const MEMBERSHIPS: &str =
    "SELECT id, user_id, tenant_id, role, create_time FROM user_tenant WHERE user_id = ?";

/// The owner rows of a tenant, the oldest first.
pub(super) const OWNERS_OF_TENANT: &str = "SELECT id, user_id, tenant_id, role, create_time \
     FROM user_tenant WHERE tenant_id = ? AND role = 'owner'";

/// Where a tenant's id can be known from when it has no owner row.
pub(super) const TENANT_HAS_KEYS: &str = "SELECT tenant_id FROM api_token WHERE tenant_id = ?";
pub(super) const TENANT_HAS_MEMBERS: &str = "SELECT tenant_id FROM user_tenant WHERE tenant_id = ?";
pub(super) const TENANT_EXISTS: &str = "SELECT id FROM tenant WHERE id = ?";

/// Scope a dialog or an agent is. An agent's `user_id` is its owner's.
pub(super) const DIALOG: &str = "SELECT id, tenant_id FROM dialog WHERE id = ?";
pub(super) const AGENT: &str = "SELECT id, user_id FROM user_canvas WHERE id = ?";

/// What a dialog or an agent is called.
pub(super) const DIALOG_NAME: &str = "SELECT id, name FROM dialog WHERE id = ?";
pub(super) const AGENT_NAME: &str = "SELECT id, title FROM user_canvas WHERE id = ?";

/// Users by a condition on their row. Never the password, never the access
/// token.
pub(super) fn users(dialect: &Dialect, condition: &str) -> String {
    format!(
        "SELECT id, email, nickname, status, is_active FROM {} WHERE {condition} ORDER BY id",
        dialect.user_table
    )
}

/// Scope access token that is, for a login token and `token explain` alone. The
/// engine compares by its collation, so look at the bytes.
pub(super) fn users_of_access_token(dialect: &Dialect) -> String {
    format!(
        "SELECT id, email, nickname, status, is_active, access_token FROM {} \
         WHERE access_token = ? ORDER BY id",
        dialect.user_table
    )
}

/// A user's access token, for `token explain` alone.
pub(super) fn access_token_of(dialect: &Dialect) -> String {
    format!(
        "SELECT id, access_token FROM {} WHERE id = ?",
        dialect.user_table
    )
}

/// The newest rows of a table, as evidence of the zone its dates are written
/// in. Only the times, and through the index RAGFlow's models put on
/// `update_time`: NULLs, which one engine holds to be the newest, stay out.
pub(super) fn newest_times(table: &str) -> String {
    format!(
        "SELECT update_time, update_date FROM {table} \
         WHERE update_time IS NOT NULL AND update_date IS NOT NULL \
         ORDER BY update_time DESC LIMIT 50"
    )
}

/// The nine columns of a key, in the endpoint's order, and the owner's e-mail
/// where it is asked for.
pub(super) fn list<'a>(dialect: &Dialect, listing: &Listing<'a>) -> (String, Vec<Param<'a>>) {
    let mut sql = String::from(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time",
    );
    if listing.with_user {
        // A subquery, not a join: a tenant with two owner rows must not show
        // its keys twice.
        sql.push_str(&format!(
            ", (SELECT u.email FROM user_tenant o JOIN {} u ON u.id = o.user_id \
             WHERE o.tenant_id = t.tenant_id AND o.role = 'owner' \
             ORDER BY (o.create_time IS NULL), o.create_time, o.id LIMIT 1)",
            dialect.user_table
        ));
    }
    sql.push_str(" FROM api_token t");
    let mut conditions = Vec::new();
    let mut params = Vec::new();
    if let Some(tenant_id) = listing.tenant_id {
        conditions.push("t.tenant_id = ?".to_owned());
        params.push(tenant_id.into());
    }
    if let Some(source) = listing.source {
        conditions.push("COALESCE(NULLIF(t.source, ''), 'none') = ?".to_owned());
        params.push(source.into());
    }
    if listing.missing_beta {
        conditions.push(missing("t.beta"));
    }
    if let Some(from) = listing.created_from {
        conditions.push("t.create_time >= ?".to_owned());
        params.push(from.into());
    }
    if let Some(until) = listing.created_until {
        conditions.push("t.create_time < ?".to_owned());
        params.push(until.into());
    }
    if !conditions.is_empty() {
        sql.push_str(" WHERE ");
        sql.push_str(&conditions.join(" AND "));
    }
    sql.push_str(" ORDER BY ");
    sql.push_str(&order(dialect, listing.order));
    if let Some(limit) = listing.limit {
        sql.push_str(" LIMIT ?");
        params.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
    (sql, params)
}

fn order(dialect: &Dialect, order: Option<Order>) -> String {
    let Some(Order { by, descending }) = order else {
        // The primary key, as the engine holds it: streams without a sort.
        return "t.tenant_id, t.token".to_owned();
    };
    let (column, is_text) = match by {
        OrderBy::CreateTime => ("t.create_time", false),
        OrderBy::UpdateTime => ("t.update_time", false),
        OrderBy::TenantId => ("t.tenant_id", true),
        OrderBy::Source => ("t.source", true),
        OrderBy::DialogId => ("t.dialog_id", true),
    };
    let key = if is_text {
        dialect.bytes_of(column)
    } else {
        column.to_owned()
    };
    // NULLs sort first on one engine and last on another, text by collation:
    // say both, so that the order is the same everywhere.
    format!(
        "({column} IS NULL), {key}{}, {}, {}",
        if descending { " DESC" } else { "" },
        dialect.bytes_of("t.tenant_id"),
        dialect.bytes_of("t.token"),
    )
}

/// Keys, and keys without a beta, of each tenant, with what is known of the
/// tenant: whether a user of that id exists, and whether anyone owns it.
/// Counted per tenant first, so that the look-ups are as many as tenants.
pub(super) fn survey(dialect: &Dialect, of_one_tenant: bool) -> String {
    format!(
        "SELECT t.tenant_id, t.tokens, t.missing, \
         EXISTS (SELECT 1 FROM {users} u WHERE u.id = t.tenant_id), \
         EXISTS (SELECT 1 FROM user_tenant o WHERE o.tenant_id = t.tenant_id AND o.role = 'owner') \
         FROM (SELECT tenant_id, COUNT(*) AS tokens, \
               COUNT(CASE WHEN {missing} THEN 1 END) AS missing \
               FROM api_token{of_tenant} GROUP BY tenant_id) t",
        users = dialect.user_table,
        missing = missing("beta"),
        of_tenant = if of_one_tenant {
            " WHERE tenant_id = ?"
        } else {
            ""
        },
    )
}

/// The next keys without a beta behind a primary key, in its order; of owned
/// tenants alone on request. The owner is looked up row by row, so that the plan
/// stays a walk along the primary key: with a LIMIT, without which PostgreSQL
/// reads all owners for every page.
pub(super) fn missing_page<'a>(
    dialect: &Dialect,
    tenant_id: Option<&'a str>,
    only_owned: bool,
    after: Option<(&'a str, &'a str)>,
    limit: usize,
) -> (String, Vec<Param<'a>>) {
    let mut sql = format!(
        "SELECT t.tenant_id, t.token FROM api_token t WHERE {}",
        missing("t.beta")
    );
    if only_owned {
        sql.push_str(
            " AND (SELECT 1 FROM user_tenant o WHERE o.tenant_id = t.tenant_id \
             AND o.role = 'owner' LIMIT 1) IS NOT NULL",
        );
    }
    let mut params = Vec::new();
    if let Some(tenant_id) = tenant_id {
        sql.push_str(" AND t.tenant_id = ?");
        params.push(tenant_id.into());
    }
    if let Some((tenant_id, token)) = after {
        let (condition, tenant_twice) = dialect.after_key;
        sql.push_str(" AND ");
        sql.push_str(condition);
        params.push(tenant_id.into());
        if tenant_twice {
            params.push(tenant_id.into());
        }
        params.push(token.into());
    }
    sql.push_str(" ORDER BY t.tenant_id, t.token LIMIT ?");
    params.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    (sql, params)
}
