//! A session on a MySQL or MariaDB server.

use std::ops::ControlFlow;

use mysql::Conn;
use mysql::prelude::Queryable as _;
use nix::sys::socket::{Shutdown, shutdown};

use super::connect;
use super::error::classify;
use super::fill_state::FillState;
use super::values::positional;
use crate::database_url::Server;
use crate::store::connection_options::{BeforeLogin, Timeouts};
use crate::store::dialect::{Dialect, Engine, KeysetPredicate, TypeNames};
use crate::store::driver::Driver;
use crate::store::driver_error::{DriverError, Fault};
use crate::store::tls::ConnectionSecurity;
use crate::store::value::{Param, Row, RowCallback, Value};
use crate::store::wait_guard::{Closable, Closer};
use crate::store::write_refusal::WriteRefusal;

pub(super) const BEGIN: &str = "START TRANSACTION";

/// The errors of a snapshot that cannot be used any more: a table was altered
/// after it was taken, or it is too old (OceanBase).
const UNUSABLE_SNAPSHOT: [u16; 2] = [1412, 4138];

const TYPES: TypeNames = TypeNames {
    date: "DATETIME",
    boolean: "TINYINT(1)",
    real: "FLOAT",
    // RAGFlow's own tables have this collation.
    table_options: " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci",
};

const DIALECT: Dialect = Dialect {
    engine: Engine::MySql,
    bytes: ("CAST(", " AS BINARY)"),
    quote: "`",
    types: TYPES,
    keep_existing: " ON DUPLICATE KEY UPDATE KEY = KEY",
    mandatory_columns: "SELECT table_name, column_name FROM information_schema.columns \
                        WHERE table_schema = DATABASE() AND is_nullable = 'NO' \
                        AND column_default IS NULL AND extra NOT LIKE '%auto_increment%'",
    user_table: "user",
    for_update: " FOR UPDATE",
    ordered_join: "STRAIGHT_JOIN",
    columns: "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns \
              WHERE table_schema = DATABASE()",
    elsewhere: "SELECT table_schema FROM information_schema.tables \
                WHERE table_name = 'api_token' AND table_schema <> DATABASE() ORDER BY table_schema",
    elsewhere_hint: "a database with RAGFlow's tables on this server is ",
    // Between the loading of a table and the next collection of statistics MySQL
    // takes it for empty, and reads all memberships for each tenant.
    indexes_of_memberships: "SELECT column_name, index_name FROM information_schema.statistics \
                             WHERE table_schema = DATABASE() AND table_name = 'user_tenant' \
                             AND column_name IN ('tenant_id', 'user_id') AND seq_in_index = 1 \
                             ORDER BY index_name DESC",
    one_key: "tenant_id = ? AND token = ?",
    keyset: KeysetPredicate {
        sql: "(t.tenant_id > ? OR (t.tenant_id = ? AND t.token > ?))",
        repeats_tenant: true,
    },
};

static MYSQL: Dialect = DIALECT;

/// OceanBase lists the columns of a table only if an account may read all of them.
/// It does not say what type and collation the others have.
static OCEANBASE: Dialect = Dialect {
    columns: "SELECT table_name, column_name, data_type, collation_name \
              FROM information_schema.columns WHERE table_schema = DATABASE() \
              UNION ALL SELECT table_name, column_name, '', NULL \
              FROM information_schema.column_privileges \
              WHERE table_schema = DATABASE() AND privilege_type = 'SELECT' \
              AND table_name NOT IN (SELECT table_name FROM information_schema.columns \
                                     WHERE table_schema = DATABASE())",
    // Some versions do not have the collation of RAGFlow's tables.
    types: TypeNames {
        table_options: " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
        ..TYPES
    },
    ..DIALECT
};

/// One open session.
pub(crate) struct MySql {
    pub(super) connection: Conn,
    security: ConnectionSecurity,
    read_only: bool,
    /// The variable, if this account's transactions are read-only by default,
    /// with its value.
    pub(super) read_only_default: Option<(String, String)>,
    /// Whether the server is one of OceanBase.
    pub(super) is_oceanbase: bool,
    /// Whether the snapshot is open that all queries of a reading command share.
    pub(super) has_snapshot: bool,
    pub(super) fill: FillState,
}

impl MySql {
    /// Connects, logs in, and sets up the session.
    pub(crate) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
        before_login: &BeforeLogin,
    ) -> Result<Self, DriverError> {
        let (connection, security) = connect::open(server, timeouts, before_login)?;
        let mut session = Self {
            connection,
            security,
            read_only: false,
            read_only_default: None,
            is_oceanbase: false,
            has_snapshot: false,
            fill: FillState::default(),
        };
        session.set_up(timeouts)?;
        if read_only {
            session.batch("SET SESSION TRANSACTION READ ONLY")?;
            session.read_only = true;
        } else if session.is_oceanbase {
            // Otherwise it refuses to lock a row that was changed after the transaction
            // had read something else.
            session.batch("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")?;
        }
        Ok(session)
    }

    /// Runs a query in the snapshot of a reading command, which it takes first
    /// if there is none. A command that writes takes none, because it may wait
    /// for a person's answer between two queries.
    fn query_in_snapshot(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        if !self.read_only {
            let result = self.query_rows(sql, params, each);
            return result.map_err(|error| self.failure(&error));
        }
        let mut has_row = false;
        let mut counted = |row: &dyn Row| {
            has_row = true;
            each(row)
        };
        self.take_shared_snapshot()?;
        let mut result = self.query_rows(sql, params, &mut counted);
        match &result {
            Err(mysql::Error::MySqlError(error))
                if UNUSABLE_SNAPSHOT.contains(&error.code) && !has_row =>
            {
                self.end_snapshot()?;
                self.take_shared_snapshot()?;
                result = self.query_rows(sql, params, each);
            }
            _ => {}
        }
        result.map_err(|error| self.failure(&error))
    }

    fn take_shared_snapshot(&mut self) -> Result<(), DriverError> {
        if !self.has_snapshot {
            self.begin_snapshot()?;
            self.has_snapshot = true;
        }
        Ok(())
    }

    /// Begins a transaction that reads one snapshot.
    pub(super) fn begin_snapshot(&mut self) -> Result<(), DriverError> {
        self.batch("START TRANSACTION WITH CONSISTENT SNAPSHOT")?;
        match self.is_oceanbase {
            // Reading locks no table there, and a read-only transaction has no
            // savepoints.
            true => Ok(()),
            false => self.batch("SAVEPOINT nothing_read"),
        }
    }

    /// Releases the locks on the tables that the snapshot has read: as long as
    /// they are held, nobody can change the columns of those tables, and whoever
    /// tries makes everyone else wait.
    pub(super) fn release_table_locks(&mut self) -> Result<(), DriverError> {
        match self.is_oceanbase {
            true => Ok(()),
            false => self.batch("ROLLBACK TO SAVEPOINT nothing_read"),
        }
    }

    fn query_rows(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> mysql::Result<()> {
        for row in self.connection.exec_iter(sql, positional(params))? {
            if each(&row?) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    /// Turns an error of a statement into one of the store. A session that is killed
    /// during a statement is told the same as if only the statement were killed.
    pub(super) fn failure(&mut self, error: &mysql::Error) -> DriverError {
        let mut failure = classify(error);
        if failure.fault == Fault::Cancelled && self.connection.ping().is_err() {
            failure.fault = Fault::Lost;
        }
        failure
    }

    /// The first value of the first row.
    pub(super) fn query_text(&mut self, sql: &str) -> Result<Option<String>, DriverError> {
        let mut text = None;
        self.query(sql, &[], &mut |row| {
            if let Value::Text(value) = row.value(0) {
                text = Some(value.to_owned());
            }
            ControlFlow::Break(())
        })?;
        Ok(text)
    }
}

impl Closable for MySql {
    fn closer(&self) -> Closer {
        let socket = std::os::fd::AsRawFd::as_raw_fd(&self.connection);
        Box::new(move || {
            // If this fails, the connection is lost already.
            let _ = shutdown(socket, Shutdown::Both);
        })
    }
}

impl Driver for MySql {
    fn dialect(&self) -> &'static Dialect {
        match self.is_oceanbase {
            true => &OCEANBASE,
            false => &MYSQL,
        }
    }

    fn security(&self) -> ConnectionSecurity {
        self.security
    }

    fn version(&mut self) -> Result<String, DriverError> {
        let text = self.query_text("SELECT VERSION()")?.unwrap_or_default();
        Ok(version_name(&text))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        self.query_in_snapshot(sql, params, each)
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        // Reading many rows can take long, for example in a pager.
        if self.has_snapshot {
            self.release_table_locks()?;
        }
        self.query(sql, params, each)?;
        if self.has_snapshot {
            self.release_table_locks()?;
        }
        Ok(())
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        self.connection
            .exec_drop(sql, positional(params))
            .map_err(|error| self.failure(&error))?;
        Ok(self.connection.affected_rows())
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.connection
            .query_drop(sql)
            .map_err(|error| self.failure(&error))
    }

    fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, DriverError> {
        if let Some((name, value)) = &self.read_only_default {
            return Ok(Some(read_only_by_default(name, value)));
        }
        // SHOW, not @@: MariaDB has no @@super_read_only, and newer versions
        // return words instead of numbers.
        let sql = "SHOW GLOBAL VARIABLES WHERE Variable_name IN \
                   ('read_only', 'super_read_only', 'innodb_read_only')";
        let mut refusal = None;
        self.query(sql, &[], &mut |row| {
            if let (Value::Text(name), Value::Text(value)) = (row.value(0), row.value(1))
                && !is_off(value)
            {
                refusal = Some(WriteRefusal::replica(format!(
                    "the server is read-only or a replica ({name} = {value})"
                )));
            }
            ControlFlow::Continue(())
        })?;
        Ok(refusal)
    }

    fn begin(&mut self) -> Result<(), DriverError> {
        self.end_snapshot()?;
        self.batch(BEGIN)
    }

    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        match std::mem::take(&mut self.has_snapshot) {
            true => self.batch("ROLLBACK"),
            false => Ok(()),
        }
    }
}

/// The product and its version. Before its own version OceanBase names that of the
/// MySQL that it imitates: `5.7.25-OceanBase-v4.3.5.3`, `5.7.25-OceanBase seekdb-v1.4.0.0`.
fn version_name(text: &str) -> String {
    if let Some((product, number)) = text
        .find("OceanBase")
        .and_then(|start| text[start..].rsplit_once("-v"))
    {
        return format!("{product} {number}");
    }
    let number = text.split('-').next().unwrap_or_default();
    match text.contains("MariaDB") {
        true => format!("MariaDB {number}"),
        false => format!("MySQL {number}"),
    }
}

/// Whether this is the value of a variable that is turned off.
pub(super) fn is_off(value: &str) -> bool {
    ["OFF", "0"].contains(&value)
}

/// The refusal if new transactions are read-only by default.
fn read_only_by_default(variable: &str, value: &str) -> WriteRefusal {
    WriteRefusal {
        reason: format!("new transactions are read-only by default ({variable} = {value})"),
        hint: format!(
            "an administrator has turned writing off; to allow it: SET GLOBAL {variable} = OFF"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::version_name;

    #[test]
    fn each_product_is_named_with_its_own_version() {
        for (text, name) in [
            ("9.7.4", "MySQL 9.7.4"),
            ("8.0.40-0ubuntu0.24.04.1", "MySQL 8.0.40"),
            ("11.8.9-MariaDB-4 from Debian", "MariaDB 11.8.9"),
            ("5.7.25-OceanBase-v4.3.5.3", "OceanBase 4.3.5.3"),
            (
                "5.7.25-OceanBase seekdb-v1.4.0.0",
                "OceanBase seekdb 1.4.0.0",
            ),
        ] {
            assert_eq!(version_name(text), name);
        }
    }
}
