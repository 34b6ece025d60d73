//! The account of a user: whether it administers the server, how the user signs in, and
//! whether there is a session.

use std::ops::ControlFlow;

use super::decode::optional_text;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::sql::access::AccountColumns;
use super::value::{Row, Value};
use crate::domain::access::{NotChecked, SessionState};

/// The account of a user, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whether the user administers the server.
    pub is_superuser: Result<bool, NotChecked>,
    /// How the user signs in: `password`, or the name of a single sign-on. `None` is a
    /// password, too.
    pub login_channel: Result<Option<String>, NotChecked>,
    /// When the user signed in last, in the local time of RAGFlow's server.
    pub last_login: Option<String>,
    /// Whether the user is signed in.
    pub session: Result<SessionState, NotChecked>,
}

impl Store {
    /// Reads the account of a user.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_account(&mut self, user_id: &str) -> Result<Account, StoreError> {
        let [is_superuser, login_channel, last_login_time, access_token] = [
            self.check_columns("user", "is_superuser", "user.is_superuser")?,
            self.check_columns("user", "login_channel", "user.login_channel")?,
            self.check_columns("user", "last_login_time", "user.last_login_time")?,
            self.check_columns("user", "access_token", "user.access_token")?,
        ];
        let can_read = AccountColumns {
            is_superuser: is_superuser.is_none(),
            login_channel: login_channel.is_none(),
            last_login_time: last_login_time.is_none(),
            access_token: access_token.is_none(),
        };
        let mut account = Account {
            is_superuser: is_superuser.map_or(Ok(false), Err),
            login_channel: login_channel.map_or(Ok(None), Err),
            last_login: None,
            session: access_token.map_or(Ok(SessionState::NeverSignedIn), Err),
        };
        let sql = sql::access::account(self.connection.dialect(), can_read);
        self.query(&sql, &[user_id.into()], &mut |row| {
            if row.value(0) != Value::Text(user_id) {
                return Ok(ControlFlow::Continue(()));
            }
            account.is_superuser = account.is_superuser.map(|_| row.value(1).is_true());
            if let Ok(channel) = &mut account.login_channel {
                *channel = optional_text(row, 2, "user", "login_channel")?;
            }
            account.last_login = match row.value(3) {
                Value::Date(date) => Some(date.format("%Y-%m-%d %H:%M:%S").to_string()),
                Value::Text(text) => Some(text.to_owned()),
                _ => None,
            };
            account.session = account.session.map(|_| session_state(row));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(account)
    }
}

fn session_state(row: &dyn Row) -> SessionState {
    let [is_empty, is_ended, is_long] = [4, 5, 6].map(|index| row.value(index).is_true());
    if is_empty {
        SessionState::NeverSignedIn
    } else if is_ended {
        SessionState::Ended
    } else if is_long {
        SessionState::SignedIn
    } else {
        SessionState::Unusable
    }
}
