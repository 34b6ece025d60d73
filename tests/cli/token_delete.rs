//! `token delete`

use insta::assert_snapshot;

use crate::fixture::{ADA, BEN, File, envelope, rows};
use crate::sandbox::Sandbox;

/// The IDs of one of Ada's strong keys, and of one that Ben has as well.
const KEY: &str = "7c82c4c66475";
const SHARED: &str = "23a1d3c70e0b";

#[test]
fn the_deleted_row_is_printed_and_gone() {
    let file = File::demo();
    assert_snapshot!(file.show(&["token", "delete", KEY, "--yes"]));
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 18);
    let ran = file.run(["token", "delete", SHARED, "-u", ADA, "--yes", "--json"]);
    assert_eq!(rows(&ran)[0]["tenant_id"], ADA);
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 17);
}

#[test]
fn a_user_without_an_owned_tenant_is_named() {
    let file = File::demo();
    let args = [
        "token",
        "delete",
        "--rule",
        "ownerless",
        "--all",
        "--dry-run",
    ];
    let ran = file.run([&args[..], &["-o", "csv", "--fields", "id,user"]].concat());
    assert!(
        ran.stdout.contains("a9cfc193b723,gus@example.com"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr
            .contains("3e61cd3416de8bb1c26bf92540981426 (no owner)"),
        "{}",
        ran.stderr
    );
}

#[test]
fn quiet_prints_only_an_explicit_format() {
    let file = File::demo();
    let ran = file.run(["token", "delete", KEY, "--yes", "--quiet"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    let args = [
        "token", "delete", SHARED, "-u", BEN, "--yes", "-q", "-o", "jsonl",
    ];
    let ran = file.run(args);
    assert_eq!((ran.status, ran.stdout.lines().count()), (0, 1));
}

#[test]
fn refused_deletions_change_nothing() {
    let file = File::demo();
    let before = file.state();
    for (name, args) in [
        ("ambiguous", &[SHARED, "--yes"][..]),
        (
            "key_of_another_owner",
            &[KEY, "--user", "ben@example.com", "--yes"],
        ),
        ("unknown_key", &["000000", "--yes"]),
        ("no_key", &["--yes"]),
        ("not_confirmed", &[KEY]),
        (
            "unexpected_count",
            &["--weak", "--all", "--yes", "--expect", "4"],
        ),
        ("weak_without_owner", &["--weak", "--yes"]),
        ("all_without_weak", &["--all", "--yes"]),
        ("read_only", &[KEY, "--yes", "--read-only"]),
        ("wrong_field", &[KEY, "--yes", "--fields", "nonsense"]),
    ] {
        let args: Vec<&str> = ["token", "delete"].iter().chain(args).copied().collect();
        assert_snapshot!(name, file.show(&args));
        assert!(file.state() == before, "{name} wrote");
    }
}

#[test]
fn a_dry_run_shows_the_plan_without_asking() {
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["token", "delete", "--weak", "-u", ADA, "--dry-run"]));
    assert!(file.state() == before);
}

#[test]
fn a_terminal_shows_the_plan_and_asks() {
    let file = File::demo();
    let before = file.state();
    let args = ["token", "delete", "--weak", "--user", "ada@example.com"];
    let no = Sandbox::new().typing("n\n", "");
    assert_snapshot!("answered_no", file.show_in(&no, &args));
    let nothing = Sandbox::new().typing("\n", "");
    assert_eq!(file.run_in(&nothing, args).status, 4);
    assert_eq!(file.run_in(&Sandbox::new().typing("", ""), args).status, 4);
    assert!(file.state() == before);
    let yes = Sandbox::new().typing("y\n", "");
    let ran = file.run_in(&yes, args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 16);
}

#[test]
fn keys_of_all_tenants_need_the_name_of_the_database() {
    let file = File::demo();
    let before = file.state();
    let args = ["token", "delete", "--weak", "--all"];
    let yes = Sandbox::new().typing("yes\n", "");
    assert_snapshot!("only_yes", file.show_in(&yes, &args));
    assert!(file.state() == before);
    let named = Sandbox::new().typing("ragflow.db\n", "");
    assert_eq!(file.run_in(&named, args).status, 0);
}

#[test]
fn an_implicit_database_is_changed_only_at_a_terminal() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(["db", "init", "--demo"]).status, 0);
    let ran = sandbox.run(["token", "delete", KEY, "--yes", "--json"]);
    assert_eq!((ran.status, &envelope(&ran)["code"]), (4, &403.into()));
    let person = sandbox.typing("y\n", "");
    let ran = person.run(["token", "delete", KEY]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn without_an_undo_file_nothing_changes() {
    let file = File::demo();
    let before = file.state();
    let sandbox = Sandbox::new();
    let place = sandbox.file("there", "already").display().to_string();
    let args = ["token", "delete", KEY, "--yes", "--undo-file", &place];
    assert_snapshot!("undo_file_exists", file.show_in(&sandbox, &args));
    let nowhere = [
        "token",
        "delete",
        KEY,
        "--yes",
        "--undo-file",
        "/nowhere/at/all",
    ];
    assert_eq!(file.run(nowhere).status, 1);
    assert!(file.state() == before);
    let off = ["token", "delete", KEY, "--yes", "--undo-file", "off"];
    let ran = file.run_in(&sandbox, off);
    assert!(
        ran.status == 0 && !ran.stderr.contains("undo file"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_change_log_has_every_change_and_no_secret() {
    let file = File::demo();
    let sandbox = Sandbox::new().var("SUDO_USER", "grace");
    let path = sandbox.folder().join("state/ragflowctl/changes.jsonl");
    for args in [
        &["token", "create", "-u", ADA][..],
        &["token", "delete", KEY, "--yes"],
        &["token", "rotate", SHARED, "-u", ADA, "--yes"],
        &["beta", "backfill"],
        &["undo", "--yes"],
    ] {
        assert_eq!(
            file.run_in(&sandbox, args.iter().copied()).status,
            0,
            "{args:?}"
        );
    }
    let text = std::fs::read_to_string(path).expect("a change log");
    assert!(!text.contains("ragflow-"), "a secret in the log");
    let commands = text.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(
            (&line["sudo_user"], &line["host"]),
            (&"grace".into(), &"sandbox".into())
        );
        assert_eq!(line["outcome"], "done");
        assert!(line["id"].is_string() || line["keys"].is_u64());
        line["command"].as_str().expect("a command").to_owned()
    });
    let mut commands: Vec<String> = commands.collect();
    commands.dedup();
    let expected = [
        "token create",
        "token delete",
        "token rotate",
        "beta backfill",
        "undo",
    ];
    assert_eq!(commands, expected);
}
