//! A session on a PostgreSQL server.

use std::ops::ControlFlow;

use tokio_postgres::types::{ToSql, Type};

use super::client::Client;
use super::connect;
use super::error::classify;
use super::local_settings::{LocalSettings, OpenTransaction, existing_settings};
use super::values::sql_type;
use crate::database_url::Server;
use crate::store::connection_options::{BeforeLogin, Timeouts};
use crate::store::dialect::{Dialect, Engine, KeysetPredicate, TypeNames};
use crate::store::driver::Driver;
use crate::store::driver_error::DriverError;
use crate::store::tls::ConnectionSecurity;
use crate::store::value::{Param, RowCallback, Value};
use crate::store::wait_guard::{Closable, Closer};
use crate::store::write_refusal::WriteRefusal;

static DIALECT: Dialect = Dialect {
    engine: Engine::Postgres,
    bytes: ("", " COLLATE \"C\""),
    quote: "\"",
    types: TypeNames {
        date: "TIMESTAMP",
        boolean: "BOOLEAN",
        real: "REAL",
        table_options: "",
    },
    keep_existing: " ON CONFLICT DO NOTHING",
    mandatory_columns: "SELECT c.relname::text, a.attname::text FROM pg_catalog.pg_class c \
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid \
                        WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped \
                        AND a.attnotnull AND NOT a.atthasdef \
                        AND pg_catalog.pg_table_is_visible(c.oid) \
                        AND c.relnamespace <> 'pg_catalog'::regnamespace",
    user_table: "\"user\"",
    for_update: " FOR UPDATE",
    ordered_join: "JOIN",
    // Not information_schema: it hides what the account may not touch, and a
    // missing privilege would look like a missing column.
    columns: "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), NULL \
              FROM pg_catalog.pg_class c \
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid \
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 \
              AND NOT a.attisdropped AND pg_catalog.pg_table_is_visible(c.oid) \
              AND c.relnamespace <> 'pg_catalog'::regnamespace",
    elsewhere: "SELECT n.nspname::text FROM pg_catalog.pg_class c \
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                WHERE c.relname = 'api_token' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') \
                AND NOT pg_catalog.pg_table_is_visible(c.oid) \
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') ORDER BY n.nspname",
    elsewhere_hint: "RAGFlow's tables are in another schema; add to the URL: ?schema=",
    indexes_of_memberships: "",
    // By the index on the token: where statistics are missing or old, the planner may
    // prefer that on the tenant to the primary key, and reads all keys of the tenant.
    one_key: "tenant_id || '' = ? AND token = ?",
    keyset: KeysetPredicate {
        sql: "(t.tenant_id, t.token) > (?, ?)",
        repeats_tenant: false,
    },
};

/// One open session.
pub(crate) struct Postgres {
    pub(super) client: Client,
    security: ConnectionSecurity,
    pub(super) read_only: bool,
    /// Statements that set up each transaction.
    pub(super) settings: LocalSettings,
    pub(super) transaction: OpenTransaction,
    /// Whether the last query was broken off: the server still sends its rows, and
    /// another statement would wait for all of them.
    pub(super) is_broken_off: bool,
    /// Whether the open transaction holds the backfill lock, for
    /// [`crate::store::bulk_fill::BulkFill::query_page`].
    pub(super) has_fill_lock: bool,
}

impl Postgres {
    /// Connects and logs in.
    pub(crate) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
        before_login: &BeforeLogin,
    ) -> Result<Self, DriverError> {
        let (client, security) = connect::open(server, timeouts, before_login)?;
        let mut session = Self {
            client,
            security,
            read_only,
            settings: LocalSettings::new(server, timeouts, &[]),
            transaction: OpenTransaction::No,
            is_broken_off: false,
            has_fill_lock: false,
        };
        // This also waits for a pooler, which accepts the login at once, until it
        // has a server connection.
        let mut existing = Vec::new();
        session.begin()?;
        session.query_rows(&existing_settings(), &[], &mut |row| {
            if let Value::Text(name) = row.value(0) {
                existing.push(name.to_owned());
            }
            ControlFlow::Continue(())
        })?;
        session.rollback()?;
        session.settings = LocalSettings::new(server, timeouts, &existing);
        Ok(session)
    }

    fn query_rows(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        let sql = numbered(sql);
        let params = params.iter().map(|param| (param, sql_type(param)));
        self.is_broken_off = false;
        let mut rows = self
            .client
            .query_typed_raw(&sql, params)
            .map_err(|error| classify(&error))?;
        while let Some(row) = rows.next().map_err(|error| classify(&error))? {
            if each(&row) == ControlFlow::Break(()) {
                self.is_broken_off = true;
                break;
            }
        }
        Ok(())
    }
}

impl Closable for Postgres {
    fn closer(&self) -> Closer {
        let socket = self.client.abort_handle();
        Box::new(move || socket.abort())
    }
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
        self.in_transaction(|session| session.query_rows(sql, params, each))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        // Reading many rows can take long, for example in a pager.
        self.release_table_locks()?;
        self.query(sql, params, each)?;
        match self.is_broken_off {
            true => Ok(()),
            false => self.release_table_locks(),
        }
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

    fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, DriverError> {
        let mut in_recovery = false;
        let mut source = None;
        let sql = "SELECT pg_is_in_recovery(), s.setting, s.source \
                   FROM pg_catalog.pg_settings s WHERE s.name = 'default_transaction_read_only'";
        self.query(sql, &[], &mut |row| {
            in_recovery = row.value(0) == Value::Bool(true);
            if let (Value::Text("on"), Value::Text(text)) = (row.value(1), row.value(2)) {
                source = Some(text.to_owned());
            }
            ControlFlow::Continue(())
        })?;
        Ok(match source {
            _ if in_recovery => Some(WriteRefusal::replica(
                "the server is a replica (in recovery)".to_owned(),
            )),
            Some(source) => Some(read_only_default(&source)),
            None => None,
        })
    }

    fn begin(&mut self) -> Result<(), DriverError> {
        self.begin_with("")
    }

    fn commit(&mut self) -> Result<(), DriverError> {
        self.transaction = OpenTransaction::No;
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), DriverError> {
        self.transaction = OpenTransaction::No;
        self.batch("ROLLBACK")
    }

    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        match self.transaction {
            OpenTransaction::Snapshot => self.rollback(),
            OpenTransaction::No | OpenTransaction::Begun => Ok(()),
        }
    }
}

/// The refusal if new transactions are read-only by default. `source` is that of
/// `pg_settings`.
fn read_only_default(source: &str) -> WriteRefusal {
    let (whose, allow) = match source {
        "user" => (" for this account", "ALTER ROLE NAME RESET"),
        "database" => (" for this database", "ALTER DATABASE NAME RESET"),
        "database user" => (
            " for this account in this database",
            "ALTER ROLE NAME IN DATABASE NAME RESET",
        ),
        _ => ("", "ALTER SYSTEM RESET"),
    };
    WriteRefusal {
        reason: format!("default_transaction_read_only is on{whose}"),
        hint: format!(
            "an administrator has turned writing off; to allow it: {allow} \
             default_transaction_read_only"
        ),
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
