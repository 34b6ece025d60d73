//! Names of users, tenants and dialogs that do not exist or cannot exist.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

use insta::assert_snapshot;

use crate::error_shape::{assert_error, assert_refused};
use crate::fixture::{ADA, File, show};
use crate::sandbox::Sandbox;

/// Names that no user or tenant has.
const STRANGE: [&str; 12] = [
    "'",
    "\"",
    "O'Neil\"; --",
    "' OR 1=1 --",
    "ada@example.com' --",
    "%",
    "_da@example.com",
    "\\",
    "a\u{1b}[2Jb\u{7}",
    "a\nb\r\tc",
    "a\u{202e}b",
    "王芳@example.com",
];

#[test]
fn unknown_names() {
    let file = File::demo();
    for name in STRANGE {
        for option in ["--user", "--tenant"] {
            assert_refused(&file, &["token", "list", option, name], 3, 404);
            assert_refused(&file, &["token", "create", option, name], 3, 404);
            assert_refused(&file, &["beta", "backfill", option, name], 3, 404);
        }
    }
    let padded = assert_refused(&file, &["token", "list", "-u", " ada@example.com "], 3, 404);
    assert!(
        padded.stderr.contains("' ada@example.com '"),
        "{}",
        padded.stderr
    );
}

#[test]
fn a_name_with_a_nul() {
    let file = File::demo();
    for option in ["--user", "--tenant"] {
        assert_refused(
            &file,
            &["token", "list", option, "ada@example.com\0"],
            2,
            400,
        );
    }
}

#[test]
fn long_names_are_shortened_in_messages() {
    let file = File::demo();
    let long = "x".repeat(5000);
    for option in ["--user", "--tenant"] {
        let ran = assert_refused(&file, &["token", "list", option, &long], 3, 404);
        assert!(ran.stderr.len() < 400, "{}", ran.stderr.len());
    }
    let ran = assert_refused(
        &file,
        &["token", "create", "-u", ADA, "--dialog", &long],
        3,
        404,
    );
    assert!(ran.stderr.len() < 400, "{}", ran.stderr.len());
    let ran = assert_refused(
        &file,
        &["token", "list", "--sort", &long, "-u", ADA],
        2,
        400,
    );
    assert!(ran.stderr.len() < 1000, "{}", ran.stderr.len());
    let ran = assert_refused(
        &file,
        &["token", "list", "--fields", &long, "-u", ADA],
        2,
        400,
    );
    assert!(ran.stderr.len() < 600, "{}", ran.stderr.len());
}

#[test]
fn unknown_dialogs_and_agents() {
    let file = File::demo();
    for id in STRANGE {
        for option in ["--dialog", "--agent"] {
            assert_refused(&file, &["token", "create", "-u", ADA, option, id], 3, 404);
        }
    }
}

#[test]
fn empty_names() {
    let file = File::demo();
    for (option, command) in [
        ("--user", ["token", "list"]),
        ("--user", ["token", "create"]),
        ("--user", ["beta", "backfill"]),
        ("--tenant", ["token", "list"]),
        ("--tenant", ["beta", "backfill"]),
    ] {
        for blank in ["", "  ", "\t"] {
            assert_refused(&file, &[command[0], command[1], option, blank], 2, 400);
        }
    }
    assert_snapshot!(show(
        &Sandbox::new(),
        &["-d", "demo:", "token", "list", "--user", ""]
    ));
}

#[test]
fn a_blank_default_user_names_the_variable() {
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_USER", " ")
        .run(["-d", "demo:", "token", "list"]);
    assert_error(&ran, 2);
    assert!(ran.stderr.contains("RAGFLOWCTL_USER"), "{}", ran.stderr);
}

#[test]
fn arguments_that_are_not_utf_8() {
    let file = File::demo();
    let word = |text: &str| OsString::from(text);
    let broken = || OsString::from_vec(b"a\xff\xfeb".to_vec());
    for args in [
        vec![word("token"), word("list"), word("--user"), broken()],
        vec![
            word("token"),
            word("list"),
            word("--all"),
            word("--fields"),
            broken(),
        ],
        vec![
            word("token"),
            word("list"),
            word("--all"),
            word("-o"),
            broken(),
        ],
        vec![
            word("token"),
            word("create"),
            word("-u"),
            word(ADA),
            word("--dialog"),
            broken(),
        ],
        vec![word("token"), broken()],
        vec![broken()],
    ] {
        assert_refused(&file, &args, 2, 400);
    }
    let url = OsString::from_vec(b"sqlite:/nowhere/\xff.db".to_vec());
    let ran = Sandbox::new().run([word("-d"), url, word("token"), word("list"), word("--all")]);
    assert_error(&ran, 2);
}
