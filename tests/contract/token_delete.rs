//! `token delete`: only the named rows are deleted.

use serde_json::Value;

use crate::fixture::{Rows, keys, sandbox};
use crate::sandbox::Finished;
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    a_member_of_another_tenant_deletes_an_own_key,
    a_key_of_another_owner_is_refused,
    a_key_in_two_tenants_needs_an_owner,
    orphans_and_weak_keys_are_deleted,
    keys_that_differ_in_case_are_different,
    a_row_changed_by_others_meanwhile_is_kept,
    a_failure_at_any_statement_is_all_or_nothing,
);

fn run(db: &Database, args: &[&str]) -> Finished {
    sandbox(db).run(["token", "delete"].iter().chain(args).copied())
}

fn tenant(db: &Database, user: &str) -> String {
    let sql = format!("SELECT \"id\" FROM \"user\" WHERE \"email\" = '{user}@example.com'");
    db.query(&sql)[0][0].clone().expect("an id")
}

/// The IDs of a tenant's keys.
fn ids(db: &Database, tenant: &str) -> Vec<String> {
    let args = [
        "token",
        "list",
        "--tenant",
        tenant,
        "--no-backfill",
        "--json",
    ];
    let ran = sandbox(db).run(args.into_iter().chain(["--fields", "id"]));
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let rows = answer["data"].as_array().expect("rows").iter();
    rows.map(|row| row["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// The ID of a key of this tenant that the other tenant does not have.
fn own_id(db: &Database, tenant: &str, not: &str) -> String {
    let others = ids(db, not);
    let ids = ids(db, tenant);
    let own = ids.into_iter().find(|id| !others.contains(id));
    own.expect("a key of the tenant's own")
}

fn a_member_of_another_tenant_deletes_an_own_key(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let (bob, alice) = (tenant(&db, "bob"), tenant(&db, "alice"));
    let before = keys(&db);
    let id = own_id(&db, &bob, &alice);
    let ran = run(&db, &[&id, "--user", "bob@example.com", "--yes", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let printed = answer["data"].as_array().expect("rows");
    assert_eq!(printed.len(), 1);
    assert_eq!(printed[0]["tenant_id"].as_str(), Some(bob.as_str()));
    let mut after = keys(&db);
    let gone: Rows = before
        .iter()
        .filter(|row| !after.contains(row))
        .cloned()
        .collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0][1].as_deref(), printed[0]["token"].as_str());
    after.extend(gone);
    after.sort();
    assert_eq!(after, before, "no other row changes");
}

fn a_key_of_another_owner_is_refused(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let (bob, alice) = (tenant(&db, "bob"), tenant(&db, "alice"));
    let before = keys(&db);
    let id = own_id(&db, &alice, &bob);
    let ran = run(&db, &[&id, "--user", "bob@example.com", "--yes"]);
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    assert_eq!(keys(&db), before);
}

fn a_key_in_two_tenants_needs_an_owner(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let (bob, alice) = (tenant(&db, "bob"), tenant(&db, "alice"));
    let hers = ids(&db, &alice);
    let both = ids(&db, &bob).into_iter().find(|id| hers.contains(id));
    let both = both.expect("a key in both tenants");
    let before = keys(&db);
    let ran = run(&db, &[&both, "--yes", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"code\":409"), "{}", ran.stdout);
    assert_eq!(keys(&db), before);
    let ran = run(&db, &[&both, "--tenant", &bob, "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(keys(&db).len(), before.len() - 1);
    assert_eq!(ids(&db, &alice), hers, "hers is as it was");
}

fn orphans_and_weak_keys_are_deleted(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let orphan = ids(&db, "deadbeefdeadbeefdeadbeefdeadbeef");
    let ran = run(&db, &[&orphan[0], "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let left = "SELECT token FROM api_token WHERE tenant_id LIKE 'deadbeef%'";
    assert!(db.query(left).is_empty());

    let before = keys(&db);
    let dry = run(&db, &["--weak", "--all", "--dry-run", "-o", "jsonl"]);
    assert_eq!(
        (dry.status, keys(&db) == before),
        (0, true),
        "{}",
        dry.stderr
    );
    let number = dry.stdout.lines().count().to_string();
    let wrong = run(&db, &["--weak", "--all", "--yes", "--expect", "1"]);
    assert_eq!((wrong.status, keys(&db) == before), (4, true));
    let args = [
        "--weak", "--all", "--yes", "--expect", &number, "-o", "jsonl",
    ];
    let ran = run(&db, &args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&ran.stdout), lines(&dry.stdout));
    let again = run(&db, &["--weak", "--all", "--yes", "--json"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(again.stdout.contains("\"data\":[]"), "{}", again.stdout);
}

fn keys_that_differ_in_case_are_different(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let bob = tenant(&db, "bob");
    let before = keys(&db);
    let key = before.iter().find(|row| row[0].as_ref() == Some(&bob));
    let key = key.expect("a key")[1].clone().expect("a text");
    for other in [key.to_uppercase(), format!("{key} ")] {
        let ran = run(&db, &[&other, "--tenant", &bob, "--yes"]);
        assert_eq!(ran.status, 3, "{}", ran.stderr);
    }
    assert_eq!(keys(&db), before);
}

/// A change by others between the plan and the transaction is detected: the row is not the planned
/// one any more.
fn a_row_changed_by_others_meanwhile_is_kept(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let erin = tenant(&db, "erin");
    let id = ids(&db, &erin).remove(0);
    let mut changed = false;
    // `rotate` asks for random bytes after its plan and before its transaction, which runs the
    // hook.
    let args = ["token", "rotate", &id, "--yes", "--json"];
    let ran = sandbox(&db).run_with_hook(args, &mut || {
        if !changed {
            changed = true;
            let sql = format!("UPDATE api_token SET update_time = 1 WHERE tenant_id = '{erin}'");
            assert_eq!(db.execute(&sql), 1);
        }
    });
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("\"code\":409"), "{}", ran.stdout);
    assert_eq!(ids(&db, &erin), [id]);
}

fn a_failure_at_any_statement_is_all_or_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let alice = tenant(&db, "alice");
    let before = keys(&db);
    let of_alice = |row: &&Vec<Option<String>>| row[0].as_ref() == Some(&alice);
    let mut last = keys(&db);
    for statement in 0.. {
        for answered in [false, true] {
            let sandbox = sandbox(&db).failing_at_statement(statement, answered);
            let args = [
                "token", "delete", "--weak", "--tenant", &alice, "--yes", "-o", "jsonl",
            ];
            let ran = sandbox.run(args);
            last = keys(&db);
            let some = last.iter().filter(of_alice).count();
            if ran.status == 0 {
                assert!(statement > 8, "there are more statements than {statement}");
                assert!(some < 7, "the weak keys are gone");
                return;
            }
            if last != before {
                // The failure was after the commit: everything is done, and the undo file can
                // restore it.
                assert!(answered, "half done at statement {statement}");
                let undo = sandbox.run(["undo", "--yes"]);
                assert_eq!(undo.status, 0, "{}", undo.stderr);
                assert_eq!(keys(&db), before);
            }
        }
    }
    assert_ne!(last, before);
}
