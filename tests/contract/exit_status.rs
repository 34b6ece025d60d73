//! Every exit status, on each engine where it can differ.

use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{
    Database, Engine, is_oceanbase, limited_url, on_every_engine, on_servers, read_only_urls,
};

on_every_engine!(
    success_is_0,
    wrong_usage_is_2,
    an_unknown_user_is_3,
    read_only_with_a_write_is_4,
    the_engine_itself_refuses_writes_in_a_read_only_session,
    a_foreign_database_is_6,
    api_token_without_beta_is_6,
    hostile_arguments_change_nothing,
    the_unix_socket_reaches_the_same_database,
    a_locked_table_is_5_after_the_lock_timeout,
    a_timeout_of_zero_means_no_limit,
);
on_servers!(
    a_missing_privilege_is_4,
    a_wrong_password_and_a_wrong_database_are_5,
    a_slow_statement_is_cancelled,
);

fn run_on(url: &str, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(args.iter().copied())
}

/// Checks the error line and the hints on stderr, the exit status, and the envelope on stdout.
fn assert_refused(ran: &Finished, status: u8, code: u16) {
    assert_eq!(ran.status, status, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    assert_eq!(answer["code"], code, "{answer}");
    assert_eq!(answer["data"], false);
    let errors = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("error: "));
    assert_eq!(errors.count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("\nhint: "), "{}", ran.stderr);
    assert!(
        !ran.stderr.contains("-test-pw"),
        "no password: {}",
        ran.stderr
    );
    assert!(
        !ran.stdout.contains("-test-pw"),
        "no password: {}",
        ran.stdout
    );
}

fn success_is_0(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let ran = run_on(&db.url(), &["db", "check", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let data = &answer["data"];
    assert_eq!(data["writable"], true);
    assert_eq!(data["named_by"], "RAGFLOWCTL_DATABASE_URL");
    let server = data["server"].as_str().expect("text");
    let expected = match engine {
        Engine::Sqlite => "SQLite 3.",
        Engine::Mysql if is_oceanbase(engine) => "OceanBase seekdb 1.",
        Engine::Mysql => "MySQL ",
        Engine::Mariadb => "MariaDB ",
        Engine::Postgres => "PostgreSQL ",
    };
    assert!(server.starts_with(expected), "{server}");
    if engine != Engine::Sqlite {
        assert_eq!(data["ragflow"], "later than 0.21");
        assert_eq!(data["absent_tables"], serde_json::json!(["search"]));
    }
    let database = data["database"].as_str().expect("text");
    assert!(!database.contains("test-pw"), "{database}");
}

fn wrong_usage_is_2(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    assert_refused(
        &run_on(&db.url(), &["token", "list", "--bob", "--json"]),
        2,
        400,
    );
    assert_refused(&run_on(&db.url(), &["token", "list", "--json"]), 2, 400);
    let misspelt = format!("{}?shcema=x", db.url());
    if engine != Engine::Sqlite {
        assert_refused(&run_on(&misspelt, &["db", "check", "--json"]), 2, 400);
    }
}

#[test]
fn an_unknown_scheme_is_2() {
    assert_refused(&run_on("oracle://h/d", &["db", "check", "--json"]), 2, 400);
    assert_refused(&run_on("ragflow.db", &["db", "check", "--json"]), 2, 400);
}

fn an_unknown_user_is_3(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let args = ["token", "list", "--json", "--user", "nobody@example.com"];
    assert_refused(&run_on(&db.url(), &args), 3, 404);
    let args = ["token", "list", "--json", "--tenant", "nobody"];
    assert_refused(&run_on(&db.url(), &args), 3, 404);
}

fn read_only_with_a_write_is_4(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let writes: [&[&str]; 2] = [
        &["beta", "backfill"],
        &["token", "create", "--user", "erin@example.com"],
    ];
    for args in writes {
        let args = [args, &["--read-only", "--json"]].concat();
        assert_refused(&run_on(&db.url(), &args), 4, 403);
    }
    assert_eq!(
        db.query("SELECT COUNT(*) FROM api_token")[0][0].as_deref(),
        Some("19")
    );
}

/// Read-only is enforced by the engine: a write would fail even if the program tried it.
fn the_engine_itself_refuses_writes_in_a_read_only_session(engine: Engine) {
    use ragflowctl::database_url::DatabaseUrl;
    use ragflowctl::store::{Access, Fault, Store, Timeouts};
    let db = Database::fixture(engine, "0.27");
    let url = DatabaseUrl::parse(&db.url(), None).expect("a URL");
    let second = std::time::Duration::from_secs(1);
    let interrupt = ragflowctl::env::Interrupt::default();
    let timeouts = Timeouts::new(second, Some(second), second);
    let mut store = Store::open(&url, Access::Read, timeouts, &interrupt).expect("open");
    let key = ragflowctl::domain::api_key::ApiKey {
        tenant_id: "t".into(),
        token: ragflowctl::domain::token::Token::new("ragflow-x"),
        dialog_id: None,
        source: None,
        beta: None,
        create_date: None,
        create_time: None,
        update_date: None,
        update_time: None,
    };
    // SQLite refuses the transaction; the servers refuse the statement in it.
    let error = store
        .begin()
        .and_then(|mut tx| {
            tx.insert_key(&key)?;
            tx.commit()
        })
        .expect_err("a read-only session");
    assert_eq!(error.fault, Fault::ReadOnly, "{error}");
}

fn a_timeout_of_zero_means_no_limit(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for option in ["--connect-timeout", "--statement-timeout"] {
        let ran = run_on(&db.url(), &["db", "check", option, "0s"]);
        assert_eq!(ran.status, 0, "{option}: {}", ran.stderr);
    }
}

/// A write can break a replica, so the program refuses it without trying, even if the account could
/// write.
#[test]
fn a_replica_is_4_for_writes_and_can_be_listed() {
    for url in read_only_urls() {
        let ran = run_on(&url, &["beta", "backfill", "--json"]);
        assert_refused(&ran, 4, 403);
        let create = ["token", "create", "--user", "erin@example.com", "--json"];
        assert_refused(&run_on(&url, &create), 4, 403);
        let ran = run_on(
            &url,
            &[
                "token",
                "list",
                "--user",
                "alice@example.com",
                "-o",
                "jsonl",
            ],
        );
        assert_eq!(
            (ran.status, ran.stdout.lines().count()),
            (0, 7),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains("replica"), "{}", ran.stderr);
        let ran = run_on(&url, &["beta", "backfill", "--dry-run", "--json"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let ran = run_on(&url, &["db", "check", "--json"]);
        assert_eq!(ran.status, 0);
        assert!(ran.stdout.contains("\"writable\":false"));
    }
}

fn a_missing_privilege_is_4(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let url = limited_url(&db).expect("servers have accounts");
    assert_refused(&run_on(&url, &["beta", "backfill", "--json"]), 4, 403);
    let create = ["token", "create", "--user", "erin@example.com", "--json"];
    assert_refused(&run_on(&url, &create), 4, 403);
}

#[test]
fn a_server_that_is_down_is_5() {
    // A free port: bound once, and released.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    for scheme in ["mysql", "postgres"] {
        let url = format!("{scheme}://ragflow:ragflow-test-pw@127.0.0.1:{port}/rag_flow");
        assert_refused(&run_on(&url, &["db", "check", "--json"]), 5, 500);
    }
}

/// A server that accepts the connection but never answers: the timeout ends the attempt.
#[test]
fn a_silent_server_is_5() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    for scheme in ["mysql", "postgres"] {
        let url = format!("{scheme}://ragflow:ragflow-test-pw@127.0.0.1:{port}/rag_flow");
        let args = ["db", "check", "--json", "--connect-timeout", "300ms"];
        assert_refused(&run_on(&url, &args), 5, 500);
    }
}

fn a_wrong_password_and_a_wrong_database_are_5(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let wrong = db.url().replace("ragflow-test-pw", "not-it");
    let ran = run_on(&wrong, &["db", "check", "--json"]);
    assert_refused(&ran, 5, 500);
    assert!(!ran.stderr.contains("not-it"), "{}", ran.stderr);
    let (server, _) = db.url().rsplit_once('/').map_or_else(
        || (String::new(), String::new()),
        |(server, name)| (server.to_owned(), name.to_owned()),
    );
    let ran = run_on(
        &format!("{server}/no_such_database"),
        &["db", "check", "--json"],
    );
    assert_refused(&ran, 5, 500);
}

fn a_foreign_database_is_6(engine: Engine) {
    let db = Database::empty(engine);
    assert_refused(&run_on(&db.url(), &["db", "check", "--json"]), 6, 500);
    db.execute("CREATE TABLE customers (id INT)");
    let ran = run_on(&db.url(), &["token", "list", "--all", "--json"]);
    assert_refused(&ran, 6, 500);
    assert!(ran.stderr.contains("api_token"), "{}", ran.stderr);
}

fn api_token_without_beta_is_6(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    // SQLite cannot drop a column that has an index.
    match engine {
        Engine::Sqlite => db.execute("DROP INDEX api_token_beta"),
        _ => 0,
    };
    db.execute("ALTER TABLE api_token DROP COLUMN beta");
    let ran = run_on(&db.url(), &["beta", "backfill", "--json"]);
    assert_refused(&ran, 6, 500);
    assert!(
        ran.stderr.contains("api_token has no column beta"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("0.15"), "{}", ran.stderr);
}

fn hostile_arguments_change_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let everything = |db: &Database| {
        let mut rows = db.query("SELECT tenant_id, token, beta, update_time FROM api_token");
        rows.sort();
        rows
    };
    let before = everything(&db);
    let long = "x".repeat(5000);
    let hostile = [
        "' OR '1'='1",
        "\"; DROP TABLE api_token; --",
        "alice@example.com' --",
        "%",
        "\u{1b}[2J\u{202e}",
        "ali\u{0}ce",
        "?",
        "$1",
        long.as_str(),
    ];
    for name in hostile {
        for option in ["--user", "--tenant"] {
            let ran = run_on(&db.url(), &["token", "list", "--json", option, name]);
            let status = ran.status;
            assert!(
                status == 3 || (status == 2 && name.contains('\0')),
                "{name:?}: {ran:?}"
            );
            assert!(!ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\u{202e}'));
            assert!(ran.stderr.lines().all(|line| line.len() < 600), "{name:?}");
        }
    }
    for name in ["", "  "] {
        let ran = run_on(&db.url(), &["token", "list", "--json", "--user", name]);
        assert_refused(&ran, 2, 400);
    }
    assert_eq!(everything(&db), before);
}

fn the_unix_socket_reaches_the_same_database(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let args = ["token", "list", "--all", "-o", "csv"];
    let over_tcp = run_on(&db.url(), &args);
    let over_socket = run_on(&db.socket_url(), &args);
    assert_eq!(over_socket.status, 0, "{}", over_socket.stderr);
    assert_eq!(over_socket.stdout, over_tcp.stdout);
}

fn a_locked_table_is_5_after_the_lock_timeout(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let holder = db.execute_and_hold(match engine {
        Engine::Sqlite => "BEGIN EXCLUSIVE",
        Engine::Mysql | Engine::Mariadb => "LOCK TABLES api_token WRITE",
        Engine::Postgres => "BEGIN; LOCK TABLE api_token",
    });
    let args = [
        "token",
        "list",
        "--all",
        "--json",
        "--lock-timeout",
        "200ms",
    ];
    assert_refused(&run_on(&db.url(), &args), 5, 500);
    drop(holder);
    assert_eq!(run_on(&db.url(), &args).status, 0);
}

/// The server cancels a statement after the timeout. Each row takes the server half a minute.
fn a_slow_statement_is_cancelled(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    db.execute("ALTER TABLE api_token RENAME TO stored_keys");
    let wait = match engine {
        Engine::Postgres => "pg_sleep(30) IS NOT NULL",
        _ => "SLEEP(30) = 0",
    };
    db.execute(&format!(
        "CREATE VIEW api_token AS SELECT * FROM stored_keys WHERE {wait}"
    ));
    if engine == Engine::Postgres {
        db.execute("ALTER VIEW api_token OWNER TO ragflow");
    }
    let commands: [&[&str]; 3] = [
        &["token", "list", "--all"],
        &["audit"],
        &["beta", "backfill"],
    ];
    for command in commands {
        let limit = ["--json", "--statement-timeout", "1s"];
        let ran = run_on(&db.url(), &[command, &limit].concat());
        assert_refused(&ran, 5, 500);
        assert!(ran.stderr.contains("--statement-timeout"), "{}", ran.stderr);
    }
}
