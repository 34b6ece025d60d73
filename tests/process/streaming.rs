//! Output that cannot be written: a closed pipe, a full disk.

use std::fs::OpenOptions;

#[cfg(target_os = "linux")]
use crate::large::LARGE_ROWS;
use crate::large::large_url;
#[cfg(target_os = "linux")]
use crate::linux::bytes_read_until_end;
use crate::workspace::{PROGRAM, Workspace, stderr, stdout};

#[test]
fn a_closed_pipe_is_not_an_error() {
    let workspace = Workspace::empty();
    for format in ["csv", "json", "jsonl", "table"] {
        let line = "\"$P\" -d \"$D\" token list --all -o \"$F\" | head -c 30; \
                    ended=(\"${PIPESTATUS[@]}\"); echo; echo \"${ended[@]}\"";
        let mut script = workspace.command("bash");
        script
            .args(["-c", line])
            .env("P", PROGRAM)
            .env("D", large_url())
            .env("F", format);
        let ran = script.output().expect("bash runs");
        assert_eq!(stdout(&ran).lines().last(), Some("0 0"), "{format}");
        assert_eq!(stderr(&ran), "", "{format}");
    }
}

/// The program can be ahead of its reader only by the size of its buffers and of the pipe, on any
/// machine. So the bytes that it has read from the database show whether it stopped.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_pipe_stops_the_query() {
    use std::io::Read as _;
    use std::process::Stdio;

    let workspace = Workspace::empty();
    // Reads this many bytes of a listing, then closes the pipe. Returns them, and the number of
    // bytes that the program has read from files.
    let listing = |format: &str, take: u64| {
        let mut command = workspace.command(PROGRAM);
        command.args(["-d", &large_url(), "token", "list", "--all", "-o", format]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        let mut output = Vec::new();
        let pipe = child.stdout.take().expect("a pipe");
        pipe.take(take).read_to_end(&mut output).expect("a listing");
        let bytes = bytes_read_until_end(&child);
        assert!(
            child.wait().expect("the program ends").success(),
            "{format}"
        );
        (output, bytes)
    };
    let (whole, bytes_of_whole) = listing("csv", u64::MAX);
    let lines = whole.iter().filter(|byte| **byte == b'\n').count() as u64;
    assert!(lines > LARGE_ROWS, "{lines} lines");
    for format in ["csv", "json", "jsonl", "table"] {
        let (_, bytes) = listing(format, 30);
        assert!(
            bytes < bytes_of_whole / 10,
            "{format}: {bytes} bytes read for the first line, {bytes_of_whole} for all"
        );
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let workspace = Workspace::demo();
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
        let mut command = workspace.program(&args);
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
fn stored_keys_that_could_not_be_printed_are_named() {
    for args in [
        vec!["--quiet"],
        vec!["--json"],
        vec!["--count", "3", "-o", "csv"],
    ] {
        let workspace = Workspace::demo();
        let before = workspace.number("SELECT COUNT(*) FROM api_token");
        let mut command = workspace.program(&["token", "create", "-u", "ada@example.com"]);
        let full = OpenOptions::new().write(true).open("/dev/full");
        command.args(&args).stdout(full.expect("a full device"));
        let ran = command.output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(1), "{}", stderr(&ran));
        let created = workspace.number("SELECT COUNT(*) FROM api_token") - before;
        assert_eq!(created, if args.len() > 2 { 3 } else { 1 });
        // The error names the IDs of the stored rows.
        let listed = workspace.run(&[
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
