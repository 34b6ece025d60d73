//! The facts that an audit needs, as they stream by. The judgement is in
//! [`domain::audit`](crate::domain::audit).

use std::ops::ControlFlow;

use super::decode::{decode_key, optional_text};
use super::driver_error::Fault;
use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::sql::audit::{Capabilities, Scope, SecretColumn};
use super::value::{Row, Value};
use super::walk::{Walk, damaged_index};
use crate::domain::api_key::ApiKey;
use crate::domain::audit::{AuditedTenant, Duplicates, TenantUser};

/// The most tenants whose facts are in memory at a time.
const TENANTS_PER_PAGE: u32 = 10_000;

/// Called for each key, with whether the dialog or agent that it is bound to
/// exists; `None` for a key without a binding, or if that cannot be looked up.
pub type AuditCallback<'a, E> = dyn FnMut(&ApiKey<'_>, Option<bool>) -> Result<(), E> + 'a;

/// Called for each row that cannot be read, with the reason.
pub type UnreadableCallback<'a> = dyn FnMut(String) + 'a;

/// Reads the tenants of a scope that have keys, page by page.
pub struct AuditedTenants<'a> {
    scope: Scope<'a>,
    capabilities: Capabilities,
    walk: Walk<String>,
}

impl<'a> AuditedTenants<'a> {
    /// Starts before the first tenant.
    pub fn new(scope: Scope<'a>, capabilities: Capabilities) -> Self {
        Self {
            scope,
            capabilities,
            walk: Walk::default(),
        }
    }

    /// The next tenants, at most ten thousand, in the order in which
    /// [`Store::stream_audited_keys`] reads them; none after the last.
    ///
    /// # Errors
    /// If the database cannot be read, or its index is damaged.
    pub fn next_page(&mut self, store: &mut Store) -> Result<Vec<AuditedTenant>, StoreError> {
        let scope = match (self.scope, self.walk.last()) {
            (scope, None) => scope,
            (Scope::All | Scope::After(_), Some(last)) => Scope::After(last),
            (Scope::Key(_) | Scope::Tenant(_), Some(_)) => return Ok(Vec::new()),
        };
        let tenants = store.read_audited_tenants(scope, self.capabilities)?;
        if tenants.iter().any(|tenant| self.walk.has_seen(&tenant.id)) {
            return Err(damaged_index(store));
        }
        if let Some(last) = tenants.last() {
            self.walk.advance(last.id.clone());
        }
        Ok(tenants)
    }
}

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

    fn read_audited_tenants(
        &mut self,
        scope: Scope<'_>,
        capabilities: Capabilities,
    ) -> Result<Vec<AuditedTenant>, StoreError> {
        let memberships = self.memberships()?;
        let (sql, params) = sql::audit::tenants(
            self.connection.dialect(),
            &memberships,
            scope,
            capabilities,
            TENANTS_PER_PAGE,
        );
        let mut tenants: Vec<AuditedTenant> = Vec::new();
        self.query(&sql, &params, &mut |row| {
            let tenant = decode_tenant(row)?;
            match tenants.last_mut().filter(|last| last.id == tenant.id) {
                // Another owner of the same tenant; the oldest with a user counts.
                Some(last) => last.owner = last.owner.take().or(tenant.owner),
                None => tenants.push(tenant),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        // `=` ignores case on MySQL; an id is compared by its bytes.
        let wanted = match scope {
            Scope::Key(key) => Some(key.tenant_id.as_ref()),
            Scope::Tenant(id) => Some(id),
            Scope::All | Scope::After(_) => None,
        };
        tenants.retain(|tenant| wanted.is_none_or(|id| tenant.id == id));
        Ok(tenants)
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
        let (sql, params) =
            sql::audit::keys(self.connection.dialect(), scope, first, last, capabilities);
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
