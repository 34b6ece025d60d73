//! What a key is bound to: its name, and whose it is.

use std::ops::ControlFlow;

use super::decode::optional_text;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::listing::BindingNames;
use super::value::Value;
use crate::domain::binding::Binding;

/// The result of looking up the name of a dialog or an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindingName {
    /// The name.
    Found(String),
    /// No dialog or agent has this id.
    Missing,
    /// The name could not be looked up, and why.
    Unavailable(String),
}

impl Store {
    /// In which tables this account can look up names.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn readable_binding_names(&mut self) -> Result<BindingNames, StoreError> {
        Ok(BindingNames {
            dialogs: self.can_read("dialog", "name", sql::bindings::DIALOG_NAME)?,
            agents: self.can_read("user_canvas", "title", sql::bindings::AGENT_NAME)?,
        })
    }

    /// Whether a column exists and this account may run a statement that reads it.
    fn can_read(&mut self, table: &str, column: &str, sql: &str) -> Result<bool, StoreError> {
        if !self.schema.has_column(table, column) {
            return Ok(false);
        }
        match self.query(sql, &["".into()], &mut |_| Ok(ControlFlow::Continue(()))) {
            Ok(()) => Ok(true),
            Err(error) if error.fault == Fault::Denied => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Looks up the name of a dialog or an agent. A table that is missing, or
    /// that the account may not read, is not an error, because the key itself
    /// can be shown without the name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_binding_name(
        &mut self,
        binding: Binding,
        id: &str,
    ) -> Result<BindingName, StoreError> {
        let table = binding.table();
        let (column, sql) = match binding {
            Binding::Dialog => ("name", sql::bindings::DIALOG_NAME),
            Binding::Agent => ("title", sql::bindings::AGENT_NAME),
        };
        if !self.schema.has_column(table, column) {
            let reason = format!("the column {table}.{column} does not exist");
            return Ok(BindingName::Unavailable(reason));
        }
        let mut result = BindingName::Missing;
        let read = self.query(sql, &[id.into()], &mut |row| {
            if row.value(0) == Value::Text(id) {
                let name = optional_text(row, 1, table, column)?;
                result = BindingName::Found(name.unwrap_or_default());
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(result),
            Err(error) if error.fault == Fault::Denied => {
                Ok(BindingName::Unavailable(error.to_string()))
            }
            Err(error) => Err(error),
        }
    }

    /// The owner of a dialog (the tenant's ID) or of an agent (a user's ID).
    /// `None`: there is no dialog or agent with this id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_binding_owner(
        &mut self,
        binding: Binding,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        let (column, sql) = match binding {
            Binding::Dialog => ("tenant_id", sql::bindings::DIALOG_OWNER),
            Binding::Agent => ("user_id", sql::bindings::AGENT_OWNER),
        };
        let mut owner = None;
        self.query(sql, &[id.into()], &mut |row| {
            if row.value(0) == Value::Text(id) {
                owner = optional_text(row, 1, binding.table(), column)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(owner)
    }
}
