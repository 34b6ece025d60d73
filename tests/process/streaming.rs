//! Output that cannot be written: a closed pipe, a full disk.
#![expect(
    clippy::disallowed_methods,
    reason = "a process runs in real time, and the tests wait for it"
)]

use std::fs::OpenOptions;
use std::time::{Duration, Instant};

use crate::large::{MANY, large_url};
use crate::workspace::{Home, PROGRAM, stderr, stdout};

#[test]
fn a_reader_that_goes_away_is_no_error_and_stops_it_soon() {
    let home = Home::empty();
    let url = large_url();
    let began = Instant::now();
    let whole = home
        .command(PROGRAM)
        .args(["-d", &url, "token", "list", "--all", "-o", "csv"])
        .output();
    let whole = whole.expect("the program runs");
    let time_of_whole = began.elapsed();
    assert!(whole.status.success());
    let lines = whole.stdout.iter().filter(|byte| **byte == b'\n').count() as u64;
    assert!(lines > MANY, "{lines} lines");

    for format in ["csv", "json", "jsonl", "table"] {
        let mut script = home.command("bash");
        let line = "\"$P\" -d \"$D\" token list --all -o \"$F\" | head -c 30; \
                    ended=(\"${PIPESTATUS[@]}\"); echo; echo \"${ended[@]}\"";
        let began = Instant::now();
        let ran = script
            .args(["-c", line])
            .env("P", PROGRAM)
            .env("D", &url)
            .env("F", format);
        let ran = ran.output().expect("bash runs");
        let time = began.elapsed();
        assert_eq!(stdout(&ran).lines().last(), Some("0 0"), "{format}");
        assert_eq!(stderr(&ran), "", "{format}");
        assert!(
            time < time_of_whole / 2 + Duration::from_millis(250),
            "{format}: {time:?} for the first line, {time_of_whole:?} for all"
        );
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let home = Home::demo();
    let full = || {
        OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a full device")
    };
    for args in [
        vec!["token", "list", "--all"],
        vec!["token", "list", "--all", "--json"],
        vec!["token", "list", "--all", "-o", "csv"],
        vec!["beta", "backfill"],
        vec!["db", "check"],
        vec!["completions", "bash"],
        vec!["man"],
        vec!["--help"],
        vec!["--version"],
    ] {
        let mut command = home.program(&args);
        let ran = command.stdout(full()).output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(1), "{args:?}: {}", stderr(&ran));
        let first = stderr(&ran);
        let first = first.lines().find(|line| line.starts_with("error: "));
        assert!(
            first.is_some_and(|line| line.contains("No space left")),
            "{args:?}: {first:?}"
        );
    }
}

#[test]
fn keys_that_are_stored_but_not_printed_are_named() {
    for args in [
        vec!["--quiet"],
        vec!["--json"],
        vec!["--count", "3", "-o", "csv"],
    ] {
        let home = Home::demo();
        let before = home.number("SELECT COUNT(*) FROM api_token");
        let mut command = home.program(&["token", "create", "-u", "ada@example.com"]);
        let full = OpenOptions::new().write(true).open("/dev/full");
        command.args(&args).stdout(full.expect("a full device"));
        let ran = command.output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
        let created = home.number("SELECT COUNT(*) FROM api_token") - before;
        assert_eq!(created, if args.len() > 2 { 3 } else { 1 });
        // The IDs are those of the rows.
        let listed = home.run(&[
            "token",
            "list",
            "--all",
            "--reverse",
            "--sort",
            "create_time",
            "--limit",
            &created.to_string(),
            "-o",
            "tsv",
            "--fields",
            "id",
        ]);
        for id in stdout(&listed).lines().skip(1) {
            assert!(stderr(&ran).contains(id), "{id} in {}", stderr(&ran));
        }
        assert!(!stderr(&ran).contains("ragflow-"), "{}", stderr(&ran));
    }
}
