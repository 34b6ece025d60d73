//! What is open for a user or in a tenant, beside the keys.

use crate::domain::login::{LOGGED_OUT_PREFIX, MIN_ACCESS_TOKEN_LENGTH};
use crate::domain::webhook::WEBHOOK_MODE;
use crate::store::dialect::Dialect;

/// The columns of `user` that an account may be allowed to read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AccountColumns {
    pub(crate) is_superuser: bool,
    pub(crate) login_channel: bool,
    pub(crate) last_login_time: bool,
    pub(crate) access_token: bool,
}

/// The account of a user. The access token is selected as three truth values: is it
/// empty, was it ended, is it long enough? Its text never leaves the server.
pub(crate) fn account(dialect: &Dialect, can_read: AccountColumns) -> String {
    let column = |is_readable: bool, name: &str| match is_readable {
        true => name.to_owned(),
        false => "NULL".to_owned(),
    };
    let token = |test: String| column(can_read.access_token, &test);
    format!(
        "SELECT u.id, {}, {}, {}, {}, {}, {} FROM {} u WHERE u.id = ?",
        column(can_read.is_superuser, "u.is_superuser"),
        column(can_read.login_channel, "u.login_channel"),
        column(can_read.last_login_time, "u.last_login_time"),
        token("COALESCE(LENGTH(TRIM(u.access_token)), 0) = 0".to_owned()),
        token(format!(
            "SUBSTR(u.access_token, 1, {}) = '{LOGGED_OUT_PREFIX}'",
            LOGGED_OUT_PREFIX.len()
        )),
        token(format!(
            "LENGTH(TRIM(u.access_token)) >= {MIN_ACCESS_TOKEN_LENGTH}"
        )),
        dialect.user_table
    )
}

/// Everybody who is in a tenant or is invited.
pub(crate) const MEMBERS: &str =
    "SELECT id, user_id, tenant_id, role, create_time FROM user_tenant WHERE tenant_id = ?";

/// A table of chats, agents or searches, and its columns. The status of the agents is
/// always valid: they have none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EmbedTable {
    pub(crate) table: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) name: &'static str,
    pub(crate) has_status: bool,
}

/// The chats, agents or searches of a tenant, in the order of their ids.
pub(crate) fn embeds(table: EmbedTable, can_read_status: bool) -> String {
    let EmbedTable {
        table,
        owner,
        name,
        has_status,
    } = table;
    let status = match (has_status, can_read_status) {
        (false, _) => "'1'",
        (true, true) => "e.status",
        (true, false) => "NULL",
    };
    format!(
        "SELECT e.{owner}, e.id, e.{name}, {status} FROM {table} e WHERE e.{owner} = ? \
         ORDER BY e.id"
    )
}

/// The agents of a user that may have a webhook. A part of `dsl` is looked for, because
/// it can be large: the caller reads it, and the server does not sort it.
pub(crate) fn webhooks(has_category: bool) -> String {
    let category = match has_category {
        true => "e.canvas_category",
        false => "NULL",
    };
    format!(
        "SELECT e.user_id, e.id, e.title, {category}, e.dsl FROM user_canvas e \
         WHERE e.user_id = ? AND e.dsl LIKE '%\"{WEBHOOK_MODE}\"%'"
    )
}

/// The bots of a tenant, in the order of their ids. Never their configuration, which
/// has secrets.
pub(crate) fn bots(has_names: bool) -> String {
    let name = match has_names {
        true => "e.name",
        false => "NULL",
    };
    format!(
        "SELECT e.tenant_id, e.id, {name}, e.channel, e.status FROM chat_channel e \
         WHERE e.tenant_id = ? ORDER BY e.id"
    )
}
