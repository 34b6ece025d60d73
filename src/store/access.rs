//! What is open in a tenant, beside its keys: chats, agents, searches, webhooks and bots.

use std::ops::ControlFlow;

use super::decode::optional_text;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::access::EmbedTable;
use super::value::Value;
use crate::domain::access::NotChecked;
use crate::domain::verdict::EmbedKind;
use crate::domain::webhook::{DATAFLOW_CATEGORY, OpenWebhook, find_open_webhook};

/// A chat, an agent or a search of a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantEmbed {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// Whether it is not deleted; `None` if this account may not read that.
    pub is_valid: Option<bool>,
}

/// An agent with a webhook that asks for no authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentWebhook {
    /// The id of the agent.
    pub id: String,
    /// The name of the agent.
    pub name: Option<String>,
    /// `None` if the definition of the agent is not JSON.
    pub webhook: Option<OpenWebhook>,
}

/// A bot in a messenger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bot {
    /// The id.
    pub id: String,
    /// The name, if bots have names.
    pub name: Option<String>,
    /// The messenger.
    pub channel: Option<String>,
    /// Whether it is switched on.
    pub is_on: bool,
}

/// What was read, or why it could not be read.
pub type Checked<T> = Result<Vec<T>, NotChecked>;

impl Store {
    /// Whether columns of a table can be read; `None` if they can. `place` names them in
    /// a message.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(super) fn check_columns(
        &mut self,
        table: &str,
        columns: &str,
        place: &'static str,
    ) -> Result<Option<NotChecked>, StoreError> {
        let not_checked = |is_denied| Some(NotChecked { place, is_denied });
        // The server is asked even if it lists no such column: MySQL does not list a
        // column that this account may not read.
        match self.probe_columns(table, columns) {
            Ok(()) => Ok(None),
            Err(error) if error.fault == Fault::Denied => Ok(not_checked(true)),
            Err(error) if error.fault == Fault::Schema => Ok(not_checked(false)),
            Err(error) => Err(error),
        }
    }

    /// The chats, agents or searches of a tenant.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_embeds(
        &mut self,
        kind: EmbedKind,
        tenant_id: &str,
    ) -> Result<Checked<TenantEmbed>, StoreError> {
        let table = embed_table(kind);
        let columns = format!("id, {}, {}", table.owner, table.name);
        if let Some(reason) = self.check_columns(table.table, &columns, table.table)? {
            return Ok(Err(reason));
        }
        let can_read_status = table.has_status
            && self
                .check_columns(table.table, "status", table.table)?
                .is_none();
        let sql = sql::access::embeds(table, can_read_status);
        let mut embeds = Vec::new();
        self.query(&sql, &[tenant_id.into()], &mut |row| {
            if row.value(0) == Value::Text(tenant_id) {
                let status = optional_text(row, 3, table.table, "status")?;
                embeds.push(TenantEmbed {
                    id: optional_text(row, 1, table.table, "id")?.unwrap_or_default(),
                    name: optional_text(row, 2, table.table, table.name)?,
                    is_valid: (can_read_status || !table.has_status)
                        .then(|| status.as_deref() == Some("1")),
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Ok(embeds))
    }

    /// The agents of a user with a webhook that asks for no authentication.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_open_webhooks(
        &mut self,
        user_id: &str,
    ) -> Result<Checked<AgentWebhook>, StoreError> {
        const TABLE: &str = "user_canvas";
        if let Some(reason) =
            self.check_columns(TABLE, "id, user_id, title, dsl", "user_canvas.dsl")?
        {
            return Ok(Err(reason));
        }
        let has_category = self.check_columns(TABLE, "canvas_category", TABLE)?;
        let sql = sql::access::webhooks(has_category.is_none());
        let mut webhooks = Vec::new();
        self.query(&sql, &[user_id.into()], &mut |row| {
            let is_dataflow = row.value(3) == Value::Text(DATAFLOW_CATEGORY);
            let is_wanted = row.value(0) == Value::Text(user_id) && !is_dataflow;
            let Value::Text(dsl) = row.value(4) else {
                return Ok(ControlFlow::Continue(()));
            };
            let webhook = match find_open_webhook(dsl) {
                Ok(None) => return Ok(ControlFlow::Continue(())),
                Ok(webhook) => webhook,
                Err(_) => None,
            };
            if is_wanted {
                webhooks.push(AgentWebhook {
                    id: optional_text(row, 1, TABLE, "id")?.unwrap_or_default(),
                    name: optional_text(row, 2, TABLE, "title")?,
                    webhook,
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        webhooks.sort_by(|a: &AgentWebhook, b| a.id.cmp(&b.id));
        Ok(Ok(webhooks))
    }

    /// The bots of a tenant. RAGFlow has them since 0.27.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_bots(&mut self, tenant_id: &str) -> Result<Checked<Bot>, StoreError> {
        const TABLE: &str = "chat_channel";
        if let Some(reason) = self.check_columns(TABLE, "id, tenant_id, channel, status", TABLE)? {
            return Ok(Err(reason));
        }
        let has_names = self.check_columns(TABLE, "name", TABLE)?.is_none();
        let sql = sql::access::bots(has_names);
        let mut bots = Vec::new();
        self.query(&sql, &[tenant_id.into()], &mut |row| {
            if row.value(0) == Value::Text(tenant_id) {
                let text = |index, column| optional_text(row, index, TABLE, column);
                let is_on = row.value(4) == Value::Bool(true);
                bots.push(Bot {
                    id: text(1, "id")?.unwrap_or_default(),
                    name: text(2, "name")?,
                    channel: text(3, "channel")?,
                    is_on: is_on || text(4, "status")?.as_deref() == Some("1"),
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Ok(bots))
    }
}

fn embed_table(kind: EmbedKind) -> EmbedTable {
    let table = |table, owner, name, has_status| EmbedTable {
        table,
        owner,
        name,
        has_status,
    };
    match kind {
        EmbedKind::Chat => table("dialog", "tenant_id", "name", true),
        EmbedKind::Agent => table("user_canvas", "user_id", "title", false),
        EmbedKind::Search => table("search", "tenant_id", "name", true),
    }
}
