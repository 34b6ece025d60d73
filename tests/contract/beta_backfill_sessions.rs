//! `beta backfill`: connections, locks, and concurrent changes.

use serde_json::{Value, json};

use crate::beta_backfill::{data, lacks_beta, run};
use crate::fixture::keys;
use crate::sandbox::Sandbox;
use crate::support::{
    Database, Engine, is_oceanbase, on_every_engine, on_servers, other_sessions, wait_until,
};

on_every_engine!(waiting_for_a_held_lock_times_out);
on_servers!(
    a_lost_connection_is_reopened,
    lost_parallel_connections_are_reopened,
    several_sessions_fill_under_one_lock,
    a_table_can_be_altered_while_it_is_filled,
    the_lock_of_a_session_that_ended_keeps_nobody_out,
);

/// The server ends the session between two transactions: the program reconnects and continues.
fn a_lost_connection_is_reopened(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut ended = false;
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run_with_hook(
            ["beta", "backfill", "--json", "--batch-size", "2"],
            &mut || {
                if !ended {
                    ended = true;
                    end_other_sessions(&db);
                }
            },
        );
    let data = data(&ran);
    assert_eq!(
        (&data["filled"], &data["complete"]),
        (&json!(6), &json!(true))
    );
}

/// The same for a run with two writing sessions and a reading one, which holds the lock.
fn lost_parallel_connections_are_reopened(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut ended = false;
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run_with_hook(parallel_args(), &mut || {
            if !ended {
                ended = true;
                end_sessions(&db, 3);
            }
        });
    let data = data(&ran);
    assert_eq!(
        (&data["filled"], &data["lost_race"], &data["complete"]),
        (&json!(6), &json!(0), &json!(true))
    );
}

/// A backfill on two sessions, even for a few keys.
fn parallel_args() -> [&'static str; 7] {
    let small = ["--batch-size", "1"];
    [
        "beta",
        "backfill",
        "--json",
        "--connections",
        "2",
        small[0],
        small[1],
    ]
}

/// Two sessions write what one would have written, and keep other backfills out until they finish.
fn several_sessions_fill_under_one_lock(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let mut others = Vec::new();
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run_with_hook(parallel_args(), &mut || {
            others.push(run(&db, &["--json", "--lock-timeout", "10ms"]).status);
        });
    assert_eq!(others, [5], "{engine:?}");
    assert_eq!(data(&ran)["filled"], 6, "{engine:?}");
    let missing: Vec<_> = keys(&db)
        .into_iter()
        .filter(|row| lacks_beta(row))
        .collect();
    assert_eq!(missing, Vec::<Vec<Option<String>>>::new());
    // The lock is free again.
    assert_eq!(run(&db, &["--json"]).status, 0);
}

/// RAGFlow alters its tables when it starts. The reading session holds a snapshot or a lock for the
/// whole run, but no lock on the table: otherwise an ALTER TABLE would wait for the end of the
/// backfill, and all other sessions for the ALTER TABLE.
fn a_table_can_be_altered_while_it_is_filled(engine: Engine) {
    let alter = match engine {
        Engine::Postgres => {
            "DO $$ BEGIN SET LOCAL lock_timeout = '5s'; \
                 ALTER TABLE api_token ADD COLUMN added INTEGER; END $$"
        }
        // This replaces the table; older snapshots cannot read the new one.
        _ => {
            "SET lock_wait_timeout = 5; \
                 ALTER TABLE api_token ADD COLUMN added INTEGER, ALGORITHM = COPY"
        }
    };
    let db = Database::fixture(engine, "0.27");
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        // One page has been read, and the others have not.
        .run_with_hook(parallel_args(), &mut || {
            db.execute(alter);
        });
    assert_eq!(data(&ran)["filled"], 6, "{engine:?}");
    let filled = "SELECT COUNT(*) FROM api_token WHERE added IS NULL AND LENGTH(beta) = 32";
    assert_ne!(db.query(filled)[0][0].as_deref(), Some("0"));
}

fn end_other_sessions(db: &Database) {
    end_sessions(db, 1);
}

/// Ends all sessions of the program, of which there are `count`.
fn end_sessions(db: &Database, count: usize) {
    let mut sessions = Vec::new();
    wait_until("the sessions of the program alone", || {
        sessions = other_sessions(db);
        sessions.len() == count
    });
    for session in sessions {
        match db.engine() {
            Engine::Sqlite => unreachable!("no sessions to end"),
            Engine::Mysql | Engine::Mariadb => {
                db.execute(&format!("KILL {session}"));
            }
            Engine::Postgres => {
                let ended = db.query(&format!("SELECT pg_terminate_backend({session}, 5000)"));
                assert_eq!(ended, [[Some("1".to_owned())]]);
            }
        }
    }
}

fn waiting_for_a_held_lock_times_out(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let holder = hold_the_lock(&db);
    let before = keys(&db);
    let ran = run(
        &db,
        &["--json", "--lock-wait", "300ms", "--lock-timeout", "10ms"],
    );
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    assert_eq!(
        (&answer["code"], &answer["data"]),
        (&json!(500), &json!(false))
    );
    // `token list` works nevertheless.
    let listed = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run([
            "token",
            "list",
            "--user",
            "alice@example.com",
            "--lock-timeout",
            "10ms",
        ]);
    assert_eq!(listed.status, 0, "{}", listed.stderr);
    assert!(
        listed
            .stderr
            .contains("warning: 4 missing betas were not created"),
        "{}",
        listed.stderr
    );
    assert_eq!(keys(&db), before);
    drop(holder);
    assert_eq!(data(&run(&db, &["--json"]))["filled"], 6);
}

/// Takes the lock of a backfill on another session.
fn hold_the_lock(db: &Database) -> Box<dyn std::any::Any> {
    db.execute_and_hold(match db.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Mysql | Engine::Mariadb => "SELECT GET_LOCK(CONCAT('ragflowctl.', DATABASE()), 0)",
        Engine::Postgres => {
            "SELECT pg_advisory_lock(hashtext('ragflowctl backfill'), hashtext('public'))"
        }
    })
}

/// OceanBase keeps that lock: another is used, and the user is told.
fn the_lock_of_a_session_that_ended_keeps_nobody_out(engine: Engine) {
    let list = ["token", "list", "--user", "alice@example.com"];
    for args in [&["beta", "backfill", "--lock-wait", "10s"][..], &list] {
        let db = Database::fixture(engine, "0.27");
        drop(hold_the_lock(&db));
        wait_until("the end of the session", || other_sessions(&db).is_empty());
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run(args.iter().copied());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let warning = "warning: a session that has ended still holds the backfill lock";
        assert_eq!(
            ran.stderr.matches(warning).count(),
            usize::from(is_oceanbase(engine)),
            "{}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("were not created"), "{}", ran.stderr);
    }
}
