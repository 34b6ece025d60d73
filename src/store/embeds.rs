//! What a tenant's betas open: names for people, looked up where they can be.

use std::ops::ControlFlow;

use super::driver::Value;
use super::{Fault, Store, StoreError, sql};

/// So many names are kept of each kind.
const NAMED: usize = 3;

/// What a tenant's betas open, of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedCount {
    /// `chat`, `agent` or `search`; plural by an `s` or `es`.
    pub kind: &'static str,
    /// How many; `None`: this database or account does not tell.
    pub number: Option<u64>,
    /// The names of some.
    pub names: Vec<String>,
}

impl Store {
    /// The chats, agents and searches of a tenant: any of its betas opens all
    /// of them. An agent belongs to a user, who has the tenant's id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn embed_counts(&mut self, tenant_id: &str) -> Result<[EmbedCount; 3], StoreError> {
        Ok([
            self.embeds("chat", "dialog", sql::CHATS_OF, tenant_id)?,
            self.embeds("agent", "user_canvas", sql::AGENTS_OF, tenant_id)?,
            self.embeds("search", "search", sql::SEARCHES_OF, tenant_id)?,
        ])
    }

    fn embeds(
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
        let asked = self.query(sql, &[tenant_id.into()], &mut |row| {
            if row.value(0) == Value::Text(tenant_id) {
                number += 1;
                if let (Value::Text(name), true) = (row.value(1), embeds.names.len() < NAMED) {
                    embeds.names.push(name.to_owned());
                }
            }
            Ok(ControlFlow::Continue(()))
        });
        match asked {
            Ok(()) => embeds.number = Some(number),
            // An account need not be allowed to read names.
            Err(error) if matches!(error.fault, Fault::Denied | Fault::Schema) => {}
            Err(error) => return Err(error),
        }
        Ok(embeds)
    }
}
