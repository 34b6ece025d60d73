//! The time zone of dates in a real process: the local zone comes from `TZ`, which a test cannot
//! change for its own process.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ragflowctl");
/// Zones in POSIX form, which need no zone files.
const ZONES: [&str; 3] = ["UTC0", "CST-8", "EST5EDT,M3.2.0,M11.1.0"];

fn run(zone: &str, home: &Path, args: &[&str]) -> Output {
    let ran = Command::new(PROGRAM)
        .env_clear()
        .env("TZ", zone)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .args(args)
        .output()
        .expect("the program runs");
    let complaint = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{complaint}");
    ran
}

/// How many hours the date of the printed row is ahead of its time in UTC.
fn ahead(ran: &Output) -> i64 {
    let answer: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let row = &answer["data"][0];
    let date = row["create_date"].as_str().expect("a date");
    let date = date
        .parse::<chrono::NaiveDateTime>()
        .expect("a date without a zone");
    let seconds = row["create_time"].as_i64().expect("a time") / 1000;
    let ahead = date.and_utc().timestamp() - seconds;
    assert_eq!(ahead % 3600, 0, "both halves are one instant");
    ahead / 3600
}

const CREATE: [&str; 5] = ["token", "create", "--user", "ada@example.com", "--json"];

#[test]
fn dates_follow_the_rows_in_any_local_zone() {
    let home = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}/ragflow.db", home.path().display());
    run("UTC0", home.path(), &["-d", &url, "db", "init", "--demo"]);
    for zone in ZONES {
        let args = [&["-d", &url][..], &CREATE].concat();
        let ran = run(zone, home.path(), &args);
        assert_eq!(ahead(&ran), 8, "{zone}");
        let stderr = String::from_utf8_lossy(&ran.stderr);
        // The second key of each round has another zone, so the rows do not agree for long.
        let is_first = zone == ZONES[0];
        let warns = !is_first && zone != "CST-8";
        assert_eq!(stderr.contains("UTC+08:00"), warns, "{zone}: {stderr}");
        let args = [&args[..], &["--timezone", "-03:00"]].concat();
        assert_eq!(ahead(&run(zone, home.path(), &args)), -3, "{zone}");
    }
}

#[test]
fn without_rows_dates_are_in_the_local_zone() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("ragflow.db");
    let url = format!("sqlite:{}", path.display());
    run("UTC0", home.path(), &["-d", &url, "db", "init", "--demo"]);
    let file = rusqlite::Connection::open(&path).expect("the file opens");
    let forget = ["user", "user_tenant", "api_token"]
        .map(|table| format!("UPDATE {table} SET update_date = NULL;"))
        .concat();
    file.execute_batch(&forget).expect("the statements run");
    drop(file);
    let ran = run("CST-8", home.path(), &[&["-d", &url][..], &CREATE].concat());
    assert_eq!(ahead(&ran), 8);
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(stderr, "note: created 1 key\n");
}

#[test]
fn the_sample_causes_no_message_in_any_zone() {
    let home = tempfile::tempdir().expect("a folder");
    for zone in ZONES {
        let args = ["-d", "demo:", "token", "list", "--user", "ada@example.com"];
        let ran = run(zone, home.path(), &args);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(stderr.starts_with("note: created 4"), "{zone}: {stderr}");
        assert!(!stderr.contains("zone"), "{zone}: {stderr}");
    }
}
