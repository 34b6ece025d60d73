//! The narrow waist between the statements (written once, in `sql.rs`) and
//! the engines (one file each).
//!
//! A driver connects, spells, converts values and classifies errors. It knows
//! nothing of RAGFlow except the one operation that has another form on every
//! engine: writing many betas at once.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;

use super::tls::Link;
use crate::domain::stamp::Stamp;

/// The engines this program speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded engine: samples, tests, offline copies. RAGFlow itself
    /// does not run on it.
    Sqlite,
    /// MySQL, MariaDB and what speaks their protocol (OceanBase).
    MySql,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// What people call it. MariaDB and OceanBase speak MySQL's protocol.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::MySql => "MySQL",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// Where the engines spell the same thing differently.
#[derive(Debug)]
pub(super) struct Dialect {
    /// The engine.
    pub(super) engine: Engine,
    /// Opens a transaction that is going to write.
    pub(super) begin: &'static str,
    /// Sorts text by its bytes: what goes before and after the expression.
    /// RAGFlow's collation on MySQL ignores case, PostgreSQL's depends on the
    /// cluster.
    pub(super) bytes: (&'static str, &'static str),
    /// The table of users: its name is a reserved word on PostgreSQL.
    pub(super) user_table: &'static str,
    /// Behind a SELECT of rows that are about to be written: nobody else may
    /// change them before we do. Empty where the transaction locks everything.
    pub(super) for_update: &'static str,
    /// Lists the columns of this database or schema: table, column, declared
    /// type.
    pub(super) columns: &'static str,
    /// The condition for rows behind a primary key, in the form the engine
    /// turns into one range of its index, and whether the tenant stands in it
    /// twice.
    pub(super) after_key: (&'static str, bool),
    /// Rows a single transaction of a backfill begins with.
    pub(super) first_batch: usize,
    /// Rows a single transaction of a backfill grows to.
    pub(super) largest_batch: usize,
    /// Whether the batch follows the measured time. On SQLite no live server
    /// waits for the lock, and a larger transaction is simply faster.
    pub(super) adapts_batch: bool,
    /// Rows of a transaction that are read before they are written, and are in
    /// memory; a larger transaction takes them so many at a time, reading
    /// between its writes.
    pub(super) page: usize,
    /// Sessions a backfill writes on: SQLite has one writer, and a server
    /// spends a processor on each.
    pub(super) writers: usize,
}

/// A parameter of a statement; `None` is NULL of that type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Param<'a> {
    /// Text.
    Text(Option<&'a str>),
    /// A whole number.
    Int(Option<i64>),
    /// A date and time without a zone.
    Date(Option<NaiveDateTime>),
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<NaiveDateTime> for Param<'_> {
    fn from(date: NaiveDateTime) -> Self {
        Self::Date(Some(date))
    }
}

/// A value of a row, borrowed from the driver where the driver lets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A truth value; engines without that type give 0 and 1.
    Bool(bool),
    /// Text.
    Text(&'a str),
    /// A date and time without a zone.
    Date(NaiveDateTime),
    /// Anything else, by the name of its type.
    Unknown(&'a str),
}

/// A row as it streams by.
pub(super) trait Row {
    /// How many columns it has.
    fn width(&self) -> usize;
    /// The value of column `index`, counted from 0 in the order of the SELECT.
    fn value(&self, index: usize) -> Value<'_>;
}

/// What a query does with each row; `Break` ends the query early.
pub(super) type Each<'a> = dyn FnMut(&dyn Row) -> ControlFlow<()> + 'a;

/// A beta to be written where one is still missing.
#[derive(Debug)]
pub(super) struct Fill<'a> {
    /// Half of the row's primary key.
    pub(super) tenant_id: &'a str,
    /// The other half: the API key.
    pub(super) token: &'a str,
    /// The beta key.
    pub(super) beta: &'a str,
}

/// One open connection.
pub(super) trait Driver: Send {
    /// How this engine spells.
    fn dialect(&self) -> &'static Dialect;

    /// What the connection is.
    fn link(&self) -> Link;

    /// The server's name and version.
    fn version(&mut self) -> Result<String, DriverError>;

    /// Runs a query and hands over each row as it arrives; nothing is
    /// collected. Placeholders are `?` on every engine.
    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError>;

    /// The same for a query of many rows. A server works on the next ones by
    /// itself; an engine in this process is read on a thread of its own.
    fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        self.query(sql, params, each)
    }

    /// The same for a query that takes the next few rows of an index: the engine
    /// is kept from reading and sorting the whole table for them.
    fn walk(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        self.query(sql, params, each)
    }

    /// Runs a statement and returns the rows it *matched*.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError>;

    /// Runs statements without parameters, by the text protocol.
    fn batch(&mut self, sql: &str) -> Result<(), DriverError>;

    /// Why this server takes no writes from anyone, if it takes none.
    fn refuses_writes(&mut self) -> Result<Option<String>, DriverError>;

    /// Takes the lock that keeps two fills of one database apart, until
    /// [`Driver::unlock_fills`]. `false`: another session holds it. On
    /// a server a transaction is open meanwhile, for [`Driver::walk`] alone, which
    /// leaves no lock on a table behind.
    fn lock_fills(&mut self) -> Result<bool, DriverError>;

    /// Gives that lock back.
    fn unlock_fills(&mut self) -> Result<(), DriverError>;

    /// Opens the transaction of a fill; `with_lock` takes the lock with it,
    /// where no other session of this run holds it. `false`: somebody else
    /// holds it, and no transaction is open.
    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError>;

    /// So many keys are going to be filled in the open transaction. An engine in
    /// this process may then set aside what it can build anew faster than change
    /// row by row, until [`Driver::commit`]; `true`: it did, and the fewer
    /// transactions the better.
    fn expect_fills(&mut self, _keys: u64) -> Result<bool, DriverError> {
        Ok(false)
    }

    /// Makes the changes of the open transaction lasting.
    fn commit(&mut self) -> Result<(), DriverError> {
        self.batch("COMMIT")
    }

    /// Takes them back.
    fn rollback(&mut self) -> Result<(), DriverError> {
        self.batch("ROLLBACK")
    }

    /// Writes betas where they are still missing, with the update time, in the
    /// engine's own bulk form, inside the current transaction. Returns how many
    /// rows were filled.
    fn fill_betas(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<u64, DriverError>;
}

/// What kind of trouble an engine reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection could be made.
    Unreachable,
    /// No TLS, or none that was asked for.
    Tls,
    /// A file that the URL names is not there, or not what it should be.
    Configuration,
    /// The server refuses this account, password or address.
    Login,
    /// The server has no such database, or the file is not there.
    NoDatabase,
    /// The file is not a database.
    NotADatabase,
    /// The account lacks a privilege.
    Denied,
    /// The session, the server or the file takes no writes.
    ReadOnly,
    /// Another session holds a lock for longer than we wait.
    Locked,
    /// A deadlock or a serialization failure: the same again may work.
    Transient,
    /// The connection broke.
    Lost,
    /// A table or a column is not there.
    Schema,
    /// Anything else.
    Other,
}

/// An engine's error, with its whole chain of causes as one text. Engines
/// quote values of statements in few places; none of those reaches this text
/// (see each driver).
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct DriverError {
    /// What kind of trouble.
    pub(super) fault: Fault,
    /// The engine's own words.
    pub(super) message: String,
    /// What to do about it, where more is known than the fault says.
    pub(super) hint: Option<String>,
}

impl DriverError {
    /// An error with the engine's own words.
    pub(super) fn new(fault: Fault, message: impl Into<String>) -> Self {
        Self {
            fault,
            message: message.into(),
            hint: None,
        }
    }

    /// The same, with what to do about it.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Joins an error and its causes; drivers often say only "db error" on top.
pub(super) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}
