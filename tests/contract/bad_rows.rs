//! One row with a value that cannot be read does not stop what is done with other rows.

use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine};

/// The engines that can store a date which is none. MySQL's is read as NULL.
const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// The key of bob's, whose row is damaged, and its ID.
const BOBS: &str = "ragflow-U6gKaurQ6PgDznm3ekZCuxaEk4taUD5uIEv09_yMeU8";

fn database(engine: Engine) -> Database {
    let db = Database::fixture(engine, "0.27");
    let date = match engine {
        Engine::Sqlite => "yesterday",
        _ => "infinity",
    };
    db.execute(&format!(
        "UPDATE api_token SET create_date = '{date}' WHERE token = '{BOBS}'"
    ));
    db
}

fn run(db: &Database, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(args.iter().copied())
}

fn id(token: &str) -> String {
    ragflowctl::domain::token::Token::new(token).id()
}

#[test]
fn other_keys_are_found_by_their_id() {
    for db in ENGINES.map(database) {
        let alices = id("ragflow-ZP7krJ1hzvl5qOAFUy60xIzcvRbKQweKkRXDeA4edxI");
        let commands: [&[&str]; 4] = [
            &["token", "show"],
            &["token", "delete", "--dry-run"],
            &["token", "rotate", "--dry-run"],
            &["beta", "rotate", "--dry-run"],
        ];
        for command in commands {
            let ran = run(&db, &[command, &[&alices]].concat());
            assert_eq!(ran.status, 0, "{command:?}: {}", ran.stderr);
        }
        let ran = run(&db, &["token", "show", &id(BOBS)]);
        assert_eq!(ran.status, 6, "{}", ran.stderr);
        assert!(ran.stderr.contains("api_token.create_date"));
    }
}

#[test]
fn other_keys_are_audited() {
    for db in ENGINES.map(database) {
        let ran = run(&db, &["audit", "-o", "jsonl"]);
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        let named = format!("api_token.create_date of key {}", id(BOBS));
        assert!(ran.stderr.contains(&named), "{}", ran.stderr);
        let lines: Vec<Value> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let last = lines.last().expect("a line");
        assert_eq!(last["code"], 500);
        for user in ["alice@example.com", "erin@example.com"] {
            assert!(lines.iter().any(|line| line["user"] == user), "{user}");
        }
        let table = run(&db, &["audit"]);
        assert_eq!(table.status, 1, "{}", table.stderr);
        assert_eq!(table.stdout.lines().count(), lines.len());
        let ran = run(&db, &["audit", "--user", "alice@example.com"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
}

#[test]
fn betas_are_created_nevertheless() {
    for db in ENGINES.map(database) {
        let ran = run(&db, &["beta", "backfill", "--json"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("\"filled\":6"), "{}", ran.stdout);
    }
}
