//! The program is killed at many moments of every command that writes. After each kill a tenant has
//! its old rows or its new ones, no beta was replaced that somebody had, no lock is left, and the
//! same command, or `undo`, does the rest.
//!
//! RAGFLOWCTL_TEST_KILLS sets the kills of each command and engine.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(a_program_that_is_killed_loses_nothing);

/// Kills of each command in an ordinary test run.
const KILLS: u32 = 2;

/// The tenant whose keys are changed.
const TENANT: &str = "91a64e8c8dc253876c5c9af2039c547a";
/// Keys of the tenant beside those of the fixture: enough for a transaction that takes a while.
const MORE_KEYS: u32 = 150;

/// The columns of a key besides its tenant and token.
type Values = Vec<Option<String>>;

/// All keys: the tenant and the token of each, and its other columns.
type Keys = BTreeMap<(String, String), Values>;

const BETA: usize = 2;

fn keys(db: &Database) -> Keys {
    let rows = db.query(
        "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, update_date, \
         update_time FROM api_token",
    );
    let pairs = rows.into_iter().map(|mut row| {
        let values = row.split_off(2);
        let [tenant, token] = row.try_into().expect("two columns");
        ((tenant.expect("a tenant"), token.expect("a key")), values)
    });
    pairs.collect()
}

/// The keys of the tenant that is changed, and those of the others.
fn split(keys: &Keys) -> (Keys, Keys) {
    let is_of_tenant = |((tenant, _), _): &(&(String, String), &Values)| tenant == TENANT;
    let copy = |(key, values): (&(String, String), &Values)| (key.clone(), values.clone());
    let of_tenant = keys.iter().filter(is_of_tenant).map(copy).collect();
    let others = keys.iter().filter(|entry| !is_of_tenant(entry));
    (of_tenant, others.map(copy).collect())
}

/// A command with a database and a folder for its undo files and change log.
fn program(db: &Database, folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ragflowctl"));
    command
        .env_clear()
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .env("RAGFLOWCTL_DATABASE_URL", db.url())
        .args(args)
        .stdin(Stdio::null());
    command
}

fn run(db: &Database, folder: &Path, args: &[&str]) -> Output {
    program(db, folder, args)
        .output()
        .expect("the program runs")
}

#[track_caller]
fn run_to_end(db: &Database, folder: &Path, args: &[&str]) {
    let ran = run(db, folder, args);
    assert!(ran.status.success(), "{args:?}: {ran:?}");
}

/// Runs a command to its end, and returns how long that takes.
#[expect(
    clippy::disallowed_methods,
    reason = "the moments of the kills are spread over the time of a command"
)]
fn time(db: &Database, folder: &Path, args: &[&str]) -> Duration {
    let began = Instant::now();
    run_to_end(db, folder, args);
    began.elapsed()
}

/// Starts a command, and kills it after a while.
#[expect(
    clippy::disallowed_methods,
    reason = "the moment of the kill is part of the test"
)]
fn kill(db: &Database, folder: &Path, args: &[&str], after: Duration) {
    let mut command = program(db, folder, args);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program runs");
    std::thread::sleep(after);
    // It may have ended.
    let _ = child.kill();
    child.wait().expect("it has ended");
}

/// A command that is killed, and what is checked then.
struct Case {
    args: Vec<String>,
    /// Brings the database from `before` to the state in which the command starts.
    prepare: fn(&Database, &Path),
    /// Checks what is stored after a kill: the keys before `prepare`, after it, and now.
    check: fn(&Keys, &Keys, &Keys),
    /// Brings the database back to the state before `prepare`.
    finish: fn(&Database, &Path),
}

fn cases(rows: &Path) -> Vec<Case> {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let of_tenant = |text: &str| words(&format!("{text} --tenant {TENANT} --yes --quiet"));
    let import = format!("token import {} --yes --quiet", rows.display());
    vec![
        Case {
            args: words("beta backfill --batch-size 10 --quiet --lock-wait 20s"),
            prepare: |db, _| {
                db.execute("UPDATE api_token SET beta = NULL WHERE token LIKE 'ragflow-more%'");
            },
            check: |_, started, after| only_missing_betas_changed(started, after),
            finish: |db, folder| {
                run_to_end(
                    db,
                    folder,
                    &["beta", "backfill", "--quiet", "--lock-wait", "20s"],
                );
                let missing = keys(db).into_iter().filter(|((tenant, _), values)| {
                    tenant == TENANT && values[BETA].as_deref().unwrap_or_default().is_empty()
                });
                assert_eq!(missing.count(), 0, "the second run fills the rest");
                reset(db);
            },
        },
        Case {
            args: of_tenant("token rotate --every"),
            prepare: |_, _| {},
            check: |before, _, after| all_or_none_replaced(before, after),
            finish: undo,
        },
        Case {
            args: of_tenant("token delete --every"),
            prepare: |_, _| {},
            check: |before, _, after| {
                let ((_, others), (now, others_now)) = (split(before), split(after));
                assert_eq!(others, others_now);
                assert!(now.is_empty() || after == before, "{} are left", now.len());
            },
            finish: undo,
        },
        Case {
            args: words(&format!(
                "token create --count 50 --tenant {TENANT} --quiet"
            )),
            prepare: |_, _| {},
            check: |before, _, after| {
                let added = after.len() - before.len();
                assert!(added == 0 || added == 50, "{added} of 50 keys");
                assert!(
                    before
                        .iter()
                        .all(|(key, values)| after.get(key) == Some(values))
                );
            },
            finish: undo,
        },
        Case {
            args: words(&import),
            prepare: |db, folder| {
                let delete = ["token", "delete", "--every", "--tenant", TENANT];
                run_to_end(
                    db,
                    folder,
                    &[&delete[..], &["--yes", "--undo-file", "off"]].concat(),
                );
            },
            check: |before, _, after| {
                let (now, _) = split(after);
                assert!(
                    now.is_empty() || after == before,
                    "{} are imported",
                    now.len()
                );
            },
            finish: |db, folder| {
                let rows = folder.join("rows.json");
                let rows = rows.to_str().expect("a path of ASCII");
                run_to_end(db, folder, &["token", "import", rows, "--yes"]);
            },
        },
        Case {
            args: words("undo --yes --quiet"),
            prepare: |db, folder| {
                let rotate = ["token", "rotate", "--every", "--tenant", TENANT, "--yes"];
                run_to_end(db, folder, &rotate);
            },
            check: |before, _, after| {
                let ((old, others), (now, others_now)) = (split(before), split(after));
                assert_eq!(others, others_now);
                assert!(now == old || old.keys().all(|key| !now.contains_key(key)));
            },
            finish: undo,
        },
    ]
}

/// Undoes what was done, if anything was.
fn undo(db: &Database, folder: &Path) {
    let ran = run(db, folder, &["undo", "--yes"]);
    // 3: there is nothing to undo, because no undo file was complete.
    let status = ran.status.code();
    assert!(status == Some(0) || status == Some(3), "{ran:?}");
}

fn only_missing_betas_changed(before: &Keys, after: &Keys) {
    assert!(before.keys().eq(after.keys()), "no row is lost");
    for (key, old) in before {
        let new = &after[key];
        let had_beta = old[BETA].as_ref().is_some_and(|beta| !beta.is_empty());
        if had_beta {
            assert_eq!(new, old, "{key:?}");
        }
        // dialog_id, source, create_date, create_time
        for unchanged in [0, 1, 3, 4] {
            assert_eq!(new[unchanged], old[unchanged], "{key:?}");
        }
    }
}

fn all_or_none_replaced(before: &Keys, after: &Keys) {
    let ((old, others), (now, others_now)) = (split(before), split(after));
    assert_eq!(others, others_now);
    assert_eq!(old.len(), now.len(), "no row is lost");
    let kept = old.keys().filter(|key| now.contains_key(key)).count();
    assert!(
        kept == 0 || now == old,
        "{kept} of {} keys are old",
        old.len()
    );
}

/// The keys that the test adds, with their betas.
fn reset(db: &Database) {
    db.execute("DELETE FROM api_token WHERE token LIKE 'ragflow-more%'");
    let rows: Vec<String> = (0..MORE_KEYS)
        .map(|key| format!("('{TENANT}', 'ragflow-more{key:040}', 'beta{key:028}')"))
        .collect();
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, beta) VALUES {}",
        rows.join(", ")
    ));
}

fn a_program_that_is_killed_loses_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    reset(&db);
    let new_folder = || {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = [
            "token",
            "list",
            "--no-backfill",
            "--tenant",
            TENANT,
            "--json",
        ];
        let listed = run(&db, folder.path(), &rows).stdout;
        std::fs::write(folder.path().join("rows.json"), listed).expect("a file");
        folder
    };
    let kills = kills();
    for index in 0..cases(Path::new("")).len() {
        let begin = |folder: &TempDir| {
            let rows = folder.path().join("rows.json");
            let case = cases(&rows).swap_remove(index);
            (case.prepare)(&db, folder.path());
            case
        };
        let folder = new_folder();
        let case = begin(&folder);
        let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
        let whole = time(&db, folder.path(), &args);
        if args != ["undo", "--yes", "--quiet"] {
            (case.finish)(&db, folder.path());
        }
        for number in 0..kills {
            let folder = new_folder();
            let before = keys(&db);
            let case = begin(&folder);
            let started = keys(&db);
            let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
            kill(
                &db,
                folder.path(),
                &args,
                whole * (number + 1) / (kills + 1),
            );
            (case.check)(&before, &started, &keys(&db));
            (case.finish)(&db, folder.path());
            let is_backfill = args[0] == "beta";
            assert!(
                is_backfill || keys(&db) == before,
                "{args:?}: not as before"
            );
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by a variable"
)]
fn kills() -> u32 {
    let asked = std::env::var("RAGFLOWCTL_TEST_KILLS").ok();
    asked.map_or(KILLS, |number| number.parse().expect("a number"))
}
