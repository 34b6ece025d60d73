//! The facts that an audit needs, as they stream by. The judgement is in
//! [`domain::audit`](crate::domain::audit).

use std::ops::ControlFlow;

use super::decode::decode_key;
use super::driver_error::Fault;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::sql::audit::{Capabilities, Scope, SecretColumn};
use super::value::Value;
use crate::domain::api_key::ApiKey;
use crate::domain::audit::Duplicates;

/// Called for each key, with whether the dialog or agent that it is bound to
/// exists; `None` for a key without a binding, or if that cannot be looked up.
pub type AuditCallback<'a, E> = dyn FnMut(&ApiKey<'_>, Option<bool>) -> Result<(), E> + 'a;

/// Called for each row that cannot be read, with the reason.
pub type UnreadableCallback<'a> = dyn FnMut(String) + 'a;

impl Store {
    /// Finds out what an audit can look up with this account.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn probe_capabilities(&mut self) -> Result<Capabilities, StoreError> {
        let mut can_read = [false; 3];
        let probes = sql::audit::probes(self.connection.dialect());
        for ((table, column, sql), can_read) in probes.iter().zip(&mut can_read) {
            if !self.schema.has_column(table, column) {
                continue;
            }
            match self.query(sql, &[], &mut |_| Ok(ControlFlow::Continue(()))) {
                Ok(()) => *can_read = true,
                Err(error) if error.fault == Fault::Denied => {}
                Err(error) => return Err(error),
            }
        }
        let [access_token, dialog, agent] = can_read;
        Ok(Capabilities {
            access_token,
            dialog,
            agent,
        })
    }

    /// Whether the database treats an empty beta as equal to a control character,
    /// so that a client with such a character in place of a beta opens the tenant.
    /// `false` also if there is no empty beta.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn empty_beta_opens(&mut self) -> Result<bool, StoreError> {
        let mut is_open = false;
        self.query(sql::audit::EMPTY_BETA, &["\u{1}".into()], &mut |_| {
            is_open = true;
            Ok(ControlFlow::Break(()))
        })?;
        Ok(is_open)
    }

    /// Streams the keys of the tenants from `first` to `last`, in the order of
    /// the primary key, or the one key of the scope. Nothing is collected.
    ///
    /// # Errors
    /// If the database cannot be read, or `each` fails.
    pub fn stream_audited_keys<E: From<StoreError>>(
        &mut self,
        scope: Scope<'_>,
        [first, last]: [&str; 2],
        capabilities: Capabilities,
        each: &mut AuditCallback<'_, E>,
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<(), E> {
        let lookups = self.lookups()?;
        let dialect = self.connection.dialect();
        let (sql, params) = sql::audit::keys(dialect, &lookups, scope, first, last, capabilities);
        let mut failure = None;
        self.stream(&sql, &params, &mut |row| {
            let key = match decode_key(row) {
                Ok(key) => key,
                Err(bad) => {
                    unreadable(bad.to_string());
                    return Ok(ControlFlow::Continue(()));
                }
            };
            let binding_exists = match row.value(9) {
                Value::Null => None,
                value => Some(value.is_true()),
            };
            Ok(match each(&key, binding_exists) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            })
        })?;
        failure.map_or(Ok(()), Err)
    }

    /// The values of a column that several rows of any tenant share; only those that
    /// a row of the scope has.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_duplicates(
        &mut self,
        column: SecretColumn,
        scope: Scope<'_>,
    ) -> Result<Duplicates, StoreError> {
        let dialect = self.connection.dialect();
        let (sql, params) = sql::audit::duplicates(dialect, column, scope);
        let mut duplicates = Duplicates::default();
        self.query(&sql, &params, &mut |row| {
            let text = |index| match row.value(index) {
                Value::Text(text) => Ok(text),
                other => Err(BadValue {
                    table: "api_token",
                    column: column.name(),
                    row: "several keys".to_owned(),
                    found: other.type_name().to_owned(),
                    expected: "text",
                }),
            };
            let rows = u32::try_from(row.value(1).as_count()).unwrap_or(u32::MAX);
            duplicates.add(text(0)?, rows, [text(2)?, text(3)?]);
            Ok(ControlFlow::Continue(()))
        })?;
        duplicates.sort();
        Ok(duplicates)
    }
}
