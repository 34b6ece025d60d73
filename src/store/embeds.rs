//! What the betas of a tenant give access to: the number of chats, agents and
//! searches, and a few of their names.

use std::ops::ControlFlow;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;

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

impl Store {
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
