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
    /// Only the keys of the tenants from this one to that one.
    pub tenants: Option<[&'a str; 2]>,
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
    /// Which kinds of bindings come with their names.
    pub names: BindingNames,
}

/// The tables in which the names of what keys are bound to can be looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BindingNames {
    /// The names of dialogs.
    pub dialogs: bool,
    /// The titles of agents.
    pub agents: bool,
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

/// The nine columns of a key, in the endpoint's order, the owner's e-mail, and the
/// name of what the key is bound to; the last two are NULL unless they are looked up.
pub(crate) fn keys<'a>(
    dialect: &Dialect,
    lookups: &Lookups,
    listing: &Listing<'a>,
) -> (String, Vec<Param<'a>>) {
    let mut sql = String::from(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time",
    );
    if listing.with_user || listing.names != BindingNames::default() {
        sql.push_str(", ");
        sql.push_str(&match listing.with_user {
            true => fragments::email_of_tenant(dialect, lookups),
            false => "NULL".to_owned(),
        });
        sql.push_str(", ");
        sql.push_str(&binding_name(lookups, listing.names));
    }
    sql.push_str(" FROM api_token t");
    let mut conditions = Vec::new();
    let mut params = Vec::new();
    if let Some(tenant_id) = listing.tenant_id {
        conditions.push("t.tenant_id = ?".to_owned());
        params.push(tenant_id.into());
    }
    if let Some([first, last]) = listing.tenants {
        conditions.push("t.tenant_id >= ? AND t.tenant_id <= ?".to_owned());
        params.push(first.into());
        params.push(last.into());
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

/// The name of what a key is bound to, or NULL.
fn binding_name(lookups: &Lookups, names: BindingNames) -> String {
    if names == BindingNames::default() {
        return "NULL".to_owned();
    }
    let name = |column: &str, table: &str, id: &str, can_look_up: bool| match can_look_up {
        true => format!("(SELECT b.{column} FROM {table} b WHERE b.id = {id})"),
        false => "NULL".to_owned(),
    };
    format!(
        "CASE WHEN {} THEN NULL WHEN t.source = 'agent' THEN {} ELSE {} END",
        fragments::is_missing("t.dialog_id"),
        name(
            "title",
            "user_canvas",
            &lookups.binding_in_agents,
            names.agents
        ),
        name("name", "dialog", &lookups.binding_in_dialogs, names.dialogs),
    )
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
