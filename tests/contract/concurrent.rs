//! Eight backfills run at once, beside a program that writes as RAGFlow's server does: the beta that
//! a key gets first is the one that stays, and the runs report what they wrote.
//!
//! RAGFLOWCTL_TEST_KEYS sets the number of keys.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::process::{Finished, Process};
use crate::support::{Database, Engine, on_every_engine, wait_until};

on_every_engine!(a_beta_that_anybody_wrote_first_stays);

/// Keys in an ordinary test run.
const KEYS: usize = 2_000;
const KEYS_OF_TENANT: usize = 100;
const BACKFILLS: usize = 8;

/// The betas, by their keys.
type Betas = HashMap<String, String>;

fn betas(db: &Database) -> Betas {
    let rows = db.query("SELECT token, beta FROM api_token WHERE beta IS NOT NULL AND beta <> ''");
    let pairs = rows.into_iter().map(|row| {
        let [token, beta] = row.try_into().expect("two columns");
        (token.expect("a key"), beta.expect("a beta"))
    });
    pairs.collect()
}

fn insert_keys(db: &Database, keys: usize) {
    db.execute("DELETE FROM api_token");
    for tenant in 0..keys / KEYS_OF_TENANT {
        db.execute(&format!(
            "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
             VALUES ('many{tenant}', 'u{tenant}', 'many{tenant}', 'owner', 'u{tenant}')"
        ));
        let rows: Vec<String> = (0..KEYS_OF_TENANT)
            .map(|key| format!("('many{tenant}', 'ragflow-{tenant:05}-{key:05}', NULL)"))
            .collect();
        db.execute(&format!(
            "INSERT INTO api_token (tenant_id, token, beta) VALUES {}",
            rows.join(", ")
        ));
    }
}

/// Writes betas, key by key and from the last tenant on, as RAGFlow's server does, but only where
/// none is: which one was first is then certain. Returns what it wrote.
fn write_betas(db: &Database, keys: usize, is_over: &AtomicBool) -> Betas {
    let mut written = Betas::new();
    for key in (0..keys).rev().step_by(7) {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let (tenant, key) = (key / KEYS_OF_TENANT, key % KEYS_OF_TENANT);
        let token = format!("ragflow-{tenant:05}-{key:05}");
        let beta = format!("writer{tenant:013}{key:013}");
        let changed = db.execute(&format!(
            "UPDATE api_token SET beta = '{beta}' WHERE tenant_id = 'many{tenant}' \
             AND token = '{token}' AND beta IS NULL"
        ));
        if changed == 1 {
            written.insert(token, beta);
        }
    }
    written
}

/// Checks that no beta is another one than before, and remembers the new ones.
fn check_and_remember(now: Betas, first: &mut Betas) {
    for (token, beta) in now {
        let before = first.entry(token).or_insert_with(|| beta.clone());
        assert_eq!(*before, beta, "a beta was replaced");
    }
}

fn a_beta_that_anybody_wrote_first_stays(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let keys = keys();
    insert_keys(&db, keys);
    let args = [
        "beta",
        "backfill",
        "--json",
        "--lock-wait",
        "5m",
        "--lock-timeout",
        "1m",
    ];
    let mut processes: Vec<Process> = (0..BACKFILLS)
        .map(|_| Process::start(&db.url(), &args))
        .collect();
    let is_over = AtomicBool::new(false);
    let mut first = Betas::new();
    let written = thread::scope(|scope| {
        let writer = scope.spawn(|| write_betas(&db, keys, &is_over));
        wait_until("the end of the backfills", || {
            check_and_remember(betas(&db), &mut first);
            !processes.iter_mut().any(Process::is_running)
        });
        is_over.store(true, Ordering::Relaxed);
        writer.join().expect("the writer ends")
    });
    let finished: Vec<Finished> = processes.into_iter().map(Process::finish).collect();
    let last = betas(&db);
    assert_eq!(last.len(), keys, "every key has a beta");
    check_and_remember(last, &mut first);
    check_and_remember(written.clone(), &mut first);
    let filled = finished.iter().map(|ran| {
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        ran.data()["filled"].as_u64().expect("a number")
    });
    let filled: u64 = filled.sum();
    assert_eq!(
        filled,
        (keys - written.len()) as u64,
        "the runs report what they wrote"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by a variable"
)]
fn keys() -> usize {
    let asked = std::env::var("RAGFLOWCTL_TEST_KEYS").ok();
    asked.map_or(KEYS, |number| number.parse().expect("a number"))
}
