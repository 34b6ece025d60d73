//! The secrets of all keys and users, as they stream by.

use std::ops::ControlFlow;

use super::audit::UnreadableCallback;
use super::decode::bad_key_value;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use crate::domain::login::AccessToken;
use crate::domain::token::{Beta, Token};

/// Called for the secrets of each key.
pub type SecretCallback<'a> = dyn FnMut(&Token<'_>, Option<&Beta<'_>>) + 'a;

impl Store {
    /// Streams all keys and betas in one pass, in no order. `unreadable` is told of
    /// rows that have something other than text there.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stream_secrets(
        &mut self,
        each: &mut SecretCallback<'_>,
        unreadable: &mut UnreadableCallback<'_>,
    ) -> Result<(), StoreError> {
        self.stream(sql::keys::SECRETS, &[], &mut |row| {
            match (row.value(1), row.value(2)) {
                (Value::Text(token), Value::Text(beta)) => {
                    each(&Token::new(token), Some(&Beta::new(beta)));
                }
                (Value::Text(token), Value::Null) => each(&Token::new(token), None),
                (Value::Text(token), _) => {
                    each(&Token::new(token), None);
                    unreadable(bad_key_value(row, "beta", 2, "text").to_string());
                }
                _ => unreadable(bad_key_value(row, "token", 1, "text").to_string()),
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Streams the access tokens of all users. `false`: the column does not exist,
    /// or this account may not read it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stream_access_tokens(
        &mut self,
        each: &mut dyn FnMut(&AccessToken),
    ) -> Result<bool, StoreError> {
        if !self.schema.has_column("user", "access_token") {
            return Ok(false);
        }
        let sql = sql::users::access_tokens(self.connection.dialect());
        let read = self.stream(&sql, &[], &mut |row| {
            // SQLite keeps a number where a number was written; no token is one.
            if let Value::Text(token) = row.value(0) {
                each(&AccessToken::new(token));
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(true),
            Err(error) if error.fault == Fault::Denied => Ok(false),
            Err(error) => Err(error),
        }
    }
}
