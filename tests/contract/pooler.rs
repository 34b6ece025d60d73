//! Behind a pooler in transaction mode (PgBouncer) other clients get the same server connection
//! between two transactions. Nothing that the program sets may stay on it.
//!
//! The pool of a database and an account has [`POOL_SIZE`] server connections. A test that needs all
//! of them begins that many transactions.

use postgres::{Client, NoTls, SimpleQueryMessage};
use ragflowctl::database_url::DatabaseUrl;
use ragflowctl::domain::api_key::ApiKey;
use ragflowctl::domain::token::Token;
use ragflowctl::env::Interrupt;
use ragflowctl::store::{Access, Fault, Store, Timeouts};

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, other_sessions, server};

/// What the program sets in its own transactions, and what would hurt RAGFlow.
const SETTINGS: [&str; 9] = [
    "default_transaction_read_only",
    "default_transaction_isolation",
    "lock_timeout",
    "statement_timeout",
    "idle_in_transaction_session_timeout",
    "search_path",
    "row_security",
    "enable_incremental_sort",
    "enable_seqscan",
];

/// `default_pool_size` in `tests/servers`.
const POOL_SIZE: usize = 5;

/// The URL of a database through the pooler.
fn pooled_url(db: &Database) -> String {
    let direct = server("RAGFLOWCTL_TEST_POSTGRES_PORT");
    let pooler = server("RAGFLOWCTL_TEST_PGBOUNCER_PORT");
    db.url()
        .replace(&format!(":{direct}/"), &format!(":{pooler}/"))
}

fn settings(client: &mut Client) -> Vec<(&'static str, String)> {
    let values = SETTINGS.map(|name| {
        let rows = client.simple_query(&format!("SHOW {name}"));
        let rows = rows.expect("the connection can be used");
        let value = rows.iter().find_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        (name, value.expect("a value").to_owned())
    });
    values.to_vec()
}

/// The other clients of the pool, with the server's own settings as they should be.
struct Neighbours {
    clients: Vec<Client>,
    expected: Vec<(&'static str, String)>,
}

impl Neighbours {
    fn new(db: &Database) -> Self {
        let mut direct = Client::connect(&db.url(), NoTls).expect("the server");
        let table = "CREATE TABLE written_by_a_neighbour (after_command TEXT)";
        direct.batch_execute(table).expect("a table");
        let clients = (0..POOL_SIZE).map(|_| Client::connect(&pooled_url(db), NoTls));
        Self {
            clients: clients.map(|client| client.expect("the pooler")).collect(),
            expected: settings(&mut direct),
        }
    }

    /// Checks that every server connection is as the server made it, and can be written through.
    #[track_caller]
    fn assert_undisturbed(&mut self, after: &str) {
        for client in &mut self.clients {
            client.batch_execute("BEGIN").expect("a connection");
        }
        for client in &mut self.clients {
            assert_eq!(settings(client), self.expected, "after {after}");
            let sql = format!("INSERT INTO written_by_a_neighbour VALUES ('{after}'); COMMIT");
            let written = client.batch_execute(&sql);
            assert!(written.is_ok(), "after {after}: {written:?}");
        }
    }
}

fn run(url: &str, sandbox: Sandbox, args: &[&str]) -> Finished {
    let sandbox = sandbox.var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(args.iter().copied())
}

/// Every kind of command, reading and writing, with options that become settings.
#[test]
fn no_command_leaves_a_setting_on_a_pooled_connection() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let mut neighbours = Neighbours::new(&db);
    let url = format!("{}?schema=public", pooled_url(&db));
    let folder = tempfile::tempdir().expect("a folder");
    let undo = folder.path().join("undo").display().to_string();
    let tenant = "deadbeefdeadbeefdeadbeefdeadbeef";
    let limits = ["--lock-timeout", "7s", "--statement-timeout", "50s"];
    let commands: [&[&str]; 14] = [
        &["db", "check", "-v"],
        &["token", "list", "--all"],
        &["token", "list", "--tenant", tenant, "--no-backfill"],
        &["audit"],
        &["beta", "backfill", "--dry-run"],
        &["token", "delete", "--weak", "--all", "--dry-run"],
        &["token", "list", "--user", "nobody@example.com"],
        &["token", "list", "--user", "alice@example.com"],
        &["beta", "backfill"],
        &["token", "create", "--user", "alice@example.com"],
        &["token", "create", "--user", "nobody@example.com"],
        &[
            "token",
            "rotate",
            "--weak",
            "--all",
            "--yes",
            "--undo-file",
            &undo,
        ],
        &["undo", &undo, "--yes"],
        &["audit", "--read-only"],
    ];
    for command in commands {
        let ran = run(&url, Sandbox::new(), &[command, &limits].concat());
        let expected = if command.contains(&"nobody@example.com") {
            3
        } else {
            0
        };
        assert_eq!(ran.status, expected, "{command:?}: {}", ran.stderr);
        neighbours.assert_undisturbed(&command.join(" "));
    }
    // Ends at one statement or another, or not at all.
    run(
        &url,
        Sandbox::new(),
        &["audit", "--statement-timeout", "1ms"],
    );
    neighbours.assert_undisturbed("a short timeout");
}

/// A run that breaks off leaves nothing behind either.
#[test]
fn a_lost_connection_leaves_no_setting_on_a_pooled_connection() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let mut neighbours = Neighbours::new(&db);
    let url = pooled_url(&db);
    let commands: [&[&str]; 3] = [
        &["audit"],
        &["beta", "backfill"],
        &["token", "create", "--user", "alice@example.com"],
    ];
    for command in commands {
        for statement in 0..4 {
            for answered in [false, true] {
                let sandbox = Sandbox::new().failing_at_statement(statement, answered);
                run(&url, sandbox, command);
                neighbours.assert_undisturbed(&format!("{} {statement}", command.join(" ")));
            }
        }
    }
}

/// The next statement of a session may be executed on another server connection, so a read-only
/// session must not depend on what an earlier statement has set.
#[test]
fn a_read_only_session_cannot_write_through_a_pooler() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let mut neighbours = Neighbours::new(&db);
    let url = DatabaseUrl::parse(&pooled_url(&db), None).expect("a URL");
    let minute = std::time::Duration::from_secs(60);
    let timeouts = Timeouts {
        connect: minute,
        statement: minute,
        lock: minute,
        answer: None,
        run: None,
    };
    let mut store = Store::open(&url, Access::Read, timeouts, &Interrupt::default()).expect("open");
    store.server_version().expect("a query");
    // Whoever has the connection next resets it, as a pooler in session mode does.
    store.end_snapshot().expect("the snapshot ends");
    for client in &mut neighbours.clients {
        client.batch_execute("DISCARD ALL").expect("a reset");
    }
    let key = ApiKey {
        tenant_id: "t".into(),
        token: Token::new("ragflow-x"),
        dialog_id: None,
        source: None,
        beta: None,
        create_date: None,
        create_time: None,
        update_date: None,
        update_time: None,
    };
    let error = store
        .begin()
        .and_then(|mut tx| tx.insert_key(&key))
        .expect_err("a read-only session");
    assert_eq!(error.fault, Fault::ReadOnly, "{error}");
    drop(store);
    neighbours.assert_undisturbed("a refused write");
}

/// The snapshot of a reading command ends with the command, so the pooler can give the server
/// connection to the next client instead of closing it.
#[test]
fn a_reading_command_leaves_the_server_connection_open() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let mut neighbours = Neighbours::new(&db);
    neighbours.assert_undisturbed("nothing");
    let before = other_sessions(&db);
    let ran = run(&pooled_url(&db), Sandbox::new(), &["audit"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(other_sessions(&db), before);
}

/// The session that holds the backfill lock keeps its server connection: the writing sessions of the
/// same run need another one, which this pool does not have left.
#[test]
fn a_backfill_needs_no_second_server_connection() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    let mut others = Neighbours::new(&db).clients;
    for client in others.iter_mut().skip(1) {
        client.batch_execute("BEGIN").expect("a connection");
    }
    let args = ["beta", "backfill", "--json", "--connections", "2"];
    let timeout = ["--connect-timeout", "1s"];
    let ran = run(
        &pooled_url(&db),
        Sandbox::new(),
        &[&args[..], &timeout].concat(),
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let note = "; continuing with 1 writing connection";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    assert!(ran.stdout.contains("\"filled\":6"), "{}", ran.stdout);
}
