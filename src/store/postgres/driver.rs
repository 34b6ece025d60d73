//! A session on a PostgreSQL server.

use std::ops::ControlFlow;

use tokio_postgres::types::{ToSql, Type};

use super::client::Client;
use super::connect;
use super::error::classify;
use super::values::sql_type;
use crate::database_url::Server;
use crate::store::connection_options::Timeouts;
use crate::store::dialect::{Dialect, Engine, KeysetPredicate};
use crate::store::driver::Driver;
use crate::store::driver_error::DriverError;
use crate::store::tls::ConnectionSecurity;
use crate::store::value::{Param, RowCallback, Value};
use crate::store::wait_guard::{Closable, Closer};

static DIALECT: Dialect = Dialect {
    engine: Engine::Postgres,
    begin: "BEGIN",
    bytes: ("", " COLLATE \"C\""),
    user_table: "\"user\"",
    for_update: " FOR UPDATE",
    // Not information_schema: it hides what the account may not touch, and a
    // missing privilege would look like a missing column.
    columns: "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) \
              FROM pg_catalog.pg_class c \
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid \
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 \
              AND NOT a.attisdropped AND pg_catalog.pg_table_is_visible(c.oid) \
              AND c.relnamespace <> 'pg_catalog'::regnamespace",
    keyset: KeysetPredicate {
        sql: "(t.tenant_id, t.token) > (?, ?)",
        repeats_tenant: false,
    },
};

/// One open session.
pub(crate) struct Postgres {
    pub(super) client: Client,
    security: ConnectionSecurity,
    /// Whether a transaction is open that holds the backfill lock.
    pub(super) has_fill_lock: bool,
}

impl Postgres {
    /// Connects, logs in, and sets up the session.
    pub(crate) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
    ) -> Result<Self, DriverError> {
        let (mut client, security) = connect::open(server, timeouts)?;
        client
            .batch_execute(&session_settings(server, read_only, timeouts))
            .map_err(|error| classify(&error))?;
        Ok(Self {
            client,
            security,
            has_fill_lock: false,
        })
    }
}

impl Closable for Postgres {
    fn closer(&self) -> Closer {
        let socket = self.client.abort_handle();
        Box::new(move || socket.abort())
    }
}

fn session_settings(server: &Server, read_only: bool, timeouts: Timeouts) -> String {
    let mut settings = format!(
        "SET statement_timeout = {}; SET lock_timeout = {};",
        timeouts.statement.as_millis(),
        // 0 would mean to wait for ever.
        timeouts.lock.as_millis().max(1),
    );
    // To read all keys in the order of the primary key, the planner prefers the
    // tenant's index, which is smaller, and sorts each tenant's keys; walking the
    // primary key costs a fifth less. Servers before 13 do not have the setting.
    settings.push_str(
        "SELECT set_config('enable_incremental_sort', 'off', false) \
         WHERE current_setting('enable_incremental_sort', true) IS NOT NULL;",
    );
    if let Some(schema) = &server.schema {
        let quoted = schema.replace('"', "\"\"");
        settings.push_str(&format!("SET search_path TO \"{quoted}\";"));
    }
    if read_only {
        settings.push_str("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;");
    }
    settings
}

impl Driver for Postgres {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn security(&self) -> ConnectionSecurity {
        self.security
    }

    fn version(&mut self) -> Result<String, DriverError> {
        let mut version = String::new();
        self.query(
            "SELECT current_setting('server_version')",
            &[],
            &mut |row| {
                if let Value::Text(text) = row.value(0) {
                    version = format!("PostgreSQL {text}");
                }
                ControlFlow::Continue(())
            },
        )?;
        Ok(version)
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        let sql = numbered(sql);
        let params = params.iter().map(|param| (param, sql_type(param)));
        let mut rows = self
            .client
            .query_typed_raw(&sql, params)
            .map_err(|error| classify(&error))?;
        while let Some(row) = rows.next().map_err(|error| classify(&error))? {
            if each(&row) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        let params: Vec<(&(dyn ToSql + Sync), Type)> = params
            .iter()
            .map(|param| (param as &(dyn ToSql + Sync), sql_type(param)))
            .collect();
        self.client
            .execute_typed(&numbered(sql), &params)
            .map_err(|error| classify(&error))
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.client
            .batch_execute(sql)
            .map_err(|error| classify(&error))
    }

    fn read_only_reason(&mut self) -> Result<Option<String>, DriverError> {
        let mut in_recovery = false;
        self.query("SELECT pg_is_in_recovery()", &[], &mut |row| {
            in_recovery = row.value(0) == Value::Bool(true);
            ControlFlow::Continue(())
        })?;
        Ok(in_recovery.then(|| "the server is a replica (in recovery)".to_owned()))
    }
}

/// `?` becomes `$1`, `$2`, …: no statement of this program contains a literal
/// `?`.
fn numbered(sql: &str) -> String {
    let mut parts = sql.split('?');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        text.push_str(&format!("${}", index + 1));
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_in_order() {
        assert_eq!(numbered("a = ? AND b = ?"), "a = $1 AND b = $2");
        assert_eq!(numbered("no parameters"), "no parameters");
    }
}
