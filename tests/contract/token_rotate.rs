//! `token rotate` and `beta rotate`: weak secrets are replaced, and strong ones are kept.

use ragflowctl::domain::legacy::is_guessable;
use serde_json::Value;

use crate::fixture::{Rows, keys, sandbox};
use crate::sandbox::{Finished, NOW_DATE, NOW_MS};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    only_orphans_keep_weak_secrets,
    a_shared_beta_is_replaced,
    keep_old_shares_no_beta_and_adds_no_second_key,
    beta_rotate_replaces_only_the_beta,
    undo_reverts_a_rotation,
    a_failure_at_any_statement_leaves_no_tenant_half_done,
);

const ORPHAN: &str = "deadbeefdeadbeefdeadbeefdeadbeef";

fn text(row: &[Option<String>], index: usize) -> &str {
    row[index].as_deref().unwrap_or_default()
}

fn is_weak(row: &[Option<String>]) -> bool {
    is_guessable(text(row, 1)) || is_guessable(text(row, 4))
}

fn has_user(db: &Database, tenant: &str) -> bool {
    let sql = format!("SELECT \"id\" FROM \"user\" WHERE \"id\" = '{tenant}'");
    !db.query(&sql).is_empty()
}

/// The pairs of old and new rows that a run printed.
fn pairs(ran: &Finished) -> Vec<Value> {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    answer["data"].as_array().expect("pairs").clone()
}

/// Whether a printed row equals one of these stored rows.
fn is_in(row: &Value, rows: &Rows) -> bool {
    let field = |name: &str| match &row[name] {
        Value::Null => None,
        Value::String(text) if name.ends_with("_date") => Some(text.replace('T', " ")),
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let names = [
        "tenant_id",
        "token",
        "dialog_id",
        "source",
        "beta",
        "create_date",
        "create_time",
        "update_date",
        "update_time",
    ];
    rows.contains(&names.map(field).to_vec())
}

fn only_orphans_keep_weak_secrets(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let weak_orphan = format!(
        "INSERT INTO api_token (tenant_id, token) VALUES \
         ('{ORPHAN}', 'ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm')"
    );
    db.execute(&weak_orphan);
    let before = keys(&db);
    let weak = before
        .iter()
        .filter(|row| is_weak(row) && has_user(&db, text(row, 0)));
    let weak: Rows = weak.cloned().collect();
    assert!(weak.len() > 3, "the fixture has weak keys");
    let ran = sandbox(&db).run(["token", "rotate", "--weak", "--all", "--yes", "--json"]);
    assert!(ran.stderr.contains("skipped 1 orphan"), "{}", ran.stderr);
    let pairs = pairs(&ran);
    assert_eq!(pairs.len(), weak.len());
    let after = keys(&db);
    for row in &after {
        assert!(
            !is_weak(row) || text(row, 0) == ORPHAN,
            "a weak key is left"
        );
        assert!(before.contains(row) || text(row, 6) == NOW_MS.to_string());
    }
    for pair in &pairs {
        let (old, new) = (&pair["old"], &pair["new"]);
        assert!(is_in(old, &before) && !is_in(old, &after), "the old row");
        assert!(is_in(new, &after) && !is_in(new, &before), "the new row");
        for field in ["tenant_id", "dialog_id", "source"] {
            assert_eq!(old[field], new[field], "{field}");
        }
        assert_eq!(new["create_date"], NOW_DATE.replace(' ', "T"));
        assert_eq!(new["update_time"], NOW_MS);
        assert_eq!(new["token"].as_str().map(str::len), Some(51));
        assert_eq!(new["beta"].as_str().map(str::len), Some(32));
        // A strong beta is kept, unless another row has it, too.
        let beta = old["beta"].as_str().unwrap_or_default();
        let rows = before.iter().filter(|row| text(row, 4) == beta).count();
        let lives_on = !beta.is_empty() && !is_guessable(beta) && rows == 1;
        assert_eq!(old["beta"] == new["beta"], lives_on);
    }
    let unchanged = before.iter().filter(|row| after.contains(row)).count();
    assert_eq!(unchanged, before.len() - pairs.len());
}

fn a_shared_beta_is_replaced(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let shared =
        db.query("SELECT beta FROM api_token WHERE beta <> '' GROUP BY beta HAVING COUNT(*) > 1");
    let shared = shared[0][0].clone().expect("alice's and bob's");
    let sql = format!("SELECT tenant_id, token FROM api_token WHERE beta = '{shared}'");
    let row = &db.query(&sql)[0];
    let args = [
        "token",
        "rotate",
        text(row, 1),
        "--tenant",
        text(row, 0),
        "--yes",
    ];
    let pairs = pairs(&sandbox(&db).run(args.into_iter().chain(["--json"])));
    assert_eq!(pairs[0]["old"]["beta"].as_str(), Some(shared.as_str()));
    assert_ne!(pairs[0]["new"]["beta"], pairs[0]["old"]["beta"]);
    assert_eq!(db.query(&sql).len(), 1, "the other row keeps it");
}

fn keep_old_shares_no_beta_and_adds_no_second_key(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    let args = [
        "token",
        "rotate",
        "--weak",
        "--all",
        "--keep-old",
        "--yes",
        "--json",
    ];
    let pairs_made = pairs(&sandbox.run(args));
    assert!(!pairs_made.is_empty());
    let after = keys(&db);
    assert!(
        before.iter().all(|row| after.contains(row)),
        "the old rows stay as they are"
    );
    assert_eq!(after.len(), before.len() + pairs_made.len());
    for pair in &pairs_made {
        assert_ne!(pair["old"]["beta"], pair["new"]["beta"]);
    }
    assert!(pairs(&sandbox.run(args)).is_empty(), "minted twice");
    assert_eq!(keys(&db), after);
    let undone = sandbox.run(["undo", "--yes"]);
    assert_eq!(undone.status, 0, "{}", undone.stderr);
    assert_eq!(keys(&db), before);
    assert_eq!(
        pairs(&sandbox.run(args)).len(),
        pairs_made.len(),
        "again, for they are gone"
    );
}

fn beta_rotate_replaces_only_the_beta(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    let ran = sandbox.run(["beta", "rotate", "--weak", "--all", "--yes", "--json"]);
    let pairs = pairs(&ran);
    assert!(!pairs.is_empty());
    assert!(ran.stderr.contains("guessable"), "{}", ran.stderr);
    let after = keys(&db);
    assert_eq!(after.len(), before.len());
    assert!(!after.iter().any(|row| is_guessable(text(row, 4))));
    for (old, new) in before.iter().zip(&after) {
        let same = |indices: &[usize]| indices.iter().all(|index| old[*index] == new[*index]);
        assert!(same(&[0, 1, 2, 3, 5, 6]));
        assert_eq!(same(&[4, 7, 8]), !is_guessable(text(old, 4)));
    }
    let undone = sandbox.run(["undo", "--yes", "--json"]);
    assert_eq!(undone.status, 0, "{}", undone.stderr);
    assert_eq!(keys(&db), before);
}

fn undo_reverts_a_rotation(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let sandbox = sandbox(&db);
    pairs(&sandbox.run(["token", "rotate", "--weak", "--all", "--yes", "--json"]));
    assert_ne!(keys(&db), before);
    let undone = sandbox.run(["undo", "--last", "--yes"]);
    assert_eq!(undone.status, 0, "{}", undone.stderr);
    assert_eq!(keys(&db), before);
}

fn a_failure_at_any_statement_leaves_no_tenant_half_done(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let args = ["token", "rotate", "--weak", "--all", "--yes", "-o", "jsonl"];
    let tenants: std::collections::BTreeSet<&str> = before.iter().map(|row| text(row, 0)).collect();
    for statement in 0.. {
        for answered in [false, true] {
            let sandbox = sandbox(&db).failing_at_statement(statement, answered);
            let ran = sandbox.run(args);
            let after = keys(&db);
            for tenant in &tenants {
                let of = |rows: &Rows| -> Rows {
                    let rows = rows.iter().filter(|row| text(row, 0) == *tenant);
                    rows.cloned().collect()
                };
                let (old, new) = (of(&before), of(&after));
                let is_new = old.len() == new.len() && !new.iter().any(|row| is_weak(row));
                assert!(old == new || is_new, "half done at statement {statement}");
            }
            if ran.status == 0 {
                assert!(statement > 20, "there are more statements than {statement}");
                return;
            }
            if after != before {
                let undo = sandbox.run(["undo", "--yes"]);
                assert_eq!(undo.status, 0, "{}", undo.stderr);
                assert_eq!(keys(&db), before);
            }
        }
    }
}
