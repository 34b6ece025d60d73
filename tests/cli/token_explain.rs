//! `token explain`

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{ADA, File, envelope, show};
use crate::sandbox::{Finished, Sandbox};

const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
const DORAS: &str = "ragflow-U0ZjhjMGUxODZmODExZjA4MTAwMDI0Mm";
const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

fn explain(stdin: &str, args: &[&str]) -> Finished {
    let all = ["-d", "demo:", "token", "explain", "-"].iter().chain(args);
    Sandbox::new().piping(stdin).run(all.copied())
}

/// The verdicts of one use, from the oldest generation on.
fn verdicts(ran: &Finished, purpose: &str) -> Vec<String> {
    let envelope = envelope(ran);
    let rows = envelope["data"].as_array().expect("rows").iter();
    rows.filter(|row| row["use"] == purpose)
        .map(|row| row["verdict"].as_str().expect("a verdict").to_owned())
        .collect()
}

fn shown(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "explain", "-"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

#[test]
fn a_valid_key_at_80_columns() {
    let terminal = Sandbox::new().terminal(80).var("NO_COLOR", "1").piping(KEY);
    assert_snapshot!(shown(&terminal, &[]));
}

#[test]
fn a_valid_key_in_a_pipe() {
    assert_snapshot!(shown(&Sandbox::new().piping(KEY), &[]));
}

#[test]
fn a_valid_key_in_json_has_every_field() {
    assert_snapshot!(shown(&Sandbox::new().piping(KEY), &["--json"]));
}

#[test]
fn a_deleted_owners_key() {
    assert_snapshot!(shown(&Sandbox::new().piping(DORAS), &[]));
}

#[test]
fn a_beta() {
    assert_snapshot!(shown(&Sandbox::new().piping(BETA), &[]));
}

#[test]
fn unknown_strings() {
    let mut said = String::new();
    for stdin in [
        "",
        "\n",
        "   ",
        "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
        "sk-ant-api03-abc",
        "edfb6c3e-f5d3-0fbe-73f5-298faa202ff1",
        &KEY.to_uppercase(),
        // Ada's session.
        "demo-66289c667a0aa6b489a77b9eb2242b71",
    ] {
        let ran = explain(stdin, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{stdin:?}");
        assert!(
            stdin.trim().is_empty() || !ran.stderr.contains(stdin),
            "{}",
            ran.stderr
        );
        said.push_str(&ran.stderr);
        let json = explain(stdin, &["--json"]);
        assert_eq!(envelope(&json)["code"], 404, "{stdin:?}");
    }
    assert_snapshot!(said);
}

#[test]
fn exactly_one_string_is_explained() {
    let ran = explain(&format!("{KEY}\n{BETA}\n"), &["--json"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert_eq!(envelope(&ran)["code"], 400);
    assert_eq!(explain(&"x".repeat(1 << 20), &[]).status, 2);
    for end in ["\n", "\r\n", "\n\n"] {
        assert_eq!(explain(&format!("{KEY}{end}"), &[]).status, 0, "{end:?}");
    }
}

#[test]
fn a_secret_argument_gets_a_warning() {
    let ran = Sandbox::new().run(["-d", "demo:", "token", "explain", KEY]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .starts_with("warning: a secret on the command line")
    );
    assert!(!format!("{ran:?}").contains(KEY));
}

#[test]
fn no_secret_is_printed_in_any_format() {
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        for stdin in [KEY, BETA, DORAS] {
            let ran = explain(stdin, &["--reveal", "-v", "-o", format]);
            let all = format!("{}{}", ran.stdout, ran.stderr);
            for secret in ["FloKsEW9", "sAt-Qjis", "U0ZjhjM"] {
                assert!(!all.contains(secret), "{format}: {all}");
            }
        }
    }
}

#[test]
fn quiet_prints_only_the_verdicts() {
    let ran = explain(DORAS, &["--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (7, ""));
    assert_eq!(ran.stdout.lines().count(), 9);
}

#[test]
fn a_key_in_two_tenants_is_explained_for_both() {
    let ran = explain(
        "ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8",
        &["--json"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(verdicts(&ran, "api key").len(), 8);
    assert!(ran.stderr.contains("2 rows match"), "{}", ran.stderr);
}

#[test]
fn a_login_token_is_recognised() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the fixture is JSON");
    // Signed 80 minutes before the clock of the sandbox.
    let text = |field: &str| vectors[2][field].as_str().expect("a text");
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET access_token = '{}' WHERE id = '{ADA}'",
        text("access_token")
    ));
    let run = |secret: Option<&str>| {
        let mut sandbox = Sandbox::new().piping(text("token"));
        if let Some(secret) = secret {
            sandbox = sandbox.var("RAGFLOW_SECRET_KEY", secret);
        }
        file.run_in(&sandbox, ["token", "explain", "-", "--json"])
    };
    let good = run(Some(text("secret_key")));
    assert_eq!(good.status, 0, "{}", good.stderr);
    assert_eq!(verdicts(&good, "login token"), ["accepted"; 4]);
    let unchecked = run(None);
    assert_eq!(unchecked.status, 7, "{}", unchecked.stderr);
    assert_eq!(verdicts(&unchecked, "login token"), ["unknown"; 4]);
    let other = run(Some(&"x".repeat(40)));
    assert_eq!(other.status, 7);
    assert_eq!(verdicts(&other, "login token"), ["rejected"; 4]);
    for ran in [good, unchecked, other] {
        assert_eq!(verdicts(&ran, "api key")[0], "rejected");
        assert!(!format!("{ran:?}").contains(text("access_token")));
    }
}

#[test]
fn unreadable_columns_give_unknown() {
    let file = File::demo_after(
        "DROP INDEX user_access_token; ALTER TABLE \"user\" DROP COLUMN access_token",
    );
    let ran = file.run_in(
        &Sandbox::new().piping(KEY),
        ["token", "explain", "-", "--json"],
    );
    assert_eq!(ran.status, 7, "{}", ran.stderr);
    assert_eq!(
        verdicts(&ran, "api key"),
        ["accepted", "unknown", "unknown", "unknown"]
    );
}
