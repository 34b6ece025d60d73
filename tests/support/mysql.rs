//! Databases on the private servers of MySQL and MariaDB.

use std::any::Any;
use std::sync::OnceLock;

use mysql::consts::CapabilityFlags;
use mysql::prelude::Queryable as _;
use mysql::{Conn, OptsBuilder, Value};

use super::{Backend, Engine, Fixture, LIMITED_PASSWORD, PASSWORD, Row, succeed, unique_name};

/// One database, which MySQL also calls a schema.
pub(super) struct MysqlDatabase {
    engine: Engine,
    name: String,
}

impl MysqlDatabase {
    pub(super) fn fixture(engine: Engine, fixture: &Fixture) -> Self {
        let schema = Self::empty(engine);
        // The whole dump is sent in one round trip.
        let mut connection = schema.connect(&[]);
        match is_oceanbase(&mut connection) {
            // It does not have the collation of RAGFlow's tables.
            true => run(
                &mut connection,
                &fixture
                    .mysql
                    .replace("utf8mb4_unicode_ci", "utf8mb4_general_ci"),
            ),
            false => run(&mut connection, fixture.mysql),
        };
        schema
    }

    pub(super) fn empty(engine: Engine) -> Self {
        let name = unique_name();
        run(
            &mut connect(engine, None, &[]),
            &format!("CREATE DATABASE `{name}`"),
        );
        Self { engine, name }
    }

    fn connect(&self, init: &[&str]) -> Conn {
        connect(self.engine, Some(&self.name), init)
    }

    fn tcp_url(&self, login: &str) -> String {
        let port = self.engine.port();
        format!("mysql://{login}@127.0.0.1:{port}/{}", self.name)
    }
}

impl Drop for MysqlDatabase {
    fn drop(&mut self) {
        // A session that still locks the tables is an error of the test: it is reported soon,
        // unless the test has failed anyway.
        let mut connection = connect(self.engine, None, &["SET lock_wait_timeout = 5"]);
        let dropped = connection.query_drop(format!("DROP DATABASE `{}`", self.name));
        if !std::thread::panicking() {
            succeed(dropped, "DROP DATABASE");
        }
    }
}

impl Backend for MysqlDatabase {
    fn url(&self) -> String {
        self.tcp_url(&format!("ragflow:{PASSWORD}"))
    }

    fn socket_url(&self) -> String {
        let socket = self.engine.server("SOCKET");
        format!("mysql://root@localhost/{}?socket={socket}", self.name)
    }

    fn limited_url(&self) -> Option<String> {
        Some(self.tcp_url(&format!("limited:{LIMITED_PASSWORD}")))
    }

    fn query(&self, sql: &str) -> Vec<Row> {
        run(&mut self.connect(&[ANSI_QUOTES]), sql).0
    }

    fn execute(&self, sql: &str) -> u64 {
        run(&mut self.connect(&[ANSI_QUOTES]), sql).1
    }

    fn execute_as_admin(&self, sql: &str) {
        run(&mut self.connect(&[]), sql);
    }

    fn execute_and_hold(&self, sql: &str) -> Box<dyn Any> {
        let mut connection = self.connect(&[ANSI_QUOTES]);
        run(&mut connection, sql);
        Box::new(connection)
    }
}

/// Double quotes enclose names, as on the other engines.
const ANSI_QUOTES: &str = "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')";

pub(super) fn is_oceanbase(connection: &mut Conn) -> bool {
    let version = run(connection, "SELECT VERSION()").0.remove(0).remove(0);
    version.is_some_and(|version| version.contains("OceanBase"))
}

/// Connects as the administrator.
pub(super) fn connect(engine: Engine, database: Option<&str>, init: &[&str]) -> Conn {
    static IS_OCEANBASE: OnceLock<bool> = OnceLock::new();
    let connected = Conn::new(options(engine, database, init));
    let mut connection = succeed(connected, "connect to the server");
    let has_limit =
        engine == Engine::Mysql && *IS_OCEANBASE.get_or_init(|| is_oceanbase(&mut connection));
    if has_limit {
        // It ends statements after 10 seconds, also on a busy machine, and may have carried out a
        // part of them.
        run(&mut connection, "SET ob_query_timeout = 600000000");
    }
    connection
}

/// Whether the server accepts connections.
pub(super) fn is_ready(engine: Engine) -> bool {
    Conn::new(options(engine, None, &[])).is_ok()
}

fn options(engine: Engine, database: Option<&str>, init: &[&str]) -> OptsBuilder {
    OptsBuilder::new()
        .user(Some("root"))
        .socket(Some(engine.server("SOCKET")))
        .db_name(database)
        .init(init.to_vec())
        // Without it an UPDATE counts changed rows; the other engines count matched rows.
        .additional_capabilities(CapabilityFlags::CLIENT_FOUND_ROWS)
}

/// Runs all statements. Returns all rows, and the number of affected rows.
fn run(connection: &mut Conn, sql: &str) -> (Vec<Row>, u64) {
    let mut result = succeed(connection.query_iter(sql), sql);
    let (mut rows, mut affected) = (Vec::new(), 0);
    while let Some(set) = result.iter() {
        affected += set.affected_rows();
        for row in set {
            let values = mysql::Row::unwrap(succeed(row, sql));
            rows.push(values.into_iter().map(text).collect());
        }
    }
    (rows, affected)
}

/// In the text protocol every value is bytes.
fn text(value: Value) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        other => Some(other.as_sql(true)),
    }
}
