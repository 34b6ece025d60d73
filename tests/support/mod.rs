//! Databases for tests on every engine. Each test has its own.
//!
//! `tests/run` starts the servers with `tests/servers`, and names them in environment variables.
//! Tests read a database through [`Database::query`], which uses a connection of its own: the
//! program under test is never asked for its own results.

pub(crate) mod durable_server;
mod mysql;
mod postgres;
pub(crate) mod proxy;
mod sqlite;

use std::any::Any;
use std::cell::Cell;
use std::fmt::Debug;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The password of the account `ragflow`, which may do anything to its data.
const PASSWORD: &str = "ragflow-test-pw";
/// The password of the account `limited`, which may only read.
const LIMITED_PASSWORD: &str = "limited-test-pw";
/// The database of RAGFlow 0.27 on the servers that refuse writes.
const READ_ONLY_DATABASE: &str = "ragflow_027";

/// Longer than any wait takes unless something hangs.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Mysql,
    Mariadb,
    Postgres,
}

impl Engine {
    pub(crate) const ALL: [Self; 4] = [Self::Sqlite, Self::Mysql, Self::Mariadb, Self::Postgres];

    /// The port that leads to the server that can be written.
    fn port(self) -> String {
        match (self, ROUTE.get()) {
            (Self::Postgres, Route::Pooled) => server("RAGFLOWCTL_TEST_PGBOUNCER_PORT"),
            _ => self.server("PORT"),
        }
    }

    /// What `tests/servers` says about the server that can be written.
    fn server(self, property: &str) -> String {
        let kind = match ROUTE.get() {
            Route::Durable => "_DURABLE",
            Route::Direct | Route::Pooled => "",
        };
        let engine = match self {
            Self::Sqlite => unreachable!("SQLite has no server"),
            Self::Mysql => "MYSQL",
            Self::Mariadb => "MARIADB",
            Self::Postgres => "POSTGRES",
        };
        server(&format!("RAGFLOWCTL_TEST_{engine}{kind}_{property}"))
    }
}

/// Makes tests of each function named: `NAME::sqlite`, `NAME::mysql`, `NAME::mariadb`,
/// `NAME::postgres`, and `NAME::pgbouncer` for PostgreSQL behind a pooler. The functions take the
/// [`Engine`]:
///
/// ```ignore
/// on_every_engine!(lists_keys);
/// fn lists_keys(engine: Engine) {
///     let db = Database::fixture(engine, "0.27");
///     …
/// }
/// ```
macro_rules! on_every_engine {
    ($($body:ident),+ $(,)?) => {$(
        // A module and a function may share a name.
        mod $body {
            use $crate::support::Engine;

            #[test]
            fn sqlite() {
                super::$body(Engine::Sqlite);
            }

            #[test]
            fn mysql() {
                super::$body(Engine::Mysql);
            }

            #[test]
            fn mariadb() {
                super::$body(Engine::Mariadb);
            }

            #[test]
            fn postgres() {
                super::$body(Engine::Postgres);
            }

            #[test]
            fn pgbouncer() {
                let _route = $crate::support::through_pgbouncer();
                super::$body(Engine::Postgres);
            }
        }
    )+};
}
pub(crate) use on_every_engine;

thread_local! {
    static ROUTE: Cell<Route> = const { Cell::new(Route::Direct) };
}

/// Where the databases of a thread's test are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Route {
    Direct,
    /// [`Database::url`] leads to PostgreSQL through PgBouncer. What the tests themselves read and
    /// write still goes to the server.
    Pooled,
    /// On the server that a test may kill.
    Durable,
}

/// Ends a route when it is dropped.
struct RouteGuard;

impl RouteGuard {
    fn set(route: Route) -> Self {
        ROUTE.set(route);
        Self
    }
}

impl Drop for RouteGuard {
    fn drop(&mut self) {
        ROUTE.set(Route::Direct);
    }
}

/// Makes [`Database::url`] of this thread's PostgreSQL databases lead through PgBouncer, until the
/// value is dropped.
pub(crate) fn through_pgbouncer() -> impl Drop {
    RouteGuard::set(Route::Pooled)
}

/// The same for servers only: `NAME::mysql`, `NAME::mariadb` and `NAME::postgres`.
macro_rules! on_servers {
    ($($body:ident),+ $(,)?) => {$(
        mod $body {
            use $crate::support::Engine;

            #[test]
            fn mysql() {
                super::$body(Engine::Mysql);
            }

            #[test]
            fn mariadb() {
                super::$body(Engine::Mariadb);
            }

            #[test]
            fn postgres() {
                super::$body(Engine::Postgres);
            }
        }
    )+};
}
pub(crate) use on_servers;

/// The same for what only MySQL's protocol has: `NAME::mysql` and `NAME::mariadb`.
macro_rules! on_mysql_and_mariadb {
    ($($body:ident),+ $(,)?) => {$(
        mod $body {
            use $crate::support::Engine;

            #[test]
            fn mysql() {
                super::$body(Engine::Mysql);
            }

            #[test]
            fn mariadb() {
                super::$body(Engine::Mariadb);
            }
        }
    )+};
}
pub(crate) use on_mysql_and_mariadb;

/// One row, with every value as text.
type Row = Vec<Option<String>>;

/// The parts of the URL of a database on this machine.
pub(crate) struct Address {
    pub(crate) port: u16,
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) database: String,
}

/// The database of one test. Dropping it removes the database.
pub(crate) struct Database {
    engine: Engine,
    backend: Box<dyn Backend>,
}

/// The database on one engine. Dropping it removes the database.
trait Backend: Send + Sync {
    fn url(&self) -> String;
    fn socket_url(&self) -> String;
    fn limited_url(&self) -> Option<String>;
    fn query(&self, sql: &str) -> Vec<Row>;
    fn execute(&self, sql: &str) -> u64;
    fn execute_and_hold(&self, sql: &str) -> Box<dyn Any>;
    fn execute_as_admin(&self, sql: &str);
}

impl Database {
    /// A database as RAGFlow `"0.27"` or `"0.21"` left it. On SQLite it has only the tables and
    /// columns that this program knows.
    pub(crate) fn fixture(engine: Engine, version: &str) -> Self {
        let fixture = FIXTURES
            .iter()
            .find(|fixture| fixture.version == version)
            .expect("tests/fixtures has this version of RAGFlow");
        let backend: Box<dyn Backend> = match engine {
            Engine::Sqlite => Box::new(sqlite::SqliteFile::fixture(fixture)),
            Engine::Mysql | Engine::Mariadb => {
                Box::new(mysql::MysqlDatabase::fixture(engine, fixture))
            }
            Engine::Postgres => Box::new(postgres::PostgresDatabase::fixture(fixture)),
        };
        Self { engine, backend }
    }

    /// A database without a table.
    pub(crate) fn empty(engine: Engine) -> Self {
        let backend: Box<dyn Backend> = match engine {
            Engine::Sqlite => Box::new(sqlite::SqliteFile::empty()),
            Engine::Mysql | Engine::Mariadb => Box::new(mysql::MysqlDatabase::empty(engine)),
            Engine::Postgres => Box::new(postgres::PostgresDatabase::empty()),
        };
        Self { engine, backend }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// The URL that a user would give: to a server over TCP, with the account `ragflow`.
    pub(crate) fn url(&self) -> String {
        self.backend.url()
    }

    /// The URL of the administrator over the server's unix socket, without a password. SQLite has
    /// only one URL.
    pub(crate) fn socket_url(&self) -> String {
        self.backend.socket_url()
    }

    /// The parts of the URL of a server.
    pub(crate) fn address(&self) -> Address {
        let url = self.url();
        let (_, rest) = url.split_once("://").expect("a server's URL");
        let (login, rest) = rest.split_once('@').expect("a login");
        let (user, password) = login.split_once(':').expect("a password");
        let (host, database) = rest.split_once('/').expect("a database");
        let (_, port) = host.split_once(':').expect("a port");
        Address {
            port: port.parse().expect("a number"),
            user: user.to_owned(),
            password: password.to_owned(),
            database: database.to_owned(),
        }
    }

    /// Executes a statement as the administrator of the server.
    #[track_caller]
    pub(crate) fn execute_as_admin(&self, sql: &str) {
        self.backend.execute_as_admin(sql);
    }

    /// The rows of a query. The SQL must work on all engines, with names in double quotes. Every
    /// value is text as the engine prints it: dates as `YYYY-MM-DD HH:MM:SS`, booleans as `1` or
    /// `0`.
    #[track_caller]
    pub(crate) fn query(&self, sql: &str) -> Vec<Row> {
        self.backend.query(sql)
    }

    /// Executes one statement, and returns the number of matched rows.
    #[track_caller]
    pub(crate) fn execute(&self, sql: &str) -> u64 {
        self.backend.execute(sql)
    }

    /// Executes one statement on a connection that stays open, with the lock that the statement
    /// took, until the value is dropped.
    pub(crate) fn execute_and_hold(&self, sql: &str) -> Box<dyn Any> {
        self.backend.execute_and_hold(sql)
    }
}

/// Whether a server of OceanBase stands in the place of this engine's, as in one run of
/// `tests/run --all-engines`.
pub(crate) fn is_oceanbase(engine: Engine) -> bool {
    engine == Engine::Mysql && mysql::is_oceanbase(&mut mysql_administrator(engine))
}

/// A session of the administrator of MySQL or MariaDB.
pub(crate) fn mysql_administrator(engine: Engine) -> ::mysql::Conn {
    mysql::connect(engine, None, &[])
}

/// The URL of `db` for the account that may only read. `None` for SQLite, which has no accounts.
pub(crate) fn limited_url(db: &Database) -> Option<String> {
    db.backend.limited_url()
}

/// The IDs of all sessions of a database on a server, without the one that runs this query.
pub(crate) fn other_sessions(db: &Database) -> Vec<String> {
    let rows = db.query(match db.engine() {
        Engine::Sqlite => unreachable!("a file has no sessions"),
        Engine::Mysql | Engine::Mariadb => {
            "SELECT id FROM information_schema.processlist \
             WHERE db = DATABASE() AND id <> CONNECTION_ID()"
        }
        Engine::Postgres => {
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
             AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        }
    });
    rows.into_iter().flatten().flatten().collect()
}

/// Waits until the condition holds.
#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "a server runs in real time, and the tests wait for it"
)]
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < MAX_WAIT, "timed out waiting for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// RAGFlow 0.27's tables on servers that refuse writes: MySQL and MariaDB as replicas are set up,
/// PostgreSQL in recovery.
pub(crate) fn read_only_urls() -> [String; 3] {
    let ports = [
        ("mysql", "RAGFLOWCTL_TEST_MYSQL_READONLY_PORT"),
        ("mysql", "RAGFLOWCTL_TEST_MARIADB_READONLY_PORT"),
        ("postgres", "RAGFLOWCTL_TEST_POSTGRES_STANDBY_PORT"),
    ];
    ports.map(|(scheme, port)| {
        let port = server(port);
        format!("{scheme}://ragflow:{PASSWORD}@127.0.0.1:{port}/{READ_ONLY_DATABASE}")
    })
}

/// A recorded response of RAGFlow, from a file below `tests/fixtures`.
pub(crate) fn read_fixture_json(path: &str) -> serde_json::Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(path);
    let text = std::fs::read(&path);
    serde_json::from_slice(&succeed(text, &path.to_string_lossy())).expect("the fixture is JSON")
}

/// The database dumps of one version of RAGFlow, and what this process has created from them so
/// far.
struct Fixture {
    version: &'static str,
    mysql: &'static str,
    postgres: &'static str,
    /// The template that PostgreSQL copies for each test.
    template: OnceLock<String>,
    /// The content of the SQLite file of each test.
    file: OnceLock<Vec<u8>>,
}

static FIXTURES: [Fixture; 2] = [
    Fixture {
        version: "0.27",
        mysql: include_str!("../fixtures/ragflow-0.27/mysql.sql"),
        postgres: include_str!("../fixtures/ragflow-0.27/postgres.sql"),
        template: OnceLock::new(),
        file: OnceLock::new(),
    },
    Fixture {
        version: "0.21",
        mysql: include_str!("../fixtures/ragflow-0.21/mysql.sql"),
        postgres: include_str!("../fixtures/ragflow-0.21/postgres.sql"),
        template: OnceLock::new(),
        file: OnceLock::new(),
    },
];

/// A database name that no other test uses, not even one in another test binary on the same
/// servers.
fn unique_name() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{number}", std::process::id())
}

/// A variable that `tests/run` sets to describe its servers. Without it the test fails.
#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "tests/run hands the servers over in variables"
)]
pub(crate) fn server(variable: &str) -> String {
    std::env::var(variable).expect("tests need the private servers: run ./tests/run")
}

/// The value of a step of the harness itself, which must not fail.
#[track_caller]
fn succeed<T, E: Debug>(result: Result<T, E>, what: &str) -> T {
    result
        .map_err(|error| (what.to_owned(), error))
        .expect("the test harness failed")
}
