//! PostgreSQL.
//!
//! Statements are unnamed (`query_typed`): named ones fail behind a pooler in
//! transaction mode. The driver's own error text is only "db error", and the
//! server's DETAIL may quote a row: the server's MESSAGE is what is kept. How a
//! server is reached stands in `postgres/connect.rs`.

mod connect;

use std::ops::ControlFlow;

use chrono::NaiveDateTime;
use postgres::Client;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use super::driver::{
    Dialect, Driver, DriverError, Each, Engine, Fault, Fill, Param, Row, Value, chain,
};
use super::tls::Link;
use super::{Timeouts, sql};
use crate::database_url::Server;
use crate::domain::stamp::Stamp;

static DIALECT: Dialect = Dialect {
    engine: Engine::Postgres,
    begin: "BEGIN",
    bytes: ("", " COLLATE \"C\""),
    user_table: "\"user\"",
    for_update: " FOR UPDATE",
    // Not information_schema: it hides what the account may not touch, and a
    // missing privilege would look like a missing column.
    columns: "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) \
              FROM pg_catalog.pg_class c \
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid \
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 \
              AND NOT a.attisdropped AND pg_catalog.pg_table_is_visible(c.oid) \
              AND c.relnamespace <> 'pg_catalog'::regnamespace",
    after_key: ("(t.tenant_id, t.token) > (?, ?)", false),
    first_batch: 500,
    largest_batch: 10_000,
    adapts_batch: true,
    page: usize::MAX,
    writers: 2,
};

/// One open session.
pub(super) struct Postgres {
    client: Client,
    link: Link,
    /// Whether a transaction is open that holds the lock of a fill.
    locked: bool,
}

/// The planner takes a row in two hundred to lack its beta, and so sorts what
/// the whole table holds to find a page of them: keep it to the index.
const WALK: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                    SET LOCAL enable_sort = off; SET LOCAL max_parallel_workers_per_gather = 0";

/// The planner takes a thousand new values for reason enough to read the whole
/// table once a transaction, and of a small table, where it expects hardly a row
/// without a beta, once for every value: keep it to the primary key.
const FILL: &str = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
                    SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; \
                    SET LOCAL enable_material = off";

impl Postgres {
    pub(super) fn connect(
        server: &Server,
        read_only: bool,
        timeouts: Timeouts,
    ) -> Result<Self, DriverError> {
        let (mut client, link) = connect::open(server, timeouts)?;
        client
            .batch_execute(&session_settings(server, read_only, timeouts))
            .map_err(|error| classify(&error))?;
        Ok(Self {
            client,
            link,
            locked: false,
        })
    }
}

fn session_settings(server: &Server, read_only: bool, timeouts: Timeouts) -> String {
    let mut settings = format!(
        "SET statement_timeout = {}; SET lock_timeout = {};",
        timeouts.statement.as_millis(),
        // 0 would mean: wait for ever.
        timeouts.lock.as_millis().max(1),
    );
    // All keys in the order of the primary key: the planner takes the tenant's
    // index, which is smaller, and sorts each tenant's keys; walking the primary
    // key costs a fifth less. Servers before 13 do not know the setting.
    settings.push_str(
        "SELECT set_config('enable_incremental_sort', 'off', false) \
         WHERE current_setting('enable_incremental_sort', true) IS NOT NULL;",
    );
    if let Some(schema) = &server.schema {
        let quoted = schema.replace('"', "\"\"");
        settings.push_str(&format!("SET search_path TO \"{quoted}\";"));
    }
    if read_only {
        settings.push_str("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;");
    }
    settings
}

impl Driver for Postgres {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    fn link(&self) -> Link {
        self.link
    }

    fn version(&mut self) -> Result<String, DriverError> {
        let mut version = String::new();
        self.query(
            "SELECT current_setting('server_version')",
            &[],
            &mut |row| {
                if let Value::Text(text) = row.value(0) {
                    version = format!("PostgreSQL {text}");
                }
                ControlFlow::Continue(())
            },
        )?;
        Ok(version)
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut Each<'_>,
    ) -> Result<(), DriverError> {
        let sql = numbered(sql);
        let params = params.iter().map(|param| (param, param.sql_type()));
        let mut rows = self
            .client
            .query_typed_raw(&sql, params)
            .map_err(|error| classify(&error))?;
        while let Some(row) = rows.next().map_err(|error| classify(&error))? {
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
        if self.locked {
            let walked = self.query(sql, params, each);
            // The lock of the fill alone is to last: a transaction that has read
            // a table keeps everyone from changing its columns.
            let released = self.batch("ROLLBACK TO SAVEPOINT nothing_read");
            return walked.and(released);
        }
        self.batch(&format!("BEGIN; {WALK}"))?;
        let walked = self.query(sql, params, each);
        let ended = self.batch("ROLLBACK");
        walked.and(ended)
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, DriverError> {
        let params: Vec<(&(dyn ToSql + Sync), Type)> = params
            .iter()
            .map(|param| (param as &(dyn ToSql + Sync), param.sql_type()))
            .collect();
        self.client
            .execute_typed(&numbered(sql), &params)
            .map_err(|error| classify(&error))
    }

    fn batch(&mut self, sql: &str) -> Result<(), DriverError> {
        self.client
            .batch_execute(sql)
            .map_err(|error| classify(&error))
    }

    fn refuses_writes(&mut self) -> Result<Option<String>, DriverError> {
        let mut in_recovery = false;
        self.query("SELECT pg_is_in_recovery()", &[], &mut |row| {
            in_recovery = row.value(0) == Value::Bool(true);
            ControlFlow::Continue(())
        })?;
        Ok(in_recovery.then(|| "the server is a replica (in recovery)".to_owned()))
    }

    fn lock_fills(&mut self) -> Result<bool, DriverError> {
        self.batch(&format!("BEGIN; {WALK}"))?;
        self.locked = self.lock_transaction()?;
        if self.locked {
            self.batch("SAVEPOINT nothing_read")?;
        }
        Ok(self.locked)
    }

    fn unlock_fills(&mut self) -> Result<(), DriverError> {
        self.locked = false;
        self.batch("ROLLBACK")
    }

    fn begin_fill(&mut self, with_lock: bool) -> Result<bool, DriverError> {
        self.batch(&format!("BEGIN; {FILL}"))?;
        if with_lock {
            return self.lock_transaction();
        }
        Ok(true)
    }

    fn fill_betas(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<u64, DriverError> {
        let tenants: Vec<&str> = fills.iter().map(|fill| fill.tenant_id).collect();
        let tokens: Vec<&str> = fills.iter().map(|fill| fill.token).collect();
        let betas: Vec<&str> = fills.iter().map(|fill| fill.beta).collect();
        let sql = format!(
            "UPDATE api_token SET beta = d.beta, update_time = $1, update_date = $2 \
             FROM unnest($3, $4, $5) AS d(tenant_id, token, beta) \
             WHERE api_token.tenant_id = d.tenant_id AND api_token.token = d.token \
             AND {}",
            sql::missing("api_token.beta")
        );
        let params: [(&(dyn ToSql + Sync), Type); 5] = [
            (&at.ms, Type::INT8),
            (&at.date, Type::TIMESTAMP),
            (&tenants, Type::TEXT_ARRAY),
            (&tokens, Type::TEXT_ARRAY),
            (&betas, Type::TEXT_ARRAY),
        ];
        self.client
            .execute_typed(&sql, &params)
            .map_err(|error| classify(&error))
    }
}

impl Postgres {
    /// Takes the lock that keeps two fills apart into the open transaction, or
    /// ends that.
    fn lock_transaction(&mut self) -> Result<bool, DriverError> {
        // For the transaction, not the session: a pooler may give the session
        // to someone else. Advisory locks belong to one database already; the
        // schema is added for deployments that share one.
        let sql = "SELECT pg_try_advisory_xact_lock(\
                   hashtext('ragflowctl backfill'), hashtext(coalesce(current_schema(), '')))";
        let mut locked = false;
        let asked = self.query(sql, &[], &mut |row| {
            locked = row.value(0) == Value::Bool(true);
            ControlFlow::Continue(())
        });
        if !locked {
            self.batch("ROLLBACK")?;
        }
        asked.map(|()| locked)
    }
}

/// `?` becomes `$1`, `$2`, …: no statement of ours holds a literal `?`.
fn numbered(sql: &str) -> String {
    let mut parts = sql.split('?');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        text.push_str(&format!("${}", index + 1));
        text.push_str(part);
    }
    text
}

impl Param<'_> {
    fn sql_type(&self) -> Type {
        match self {
            Self::Text(_) => Type::TEXT,
            Self::Int(_) => Type::INT8,
            Self::Date(_) => Type::TIMESTAMP,
        }
    }
}

type ConversionError = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, ConversionError> {
        match self {
            Self::Text(text) => text.to_sql(ty, out),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Date(date) => date.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::TEXT, Type::INT8, Type::TIMESTAMP].contains(ty)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::TIMESTAMP => Self::Date(NaiveDateTime::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => {
                Self::Text(<&str>::from_sql(ty, raw)?)
            }
            _ => Self::Unknown("a type this program does not read"),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, ConversionError> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Row for postgres::Row {
    fn width(&self) -> usize {
        self.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.try_get(index) {
            Ok(Value::Unknown(_)) => Value::Unknown(self.columns()[index].type_().name()),
            Ok(value) => value,
            Err(_) => Value::Unknown("a value out of range"),
        }
    }
}

fn classify(error: &postgres::Error) -> DriverError {
    let Some(server) = error.as_db_error() else {
        let fault = match error.is_closed() {
            true => Fault::Lost,
            false if has_io_cause(error) => Fault::Lost,
            false => Fault::Other,
        };
        return DriverError::new(fault, chain(error));
    };
    let code = server.code();
    let fault = if [
        SqlState::INVALID_PASSWORD,
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
    ]
    .contains(code)
    {
        Fault::Login
    } else if *code == SqlState::INVALID_CATALOG_NAME {
        Fault::NoDatabase
    } else if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        Fault::Denied
    } else if *code == SqlState::READ_ONLY_SQL_TRANSACTION {
        Fault::ReadOnly
    } else if *code == SqlState::LOCK_NOT_AVAILABLE {
        Fault::Locked
    } else if [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]
    .contains(code)
    {
        Fault::Transient
    } else if [SqlState::UNDEFINED_TABLE, SqlState::UNDEFINED_COLUMN].contains(code) {
        Fault::Schema
    } else if [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ]
    .contains(code)
    {
        Fault::Lost
    } else {
        Fault::Other
    };
    DriverError::new(fault, format!("{} ({})", server.message(), code.code()))
}

fn has_io_cause(error: &postgres::Error) -> bool {
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if cause.is::<std::io::Error>() {
            return true;
        }
        next = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_in_order() {
        assert_eq!(numbered("a = ? AND b = ?"), "a = $1 AND b = $2");
        assert_eq!(numbered("no parameters"), "no parameters");
    }
}
