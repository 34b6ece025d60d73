//! The database: opening it, checking it, and every operation on it.
//!
//! Statements live in `store/sql.rs`, engines in one file each behind
//! `store/driver.rs`. The store never prints and knows no command.

mod audit;
mod backfill;
mod binding;
mod changes;
mod connect;
mod decode;
mod driver;
mod embeds;
mod hooked;
mod key_search;
mod keys;
mod mysql;
mod owners;
mod postgres;
mod schema;
mod sql;
mod sqlite;
mod tls;
mod zone;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub use audit::{Capabilities, EachAudited, Scope, SecretColumn};
pub use backfill::{BackfillPacing, BatchOutcome, Page, TenantSurvey};
pub use binding::BindingName;
pub use changes::ChangeOutcome;
pub use driver::{Engine, Fault};
pub use embeds::EmbedCount;
pub use key_search::Match;
pub use keys::{Binding, EachKey};
pub use schema::{OPTIONAL as OPTIONAL_TABLES, Schema};
pub use sql::{Listing, Order, OrderBy};
pub use tls::{Link, Verified};
pub use zone::Evidence;

use connect::connect;
use driver::{Driver, DriverError, Each, Param, Row, Value};
use hooked::HookedDriver;

use crate::database_url::DatabaseUrl;
use crate::env::StatementHook;
use crate::error::{Error, Kind};

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For a statement; zero: as long as it takes.
    pub statement: Duration,
    /// For a lock that another session holds.
    pub lock: Duration,
}

/// What a command is going to do with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read: the engine itself refuses writes in this session.
    Read,
    /// Write.
    Write,
}

impl Access {
    /// Writing, unless it is a dry run.
    pub fn write_unless(is_dry_run: bool) -> Self {
        match is_dry_run {
            true => Self::Read,
            false => Self::Write,
        }
    }
}

/// An open database that was found to be RAGFlow's.
pub struct Store {
    driver: Box<dyn Driver>,
    url: DatabaseUrl,
    access: Access,
    timeouts: Timeouts,
    schema: Schema,
    statement_hook: Option<Arc<dyn StatementHook>>,
    /// Whether this session holds the lock of a fill.
    holds_lock: bool,
    /// Whether another session of this run does.
    under_lock: bool,
}

/// What an operation on the database ran into.
#[derive(Debug, thiserror::Error)]
#[error("{doing} {target}: {why}")]
pub struct StoreError {
    /// What kind of trouble.
    pub fault: Fault,
    doing: &'static str,
    target: String,
    why: String,
    hint: Option<String>,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let (kind, hint) = match error.fault {
            Fault::Unreachable => (
                Kind::Unavailable,
                Some("is the server running, and are host and port right?"),
            ),
            Fault::Tls => (Kind::Unavailable, None),
            Fault::Configuration => (
                Kind::Usage,
                Some("the options of a database URL stand in the README"),
            ),
            Fault::Login => (
                Kind::Unavailable,
                Some("check user and password, and whether the account may connect from here"),
            ),
            Fault::NoDatabase => (
                Kind::Unavailable,
                Some("check the database's name or path; nothing was created"),
            ),
            Fault::Locked => (
                Kind::Unavailable,
                Some("another session holds the lock: try again, or raise --lock-timeout"),
            ),
            Fault::Transient | Fault::Lost => (
                Kind::Unavailable,
                Some("whole transactions before this one are kept: run it again"),
            ),
            Fault::Denied => (
                Kind::Refused,
                Some("the README lists the privileges each command needs (GRANT)"),
            ),
            Fault::ReadOnly => (
                Kind::Refused,
                Some("name the primary server to write, or drop --read-only"),
            ),
            Fault::NotADatabase => (
                Kind::NotRagflow,
                Some("name an SQLite file (sqlite:PATH), or a server (mysql://…, postgres://…)"),
            ),
            Fault::Schema => (
                Kind::NotRagflow,
                Some("the tables differ from those that RAGFlow makes"),
            ),
            Fault::Other => (Kind::Failed, None),
        };
        let hint = error.hint.clone().or(hint.map(str::to_owned));
        let converted = Self::new(kind, error.to_string());
        match hint {
            Some(hint) => converted.hint(hint),
            None => converted,
        }
    }
}

impl Store {
    /// Connects, and checks that the database is RAGFlow's.
    ///
    /// # Errors
    /// When there is no such database, it cannot be reached, or its tables are
    /// not RAGFlow's.
    pub fn open(url: &DatabaseUrl, access: Access, timeouts: Timeouts) -> Result<Self, StoreError> {
        let mut store = Self {
            driver: connect(url, access, timeouts)
                .map_err(|error| failed("cannot open", url, error))?,
            url: url.clone(),
            access,
            timeouts,
            schema: Schema::default(),
            statement_hook: None,
            holds_lock: false,
            under_lock: false,
        };
        let columns = store.columns()?;
        store.schema = Schema::check(store.engine(), columns).map_err(|error| StoreError {
            fault: Fault::Schema,
            doing: "cannot work with",
            target: url.to_string(),
            why: error.to_string(),
            hint: Some(error.hint().to_owned()),
        })?;
        Ok(store)
    }

    /// Creates the embedded database at `path`, which must not exist, and
    /// which only its owner can read. `with_sample` adds the rows of `demo:`.
    ///
    /// # Errors
    /// When the file is there already or cannot be written; then no file is
    /// left behind.
    pub fn create_embedded(path: &Path, with_sample: bool) -> Result<(), StoreError> {
        let fail = |error: DriverError| {
            failed(
                "cannot create",
                &DatabaseUrl::SqliteFile(path.to_owned()),
                error,
            )
        };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(path)
            .map_err(|error| fail(DriverError::new(Fault::Other, error.to_string())))?;
        let contents: &[&str] = if with_sample {
            &[sqlite::SCHEMA, sqlite::DEMO]
        } else {
            &[sqlite::SCHEMA]
        };
        sqlite::Sqlite::create(path, contents).map_err(|error| {
            // Ours, made a moment ago, and useless; the error is the news.
            let _ = std::fs::remove_file(path);
            fail(error)
        })
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.driver.dialect().engine
    }

    /// What the connection to it is.
    pub fn link(&self) -> Link {
        self.driver.link()
    }

    /// The database, without its password.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The tables that were found.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The server's name and version.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn server_version(&mut self) -> Result<String, StoreError> {
        self.driver
            .version()
            .map_err(|error| failed("cannot ask", &self.url, error))
    }

    /// Why this server takes no writes from anyone (a replica, a read-only
    /// file), if so. Asked for before writing, because an account with enough
    /// rights could write on a replica and break it.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn refuses_writes(&mut self) -> Result<Option<String>, StoreError> {
        self.driver
            .refuses_writes()
            .map_err(|error| failed("cannot ask", &self.url, error))
    }

    /// Begins a transaction; it is rolled back unless [`Tx::commit`] is called.
    ///
    /// # Errors
    /// When another session holds the lock, or the connection is gone.
    pub fn begin(&mut self) -> Result<Tx<'_>, StoreError> {
        let begin = self.driver.dialect().begin;
        self.driver
            .batch(begin)
            .map_err(|error| failed("cannot begin a transaction on", &self.url, error))?;
        Ok(Tx {
            store: self,
            open: true,
        })
    }

    /// `(table, column, declared type)`, types in lower case.
    fn columns(&mut self) -> Result<Vec<(String, String, String)>, StoreError> {
        let mut columns = Vec::new();
        let sql = self.driver.dialect().columns;
        self.query(sql, &[], &mut |row| {
            if let (Value::Text(table), Value::Text(column), Value::Text(kind)) =
                (row.value(0), row.value(1), row.value(2))
            {
                columns.push((table.to_owned(), column.to_owned(), kind.to_lowercase()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(columns)
    }

    fn reconnect(&mut self) -> Result<(), StoreError> {
        let driver = self.connect();
        self.driver = driver.map_err(|error| failed("cannot reconnect to", &self.url, error))?;
        Ok(())
    }

    /// A new session with the same database.
    fn connect(&self) -> Result<Box<dyn Driver>, DriverError> {
        let driver = connect(&self.url, self.access, self.timeouts)?;
        Ok(match &self.statement_hook {
            Some(statement_hook) => Box::new(HookedDriver::new(driver, statement_hook.clone())),
            None => driver,
        })
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Decode<'_>,
    ) -> Result<(), StoreError> {
        self.decode(each, |driver, each| driver.query(sql, params, each))
    }

    /// The same for many rows: the next are read while `each` is at work.
    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Decode<'_>,
    ) -> Result<(), StoreError> {
        self.decode(each, |driver, each| driver.stream(sql, params, each))
    }

    /// The same for the next few rows of an index.
    fn walk(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Decode<'_>,
    ) -> Result<(), StoreError> {
        self.decode(each, |driver, each| driver.walk(sql, params, each))
    }

    fn decode(
        &mut self,
        each: &mut Decode<'_>,
        run: impl FnOnce(&mut dyn Driver, &mut Each<'_>) -> Result<(), DriverError>,
    ) -> Result<(), StoreError> {
        let mut bad = None;
        let mut each = |row: &dyn Row| match each(row) {
            Ok(flow) => flow,
            Err(error) => {
                bad = Some(error);
                ControlFlow::Break(())
            }
        };
        run(self.driver.as_mut(), &mut each)
            .map_err(|error| failed("cannot read from", &self.url, error))?;
        match bad {
            None => Ok(()),
            Some(bad) => Err(self.bad_value(&bad)),
        }
    }

    fn bad_value(&self, bad: &BadValue) -> StoreError {
        StoreError {
            fault: Fault::Schema,
            doing: "cannot work with",
            target: self.url.to_string(),
            why: bad.to_string(),
            hint: Some("RAGFlow writes no such value: look at that row".to_owned()),
        }
    }
}

/// A transaction. Dropped without [`Tx::commit`], it is rolled back.
pub struct Tx<'a> {
    store: &'a mut Store,
    open: bool,
}

impl Tx<'_> {
    /// Makes the transaction's changes lasting.
    ///
    /// # Errors
    /// When the engine refuses, or the connection is gone: then it is not
    /// known whether they are.
    pub fn commit(mut self) -> Result<(), StoreError> {
        self.store
            .driver
            .commit()
            .map_err(|error| failed("cannot commit on", &self.store.url, error))?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.open {
            // A connection that cannot roll back is gone, and with it the
            // transaction.
            let _ = self.store.driver.rollback();
        }
    }
}

fn failed(doing: &'static str, url: &DatabaseUrl, error: DriverError) -> StoreError {
    StoreError {
        fault: error.fault,
        doing,
        target: url.to_string(),
        why: error.message,
        hint: error.hint,
    }
}

/// Takes what is wanted out of a row, or says what is wrong with it.
type Decode<'a> = dyn FnMut(&dyn Row) -> Result<ControlFlow<()>, BadValue> + 'a;

/// A value of a type nobody expected: which, and where. The row is named by
/// the key's ID, never by the key.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {row} holds {found}, where {expected} was expected")]
struct BadValue {
    table: &'static str,
    column: &'static str,
    row: String,
    found: String,
    expected: &'static str,
}
