//! `embed` on every engine.

use serde_json::Value;

use crate::fixture::{keys, sandbox};
use crate::sandbox::Finished;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    pages_of_the_fixture_work,
    faults_are_found_in_the_database,
    missing_tables_are_named,
    missing_betas_are_created,
);

const OWNER: [&str; 2] = ["-u", "alice@example.com"];
const CHAT: &str = "b067c26cb92060f00945a913104f8799";
const AGENT: &str = "86f7c9af85bd479b900c1b787c98ef9c";
const BOBS_CHAT: &str = "9888fa4e4356c4407c83075239e316ba";

fn embed(db: &Database, args: &[&str]) -> Finished {
    let fixed = ["embed", "--origin", "https://rag.example.com"];
    sandbox(db).run([&fixed[..], args].concat())
}

fn check(db: &Database, url: &str, more: &[&str]) -> (u8, Vec<String>) {
    let fixed = ["embed", "--check", "-", "--json"];
    let ran = sandbox(db).piping(url).run([&fixed[..], more].concat());
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let rows = envelope["data"].as_array().expect("rows").iter();
    let faults = rows.map(|row| row["fault"].as_str().expect("a fault").to_owned());
    (ran.status, faults.collect())
}

fn page_of(db: &Database, kind: &str, id: &str) -> String {
    let ran = embed(db, &[&OWNER[..], &[kind, id, "--quiet"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran.stdout.trim_end().to_owned()
}

fn pages_of_the_fixture_work(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    for (kind, id) in [("--dialog", CHAT), ("--agent", AGENT)] {
        let url = page_of(&db, kind, id);
        assert_eq!(check(&db, &url, &[]), (0, Vec::new()), "{url}");
        let ran = sandbox(&db).piping(&url).run(["token", "explain", "-"]);
        assert_eq!(ran.status, 0, "{url}: {}", ran.stderr);
    }
    for (id, status) in [(BOBS_CHAT, 4), (AGENT, 3), ("nothing", 3)] {
        let ran = embed(&db, &[&OWNER[..], &["--dialog", id]].concat());
        assert_eq!(ran.status, status, "{}", ran.stderr);
    }
    // Ids are compared by their bytes.
    let ran = embed(
        &db,
        &[&OWNER[..], &["--dialog", &CHAT.to_uppercase()]].concat(),
    );
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
}

fn faults_are_found_in_the_database(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let url = page_of(&db, "--dialog", CHAT);
    let faults = |text: &str| check(&db, text, &[]).1;
    assert_eq!(faults(&url.replace(CHAT, BOBS_CHAT)), ["other-tenant"]);
    assert_eq!(faults(&url.replace(CHAT, AGENT)), ["wrong-parameter"]);
    assert_eq!(faults(&url.replace(CHAT, &"0".repeat(32))), ["gone"]);
    let (front, _) = url.split_once("auth=").expect("a beta");
    assert_eq!(faults(&format!("{front}auth=nobodys")), ["unknown-beta"]);
    // Dave's account is deleted, which 0.26 and later look at.
    let daves = format!("{front}auth=E4YjcwNzA0ZTY4NzExZjE4MGM0MDJmYz");
    assert_eq!(faults(&daves), ["guessable-beta", "rejected"]);
    // Up to 0.24 a beta opens the chats of every tenant.
    let foreign = url
        .replace(CHAT, BOBS_CHAT)
        .replace("/chats/", "/next-chats/");
    let old = check(&db, &foreign, &["--ragflow-version", "0.21"]);
    assert_eq!(old, (0, vec!["other-tenant".to_owned()]));
    db.execute("UPDATE \"dialog\" SET \"status\" = '0'");
    assert_eq!(faults(&url), ["deleted"]);

    let agents = format!("{}&release=true", page_of(&db, "--agent", AGENT));
    assert_eq!(
        faults(&agents),
        [] as [String; 0],
        "no table says what is published"
    );
    db.execute(
        "CREATE TABLE user_canvas_version (id VARCHAR(32), user_canvas_id VARCHAR(255), \
         \"release\" BOOLEAN NOT NULL)",
    );
    if engine == Engine::Postgres {
        // Its owner is not the account of the program.
        db.execute("GRANT SELECT ON user_canvas_version TO ragflow");
    }
    db.execute(&format!(
        "INSERT INTO user_canvas_version VALUES ('1', '{AGENT}', FALSE)"
    ));
    assert_eq!(faults(&agents), ["not-published"]);
    db.execute(&format!(
        "INSERT INTO user_canvas_version VALUES ('2', '{AGENT}', TRUE)"
    ));
    assert_eq!(faults(&agents), [] as [String; 0]);
}

fn missing_tables_are_named(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let url = page_of(&db, "--dialog", CHAT);
    let no_searches = embed(&db, &[&OWNER[..], &["--search", CHAT]].concat());
    let has_searches = engine == Engine::Sqlite;
    let expected = if has_searches { 3 } else { 6 };
    assert_eq!(no_searches.status, expected, "{}", no_searches.stderr);
    db.execute("DROP TABLE \"dialog\"");
    let ran = embed(&db, &[&OWNER[..], &["--dialog", CHAT]].concat());
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(ran.stderr.contains("no table dialog"), "{}", ran.stderr);
    let faults = check(&db, &url, &[]);
    assert_eq!(faults, (0, vec!["not-checked".to_owned()]));
}

fn missing_betas_are_created(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    db.execute("UPDATE \"api_token\" SET \"beta\" = NULL");
    let args = [&OWNER[..], &["--dialog", CHAT]].concat();
    let ran = embed(&db, &args);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    let ran = embed(&db, &[&args[..], &["--backfill", "--quiet"]].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(check(&db, &ran.stdout, &[]), (0, Vec::new()));
    // Only those of this owner.
    let missing = db.query("SELECT 1 FROM \"api_token\" WHERE \"beta\" IS NULL");
    assert_eq!(missing.len(), 19 - 7);
}
