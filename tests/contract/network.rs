//! A network that loses the connection or goes silent: every run ends, says what is true, and leaves
//! the backfill lock free.

use serde_json::Value;

use crate::beta_backfill::{lacks_beta, run};
use crate::fixture::keys;
use crate::process::{Finished, Process};
use crate::support::proxy::{Break, Moment, Proxy};
use crate::support::{Database, Engine, is_oceanbase, on_servers, wait_until};

on_servers!(
    a_silent_server_ends_every_command,
    a_signal_ends_a_run_that_waits_for_the_server,
    max_time_ends_a_run_that_waits_for_the_server,
    max_time_ends_the_counting,
    betas_are_counted_after_a_lost_answer_to_commit,
    a_silent_commit_is_reported_as_it_is_stored,
    a_server_that_restarts_is_waited_for,
);

/// All three timeouts are two seconds.
const SHORT: [&str; 6] = [
    "--connect-timeout",
    "2s",
    "--statement-timeout",
    "2s",
    "--lock-timeout",
    "2s",
];

/// Keys without a beta in the fixture.
const MISSING: usize = 6;

/// One key in each transaction.
const BACKFILL: [&str; 5] = ["beta", "backfill", "--json", "--batch-size", "1"];

/// Starts the program with the database behind a proxy.
fn start(db: &Database, proxy: &Proxy, args: &[&str]) -> Process {
    // The proxy has to recognise COMMIT. The audit is read with TLS where the server has it.
    let mode = match args[0] == "audit" && !is_oceanbase(db.engine()) {
        true => "required",
        false => "disabled",
    };
    let address = db.address();
    let scheme = match db.engine() {
        Engine::Postgres => "postgres",
        _ => "mysql",
    };
    let url = format!(
        "{scheme}://{}:{}@127.0.0.1:{}/{}?ssl-mode={mode}",
        address.user,
        address.password,
        proxy.port(),
        address.database
    );
    Process::start(&url, args)
}

fn server_port(db: &Database) -> u16 {
    db.address().port
}

fn missing(db: &Database) -> usize {
    keys(db).iter().filter(|row| lacks_beta(row)).count()
}

/// Another backfill completes: the lock is free, and nothing was left half done.
fn assert_lock_is_free(db: &Database) {
    let ran = run(db, &["--json", "--lock-wait", "20s"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(missing(db), 0);
}

/// The server goes silent at any byte of its answers, but TCP stays up.
fn a_silent_server_ends_every_command(engine: Engine) {
    let commands: [&[&str]; 6] = [
        &["db", "check"],
        &["token", "list", "--all"],
        &["audit"],
        &["beta", "backfill", "--include-ownerless"],
        &["token", "list", "--user", "alice@example.com"],
        &["token", "rotate", "--weak", "--all", "--yes"],
    ];
    for command in commands {
        let args: Vec<&str> = command.iter().chain(&SHORT).copied().collect();
        let bytes = bytes_of_answers(engine, &args);
        // Each in a database of its own, all at the same time.
        let stalled: Vec<_> = (1..=8)
            .map(|part| {
                let db = Database::fixture(engine, "0.27");
                // The length of a TLS handshake varies, and no data is lost with the answer to
                // the last statement, which ends the snapshot.
                let moment = Moment::AfterBytes((bytes - 100) * part / 8);
                let proxy = Proxy::start(server_port(&db), moment, Break::Stall);
                let process = start(&db, &proxy, &args);
                (db, proxy, process)
            })
            .collect();
        for (db, proxy, process) in stalled {
            let ran = process.finish();
            assert!(proxy.has_broken(), "{engine:?} {command:?}");
            if command[0] == "beta" && ran.status == Some(0) {
                // Only the release of the lock was not answered.
                assert_eq!(missing(&db), 0);
            } else {
                assert_eq!(ran.status, Some(5), "{engine:?} {command:?} {ran:?}");
                assert!(ran.stderr.contains("no answer"), "{}", ran.stderr);
            }
            assert_lock_is_free(&db);
        }
    }
}

/// How many bytes the server sends for a command.
fn bytes_of_answers(engine: Engine, args: &[&str]) -> u64 {
    let db = Database::fixture(engine, "0.27");
    let proxy = Proxy::start(server_port(&db), Moment::Never, Break::Stall);
    let ran = start(&db, &proxy, args).finish();
    assert_eq!(ran.status, Some(0), "{ran:?}");
    proxy.most_bytes()
}

fn a_signal_ends_a_run_that_waits_for_the_server(engine: Engine) {
    let parallel: Vec<&str> = BACKFILL.into_iter().chain(["--connections", "2"]).collect();
    let list = ["token", "list", "--all", "--json"];
    let bytes = bytes_of_answers(engine, &list);
    let runs: [(&[&str], Moment); 5] = [
        (&BACKFILL, Moment::BeforeCommit(2)),
        (&BACKFILL, Moment::AfterCommit(2)),
        (&parallel, Moment::BeforeCommit(2)),
        (&parallel, Moment::AfterCommit(3)),
        (&list, Moment::AfterBytes(bytes - 100)),
    ];
    for signal in ["-INT", "-TERM"] {
        let silent = runs.map(|(args, moment)| {
            let db = Database::fixture(engine, "0.27");
            let proxy = Proxy::start(server_port(&db), moment, Break::Stall);
            let process = start(&db, &proxy, args);
            wait_until("the silence", || proxy.has_broken());
            process.signal(signal);
            (db, process)
        });
        for (db, process) in silent {
            let ran = process.finish();
            assert_eq!(ran.status, Some(130), "{ran:?}");
            assert_is_true(&db, &ran);
            assert_lock_is_free(&db);
        }
    }
}

fn max_time_ends_a_run_that_waits_for_the_server(engine: Engine) {
    for moment in [Moment::BeforeCommit(2), Moment::AfterCommit(2)] {
        let db = Database::fixture(engine, "0.27");
        let proxy = Proxy::start(server_port(&db), moment, Break::Stall);
        // Long enough for a slow server to reach the second transaction.
        let args: Vec<&str> = BACKFILL.into_iter().chain(["--max-time", "3s"]).collect();
        let ran = start(&db, &proxy, &args).finish();
        assert!(proxy.has_broken(), "{ran:?}");
        assert_eq!(ran.status, Some(0), "{moment:?} {ran:?}");
        let data = ran.data();
        assert_eq!(
            (&data["filled"], &data["lost_race"]),
            (&2.into(), &0.into())
        );
        assert_eq!(data["complete"], false);
        assert_is_true(&db, &ran);
        assert_lock_is_free(&db);
    }
}

fn max_time_ends_the_counting(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let dry_run = ["beta", "backfill", "--dry-run", "--json"];
    let proxy = Proxy::start(server_port(&db), Moment::Never, Break::Stall);
    let ran = start(&db, &proxy, &dry_run).finish();
    assert_eq!(ran.status, Some(0), "{ran:?}");
    // Among the rows of the count.
    let moment = Moment::AfterBytes(proxy.most_bytes() - 100);
    let proxy = Proxy::start(server_port(&db), moment, Break::Stall);
    let args: Vec<&str> = dry_run.into_iter().chain(["--max-time", "1s"]).collect();
    let ran = start(&db, &proxy, &args).finish();
    assert_eq!(ran.status, Some(5), "{ran:?}");
    assert!(ran.stderr.contains("--max-time"), "{}", ran.stderr);
}

/// The connection breaks before or behind a COMMIT, and the next one works.
fn betas_are_counted_after_a_lost_answer_to_commit(engine: Engine) {
    let parallel: Vec<&str> = BACKFILL.into_iter().chain(["--connections", "2"]).collect();
    let list = ["token", "list", "--user", "alice@example.com", "--json"];
    for args in [&BACKFILL[..], &parallel, &list] {
        for number in 1..=3 {
            for moment in [Moment::BeforeCommit(number), Moment::AfterCommit(number)] {
                let db = Database::fixture(engine, "0.27");
                let proxy = Proxy::start(server_port(&db), moment, Break::Close);
                let ran = start(&db, &proxy, args).finish();
                assert_eq!(ran.status, Some(0), "{args:?} {moment:?} {ran:?}");
                assert_is_true(&db, &ran);
                let filled = (MISSING - missing(&db)) as u64;
                assert_eq!(ran.logged("done"), filled, "{args:?} {moment:?} {ran:?}");
                if args[0] == "beta" {
                    assert!(proxy.has_broken(), "{ran:?}");
                    let data = ran.data();
                    assert_eq!(
                        (&data["filled"], &data["lost_race"]),
                        (&6.into(), &0.into())
                    );
                    assert_eq!(data["complete"], true);
                } else {
                    assert!(ran.stderr.contains("created 4 missing betas"), "{ran:?}");
                }
            }
        }
    }
}

fn a_silent_commit_is_reported_as_it_is_stored(engine: Engine) {
    for moment in [Moment::BeforeCommit(3), Moment::AfterCommit(3)] {
        let db = Database::fixture(engine, "0.27");
        let proxy = Proxy::start(server_port(&db), moment, Break::Stall);
        let args: Vec<&str> = BACKFILL.into_iter().chain(SHORT).collect();
        let ran = start(&db, &proxy, &args).finish();
        assert_eq!(ran.status, Some(5), "{moment:?} {ran:?}");
        // The next connection works, so the outcome of the third transaction is known.
        assert!(ran.stderr.contains("created 3 missing betas"), "{ran:?}");
        assert_eq!(ran.logged("done"), 3, "{ran:?}");
        assert_is_true(&db, &ran);
        assert_lock_is_free(&db);
    }
}

fn a_server_that_restarts_is_waited_for(engine: Engine) {
    let parallel: Vec<&str> = BACKFILL.into_iter().chain(["--connections", "2"]).collect();
    for args in [&BACKFILL[..], &parallel] {
        let db = Database::fixture(engine, "0.27");
        let moment = Moment::AfterCommit(2);
        let proxy = Proxy::start(server_port(&db), moment, Break::Restart(4));
        let ran = start(&db, &proxy, args).finish();
        assert!(proxy.has_broken(), "{ran:?}");
        assert_eq!(ran.status, Some(0), "{args:?} {ran:?}");
        assert_eq!(ran.data()["filled"], 6, "{ran:?}");
        assert_is_true(&db, &ran);
    }
}

/// What was said and logged is what is stored.
fn assert_is_true(db: &Database, ran: &Finished) {
    let filled = (MISSING - missing(db)) as u64;
    let done = ran.logged("done");
    assert_eq!(ran.logged("partial"), 0, "{ran:?}");
    let unknown = ran.logged("unknown");
    assert!(
        (done..=done + unknown).contains(&filled),
        "{filled} {ran:?}"
    );
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    if let Some(said) = answer["data"]["filled"].as_u64() {
        assert_eq!(said, filled, "{ran:?}");
    }
}
