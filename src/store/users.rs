//! Users, memberships and tenants.

use std::ops::ControlFlow;

use super::decode::optional_text;
use super::driver_error::{DriverError, Fault};
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::value::{Param, Row, Value};
use crate::domain::login::AccessToken;
use crate::domain::tenant::{Membership, User};
use crate::domain::verdict::AccessTokenState;

/// The column that login tokens are compared with. Deployments may grant it
/// separately, or not at all.
const ACCESS_TOKEN: &str = "user.access_token";

impl Store {
    /// The users with this e-mail address or id: those with exactly this
    /// address or id, else those whose address differs only in case.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_users(&mut self, name: &str) -> Result<Vec<User>, StoreError> {
        let candidates = self.users_where("email = ? OR id = ?", &[name.into(), name.into()])?;
        // `=` ignores case and trailing blanks under RAGFlow's collation on
        // MySQL, so the bytes are compared here, on every engine.
        let exact: Vec<User> = candidates
            .into_iter()
            .filter(|user| user.email == name || user.id == name)
            .collect();
        if !exact.is_empty() {
            return Ok(exact);
        }
        let candidates = self.users_where("LOWER(email) = LOWER(?)", &[name.into()])?;
        let lower = name.to_lowercase();
        Ok(candidates
            .into_iter()
            .filter(|user| user.email.to_lowercase() == lower)
            .collect())
    }

    /// The user with this id.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_user(&mut self, id: &str) -> Result<Option<User>, StoreError> {
        let users = self.users_where("id = ?", &[id.into()])?;
        Ok(users.into_iter().find(|user| user.id == id))
    }

    fn users_where(
        &mut self,
        condition: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<User>, StoreError> {
        let sql = sql::users::users_where(self.connection.dialect(), condition);
        let mut users = Vec::new();
        self.query(&sql, params, &mut |row| {
            users.push(decode_user(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(users)
    }

    /// The users with exactly this access token.
    ///
    /// # Errors
    /// If the database cannot be read. If it is this column that cannot be
    /// read, [`StoreError::denied_column`] names it.
    pub fn find_users_by_access_token(
        &mut self,
        token: &AccessToken,
    ) -> Result<Vec<User>, StoreError> {
        let mut users = self.find_users_with_equal_access_token(token)?;
        users.retain(|(_, is_exact)| *is_exact);
        Ok(users.into_iter().map(|(user, _)| user).collect())
    }

    /// The users whose access token the engine itself finds equal, by its
    /// collation, as RAGFlow's server does; and whether the bytes are the same.
    ///
    /// # Errors
    /// As for [`Store::find_users_by_access_token`].
    pub fn find_users_with_equal_access_token(
        &mut self,
        token: &AccessToken,
    ) -> Result<Vec<(User, bool)>, StoreError> {
        if !self.schema.has_column("user", "access_token") {
            let reason = format!(
                "the column {ACCESS_TOKEN} does not exist, or this account may not read it"
            );
            let error = DriverError::new(Fault::Denied, reason);
            let error = StoreError::new("cannot read from", &self.url, error);
            return Err(error.with_denied_column(ACCESS_TOKEN));
        }
        let sql = sql::users::users_by_access_token(self.connection.dialect());
        let mut users = Vec::new();
        let read = self.query(&sql, &[token.expose().into()], &mut |row| {
            let is_exact = row.value(5) == Value::Text(token.expose());
            users.push((decode_user(row)?, is_exact));
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(users),
            Err(error) if error.fault == Fault::Denied => {
                Err(error.with_denied_column(ACCESS_TOKEN))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether a user has an access token; unknown if the column does not exist
    /// or is not granted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_access_token_state(
        &mut self,
        user_id: &str,
    ) -> Result<AccessTokenState, StoreError> {
        if !self.schema.has_column("user", "access_token") {
            return Ok(AccessTokenState::Unknown);
        }
        let sql = sql::users::access_token_of_user(self.connection.dialect());
        let mut state = AccessTokenState::Missing;
        let read = self.query(&sql, &[user_id.into()], &mut |row| {
            if let (Value::Text(id), Value::Text(token)) = (row.value(0), row.value(1))
                && id == user_id
                && !token.trim().is_empty()
            {
                state = AccessTokenState::Present;
            }
            Ok(ControlFlow::Continue(()))
        });
        match read {
            Ok(()) => Ok(state),
            Err(error) if error.fault == Fault::Denied => Ok(AccessTokenState::Unknown),
            Err(error) => Err(error),
        }
    }

    /// Every membership of a user.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_memberships(&mut self, user_id: &str) -> Result<Vec<Membership>, StoreError> {
        let mut rows = self.query_memberships(sql::users::MEMBERSHIPS, user_id)?;
        rows.retain(|row| row.user_id == user_id);
        Ok(rows)
    }

    /// The owner rows of a tenant, in no order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_owner_rows(&mut self, tenant_id: &str) -> Result<Vec<Membership>, StoreError> {
        let mut rows = self.query_memberships(sql::users::OWNER_ROWS, tenant_id)?;
        rows.retain(|row| row.tenant_id == tenant_id);
        Ok(rows)
    }

    pub(super) fn query_memberships(
        &mut self,
        sql: &str,
        id: &str,
    ) -> Result<Vec<Membership>, StoreError> {
        let mut rows = Vec::new();
        self.query(sql, &[id.into()], &mut |row| {
            rows.push(decode_membership(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// Whether the database has anything of this tenant: its own row, a member,
    /// or a key.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn has_tenant(&mut self, tenant_id: &str) -> Result<bool, StoreError> {
        let mut statements = vec![sql::users::TENANT_MEMBERS, sql::users::TENANT_KEYS];
        if self.schema.has_table("tenant") {
            statements.push(sql::users::TENANT);
        }
        for sql in statements {
            let mut found = false;
            self.query(sql, &[tenant_id.into()], &mut |row| {
                found |= row.value(0) == Value::Text(tenant_id);
                Ok(if found {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                })
            })?;
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A user from the first five columns.
pub(super) fn decode_user(row: &dyn Row) -> Result<User, BadValue> {
    let text = |index, column| optional_text(row, index, "user", column);
    Ok(User {
        id: text(0, "id")?.unwrap_or_default(),
        email: text(1, "email")?.unwrap_or_default(),
        nickname: text(2, "nickname")?.unwrap_or_default(),
        status: text(3, "status")?,
        is_active: text(4, "is_active")?,
    })
}

fn decode_membership(row: &dyn Row) -> Result<Membership, BadValue> {
    let text = |index, column| {
        let text = optional_text(row, index, "user_tenant", column)?;
        Ok::<_, BadValue>(text.unwrap_or_default())
    };
    Ok(Membership {
        id: text(0, "id")?,
        user_id: text(1, "user_id")?,
        tenant_id: text(2, "tenant_id")?,
        role: text(3, "role")?,
        create_time: match row.value(4) {
            Value::Null => None,
            Value::Int(number) => Some(number),
            other => {
                return Err(BadValue {
                    table: "user_tenant",
                    column: "create_time",
                    row: "a row".to_owned(),
                    found: other.type_name().to_owned(),
                    expected: "a number",
                });
            }
        },
    })
}
