//! KEY and `token show` on every engine: secrets are compared byte by byte, whatever the collation.

use serde_json::{Value, json};

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    secrets_are_compared_byte_by_byte,
    each_key_of_the_fixture_has_its_findings,
    ten_thousand_secrets_can_be_searched,
);

const ALICES: &str = "ragflow-ZP7krJ1hzvl5qOAFUy60xIzcvRbKQweKkRXDeA4edxI";

fn show(db: &Database, stdin: &str, more: &[&str]) -> Finished {
    let args = ["token", "show", "-", "--json"].iter().chain(more);
    Sandbox::new()
        .piping(stdin)
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(args.copied())
}

fn data(ran: &Finished) -> Value {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    envelope["data"].clone()
}

fn secrets_are_compared_byte_by_byte(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    assert_eq!(data(&show(&db, ALICES, &[]))["user"], "alice@example.com");
    for other in [ALICES.to_uppercase(), format!("{ALICES} ")] {
        assert_eq!(show(&db, &other, &[]).status, 3, "{other:?}");
    }
    let bobs = show(&db, ALICES, &["--user", "bob@example.com"]);
    assert_eq!(bobs.status, 4, "{}", bobs.stderr);
}

fn each_key_of_the_fixture_has_its_findings(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for (key, user, status, findings) in [
        (ALICES, "alice@example.com", "active", "missing-beta"),
        (
            "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
            "alice@example.com",
            "active",
            "guessable-key, guessable-beta",
        ),
        (
            "ragflow-U6gKaurQ6PgDznm3ekZCuxaEk4taUD5uIEv09_yMeU8",
            "bob@example.com",
            "active",
            "shared-beta",
        ),
        (
            "ragflow-E4YjZlY2Y2ZTY4NzExZjE4MGM0MDJmYz",
            "dave@example.com",
            "deleted",
            "guessable-key, guessable-beta, owner-deleted",
        ),
        (
            "ragflow-NjBgmWzwOYjgDR7HvqN4a2RqJLgZd3-UObvUalT8A9w",
            "erin@example.com",
            "inactive",
            "owner-inactive",
        ),
        (
            "ragflow-DvWin3lrck7vrVSMkpdXoqvtNGRXTpz2Q9Uq0q3Zfbc",
            "frank@example.com",
            "active",
            "ownerless",
        ),
        (
            "ragflow-9RSYeJgw87xkLbCw9PuM0GugBewCLVvqOEkYlDL5VF4",
            "grace@example.com",
            "active",
            "ownerless",
        ),
    ] {
        let data = data(&show(&db, key, &[]));
        assert_eq!(data["user"], user);
        assert_eq!(data["user_status"], status, "{user}");
        let findings: Vec<&str> = findings.split(", ").collect();
        assert_eq!(data["findings"], json!(findings), "{user}");
    }
    let orphan = "ragflow-MNsuvMrPdsBVqHtcCmOQlttOX8B5V8pCcIig9Vs6yUM";
    let orphan = data(&show(&db, orphan, &[]));
    assert_eq!(
        (&orphan["user"], &orphan["user_status"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(orphan["findings"], json!(["orphan", "ownerless"]));
    // Alice and bob have the same key.
    let shared = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
    assert_eq!(show(&db, shared, &[]).status, 1);
    let shared = data(&show(&db, shared, &["--user", "alice@example.com"]));
    assert_eq!(shared["findings"], json!(["same-token"]));
    let others = json!(["dc79595307a3a11a39485c59f484a716"]);
    assert_eq!(shared["other_tenants"], others);
    // A key bound to a dialog or an agent shows its name.
    for (key, name) in [
        ("ragflow-E4YjYxZGRhZTY4NzExZjE4MGM0MDJmYz", "dialog"),
        ("ragflow-E4YjY1ODdjZTY4NzExZjE4MGM0MDJmYz", "agent"),
    ] {
        let data = data(&show(&db, key, &[]));
        assert_eq!(
            (&data["source"], &data["binding"]),
            (&name.into(), &"there".into())
        );
        assert!(data["binding_name"].is_string(), "{data}");
    }
}

fn ten_thousand_secrets_can_be_searched(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut lines: String = (0..9_999)
        .map(|number| format!("nobody-{number}\n"))
        .collect();
    lines.push_str(ALICES);
    let ran = show(&db, &lines, &[]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    assert!(!ran.stderr.contains("nobody-"), "{}", ran.stderr);
}
