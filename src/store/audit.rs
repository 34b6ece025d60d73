//! The facts an audit needs, as they stream by. The judgement is in
//! [`domain::audit`](crate::domain::audit).

use std::ops::ControlFlow;

use super::driver::{Fault, Param, Value};
use super::owners::optional_text;
use super::{BadValue, Store, StoreError, sql};
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditedTenant, Duplicates, TenantUser};
use crate::error::Error;

/// Tenants scope facts are held at a time.
const TENANTS: u32 = 1000;

/// What this database, and this account, let be looked up beside the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether `user.access_token` holds something.
    pub access_token: bool,
    /// Whether a dialog exists.
    pub dialog: bool,
    /// Whether an agent exists.
    pub agent: bool,
}

/// Scope keys are audited next.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'a> {
    /// Those of this tenant.
    Tenant(&'a str),
    /// Those of all, from the first tenant on.
    All,
    /// Those of all behind this tenant.
    After(&'a str),
}

/// What several rows can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretColumn {
    /// The API key.
    Token,
    /// The beta.
    Beta,
}

/// What an audit does with each key and whether what it is bound to exists.
pub type EachAudited<'a> = dyn FnMut(&ApiKey<'_>, Option<bool>) -> Result<(), Error> + 'a;

impl Store {
    /// Finds out what can be looked up: a table or column may be absent in an
    /// old or copied database, or not granted to this account.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit_capabilities(&mut self) -> Result<Capabilities, StoreError> {
        let mut can = [false; 3];
        let probes = sql::audit::probes(self.driver.dialect());
        for ((table, column, sql), can) in probes.iter().zip(&mut can) {
            if !self.schema.has_column(table, column) {
                continue;
            }
            match self.query(sql, &[], &mut |_| Ok(ControlFlow::Continue(()))) {
                Ok(()) => *can = true,
                Err(error) if error.fault == Fault::Denied => {}
                Err(error) => return Err(error),
            }
        }
        let [access_token, dialog, agent] = can;
        Ok(Capabilities {
            access_token,
            dialog,
            agent,
        })
    }

    /// The next tenants that have keys, in the order in which
    /// [`Store::audited_keys`] reads them; none behind the last. At most a
    /// thousand at a time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audited_tenants(
        &mut self,
        scope: Scope<'_>,
        capabilities: Capabilities,
    ) -> Result<Vec<AuditedTenant>, StoreError> {
        let (sql, params) =
            sql::audit::tenants(self.driver.dialect(), scope, capabilities, TENANTS);
        let mut tenants = Vec::new();
        self.query(&sql, &params, &mut |row| {
            let user_text = |index, column| optional_text(row, index, "user", column);
            let user = match user_text(2, "id")? {
                None => None,
                Some(_) => Some(TenantUser {
                    email: user_text(3, "email")?.unwrap_or_default(),
                    status: user_text(4, "status")?,
                    is_active: user_text(5, "is_active")?,
                    has_access_token: match row.value(6) {
                        Value::Null => None,
                        value => Some(value.is_true()),
                    },
                }),
            };
            tenants.push(AuditedTenant {
                id: optional_text(row, 0, "api_token", "tenant_id")?.unwrap_or_default(),
                keys: number(row.value(1)),
                is_owned: row.value(7).is_true(),
                owner: user_text(8, "email")?,
                user,
            });
            Ok(ControlFlow::Continue(()))
        })?;
        if let Scope::Tenant(id) = scope {
            // `=` folds case on MySQL; an id is compared by its bytes.
            tenants.retain(|tenant| tenant.id == id);
        }
        Ok(tenants)
    }

    /// Streams the keys of the tenants from `first` to `last`, in the order of
    /// the primary key. Nothing is collected.
    ///
    /// # Errors
    /// When the database cannot be read, a value is of a type nobody expected,
    /// or `each` fails.
    pub fn audited_keys(
        &mut self,
        first: &str,
        last: &str,
        capabilities: Capabilities,
        each: &mut EachAudited<'_>,
    ) -> Result<(), Error> {
        let sql = sql::audit::keys(capabilities);
        self.each_key(
            &sql,
            &[first.into(), last.into()],
            true,
            &mut |row, record| {
                let binding = match row.value(9) {
                    Value::Null => None,
                    value => Some(value.is_true()),
                };
                each(record, binding)
            },
        )
    }

    /// What several rows share, of all tenants, or what this tenant's rows
    /// share with any.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn duplicates(
        &mut self,
        secret: SecretColumn,
        tenant_id: Option<&str>,
    ) -> Result<Duplicates, StoreError> {
        let column = match secret {
            SecretColumn::Token => "token",
            SecretColumn::Beta => "beta",
        };
        let sql = sql::audit::duplicates(self.driver.dialect(), column, tenant_id.is_some());
        let params: Vec<Param<'_>> = tenant_id.into_iter().map(Param::from).collect();
        let mut duplicates = Duplicates::default();
        self.query(&sql, &params, &mut |row| {
            let text = |index| match row.value(index) {
                Value::Text(text) => Ok(text),
                other => Err(BadValue {
                    table: "api_token",
                    column,
                    row: "several keys".to_owned(),
                    found: other.kind().to_owned(),
                    expected: "text",
                }),
            };
            let rows = u32::try_from(number(row.value(1))).unwrap_or(u32::MAX);
            duplicates.add(text(0)?, rows, [text(2)?, text(3)?]);
            Ok(ControlFlow::Continue(()))
        })?;
        duplicates.sort();
        Ok(duplicates)
    }
}

fn number(value: Value<'_>) -> u64 {
    match value {
        Value::Int(number) => number.try_into().unwrap_or_default(),
        _ => 0,
    }
}
