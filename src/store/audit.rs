//! The facts that an audit needs, as they stream by. The judgement is in
//! [`domain::audit`](crate::domain::audit).

use std::ops::ControlFlow;

use super::decode::optional_text;
use super::driver_error::Fault;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::sql::audit::{Capabilities, Scope, SecretColumn};
use super::value::{Param, Row, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditedTenant, Duplicates, TenantUser};

/// The most tenants whose facts are in memory at a time.
const TENANTS_PER_PAGE: u32 = 1000;

/// Called for each key, with whether the dialog or agent that it is bound to
/// exists; `None` for a key without a binding, or if that cannot be looked up.
pub type AuditCallback<'a, E> = dyn FnMut(&ApiKey<'_>, Option<bool>) -> Result<(), E> + 'a;

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

    /// The next tenants that have keys, in the order in which
    /// [`Store::stream_audited_keys`] reads them; none after the last. At most a
    /// thousand at a time.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_audited_tenants(
        &mut self,
        scope: Scope<'_>,
        capabilities: Capabilities,
    ) -> Result<Vec<AuditedTenant>, StoreError> {
        let dialect = self.connection.dialect();
        let (sql, params) = sql::audit::tenants(dialect, scope, capabilities, TENANTS_PER_PAGE);
        let mut tenants = Vec::new();
        self.query(&sql, &params, &mut |row| {
            tenants.push(decode_tenant(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        if let Scope::Tenant(id) = scope {
            // `=` ignores case on MySQL; an id is compared by its bytes.
            tenants.retain(|tenant| tenant.id == id);
        }
        Ok(tenants)
    }

    /// Streams the keys of the tenants from `first` to `last`, in the order of
    /// the primary key. Nothing is collected.
    ///
    /// # Errors
    /// If the database cannot be read, a value has an unexpected type, or `each`
    /// fails.
    pub fn stream_audited_keys<E: From<StoreError>>(
        &mut self,
        first: &str,
        last: &str,
        capabilities: Capabilities,
        each: &mut AuditCallback<'_, E>,
    ) -> Result<(), E> {
        let sql = sql::audit::keys(capabilities);
        self.each_key(&sql, &[first.into(), last.into()], true, &mut |row, key| {
            let binding_exists = match row.value(9) {
                Value::Null => None,
                value => Some(value.is_true()),
            };
            each(key, binding_exists)
        })
    }

    /// The values of a column that several rows of any tenant share; for one
    /// tenant, only the values that its own rows have.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn find_duplicates(
        &mut self,
        column: SecretColumn,
        tenant_id: Option<&str>,
    ) -> Result<Duplicates, StoreError> {
        let dialect = self.connection.dialect();
        let sql = sql::audit::duplicates(dialect, column, tenant_id.is_some());
        let params: Vec<Param<'_>> = tenant_id.into_iter().map(Param::from).collect();
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

fn decode_tenant(row: &dyn Row) -> Result<AuditedTenant, BadValue> {
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
    Ok(AuditedTenant {
        id: optional_text(row, 0, "api_token", "tenant_id")?.unwrap_or_default(),
        keys: row.value(1).as_count(),
        is_owned: row.value(7).is_true(),
        owner: user_text(8, "email")?,
        user,
    })
}
