//! A connection to a SQLite database.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::classify;
use super::index_rebuild::DroppedIndexes;
use super::{prefetch, query};
use crate::store::dialect::{Dialect, Engine, KeysetPredicate, TypeNames};
use crate::store::driver::Driver;
use crate::store::driver_error::{DriverError, Fault};
use crate::store::tls::ConnectionSecurity;
use crate::store::value::{Param, RowCallback};
use crate::store::write_refusal::WriteRefusal;

/// A deferred transaction could fail at its first write, after its reads.
pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";

pub(super) static DIALECT: Dialect = Dialect {
    engine: Engine::Sqlite,
    bytes: ("", ""),
    quote: "\"",
    types: TypeNames {
        date: "DATETIME",
        boolean: "SMALLINT",
        real: "REAL",
        table_options: "",
    },
    keep_existing: " ON CONFLICT DO NOTHING",
    mandatory_columns: "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c \
                        WHERE t.type = 'table' AND c.\"notnull\" = 1 AND c.dflt_value IS NULL",
    user_table: "user",
    for_update: "",
    ordered_join: "JOIN",
    columns: "SELECT t.name, c.name, c.type, NULL FROM sqlite_master t, pragma_table_info(t.name) c \
              WHERE t.type IN ('table', 'view')",
    elsewhere: "",
    elsewhere_hint: "",
    indexes_of_memberships: "",
    one_key: "tenant_id = ? AND token = ?",
    keyset: KeysetPredicate {
        sql: "(t.tenant_id, t.token) > (?, ?)",
        repeats_tenant: false,
    },
};

/// One open SQLite database.
pub(crate) struct Sqlite {
    pub(super) connection: Connection,
    /// Indexes that the open transaction has dropped for a large fill.
    pub(super) dropped_indexes: DroppedIndexes,
    /// Whether a transaction is open in which all queries see the same rows.
    has_snapshot: bool,
}

impl From<Connection> for Sqlite {
    fn from(connection: Connection) -> Self {
        Self {
            connection,
            dropped_indexes: DroppedIndexes::default(),
            has_snapshot: false,
        }
    }
}

impl Sqlite {
    /// Opens an existing file. A mistyped path is an error and creates no file.
    /// The file's journal mode is not changed.
    pub(crate) fn open(
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
        // Without CREATE, so that a mistyped path creates no file; without URI,
        // so that a '?' in a path is a '?'. The file is opened for writing also
        // if it is only read: otherwise SQLite cannot roll back what a crash has
        // left, and cannot tell whether the file is writable. `query_only` then
        // refuses writes.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(classify)?;
        distrust_file(&connection).map_err(classify)?;
        connection.busy_timeout(lock_timeout).map_err(classify)?;
        let mut driver = Self::from(connection);
        if read_only {
            driver.make_read_only()?;
        }
        Ok(driver)
    }

    /// Opens an empty database in memory.
    pub(crate) fn memory() -> Result<Self, DriverError> {
        Connection::open_in_memory()
            .map(Self::from)
            .map_err(classify)
    }

    /// Creates a database file, which must not exist, and runs the statements of
    /// `contents` in it.
    pub(crate) fn create(path: &Path, contents: &[&str]) -> Result<(), DriverError> {
        let connection = Connection::open(path).map_err(classify)?;
        let mut driver = Self::from(connection);
        driver.batch(BEGIN)?;
        for statements in contents {
            driver.batch(statements)?;
        }
        driver.batch("COMMIT")
    }

    /// Makes the engine refuse writes from here on.
    pub(crate) fn make_read_only(&mut self) -> Result<(), DriverError> {
        self.batch("PRAGMA query_only = ON")
    }
}

/// Whether this account can create no file beside a database file. One with a
/// write-ahead log that exists already needs none. `path` is empty for a database
/// in memory.
fn cannot_have_journal(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match path.parent() {
        Some(directory) if !Path::new(&log).exists() => {
            let directory = match directory.as_os_str().is_empty() {
                true => Path::new("."),
                false => directory,
            };
            !is_writable(directory)
        }
        _ => false,
    }
}

fn is_writable(directory: &Path) -> bool {
    rustix::fs::access(directory, rustix::fs::Access::WRITE_OK).is_ok()
}

/// The file may come from somebody else: its views and triggers may call only
/// functions without effects, and nothing can damage its own structure.
fn distrust_file(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

impl Driver for Sqlite {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn security(&self) -> ConnectionSecurity {
        ConnectionSecurity::Local
    }

    fn version(&mut self) -> Result<String, DriverError> {
        Ok(format!("SQLite {}", rusqlite::version()))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        query::for_each_row(&self.connection, sql, params, &mut |row| each(row))
    }

    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowCallback<'_>,
    ) -> Result<(), DriverError> {
        prefetch::for_each_row(&mut self.connection, sql, params, each)
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

    fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, DriverError> {
        if self.connection.is_readonly("main").map_err(classify)? {
            return Ok(Some(WriteRefusal {
                reason: "the database file cannot be written".to_owned(),
                hint: "use a file with write permission".to_owned(),
            }));
        }
        let path = self.connection.path().unwrap_or_default();
        Ok(cannot_have_journal(Path::new(path)).then(|| WriteRefusal {
            reason: "the directory of the database file cannot be written".to_owned(),
            hint: "SQLite creates its journal there: give this account write permission on the \
                   directory"
                .to_owned(),
        }))
    }

    fn begin(&mut self) -> Result<(), DriverError> {
        self.batch(BEGIN)
    }

    fn commit(&mut self) -> Result<(), DriverError> {
        self.dropped_indexes
            .rebuild(&self.connection)
            .map_err(classify)?;
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), DriverError> {
        // The rollback itself restores the indexes.
        self.dropped_indexes = DroppedIndexes::default();
        self.batch("ROLLBACK")
    }

    fn hold_snapshot(&mut self) -> Result<(), DriverError> {
        if !self.has_snapshot {
            // It locks nothing before the first query.
            self.batch("BEGIN DEFERRED")?;
            self.has_snapshot = true;
        }
        Ok(())
    }

    fn end_snapshot(&mut self) -> Result<(), DriverError> {
        match std::mem::take(&mut self.has_snapshot) {
            true => self.batch("ROLLBACK"),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::store::sqlite::{DEMO, SCHEMA};

    #[test]
    fn a_mistyped_path_is_an_error_and_creates_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("nowhere.db");
        let error = Sqlite::open(&path, false, Duration::ZERO)
            .err()
            .expect("no such file");
        assert_eq!(error.fault, Fault::NoDatabase);
        assert!(!path.exists());
    }

    #[test]
    fn a_directory_without_write_permission_has_no_room_for_a_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file.db");
        assert!(!cannot_have_journal(&path));
        assert!(!cannot_have_journal(Path::new("")), "in memory");
        // For root every directory can be written, except one that is missing.
        assert!(cannot_have_journal(&folder.path().join("missing/file.db")));
    }

    #[test]
    fn a_file_is_not_trusted() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file.db");
        let made = Connection::open(&path).expect("a file");
        made.execute_batch(
            "CREATE TABLE t (c); CREATE VIEW v AS SELECT load_extension('x') FROM t; \
             INSERT INTO t VALUES (1)",
        )
        .expect("a view with an unsafe function");
        drop(made);
        let mut driver = Sqlite::open(&path, false, Duration::ZERO).expect("open");
        let refused = driver.query("SELECT * FROM v", &[], &mut |_| ControlFlow::Continue(()));
        let message = refused.expect_err("an unsafe function").message;
        assert!(message.contains("unsafe use"), "{message}");
        let damage = "PRAGMA writable_schema = ON; DELETE FROM sqlite_master";
        assert!(driver.batch(damage).is_err());
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
