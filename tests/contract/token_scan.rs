//! `token scan` on every engine.

use std::collections::BTreeSet;

use ragflowctl::domain::token::Token;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    every_secret_is_found_and_nothing_else,
    a_login_token_is_found,
    a_connection_that_is_lost_while_the_text_is_read_is_replaced,
);

const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

/// The results of a scan, as `line,use,id,user`, sorted.
fn scan(db: &Database, sandbox: Sandbox, text: &str) -> BTreeSet<String> {
    let fields = ["-o", "csv", "--fields", "line,use,id,tenant_id"];
    let ran = sandbox
        .piping(text)
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "scan", "-"].into_iter().chain(fields));
    let found: BTreeSet<String> = ran.stdout.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(
        ran.status,
        if found.is_empty() { 0 } else { 7 },
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout.lines().count(), found.len() + 1, "repeated");
    found
}

/// The keys and betas of the fixture, of which some stand in several rows, each in a line of its
/// own; then the same in upper case, which MySQL finds equal.
fn every_secret_is_found_and_nothing_else(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let rows = db.query("SELECT tenant_id, token, beta FROM api_token");
    let mut secrets = BTreeSet::new();
    for row in &rows {
        secrets.extend(row[1..3].iter().flatten().filter(|text| !text.is_empty()));
    }
    assert!(secrets.len() > 20, "{}", secrets.len());
    let mut text = String::new();
    let mut expected = BTreeSet::new();
    for (index, secret) in secrets.iter().enumerate() {
        text.push_str(&format!("GET /?auth={secret}&x\n"));
        for row in &rows {
            let tenant = row[0].as_deref().expect("a tenant");
            let token = row[1].as_deref().expect("a key");
            let beta = row[2].as_deref();
            let purpose = match () {
                () if token == secret.as_str() => "api key",
                () if beta == Some(secret.as_str()) => "beta",
                () => continue,
            };
            let id = Token::new(token).id();
            expected.insert(format!("{},{purpose},{id},{tenant}", index + 1));
        }
    }
    let upper = text.to_uppercase();
    assert_eq!(
        scan(&db, Sandbox::new(), &format!("{text}{upper}")),
        expected
    );
}

fn a_login_token_is_found(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).expect("JSON");
    let text = |field: &str| vectors[0][field].as_str().expect("a text");
    let alice = db.query("SELECT id FROM \"user\" WHERE email = 'alice@example.com'");
    let alice = alice[0][0].clone().expect("an id");
    let log = format!(
        "\nAuthorization: {}\n{}\n",
        text("token"),
        text("access_token")
    );
    let sandbox = Sandbox::new().var("RAGFLOW_SECRET_KEY", text("secret_key"));
    let found = scan(&db, sandbox, &log);
    assert_eq!(found, BTreeSet::from([format!("2,login token,,{alice}")]));
}

/// The text may take longer than a server keeps an idle connection.
fn a_connection_that_is_lost_while_the_text_is_read_is_replaced(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let key = db.query("SELECT token FROM api_token WHERE token LIKE 'ragflow-%'");
    let key = key[0][0].as_deref().expect("a key");
    let whole = scan(&db, Sandbox::new(), key);
    // The first statement after the pass over the keys is the look-up of what was found.
    let mut repaired = 0;
    for statement in 0..12 {
        let ran = Sandbox::new()
            .failing_at_statement(statement, false)
            .piping(key)
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run([
                "token",
                "scan",
                "-",
                "-o",
                "csv",
                "--fields",
                "line,use,id,tenant_id",
            ]);
        let found: BTreeSet<String> = ran.stdout.lines().skip(1).map(str::to_owned).collect();
        match ran.status {
            7 => {
                assert_eq!(found, whole, "{statement}");
                repaired += 1;
            }
            status => assert_eq!(status, 5, "{statement}: {}", ran.stderr),
        }
    }
    assert!(repaired > 0);
}
