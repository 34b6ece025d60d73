//! `beta backfill`: every missing beta, and nothing else.

use serde_json::{Value, json};

use crate::fixture::keys;
use crate::sandbox::{Finished, NOW_DATE, NOW_MS, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    fills_every_owned_key_and_reports_the_rest,
    a_dry_run_reports_the_same_numbers,
    a_beta_written_by_others_meanwhile_is_kept,
    fills_the_keys_of_one_owner,
    fills_ownerless_keys_on_request,
    a_limited_run_can_be_continued,
    a_hundred_thousand_betas_in_constant_batches,
    quiet_prints_nothing,
    tenants_that_differ_in_case_are_different,
);

pub(crate) fn run(db: &Database, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(["beta", "backfill"].iter().chain(args).copied())
}

pub(crate) fn data(ran: &Finished) -> Value {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    answer["data"].clone()
}

pub(crate) fn lacks_beta(row: &[Option<String>]) -> bool {
    row[4].as_deref().unwrap_or("").is_empty()
}

fn fills_every_owned_key_and_reports_the_rest(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(&db, &["--json"]);
    let expected = json!({
        "missing": 6, "filled": 6, "lost_race": 0, "skipped": 0, "orphaned": 1, "ownerless": 3,
        "dry_run": false, "complete": true,
    });
    assert_eq!(data(&ran), expected);
    let after = keys(&db);
    let mut betas = Vec::new();
    for (old, new) in before.iter().zip(&after) {
        if !lacks_beta(old) {
            assert_eq!(old, new, "no other row changes");
            continue;
        }
        let beta = new[4].clone().expect("filled");
        assert_eq!(beta.len(), 32);
        betas.push(beta);
        let unchanged = [0, 1, 2, 3, 5, 6];
        assert!(unchanged.iter().all(|index| old[*index] == new[*index]));
        assert_eq!(new[7].as_deref(), Some(NOW_DATE));
        assert_eq!(new[8].as_deref(), Some(NOW_MS.to_string().as_str()));
    }
    betas.sort();
    betas.dedup();
    assert_eq!(betas.len(), 6, "each its own");
    let again = data(&run(&db, &["--json"]));
    assert_eq!(
        (&again["missing"], &again["filled"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(keys(&db), after);
}

fn a_dry_run_reports_the_same_numbers(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let mut planned = data(&run(&db, &["--json", "--dry-run"]));
    assert_eq!(keys(&db), before);
    assert_eq!(planned["dry_run"], true);
    planned["dry_run"] = json!(false);
    assert_eq!(data(&run(&db, &["--json"])), planned);
}

/// Another connection writes a beta after the program has read the row, and before it writes.
fn a_beta_written_by_others_meanwhile_is_kept(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let owned = "tenant_id IN (SELECT tenant_id FROM user_tenant WHERE role = 'owner')";
    let sql = format!("SELECT token FROM api_token WHERE beta IS NULL AND {owned}");
    let victim = db.query(&sql)[0][0].clone().expect("a key");
    let of_victim = format!("WHERE token = '{victim}'");
    let mut written = false;
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run_with_hook(["beta", "backfill", "--json"], &mut || {
            if !written {
                written = true;
                let sql = format!("UPDATE api_token SET beta = 'from another' {of_victim}");
                assert_eq!(db.execute(&sql), 1);
            }
        });
    let data = data(&ran);
    let expected = [("missing", 6), ("filled", 5), ("lost_race", 1)];
    for (field, number) in expected {
        assert_eq!(data[field], number, "{field}");
    }
    let stored = db.query(&format!(
        "SELECT beta, update_time FROM api_token {of_victim}"
    ));
    assert_eq!(stored[0][0].as_deref(), Some("from another"));
    assert_ne!(stored[0][1].as_deref(), Some(NOW_MS.to_string().as_str()));
}

fn fills_the_keys_of_one_owner(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let data = data(&run(&db, &["--json", "--user", "alice@example.com"]));
    assert_eq!((&data["missing"], &data["filled"]), (&json!(4), &json!(4)));
    assert_eq!(keys(&db).iter().filter(|row| lacks_beta(row)).count(), 2);
}

fn fills_ownerless_keys_on_request(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let unowned = "tenant_id NOT IN (SELECT tenant_id FROM user_tenant WHERE role = 'owner')";
    let emptied = db.execute(&format!("UPDATE api_token SET beta = NULL WHERE {unowned}"));
    assert_eq!(emptied, 3);
    let ran = run(&db, &["--json"]);
    assert_eq!(data(&ran)["filled"], 6);
    assert!(ran.stderr.contains("skipped 3 keys"), "{}", ran.stderr);
    let data = data(&run(&db, &["--json", "--include-ownerless"]));
    assert_eq!(data["filled"], 3);
    assert!(!keys(&db).iter().any(|row| lacks_beta(row)));
}

fn a_limited_run_can_be_continued(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let first = data(&run(&db, &["--json", "--limit", "4", "--batch-size", "3"]));
    assert_eq!(
        (&first["filled"], &first["complete"]),
        (&json!(4), &json!(false))
    );
    let second = data(&run(&db, &["--json", "--limit", "4"]));
    assert_eq!(
        (&second["filled"], &second["complete"]),
        (&json!(2), &json!(true))
    );
}

fn a_hundred_thousand_betas_in_constant_batches(engine: Engine) {
    const TENANTS: usize = 100;
    const KEYS: usize = 1000;
    let db = Database::fixture(engine, "0.27");
    db.execute("DELETE FROM api_token");
    for tenant in 0..TENANTS {
        db.execute(&format!(
            "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
             VALUES ('big{tenant}', 'u{tenant}', 'big{tenant}', 'owner', 'u{tenant}')"
        ));
        // Half of them NULL, half empty, as in real tables.
        let rows: Vec<String> = (0..KEYS)
            .map(|key| {
                let beta = if key % 2 == 0 { "NULL" } else { "''" };
                format!("('big{tenant}', 'ragflow-{tenant:05}-{key:05}', {beta})")
            })
            .collect();
        db.execute(&format!(
            "INSERT INTO api_token (tenant_id, token, beta) VALUES {}",
            rows.join(", ")
        ));
    }
    let all = json!(TENANTS * KEYS);
    let ran = run(&db, &["--json"]);
    let data = data(&ran);
    assert_eq!((&data["missing"], &data["filled"]), (&all, &all));
    assert!(
        !ran.stderr.contains('%') && !ran.stderr.contains('\r'),
        "no progress in a pipe"
    );
    let distinct = db.query("SELECT COUNT(DISTINCT beta), MIN(LENGTH(beta)) FROM api_token");
    assert_eq!(distinct[0][0].as_deref(), Some("100000"));
    assert_eq!(distinct[0][1].as_deref(), Some("32"));
}

fn quiet_prints_nothing(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let ran = run(&db, &["--quiet"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    assert_eq!(keys(&db).iter().filter(|row| lacks_beta(row)).count(), 0);
}

/// RAGFlow's collation on MySQL treats `ABC` and `abc` as equal; two such tenants are different
/// nevertheless.
fn tenants_that_differ_in_case_are_different(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for (tenant, key) in [("casing", "one"), ("CASING", "two")] {
        let exists = db.execute(&format!(
            "INSERT INTO api_token (tenant_id, token) VALUES ('{tenant}', 'ragflow-{key}')"
        ));
        assert_eq!(exists, 1);
    }
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    let ran = sandbox.run(["token", "list", "--tenant", "casing", "-o", "jsonl"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
}
