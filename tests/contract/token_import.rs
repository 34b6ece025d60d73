//! `token import`: printed rows are restored unchanged.

use crate::fixture::keys;
use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    deleted_keys_are_restored_from_every_format,
    existing_keys_are_skipped_or_a_conflict,
    a_failure_at_any_statement_is_all_or_nothing,
);

fn run(db: &Database, sandbox: Sandbox, args: &[&str]) -> Finished {
    let sandbox = sandbox.var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(["token"].iter().chain(args).copied())
}

/// Deletes every weak key, and writes the printed rows to a file.
fn delete(db: &Database, folder: &tempfile::TempDir, format: &str) -> String {
    let args = ["delete", "--weak", "--all", "--yes", "-o", format];
    let ran = run(db, Sandbox::new(), &args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let path = folder.path().join(format);
    std::fs::write(&path, ran.stdout).expect("a file");
    path.display().to_string()
}

fn deleted_keys_are_restored_from_every_format(engine: Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    for format in ["json", "jsonl", "csv", "tsv"] {
        let path = delete(&db, &folder, format);
        assert_ne!(keys(&db), before);
        let ran = run(&db, Sandbox::new(), &["import", &path, "--yes"]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.stderr);
        assert_eq!(keys(&db), before, "{format}");
    }
}

fn existing_keys_are_skipped_or_a_conflict(engine: Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::fixture(engine, "0.27");
    let path = delete(&db, &folder, "jsonl");
    let import = ["import", path.as_str(), "--yes", "--json"];
    assert_eq!(run(&db, Sandbox::new(), &import).status, 0);
    let again = run(&db, Sandbox::new(), &import);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(again.stdout.contains("\"added\":0"), "{}", again.stdout);

    let path = delete(&db, &folder, "jsonl");
    let text = std::fs::read_to_string(&path).expect("a file");
    let one = folder.path().join("one");
    let first = text.lines().next().expect("a row");
    std::fs::write(&one, format!("{first}\n")).expect("a file");
    let one = one.display().to_string();
    assert_eq!(
        run(&db, Sandbox::new(), &["import", &one, "--yes"]).status,
        0
    );
    let row: serde_json::Value = serde_json::from_str(first).expect("a row");
    let token = row["token"].as_str().expect("a key");
    db.execute(&format!(
        "UPDATE api_token SET update_time = 1 WHERE token = '{token}'"
    ));
    let changed = keys(&db);
    let import = ["import", path.as_str(), "--yes", "--json"];
    let ran = run(&db, Sandbox::new(), &import);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"code\":409"), "{}", ran.stdout);
    assert_eq!(keys(&db), changed);
    let skip = [&import[..], &["--on-conflict", "skip"]].concat();
    let ran = run(&db, Sandbox::new(), &skip);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let after = keys(&db);
    assert_eq!(after.len(), changed.len() + text.lines().count() - 1);
    assert!(changed.iter().all(|row| after.contains(row)));
}

fn a_failure_at_any_statement_is_all_or_nothing(engine: Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let path = delete(&db, &folder, "jsonl");
    let deleted = keys(&db);
    for statement in 0.. {
        for answered in [false, true] {
            let sandbox = Sandbox::new().failing_at_statement(statement, answered);
            let ran = run(&db, sandbox, &["import", &path, "--yes"]);
            let now = keys(&db);
            assert!(now == before || now == deleted, "half done at {statement}");
            if ran.status == 0 || now == before {
                assert!(statement > 8, "there are more statements than {statement}");
                return;
            }
        }
    }
}
