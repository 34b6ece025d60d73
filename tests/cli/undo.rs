//! `undo`

use insta::assert_snapshot;

use crate::fixture::File;
use crate::sandbox::Sandbox;

#[test]
fn undo_restores_the_old_rows() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let args = ["token", "rotate", "--weak", "--all", "--yes"];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    assert_snapshot!("dry_run", file.show_in(&sandbox, &["undo", "--dry-run"]));
    assert_snapshot!("not_confirmed", file.show_in(&sandbox, &["undo"]));
    assert_snapshot!("confirmed", file.show_in(&sandbox, &["undo", "--yes"]));
    assert_snapshot!(
        "nothing_to_undo",
        file.show_in(&sandbox, &["undo", "--yes"])
    );
}

#[test]
fn a_changed_row_is_a_conflict() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let args = ["beta", "rotate", "7c82c4c66475", "--yes"];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    file.execute("UPDATE api_token SET update_time = 1 WHERE token LIKE 'ragflow-FloK%'");
    let before = file.state();
    assert_snapshot!(file.show_in(&sandbox, &["undo", "--yes"]));
    assert!(file.state() == before);
}

#[test]
fn a_broken_connection_leaves_no_partial_change() {
    let file = File::demo();
    let before = file.query("SELECT * FROM api_token");
    let mut statement = 0;
    loop {
        let sandbox = Sandbox::new().failing_at_statement(statement, false);
        let ran = file.run_in(&sandbox, ["token", "rotate", "7c82c4c66475", "--yes"]);
        if ran.status == 0 {
            break;
        }
        assert_eq!(ran.status, 5, "{}", ran.stderr);
        assert_eq!(file.query("SELECT * FROM api_token"), before);
        statement += 1;
    }
    assert!(statement > 10);
}

#[test]
fn files_that_are_not_undo_files_are_refused() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let other = sandbox.file("other", "{\"token\":\"ragflow-secret\"}\n");
    let other = other.display().to_string();
    assert_snapshot!(
        "another_file",
        file.show_in(&sandbox, &["undo", &other, "--yes"])
    );
    assert_snapshot!(
        "missing_file",
        file.show_in(&sandbox, &["undo", "/nowhere", "--yes"])
    );
    assert_snapshot!("no_undo_file", file.show_in(&sandbox, &["undo", "--yes"]));
}

#[test]
fn a_file_that_cannot_be_used_does_not_block_the_others() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let before = file.query("SELECT * FROM api_token ORDER BY token");
    let args = ["token", "delete", "7c82c4c66475", "--yes"];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    let folder = "state/ragflowctl/undo";
    let written = sandbox
        .folder()
        .join(folder)
        .join("20261122T163456.789Z-0.jsonl");
    let text = std::fs::read_to_string(written).expect("an undo file");
    // Each of them is named as if it were newer.
    let half = text.replace("\"sequence\":1", "\"sequence\":9");
    let half = half.lines().next().expect("a header").to_owned() + "\n";
    sandbox.file(&format!("{folder}/20990101T000000.000Z-0.jsonl"), "stray");
    sandbox.file(&format!("{folder}/20990101T000000.000Z-1.jsonl"), &half);
    sandbox.file(&format!("{folder}/20990101T000000.000Z-2.jsonl"), &text);
    sandbox.mode(&format!("{folder}/20990101T000000.000Z-2.jsonl"), 0o666);
    assert_snapshot!("broken_files", file.show_in(&sandbox, &["undo", "--yes"]));
    assert!(file.query("SELECT * FROM api_token ORDER BY token") == before);
}

#[test]
fn a_file_that_others_can_write_is_refused() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let path = sandbox.folder().join("old.undo").display().to_string();
    let args = [
        "token",
        "delete",
        "7c82c4c66475",
        "--yes",
        "--undo-file",
        &path,
    ];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    sandbox.mode("old.undo", 0o666);
    let before = file.state();
    let ran = file.run_in(&sandbox, ["undo", &path, "--yes"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("other accounts can write to it"),
        "{}",
        ran.stderr
    );
    assert!(file.state() == before);
}

#[test]
fn old_undo_files_are_listed_and_deleted() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let folder = "state/ragflowctl/undo";
    let delete = ["token", "delete", "7c82c4c66475", "--yes", "-q"];
    assert_eq!(file.run_in(&sandbox, delete).status, 0);
    let new = sandbox
        .folder()
        .join(folder)
        .join("20261122T163456.789Z-0.jsonl");
    let text = std::fs::read_to_string(&new).expect("an undo file");
    let text = text
        .replace("2026-11-22T", "2026-09-01T")
        .replace("\"sequence\":1", "\"sequence\":0");
    let old = format!("{folder}/20260901T163456.789Z-0.jsonl");
    let old = sandbox.file(&old, &text);
    let list = [
        "undo",
        "--list",
        "--fields",
        "file,time,command,changes,undone",
    ];
    assert_snapshot!("list", file.show_in(&sandbox, &list));
    let delete = ["token", "delete", "9e4442bb6409", "--yes"];
    let ran = file.run_in(&sandbox, delete);
    assert!(
        ran.stderr
            .contains("note: 3 undo files contain full keys, and the oldest is 82 days old; "),
        "{}",
        ran.stderr
    );
    let older = ["undo", "--older-than", "30d", "--fields", "file"];
    let dry = [&older[..], &["--dry-run"]].concat();
    assert_snapshot!("older_than_dry_run", file.show_in(&sandbox, &dry));
    assert!(old.exists());
    let unfinished = sandbox.file(&format!("{folder}/.undo-a1b2c3"), "half");
    let modified = std::time::UNIX_EPOCH;
    let half = std::fs::File::options().write(true).open(&unfinished);
    half.and_then(|half| half.set_modified(modified))
        .expect("a time");
    assert_snapshot!("older_than", file.show_in(&sandbox, &older));
    assert!(!old.exists() && !unfinished.exists() && new.exists());
    let path = new.display().to_string();
    let ran = file.run_in(&sandbox, ["undo", "--forget", &path, "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!new.exists());
    let other = sandbox.file("other", "text\n");
    let path = other.display().to_string();
    let ran = file.run_in(&sandbox, ["undo", "--forget", &path]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(other.exists(), "it is not an undo file");
}
