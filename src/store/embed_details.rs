//! What is shown about an embedded chat, agent or search: its name, and whether an
//! agent is published.

use std::ops::ControlFlow;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use crate::domain::verdict::EmbedKind;

impl Store {
    /// The name of a chat, agent or search; `None` if it has none, or cannot be looked
    /// up.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_embed_name(
        &mut self,
        kind: EmbedKind,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        use sql::bindings::{AGENT_NAME, DIALOG_NAME, SEARCH_NAME};
        let (table, column, sql) = match kind {
            EmbedKind::Chat => ("dialog", "name", DIALOG_NAME),
            EmbedKind::Agent => ("user_canvas", "title", AGENT_NAME),
            EmbedKind::Search => ("search", "name", SEARCH_NAME),
        };
        if !self.schema.has_column(table, column) {
            return Ok(None);
        }
        let mut name = None;
        let read = self.query(sql, &[id.into()], &mut |row| {
            if let (true, Value::Text(found)) = (row.value(0) == Value::Text(id), row.value(1)) {
                name = Some(found.to_owned());
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Err(error) if error.fault != Fault::Denied => Err(error),
            _ => Ok(name.filter(|name| !name.trim().is_empty())),
        }
    }

    /// Whether an agent has a published version. `None`: this database does not say, or
    /// this account may not read it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_agent_published(&mut self, id: &str) -> Result<Option<bool>, StoreError> {
        // Before 0.25 there is no such column.
        if !self.schema.has_column("user_canvas_version", "release") {
            return Ok(None);
        }
        let mut is_published = false;
        let sql = sql::bindings::AGENT_RELEASES;
        let read = self.query(sql, &[id.into()], &mut |row| {
            is_published |= row.value(0) == Value::Text(id) && row.value(1).is_true();
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(Some(is_published)),
            Err(error) if error.fault == Fault::Denied => Ok(None),
            Err(error) => Err(error),
        }
    }
}
