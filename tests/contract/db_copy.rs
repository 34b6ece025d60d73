//! `db copy` between the engines.

use std::collections::{BTreeMap, BTreeSet};

use crate::fixture::sandbox;
use crate::process::Process;
use crate::sandbox::Finished;
use crate::support::{Database, Engine, on_every_engine, on_servers, wait_until};
use crate::token_list::envelope;

on_every_engine!(
    every_row_arrives_on_the_next_engine,
    keys_are_added_to_ragflows_own_tables,
);
on_servers!(a_copy_that_was_killed_is_continued);

/// The columns that are copied.
const COLUMNS: [(&str, &str); 7] = [
    (
        "user",
        "id, create_time, create_date, update_time, update_date, access_token, nickname, email, \
         status, is_active, is_superuser",
    ),
    (
        "tenant",
        "id, create_time, create_date, update_time, update_date, name, status",
    ),
    (
        "user_tenant",
        "id, create_time, create_date, update_time, update_date, user_id, tenant_id, role, \
         invited_by, status",
    ),
    (
        "dialog",
        "id, create_time, create_date, update_time, update_date, tenant_id, name, status",
    ),
    (
        "user_canvas",
        "id, create_time, create_date, update_time, update_date, user_id, title",
    ),
    (
        "api_4_conversation",
        "id, create_time, create_date, update_time, update_date, dialog_id, user_id, tokens, \
         source, duration, round, thumb_up",
    ),
    (
        "api_token",
        "create_time, create_date, update_time, update_date, tenant_id, token, dialog_id, \
         source, beta",
    ),
];

type Rows = BTreeMap<&'static str, Vec<Vec<Option<String>>>>;

fn all_rows(db: &Database) -> Rows {
    let read = |(table, columns): (&'static str, &str)| {
        let mut rows = db.query(&format!("SELECT {columns} FROM \"{table}\""));
        rows.sort();
        (table, rows)
    };
    COLUMNS.into_iter().map(read).collect()
}

/// Copies with `--yes` and further arguments.
fn copy(from: &Database, to: &Database, args: &[&str]) -> Finished {
    let to = to.url();
    let all = ["db", "copy", "--to", &to, "--yes"];
    sandbox(from).run(all.iter().chain(args).copied())
}

/// Every engine is a source and a target: MariaDB → SQLite → PostgreSQL → MySQL → MariaDB.
fn next(engine: Engine) -> Engine {
    match engine {
        Engine::Mariadb => Engine::Sqlite,
        Engine::Sqlite => Engine::Postgres,
        Engine::Postgres => Engine::Mysql,
        Engine::Mysql => Engine::Mariadb,
    }
}

fn every_row_arrives_on_the_next_engine(engine: Engine) {
    let source = Database::fixture(engine, "0.27");
    let long = "ragflow-".to_owned() + &"🐢".repeat(247);
    source.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, beta) VALUES ('王芳', '{long}', ''), \
         ('x', ' ', NULL), ('x', 'O''Neil \"\\\\ %', '1')"
    ));
    source.execute("UPDATE dialog SET name = '🐢 Żółw', create_date = '1999-12-31 23:59:59'");
    source.execute("UPDATE api_4_conversation SET duration = 0.1, create_time = -1");
    let target = Database::empty(next(engine));
    let ran = copy(&source, &target, &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(all_rows(&target), all_rows(&source));
    // Also a copy is a database that this program works with.
    let keys = |db: &Database| {
        let listed = envelope(db, &["token", "list", "--all", "--json"]);
        let rows = listed["data"].as_array().expect("rows").iter();
        // Each engine has an order of its own.
        rows.map(ToString::to_string).collect::<BTreeSet<_>>()
    };
    assert_eq!(keys(&target), keys(&source));
    let again = copy(&source, &target, &["--merge", "--json"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    let envelope: serde_json::Value = serde_json::from_str(&again.stdout).expect("JSON");
    for row in envelope["data"].as_array().expect("rows") {
        assert_eq!(
            (&row["copied"], &row["skipped"]),
            (&0.into(), &row["rows"]),
            "{row}"
        );
    }
    assert_eq!(copy(&source, &target, &[]).status, 4);
}

fn keys_are_added_to_ragflows_own_tables(engine: Engine) {
    // The recorded databases of two engines differ in some rows.
    let fixture = || Database::fixture(engine, "0.27");
    let (source, target) = (fixture(), fixture());
    source.execute("INSERT INTO api_token (tenant_id, token) VALUES ('new', 'ragflow-new')");
    target.execute("UPDATE api_token SET beta = 'another' WHERE beta IS NULL");
    let changed = target
        .query("SELECT 1 FROM api_token WHERE beta = 'another'")
        .len();
    target.execute("DELETE FROM user_tenant");
    let before = all_rows(&target);
    let ran = copy(&source, &target, &["--merge"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains(&format!("alone: api_token {changed}")),
        "{}",
        ran.stderr
    );
    let after = all_rows(&target);
    assert_eq!(after["user_tenant"], all_rows(&source)["user_tenant"]);
    assert_eq!(after["user"], before["user"]);
    assert_eq!(after["api_token"].len(), before["api_token"].len() + 1);
    // RAGFlow's own table of users has more columns that need a value.
    if engine != Engine::Sqlite {
        target.execute("DELETE FROM \"user\"");
        let ran = copy(&source, &target, &["--merge"]);
        assert_eq!(ran.status, 4, "{}", ran.stderr);
        assert!(ran.stderr.contains("is_authenticated"), "{}", ran.stderr);
    }
}

fn a_copy_that_was_killed_is_continued(engine: Engine) {
    const KEYS: usize = 20_000;
    let (source, target) = (
        Database::fixture(Engine::Sqlite, "0.27"),
        Database::empty(engine),
    );
    let rows: Vec<String> = (0..KEYS)
        .map(|number| format!("('t{}', 'ragflow-{number}')", number % 7))
        .collect();
    source.execute(&format!(
        "INSERT INTO api_token (tenant_id, token) VALUES {}",
        rows.join(", ")
    ));
    let to = target.url();
    let mut running = Process::start(&source.url(), &["db", "copy", "--yes", "--to", &to]);
    let tables = match engine {
        Engine::Postgres => "current_schema()",
        _ => "DATABASE()",
    };
    let exists = format!(
        "SELECT 1 FROM information_schema.tables WHERE table_schema = {tables} \
         AND table_name = 'api_token'"
    );
    wait_until("the first keys", || {
        !running.is_running()
            || (!target.query(&exists).is_empty()
                && !target.query("SELECT 1 FROM api_token LIMIT 1").is_empty())
    });
    // On a fast server it may be complete.
    if running.is_running() {
        running.signal("-KILL");
    }
    let killed = running.finish();
    assert!(matches!(killed.status, None | Some(0)), "{}", killed.stderr);
    let ran = copy(&source, &target, &["--merge"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(all_rows(&target), all_rows(&source));
}
