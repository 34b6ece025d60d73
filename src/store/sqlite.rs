//! SQLite: the embedded engine, for samples, tests and offline copies.

mod index_rebuild;
mod prefetch;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDateTime;
use index_rebuild::Aside;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};

use super::driver::{Dialect, Driver, DriverError, Each, Engine, Fault, Fill, Param, Row, Value};
use super::sql;
use super::tls::Link;
use crate::domain::stamp::Stamp;

/// The embedded database's tables, and the sample's rows.
pub(super) const SCHEMA: &str = include_str!("sqlite_schema.sql");
pub(super) const DEMO: &str = include_str!("demo.sql");

static DIALECT: Dialect = Dialect {
    engine: Engine::Sqlite,
    // A deferred transaction could fail at its first write, after its reads.
    begin: "BEGIN IMMEDIATE",
    bytes: ("", ""),
    user_table: "user",
    for_update: "",
    columns: "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c \
              WHERE t.type IN ('table', 'view')",
    after_key: ("(t.tenant_id, t.token) > (?, ?)", false),
    first_batch: 250_000,
    largest_batch: 250_000,
    adapts_batch: false,
    page: 1_000,
    writers: 1,
};

/// Where its indexes do not stand aside, a backfill changes three of them at random
/// places: pages that do not fit the usual 2 MB are written and read again and
/// again, and each transaction keeps the old form of every page it changes. So the
/// cache is large, as long as a backfill stays below 32 MiB, and a transaction
/// takes many rows. In KiB.
const FILLERS_CACHE: &str = "PRAGMA cache_size = -18000";

/// How SQLite writes a date as text; a fraction only where there is one.
const DATE: &str = "%Y-%m-%d %H:%M:%S%.f";

/// One open SQLite database.
pub(super) struct Sqlite {
    connection: Connection,
    aside: Aside,
}

impl From<Connection> for Sqlite {
    fn from(connection: Connection) -> Self {
        Self {
            connection,
            aside: Aside::default(),
        }
    }
}

impl Sqlite {
    /// Opens a file that exists; a mistyped path is an error and leaves no
    /// file behind. The file's journal mode is left alone.
    pub(super) fn open(
        path: &Path,
        read_only: bool,
        lock_timeout: Duration,
    ) -> Result<Self, DriverError> {
        let metadata = std::fs::metadata(path).map_err(|error| {
            let fault = match error.kind() {
                std::io::ErrorKind::NotFound => Fault::NoDatabase,
                _ => Fault::Unreachable,
            };
            DriverError::new(fault, error.to_string())
        })?;
        if !metadata.is_file() {
            return Err(DriverError::new(Fault::NotADatabase, "it is not a file"));
        }
        // Never CREATE: see above. Without URI, a '?' in a path is a '?'. To
        // read, too, the file is opened to write where it may be: SQLite
        // cannot roll back what a crash left half done otherwise, and could
        // not say whether the file is writable. `query_only` keeps it so.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(classify)?;
        connection.busy_timeout(lock_timeout).map_err(classify)?;
        let mut driver = Self::from(connection);
        if read_only {
            driver.make_read_only()?;
        }
        Ok(driver)
    }

    /// An empty database in memory.
    pub(super) fn memory() -> Result<Self, DriverError> {
        Connection::open_in_memory()
            .map(Self::from)
            .map_err(classify)
    }

    /// Creates a database file, which must not exist, and fills it.
    pub(super) fn create(path: &Path, contents: &[&str]) -> Result<(), DriverError> {
        let connection = Connection::open(path).map_err(classify)?;
        let mut driver = Self::from(connection);
        driver.batch("BEGIN IMMEDIATE")?;
        for statements in contents {
            driver.batch(statements)?;
        }
        driver.batch("COMMIT")
    }

    /// From here on the engine refuses writes.
    pub(super) fn make_read_only(&mut self) -> Result<(), DriverError> {
        self.batch("PRAGMA query_only = ON")
    }
}

/// Hands over each row as it comes.
fn query(
    connection: &Connection,
    sql: &str,
    params: &[Param<'_>],
    each: &mut dyn FnMut(&rusqlite::Row<'_>) -> ControlFlow<()>,
) -> Result<(), DriverError> {
    let mut statement = connection.prepare_cached(sql).map_err(classify)?;
    let mut rows = statement
        .query(rusqlite::params_from_iter(params))
        .map_err(classify)?;
    while let Some(row) = rows.next().map_err(classify)? {
        if each(row) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

impl Driver for Sqlite {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn link(&self) -> Link {
        Link::Local
    }

    fn version(&mut self) -> Result<String, DriverError> {
        Ok(format!("SQLite {}", rusqlite::version()))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        query(&self.connection, sql, params, &mut |row| each(row))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        prefetch::query(&mut self.connection, sql, params, each)
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(classify)?;
        let changed = statement
            .execute(rusqlite::params_from_iter(params))
            .map_err(classify)?;
        Ok(changed as u64)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.connection.execute_batch(sql).map_err(classify)
    }

    fn refuses_writes(&mut self) -> Result<Option<String>, DriverError> {
        let read_only = self.connection.is_readonly("main").map_err(classify)?;
        Ok(read_only.then(|| "the database file cannot be written".to_owned()))
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        // The lock of each transaction is all there is.
        Ok(true)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        Ok(())
    }

    fn begin_fill(&mut self, _: bool) -> Result<bool, DriverError> {
        self.batch(FILLERS_CACHE)?;
        // There is one write lock; who waits for it waits for a writer.
        match self.batch(DIALECT.begin) {
            Ok(()) => Ok(true),
            Err(error) if error.fault == Fault::Locked => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn expect_fills(&mut self, keys: u64) -> Result<bool, DriverError> {
        self.aside.set(&self.connection, keys).map_err(classify)
    }

    fn commit(&mut self) -> Result<(), DriverError> {
        self.aside.put_back(&self.connection).map_err(classify)?;
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), DriverError> {
        // The engine itself puts the indexes back.
        self.aside = Aside::default();
        self.batch("ROLLBACK")
    }

    fn fill_betas(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<u64, DriverError> {
        // In process there are no round trips to save: a prepared statement a
        // row is SQLite's bulk form.
        let mut statement = self
            .connection
            .prepare_cached(sql::FILL_ONE_BETA)
            .map_err(classify)?;
        let date = date_text(at.date);
        let mut filled = 0;
        for fill in fills {
            let params = (fill.beta, at.ms, &date, fill.tenant_id, fill.token);
            filled += statement.execute(params).map_err(classify)?;
        }
        Ok(filled as u64)
    }
}

impl Row for rusqlite::Row<'_> {
    fn width(&self) -> usize {
        self.as_ref().column_count()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.get_ref(index) {
            Ok(ValueRef::Null) => Value::Null,
            Ok(ValueRef::Integer(number)) => Value::Int(number),
            Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).map_or(NOT_TEXT, Value::Text),
            other => Value::Unknown(unread(&other)),
        }
    }
}

const NOT_TEXT: Value<'static> = Value::Unknown("text that is not UTF-8");

/// What a value is that this program has no use for.
fn unread(value: &rusqlite::Result<ValueRef<'_>>) -> &'static str {
    match value {
        Ok(ValueRef::Blob(_)) => "BLOB",
        Ok(ValueRef::Real(_)) => "REAL",
        Ok(_) => "a value of another type",
        Err(_) => "no such column",
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Text(Some(text)) => ToSqlOutput::from(*text),
            Self::Int(Some(number)) => ToSqlOutput::from(*number),
            Self::Date(Some(date)) => ToSqlOutput::from(date_text(*date)),
            Self::Text(None) | Self::Int(None) | Self::Date(None) => {
                ToSqlOutput::from(rusqlite::types::Null)
            }
        })
    }
}

fn date_text(date: NaiveDateTime) -> String {
    date.format(DATE).to_string()
}

/// SQLite names tables and columns in its errors, and no values.
#[expect(
    clippy::needless_pass_by_value,
    reason = "map_err hands over the error itself"
)]
fn classify(error: rusqlite::Error) -> DriverError {
    let message = error.to_string();
    let fault = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Locked,
        Some(ErrorCode::ReadOnly) => Fault::ReadOnly,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Fault::NotADatabase,
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Fault::Unreachable,
        _ if message.contains("no such table") || message.contains("no such column") => {
            Fault::Schema
        }
        _ => Fault::Other,
    };
    DriverError::new(fault, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_path_is_an_error_and_leaves_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("nowhere.db");
        let error = Sqlite::open(&path, false, Duration::ZERO)
            .err()
            .expect("no such file");
        assert_eq!(error.fault, Fault::NoDatabase);
        assert!(!path.exists());
    }

    #[test]
    fn the_schema_and_the_sample_load() {
        let mut driver = Sqlite::memory().expect("memory");
        driver.batch(SCHEMA).expect("schema");
        driver.batch(DEMO).expect("sample");
        let mut keys = 0;
        let sql = "SELECT token FROM api_token";
        driver
            .query(sql, &[], &mut |_| {
                keys += 1;
                ControlFlow::Continue(())
            })
            .expect("keys");
        assert!(keys > 10);
    }
}
