//! API keys: reading them as they stream by, and adding them.

use std::ops::ControlFlow;

use super::decode::decode;
use super::driver::{Fault, Param, Row, Value};
use super::owners::optional_text;
use super::sql::{self, Listing};
use super::{Store, StoreError, Tx, failed};
use crate::domain::api_key::ApiKey;
use crate::domain::token::Beta;
use crate::error::Error;

/// What a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A chat assistant (`dialog`).
    Dialog,
    /// An agent (`user_canvas`).
    Agent,
}

impl Binding {
    /// The table it is in.
    pub fn table(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "user_canvas",
        }
    }

    /// What RAGFlow writes into `source`.
    pub fn source(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "agent",
        }
    }
}

/// What a listing does with each key and its owner's e-mail.
pub type EachKey<'a> = dyn FnMut(&ApiKey<'_>, Option<&str>) -> Result<(), Error> + 'a;

impl Store {
    /// Streams keys, each with its owner's e-mail where the listing asks for
    /// it. Nothing is collected.
    ///
    /// # Errors
    /// When the database cannot be read, a value is of a type nobody expected,
    /// or `each` fails.
    pub fn list(&mut self, listing: &Listing<'_>, each: &mut EachKey<'_>) -> Result<(), Error> {
        let (sql, params) = sql::list(self.driver.dialect(), listing);
        // A tenant has a few keys: a thread would cost more than they do.
        let many = listing.tenant_id.is_none();
        self.each_key(&sql, &params, many, &mut |row, record| {
            // `=` folds case on MySQL; an id is compared by its bytes.
            if listing
                .tenant_id
                .is_some_and(|tenant_id| tenant_id != record.tenant_id)
            {
                return Ok(());
            }
            let user = match listing.with_user.then(|| row.value(9)) {
                Some(Value::Text(email)) => Some(email),
                _ => None,
            };
            each(record, user)
        })
    }

    /// Streams the keys of a query, each with its row for what stands behind
    /// the nine columns. Nothing is collected; `many` are read ahead.
    pub(super) fn each_key(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        many: bool,
        each: &mut dyn FnMut(&dyn Row, &ApiKey<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut failure = None;
        let mut each = |row: &dyn Row| {
            let record = decode(row)?;
            Ok(match each(row, &record) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            })
        };
        if many {
            self.stream(sql, params, &mut each)?;
        } else {
            self.query(sql, params, &mut each)?;
        }
        failure.map_or(Ok(()), Err)
    }

    /// Scope a dialog or an agent is: the tenant, or for an agent its owner's
    /// user id. `None`: there is no such thing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn owner_of_binding(
        &mut self,
        binding: Binding,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        let sql = match binding {
            Binding::Dialog => sql::DIALOG,
            Binding::Agent => sql::AGENT,
        };
        let mut owner = None;
        self.query(sql, &[id.into()], &mut |row| {
            if row.value(0) == Value::Text(id) {
                owner = optional_text(row, 1, binding.table(), "owner")?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(owner)
    }
}

impl Tx<'_> {
    /// Adds a key.
    ///
    /// # Errors
    /// When the engine refuses, or did not add exactly one row.
    pub fn insert_key(&mut self, key: &ApiKey<'_>) -> Result<(), StoreError> {
        let params = [
            key.tenant_id.as_ref().into(),
            key.token.expose().into(),
            Param::Text(key.dialog_id.as_deref()),
            Param::Text(key.source.as_deref()),
            Param::Text(key.beta.as_ref().map(Beta::expose)),
            Param::Date(key.create_date),
            Param::Int(key.create_time),
            Param::Date(key.update_date),
            Param::Int(key.update_time),
        ];
        let inserted = self.store.driver.execute(sql::INSERT_KEY, &params);
        let why = match inserted {
            Ok(1) => return Ok(()),
            Ok(rows) => {
                let why = format!("{rows} rows were added where one was meant");
                super::DriverError::new(Fault::Other, why)
            }
            Err(error) => error,
        };
        Err(failed("cannot add a key to", &self.store.url, why))
    }
}

impl Value<'_> {
    pub(super) fn is_true(self) -> bool {
        matches!(self, Self::Bool(true) | Self::Int(1..))
    }

    /// What it is, for messages; never the value.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "a number",
            Self::Bool(_) => "a truth value",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::Unknown(_) => "a value of another type",
        }
    }
}
