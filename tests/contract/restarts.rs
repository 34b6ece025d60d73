//! Servers that are killed, stopped or set read-only, and sessions that are killed, in the middle of
//! a backfill of many keys: every beta is written once, and what is printed and logged is stored.

use std::collections::HashMap;

use mysql::prelude::Queryable as _;

use crate::beta_backfill::{data, run};
use crate::grants::{self, account_url, with_mysql_account};
use crate::process::{Finished, Process};
use crate::sandbox::Sandbox;
use crate::support::durable_server::{DurableServer, End};
use crate::support::{
    Database, Engine, is_oceanbase, mysql_administrator, on_mysql_and_mariadb, on_servers,
    other_sessions, wait_until,
};

on_servers!(
    a_backfill_outlives_a_server_that_is_killed,
    a_backfill_outlives_a_server_that_is_stopped,
    a_backfill_outlives_its_sessions,
    a_session_that_is_killed_during_a_statement_is_replaced,
);
on_mysql_and_mariadb!(a_server_that_becomes_read_only_ends_a_backfill);

const TENANTS: u64 = 20;
const KEYS_OF_TENANT: u64 = 1000;
const KEYS: u64 = TENANTS * KEYS_OF_TENANT;

/// Far from the beginning and from the end.
const IN_THE_MIDDLE: u64 = KEYS / 10;

/// A database with keys that have no beta, and nothing else.
fn database(engine: Engine) -> Database {
    let db = Database::fixture(engine, "0.27");
    replace_keys(&db);
    db
}

fn replace_keys(db: &Database) {
    db.execute("DELETE FROM api_token");
    for tenant in 0..TENANTS {
        db.execute(&format!(
            "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
             VALUES ('big{tenant}', 'u{tenant}', 'big{tenant}', 'owner', 'u{tenant}')"
        ));
        let rows: Vec<String> = (0..KEYS_OF_TENANT)
            .map(|key| format!("('big{tenant}', 'ragflow-{tenant:05}-{key:05}', NULL)"))
            .collect();
        db.execute(&format!(
            "INSERT INTO api_token (tenant_id, token, beta) VALUES {}",
            rows.join(", ")
        ));
    }
}

/// Starts a backfill of many transactions.
fn start(url: &str, connections: &str) -> Process {
    let args = [
        "beta",
        "backfill",
        "--json",
        "--batch-size",
        "100",
        "--connections",
        connections,
    ];
    Process::start(url, &args)
}

/// All keys with their betas.
fn betas(db: &Database) -> HashMap<String, String> {
    let rows = db.query("SELECT token, beta FROM api_token WHERE beta IS NOT NULL AND beta <> ''");
    let pairs = rows.into_iter().map(|row| {
        let [token, beta] = row.try_into().expect("two columns");
        (token.expect("a key"), beta.expect("a beta"))
    });
    pairs.collect()
}

fn count(db: &Database, condition: &str) -> u64 {
    let rows = db.query(&format!("SELECT COUNT(*) FROM api_token WHERE {condition}"));
    let number = rows[0][0].as_deref().expect("a number");
    number.parse().expect("a number")
}

fn wait_for_betas(db: &Database, least: u64) {
    wait_until("some betas", || count(db, "LENGTH(beta) = 32") >= least);
}

/// Checks that a finished run says what is stored, that no beta of `earlier` was replaced, and that
/// neither the backfill lock nor a row is still locked.
fn assert_complete(db: &Database, ran: &Finished, earlier: &[HashMap<String, String>]) {
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let now = betas(db);
    assert_eq!(now.len() as u64, KEYS, "{ran:?}");
    for betas in earlier {
        for (token, beta) in betas {
            assert_eq!(now.get(token), Some(beta), "{ran:?}");
        }
    }
    let mut distinct: Vec<&String> = now.values().collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len() as u64, KEYS, "{ran:?}");

    let from_others = count(db, "beta LIKE 'another%'");
    let data = ran.data();
    let filled = data["filled"].as_u64().expect("a number");
    assert_eq!(data["missing"], KEYS, "{ran:?}");
    assert_eq!(filled, KEYS - from_others, "{ran:?}");
    assert_eq!(data["complete"], true, "{ran:?}");
    assert_eq!(ran.logged("done"), filled, "{ran:?}");
    assert_eq!(ran.logged("unknown"), 0, "{ran:?}");

    assert_eq!(db.execute("UPDATE api_token SET source = 'agent'"), KEYS);
    db.execute("UPDATE api_token SET beta = NULL WHERE tenant_id = 'big0'");
    let again = self::data(&run(db, &["--json"]));
    assert_eq!(again["filled"], KEYS_OF_TENANT);
}

fn a_backfill_outlives_a_server_that_is_killed(engine: Engine) {
    let server = DurableServer::take(engine);
    for connections in ["1", "2"] {
        restart_in_the_middle(&server, End::Kill, connections);
    }
}

fn a_backfill_outlives_a_server_that_is_stopped(engine: Engine) {
    restart_in_the_middle(&DurableServer::take(engine), End::Stop, "2");
}

/// Another program writes some betas meanwhile.
fn restart_in_the_middle(server: &DurableServer, end: End, connections: &str) {
    let db = database(server.engine());
    let mut process = start(&db.url(), connections);
    wait_for_betas(&db, IN_THE_MIDDLE);
    let last = format!("tenant_id = 'big{}' AND beta IS NULL", TENANTS - 1);
    db.execute(&format!(
        "UPDATE api_token SET beta = CONCAT('another ', token) WHERE {last}"
    ));
    let before = betas(&db);
    let mut was_running = false;
    server.restart(end, || was_running = process.is_running());
    let after = betas(&db);
    let ran = process.finish();
    assert!(was_running, "{ran:?}");
    assert_complete(&db, &ran, &[before, after]);
}

/// An administrator ends all sessions of the program, again and again.
fn a_backfill_outlives_its_sessions(engine: Engine) {
    for connections in ["1", "2"] {
        let db = database(engine);
        let process = start(&db.url(), connections);
        let mut earlier = Vec::new();
        for round in 1..=5 {
            wait_for_betas(&db, IN_THE_MIDDLE * round);
            earlier.push(betas(&db));
            end_sessions(&db, &other_sessions(&db));
        }
        assert_complete(&db, &process.finish(), &earlier);
    }
}

fn end_sessions(db: &Database, sessions: &[String]) {
    for session in sessions {
        match db.engine() {
            Engine::Postgres => {
                db.query(&format!("SELECT pg_terminate_backend({session})"));
            }
            engine => {
                // It may have ended already.
                let _ = mysql_administrator(engine).query_drop(format!("KILL {session}"));
            }
        }
    }
}

/// The server then reports that the statement was interrupted, as if only that had been killed.
fn a_session_that_is_killed_during_a_statement_is_replaced(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let has_beta = "LENGTH(beta) > 0";
    let before = count(&db, has_beta);
    let holder = db.execute_and_hold("BEGIN; UPDATE api_token SET beta = NULL WHERE beta IS NULL");
    let process = start(&db.url(), "1");
    let mut waiting = Vec::new();
    wait_until("an update that waits", || {
        let sessions = db.query(match engine {
            Engine::Postgres => {
                "SELECT pid FROM pg_stat_activity \
                 WHERE datname = current_database() AND wait_event_type = 'Lock'"
            }
            _ => {
                "SELECT id FROM information_schema.processlist \
                 WHERE db = DATABASE() AND info LIKE 'UPDATE%'"
            }
        });
        waiting = sessions.into_iter().flatten().flatten().collect();
        waiting.len() == 1
    });
    end_sessions(&db, &waiting);
    wait_until("the end of that session", || {
        !other_sessions(&db).contains(&waiting[0])
    });
    drop(holder);
    let ran = process.finish();
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert_eq!(ran.data()["filled"], 6, "{ran:?}");
    assert_eq!(ran.logged("done"), 6, "{ran:?}");
    assert_eq!(count(&db, has_beta), before + 6);
}

/// A server that refuses writes, for as long as the value exists.
struct ReadOnly<'s>(&'s DurableServer);

impl<'s> ReadOnly<'s> {
    fn set(server: &'s DurableServer) -> Self {
        let read_only = Self(server);
        read_only.switch(match server.engine() {
            Engine::Mysql if !is_oceanbase(Engine::Mysql) => "SET GLOBAL super_read_only = 1",
            _ => "SET GLOBAL read_only = 1",
        });
        read_only
    }

    fn switch(&self, sql: &str) {
        let mut administrator = mysql_administrator(self.0.engine());
        administrator.query_drop(sql).expect("a global variable");
    }
}

impl Drop for ReadOnly<'_> {
    fn drop(&mut self) {
        self.switch(match self.0.engine() {
            Engine::Mysql if !is_oceanbase(Engine::Mysql) => {
                "SET GLOBAL super_read_only = 0, GLOBAL read_only = 0"
            }
            _ => "SET GLOBAL read_only = 0",
        });
    }
}

/// As before a switch to a replica. What was committed stays, and another run continues. The account
/// has the grants of the README: one with more privileges may write nevertheless.
fn a_server_that_becomes_read_only_ends_a_backfill(engine: Engine) {
    let server = DurableServer::take(engine);
    with_mysql_account(engine, "switched", str::to_owned, |db, account| {
        replace_keys(db);
        let process = start(&account_url(db, account), "2");
        wait_for_betas(db, IN_THE_MIDDLE);
        let read_only = ReadOnly::set(&server);
        let ran = process.finish();
        assert_eq!(ran.status, Some(4), "{ran:?}");
        assert!(ran.stderr.contains("db check"), "{ran:?}");
        let filled = count(db, "LENGTH(beta) = 32");
        let said = format!("created {filled} missing betas before the error");
        assert!(ran.stderr.contains(&said), "{ran:?}");
        assert_eq!(ran.logged("done"), filled, "{ran:?}");

        let run = |args: &[&str]| grants::run(db, account, Sandbox::new(), args);
        let backfill = ["beta", "backfill", "--json"];
        assert_eq!(run(&backfill).status, 4);
        let check = run(&["db", "check", "--json"]);
        assert!(check.stdout.contains("\"writable\":false"), "{check:?}");
        let listed = run(&["token", "list", "--tenant", "big19", "-o", "jsonl"]);
        assert_eq!(listed.stdout.lines().count() as u64, KEYS_OF_TENANT);
        assert!(listed.stderr.contains("read-only"), "{}", listed.stderr);
        assert_eq!(count(db, "LENGTH(beta) = 32"), filled);

        drop(read_only);
        assert_eq!(data(&run(&backfill))["filled"], KEYS - filled);
    });
}
