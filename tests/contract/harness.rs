//! Tests of the harness itself: what the other tests rely on.

use mysql::prelude::Queryable as _;
use serde_json::Value;

use crate::support::{
    Database, Engine, limited_url, on_every_engine, read_fixture_json, read_only_urls,
};

on_every_engine!(
    fixtures_contain_the_recorded_rows,
    each_test_has_its_own_database,
    every_url_reaches_the_database,
);

/// Tables with columns of every type that the program reads.
const COLUMNS: [(&str, &str); 4] = [
    (
        "user",
        r#""id", "email", "create_date", "is_active", "is_superuser""#,
    ),
    (
        "user_tenant",
        r#""user_id", "tenant_id", "role", "update_time""#,
    ),
    ("dialog", r#""id", "tenant_id", "name", "status""#),
    (
        "api_4_conversation",
        r#""id", "dialog_id", "tokens", "duration""#,
    ),
];

/// Bob's keys equal the rows that were in the database when RAGFlow's responses were recorded.
fn fixtures_contain_the_recorded_rows(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    assert_eq!(db.engine(), engine);
    assert_eq!(rows(&db, "api_token"), 19);
    assert_eq!(rows(&db, "api_4_conversation"), 36);
    assert_eq!(rows(&Database::fixture(engine, "0.21"), "api_token"), 5);

    let columns = ["token", "beta", "dialog_id", "create_time", "create_date"];
    let stored = db.query(&format!(
        "SELECT {} FROM \"api_token\" \
         WHERE \"tenant_id\" IN (SELECT \"id\" FROM \"user\" WHERE \"email\" = 'bob@example.com') \
         ORDER BY \"create_time\"",
        columns.map(|column| format!("\"{column}\"")).join(", "),
    ));
    let recorded = read_fixture_json("ragflow-0.27/responses/postgres-bob-rows-before.json");
    let recorded = recorded.as_array().expect("a list of rows").iter();
    let recorded = recorded.map(|row| columns.map(|column| text(&row[column])).to_vec());
    assert_eq!(stored, recorded.collect::<Vec<_>>());
}

fn each_test_has_its_own_database(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let other = Database::fixture(engine, "0.27");
    for _ in 0..2 {
        // The second time no row changes, but all of them are counted.
        let renamed = db.execute("UPDATE \"user\" SET \"nickname\" = 'Żółw 🐢'");
        assert_eq!(renamed, 8);
    }
    let names = db.query("SELECT DISTINCT \"nickname\" FROM \"user\"");
    assert_eq!(names, [[Some("Żółw 🐢".to_owned())]]);
    assert_eq!(db.execute("DELETE FROM \"api_token\""), 19);
    assert_eq!(rows(&db, "api_token"), 0);
    assert_eq!(rows(&other, "api_token"), 19);
}

fn every_url_reaches_the_database(engine: Engine) {
    let db = Database::empty(engine);
    assert_eq!(execute(&db.url(), "CREATE TABLE t (c INTEGER)"), Ok(()));
    for url in [db.url(), db.socket_url()] {
        assert_eq!(execute(&url, "INSERT INTO t VALUES (1)"), Ok(()), "{url}");
    }
    assert_eq!(rows(&db, "t"), 2);

    let limited = limited_url(&db);
    assert_eq!(limited.is_some(), engine != Engine::Sqlite);
    if let Some(url) = limited {
        assert_eq!(execute(&url, "SELECT c FROM t"), Ok(()));
        let refused = execute(&url, "DELETE FROM t").expect_err("the account may only read");
        assert!(refused.contains("denied"), "{refused}");
    }
}

#[test]
fn read_only_servers_refuse_writes() {
    for url in read_only_urls() {
        assert_eq!(
            execute(&url, "SELECT token FROM api_token"),
            Ok(()),
            "{url}"
        );
        let refused = execute(&url, "DELETE FROM api_token").expect_err("the server is read-only");
        assert!(refused.contains("read-only"), "{url}: {refused}");
    }
}

#[test]
fn the_fixture_is_the_same_on_every_engine() {
    let [sqlite, mysql, mariadb, postgres] = Engine::ALL.map(|engine| {
        let db = Database::fixture(engine, "0.27");
        COLUMNS.map(|(table, columns)| {
            let mut rows = db.query(&format!("SELECT {columns} FROM \"{table}\""));
            // Each engine returns rows in an order of its own.
            rows.sort();
            rows
        })
    });
    assert_eq!(sqlite, mysql);
    assert_eq!(sqlite, mariadb);
    assert_eq!(sqlite, postgres);
}

/// `engines.txt` names every test that does not run on every engine, and nothing else.
#[test]
fn tests_of_some_engines_are_listed_with_a_reason() {
    let program = std::env::current_exe().expect("this program");
    let listed = std::process::Command::new(program)
        .args(["--list", "--format", "terse"])
        .output()
        .expect("the list of tests");
    let listed = String::from_utf8(listed.stdout).expect("text");
    let tests: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .collect();
    let lines: Vec<Vec<&str>> = include_str!("engines.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split(" | ").collect())
        .collect();
    let is_of = |test: &str, name: &str| {
        let rest = test.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    for line in &lines {
        assert_eq!(line.len(), 3, "{line:?}");
        assert!(tests.iter().any(|test| is_of(test, line[0])), "{line:?}");
    }
    for test in &tests {
        let body = test.rsplit_once("::").map_or("", |(body, _)| body);
        let runs_on_servers = tests.contains(&format!("{body}::postgres").as_str());
        let is_listed = |line: &Vec<&str>| line[1] != "not oceanbase" && is_of(test, line[0]);
        let reasons = lines.iter().filter(|line| is_listed(line)).count();
        assert_eq!(reasons, usize::from(!runs_on_servers), "{test}");
    }
}

fn rows(db: &Database, table: &str) -> usize {
    db.query(&format!("SELECT 1 FROM \"{table}\"")).len()
}

/// A recorded value as [`Database::query`] would return it.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Executes a statement over a connection that is made from nothing but the URL.
fn execute(url: &str, sql: &str) -> Result<(), String> {
    match url.split(':').next() {
        Some("mysql") => mysql::Opts::from_url(url)
            .map_err(mysql::Error::from)
            .and_then(mysql::Conn::new)
            .and_then(|mut connection| connection.query_drop(sql))
            .map_err(|error| error.to_string()),
        Some("postgres") => postgres::Client::connect(url, postgres::NoTls)
            .and_then(|mut client| client.batch_execute(sql))
            .map_err(|error| format!("{error:?}")),
        _ => rusqlite::Connection::open(url.trim_start_matches("sqlite:"))
            .and_then(|connection| connection.execute_batch(sql))
            .map_err(|error| error.to_string()),
    }
}
