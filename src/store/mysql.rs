//! MySQL, MariaDB, and servers that speak their protocol.
//!
//! Only SQL that MySQL 5.7, MySQL 8 and MariaDB share. Options go through the
//! builder, not a URL: OceanBase's account names hold an `@`. How a server is
//! reached stands in `mysql/connect.rs`.

mod connect;
mod server_key;

use std::ops::ControlFlow;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use mysql::prelude::Queryable as _;
use mysql::{Conn, Params};

use super::driver::{
    Dialect, Driver, DriverError, Each, Engine, Fault, Fill, Param, Row, Value, chain,
};
use super::tls::Link;
use super::{Timeouts, sql};
use crate::database_url::Server;
use crate::domain::stamp::Stamp;

static DIALECT: Dialect = Dialect {
    engine: Engine::MySql,
    begin: "START TRANSACTION",
    bytes: ("CAST(", " AS BINARY)"),
    user_table: "user",
    for_update: " FOR UPDATE",
    columns: "SELECT table_name, column_name, data_type FROM information_schema.columns \
              WHERE table_schema = DATABASE()",
    after_key: (
        "(t.tenant_id > ? OR (t.tenant_id = ? AND t.token > ?))",
        true,
    ),
    first_batch: 500,
    largest_batch: 10_000,
    adapts_batch: true,
    page: usize::MAX,
    writers: 2,
};

/// Rows one bulk statement holds. A transaction is as many of them as the
/// batch needs; one text is prepared once and used for all.
const ROWS_A_STATEMENT: usize = 500;

/// The name of the lock that keeps two fills of one database apart. Such locks
/// are the server's, not the database's: name it. 64 characters is the longest
/// name.
const FILL_LOCK: &str = "LEFT(CONCAT('ragflowctl.', DATABASE()), 64)";

/// While a fill goes on, its reading session keeps a snapshot: the server then puts
/// off clearing away what the fill leaves behind, as it does for a single UPDATE of
/// all rows until that ends. Clearing beside the writers, in the same pages, costs
/// them half their speed. After so many keys the snapshot is a new one, and what is
/// put off stays bounded.
const KEYS_A_SNAPSHOT: u64 = 1_000_000;

/// One open session.
pub(super) struct MySql {
    connection: Conn,
    link: Link,
    /// Whether this session holds the backfill lock: taken again it would only
    /// be counted.
    locked: bool,
    /// How many keys were read from the snapshot, where there is one.
    snapshot: Option<u64>,
}

impl MySql {
    pub(super) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
    ) -> Result<Self, DriverError> {
        let (connection, link) = connect::open(server, timeouts)?;
        let mut session = Self {
            connection,
            link,
            locked: false,
            snapshot: None,
        };
        session.set_up(read_only, timeouts)?;
        Ok(session)
    }

    fn set_up(&mut self, read_only: bool, timeouts: Timeouts) -> Result<(), DriverError> {
        // A literal in a derived table has the connection's collation; compared
        // with a column of another one the server refuses the statement.
        let collation = "SELECT collation_name FROM information_schema.columns WHERE \
                         table_schema = DATABASE() AND table_name = 'api_token' \
                         AND column_name = 'token' AND collation_name IS NOT NULL";
        if let Some(name) = self.text(collation)? {
            let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
            if name.chars().all(word) {
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

    fn take_lock(&mut self) -> Result<bool, DriverError> {
        if !self.locked {
            let sql = format!("SELECT GET_LOCK({FILL_LOCK}, 0)");
            let mut locked = false;
            self.query(&sql, &[], &mut |row| {
                locked = row.value(0) == Value::Int(1);
                ControlFlow::Continue(())
            })?;
            self.locked = locked;
        }
        Ok(self.locked)
    }

    /// In place of the one before, if there was one.
    fn take_snapshot(&mut self) -> Result<(), DriverError> {
        self.snapshot = None;
        self.batch("ROLLBACK")?;
        self.batch("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")?;
        self.batch("START TRANSACTION WITH CONSISTENT SNAPSHOT")?;
        self.batch("SAVEPOINT nothing_read")?;
        self.snapshot = Some(0);
        Ok(())
    }

    /// The first value of the first row.
    fn text(&mut self, sql: &str) -> Result<Option<String>, DriverError> {
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

/// The servers count these waits in whole seconds, and know no 0.
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

    fn link(&self) -> Link {
        self.link
    }

    fn version(&mut self) -> Result<String, DriverError> {
        let text = self.text("SELECT VERSION()")?.unwrap_or_default();
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
        each: &mut Each<'_>,
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

    fn walk(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        let Some(mut read) = self.snapshot else {
            return self.query(sql, params, each);
        };
        if read >= KEYS_A_SNAPSHOT {
            self.take_snapshot()?;
            read = 0;
        }
        let walked = self.query(sql, params, &mut |row| {
            read += 1;
            each(row)
        });
        match walked {
            // The snapshot does not reach back behind a change of the table.
            Err(error) if error.fault == Fault::Transient => {
                self.take_snapshot()?;
                return Err(error);
            }
            other => other?,
        }
        self.snapshot = Some(read);
        // The snapshot alone is to last: a session that has read a table keeps
        // everyone from changing its columns.
        self.batch("ROLLBACK TO SAVEPOINT nothing_read")
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

    fn refuses_writes(&mut self) -> Result<Option<String>, DriverError> {
        // SHOW, not @@: MariaDB has no @@super_read_only and newer versions
        // give words for numbers.
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

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        let locked = self.take_lock()?;
        if locked {
            self.take_snapshot()?;
        }
        Ok(locked)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.snapshot = None;
        self.batch("ROLLBACK")?;
        self.batch(&format!("DO RELEASE_LOCK({FILL_LOCK})"))?;
        self.locked = false;
        Ok(())
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        // The session keeps the lock: taken once, it is there for the next
        // transaction as well.
        if with_lock && !self.take_lock()? {
            return Ok(false);
        }
        self.batch(DIALECT.begin)?;
        Ok(true)
    }

    fn fill_betas(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<u64, DriverError> {
        let mut filled = 0;
        for some in fills.chunks(ROWS_A_STATEMENT) {
            // STRAIGHT_JOIN: from the new values into the primary key, never
            // the other way round.
            let sql = format!(
                "UPDATE (SELECT ? AS tenant_id, ? AS token, ? AS beta{}) d \
                 STRAIGHT_JOIN api_token t ON t.tenant_id = d.tenant_id AND t.token = d.token \
                 SET t.beta = d.beta, t.update_time = ?, t.update_date = ? WHERE {}",
                " UNION ALL SELECT ?, ?, ?".repeat(some.len() - 1),
                sql::missing("t.beta"),
            );
            let mut params: Vec<mysql::Value> = Vec::with_capacity(some.len() * 3 + 2);
            for fill in some {
                params.extend([fill.tenant_id.into(), fill.token.into(), fill.beta.into()]);
            }
            params.extend([at.ms.into(), date_value(at.date)]);
            self.connection
                .exec_drop(sql, Params::Positional(params))
                .map_err(|error| classify(&error))?;
            filled += self.connection.affected_rows();
        }
        Ok(filled)
    }
}

fn positional(params: &[Param<'_>]) -> Params {
    if params.is_empty() {
        return Params::Empty;
    }
    let values = params.iter().map(|param| match *param {
        Param::Text(text) => text.into(),
        Param::Int(number) => number.into(),
        Param::Date(date) => date.map_or(mysql::Value::NULL, date_value),
    });
    Params::Positional(values.collect())
}

fn date_value(date: NaiveDateTime) -> mysql::Value {
    date.format("%Y-%m-%d %H:%M:%S%.f").to_string().into()
}

impl Row for mysql::Row {
    fn width(&self) -> usize {
        self.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.as_ref(index) {
            None | Some(mysql::Value::NULL) => Value::Null,
            Some(mysql::Value::Int(number)) => Value::Int(*number),
            Some(mysql::Value::UInt(number)) => match i64::try_from(*number) {
                Ok(number) => Value::Int(number),
                Err(_) => Value::Unknown("a number out of range"),
            },
            Some(mysql::Value::Bytes(bytes)) => match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text),
                Err(_) => Value::Unknown("bytes that are not UTF-8"),
            },
            // The zero date stands for "none".
            Some(mysql::Value::Date(0, 0, 0, ..)) => Value::Null,
            Some(&mysql::Value::Date(year, month, day, hour, minute, second, micros)) => {
                NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
                    .and_then(|date| {
                        date.and_hms_micro_opt(hour.into(), minute.into(), second.into(), micros)
                    })
                    .map_or(Value::Unknown("a date that is none"), Value::Date)
            }
            Some(mysql::Value::Float(_) | mysql::Value::Double(_)) => Value::Unknown("DOUBLE"),
            Some(mysql::Value::Time(..)) => Value::Unknown("TIME"),
        }
    }
}

fn classify(error: &mysql::Error) -> DriverError {
    match error {
        mysql::Error::MySqlError(server) => {
            let message = format!("{} ({})", without_values(server), server.code);
            DriverError::new(fault_of(server.code), message)
        }
        mysql::Error::IoError(_) | mysql::Error::CodecError(_) => {
            DriverError::new(Fault::Lost, chain(error))
        }
        mysql::Error::DriverError(driver) => {
            let fault = match driver {
                mysql::DriverError::ConnectTimeout
                | mysql::DriverError::CouldNotConnect(_)
                | mysql::DriverError::Timeout => Fault::Unreachable,
                _ => Fault::Other,
            };
            DriverError::new(fault, driver.to_string())
        }
        // The rest can quote a value of a row.
        _ => DriverError::new(Fault::Other, "the server's answer could not be read"),
    }
}

/// The server quotes the value in messages about values, and the value may be
/// a key: keep what stands before it.
fn without_values(error: &mysql::MySqlError) -> &str {
    const QUOTES_A_VALUE: [u16; 5] = [1062, 1292, 1366, 1411, 1525];
    if QUOTES_A_VALUE.contains(&error.code) {
        error
            .message
            .split('\'')
            .next()
            .unwrap_or_default()
            .trim_end()
    } else {
        &error.message
    }
}

fn fault_of(code: u16) -> Fault {
    match code {
        1045 | 1130 | 1251 | 1698 | 1862 | 3118 => Fault::Login,
        1049 => Fault::NoDatabase,
        1044 | 1142 | 1143 | 1227 | 1370 => Fault::Denied,
        1290 | 1792 | 1836 => Fault::ReadOnly,
        1205 => Fault::Locked,
        // A deadlock; a table that was altered behind a snapshot.
        1213 | 1412 => Fault::Transient,
        1040 | 1053 | 1129 | 1203 | 1927 => Fault::Lost,
        // Also tables scope collations do not go together (1267).
        1054 | 1146 | 1267 => Fault::Schema,
        _ => Fault::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_key_is_reported_without_the_key() {
        let error = mysql::MySqlError {
            state: "23000".into(),
            code: 1062,
            message: "Duplicate entry 't-ragflow-secret' for key 'PRIMARY'".into(),
        };
        assert_eq!(without_values(&error), "Duplicate entry");
    }

    #[test]
    fn waits_are_whole_seconds_and_at_least_one() {
        assert_eq!(whole_seconds(Duration::ZERO), 1);
        assert_eq!(whole_seconds(Duration::from_millis(1001)), 2);
    }
}
