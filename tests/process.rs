//! The real program as a process: pipes, signals, shells, terminals, memory.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    reason = "a process runs in real time, and the tests wait for it"
)]

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::CommandFactory as _;
use ragflowctl::cli::Cli;
use rusqlite::Connection;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ragflowctl");
const ADA: &str = "759d9075221f4c52e6abc1675494e450";
/// Nothing here takes that long unless it hangs.
const LONG: Duration = Duration::from_secs(60);
/// Rows of the large database.
const MANY: u64 = 200_000;

const MISSING: &str = "SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''";

/// A database file in a folder that is also the program's whole world.
struct Home {
    folder: TempDir,
}

impl Home {
    fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// With the sample database.
    fn demo() -> Self {
        let home = Self::empty();
        let ran = home.run(&["db", "init", "--demo"]);
        assert!(ran.status.success(), "{}", stderr(&ran));
        home
    }

    /// With a database of Ada's keys that all lack a beta.
    fn missing(keys: u32) -> Self {
        let home = Self::demo();
        home.execute(&format!(
            "DELETE FROM api_token;
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {keys})
             INSERT INTO api_token (tenant_id, token, create_time, create_date, update_time, \
                                    update_date)
             SELECT '{ADA}', printf('ragflow-%043d', i), 1, '2001-01-01 00:00:00', 1, \
                    '2001-01-01 00:00:00' FROM n;"
        ));
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ragflow.db")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }

    /// A command with nothing of this machine's user in it.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            // The zone of the sample's rows, without need of the system's files.
            .env("TZ", "CST-8")
            .env("HOME", self.folder.path())
            .env("XDG_STATE_HOME", self.folder.path().join("state"))
            .env("XDG_DATA_HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path())
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// The program on this database.
    fn program(&self, args: &[&str]) -> Command {
        let mut command = self.command(PROGRAM);
        command.args(["-d", &self.url()]).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.program(args).output().expect("the program runs")
    }

    /// A script of bash, in which `$P` is the program and `$D` the database.
    fn bash(&self, script: &str) -> Output {
        let mut command = self.command("bash");
        command.args(["--noprofile", "--norc", "-c", script]);
        command.env("P", PROGRAM).env("D", self.url());
        command.output().expect("bash runs")
    }

    fn open(&self) -> Connection {
        let connection = Connection::open(self.path()).expect("the file opens");
        connection.busy_timeout(LONG).expect("a timeout");
        connection
    }

    fn execute(&self, sql: &str) {
        self.open().execute_batch(sql).expect("the statements run");
    }

    fn text(&self, sql: &str) -> String {
        let found = self.open().query_row(sql, [], |row| row.get(0));
        found.expect("a text")
    }

    fn number(&self, sql: &str) -> u64 {
        let number = self.open().query_row(sql, [], |row| row.get::<_, i64>(0));
        number.expect("a number").try_into().expect("a count")
    }
}

fn stdout(ran: &Output) -> String {
    String::from_utf8(ran.stdout.clone()).expect("UTF-8")
}

fn stderr(ran: &Output) -> String {
    String::from_utf8(ran.stderr.clone()).expect("UTF-8")
}

fn data(ran: &Output) -> serde_json::Value {
    let envelope: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    envelope["data"].clone()
}

/// Waits until it is so.
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < LONG, "waited in vain: {what}");
        sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([name, &id]).status();
    assert!(sent.expect("kill runs").success());
}

/// A database of very many keys, made once for all tests that only read it.
fn large() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("very-many-keys.db");
        for old in [path.clone(), path.with_extension("db-journal")] {
            if old.exists() {
                std::fs::remove_file(old).expect("the last run's file");
            }
        }
        let url = format!("sqlite:{}", path.display());
        let made = Command::new(PROGRAM)
            .args(["-d", &url, "db", "init", "--demo"])
            .output();
        assert!(made.expect("the program runs").status.success());
        let connection = Connection::open(&path).expect("the file opens");
        connection
            .execute_batch(&format!(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})
                 INSERT INTO api_token (tenant_id, token, beta, create_time, create_date, \
                                        update_time, update_date)
                 SELECT printf('%032d', i / 100), printf('ragflow-%043d', i), printf('%032d', i), \
                        i, '2001-01-01 00:00:00', i, '2001-01-01 00:00:00' FROM n;"
            ))
            .expect("the rows");
        path
    })
}

fn large_url() -> String {
    format!("sqlite:{}", large().display())
}

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

#[test]
fn an_interrupted_backfill_keeps_whole_transactions_and_says_where_it_is() {
    for name in ["-INT", "-TERM"] {
        let home = Home::missing(400);
        let mut command = home.program(&[
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
        wait_until("some betas", || home.number(MISSING) < 395);
        signal(&child, name);
        let ran = child.wait_with_output().expect("the program ends");
        assert_eq!(ran.status.code(), Some(130), "{name}: {}", stderr(&ran));
        let done = data(&ran);
        assert_eq!(done["missing"], 400);
        assert_eq!(done["complete"], false);
        let filled = done["filled"].as_u64().expect("a count");
        assert!((5..400).contains(&filled), "{filled}");
        assert_eq!(home.number(MISSING), 400 - filled);
        assert!(
            stderr(&ran).contains("the same again goes on from here"),
            "{}",
            stderr(&ran)
        );

        let rest = home.run(&["beta", "backfill", "--json"]);
        assert_eq!(rest.status.code(), Some(0), "{}", stderr(&rest));
        assert_eq!(data(&rest)["filled"], 400 - filled);
        assert_eq!(data(&rest)["complete"], true);
    }
}

#[test]
fn a_backfill_that_waits_for_the_lock_can_be_interrupted() {
    let home = Home::missing(3);
    let holder = home.open();
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let mut command = home.program(&[
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
    sleep(Duration::from_millis(300));
    signal(&child, "-INT");
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(ran.status.code(), Some(130), "{}", stderr(&ran));
    drop(holder);
    assert_eq!(home.number(MISSING), 3);
}

#[test]
fn a_killed_backfill_leaves_whole_rows_and_can_be_repeated() {
    let home = Home::missing(3000);
    let args = ["beta", "backfill", "--batch-size", "50", "--pause", "2ms"];
    let mut child = home
        .program(&args)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    wait_until("some betas", || home.number(MISSING) < 2700);
    child.kill().expect("it still runs");
    child.wait().expect("it is gone");
    let filled = home.number(
        "SELECT COUNT(*) FROM api_token \
         WHERE length(beta) = 32 AND update_time > 1 AND update_date > '2002-01-01'",
    );
    let untouched = home.number(
        "SELECT COUNT(*) FROM api_token \
         WHERE beta IS NULL AND update_time = 1 AND update_date = '2001-01-01 00:00:00'",
    );
    assert_eq!(filled + untouched, 3000, "every row is whole");
    assert!(untouched > 0, "it was killed in time");
    assert_eq!(filled % 50, 0, "every transaction is whole");
    assert_eq!(
        home.number("SELECT COUNT(*) FROM api_token WHERE create_time = 1"),
        3000
    );

    let rest = home.run(&["beta", "backfill", "--json"]);
    assert_eq!(rest.status.code(), Some(0), "{}", stderr(&rest));
    assert_eq!(data(&rest)["filled"], untouched);
    assert_eq!(home.number(MISSING), 0);
    assert_eq!(
        home.number("SELECT COUNT(DISTINCT beta) FROM api_token"),
        3000
    );
}

/// What stands in the file besides its rows.
const INDEXES: &str =
    "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY sql)";

/// A fill of many keys sets indexes aside: killed while they are gone, it leaves
/// them where they were.
#[test]
fn a_killed_fill_of_many_keys_leaves_the_file_as_it_was() {
    let home = Home::missing(150_000);
    let indexes = home.text(INDEXES);
    let mut child = home
        .program(&["beta", "backfill"])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    let journal = home.path().with_extension("db-journal");
    wait_until("a transaction", || {
        std::fs::metadata(&journal).is_ok_and(|journal| journal.len() > 1_000_000)
    });
    child.kill().expect("it still runs");
    child.wait().expect("it is gone");
    assert_eq!(home.number(MISSING), 150_000, "nothing of it is there");
    assert_eq!(home.text(INDEXES), indexes);
    assert_eq!(home.text("PRAGMA integrity_check"), "ok");

    let rest = home.run(&["beta", "backfill", "--json"]);
    assert_eq!(data(&rest)["filled"], 150_000, "{}", stderr(&rest));
    assert_eq!(home.number(MISSING), 0);
    assert_eq!(home.text(INDEXES), indexes);
    assert_eq!(home.text("PRAGMA integrity_check"), "ok");
}

/// Stopped in its midst, it keeps what it has, and the file its indexes.
#[test]
fn an_interrupted_fill_of_many_keys_keeps_what_it_has() {
    let home = Home::missing(150_000);
    let indexes = home.text(INDEXES);
    let mut command = home.program(&["beta", "backfill", "--json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program runs");
    let journal = home.path().with_extension("db-journal");
    wait_until("a transaction", || journal.exists());
    signal(&child, "-INT");
    let ran = child.wait_with_output().expect("the program ends");
    assert_eq!(ran.status.code(), Some(130), "{}", stderr(&ran));
    let filled = data(&ran)["filled"].as_u64().expect("a count");
    assert!((1..150_000).contains(&filled), "{filled}");
    assert_eq!(home.number(MISSING), 150_000 - filled);
    assert_eq!(home.text(INDEXES), indexes);
    assert_eq!(home.text("PRAGMA integrity_check"), "ok");
}

#[test]
fn two_backfills_at_once_both_end_well_and_write_no_beta_twice() {
    let home = Home::missing(3000);
    home.execute(
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
        let mut command = home.program(&args);
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
        home.number("SELECT COUNT(*) FROM written"),
        3000,
        "and written once"
    );
    assert_eq!(
        home.number("SELECT COUNT(DISTINCT beta) FROM api_token"),
        3000
    );
}

#[test]
fn a_script_holds_the_bare_key() {
    let home = Home::demo();
    let ran = home.bash(
        "KEY=$(\"$P\" -d \"$D\" token create --user ada@example.com --quiet) || exit\n\
         printf '[%s]' \"$KEY\"",
    );
    assert_eq!((ran.status.code(), stderr(&ran).as_str()), (Some(0), ""));
    let text = stdout(&ran);
    let key = text.trim_start_matches('[').trim_end_matches(']');
    assert_eq!(text.len(), key.len() + 2, "nothing around it");
    assert_eq!(key.len(), 51);
    let stored = format!("SELECT COUNT(*) FROM api_token WHERE token = '{key}'");
    assert_eq!(home.number(&stored), 1);
}

#[test]
fn jq_reads_success_and_failure() {
    let home = Home::demo();
    for (script, expected, statuses) in [
        (
            "token list --user ada@example.com --json | jq -r '.code, .message, (.data | length)'",
            "0\n\n7\n",
            "0 0",
        ),
        (
            "token list --all --json | jq -e '[.data[] | select(.beta == null or .beta == \"\")] | length'",
            "7\n",
            "0 0",
        ),
        (
            "token list --user nobody@example.com --json | jq -e '.code == 404 and .data == false'",
            "true\n",
            "3 0",
        ),
        (
            "token list --nonsense -o json | jq -e '.code == 400 and .data == false'",
            "true\n",
            "2 0",
        ),
        (
            "token create --dry-run -u ada@example.com --json | jq -c .data",
            "[]\n",
            "0 0",
        ),
        (
            "beta backfill --dry-run --json | jq .data.missing",
            "6\n",
            "0 0",
        ),
        ("db check --json | jq -e .data.writable", "true\n", "0 0"),
        (
            "token list --all --missing-beta -o jsonl | jq -s length",
            "7\n",
            "0 0",
        ),
    ] {
        // A fresh copy each: some of these fill betas.
        let home = if script.contains("--all") {
            &home
        } else {
            &Home::demo()
        };
        let line = format!("\"$P\" -d \"$D\" {script}; echo \"${{PIPESTATUS[@]}}\"");
        let ran = home.bash(&line);
        assert_eq!(
            stdout(&ran),
            format!("{expected}{statuses}\n"),
            "{script}: {}",
            stderr(&ran)
        );
    }
    // With an envelope there is still one line for the cron mail.
    let ran = home.run(&["token", "list", "-u", "nobody", "--json"]);
    assert_eq!(
        stderr(&ran)
            .lines()
            .filter(|line| line.starts_with("error: "))
            .count(),
        1
    );
}

/// The greatest memory a process has held so far, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.expect("the process lives");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a size")
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_however_many_keys_there_are() {
    let home = Home::empty();
    // The peak after so many lines of a listing. It waits for its reader, and
    // so still runs when it is looked at.
    let peak_after = |format: &str, lines: u64, limit: u64| {
        let limit = limit.to_string();
        let mut command = home.command(PROGRAM);
        command.args(["-d", &large_url(), "token", "list", "--all", "-o", format]);
        command.args(["--limit", &limit]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for _ in 0..lines {
            out.next().expect("more lines").expect("text");
        }
        let peak = peak(&child);
        let rest = out.inspect(|line| assert!(line.is_ok())).count();
        assert!(rest > 3000, "it was looked at too late");
        assert!(child.wait().expect("the program ends").success());
        peak
    };
    for format in ["jsonl", "csv", "table"] {
        let few = peak_after(format, 1_000, 5_000);
        let many = peak_after(format, MANY - 20_000, MANY);
        assert!(
            many < few + 8 * 1024,
            "{format}: {few} KiB for five thousand keys, {many} KiB for very many"
        );
    }
}

#[test]
fn progress_is_for_a_terminal() {
    let filling = |home: &Home| {
        format!(
            "{PROGRAM} -d {} beta backfill --batch-size 1 --pause 20ms",
            home.url()
        )
    };
    let home = Home::missing(30);
    let in_terminal = |line: &str| {
        let mut script = home.command("script");
        let line = format!("stty cols 100 rows 30; {line}");
        script
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm");
        script.output().expect("script runs")
    };
    let ran = in_terminal(&filling(&home));
    assert_eq!(ran.status.code(), Some(0), "{}", stdout(&ran));
    let seen = stdout(&ran);
    assert!(seen.contains("filling betas"), "{seen:?}");
    assert!(seen.contains("/30"), "{seen:?}");
    assert_eq!(home.number(MISSING), 0);
    // It is gone before the result is printed.
    let result = seen.rfind("missing").expect("the result");
    assert!(seen.rfind("filling betas") < Some(result), "{seen:?}");

    let quiet = Home::missing(30);
    let ran = in_terminal(&format!("{} --quiet", filling(&quiet)));
    assert_eq!((ran.status.code(), stdout(&ran).as_str()), (Some(0), ""));
    assert_eq!(quiet.number(MISSING), 0);

    let piped = Home::missing(30);
    let ran = piped.run(&["beta", "backfill", "--batch-size", "1", "--pause", "20ms"]);
    assert_eq!((ran.status.code(), stderr(&ran).as_str()), (Some(0), ""));
    assert!(
        stdout(&ran).starts_with("missing    30\nfilled     30\n"),
        "{}",
        stdout(&ran)
    );
}

#[test]
fn a_terminal_has_colour_and_its_own_width() {
    let home = Home::demo();
    let seen = |columns: u16, no_color: bool| {
        let mut script = home.command("script");
        let line = format!(
            "stty cols {columns} rows 30; {PROGRAM} -d {} token list --all 2>/dev/null",
            home.url()
        );
        script
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm");
        if no_color {
            script.env("NO_COLOR", "1");
        }
        let ran = script.output().expect("script runs");
        assert_eq!(ran.status.code(), Some(0));
        stdout(&ran).replace('\r', "")
    };
    let plain = seen(80, true);
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    let widest = |text: &str| text.lines().map(|line| line.chars().count()).max();
    assert!(widest(&plain) <= Some(80), "{plain}");
    assert!(widest(&seen(200, true)) > Some(150));
    assert!(seen(80, false).contains("\u{1b}[1m"));
}

#[test]
fn the_embedded_database_is_in_the_data_directory() {
    let home = Home::empty();
    let ran = home
        .command(PROGRAM)
        .args(["db", "init", "--demo"])
        .output();
    assert!(ran.expect("the program runs").status.success());
    assert!(home.folder.path().join("ragflowctl/ragflow.db").is_file());
    let mut command = home.command(PROGRAM);
    let ran = command
        .args(["token", "list", "--all", "-q", "-o", "tsv"])
        .output();
    let ran = ran.expect("the program runs");
    assert_eq!(stdout(&ran).lines().count(), 20);
    assert!(
        stderr(&ran).starts_with("note: no database is named"),
        "{}",
        stderr(&ran)
    );
}

#[test]
fn bash_completes() {
    let home = Home::empty();
    let complete = |words: &[&str]| -> BTreeSet<String> {
        let script = "source <(\"$P\" completions bash) || exit 9\n\
                      complete -p ragflowctl >/dev/null || exit 8\n\
                      words=\"$(complete -p ragflowctl)\"\n\
                      [[ $words =~ -F\\ ([^ ]+) ]] || exit 7\n\
                      COMP_WORDS=(\"$@\")\n\
                      COMP_CWORD=$(($# - 1))\n\
                      COMP_LINE=\"$*\" COMP_POINT=${#COMP_LINE}\n\
                      \"${BASH_REMATCH[1]}\" ragflowctl \"${COMP_WORDS[COMP_CWORD]}\" \
                      \"${COMP_WORDS[COMP_CWORD - 1]}\" 2>/dev/null\n\
                      printf '%s\\n' \"${COMPREPLY[@]}\"";
        let mut command = home.command("bash");
        command
            .args(["--noprofile", "--norc", "-c", script, "bash"])
            .args(words);
        let ran = command.env("P", PROGRAM).output().expect("bash runs");
        assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
        stdout(&ran).lines().map(str::to_owned).collect()
    };
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(complete(&["ragflowctl", "tok"]), set(&["token"]));
    assert_eq!(complete(&["ragflowctl", "token", "li"]), set(&["list"]));
    assert_eq!(complete(&["ragflowctl", "beta", "b"]), set(&["backfill"]));
    assert_eq!(
        complete(&["ragflowctl", "token", "list", "-o", ""]),
        set(&["table", "json", "jsonl", "csv", "tsv"])
    );
    assert_eq!(
        complete(&["ragflowctl", "token", "list", "--missing"]),
        set(&["--missing-beta"])
    );
    let sorts = complete(&["ragflowctl", "token", "list", "--sort", "create"]);
    assert_eq!(sorts, set(&["create_time"]));
}

#[test]
fn zsh_completes() {
    // A real interactive zsh in a pseudo-terminal; ^X prints the line as it is.
    const SCRIPT: &str = r#"
zmodload zsh/zpty || exit 9
zpty -b shell zsh -f -i || exit 8
expect() { # PATTERN: reads until it appears
    local seen= part
    integer tries=0
    while [[ $seen != *$~1* ]]; do
        if zpty -r -t shell part; then seen+=$part
        elif ((tries++ > 1000)); then print -r -- "seen: ${(V)seen}" >&2; exit 7
        else sleep 0.02; fi
    done
    reply=$seen
}
zpty -w shell "PS1='' PS2='' RPS1=''; unsetopt zle_bracketed_paste beep; stty cols 120"
zpty -w shell "fpath=($FUNCTIONS \$fpath); autoload -Uz compinit; compinit -u -d $HOME/dump"
zpty -w shell 'show() { BUFFER="print -r -- \"line=<\"${(q)BUFFER}\">\""; zle accept-line }'
zpty -w shell 'zle -N show; bindkey "^X" show; print ready=$((40 + 2))'
expect 'ready=42'
complete() { # LINE: prints what TAB makes of it
    zpty -w -n shell "$1"$'\t'
    sleep 0.2
    zpty -w -n shell $'\C-x'
    expect $'\nline=<*>*\n'
    local line=${reply##*$'\n'line=<}
    print -r -- "${line%%>*}"
}
for line in "$@"; do complete "$line"; done
zpty -d shell
"#;
    let home = Home::empty();
    let functions = home.folder.path().join("functions");
    std::fs::create_dir(&functions).expect("a folder");
    let script = File::create(functions.join("_ragflowctl")).expect("a file");
    let made = home
        .command(PROGRAM)
        .args(["completions", "zsh"])
        .stdout(script)
        .status();
    assert!(made.expect("the program runs").success());
    let lines = [
        ("ragflowctl tok", "ragflowctl token "),
        ("ragflowctl token li", "ragflowctl token list "),
        (
            "ragflowctl token list --missing",
            "ragflowctl token list --missing-beta ",
        ),
        (
            "ragflowctl token list --sort create",
            "ragflowctl token list --sort create_time ",
        ),
    ];
    let mut zsh = home.command("zsh");
    zsh.args(["-f", "-c", SCRIPT, "zsh"])
        .args(lines.map(|(typed, _)| typed));
    let ran = zsh
        .env("FUNCTIONS", &functions)
        .env("TERM", "xterm")
        .output();
    let ran = ran.expect("zsh runs");
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    let completed: Vec<String> = stdout(&ran).lines().map(unquoted).collect();
    assert_eq!(completed, lines.map(|(_, expected)| expected));
}

/// A line as zsh's `(q)` wrote it.
fn unquoted(line: &str) -> String {
    line.trim_end_matches('\r').replace('\\', "")
}

/// An account that may read the file and not write it. The superuser writes
/// everywhere, so as root the program runs as nobody.
#[test]
fn a_file_that_cannot_be_written_is_listed_with_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::demo();
    let mode = |path: &Path, mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(path, permissions).expect("permissions");
    };
    // The checkout may be where nobody else can look.
    let program = home.folder.path().join("program");
    std::fs::copy(PROGRAM, &program).expect("a copy");
    mode(&program, 0o755);
    mode(&home.path(), 0o444);
    mode(home.folder.path(), 0o555);
    let as_nobody = "if [ \"$(id -u)\" = 0 ]; then \
                       set -- setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"; \
                     fi; exec \"$@\"";
    let run = |args: &[&str]| {
        let mut command = home.command("sh");
        command.args(["-c", as_nobody, "sh"]).arg(&program);
        let ran = command.args(["-d", &home.url()]).args(args).output();
        ran.expect("the program runs")
    };
    let ran = run(&["token", "list", "-t", ADA, "-o", "jsonl"]);
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    assert_eq!(stdout(&ran).lines().count(), 7);
    assert!(
        stderr(&ran).contains("none was filled in"),
        "{}",
        stderr(&ran)
    );
    let ran = run(&["beta", "backfill"]);
    assert_eq!(ran.status.code(), Some(4), "{}", stderr(&ran));
    let ran = run(&["db", "check", "--json"]);
    assert!(
        stdout(&ran).contains("\"writable\":false"),
        "{}",
        stdout(&ran)
    );
    mode(home.folder.path(), 0o755);
}

/// The README's lines for scripts, as they stand there, in real bash with the
/// real jq, on the sample.
#[test]
fn the_readmes_recipes_run() {
    let readme = include_str!("../README.md");
    let section = readme
        .split_once("## Scripts and cron")
        .expect("the section");
    let section = section.1.split_once("\n## ").expect("its end").0;
    let recipes: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with("ragflowctl ") || line.starts_with("KEY="))
        .collect();
    assert!(recipes.len() >= 6, "{recipes:?}");
    for recipe in recipes {
        let home = Home::demo();
        let bin = home.folder.path().join("bin");
        std::fs::create_dir(&bin).expect("a folder");
        std::os::unix::fs::symlink(PROGRAM, bin.join("ragflowctl")).expect("a link");
        let mut bash = home.command("bash");
        bash.args(["--noprofile", "--norc", "-o", "nounset", "-c"]);
        bash.arg(format!(
            "PATH=$HOME/bin:$PATH; {recipe}; echo \"status ${{PIPESTATUS[*]}}\""
        ));
        let ran = bash
            .env("RAGFLOWCTL_DATABASE_URL", home.url())
            .output()
            .expect("bash runs");
        let (said, why) = (stdout(&ran), stderr(&ran));
        let expected = match recipe {
            // The sample lacks betas, and jq -e says so.
            _ if recipe.contains(".data.missing == 0") => "false\nstatus 0 1\n",
            _ if recipe.contains("nobody@") => "true\nstatus 3 0\n",
            _ if recipe.contains("sort | uniq") => "status 0 0 0 0\n",
            _ if recipe.starts_with("KEY=") => "status 0\n",
            _ => "status 0 0\n",
        };
        assert!(said.ends_with(expected), "{recipe}: {said}{why}");
    }
}

/// Every command, by its words.
fn commands(command: &clap::Command, words: &[String], found: &mut Vec<Vec<String>>) {
    found.push(words.to_vec());
    for sub in command.get_subcommands() {
        let mut words = words.to_vec();
        words.push(sub.get_name().to_owned());
        commands(sub, &words, found);
    }
}

#[test]
fn help_never_connects_and_has_examples() {
    // A server that would keep its clients waiting for ever.
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    server.set_nonblocking(true).expect("a listener");
    let port = server.local_addr().expect("an address").port();
    let home = Home::empty();
    let mut all = Vec::new();
    commands(&Cli::command(), &[], &mut all);
    assert!(all.len() > 8, "{all:?}");
    let mut without_examples = Vec::new();
    for scheme in ["mysql", "postgres"] {
        let url = format!("{scheme}://root:x@127.0.0.1:{port}/rag_flow");
        for words in &all {
            for help in ["--help", "-h"] {
                let mut command = home.command(PROGRAM);
                command.args(["-d", &url]).args(words).arg(help);
                command.env("RAGFLOWCTL_DATABASE_URL", &url);
                let ran = command.output().expect("the program runs");
                assert_eq!(ran.status.code(), Some(0), "{words:?}: {}", stderr(&ran));
                assert_eq!(stderr(&ran), "");
                assert!(stdout(&ran).contains("Usage: ragflowctl"), "{words:?}");
                if !stdout(&ran).contains("Examples:\n  ") {
                    without_examples.push(words.join(" "));
                }
            }
        }
    }
    let connection = server.accept().map(|(_, address)| address);
    assert!(connection.is_err(), "help connected to the database");
    without_examples.sort();
    without_examples.dedup();
    assert!(
        without_examples.is_empty(),
        "no examples in the help of {without_examples:?}"
    );
}

#[test]
fn the_listener_would_notice() {
    // That the test above can fail: a command does connect.
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = server.local_addr().expect("an address").port();
    let url = format!("mysql://root:x@127.0.0.1:{port}/rag_flow");
    let home = Home::empty();
    let mut command = home.command(PROGRAM);
    command
        .args(["-d", &url, "db", "check"])
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let (connection, _) = server.accept().expect("a connection");
    drop(connection);
    let mut said = String::new();
    let mut pipe = child.stderr.take().expect("a pipe");
    pipe.read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(5), "{said}");
    assert!(said.contains("error: "), "{said}");
}
