//! Backfills that are interrupted, killed, or run at the same time.

use std::process::{Output, Stdio};

use crate::workspace::{MISSING, Workspace, data, signal, stderr, wait_until};

#[test]
fn an_interrupted_backfill_keeps_whole_transactions() {
    for name in ["-INT", "-TERM"] {
        let workspace = Workspace::with_missing_betas(400);
        let mut command = workspace.program(&[
            "beta",
            "backfill",
            "--batch-size",
            "1",
            "--pause",
            "20ms",
            "--json",
        ]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("the program runs");
        wait_until("some betas", || workspace.number(MISSING) < 395);
        signal(&child, name);
        let ran = child.wait_with_output().expect("the program ends");
        assert_eq!(ran.status.code(), Some(130), "{name}: {}", stderr(&ran));
        let done = data(&ran);
        assert_eq!(done["missing"], 400);
        assert_eq!(done["complete"], false);
        let filled = done["filled"].as_u64().expect("a count");
        assert!((5..400).contains(&filled), "{filled}");
        assert_eq!(workspace.number(MISSING), 400 - filled);
        assert!(
            stderr(&ran).contains("run the same command again to continue"),
            "{}",
            stderr(&ran)
        );

        let rest = workspace.run(&["beta", "backfill", "--json"]);
        assert_eq!(rest.status.code(), Some(0), "{}", stderr(&rest));
        assert_eq!(data(&rest)["filled"], 400 - filled);
        assert_eq!(data(&rest)["complete"], true);
    }
}

#[test]
fn a_long_pause_can_be_interrupted() {
    let workspace = Workspace::with_missing_betas(10);
    let args = [
        "beta",
        "backfill",
        "--batch-size",
        "4",
        "--pause",
        "1h",
        "--json",
    ];
    let mut command = workspace.program(&args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program runs");
    wait_until("some betas", || workspace.number(MISSING) < 10);
    signal(&child, "-INT");
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(ran.status.code(), Some(130), "{}", stderr(&ran));
    assert_eq!(data(&ran)["filled"], 4);
    assert_eq!(workspace.number(MISSING), 6);
}

#[cfg(target_os = "linux")]
#[test]
fn waiting_for_the_lock_can_be_interrupted() {
    let workspace = Workspace::with_missing_betas(3);
    let holder = workspace.open();
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let mut command = workspace.program(&[
        "beta",
        "backfill",
        "--lock-wait",
        "1h",
        "--lock-timeout",
        "10ms",
        "--json",
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program runs");
    // This lock blocks writers but not readers: if the program sleeps, it waits for the lock.
    crate::linux::wait_until_asleep(&child);
    signal(&child, "-INT");
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(ran.status.code(), Some(130), "{}", stderr(&ran));
    drop(holder);
    assert_eq!(workspace.number(MISSING), 3);
}

#[test]
fn a_killed_backfill_leaves_whole_rows_and_can_be_repeated() {
    // Enough transactions for many seconds; the program is killed after the first few.
    const KEYS: u32 = 30_000;
    let workspace = Workspace::with_missing_betas(KEYS);
    let args = ["beta", "backfill", "--batch-size", "50"];
    let mut child = workspace
        .program(&args)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    wait_until("some betas", || {
        workspace.number(MISSING) < u64::from(KEYS) - 300
    });
    child.kill().expect("it still runs");
    child.wait().expect("it is gone");
    let filled = workspace.number(
        "SELECT COUNT(*) FROM api_token \
         WHERE length(beta) = 32 AND update_time > 1 AND update_date > '2002-01-01'",
    );
    let untouched = workspace.number(
        "SELECT COUNT(*) FROM api_token \
         WHERE beta IS NULL AND update_time = 1 AND update_date = '2001-01-01 00:00:00'",
    );
    assert_eq!(filled + untouched, u64::from(KEYS), "every row is whole");
    assert!(untouched > 0, "it was killed in time");
    assert_eq!(filled % 50, 0, "every transaction is whole");
    assert_eq!(
        workspace.number("SELECT COUNT(*) FROM api_token WHERE create_time = 1"),
        u64::from(KEYS)
    );

    let rest = workspace.run(&["beta", "backfill", "--json"]);
    assert_eq!(rest.status.code(), Some(0), "{}", stderr(&rest));
    assert_eq!(data(&rest)["filled"], untouched);
    assert_eq!(workspace.number(MISSING), 0);
    assert_eq!(
        workspace.number("SELECT COUNT(DISTINCT beta) FROM api_token"),
        u64::from(KEYS)
    );
}

/// The schema of the file: tables and indexes.
const INDEXES: &str =
    "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY sql)";

/// A backfill of many keys drops indexes and rebuilds them. Killed in between, it leaves the
/// indexes in place.
#[test]
fn a_killed_backfill_of_many_keys_leaves_the_file_unchanged() {
    let workspace = Workspace::with_missing_betas(150_000);
    let indexes = workspace.text(INDEXES);
    let mut child = workspace
        .program(&["beta", "backfill"])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    let journal = workspace.path().with_extension("db-journal");
    wait_until("a transaction", || {
        std::fs::metadata(&journal).is_ok_and(|journal| journal.len() > 1_000_000)
    });
    child.kill().expect("it still runs");
    child.wait().expect("it is gone");
    assert_eq!(workspace.number(MISSING), 150_000, "nothing of it is there");
    assert_eq!(workspace.text(INDEXES), indexes);
    assert_eq!(workspace.text("PRAGMA integrity_check"), "ok");

    let rest = workspace.run(&["beta", "backfill", "--json"]);
    assert_eq!(data(&rest)["filled"], 150_000, "{}", stderr(&rest));
    assert_eq!(workspace.number(MISSING), 0);
    assert_eq!(workspace.text(INDEXES), indexes);
    assert_eq!(workspace.text("PRAGMA integrity_check"), "ok");
}

/// Interrupted in the middle, it keeps the betas written so far, and the file keeps its indexes.
#[test]
fn an_interrupted_backfill_of_many_keys_keeps_whole_rows() {
    let workspace = Workspace::with_missing_betas(150_000);
    let indexes = workspace.text(INDEXES);
    let mut command = workspace.program(&["beta", "backfill", "--json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program runs");
    let journal = workspace.path().with_extension("db-journal");
    wait_until("a transaction", || journal.exists());
    signal(&child, "-INT");
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(ran.status.code(), Some(130), "{}", stderr(&ran));
    let filled = data(&ran)["filled"].as_u64().expect("a count");
    assert!((1..150_000).contains(&filled), "{filled}");
    assert_eq!(workspace.number(MISSING), 150_000 - filled);
    assert_eq!(workspace.text(INDEXES), indexes);
    assert_eq!(workspace.text("PRAGMA integrity_check"), "ok");
}

#[test]
fn two_concurrent_backfills_succeed_and_write_each_beta_once() {
    let workspace = Workspace::with_missing_betas(3000);
    workspace.execute(
        "CREATE TABLE written (token TEXT);
         CREATE TRIGGER watch AFTER UPDATE ON api_token
         BEGIN INSERT INTO written VALUES (new.token); END;",
    );
    let args = [
        "beta",
        "backfill",
        "--batch-size",
        "20",
        "--pause",
        "1ms",
        "--json",
    ];
    let start = || {
        let mut command = workspace.program(&args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program runs")
    };
    let ended: Vec<Output> = [start(), start()]
        .map(|child| child.wait_with_output().expect("the program ends"))
        .into();
    for ran in &ended {
        assert_eq!(ran.status.code(), Some(0), "{}", stderr(ran));
        assert_eq!(data(ran)["complete"], true);
    }
    let sum: u64 = ended
        .iter()
        .filter_map(|ran| data(ran)["filled"].as_u64())
        .sum();
    assert_eq!(sum, 3000, "each beta is counted once");
    assert_eq!(
        workspace.number("SELECT COUNT(*) FROM written"),
        3000,
        "and written once"
    );
    assert_eq!(
        workspace.number("SELECT COUNT(DISTINCT beta) FROM api_token"),
        3000
    );
}
