//! Databases in SQLite files.

use std::any::Any;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;

use super::postgres::PostgresDatabase;
use super::{Backend, Fixture, Row, succeed};

const SCHEMA: &str = include_str!("../../src/store/sqlite_schema.sql");

/// One file in a directory of its own, next to which SQLite can create its journal.
pub(super) struct SqliteFile {
    directory: TempDir,
}

impl SqliteFile {
    pub(super) fn fixture(fixture: &Fixture) -> Self {
        let contents = fixture.file.get_or_init(|| {
            let file = Self::new();
            fill(&open(&file.path()), &PostgresDatabase::fixture(fixture));
            succeed(std::fs::read(file.path()), "read the SQLite file")
        });
        let file = Self::new();
        succeed(
            std::fs::write(file.path(), contents),
            "write the SQLite file",
        );
        file
    }

    pub(super) fn empty() -> Self {
        let file = Self::new();
        // An SQLite file is empty, and not a database, until something is written to it.
        let statements = "CREATE TABLE t (c); DROP TABLE t;";
        succeed(open(&file.path()).execute_batch(statements), statements);
        file
    }

    fn new() -> Self {
        let directory = succeed(tempfile::tempdir(), "make a directory");
        Self { directory }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("ragflow.db")
    }
}

impl Backend for SqliteFile {
    fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }

    fn socket_url(&self) -> String {
        self.url()
    }

    fn limited_url(&self) -> Option<String> {
        None
    }

    fn query(&self, sql: &str) -> Vec<Row> {
        query(&open(&self.path()), sql)
    }

    fn execute(&self, sql: &str) -> u64 {
        let rows = succeed(open(&self.path()).execute(sql, []), sql);
        rows as u64
    }

    fn execute_as_admin(&self, sql: &str) {
        self.execute(sql);
    }

    fn execute_and_hold(&self, sql: &str) -> Box<dyn Any> {
        let connection = open(&self.path());
        succeed(connection.execute_batch(sql), sql);
        Box::new(connection)
    }
}

fn open(path: &Path) -> Connection {
    succeed(Connection::open(path), "open the SQLite file")
}

/// Creates the tables, and copies the columns that the other database has, too: RAGFlow itself does
/// not run on SQLite.
fn fill(file: &Connection, source: &PostgresDatabase) {
    succeed(file.execute_batch(SCHEMA), "create the tables");
    succeed(file.execute_batch("BEGIN"), "BEGIN");
    for table in names(query(
        file,
        "SELECT name FROM sqlite_schema WHERE type = 'table'",
    )) {
        let theirs = names(source.query(&format!(
            "SELECT column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = '{table}'"
        )));
        let ours = names(query(
            file,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        ));
        let shared: Vec<_> = ours
            .iter()
            .filter(|column| theirs.contains(column))
            .map(|column| format!("\"{column}\""))
            .collect();
        // A table that this version of RAGFlow does not have stays empty.
        if shared.is_empty() {
            continue;
        }
        let columns = shared.join(", ");
        let places = vec!["?"; shared.len()].join(", ");
        let insert = format!("INSERT INTO \"{table}\" ({columns}) VALUES ({places})");
        for row in source.query(&format!("SELECT {columns} FROM \"{table}\"")) {
            // All values are text here: SQLite converts them to the declared types.
            succeed(file.execute(&insert, params_from_iter(row)), &insert);
        }
    }
    succeed(file.execute_batch("COMMIT"), "COMMIT");
}

/// The values of a query with one column.
fn names(rows: Vec<Row>) -> Vec<String> {
    rows.into_iter().flatten().flatten().collect()
}

fn query(connection: &Connection, sql: &str) -> Vec<Row> {
    let mut statement = succeed(connection.prepare(sql), sql);
    let width = statement.column_count();
    let rows = succeed(statement.query([]), sql);
    let rows = rows.mapped(|row| {
        (0..width)
            .map(|index| row.get_ref(index).map(text))
            .collect()
    });
    succeed(rows.collect(), sql)
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}
