//! `undo`: old rows are restored, and later changes of others are kept.

use crate::fixture::{Rows, keys, sandbox};
use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    undo_restores_deleted_rows,
    a_row_changed_since_then_is_a_conflict_and_is_kept,
    an_undo_file_of_another_database_is_refused,
    a_failure_at_any_statement_is_all_or_nothing,
    a_delete_that_a_lock_refuses_leaves_no_undo_file,
    undo_deletes_created_keys,
    undo_deletes_imported_keys,
    undo_of_a_backfill_keeps_what_has_changed,
    a_parallel_backfill_is_undone_by_owner_and_by_all,
    an_interrupted_undo_of_a_backfill_can_be_repeated,
    a_backfill_file_of_another_database_or_version_is_refused,
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

fn undo_deletes_created_keys(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    let ran = sandbox.run([
        "token",
        "create",
        "--tenant",
        &owned_tenant(&db),
        "--count",
        "3",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db).len(), before.len() + 3);
    let ran = sandbox.run(["undo", "--yes", "--expect", "3", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
}

fn undo_deletes_imported_keys(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sandbox = sandbox(&db);
    let all = keys(&db);
    let listed = sandbox.run(["token", "list", "--all", "-o", "jsonl"]);
    let listed = sandbox.file("keys.jsonl", &listed.stdout);
    let listed = listed.display().to_string();
    let _ = delete(&db, &sandbox);
    let before = keys(&db);
    let import = ["token", "import", &listed, "--yes", "--include-orphans"];
    let ran = sandbox.run(import);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db), all);
    let ran = sandbox.run(["undo", "--last", "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
}

/// The tenant of a key without a beta whose owner exists.
fn owned_tenant(db: &Database) -> String {
    let sql = "SELECT MIN(tenant_id) FROM api_token WHERE COALESCE(LENGTH(beta), 0) = 0 AND \
               tenant_id IN (SELECT tenant_id FROM user_tenant WHERE role = 'owner')";
    db.query(sql)[0][0].clone().expect("a tenant")
}

/// The primary keys of the rows without a beta.
fn missing(db: &Database) -> Rows {
    let rows = keys(db).into_iter();
    let rows = rows.filter(|row| row[4].as_deref().unwrap_or_default().is_empty());
    rows.map(|row| row[..2].to_vec()).collect()
}

fn undo_of_a_backfill_keeps_what_has_changed(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = missing(&db);
    let others: Rows = keys(&db);
    let others = others
        .into_iter()
        .filter(|row| !before.contains(&row[..2].to_vec()));
    let others: Rows = others.collect();
    let sandbox = sandbox(&db);
    let filled = sandbox.run(["beta", "backfill", "--json"]);
    assert_eq!(filled.status, 0, "{}", filled.stderr);
    assert_eq!(missing(&db), Rows::new());
    let token = before[0][1].clone().expect("a key");
    db.execute(&format!(
        "UPDATE api_token SET beta = 'from another' WHERE token = '{token}'"
    ));
    let ran = sandbox.run(["undo", "--yes", "--expect", "5", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(missing(&db), before[1..]);
    let kept: Rows = keys(&db)
        .into_iter()
        .filter(|row| others.contains(row))
        .collect();
    assert_eq!(kept, others, "no other row was touched");
    // The betas of the next backfill are others.
    let filled = sandbox.run(["beta", "backfill", "--json", "--undo-file", "off"]);
    assert!(filled.stdout.contains("\"filled\":5"), "{}", filled.stdout);
}

fn a_parallel_backfill_is_undone_by_owner_and_by_all(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = missing(&db);
    let sandbox = sandbox(&db);
    let tenant = owned_tenant(&db);
    let parallel = ["--connections", "2", "--batch-size", "1"];
    for owner in [&["--tenant", tenant.as_str()][..], &[]] {
        let args = ["beta", "backfill"].iter().chain(owner).chain(&parallel);
        let ran = sandbox.run(args);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(missing(&db).len() < before.len());
        let ran = sandbox.run(["undo", "--yes"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(missing(&db), before);
    }
}

fn an_interrupted_undo_of_a_backfill_can_be_repeated(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = missing(&db);
    let first = sandbox(&db);
    // A read is repeated on a new connection, so some of the failures do not show.
    let mut failed = 0;
    for statement in (0..30).step_by(3) {
        let path = first.folder().join(format!("undo-{statement}"));
        let path = path.display().to_string();
        let ran = first.run(["beta", "backfill", "--undo-file", &path]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let ran = sandbox(&db)
            .failing_at_statement(statement, statement % 2 == 0)
            .run(["undo", &path, "--yes"]);
        failed += u32::from(ran.status != 0);
        let ran = first.run(["undo", &path, "--yes"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(missing(&db), before, "after a failure at {statement}");
    }
    assert!(failed > 3, "only {failed} runs failed");
}

fn a_backfill_file_of_another_database_or_version_is_refused(engine: Engine) {
    let (db, other) = (
        Database::fixture(engine, "0.27"),
        Database::fixture(engine, "0.27"),
    );
    let sandbox = sandbox(&db);
    let path = sandbox.folder().join("undo").display().to_string();
    let ran = sandbox.run(["beta", "backfill", "--undo-file", &path]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let filled = keys(&db);
    let ran = sandbox.run(["-d", &other.url(), "undo", &path, "--yes"]);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    let text = std::fs::read_to_string(&path).expect("an undo file");
    let header = text.lines().next().expect("a header");
    let seed = text.find("seed").expect("a seed");
    let broken = [
        text.replace("\"version\":1", "\"version\":2"),
        header.to_owned(),
        header[..40].to_owned(),
        text[..seed + 20].to_owned(),
        text.replace("\"seed\":\"", "\"seed\":\"x"),
        String::new(),
    ];
    for text in broken {
        let name = sandbox.file("broken", &text).display().to_string();
        let ran = sandbox.run(["undo", &name, "--yes"]);
        assert_eq!(ran.status, 2, "{text}: {}", ran.stderr);
        assert_eq!(keys(&db), filled);
    }
}
