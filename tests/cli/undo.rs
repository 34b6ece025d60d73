//! `undo`

use insta::assert_snapshot;

use crate::fixture::{File, envelope};
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
fn a_repeated_undo_says_that_it_goes_further_back() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let before = file.query(KEYS);
    for key in ["7c82c4c66475", "740da5d9993f", "79d7e9e52506"] {
        let ran = file.run_in(&sandbox, ["token", "delete", key, "--yes"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let warnings = [
        None,
        Some("warning: 1 newer change is undone already; this is an older one\n"),
        Some("warning: 2 newer changes are undone already; this is an older one\n"),
    ];
    for warning in warnings {
        let ran = file.run_in(&sandbox, ["undo", "--yes"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(
            ran.stderr.contains(
                "note: the change to undo: token delete of 2026-11-22 16:34:56 UTC, 1 key"
            ),
            "{}",
            ran.stderr
        );
        let found = ran.stderr.lines().find(|line| line.contains("newer"));
        assert_eq!(found, warning.map(str::trim_end), "{}", ran.stderr);
    }
    assert_eq!(file.query(KEYS), before);
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
            .contains("note: 3 undo files can contain full keys (the oldest is 82 days old); "),
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

const KEYS: &str = "SELECT * FROM api_token ORDER BY tenant_id, token";
const MISSING: &str = "SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''";

/// The text of the only undo file.
fn undo_file(sandbox: &Sandbox) -> String {
    let folder = sandbox.folder().join("state/ragflowctl/undo");
    let mut files = std::fs::read_dir(folder).expect("undo files");
    let path = files.next().expect("a file").expect("a file").path();
    assert!(files.next().is_none());
    std::fs::read_to_string(path).expect("text")
}

#[test]
fn created_keys_are_deleted_if_they_are_unchanged() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let before = file.query(KEYS);
    let create = ["token", "create", "-u", "ada@example.com", "--count", "2"];
    let ran = file.run_in(&sandbox, create.into_iter().chain(["--json"]));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = undo_file(&sandbox);
    for row in envelope(&ran)["data"].as_array().expect("rows") {
        for field in ["token", "beta"] {
            let secret = row[field].as_str().expect("a secret");
            assert!(!text.contains(secret), "{text}");
        }
    }
    let changed = "UPDATE api_token SET update_time = 1 WHERE create_time = 1795365296789";
    let restore = changed.replace("= 1 ", "= 1795365296789 ");
    file.execute(changed);
    let ran = file.run_in(&sandbox, ["undo", "--yes"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let message = "2 keys have changed since token create; nothing was changed";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
    file.execute(&restore);
    let dry = file.run_in(&sandbox, ["undo", "--dry-run"]);
    let note = "note: dry run: would undo token create: delete 2 keys of 1 tenant";
    assert!(dry.stderr.contains(note), "{}", dry.stderr);
    let shown = file.show_in(&sandbox, &["undo", "--yes", "--fields", "command,restored"]);
    assert_snapshot!("created", shown);
    assert_eq!(file.query(KEYS), before);
}

#[test]
fn imported_keys_are_deleted_and_the_others_stay() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let listed = file.run(["token", "list", "--user", "ada@example.com", "-o", "jsonl"]);
    let deleted = "DELETE FROM api_token WHERE token LIKE 'ragflow-FloK%'";
    file.execute(deleted);
    let before = file.query(KEYS);
    let path = sandbox.file("keys.jsonl", &listed.stdout);
    let path = path.display().to_string();
    let ran = file.run_in(&sandbox, ["token", "import", &path, "--yes", "--json"]);
    assert_eq!(envelope(&ran)["data"]["added"], 1, "{}", ran.stderr);
    assert!(!undo_file(&sandbox).contains("FloK"));
    let ran = file.run_in(&sandbox, ["undo", "--yes", "--json"]);
    let data = &envelope(&ran)["data"];
    assert_eq!(
        (&data["restored"], &data["deleted"]),
        (&0.into(), &1.into())
    );
    assert_eq!(file.query(KEYS), before);
}

#[test]
fn the_betas_of_a_backfill_are_missing_again_unless_they_have_changed() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let filled = file.run_in(&sandbox, ["beta", "backfill", "--json"]);
    assert_eq!(envelope(&filled)["data"]["filled"], 6, "{}", filled.stderr);
    assert_eq!(file.number(MISSING), 1);
    let text = undo_file(&sandbox);
    assert!(text.len() < 600, "{text}");
    // RAGFlow replaces one, and a key goes.
    file.execute(
        "UPDATE api_token SET beta = 'another' WHERE rowid IN \
         (SELECT MIN(rowid) FROM api_token WHERE update_time = 1795365296789); \
         DELETE FROM api_token WHERE rowid IN \
         (SELECT MAX(rowid) FROM api_token WHERE update_time = 1795365296789)",
    );
    let others = "SELECT * FROM api_token WHERE beta <> '' AND update_time <> 1795365296789 \
                  ORDER BY token";
    let before = file.query(others);
    assert_snapshot!(
        "backfill_dry_run",
        file.show_in(&sandbox, &["undo", "--dry-run"])
    );
    let args = ["undo", "--yes", "--expect", "5"];
    assert_eq!(file.run_in(&sandbox, args).status, 4);
    assert_snapshot!(
        "backfill",
        file.show_in(&sandbox, &["undo", "--yes", "--expect", "4"])
    );
    assert_eq!(file.number(MISSING), 5);
    assert_eq!(file.query(others), before);
    let list = ["undo", "--list", "--fields", "command,changes,undone"];
    assert_snapshot!("backfill_list", file.show_in(&sandbox, &list));
}

#[test]
fn a_backfill_of_one_owner_is_undone_for_that_owner() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let path = sandbox.folder().join("fill.undo").display().to_string();
    let args = [
        "beta",
        "backfill",
        "-u",
        "ben@example.com",
        "--undo-file",
        &path,
    ];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    assert_eq!(file.number(MISSING), 6);
    let ran = file.run_in(&sandbox, ["undo", &path, "--yes", "--json"]);
    assert_eq!(envelope(&ran)["data"]["restored"], 1, "{}", ran.stderr);
    assert_eq!(file.number(MISSING), 7);
}

#[test]
fn a_backfill_without_its_undo_file_changes_nothing() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    sandbox.file("state/ragflowctl/undo", "not a directory");
    let before = file.state();
    for command in [
        &["beta", "backfill"][..],
        &["token", "create", "-u", "ada@example.com"],
    ] {
        let ran = file.run_in(&sandbox, command.iter().copied());
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        for part in [
            "cannot write the undo file",
            "nothing was changed",
            "--undo-file off",
        ] {
            assert!(ran.stderr.contains(part), "{}", ran.stderr);
        }
        assert!(file.state() == before);
    }
    let args = ["beta", "backfill", "--undo-file", "off", "--quiet"];
    let ran = file.run_in(&sandbox, args);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    // A listing creates betas as RAGFlow's page does, without an undo file.
    let file = File::demo();
    let ran = file.run_in(&sandbox, ["token", "list", "-u", "ben@example.com"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(file.number(MISSING), 6);
}

#[test]
fn a_backfill_that_creates_nothing_leaves_no_undo_file() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let ran = file.run_in(&sandbox, ["beta", "backfill", "--dry-run"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let taken = sandbox.run_with_hook(
        ["-d", &file.url(), "beta", "backfill", "--json"],
        &mut || {
            file.execute("UPDATE api_token SET beta = 'x' WHERE LENGTH(COALESCE(beta, '')) = 0")
        },
    );
    assert_eq!(envelope(&taken)["data"]["filled"], 0, "{}", taken.stderr);
    let folder = sandbox.folder().join("state/ragflowctl/undo");
    let files = std::fs::read_dir(folder).expect("the directory");
    assert_eq!(files.count(), 0);
}

#[test]
fn a_path_is_never_cut() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let delete = ["token", "delete", "7c82c4c66475", "--yes", "-q"];
    assert_eq!(file.run_in(&sandbox, delete).status, 0);
    let path = sandbox
        .folder()
        .join("state/ragflowctl/undo/20261122T163456.789Z-0.jsonl");
    let path = path.display().to_string();
    let mut sandbox = sandbox;
    for width in [40, 80, 100, 200] {
        sandbox = sandbox.terminal(width);
        for args in [&["undo", "--list"][..], &["undo", "--dry-run"]] {
            let ran = file.run_in(&sandbox, args.iter().copied());
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert!(ran.stdout.contains(&path), "{width}: {}", ran.stdout);
        }
    }
}
