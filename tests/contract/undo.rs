//! `undo`: old rows are restored, and later changes of others are kept.

use crate::fixture::{keys, sandbox};
use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    undo_restores_deleted_rows,
    a_row_changed_since_then_is_a_conflict_and_is_kept,
    an_undo_file_of_another_database_is_refused,
    a_failure_at_any_statement_is_all_or_nothing,
    a_delete_that_a_lock_refuses_leaves_no_undo_file,
);

/// Deletes every weak key, and returns the path of the undo file.
fn delete(db: &Database, sandbox: &Sandbox) -> String {
    let path = sandbox.folder().join("undo").display().to_string();
    let args = [
        "token",
        "delete",
        "--weak",
        "--all",
        "--yes",
        "--undo-file",
        &path,
    ];
    let ran = sandbox.run(args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!keys(db).is_empty());
    path
}

fn undo_restores_deleted_rows(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    let path = delete(&db, &sandbox);
    let dry = sandbox.run(["undo", &path, "--dry-run"]);
    assert_eq!(dry.status, 0, "{}", dry.stderr);
    assert_ne!(keys(&db), before);
    let ran = sandbox.run(["undo", &path, "--yes", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
    let again = sandbox.run(["undo", &path, "--yes", "--json"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(again.stdout.contains("\"restored\":0"), "{}", again.stdout);
    assert_eq!(keys(&db), before);
}

fn a_row_changed_since_then_is_a_conflict_and_is_kept(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sandbox = sandbox(&db);
    let ran = sandbox.run(["token", "rotate", "--weak", "--all", "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let newest = "SELECT MAX(update_time) FROM api_token";
    let time = db.query(newest)[0][0].clone().expect("a time");
    let new = format!("SELECT token FROM api_token WHERE update_time = {time}");
    let token = db.query(&new)[0][0].clone().expect("a key");
    db.execute(&format!(
        "UPDATE api_token SET beta = 'changed' WHERE token = '{token}'"
    ));
    let changed = keys(&db);
    let ran = sandbox.run(["undo", "--yes", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"code\":409"), "{}", ran.stdout);
    assert_eq!(keys(&db), changed);
}

fn an_undo_file_of_another_database_is_refused(engine: Engine) {
    let (db, other) = (
        Database::fixture(engine, "0.27"),
        Database::fixture(engine, "0.27"),
    );
    let sandbox = sandbox(&db);
    let path = delete(&db, &sandbox);
    let before = keys(&other);
    let url = other.url();
    let ran = sandbox.run(["-d", &url, "undo", &path, "--yes"]);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    // The other database still has these rows: --force finds nothing to do.
    let ran = sandbox.run(["-d", &url, "undo", &path, "--yes", "--force", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"restored\":0"), "{}", ran.stdout);
    assert_eq!(keys(&other), before);
}

fn a_failure_at_any_statement_is_all_or_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let first = sandbox(&db);
    let path = delete(&db, &first);
    let deleted = keys(&db);
    for statement in 0.. {
        for answered in [false, true] {
            let ran = sandbox(&db)
                .failing_at_statement(statement, answered)
                .run(["undo", &path, "--yes"]);
            let now = keys(&db);
            assert!(now == before || now == deleted, "half done at {statement}");
            if ran.status == 0 || now == before {
                assert!(statement > 8, "there are more statements than {statement}");
                return;
            }
        }
    }
}

/// Another session has locked the row: nothing is deleted, and the next `undo` takes the change
/// before.
fn a_delete_that_a_lock_refuses_leaves_no_undo_file(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sandbox = sandbox(&db);
    let ids = sandbox.run(["token", "list", "--all", "-o", "tsv", "--fields", "id"]);
    let ids: Vec<&str> = ids.stdout.lines().skip(1).collect();
    let before = keys(&db);
    let ran = sandbox.run(["beta", "rotate", ids[0], "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let rotated = keys(&db);
    let holder = db.execute_and_hold(match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        _ => "BEGIN; SELECT * FROM api_token FOR UPDATE",
    });
    let args = ["token", "delete", ids[1], "--yes", "--lock-timeout", "1s"];
    let ran = sandbox.run(args);
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    assert!(!ran.stderr.contains("undo"), "{}", ran.stderr);
    drop(holder);
    assert_eq!(keys(&db), rotated);
    let ran = sandbox.run(["undo", "--last", "--yes", "--json"]);
    assert!(ran.stdout.contains("\"restored\":1"), "{}", ran.stdout);
    assert_eq!(keys(&db), before);
}
