//! `--login-token -`: the owner is the user who signed in.

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{ADA, File, envelope};
use crate::sandbox::{Finished, Sandbox};

const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

/// A test vector made with RAGFlow's own library: secret key, access token, login token.
fn vector(index: usize) -> (String, String, String) {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the fixture is JSON");
    let text = |field: &str| {
        let text = vectors[index][field].as_str();
        text.expect("a text").to_owned()
    };
    (text("secret_key"), text("access_token"), text("token"))
}

/// The sample database, in which Ada has this access token.
fn signed_in(access_token: &str) -> File {
    File::demo_after(&format!(
        "UPDATE \"user\" SET access_token = '{access_token}' WHERE id = '{ADA}'"
    ))
}

const LIST: [&str; 9] = [
    "token",
    "list",
    "--no-backfill",
    "-o",
    "tsv",
    "--fields",
    "id",
    "--login-token",
    "-",
];

fn list(file: &File, secret: Option<&str>, stdin: &str) -> Finished {
    let mut sandbox = Sandbox::new().piping(stdin);
    if let Some(secret) = secret {
        sandbox = sandbox.var("RAGFLOW_SECRET_KEY", secret);
    }
    file.run_in(&sandbox, LIST)
}

#[test]
fn every_test_vector_is_verified_and_finds_its_user() {
    for index in 0..3 {
        let (secret, access_token, token) = vector(index);
        let file = signed_in(&access_token);
        for line in [
            token.clone(),
            format!("Bearer {token}\n"),
            format!("\nbearer {token}\r\n\n"),
        ] {
            let ran = list(&file, Some(&secret), &line);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert_eq!(ran.stdout.lines().count(), 8, "Ada's seven keys");
            for hidden in [&secret, &access_token, &token] {
                assert!(!ran.stderr.contains(hidden.as_str()), "{}", ran.stderr);
            }
        }
    }
}

#[test]
fn a_new_token_gets_a_note_and_an_old_one_a_warning() {
    let (secret, access_token, token) = vector(2);
    let ran = list(&signed_in(&access_token), Some(&secret), &token);
    let note = "note: login token of ada@example.com, 80 minutes old\n";
    assert!(ran.stderr.starts_with(note), "{}", ran.stderr);
    let (secret, access_token, token) = vector(0);
    let ran = list(&signed_in(&access_token), Some(&secret), &token);
    assert!(
        ran.stderr
            .starts_with("warning: the login token of ada@example.com is 325 days old"),
        "{}",
        ran.stderr
    );
}

#[test]
fn invalid_tokens_end_with_2_and_401() {
    let (secret, access_token, token) = vector(0);
    let file = signed_in(&access_token);
    let deleted = signed_in(&access_token);
    deleted.execute("UPDATE \"user\" SET status = '0'");
    let (logged_out_secret, logged_out, logged_out_token) = vector(3);
    let logged_out = signed_in(&logged_out);
    let other = "x".repeat(32);
    let mut shown = String::new();
    for (what, file, secret, token) in [
        ("another secret key", &file, &other, &token),
        ("an API key", &file, &secret, &"ragflow-abc".to_owned()),
        ("nobody's", &File::demo(), &secret, &token),
        ("a deleted user's", &deleted, &secret, &token),
        (
            "a logged-out user's",
            &logged_out,
            &logged_out_secret,
            &logged_out_token,
        ),
    ] {
        let sandbox = Sandbox::new()
            .piping(token)
            .var("RAGFLOW_SECRET_KEY", secret);
        let args = [&LIST[..2], &LIST[7..], &["--json"]].concat();
        let ran = file.run_in(&sandbox, args);
        assert_eq!(ran.status, 2, "{what}: {}", ran.stderr);
        assert_eq!(envelope(&ran)["code"], 401, "{what}");
        shown.push_str(&format!("{what}:\n{}", ran.stderr));
    }
    assert_snapshot!(shown);
}

#[test]
fn a_missing_secret_key_is_explained() {
    let (secret, access_token, token) = vector(0);
    let file = signed_in(&access_token);
    let ran = list(&file, None, &token);
    assert_eq!(ran.status, 2);
    assert_snapshot!(ran.stderr);
    let short = list(&file, Some(&secret[..31]), &token);
    assert_eq!(short.status, 2);
    assert!(
        short
            .stderr
            .starts_with("warning: ignoring RAGFLOW_SECRET_KEY")
    );
}

#[test]
fn stdin_must_hold_one_line() {
    let (secret, access_token, token) = vector(0);
    let file = signed_in(&access_token);
    for (stdin, message) in [
        ("", "no login token on stdin"),
        ("\n \n", "no login token on stdin"),
        (
            &format!("{token}\n{token}\n"),
            "stdin has more than one line",
        ),
        (&"x".repeat(1 << 20), "line 1 of stdin is too long"),
        ("a\0b", "line 1 of stdin contains a NUL character"),
    ] {
        let ran = list(&file, Some(&secret), stdin);
        assert_eq!(ran.status, 2, "{message}");
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
}

#[test]
fn the_value_must_be_a_dash_and_excludes_other_owners() {
    let list = ["-d", "demo:", "token", "list", "--login-token"];
    for more in [
        &["-", "--user", "ada@example.com"][..],
        &["-", "--tenant", ADA],
        &["-", "--all"],
        &["Ij.a.b"],
    ] {
        let ran = Sandbox::new().run(list.iter().chain(more).copied());
        assert_eq!(ran.status, 2, "{more:?}");
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    }
    // Like every explicit owner, it overrides the default user.
    let (secret, access_token, token) = vector(0);
    let sandbox = Sandbox::new()
        .piping(&token)
        .var("RAGFLOWCTL_USER", "ben@example.com")
        .var("RAGFLOW_SECRET_KEY", &secret);
    let ran = signed_in(&access_token).run_in(&sandbox, LIST);
    assert_eq!((ran.status, ran.stdout.lines().count()), (0, 8));
}

#[test]
fn a_database_without_access_tokens_is_an_error() {
    let (secret, _, token) = vector(0);
    let file = File::demo_after(
        "DROP INDEX user_access_token; ALTER TABLE \"user\" DROP COLUMN access_token",
    );
    let ran = list(&file, Some(&secret), &token);
    assert_eq!(ran.status, 4);
    assert!(
        ran.stderr
            .contains("the column user.access_token does not exist"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("grant SELECT"), "{}", ran.stderr);
}

/// Browsers' tools copy more than the token.
#[test]
fn what_is_too_much_around_a_login_token_is_named() {
    let (secret, access_token, token) = vector(0);
    let file = signed_in(&access_token);
    for (line, too_much) in [
        (format!("Authorization: {token}"), "Authorization:"),
        (format!("\"{token}\""), "quotes"),
    ] {
        let ran = list(&file, Some(&secret), &line);
        assert_eq!(ran.status, 2, "{line}");
        let hint = ran.stderr.lines().last().unwrap_or_default();
        assert!(hint.contains("remove: "), "{}", ran.stderr);
        assert!(hint.contains(too_much), "{}", ran.stderr);
    }
}
