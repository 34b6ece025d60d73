//! `beta backfill`

use insta::assert_snapshot;

use crate::fixture::{BEN, FAY, File, envelope, show};
use crate::sandbox::{Finished, NOW_DATE, NOW_MS, Sandbox};

const MISSING: &str = "SELECT COUNT(*) FROM api_token WHERE beta IS NULL OR beta = ''";
const ROWS: &str = "SELECT * FROM api_token ORDER BY tenant_id, token";

/// The counts `[missing, filled, skipped, orphaned, ownerless]`, and whether the run is complete.
fn numbers(ran: &Finished) -> ([u64; 5], bool) {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let data = envelope(ran)["data"].clone();
    assert_eq!(data["lost_race"], 0);
    let fields = ["missing", "filled", "skipped", "orphaned", "ownerless"];
    let counts = fields.map(|field| data[field].as_u64().expect("a count"));
    (counts, data["complete"].as_bool().expect("a truth value"))
}

#[test]
fn every_owned_key_gets_a_beta_and_the_rest_is_counted() {
    let file = File::demo();
    assert_snapshot!("first_run", file.show(&["beta", "backfill"]));
    assert_eq!(file.number(MISSING), 1, "Fay's key stays");
    assert_snapshot!("second_run", file.show(&["beta", "backfill"]));
    assert_snapshot!("json", file.show(&["beta", "backfill", "--json"]));
}

#[test]
fn only_the_three_columns_of_the_filled_rows_change() {
    let columns = "tenant_id, token, dialog_id, source, create_time, create_date, beta, \
                   update_time, update_date";
    let rows = format!("SELECT {columns} FROM api_token ORDER BY tenant_id, token");
    let file = File::demo();
    let before = file.query(&rows);
    let ran = file.run(["beta", "backfill", "--json"]);
    assert_eq!(numbers(&ran), ([7, 6, 1, 1, 3], true));
    let mut betas = std::collections::BTreeSet::new();
    for (before, after) in before.iter().zip(file.query(&rows)) {
        if *before == after {
            continue;
        }
        assert_eq!(before[..6], after[..6]);
        assert!(before[6].as_deref().unwrap_or_default().is_empty());
        let beta = after[6].clone().expect("a beta");
        assert_eq!(beta.len(), 32);
        assert!(betas.insert(beta), "two keys got the same beta");
        let now = [Some(NOW_MS.to_string()), Some(NOW_DATE.to_owned())];
        assert_eq!(after[7..], now);
    }
    assert_eq!(betas.len(), 6);
}

#[test]
fn a_dry_run_counts_the_same_and_writes_nothing() {
    for bounds in [
        vec![],
        vec!["--limit", "2"],
        vec!["--include-ownerless"],
        vec!["--user", "ada@example.com"],
        vec!["--tenant", FAY],
    ] {
        let file = File::demo();
        let before = file.state();
        let args = ["beta", "backfill", "--json"]
            .into_iter()
            .chain(bounds.clone());
        let dry = file.run(args.clone().chain(["--dry-run"]));
        assert!(file.state() == before, "{bounds:?} wrote");
        assert!(envelope(&dry)["data"]["dry_run"].as_bool() == Some(true));
        let wet = file.run(args);
        assert_eq!(numbers(&dry), numbers(&wet), "{bounds:?}");
    }
    assert_snapshot!(show(
        &Sandbox::new(),
        &["-d", "demo:", "beta", "backfill", "--dry-run"]
    ));
}

#[test]
fn an_owner_limits_the_run() {
    let file = File::demo();
    let ran = file.run(["beta", "backfill", "-u", "ben@example.com", "--json"]);
    assert_eq!(numbers(&ran), ([1, 1, 0, 0, 0], true));
    assert_eq!(file.number(MISSING), 6);
    let others = file.query(&format!(
        "SELECT COUNT(*) FROM api_token WHERE update_time = {NOW_MS} AND tenant_id <> '{BEN}'"
    ));
    assert_eq!(others, [[Some("0".to_owned())]]);
}

#[test]
fn the_default_user_does_not_limit_the_run() {
    let usual = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let ran = usual.run(["-d", "demo:", "beta", "backfill", "--json"]);
    assert_eq!(numbers(&ran), ([7, 6, 1, 1, 3], true));
}

#[test]
fn ownerless_keys_are_filled_on_request() {
    let file = File::demo();
    let ran = file.run(["beta", "backfill", "--include-ownerless", "--json"]);
    assert_eq!(numbers(&ran), ([7, 7, 0, 1, 3], true));
    assert_eq!(file.number(MISSING), 0);
    let file = File::demo();
    let ran = file.run(["beta", "backfill", "--tenant", FAY, "--json"]);
    assert_eq!(numbers(&ran), ([1, 0, 1, 0, 1], true), "not even by name");
    assert_eq!(file.number(MISSING), 7);
}

#[test]
fn a_limit_leaves_the_rest_for_the_next_run() {
    let file = File::demo();
    let ran = file.run(["beta", "backfill", "--limit", "4", "--json"]);
    assert_eq!(numbers(&ran), ([7, 4, 3, 1, 3], false));
    assert!(
        ran.stderr
            .contains("limit reached; run the same command again to continue"),
        "{}",
        ran.stderr
    );
    assert_eq!(file.number(MISSING), 3);
    let ran = file.run(["beta", "backfill", "--limit", "2", "--json"]);
    assert_eq!(numbers(&ran).0, [3, 2, 1, 1, 3]);
    assert_eq!(file.number(MISSING), 1);
}

#[test]
fn a_limit_of_all_keys_is_complete() {
    let bounds = ["beta", "backfill", "--limit", "6", "--json"];
    let dry = File::demo().run(bounds.into_iter().chain(["--dry-run"]));
    assert_eq!(numbers(&dry), ([7, 6, 1, 1, 3], true));
    let wet = File::demo().run(bounds);
    assert_eq!(numbers(&wet), ([7, 6, 1, 1, 3], true), "nothing is left");
}

#[test]
fn max_time_stops_the_run() {
    // A pause advances the clock of the sandbox by a second, and takes no real time.
    let file = File::demo();
    let ran = file.run([
        "beta",
        "backfill",
        "--json",
        "--batch-size",
        "1",
        "--pause",
        "1s",
        "--max-time",
        "3s",
    ]);
    assert_eq!(numbers(&ran), ([7, 3, 4, 1, 3], false));
}

#[test]
fn small_batches_fill_all_keys() {
    for size in ["1", "2", "3", "100"] {
        let file = File::demo();
        let ran = file.run(["beta", "backfill", "--batch-size", size, "--json"]);
        assert_eq!(
            numbers(&ran),
            ([7, 6, 1, 1, 3], true),
            "{size} rows a transaction"
        );
        assert_eq!(file.number(MISSING), 1);
    }
}

#[test]
fn quiet_prints_only_an_explicit_format() {
    let file = File::demo();
    for args in [vec![], vec!["--dry-run"], vec!["--limit", "1"]] {
        let ran = file.run(
            ["beta", "backfill", "--quiet"]
                .into_iter()
                .chain(args.clone()),
        );
        let seen = (ran.status, ran.stdout.as_str(), ran.stderr.as_str());
        assert_eq!(seen, (0, "", ""), "{args:?}");
    }
    let ran = file.run(["beta", "backfill", "--quiet", "-o", "json"]);
    assert_eq!(numbers(&ran), ([1, 0, 1, 1, 3], true));
    assert_eq!(ran.stderr, "");
    // Errors are printed even with --quiet.
    let ran = file.run(["beta", "backfill", "--quiet", "--read-only"]);
    assert_eq!(ran.status, 4);
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
}

#[test]
fn an_existing_beta_is_never_replaced() {
    let file = File::demo();
    let with_beta = "SELECT * FROM api_token WHERE beta <> '' ORDER BY tenant_id, token";
    let before = file.query(with_beta);
    file.run(["beta", "backfill", "--include-ownerless"]);
    let kept: Vec<_> = file.query(ROWS);
    assert!(before.iter().all(|row| kept.contains(row)));
}

#[test]
fn an_implicit_database_is_filled_only_at_a_terminal() {
    let sandbox = Sandbox::new();
    sandbox.run(["db", "init", "--demo"]);
    let ran = sandbox.run(["beta", "backfill", "--json"]);
    assert_eq!(ran.status, 4);
    assert_eq!(envelope(&ran)["code"], 403);
    assert!(
        ran.stderr
            .contains("hint: to use it, add --database sqlite:"),
        "{}",
        ran.stderr
    );
    // A dry run only reads, and is allowed.
    let ran = sandbox.run(["beta", "backfill", "--json", "--dry-run"]);
    assert_eq!(numbers(&ran).0[0], 7);
    let ran = sandbox.terminal(80).run(["beta", "backfill", "--json"]);
    assert_eq!(numbers(&ran), ([7, 6, 1, 1, 3], true));
    assert!(ran.stderr.contains("no database given"), "{}", ran.stderr);
}

#[test]
fn selected_fields() {
    let args = [
        "-d",
        "demo:",
        "beta",
        "backfill",
        "--fields",
        "filled,missing",
        "-o",
        "tsv",
    ];
    let ran = Sandbox::new().run(args);
    assert_eq!(ran.stdout, "filled\tmissing\n6\t7\n");
}

#[test]
fn an_unknown_owner_is_an_error() {
    let file = File::demo();
    let before = file.state();
    for owner in [
        ["-u", "nobody@example.com"],
        ["-t", "nowhere"],
        ["-u", "gus@example.com"],
    ] {
        let ran = file.run(["beta", "backfill", "--json"].into_iter().chain(owner));
        assert_eq!(ran.status, 3, "{owner:?}: {}", ran.stderr);
        assert_eq!(envelope(&ran)["code"], 404);
    }
    assert!(file.state() == before);
}

/// A transaction of many tenants keeps only some of them in memory: none may be lost or logged
/// twice.
#[test]
fn every_tenant_of_a_large_transaction_is_in_the_change_log_once() {
    const TENANTS: usize = 3500;
    let file = File::demo_after(&format!(
        "DELETE FROM api_token; \
         WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {} - 1) \
         INSERT INTO api_token (tenant_id, token) \
         SELECT 'tenant ' || (i / 3) || char(10), 'ragflow-' || i FROM n; \
         INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
         SELECT DISTINCT tenant_id, tenant_id, tenant_id, 'owner', tenant_id FROM api_token",
        TENANTS * 3
    ));
    let sandbox = Sandbox::new();
    let ran = file.run_in(&sandbox, ["beta", "backfill", "--json"]);
    let keys = (TENANTS * 3) as u64;
    assert_eq!(numbers(&ran).0[..2], [keys, keys]);
    let log = sandbox.folder().join("state/ragflowctl/changes.jsonl");
    let log = std::fs::read_to_string(log).expect("a change log");
    let mut tenants = std::collections::BTreeSet::new();
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(
            (&line["keys"], &line["outcome"]),
            (&3.into(), &"done".into())
        );
        assert!(tenants.insert(line["tenant_id"].to_string()), "{line}");
    }
    assert_eq!(tenants.len(), TENANTS);
}
