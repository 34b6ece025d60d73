//! The statement of `token list`.

use super::fragments;
use crate::store::dialect::Dialect;
use crate::store::lookups::Lookups;
use crate::store::value::Param;

/// Which keys a listing has, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Listing<'a> {
    /// Only this tenant's keys.
    pub tenant_id: Option<&'a str>,
    /// Only keys of this source. `none` also matches NULL and an empty string.
    pub source: Option<&'a str>,
    /// Only keys without a beta.
    pub missing_beta: bool,
    /// Only keys created at or after this Unix time in milliseconds.
    pub created_from: Option<i64>,
    /// Only keys created before this Unix time in milliseconds.
    pub created_until: Option<i64>,
    /// The order. `None`: the order of the primary key.
    pub order: Option<Order>,
    /// The most keys to list.
    pub limit: Option<u64>,
    /// Whether each key comes with its owner's e-mail.
    pub with_user: bool,
}

/// An order of keys. Rows without the value come last in either direction. Ties
/// are broken by the primary key, compared by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column to sort by.
    pub by: OrderBy,
    /// Whether the largest value comes first.
    pub descending: bool,
}

/// The columns that keys can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named for the columns")]
pub enum OrderBy {
    CreateTime,
    UpdateTime,
    TenantId,
    Source,
    DialogId,
}

/// The nine columns of a key, in the endpoint's order, and the owner's e-mail
/// if it is to be looked up.
pub(crate) fn keys<'a>(
    dialect: &Dialect,
    owner: Option<&Lookups>,
    listing: &Listing<'a>,
) -> (String, Vec<Param<'a>>) {
    let mut sql = String::from(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time",
    );
    if let Some(lookups) = owner {
        sql.push_str(", ");
        sql.push_str(&fragments::oldest_owner_email(dialect, lookups));
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
        conditions.push(fragments::is_missing("t.beta"));
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
    sql.push_str(&order_by(dialect, listing.order));
    if let Some(limit) = listing.limit {
        sql.push_str(" LIMIT ?");
        params.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
    (sql, params)
}

fn order_by(dialect: &Dialect, order: Option<Order>) -> String {
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
        dialect.by_bytes(column)
    } else {
        column.to_owned()
    };
    // NULLs sort first on one engine and last on another, and text sorts by
    // collation: both are stated, so that the order is the same everywhere.
    format!(
        "({column} IS NULL), {key}{}, {}, {}",
        if descending { " DESC" } else { "" },
        dialect.by_bytes("t.tenant_id"),
        dialect.by_bytes("t.token"),
    )
}
