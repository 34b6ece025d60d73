//! The statements of an audit, and the types that they take as parameters.
//!
//! Every row of the keys, users and owners is read once, along an index, and none
//! is joined to another; what several rows share is found by the indexes on key and
//! beta.

use super::fragments::{is_missing, is_owner};
use super::ids::Ids;
use crate::domain::api_key::ApiKey;
use crate::domain::token::Beta;
use crate::store::dialect::Dialect;
use crate::store::lookups::Lookups;
use crate::store::value::Param;

/// What an audit can look up besides the keys. A table or column may be missing
/// in an old or copied database, or not granted to this account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether `user.access_token` can be tested for a value.
    pub access_token: bool,
    /// Whether dialogs can be looked up.
    pub dialog: bool,
    /// Whether agents can be looked up.
    pub agent: bool,
}

/// The keys to audit next.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// One key.
    Key(&'a ApiKey<'a>),
    /// One tenant.
    Tenant(&'a str),
    /// All tenants, from the first.
    All,
    /// All tenants after this one.
    After(&'a str),
}

/// A column whose values several rows can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are named for the columns")]
pub enum SecretColumn {
    Token,
    Beta,
}

impl SecretColumn {
    /// The name of the column.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Beta => "beta",
        }
    }
}

/// The next tenants that have keys, with the number of keys in the scope.
pub(crate) fn tenants<'a>(
    dialect: &Dialect,
    scope: Scope<'a>,
    limit: u32,
) -> (String, Vec<Param<'a>>) {
    let (condition, params) = match scope {
        Scope::Key(key) => (format!(" WHERE {}", dialect.one_key), primary_key(key)),
        Scope::Tenant(id) => (" WHERE tenant_id = ?".to_owned(), vec![id.into()]),
        Scope::After(id) => (" WHERE tenant_id > ?".to_owned(), vec![id.into()]),
        Scope::All => (String::new(), Vec::new()),
    };
    // The engine finds the keys of all ids that its collation treats as equal, and
    // would count them under one of these ids.
    let bytes = match scope {
        Scope::Key(_) | Scope::Tenant(_) => format!(", {}", dialect.by_bytes("tenant_id")),
        Scope::After(_) | Scope::All => String::new(),
    };
    let sql = format!(
        "SELECT tenant_id, COUNT(*) FROM api_token{condition} GROUP BY tenant_id{bytes} \
         ORDER BY tenant_id LIMIT {limit}"
    );
    (sql, params)
}

/// What an audit has to know about users. The access token is selected as a truth
/// value: its text never leaves the server.
pub(crate) fn users(dialect: &Dialect, capabilities: Capabilities, ids: Ids) -> String {
    let access_token = match capabilities.access_token {
        true => "COALESCE(LENGTH(u.access_token), 0) > 0",
        false => "NULL",
    };
    format!(
        "SELECT {}, u.email, u.status, u.is_active, {access_token} FROM {} u WHERE {}",
        ids.first_column("u.id"),
        dialect.user_table,
        ids.condition("u.id")
    )
}

/// The memberships for a FROM clause that leaves the plan to the engine.
pub(crate) const ANY_PLAN: &str = "user_tenant o";

/// The number of memberships, counted up to the parameter.
pub(crate) const COUNT_MEMBERSHIPS: &str =
    "SELECT COUNT(*) FROM (SELECT 1 FROM user_tenant LIMIT ?) o";

/// The owner rows of tenants. `memberships` is [`Lookups::memberships`] or [`ANY_PLAN`].
pub(crate) fn owners(memberships: &str, ids: Ids) -> String {
    format!(
        "SELECT {}, o.user_id, o.id, o.create_time FROM {memberships} WHERE {} AND {}",
        ids.first_column("o.tenant_id"),
        ids.condition("o.tenant_id"),
        is_owner!()
    )
}

fn primary_key<'a>(key: &'a ApiKey<'_>) -> Vec<Param<'a>> {
    vec![key.tenant_id.as_ref().into(), key.token.expose().into()]
}

/// The keys of a range of tenants, or the one key of the scope, and whether the dialog or agent of each
/// exists. That is looked up only for keys that are bound.
pub(crate) fn keys<'a>(
    dialect: &Dialect,
    lookups: &Lookups,
    scope: Scope<'a>,
    first: &'a str,
    last: &'a str,
    capabilities: Capabilities,
) -> (String, Vec<Param<'a>>) {
    let exists = |table: &str, id: &str, can_look_up: bool| match can_look_up {
        true => format!("EXISTS (SELECT 1 FROM {table} b WHERE b.id = {id})"),
        false => "NULL".to_owned(),
    };
    let unbound = is_missing("t.dialog_id");
    let agent = exists(
        "user_canvas",
        &lookups.binding_in_agents,
        capabilities.agent,
    );
    let dialog = exists("dialog", &lookups.binding_in_dialogs, capabilities.dialog);
    let binding = match capabilities.agent || capabilities.dialog {
        // A CASE of NULLs alone would have no type.
        false => "NULL".to_owned(),
        true => format!(
            "CASE WHEN {unbound} THEN NULL WHEN t.source = 'agent' THEN {agent} ELSE {dialog} END"
        ),
    };
    let (condition, params) = match scope {
        Scope::Key(key) => (dialect.one_key, primary_key(key)),
        Scope::Tenant(_) | Scope::All | Scope::After(_) => (
            "t.tenant_id >= ? AND t.tenant_id <= ? ORDER BY t.tenant_id, t.token",
            vec![first.into(), last.into()],
        ),
    };
    let sql = format!(
        "SELECT t.tenant_id, t.token, t.dialog_id, t.source, t.beta, t.create_date, \
         t.create_time, t.update_date, t.update_time, {binding} FROM api_token t \
         WHERE {condition}"
    );
    (sql, params)
}

/// The values of `token` or `beta` that several rows have, with the number of
/// rows and two of their keys; only those that a row of the scope has.
///
/// The inner query finds values that are equal by the collation through the index; the
/// outer one compares only those rows by their bytes. The ORDER BY and the LIMIT that
/// keeps it make MariaDB walk the index instead of sorting all rows, which is ten
/// times as fast. The values of one tenant are looked up one by one: a subquery with a
/// LIMIT, because PostgreSQL without statistics would turn EXISTS into a join that
/// reads the whole table. Without the hint OceanBase takes rows that are equal by the
/// collation for the same row, and counts the inner ones; the other engines ignore it.
pub(crate) fn duplicates<'a>(
    dialect: &Dialect,
    column: SecretColumn,
    scope: Scope<'a>,
) -> (String, Vec<Param<'a>>) {
    let is_same_row = "x.tenant_id = v.tenant_id AND x.token = v.token";
    let (value, column) = (column, column.name());
    let bytes = dialect.by_bytes(&format!("t.{column}"));
    let select = format!(
        "SELECT /*+ NO_PLACE_GROUP_BY */ {bytes}, COUNT(*), MIN(t.token), MAX(t.token) FROM"
    );
    let several = format!("GROUP BY {bytes} HAVING COUNT(*) > 1");
    // A range of the index. Under a padding collation it leaves out values of
    // blanks alone, which give access to nothing.
    let not_empty = format!("{column} > ''");
    let (candidates, params) = match scope {
        Scope::Key(key) => {
            let secret = match value {
                SecretColumn::Token => Some(key.token.expose()),
                SecretColumn::Beta => key.beta.as_ref().map(Beta::expose),
            };
            let condition = format!("t.{column} = ? AND t.{not_empty}");
            let sql = format!("{select} api_token t WHERE {condition} {several}");
            return (sql, vec![Param::Text(secret)]);
        }
        Scope::Tenant(id) => (
            format!(
                "SELECT DISTINCT v.{column} FROM api_token v WHERE v.tenant_id = ? \
                 AND v.{not_empty} AND (SELECT x.token FROM api_token x WHERE \
                 x.{column} = v.{column} AND NOT ({is_same_row}) LIMIT 1) IS NOT NULL"
            ),
            vec![id.into()],
        ),
        Scope::All | Scope::After(_) => (
            format!(
                "SELECT {column} FROM api_token WHERE {not_empty} GROUP BY {column} \
                 HAVING COUNT(*) > 1 ORDER BY {column} LIMIT {}",
                i64::MAX
            ),
            Vec::new(),
        ),
    };
    let sql = format!(
        "{select} ({candidates}) d {} api_token t ON t.{column} = d.{column} {several}",
        dialect.ordered_join
    );
    (sql, params)
}

/// A row whose beta the engine finds equal to a text.
pub(crate) const EMPTY_BETA: &str = "SELECT token FROM api_token WHERE beta = ? LIMIT 1";

/// Statements that return no row, and fail if this account may not read the
/// column: table, column, statement.
pub(crate) fn probes(dialect: &Dialect) -> [(&'static str, &'static str, String); 3] {
    let probe_id = |table: &str| format!("SELECT id FROM {table} WHERE id = ''");
    let access_token = format!(
        "SELECT id FROM {} WHERE id = '' AND LENGTH(access_token) > 0",
        dialect.user_table
    );
    [
        ("user", "access_token", access_token),
        ("dialog", "id", probe_id("dialog")),
        ("user_canvas", "id", probe_id("user_canvas")),
    ]
}
