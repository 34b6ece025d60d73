//! What the betas of a tenant give access to: the number of chats, agents and
//! searches, and a few of their names.

use std::ops::ControlFlow;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use crate::domain::verdict::EmbedKind;

/// The most names of each kind that are kept.
const MAX_NAMES: usize = 3;

/// The objects of one kind that the betas of a tenant give access to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedCount {
    /// `chat`, `agent` or `search`, in the singular.
    pub kind: &'static str,
    /// How many there are. `None`: the table is missing, or this account may
    /// not read it.
    pub number: Option<u64>,
    /// The first few names.
    pub names: Vec<String>,
}

/// Whose an embedded chat, agent or search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmbedTenant {
    /// It exists.
    Found {
        /// Its tenant.
        tenant_id: String,
        /// Whether its status is '1', which means not deleted.
        is_valid: bool,
    },
    /// There is none with this id.
    Missing,
    /// The table is missing, or this account may not read it.
    Unavailable,
}

impl Store {
    /// Whose the chat, agent or search with an id is.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_embed_tenant(
        &mut self,
        kind: EmbedKind,
        id: &str,
    ) -> Result<EmbedTenant, StoreError> {
        use sql::bindings::{AGENT_TENANT, CHAT_TENANT, SEARCH_TENANT};
        let (table, sql) = match kind {
            EmbedKind::Chat => ("dialog", CHAT_TENANT),
            EmbedKind::Agent => ("user_canvas", AGENT_TENANT),
            EmbedKind::Search => ("search", SEARCH_TENANT),
        };
        if !self.schema.has_table(table) {
            return Ok(EmbedTenant::Unavailable);
        }
        let mut found = EmbedTenant::Missing;
        let read = self.query(sql, &[id.into()], &mut |row| {
            if let (true, Value::Text(tenant_id)) = (row.value(0) == Value::Text(id), row.value(1))
            {
                found = EmbedTenant::Found {
                    tenant_id: tenant_id.to_owned(),
                    is_valid: row.value(2) == Value::Text("1"),
                };
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(found),
            Err(error) if matches!(error.fault, Fault::Denied | Fault::Schema) => {
                Ok(EmbedTenant::Unavailable)
            }
            Err(error) => Err(error),
        }
    }

    /// The chats, agents and searches of a tenant. Each of its betas gives
    /// access to all of them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_embeds(&mut self, tenant_id: &str) -> Result<[EmbedCount; 3], StoreError> {
        use sql::bindings::{AGENTS_OF_TENANT, CHATS_OF_TENANT, SEARCHES_OF_TENANT};
        Ok([
            self.count_embeds_of("chat", "dialog", CHATS_OF_TENANT, tenant_id)?,
            self.count_embeds_of("agent", "user_canvas", AGENTS_OF_TENANT, tenant_id)?,
            self.count_embeds_of("search", "search", SEARCHES_OF_TENANT, tenant_id)?,
        ])
    }

    fn count_embeds_of(
        &mut self,
        kind: &'static str,
        table: &str,
        sql: &str,
        tenant_id: &str,
    ) -> Result<EmbedCount, StoreError> {
        let mut embeds = EmbedCount {
            kind,
            ..EmbedCount::default()
        };
        if !self.schema.has_table(table) {
            return Ok(embeds);
        }
        let mut number = 0;
        let read = self.query(sql, &[tenant_id.into()], &mut |row| {
            if row.value(0) == Value::Text(tenant_id) {
                number += 1;
                if let (Value::Text(name), true) = (row.value(1), embeds.names.len() < MAX_NAMES) {
                    embeds.names.push(name.to_owned());
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => embeds.number = Some(number),
            // An account need not be allowed to read names.
            Err(error) if matches!(error.fault, Fault::Denied | Fault::Schema) => {}
            Err(error) => return Err(error),
        }
        Ok(embeds)
    }
}
