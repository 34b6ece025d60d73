//! The change log: written for every change, or nothing is changed.

use crate::fixture::{ADA, File};
use crate::sandbox::Sandbox;

const KEY: &str = "7c82c4c66475";

#[test]
fn nothing_is_changed_if_the_change_log_cannot_be_written() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let deleted = file.run(["token", "delete", KEY, "--yes", "--dry-run", "-o", "jsonl"]);
    let rows = sandbox.file("rows", &deleted.stdout.replace("FloK", "FloL"));
    let rows = rows.display().to_string();
    let undo = sandbox.folder().join("undo").display().to_string();
    let args = [
        "token",
        "delete",
        "9e4442bb6409",
        "--yes",
        "--undo-file",
        &undo,
    ];
    assert_eq!(file.run_in(&sandbox, args).status, 0);
    let before = file.state();
    for args in [
        &["token", "create", "-u", ADA][..],
        &["token", "delete", KEY, "--yes"],
        &["token", "rotate", KEY, "--yes"],
        &["beta", "rotate", KEY, "--yes"],
        &["beta", "backfill", "--quiet"],
        &["token", "import", &rows, "--yes"],
        &["undo", &undo, "--yes"],
    ] {
        let sandbox = Sandbox::new();
        let args = args.iter().copied();
        let ran = file.run_in(
            &sandbox,
            args.clone().chain(["--change-log", "/nowhere/log"]),
        );
        assert_eq!(ran.status, 1, "{args:?} {}", ran.stderr);
        assert!(ran.stderr.contains("nothing was changed"), "{}", ran.stderr);
        assert!(ran.stderr.contains("--change-log off"), "{}", ran.stderr);
        assert!(file.state() == before, "{args:?} changed something");
        assert!(!sandbox.folder().join("state/ragflowctl/undo").exists());
    }
    let args = ["token", "list", "-u", ADA, "--change-log", "/nowhere/log"];
    let ran = file.run(args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(file.state() == before);
}
