//! `--login-token -` on every engine, and the secret key of a deployment.

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    a_test_vector_finds_its_user,
    access_tokens_that_differ_in_case_are_different,
    an_access_token_of_two_users_is_a_conflict,
);

const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");
const ARGS: [&str; 9] = [
    "token",
    "list",
    "--no-backfill",
    "--login-token",
    "-",
    "-o",
    "tsv",
    "--fields",
    "tenant_id",
];

/// The secret key, access token and login token of the first test vector.
fn vector() -> [String; 3] {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the fixture is JSON");
    let text = |field: &str| vectors[0][field].as_str().expect("a text").to_owned();
    [text("secret_key"), text("access_token"), text("token")]
}

fn sandbox(db: &Database) -> Sandbox {
    let [secret, _, token] = vector();
    Sandbox::new()
        .piping(&token)
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .var("RAGFLOW_SECRET_KEY", &secret)
}

/// Gives alice the access token of the first test vector.
fn a_test_vector_finds_its_user(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let alice = db.query("SELECT id FROM \"user\" WHERE email = 'alice@example.com'");
    let alice = alice[0][0].clone().expect("an id");
    let ran = sandbox(&db).run(ARGS);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut lines = ran.stdout.lines().skip(1);
    assert!(lines.all(|line| line == alice), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 8);
}

/// MySQL's `=` ignores case; the program compares bytes.
fn access_tokens_that_differ_in_case_are_different(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let [_, access_token, _] = vector();
    db.execute(&format!(
        "UPDATE \"user\" SET access_token = '{}' WHERE email = 'alice@example.com'",
        access_token.to_uppercase()
    ));
    let ran = sandbox(&db).run(ARGS);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("no user has its access token"),
        "{}",
        ran.stderr
    );
}

fn an_access_token_of_two_users_is_a_conflict(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let [_, access_token, _] = vector();
    let update = "UPDATE \"user\" SET access_token";
    db.execute(&format!(
        "{update} = '{access_token}' WHERE email = 'bob@example.com'"
    ));
    let ran = sandbox(&db).run(ARGS);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("2 users have this access token"),
        "{}",
        ran.stderr
    );
    // RAGFlow ignores deleted users, and so does the program.
    db.execute("UPDATE \"user\" SET status = '0' WHERE email = 'bob@example.com'");
    assert_eq!(sandbox(&db).run(ARGS).status, 0);
}

#[test]
fn the_secret_key_of_the_deployment_is_used() {
    let db = Database::fixture(Engine::Mysql, "0.27");
    let [secret, _, token] = vector();
    let at = db.address();
    let conf = |secret: &str| {
        format!(
            "ragflow: {{host: 0.0.0.0, http_port: 9380, secret_key: {secret}}}\n\
             mysql: {{name: {}, user: {}, password: {}, host: 127.0.0.1, port: {}}}\n",
            at.database, at.user, at.password, at.port
        )
    };
    for (secret, status) in [(secret.as_str(), 0), (&"y".repeat(40), 2)] {
        let sandbox = Sandbox::new().piping(&token);
        sandbox.file("srv/conf/service_conf.yaml", &conf(secret));
        let directory = sandbox.folder().join("srv").display().to_string();
        let ran = sandbox.run(["--ragflow", &directory].into_iter().chain(ARGS));
        assert_eq!(ran.status, status, "{}", ran.stderr);
        assert!(!ran.stderr.contains(secret), "{}", ran.stderr);
        if status == 2 {
            assert!(ran.stderr.contains("service_conf.yaml"), "{}", ran.stderr);
        }
    }
}
