//! An open database: connecting to it, and running queries on it.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::connect::connect;
use super::connection_options::{Access, Timeouts};
use super::dialect::Engine;
use super::driver::Connection;
use super::driver_error::{DriverError, Fault};
use super::error::{BadValue, StoreError};
use super::lookups::{Lookups, MembershipIndexes};
use super::schema::{Column, Schema, SchemaError};
use super::tls::ConnectionSecurity;
use super::value::{Param, Row, RowCallback, Value};
use super::wait_bounds::WaitBounds;
use super::wrapped_driver::hooked;
use super::write_refusal::WriteRefusal;
use crate::database_url::DatabaseUrl;
use crate::env::{Interrupt, StatementHook};

/// An open database that has RAGFlow's tables.
pub struct Store {
    pub(super) connection: Box<dyn Connection>,
    pub(super) url: DatabaseUrl,
    access: Access,
    pub(super) timeouts: Timeouts,
    /// What ends a wait for the server.
    pub(super) bounds: WaitBounds,
    pub(super) schema: Schema,
    /// See [`Store::lookups`].
    lookups: Option<Lookups>,
    statement_hook: Option<Arc<dyn StatementHook>>,
    /// Whether this session holds the backfill lock.
    pub(super) holds_fill_lock: bool,
    /// Whether another session of this run holds the backfill lock for this one.
    pub(super) is_under_fill_lock: bool,
    /// Whether a session of this run was lost that held the backfill lock. The
    /// server may not have noticed yet.
    pub(super) has_lost_fill_lock: bool,
}

/// The most other schemas or databases that a hint names.
const MAX_NAMES: usize = 5;

/// Takes what is needed from a row, or says which value is bad.
pub(super) type RowDecoder<'a> = dyn FnMut(&dyn Row) -> Result<ControlFlow<()>, BadValue> + 'a;

impl Store {
    /// Connects, and checks that the database is RAGFlow's. `interrupt` also
    /// ends a call that waits for a server.
    ///
    /// # Errors
    /// If the database does not exist or cannot be reached, or its tables are
    /// not RAGFlow's.
    pub fn open(
        url: &DatabaseUrl,
        access: Access,
        timeouts: Timeouts,
        interrupt: &Interrupt,
    ) -> Result<Self, StoreError> {
        let mut store = Self::connect_unchecked(url, access, timeouts, interrupt, &mut |_| {})?;
        store.check_schema()?;
        Ok(store)
    }

    /// The same without the check. `before_login` is told what is going to protect the
    /// connection before any password is sent; twice if the server turns out to have no
    /// TLS.
    ///
    /// # Errors
    /// If the database does not exist or cannot be reached.
    pub fn connect_unchecked(
        url: &DatabaseUrl,
        access: Access,
        timeouts: Timeouts,
        interrupt: &Interrupt,
        before_login: &mut dyn FnMut(ConnectionSecurity),
    ) -> Result<Self, StoreError> {
        let bounds = WaitBounds::new(interrupt);
        if let Some(time) = timeouts.run {
            bounds.limit_run(time);
        }
        let mut before_login = |security| {
            before_login(security);
            Ok(())
        };
        let connection = connect(url, access, timeouts, &bounds, &mut before_login)
            .map_err(|error| StoreError::new("cannot open", url, error))?;
        let mut store = Self {
            connection,
            url: url.clone(),
            access,
            timeouts,
            bounds,
            schema: Schema::default(),
            lookups: None,
            statement_hook: None,
            holds_fill_lock: false,
            is_under_fill_lock: false,
            has_lost_fill_lock: false,
        };
        store.schema = Schema::from_columns(store.read_columns()?);
        Ok(store)
    }

    /// Checks that the database has RAGFlow's tables.
    ///
    /// # Errors
    /// If it does not, or a column has another type.
    pub fn check_schema(&mut self) -> Result<(), StoreError> {
        let checked = self.schema.check(self.engine());
        checked.map_err(|error| self.unsuitable_schema(&error))
    }

    /// From now on all queries of a reading session see the same rows, also on an
    /// engine without shared snapshots, until [`Store::end_snapshot`].
    ///
    /// # Errors
    /// If the connection is lost.
    pub fn hold_snapshot(&mut self) -> Result<(), StoreError> {
        self.connection
            .hold_snapshot()
            .map_err(|error| StoreError::new("cannot query", &self.url, error))
    }

    /// Calls a test's hook around every statement from here on.
    #[must_use]
    pub fn with_statement_hook(mut self, hook: Arc<dyn StatementHook>) -> Self {
        self.connection = hooked(self.connection, Some(&hook));
        self.statement_hook = Some(hook);
        self
    }

    /// The engine of the database.
    pub fn engine(&self) -> Engine {
        self.connection.dialect().engine
    }

    /// How the connection is protected.
    pub fn connection_security(&self) -> ConnectionSecurity {
        self.connection.security()
    }

    /// The URL of the database. Its `Display` has no password.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The tables and columns that the database has.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The server's name and version.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn server_version(&mut self) -> Result<String, StoreError> {
        self.connection
            .version()
            .map_err(|error| StoreError::new("cannot query", &self.url, error))
    }

    /// Why this server refuses writes (a replica, a read-only file, a default
    /// that an administrator has set), or `None` if it accepts them. Checked
    /// before writing, because an account with enough rights could write on a
    /// replica and break it.
    ///
    /// # Errors
    /// If the server does not answer.
    pub fn write_refusal(&mut self) -> Result<Option<WriteRefusal>, StoreError> {
        self.connection
            .write_refusal()
            .map_err(|error| StoreError::new("cannot query", &self.url, error))
    }

    /// Ends the snapshot that the queries of a reading session share. To be
    /// called before waiting for a person, because a snapshot keeps the server
    /// from removing old row versions.
    ///
    /// # Errors
    /// If the connection is lost.
    pub fn end_snapshot(&mut self) -> Result<(), StoreError> {
        self.connection
            .end_snapshot()
            .map_err(|error| StoreError::new("cannot query", &self.url, error))
    }

    fn read_columns(&mut self) -> Result<Vec<Column>, StoreError> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut columns = Vec::new();
        let sql = self.connection.dialect().columns;
        self.query(sql, &[], &mut |row| {
            if let (Value::Text(table), Value::Text(column), Value::Text(kind)) =
                (row.value(0), row.value(1), row.value(2))
            {
                columns.push(Column {
                    table: table.to_owned(),
                    name: column.to_owned(),
                    kind: kind.to_lowercase(),
                    collation: match row.value(3) {
                        Value::Text(name) if name.chars().all(is_word) => Some(name.to_owned()),
                        _ => None,
                    },
                });
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(columns)
    }

    /// How an id in one table is looked up in another.
    pub(super) fn lookups(&mut self) -> Result<Lookups, StoreError> {
        if let Some(lookups) = &self.lookups {
            return Ok(lookups.clone());
        }
        let mut indexes = MembershipIndexes::default();
        let sql = self.connection.dialect().indexes_of_memberships;
        if !sql.is_empty() {
            self.query(sql, &[], &mut |row| {
                if let (Value::Text(column), Value::Text(name)) = (row.value(0), row.value(1)) {
                    let index = match column {
                        "user_id" => &mut indexes.by_user,
                        _ => &mut indexes.by_tenant,
                    };
                    *index = Some(name.to_owned());
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        let lookups = Lookups::new(&self.schema, &indexes);
        self.lookups = Some(lookups.clone());
        Ok(lookups)
    }

    /// The error about tables that are missing or not RAGFlow's. If they exist
    /// elsewhere on the server, the hint says where.
    fn unsuitable_schema(&mut self, error: &SchemaError) -> StoreError {
        let mut hint = error.hint().to_owned();
        let dialect = self.connection.dialect();
        if error.is_missing_table() && !dialect.elsewhere.is_empty() {
            let mut found = Vec::new();
            let asked = self.query(dialect.elsewhere, &[], &mut |row| {
                match row.value(0) {
                    Value::Text(_) if found.len() == MAX_NAMES => found.push("…".to_owned()),
                    Value::Text(name) => found.push(name.to_owned()),
                    _ => {}
                }
                Ok(match found.len() <= MAX_NAMES {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                })
            });
            if asked.is_ok() && !found.is_empty() {
                hint = format!("{}{}", dialect.elsewhere_hint, found.join(" or "));
            }
        }
        let error_text = DriverError::new(Fault::Schema, error.to_string()).with_hint(hint);
        StoreError::unsuitable(&self.url, error.consequence(), error_text)
    }

    /// Replaces a lost connection. If it held the backfill lock, the new one takes
    /// it.
    pub(super) fn reconnect(&mut self) -> Result<(), StoreError> {
        self.connection = self
            .new_connection()
            .map_err(|error| StoreError::new("cannot reconnect to", &self.url, error))?;
        self.has_lost_fill_lock = !self.is_under_fill_lock;
        if self.holds_fill_lock {
            self.take_fill_lock_again()?;
        }
        Ok(())
    }

    /// Another session with the same database, which fills betas under the
    /// backfill lock that this one holds.
    ///
    /// # Errors
    /// If the server accepts no further connection, or a pooler has no second
    /// server connection for it within the connect timeout.
    pub fn connect_writer(&mut self) -> Result<Self, StoreError> {
        // A session that holds the lock keeps its server connection, and so does
        // this transaction.
        let cannot_open = |error| StoreError::new("cannot open", &self.url, error);
        self.connection.begin().map_err(cannot_open)?;
        let connected = self.new_connection();
        let ended = self.connection.rollback();
        let connection = connected
            .and_then(|connection| ended.map(|()| connection))
            .map_err(cannot_open)?;
        Ok(Self {
            connection,
            url: self.url.clone(),
            access: self.access,
            timeouts: self.timeouts,
            bounds: self.bounds.clone(),
            schema: self.schema.clone(),
            lookups: self.lookups.clone(),
            statement_hook: self.statement_hook.clone(),
            holds_fill_lock: false,
            is_under_fill_lock: true,
            has_lost_fill_lock: false,
        })
    }

    fn new_connection(&self) -> Result<Box<dyn Connection>, DriverError> {
        let first = self.connection.security();
        let mut before_login = |security| match (first, security) {
            // Somebody may have taken the server's place.
            (ConnectionSecurity::Encrypted(_), ConnectionSecurity::Plain) => Err(DriverError::new(
                Fault::Tls,
                "the first connection was encrypted, and now the server offers no TLS",
            )),
            _ => Ok(()),
        };
        let connection = connect(
            &self.url,
            self.access,
            self.timeouts,
            &self.bounds,
            &mut before_login,
        )?;
        Ok(hooked(connection, self.statement_hook.as_ref()))
    }

    /// Runs a query and decodes each row as it arrives.
    pub(super) fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowDecoder<'_>,
    ) -> Result<(), StoreError> {
        self.decode_rows(each, |connection, each| connection.query(sql, params, each))
    }

    /// The same for a query of many rows: the next are read while `each` works.
    pub(super) fn stream(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowDecoder<'_>,
    ) -> Result<(), StoreError> {
        self.decode_rows(each, |connection, each| {
            connection.stream(sql, params, each)
        })
    }

    /// The same for the next few rows along the primary key.
    pub(super) fn query_page(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut RowDecoder<'_>,
    ) -> Result<(), StoreError> {
        self.decode_rows(each, |connection, each| {
            connection.query_page(sql, params, each)
        })
    }

    fn decode_rows(
        &mut self,
        each: &mut RowDecoder<'_>,
        run: impl FnOnce(&mut dyn Connection, &mut RowCallback<'_>) -> Result<(), DriverError>,
    ) -> Result<(), StoreError> {
        let mut bad = None;
        let mut each = |row: &dyn Row| match each(row) {
            Ok(flow) => flow,
            Err(error) => {
                bad = Some(error);
                ControlFlow::Break(())
            }
        };
        run(self.connection.as_mut(), &mut each)
            .map_err(|error| StoreError::new("cannot read from", &self.url, error))?;
        let Some(bad) = bad else {
            return Ok(());
        };
        let error = DriverError::new(Fault::Schema, bad.to_string())
            .with_hint("RAGFlow does not write such values: correct this row in the database");
        Err(StoreError::new("cannot read from", &self.url, error))
    }
}
