//! One key in detail: what it is bound to, what its text is equal to, and
//! whether its owner could sign in.

use std::ops::ControlFlow;

use super::decode::decode;
use super::driver::Value;
use super::keys::Binding;
use super::owners::optional_text;
use super::{Fault, Store, StoreError, sql};
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::MatchedField;
use crate::domain::verdict::AccessTokenState;

/// What a dialog or an agent is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BindingName {
    /// The name.
    Found(String),
    /// There is none of that id.
    Missing,
    /// It could not be looked up, and why.
    Unavailable(String),
}

impl Store {
    /// What a dialog or an agent is called. A table that is not there, or that
    /// the account may not read, keeps nobody from the key itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn name_of_binding(
        &mut self,
        binding: Binding,
        id: &str,
    ) -> Result<BindingName, StoreError> {
        let table = binding.table();
        let (column, statement) = match binding {
            Binding::Dialog => ("name", sql::DIALOG_NAME),
            Binding::Agent => ("title", sql::AGENT_NAME),
        };
        if !self.schema().has_column(table, column) {
            return Ok(BindingName::Unavailable(format!(
                "there is no {table}.{column}"
            )));
        }
        let mut named = BindingName::Missing;
        let read = self.query(statement, &[id.into()], &mut |row| {
            if row.value(0) == Value::Text(id) {
                let name = optional_text(row, 1, table, column)?;
                named = BindingName::Found(name.unwrap_or_default());
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(named),
            Err(error) if error.fault == Fault::Denied => {
                Ok(BindingName::Unavailable(error.to_string()))
            }
            Err(error) => Err(error),
        }
    }

    /// The keys scope text, or scope beta, the engine itself finds equal to a
    /// text, as RAGFlow's server does: by its collation. Bytes may differ.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn keys_equal(
        &mut self,
        matched_by: MatchedField,
        text: &str,
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let statement = match matched_by {
            MatchedField::Beta => sql::KEYS_OF_BETA,
            MatchedField::Id | MatchedField::Token => sql::KEYS_OF_TOKEN,
        };
        self.keys_of(statement, &[text.into()])
    }

    /// A few keys that are a text, or scope beta is, but for the case of
    /// letters: what was typed off a screen, or went through a spreadsheet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn keys_like(&mut self, text: &str) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let lower = text.to_lowercase();
        self.keys_of(
            sql::KEYS_LIKE,
            &[lower.as_str().into(), lower.as_str().into()],
        )
    }

    /// What is known of a user's access token; nothing where the column is not
    /// there or not granted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn access_of(&mut self, user_id: &str) -> Result<AccessTokenState, StoreError> {
        if !self.schema().has_column("user", "access_token") {
            return Ok(AccessTokenState::Unknown);
        }
        let statement = sql::access_token_of(self.driver.dialect());
        let mut access = AccessTokenState::Missing;
        let read = self.query(&statement, &[user_id.into()], &mut |row| {
            if let (Value::Text(id), Value::Text(token)) = (row.value(0), row.value(1))
                && id == user_id
                && !token.trim().is_empty()
            {
                access = AccessTokenState::Present;
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(access),
            Err(error) if error.fault == Fault::Denied => Ok(AccessTokenState::Unknown),
            Err(error) => Err(error),
        }
    }

    fn keys_of(
        &mut self,
        statement: &str,
        params: &[super::Param<'_>],
    ) -> Result<Vec<ApiKey<'static>>, StoreError> {
        let mut keys = Vec::new();
        self.query(statement, params, &mut |row| {
            keys.push(decode(row)?.into_owned());
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(keys)
    }
}
