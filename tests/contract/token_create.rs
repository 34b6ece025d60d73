//! `token create`: the row that RAGFlow's server would insert.

use serde_json::Value;

use crate::sandbox::{Finished, NOW_DATE, NOW_MS, Sandbox};
use crate::support::{Database, Engine, on_every_engine, read_fixture_json};

on_every_engine!(
    inserts_the_row_that_the_server_inserts,
    prints_the_bare_key_when_quiet,
    binds_only_to_dialogs_and_agents_of_the_owner,
    creates_all_keys_at_once,
    a_dry_run_writes_nothing,
    an_ownerless_tenant_gets_no_key,
    each_user_of_a_list_gets_a_key,
);

fn run(db: &Database, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(["token", "create"].iter().chain(args).copied())
}

fn each_user_of_a_list_gets_a_key(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = Sandbox::new()
        .piping("name,email\nA,alice@example.com\nN,nobody@example.com\nB,bob@example.com\n")
        .var("RAGFLOWCTL_DATABASE_URL", &db.url());
    let ran = sandbox.run(["token", "create", "--users", "-", "--field", "user"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert_eq!(ran.stdout, "alice@example.com\nbob@example.com\n");
    assert!(
        ran.stderr.contains("1 user gets no key: line 3"),
        "{}",
        ran.stderr
    );
    assert_eq!(new_rows(&db, &before).len(), 2);
}

fn keys(db: &Database) -> Vec<Vec<Option<String>>> {
    db.query(
        "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, \
         update_date, update_time FROM api_token ORDER BY tenant_id, token",
    )
}

fn new_rows(db: &Database, before: &[Vec<Option<String>>]) -> Vec<Vec<Option<String>>> {
    let mut rows = keys(db);
    for row in before {
        assert!(rows.contains(row), "no other row changes");
    }
    rows.retain(|row| !before.contains(row));
    rows
}

fn is_base64url(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn inserts_the_row_that_the_server_inserts(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(&db, &["--user", "alice@example.com", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let rows = new_rows(&db, &before);
    assert_eq!(rows.len(), 1);
    let recorded = read_fixture_json("ragflow-0.27/responses/mysql-alice-new_token.json");
    let recorded = &recorded["data"];
    let text = |index: usize| rows[0][index].as_deref();
    assert_eq!(text(0), recorded["tenant_id"].as_str(), "the owned tenant");
    let token = text(1).expect("a key").strip_prefix("ragflow-");
    let token = token.expect("the prefix");
    let shape = recorded["token"].as_str().expect("text");
    assert_eq!(token.len() + "ragflow-".len(), shape.len());
    assert!(is_base64url(token));
    assert_eq!((text(2), text(3)), (None, None), "bound to nothing");
    let beta = text(4).expect("a beta");
    assert_eq!(beta.len(), recorded["beta"].as_str().expect("text").len());
    assert!(is_base64url(beta) && !beta.starts_with(['-', '_']));
    let now = NOW_MS.to_string();
    assert_eq!((text(5), text(7)), (Some(NOW_DATE), Some(NOW_DATE)));
    assert_eq!((text(6), text(8)), (Some(now.as_str()), Some(now.as_str())));

    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let printed = answer["data"].as_array().expect("always an array");
    assert_eq!(printed.len(), 1);
    assert_eq!(printed[0]["token"].as_str(), text(1));
    assert_eq!(printed[0]["beta"].as_str(), text(4));
    assert_eq!(printed[0]["create_date"], NOW_DATE.replace(' ', "T"));
    assert_eq!(printed[0]["update_time"], NOW_MS);
}

fn prints_the_bare_key_when_quiet(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(&db, &["--user", "bob@example.com", "--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let rows = new_rows(&db, &before);
    let key = rows[0][1].clone().expect("a key");
    assert_eq!(ran.stdout, format!("{key}\n"));
}

fn binds_only_to_dialogs_and_agents_of_the_owner(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let id = |sql: &str| db.query(sql)[0][0].clone().expect("an id");
    let alice = id("SELECT id FROM \"user\" WHERE email = 'alice@example.com'");
    let hers = id(&format!(
        "SELECT id FROM dialog WHERE tenant_id = '{alice}'"
    ));
    let not_hers = id(&format!(
        "SELECT id FROM dialog WHERE tenant_id <> '{alice}'"
    ));
    let agent = id(&format!(
        "SELECT id FROM user_canvas WHERE user_id = '{alice}'"
    ));
    let owner = ["--user", "alice@example.com"];
    for (option, id, source) in [("--dialog", &hers, "dialog"), ("--agent", &agent, "agent")] {
        let before = keys(&db);
        let ran = run(&db, &[&owner[..], &[option, id]].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let rows = new_rows(&db, &before);
        assert_eq!(rows[0][2].as_ref(), Some(id));
        assert_eq!(rows[0][3].as_deref(), Some(source));
    }
    let before = keys(&db);
    let refused = [
        ("--dialog", not_hers.as_str(), 4),
        ("--dialog", "nothing", 3),
        ("--dialog", agent.as_str(), 3),
        ("--agent", hers.as_str(), 3),
    ];
    for (option, id, status) in refused {
        let ran = run(&db, &[&owner[..], &[option, id]].concat());
        assert_eq!(ran.status, status, "{option} {id}: {}", ran.stderr);
    }
    let ran = run(&db, &["--user", "bob@example.com", "--agent", &agent]);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
}

fn creates_all_keys_at_once(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(
        &db,
        &["--user", "erin@example.com", "--count", "50", "-o", "jsonl"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 50);
    let rows = new_rows(&db, &before);
    assert_eq!(rows.len(), 50);
    let mut betas: Vec<_> = rows.iter().map(|row| row[4].clone()).collect();
    betas.sort();
    betas.dedup();
    assert_eq!(betas.len(), 50, "each its own beta");
}

fn a_dry_run_writes_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(&db, &["--user", "erin@example.com", "--dry-run", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("would create 1 key"), "{}", ran.stderr);
    assert!(ran.stdout.contains("\"data\":[]"));
    assert_eq!(keys(&db), before);
}

fn an_ownerless_tenant_gets_no_key(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    for tenant in ["deadbeefdeadbeefdeadbeefdeadbeef", "never-heard-of"] {
        let ran = run(&db, &["--tenant", tenant]);
        assert_eq!(ran.status, 3, "{tenant}: {}", ran.stderr);
    }
    assert_eq!(keys(&db), before);
}
