//! Settings in which somebody may have stored a key: agents and their versions, MCP
//! servers, connectors.

use std::ops::ControlFlow;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::settings::SettingsColumn;
use super::value::Value;
use crate::domain::access::NotChecked;

/// What has settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsKind {
    /// An agent.
    Agent,
    /// A saved version of an agent.
    AgentVersion,
    /// A server that agents call by the Model Context Protocol.
    McpServer,
    /// A connector to a source of documents.
    Connector,
}

impl SettingsKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Agent,
        Self::AgentVersion,
        Self::McpServer,
        Self::Connector,
    ];

    /// The singular noun.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::AgentVersion => "saved version of agent",
            Self::McpServer => "MCP server",
            Self::Connector => "connector",
        }
    }

    fn place(self) -> (SettingsColumn, &'static str) {
        let column = |table, name, column| SettingsColumn {
            table,
            name,
            column,
        };
        match self {
            Self::Agent => (column("user_canvas", "title", "dsl"), "user_canvas.dsl"),
            Self::AgentVersion => (
                column("user_canvas_version", "title", "dsl"),
                "user_canvas_version.dsl",
            ),
            Self::McpServer => (
                column("mcp_server", "name", "headers"),
                "mcp_server.headers",
            ),
            Self::Connector => (column("connector", "name", "config"), "connector.config"),
        }
    }
}

/// Called for each row with its id, its name and its settings. `Break` ends the stream.
pub type SettingsCallback<'a> = dyn FnMut(&str, &str, &str) -> ControlFlow<()> + 'a;

impl Store {
    /// Streams the settings of all things of a kind, of every tenant. `with_prefix`: only
    /// settings that contain the beginning of an API key. Returns why they could not be
    /// read, if so.
    ///
    /// # Errors
    /// If the connection is lost.
    pub fn stream_settings(
        &mut self,
        kind: SettingsKind,
        with_prefix: bool,
        each: &mut SettingsCallback<'_>,
    ) -> Result<Option<NotChecked>, StoreError> {
        let (column, place) = kind.place();
        let columns = format!("id, {}, {}", column.name, column.column);
        if let Some(reason) = self.check_columns(column.table, &columns, place)? {
            return Ok(Some(reason));
        }
        let sql = sql::settings::settings(column, with_prefix);
        let read = self.stream(&sql, &[], &mut |row| {
            let text = |index| match row.value(index) {
                Value::Text(text) => text,
                _ => "",
            };
            Ok(each(text(0), text(1), text(2)))
        });
        match read {
            Ok(()) => Ok(None),
            // A column of another type, for example: it is not RAGFlow's.
            Err(error) if matches!(error.fault, Fault::Schema | Fault::Denied | Fault::Other) => {
                Ok(Some(NotChecked {
                    place,
                    is_denied: error.fault == Fault::Denied,
                }))
            }
            Err(error) => Err(error),
        }
    }
}
