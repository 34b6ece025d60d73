//! The settings of a MySQL session: those on which a complete result depends, and
//! those that the caller asks for. Whatever the server's own defaults are, the
//! program behaves the same.

use std::ops::ControlFlow;
use std::time::Duration;

use mysql::prelude::Queryable as _;

use super::driver::{MySql, is_off};
use super::error::classify;
use crate::store::connection_options::Timeouts;
use crate::store::driver::Driver as _;
use crate::store::driver_error::DriverError;
use crate::store::value::Value;

/// Limits on what a SELECT returns, set first because they would also cut or
/// refuse the next queries: a limit on rows would cut listings and audits without
/// an error, and `max_join_size` refuses queries that read more rows than that.
/// OceanBase refuses a larger limit than this one.
const LIMITS: [&str; 2] = [
    "sql_select_limit = 9223372036854775807",
    "sql_big_selects = 1",
];

/// The longest time that OceanBase accepts as the limit of a statement or of a
/// transaction, in microseconds: 102 years. It has no word for "no limit".
const LONGEST: &str = "3216672000000000";

/// The error of a server that does not have a variable.
const UNKNOWN_VARIABLE: u16 = 1193;

/// Variables of every session, with their values.
const SETTINGS: [(&str, &str); 5] = [
    // A value that does not fit is an error.
    ("sql_mode", "CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')"),
    // Otherwise the server refuses the UPDATE that fills betas.
    ("sql_safe_updates", "0"),
    // A statement outside a transaction ends with itself, and a COMMIT neither
    // begins another transaction nor ends the session.
    ("autocommit", "1"),
    ("completion_type", "0"),
    // Otherwise MariaDB (by default since 11.6) refuses to lock a row that was
    // changed after the transaction had read something else.
    ("innodb_snapshot_isolation", "0"),
];

/// Whether transactions are read-only by default: MySQL 8 and MariaDB 11.1 have
/// the second name.
const READ_ONLY: [&str; 2] = ["tx_read_only", "transaction_read_only"];

impl MySql {
    /// Sets up the session.
    pub(super) fn set_up(&mut self, timeouts: Timeouts) -> Result<(), DriverError> {
        // The server's init_connect may have chosen another character set.
        self.batch("SET NAMES utf8mb4")?;
        for setting in LIMITS {
            match self.connection.query_drop(format!("SET SESSION {setting}")) {
                Err(mysql::Error::MySqlError(error)) if error.code == UNKNOWN_VARIABLE => {}
                other => other.map_err(|error| classify(&error))?,
            }
        }
        let mut settings = self.existing_settings(timeouts)?.join(", ");
        if !settings.is_empty() {
            settings.insert_str(0, "SET SESSION ");
            self.batch(&settings)?;
        }
        // SERIALIZABLE would lock every row that a reading command reads, READ
        // UNCOMMITTED would show rows that are rolled back.
        self.batch("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
        self.adopt_collation()
    }

    /// The assignments of all variables that this server has. Also finds out
    /// whether transactions are read-only by default, and whether the server is one
    /// of OceanBase.
    fn existing_settings(&mut self, timeouts: Timeouts) -> Result<Vec<String>, DriverError> {
        let lock = whole_seconds(timeouts.lock).to_string();
        let seconds = timeouts.statement.as_secs_f64().to_string();
        let milliseconds = timeouts.statement.as_millis().to_string();
        let lock_microseconds = format!("{lock}000000");
        let microseconds = match timeouts.statement.is_zero() {
            true => LONGEST.to_owned(),
            false => timeouts.statement.as_micros().to_string(),
        };
        let mut wanted = vec![
            ("innodb_lock_wait_timeout", lock.as_str()),
            ("lock_wait_timeout", &lock),
            // MariaDB has the first one, MySQL the second.
            ("max_statement_time", &seconds),
            ("max_execution_time", &milliseconds),
            // OceanBase accepts the variables above, and obeys these. By default it
            // ends statements after 10 seconds, and in some versions transactions
            // after 100 seconds.
            ("ob_trx_lock_timeout", &lock_microseconds),
            ("ob_query_timeout", &microseconds),
            ("ob_trx_timeout", LONGEST),
            ("ob_trx_idle_timeout", LONGEST),
        ];
        wanted.extend(SETTINGS);
        let names = wanted.iter().map(|(name, _)| *name);
        let names = names.chain(READ_ONLY).chain(["version"]);
        let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
        let names = names.join(", ");
        let mut settings = Vec::new();
        let mut read_only = None;
        let mut is_oceanbase = false;
        let sql = format!("SHOW SESSION VARIABLES WHERE Variable_name IN ({names})");
        self.query(&sql, &[], &mut |row| {
            if let (Value::Text(found), Value::Text(current)) = (row.value(0), row.value(1)) {
                if READ_ONLY.contains(&found) && !is_off(current) {
                    read_only = Some((found.to_owned(), current.to_owned()));
                }
                is_oceanbase |= found == "version" && current.contains("OceanBase");
                let of_name = |(name, _): &&(&str, &str)| *name == found;
                let setting = wanted.iter().find(of_name);
                settings.extend(setting.map(|(name, value)| format!("{name} = {value}")));
            }
            ControlFlow::Continue(())
        })?;
        self.read_only_default = read_only;
        self.is_oceanbase = is_oceanbase;
        Ok(settings)
    }

    /// A literal in a derived table has the connection's collation. If that
    /// differs from the column's, the server refuses to compare the two.
    fn adopt_collation(&mut self) -> Result<(), DriverError> {
        let sql = "SELECT collation_name FROM information_schema.columns WHERE \
                   table_schema = DATABASE() AND table_name = 'api_token' \
                   AND column_name = 'token' AND collation_name IS NOT NULL";
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        match self.query_text(sql)? {
            Some(name) if name.chars().all(is_word) => {
                self.batch(&format!("SET collation_connection = '{name}'"))
            }
            _ => Ok(()),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up_to_whole_seconds() {
        assert_eq!(whole_seconds(Duration::ZERO), 1);
        assert_eq!(whole_seconds(Duration::from_millis(1001)), 2);
    }
}
