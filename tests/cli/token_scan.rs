//! `token scan`

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{ADA, File, envelope, show};
use crate::sandbox::{Finished, Sandbox};

const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
/// A beta of two keys.
const SHARED: &str = "4hj0MM2x4MKJkYAN17SFnRrvdIelB46o";
/// A guessable key of an agent, without its prefix.
const AGENTS: &str = "UyNjE3MGUxOWY4NzExZjA4MTAwMDI0Mm";
const DORAS: &str = "ragflow-U0ZjhjMGUxODZmODExZjA4MTAwMDI0Mm";
const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

/// A log with five secrets at six places, and some that are not live.
fn log() -> String {
    format!(
        "GET / 200\n\
         Authorization: Bearer {KEY}\n\
         GET /chats/share?shared_id=1&auth={SHARED}&locale=en\n\
         {{\"key\":\"{AGENTS}\",\"old\":\"ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw\"}}\n\
         {DORAS}\\n{KEY}\r\n\
         cut: {} {BETA}",
        &KEY[..40]
    )
}

fn scan(stdin: &[u8], args: &[&str]) -> Finished {
    let all = ["-d", "demo:", "token", "scan"].iter().chain(args);
    Sandbox::new().piping_bytes(stdin).run(all.copied())
}

/// The lines of the places.
fn lines(ran: &Finished) -> Vec<u64> {
    let envelope = envelope(ran);
    let rows = envelope["data"].as_array().expect("rows").iter();
    rows.map(|row| row["line"].as_u64().expect("a line"))
        .collect()
}

fn shown(sandbox: Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "scan"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(&sandbox.piping(&log()), &all)
}

#[test]
fn a_log_at_80_columns() {
    assert_snapshot!(shown(
        Sandbox::new().terminal(80).var("NO_COLOR", "1"),
        &["-"]
    ));
}

#[test]
fn a_log_in_a_pipe() {
    assert_snapshot!(shown(Sandbox::new(), &["-"]));
}

#[test]
fn a_log_in_json_has_every_field() {
    assert_snapshot!(shown(Sandbox::new(), &["-", "-o", "jsonl"]));
}

#[test]
fn a_text_without_secrets() {
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["-d", "demo:", "token", "scan", "-"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        show(&Sandbox::new().piping("nothing here\n"), &all)
    };
    assert_snapshot!([run(&[]), run(&["--json"]), run(&["--quiet"])].join("\n"));
}

#[test]
fn no_secret_and_nothing_of_the_text_is_printed() {
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        for reveal in [&[][..], &["--reveal"]] {
            let args = [&["-", "-v", "-o", format], reveal].concat();
            let ran = scan(log().as_bytes(), &args);
            assert_eq!(ran.status, 7, "{format}");
            let said = format!("{}{}", ran.stdout, ran.stderr);
            for hidden in [
                &KEY[8..],
                BETA,
                SHARED,
                AGENTS,
                &DORAS[8..],
                "shared_id",
                "GET",
            ] {
                assert!(!said.contains(hidden), "{format}: {hidden}");
            }
        }
    }
}

#[test]
fn only_the_keys_of_this_moment_are_live() {
    let file = File::demo();
    let before = file.run_in(&Sandbox::new().piping(KEY), ["token", "scan", "-"]);
    assert_eq!(before.status, 7);
    file.execute(&format!("DELETE FROM api_token WHERE token = '{KEY}'"));
    let after = file.run_in(&Sandbox::new().piping(KEY), ["token", "scan", "-"]);
    assert_eq!(after.status, 0, "{}", after.stdout);
}

#[test]
fn several_files_and_stdin() {
    let sandbox = Sandbox::new().piping(BETA);
    let first = sandbox.file("first.log", &format!("\n\n{KEY}"));
    let empty = sandbox.file("empty.log", "");
    let files = [first.to_str(), Some("-"), empty.to_str(), first.to_str()];
    let files: Vec<&str> = files.into_iter().flatten().collect();
    let args = [
        "-d",
        "demo:",
        "token",
        "scan",
        "-o",
        "csv",
        "--fields",
        "file,line,use",
    ];
    let shown = show(&sandbox, &[&args, files.as_slice()].concat());
    assert_snapshot!(shown.replace(&sandbox.folder().display().to_string(), "SANDBOX"));
}

#[test]
fn what_cannot_be_scanned() {
    let sandbox = Sandbox::new();
    let good = sandbox.file("good.log", KEY);
    let good = good.to_str().expect("UTF-8");
    let missing = good.replace("good", "missing");
    let folder = sandbox.folder().to_str().expect("UTF-8");
    let show = |args: &[&str]| {
        let all = [&["-d", "demo:", "token", "scan"], args].concat();
        show(&sandbox, &all).replace(folder, "SANDBOX")
    };
    assert_snapshot!(
        [
            show(&[]),
            show(&[good, folder]),
            show(&["-", "-"]),
            show(&[&missing, good, "-o", "csv", "--fields", "line,use,id"]),
            show(&[&missing, "--json"]),
            show(&[&missing, good, "-o", "jsonl", "--fields", "line"]),
            show(&[KEY]),
            show(&[good, "--fields", "token"]),
        ]
        .join("\n")
    );
}

#[test]
fn the_others_are_scanned_if_one_cannot_be_read() {
    let sandbox = Sandbox::new();
    let good = sandbox.file("good.log", KEY);
    let missing = sandbox.folder().join("missing.log");
    let mut args = vec!["-d".into(), "demo:".into(), "token".into(), "scan".into()];
    args.extend([missing.into_os_string(), good.into_os_string()]);
    let ran = sandbox.run(args);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("7c82c4c66475"), "{}", ran.stdout);
}

#[test]
fn binary_files_and_utf_16() {
    let utf_16: Vec<u8> = format!("\u{feff}\r\nkey: {KEY}\r\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let ran = scan(&utf_16, &["-", "--json"]);
    assert_eq!(lines(&ran), [2]);
    let big_endian: Vec<u8> = utf_16
        .chunks(2)
        .flat_map(|pair| [pair[1], pair[0]])
        .collect();
    assert_eq!(lines(&scan(&big_endian, &["-", "--json"])), [2]);
    let mut binary: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    binary.extend_from_slice(b"\0");
    binary.extend_from_slice(KEY.as_bytes());
    binary.extend_from_slice(&[0, 255, 254]);
    binary.extend_from_slice(&utf_16);
    let ran = scan(&binary, &["-", "--json"]);
    let rows = envelope(&ran)["data"].as_array().map(Vec::len);
    assert_eq!((ran.status, rows), (7, Some(2)));
}

#[test]
fn a_line_of_many_windows_is_no_problem() {
    let mut text = vec![b'x'; 3_000_000];
    text.extend_from_slice(format!(" {KEY} ").as_bytes());
    text.resize(5_000_000, b'y');
    text.extend_from_slice(format!("\n{BETA}").as_bytes());
    let ran = scan(&text, &["-", "--json"]);
    let envelope = envelope(&ran);
    let place = |index: usize| {
        let row = &envelope["data"][index];
        (
            row["line"].as_u64(),
            row["column"].as_u64(),
            row["offset"].as_u64(),
        )
    };
    assert_eq!(place(0), (Some(1), Some(3_000_002), Some(3_000_001)));
    assert_eq!(place(1), (Some(2), Some(1), Some(5_000_001)));
}

#[test]
fn a_pipe_with_a_name_is_read_to_its_end() {
    let sandbox = Sandbox::new();
    let path = sandbox.folder().join("pipe.log");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo runs").success());
    let writer = std::thread::spawn({
        let path = path.clone();
        move || {
            let mut pipe = std::fs::OpenOptions::new()
                .write(true)
                .open(path)
                .expect("a pipe");
            pipe.write_all(log().as_bytes()).expect("it is read");
        }
    });
    let path = path.to_str().expect("UTF-8");
    let ran = sandbox.run(["-d", "demo:", "token", "scan", path, "--json"]);
    writer.join().expect("it ends");
    assert_eq!(lines(&ran), [2, 3, 3, 4, 5, 5, 6]);
}

#[test]
fn a_file_without_permission_is_named() {
    let sandbox = Sandbox::new();
    let path = sandbox.file("secret.log", KEY);
    sandbox.mode("secret.log", 0o000);
    // Root may read it all the same.
    let is_root = std::fs::File::open(&path).is_ok();
    let mode = std::fs::metadata(&path)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0);
    let ran = sandbox.run([
        "-d",
        "demo:",
        "token",
        "scan",
        path.to_str().expect("UTF-8"),
    ]);
    assert_eq!(ran.status, if is_root { 7 } else { 1 }, "{}", ran.stderr);
}

/// A database in which Ada is signed in, her login token, and the key that signed it.
fn signed_in() -> (File, String, String) {
    let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
    let text = |name: &str| vectors[0][name].as_str().expect("a text").to_owned();
    let access_token = text("access_token");
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET access_token = '{access_token}' WHERE id = '{ADA}'"
    ));
    (file, text("token"), text("secret_key"))
}

#[test]
fn a_login_token_is_found_and_its_signature_is_checked() {
    let (file, token, secret_key) = signed_in();
    let args = [
        "token",
        "scan",
        "-",
        "-o",
        "csv",
        "--fields",
        "line,use,id,user,verdict",
    ];
    let text = format!("\nAuthorization: {token}\n");
    let with_key = Sandbox::new().var("RAGFLOW_SECRET_KEY", &secret_key);
    let known = file.show_in(&with_key.piping(&text), &args);
    let unknown = file.show_in(&Sandbox::new().piping(&text), &args);
    let other = Sandbox::new().var("RAGFLOW_SECRET_KEY", &"x".repeat(40));
    let invalid = file.show_in(&other.piping(&text), &args);
    let short = Sandbox::new().var("RAGFLOW_SECRET_KEY", "short");
    let ignored = file.show_in(&short.piping(&text), &args);
    assert_snapshot!([known, unknown, invalid, ignored].join("\n"));
}

#[test]
fn login_tokens_are_not_searched_without_access_tokens() {
    let (file, token, _) = signed_in();
    file.execute("DROP INDEX user_access_token; ALTER TABLE \"user\" DROP COLUMN access_token");
    let text = format!("{token} {KEY}");
    let args = ["token", "scan", "-", "-o", "csv", "--fields", "use,verdict"];
    assert_snapshot!(file.show_in(&Sandbox::new().piping(&text), &args));
}

#[test]
fn keys_of_any_form_are_found_and_short_ones_are_counted() {
    let file = File::demo_after(&format!(
        "INSERT INTO api_token (tenant_id, token, beta) VALUES
         ('{ADA}', 'my own, imported key!', 'beta'), ('{ADA}', 'sk-钥匙-imported', NULL);"
    ));
    let text = "x my own, imported key!! y\nsk-钥匙-imported\nbeta imported";
    let args = [
        "token",
        "scan",
        "-",
        "-o",
        "csv",
        "--fields",
        "line,column,use,id,form",
    ];
    assert_snapshot!(file.show_in(&Sandbox::new().piping(text), &args));
}

#[test]
fn a_row_that_cannot_be_read_does_not_hide_the_others() {
    let file = File::demo_after(&format!(
        "UPDATE api_token SET beta = x'ff00' WHERE token = '{KEY}'"
    ));
    let sandbox = Sandbox::new().piping(DORAS);
    assert_snapshot!(file.show_in(&sandbox, &["token", "scan", "-", "--fields", "line,use,id"]));
}
