//! Command lines that cannot be understood.

use insta::assert_snapshot;

use crate::error_shape::{assert_error, assert_error_envelope};
use crate::fixture::{ADA, File, show};
use crate::sandbox::Sandbox;

/// Command lines that cannot be understood.
fn invalid_command_lines() -> Vec<Vec<&'static str>> {
    vec![
        vec!["token", "list", "--al"],
        vec!["token", "list", "--all", "--nonsense"],
        vec!["token", "list", "--all", "extra"],
        vec!["token", "list", "--all", "--user", "ada@example.com"],
        vec!["token", "list", "--all", "--tenant", ADA],
        vec!["token", "list", "--user", "a", "--tenant", "b"],
        vec!["token", "list", "--user"],
        vec!["token", "list"],
        vec!["token", "list", "--all", "--sort", "nonsense"],
        vec!["token", "list", "--all", "--source", "nonsense"],
        vec!["token", "list", "--all", "--created-after", "nonsense"],
        vec!["token", "list", "--all", "--created-after", "2026-02-30"],
        vec![
            "token",
            "list",
            "--all",
            "--created-before",
            "2026-02-01T25:00",
        ],
        vec!["token", "list", "--all", "--created-before", ""],
        vec!["token", "list", "--all", "--limit", "0"],
        vec!["token", "list", "--all", "--limit", "-1"],
        vec!["token", "list", "--all", "--limit", "many"],
        vec![
            "token",
            "list",
            "--all",
            "--limit",
            "99999999999999999999999",
        ],
        vec!["token", "list", "--all", "--fields", "nonsense"],
        vec!["token", "list", "--all", "--fields", ""],
        vec!["token", "list", "--all", "--fields", "id,"],
        vec!["token", "list", "--all", "--fields", "id, token"],
        vec!["token", "list", "--all", "--fields", "id,token,id"],
        vec!["token", "list", "--all", "--reveal", "--mask"],
        vec!["token", "list", "--all", "-q", "-v"],
        vec!["token", "list", "--all", "--connect-timeout", "5"],
        vec!["token", "list", "--all", "--lock-timeout", "soon"],
        vec!["token", "create"],
        vec!["token", "create", "--user", ADA, "--count", "0"],
        vec!["token", "create", "--user", ADA, "--count", "10001"],
        vec!["token", "create", "--user", ADA, "--count", "-1"],
        vec![
            "token", "create", "--user", ADA, "--dialog", "a", "--agent", "b",
        ],
        vec!["token", "create", "--all"],
        vec!["token", "frobnicate"],
        vec!["token", "lst"],
        vec!["tokn", "list"],
        vec!["beta", "backfill", "--max-time", "5"],
        vec!["beta", "backfill", "--max-time", ""],
        vec!["beta", "backfill", "--pause", "-1s"],
        vec!["beta", "backfill", "--limit", "0"],
        vec!["beta", "backfill", "--batch-size", "0"],
        vec!["beta", "backfill", "--lock-wait", "forever"],
        vec!["beta", "backfill", "--fields", "nonsense"],
        vec!["beta", "backfill", "--all"],
        vec!["db", "check", "--fields", "nonsense"],
        vec!["db", "nonsense"],
        vec!["completions", "tcsh"],
        vec!["completions"],
    ]
}

#[test]
fn usage_errors_are_one_line() {
    let file = File::demo();
    let before = file.state();
    for args in invalid_command_lines() {
        assert_error(&file.run(args.clone()), 2);
        assert!(file.state() == before, "{args:?} touched the database");
    }
}

#[test]
fn usage_errors_are_an_envelope_in_json() {
    let file = File::demo();
    let before = file.state();
    for args in invalid_command_lines() {
        for format in [
            vec!["-o", "json"],
            vec!["--json"],
            vec!["-ojson"],
            vec!["--output=json"],
        ] {
            // In front of the wrong words: one of them may expect a value.
            let ran = file.run(format.into_iter().chain(args.clone()));
            assert_error_envelope(&ran, 2, 400);
        }
        let ran = file.run(["-o", "jsonl"].into_iter().chain(args.clone()));
        assert_error_envelope(&ran, 2, 400);
        let ran = file.run(["-o", "csv"].into_iter().chain(args.clone()));
        assert_error(&ran, 2);
        assert!(file.state() == before, "{args:?} touched the database");
    }
    // Short options in one word.
    let ran = file.run(["token", "list", "--all", "--nonsense", "-vojson"]);
    assert_error_envelope(&ran, 2, 400);
    let ran = file.run(["token", "list", "--all", "--nonsense", "-o=json"]);
    assert_error_envelope(&ran, 2, 400);
    // A group without a command.
    let ran = Sandbox::new().run(["token", "--json"]);
    assert_error_envelope(&ran, 2, 400);
    let ran = Sandbox::new().run(["--json"]);
    assert_error_envelope(&ran, 2, 400);
    // An unknown format does not ask for JSON.
    let ran = file.run(["token", "list", "--all", "-o", "yaml"]);
    assert_error(&ran, 2);
}

#[test]
fn usage_error_messages() {
    let shown = |args: &[&str]| {
        let all: Vec<&str> = ["-d", "demo:"].iter().chain(args).copied().collect();
        show(&Sandbox::new(), &all)
    };
    let all = ["token", "list", "--all"];
    let listing = |args: &[&str]| shown(&all.iter().chain(args).copied().collect::<Vec<_>>());
    assert_snapshot!("wrong_flag", listing(&["--limt", "3"]));
    assert_snapshot!("wrong_flag_json", listing(&["--limt", "3", "--json"]));
    assert_snapshot!("wrong_sort", listing(&["--sort", "nonsense"]));
    assert_snapshot!("wrong_time", listing(&["--created-after", "nonsense"]));
    assert_snapshot!("wrong_limit", listing(&["--limit", "0"]));
    assert_snapshot!("wrong_field", listing(&["--fields", "id,nonsense"]));
    assert_snapshot!("field_twice", listing(&["--fields", "id,token,id"]));
    assert_snapshot!("no_owner", shown(&["token", "list"]));
    assert_snapshot!(
        "wrong_count",
        shown(&["token", "create", "-u", ADA, "--count", "0"])
    );
    assert_snapshot!(
        "wrong_duration",
        shown(&["beta", "backfill", "--max-time", "5"])
    );
    assert_snapshot!("wrong_command", shown(&["token", "lst"]));
    assert_snapshot!("wrong_shell", shown(&["completions", "tcsh"]));
    assert_snapshot!("command_elsewhere", shown(&["list"]));
    assert_snapshot!("command_elsewhere_twice", shown(&["rotate"]));
}

#[test]
fn an_address_without_its_option_is_not_repeated_and_the_option_is_named() {
    for command in [["token", "create"], ["token", "list"], ["beta", "backfill"]] {
        let args = command.iter().copied().chain(["ada@example.com"]);
        let ran = Sandbox::new().run(args);
        assert_eq!(ran.status, 2);
        assert!(
            ran.stderr.contains("hint: to name a user: --user EMAIL"),
            "{}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("ada"), "{}", ran.stderr);
    }
    let ran = Sandbox::new().run(["token", "create", "--usr=a@b"]);
    assert!(!ran.stderr.contains("to name a user"), "{}", ran.stderr);
}

#[test]
fn a_command_that_is_somewhere_else_is_suggested() {
    for (typed, expected) in [
        (
            "list",
            "ragflowctl token list or ragflowctl user list or ragflowctl tenant list",
        ),
        (
            "ls",
            "ragflowctl token list or ragflowctl user list or ragflowctl tenant list",
        ),
        ("keys", "ragflowctl token list"),
        ("users", "ragflowctl user list"),
        ("tenants", "ragflowctl tenant list"),
        ("create", "ragflowctl token create"),
        ("delete", "ragflowctl token delete"),
        (
            "rotate",
            "ragflowctl token rotate or ragflowctl beta rotate",
        ),
        ("backfill", "ragflowctl beta backfill"),
        ("init", "ragflowctl db init or ragflowctl config init"),
    ] {
        let ran = Sandbox::new().run([typed]);
        assert_error(&ran, 2);
        let hint = format!("hint: did you mean: {expected}\n");
        assert!(ran.stderr.contains(&hint), "{typed}: {}", ran.stderr);
    }
    // What is no word of this program may be a secret.
    let ran = Sandbox::new().run(["ragflow-aM9t"]);
    assert!(!ran.stderr.contains("aM9t"), "{}", ran.stderr);
}
