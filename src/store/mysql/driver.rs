//! A session on a MySQL or MariaDB server.

use std::ops::ControlFlow;
use std::time::Duration;

use mysql::Conn;
use mysql::prelude::Queryable as _;
#[cfg(unix)]
use nix::sys::socket::{Shutdown, shutdown};

use super::connect;
use super::error::classify;
use super::fill_state::FillState;
use super::values::positional;
use crate::database_url::Server;
use crate::store::connection_options::Timeouts;
use crate::store::dialect::{Dialect, Engine, KeysetPredicate};
use crate::store::driver::Driver;
use crate::store::driver_error::DriverError;
use crate::store::tls::ConnectionSecurity;
use crate::store::value::{Param, RowCallback, Value};
use crate::store::wait_guard::{Closable, Closer};

pub(super) const BEGIN: &str = "START TRANSACTION";

static DIALECT: Dialect = Dialect {
    engine: Engine::MySql,
    begin: BEGIN,
    bytes: ("CAST(", " AS BINARY)"),
    user_table: "user",
    for_update: " FOR UPDATE",
    columns: "SELECT table_name, column_name, data_type FROM information_schema.columns \
              WHERE table_schema = DATABASE()",
    keyset: KeysetPredicate {
        sql: "(t.tenant_id > ? OR (t.tenant_id = ? AND t.token > ?))",
        repeats_tenant: true,
    },
};

/// One open session.
pub(crate) struct MySql {
    pub(super) connection: Conn,
    security: ConnectionSecurity,
    pub(super) fill: FillState,
}

impl MySql {
    /// Connects, logs in, and sets up the session.
    pub(crate) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
    ) -> Result<Self, DriverError> {
        let (connection, security) = connect::open(server, timeouts)?;
        let mut session = Self {
            connection,
            security,
            fill: FillState::default(),
        };
        session.set_up(read_only, timeouts)?;
        Ok(session)
    }

    fn set_up(&mut self, read_only: bool, timeouts: Timeouts) -> Result<(), DriverError> {
        // A literal in a derived table has the connection's collation. If that
        // differs from the column's, the server refuses to compare the two.
        let collation = "SELECT collation_name FROM information_schema.columns WHERE \
                         table_schema = DATABASE() AND table_name = 'api_token' \
                         AND column_name = 'token' AND collation_name IS NOT NULL";
        if let Some(name) = self.query_text(collation)? {
            let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if name.chars().all(is_word) {
                self.batch(&format!("SET collation_connection = '{name}'"))?;
            }
        }
        // A value that does not fit is an error, whatever the server's default.
        self.batch("SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')")?;
        let lock = whole_seconds(timeouts.lock);
        self.batch(&format!(
            "SET SESSION innodb_lock_wait_timeout = {lock}, lock_wait_timeout = {lock}"
        ))?;
        if !timeouts.statement.is_zero() {
            let limit = if self.version()?.starts_with("MariaDB") {
                format!("max_statement_time = {}", timeouts.statement.as_secs_f64())
            } else {
                format!("max_execution_time = {}", timeouts.statement.as_millis())
            };
            self.batch(&format!("SET SESSION {limit}"))?;
        }
        if read_only {
            self.batch("SET SESSION TRANSACTION READ ONLY")?;
        }
        Ok(())
    }

    /// The first value of the first row.
    fn query_text(&mut self, sql: &str) -> Result<Option<String>, DriverError> {
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
    #[cfg(unix)]
    fn closer(&self) -> Closer {
        let socket = std::os::fd::AsRawFd::as_raw_fd(&self.connection);
        Box::new(move || {
            // If this fails, the connection is lost already.
            let _ = shutdown(socket, Shutdown::Both);
        })
    }

    #[cfg(not(unix))]
    fn closer(&self) -> Closer {
        Box::new(|| {})
    }
}

/// The servers count these waits in whole seconds, from 1.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_millis()
        .div_ceil(1000)
        .max(1)
        .try_into()
        .unwrap_or(u64::MAX)
}

impl Driver for MySql {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn security(&self) -> ConnectionSecurity {
        self.security
    }

    fn version(&mut self) -> Result<String, DriverError> {
        let text = self.query_text("SELECT VERSION()")?.unwrap_or_default();
        let number = text.split('-').next().unwrap_or_default();
        let name = ["MariaDB", "OceanBase"]
            .into_iter()
            .find(|name| text.contains(name))
            .unwrap_or("MySQL");
        Ok(format!("{name} {number}"))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        let rows = self
            .connection
            .exec_iter(sql, positional(params))
            .map_err(|error| classify(&error))?;
        for row in rows {
            let row = row.map_err(|error| classify(&error))?;
            if each(&row) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        self.connection
            .exec_drop(sql, positional(params))
            .map_err(|error| classify(&error))?;
        Ok(self.connection.affected_rows())
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.connection
            .query_drop(sql)
            .map_err(|error| classify(&error))
    }

    fn read_only_reason(&mut self) -> Result<Option<String>, DriverError> {
        // SHOW, not @@: MariaDB has no @@super_read_only, and newer versions
        // return words instead of numbers.
        let sql = "SHOW GLOBAL VARIABLES WHERE Variable_name IN \
                   ('read_only', 'super_read_only', 'innodb_read_only')";
        let mut reason = None;
        self.query(sql, &[], &mut |row| {
            if let (Value::Text(name), Value::Text(value)) = (row.value(0), row.value(1))
                && !["OFF", "0"].contains(&value)
            {
                reason = Some(format!(
                    "the server is read-only or a replica ({name} = {value})"
                ));
            }
            ControlFlow::Continue(())
        })?;
        Ok(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up_to_whole_seconds() {
        assert_eq!(whole_seconds(Duration::ZERO), 1);
        assert_eq!(whole_seconds(Duration::from_millis(1001)), 2);
    }
}
