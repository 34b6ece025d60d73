//! Keys that are selected in bulk: `--every`, `--weak`, `--rule`, `--older-than`, `--form`

use std::collections::BTreeSet;

use crate::fixture::{ADA, File, rows};

/// The IDs in the output of a command; `at` is the object that has the token.
fn ids(file: &File, args: &[&str], at: Option<&str>) -> BTreeSet<String> {
    let ran = file.run(args.iter().copied().chain(["-o", "json"]));
    assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
    let rows = rows(&ran);
    let row = |row: &serde_json::Value| match at {
        Some(at) => row[at]["id"].as_str().expect("an ID").to_owned(),
        None => row["id"].as_str().expect("an ID").to_owned(),
    };
    rows.iter().map(row).collect()
}

/// What is listed is what the other commands would change.
#[test]
fn the_same_conditions_select_the_same_keys_for_every_command() {
    let file = File::demo();
    let conditions: [(&[&str], usize); 7] = [
        (&["--weak", "--all"], 5),
        (&["--rule", "guessable-key,same-token", "--all"], 6),
        (&["--rule", "missing-beta", "-u", ADA], 4),
        (&["--older-than", "300d", "-u", ADA], 3),
        (&["--older-than", "430d", "--weak", "--all"], 3),
        (&["--rule", "missing-beta", "--weak", "-u", ADA], 2),
        (&["--older-than", "100y", "--all"], 0),
    ];
    for (condition, number) in conditions {
        let run = |command: &[&str], fields: &str, at| {
            let args = [command, condition, &["--fields", fields]].concat();
            ids(&file, &args, at)
        };
        let listed = run(&["token", "list", "--no-backfill"], "id", None);
        assert_eq!(listed.len(), number, "{condition:?}: {listed:?}");
        let deleted = run(&["token", "delete", "--dry-run"], "id", None);
        assert_eq!(deleted, listed, "{condition:?}");
        let rotated = run(&["token", "rotate", "--dry-run"], "old_id", Some("old"));
        assert_eq!(rotated, listed, "{condition:?}");
    }
}

#[test]
fn every_key_of_an_owner_is_selected() {
    let file = File::demo();
    let listed = ids(
        &file,
        &[
            "token",
            "list",
            "-u",
            ADA,
            "--no-backfill",
            "--fields",
            "id",
        ],
        None,
    );
    let args = [
        "token", "rotate", "--every", "-u", ADA, "--yes", "--fields", "old_id",
    ];
    assert_eq!(ids(&file, &args, Some("old")), listed);
    let args = [
        "token", "delete", "--every", "-u", ADA, "--yes", "--fields", "id",
    ];
    assert_eq!(ids(&file, &args, None).len(), listed.len());
    let left = format!("SELECT COUNT(*) FROM api_token WHERE tenant_id = '{ADA}'");
    assert_eq!(file.number(&left), 0);
}

#[test]
fn a_beta_is_weak_by_itself() {
    let file = File::demo();
    let args = [
        "beta",
        "rotate",
        "--weak",
        "--all",
        "--dry-run",
        "--fields",
        "old_id",
    ];
    assert_eq!(ids(&file, &args, Some("old")).len(), 2);
}

#[test]
fn a_listing_has_a_form_and_a_limit() {
    let file = File::demo();
    let list = |args: &[&str]| {
        let list = ["token", "list", "--all", "--fields", "id"];
        ids(&file, &[&list, args].concat(), None)
    };
    assert_eq!(list(&["--form", "legacy"]).len(), 5);
    assert_eq!(list(&["--form", "legacy", "--limit", "2"]).len(), 2);
    assert_eq!(list(&["--form", "hex"]).len(), 1);
}

#[test]
fn conditions_that_contradict_each_other_are_usage_errors() {
    let file = File::demo();
    let before = file.state();
    let wrong: [&[&str]; 8] = [
        &["token", "delete", "--every", "--yes"],
        &["token", "delete", "--every", "--all", "--yes"],
        &[
            "token",
            "delete",
            "7c82c4c66475",
            "--every",
            "-u",
            ADA,
            "--yes",
        ],
        &[
            "token",
            "rotate",
            "7c82c4c66475",
            "--older-than",
            "1d",
            "--yes",
        ],
        &[
            "token",
            "rotate",
            "7c82c4c66475",
            "--rule",
            "orphan",
            "--yes",
        ],
        &[
            "token",
            "rotate",
            "--rule",
            "too-many-keys",
            "--all",
            "--yes",
        ],
        &["token", "rotate", "--older-than", "soon", "--all", "--yes"],
        &["token", "rotate", "--rule", "orphan", "--yes"],
    ];
    for args in wrong {
        let ran = file.run(args.iter().copied());
        assert_eq!(ran.status, 2, "{args:?}: {}", ran.stderr);
    }
    assert_eq!(file.state(), before);
}

/// Nothing may look safe because a table could not be read.
#[test]
fn a_rule_that_cannot_be_checked_selects_nothing_silently() {
    let file = File::demo();
    file.execute("DROP TABLE dialog");
    let args = ["token", "delete", "--rule", "dialog-gone", "--all", "--yes"];
    let ran = file.run(args);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("cannot check the rule dialog-gone"),
        "{}",
        ran.stderr
    );
}
