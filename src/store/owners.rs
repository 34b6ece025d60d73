//! Users, memberships and tenants.

use std::ops::ControlFlow;

use super::driver::{Fault, Param, Row, Value};
use super::{BadValue, Store, StoreError, sql};
use crate::domain::login::AccessToken;
use crate::domain::tenant::{Membership, User};

impl Store {
    /// The users an operator may mean by an e-mail address or an id: those
    /// scope id or address is exactly that, else those scope address is the
    /// same but for case.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn users_named(&mut self, name: &str) -> Result<Vec<User>, StoreError> {
        let exact = self.users("email = ? OR id = ?", &[name.into(), name.into()])?;
        // `=` ignores case and trailing blanks under RAGFlow's collation on
        // MySQL: compare the bytes here, on every engine.
        let same: Vec<User> = exact
            .into_iter()
            .filter(|user| user.email == name || user.id == name)
            .collect();
        if !same.is_empty() {
            return Ok(same);
        }
        let folded = self.users("LOWER(email) = LOWER(?)", &[name.into()])?;
        let lower = name.to_lowercase();
        Ok(folded
            .into_iter()
            .filter(|user| user.email.to_lowercase() == lower)
            .collect())
    }

    /// The user of an id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn user(&mut self, id: &str) -> Result<Option<User>, StoreError> {
        let users = self.users("id = ?", &[id.into()])?;
        Ok(users.into_iter().find(|user| user.id == id))
    }

    fn users(&mut self, condition: &str, params: &[Param<'_>]) -> Result<Vec<User>, StoreError> {
        let sql = sql::users(self.driver.dialect(), condition);
        let mut users = Vec::new();
        self.query(&sql, params, &mut |row| {
            users.push(decode_user(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(users)
    }

    /// The users scope access token is exactly that.
    ///
    /// # Errors
    /// When the database cannot be read, or not this column of it.
    pub fn users_signed_in(&mut self, token: &AccessToken) -> Result<Vec<User>, StoreError> {
        self.has_access_tokens()?;
        let sql = sql::users_of_access_token(self.driver.dialect());
        let mut users = Vec::new();
        let read = self.query(&sql, &[token.expose().into()], &mut |row| {
            if row.value(5) == Value::Text(token.expose()) {
                users.push(decode_user(row)?);
            }
            Ok(ControlFlow::Continue(()))
        });
        read.map_err(|error| self.without_access_tokens(error))?;
        Ok(users)
    }

    /// Whether `user.access_token` is there to be asked for.
    fn has_access_tokens(&self) -> Result<(), StoreError> {
        if self.schema.has_column("user", "access_token") {
            return Ok(());
        }
        Err(self.without_access_tokens(StoreError {
            fault: Fault::Denied,
            doing: "cannot read from",
            target: self.url.to_string(),
            why: "there is no column user.access_token, or this account may not see it".to_owned(),
            hint: None,
        }))
    }

    /// A refusal with the way out: the README grants the column separately.
    fn without_access_tokens(&self, mut error: StoreError) -> StoreError {
        if error.fault == Fault::Denied {
            error.hint = Some(
                "login tokens and token explain need SELECT on user.access_token: GRANT it, \
                 or name the owner with --user or --tenant"
                    .to_owned(),
            );
        }
        error
    }

    /// Every membership of a user.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn memberships_of(&mut self, user_id: &str) -> Result<Vec<Membership>, StoreError> {
        let mut rows = self.memberships(sql::MEMBERSHIPS, user_id)?;
        rows.retain(|row| row.user_id == user_id);
        Ok(rows)
    }

    /// The owner rows of a tenant.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn owners_of(&mut self, tenant_id: &str) -> Result<Vec<Membership>, StoreError> {
        let mut rows = self.memberships(sql::OWNERS_OF_TENANT, tenant_id)?;
        rows.retain(|row| row.tenant_id == tenant_id);
        Ok(rows)
    }

    fn memberships(&mut self, sql: &str, id: &str) -> Result<Vec<Membership>, StoreError> {
        let mut rows = Vec::new();
        self.query(sql, &[id.into()], &mut |row| {
            let text = |index, name| {
                let text = optional_text(row, index, "user_tenant", name)?;
                Ok::<_, BadValue>(text.unwrap_or_default())
            };
            rows.push(Membership {
                id: text(0, "id")?,
                user_id: text(1, "user_id")?,
                tenant_id: text(2, "tenant_id")?,
                role: text(3, "role")?,
                create_time: match row.value(4) {
                    Value::Null => None,
                    Value::Int(number) => Some(number),
                    other => return Err(bad("user_tenant", "create_time", other, "a number")),
                },
            });
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// Whether anything in the database knows this tenant: its own row, a
    /// member, or a key.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn knows_tenant(&mut self, tenant_id: &str) -> Result<bool, StoreError> {
        let mut statements = vec![sql::TENANT_HAS_MEMBERS, sql::TENANT_HAS_KEYS];
        if self.schema.has_table("tenant") {
            statements.push(sql::TENANT_EXISTS);
        }
        for sql in statements {
            let mut known = false;
            self.query(sql, &[tenant_id.into()], &mut |row| {
                known |= row.value(0) == Value::Text(tenant_id);
                Ok(if known {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                })
            })?;
            if known {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn decode_user(row: &dyn Row) -> Result<User, BadValue> {
    let column = |index, name| optional_text(row, index, "user", name);
    Ok(User {
        id: column(0, "id")?.unwrap_or_default(),
        email: column(1, "email")?.unwrap_or_default(),
        nickname: column(2, "nickname")?.unwrap_or_default(),
        status: column(3, "status")?,
        is_active: column(4, "is_active")?,
    })
}

/// A text that may be NULL. SQLite keeps a number where a number was written,
/// and RAGFlow's one-character flags look like numbers.
pub(super) fn optional_text(
    row: &dyn Row,
    index: usize,
    table: &'static str,
    column: &'static str,
) -> Result<Option<String>, BadValue> {
    match row.value(index) {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.to_owned())),
        Value::Int(number) => Ok(Some(number.to_string())),
        other => Err(bad(table, column, other, "text")),
    }
}

fn bad(
    table: &'static str,
    column: &'static str,
    found: Value<'_>,
    expected: &'static str,
) -> BadValue {
    BadValue {
        table,
        column,
        row: "a row".to_owned(),
        found: found.kind().to_owned(),
        expected,
    }
}
