//! `audit`: the findings for the keys of the fixture, on every engine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, is_oceanbase, on_every_engine};

on_every_engine!(
    finds_exactly_the_problems_of_the_fixture,
    shows_when_guessable_keys_were_created,
    fail_on_ends_with_7,
    audits_one_owner,
    shared_secrets_are_compared_byte_by_byte,
    finds_missing_dialogs_and_agents,
    reports_rules_that_could_not_be_checked,
    finds_owners_without_an_access_token,
    finds_rows_of_another_zone,
    finds_old_and_many_keys_on_request,
    audits_the_fixture_of_0_21,
    writes_nothing_and_shows_no_secret,
    suggested_fixes_are_valid_commands,
    after_rotation_only_orphans_are_critical,
    users_and_owners_are_found_as_the_database_compares_ids,
);

const ORPHAN: &str = "deadbeefdeadbeefdeadbeefdeadbeef";

fn run(db: &Database, args: &[&str]) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(["audit"].iter().chain(args).copied())
}

fn findings(db: &Database, args: &[&str]) -> Vec<Value> {
    let ran = run(db, &[args, &["--json"]].concat());
    assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    assert_eq!(envelope["code"], 0);
    envelope["data"].as_array().expect("rows").clone()
}

/// The number of findings by owner and rule.
fn tally(findings: &[Value]) -> BTreeMap<(String, String), usize> {
    let mut tally = BTreeMap::new();
    for finding in findings {
        let who = finding["user"].as_str().or(finding["tenant_id"].as_str());
        let who = who.unwrap_or("-").replace("@example.com", "");
        let rule = finding["rule"].as_str().expect("a rule").to_owned();
        *tally.entry((who, rule)).or_default() += 1;
    }
    tally
}

fn expected(owners: &[(&str, &[(&str, usize)])]) -> BTreeMap<(String, String), usize> {
    let mut tally = BTreeMap::new();
    for (who, rules) in owners {
        for (rule, number) in *rules {
            if *number > 0 {
                tally.insert(((*who).to_owned(), (*rule).to_owned()), *number);
            }
        }
    }
    tally
}

fn id_of(db: &Database, email: &str) -> String {
    let rows = db.query(&format!("SELECT id FROM \"user\" WHERE email = '{email}'"));
    rows[0][0].clone().expect("an id")
}

/// The tenants of many keys have no user; the users of two others have ids that differ in case, which
/// MySQL's collation ignores; another is owned by a user with an id of its own.
fn users_and_owners_are_found_as_the_database_compares_ids(engine: Engine) {
    const ORPHANS: usize = 250;
    let db = Database::fixture(engine, "0.27");
    db.execute("DELETE FROM api_token");
    let alice = id_of(&db, "alice@example.com");
    let orphans = (0..ORPHANS).map(|number| format!("orphan{number:03}"));
    let others = ["CASE1", "case2", "team"].map(str::to_owned);
    let rows: Vec<String> = orphans
        .chain(others)
        .map(|tenant| format!("('{tenant}', 'ragflow-{tenant}', 'beta-{tenant}')"))
        .collect();
    let rows = rows.join(", ");
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, beta) VALUES {rows}"
    ));
    for (id, name) in [("case1", "bob"), ("CASE2", "carol")] {
        db.execute(&format!(
            "UPDATE \"user\" SET id = '{id}' WHERE email = '{name}@example.com'"
        ));
    }
    db.execute(&format!(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status, create_time) \
         VALUES ('m1', 'case1', 'case1', 'owner', 'x', '1', 1), \
                ('m2', 'CASE2', 'CASE2', 'owner', 'x', '1', 1), \
                ('m3', 'nobody', 'team', 'owner', 'x', '1', 1), \
                ('m4', '{alice}', 'team', 'owner', 'x', '1', 2), \
                ('m5', 'case1', 'team', 'owner', 'x', '1', NULL), \
                ('m6', 'nobody', 'orphan001', 'owner', 'x', '1', 1)"
    ));
    let ignores_case = matches!(engine, Engine::Mysql | Engine::Mariadb);
    let of_rule = |rule| -> BTreeMap<String, Option<String>> {
        let found = findings(&db, &["--rule", rule]);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let entry = |finding: &Value| {
            (
                text(&finding["tenant_id"]).expect("id"),
                text(&finding["user"]),
            )
        };
        found.iter().map(entry).collect()
    };
    let orphans = of_rule("orphan");
    assert_eq!(orphans.contains_key("CASE1"), !ignores_case);
    assert_eq!(orphans.contains_key("case2"), !ignores_case);
    assert_eq!(orphans["team"].as_deref(), Some("alice@example.com"));
    assert_eq!(orphans["orphan001"], None);
    assert_eq!(orphans.len(), ORPHANS + if ignores_case { 1 } else { 3 });
    let ownerless = of_rule("ownerless");
    assert_eq!(ownerless.contains_key("CASE1"), !ignores_case);
    assert!(!ownerless.contains_key("team") && !ownerless.contains_key("orphan001"));
    assert_eq!(
        ownerless.len(),
        ORPHANS - 1 + if ignores_case { 0 } else { 2 }
    );
    let without_beta = "UPDATE api_token SET beta = NULL WHERE tenant_id = 'CASE1'";
    db.execute(without_beta);
    let missing = of_rule("missing-beta");
    assert_eq!(
        missing["CASE1"].as_deref(),
        ignores_case.then_some("bob@example.com")
    );
}

fn finds_exactly_the_problems_of_the_fixture(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    // MySQL's collation treats a control character as an empty beta; OceanBase does not have it.
    let (empty, missing) = match engine {
        Engine::Mysql if is_oceanbase(engine) => (("empty-beta", 0), ("missing-beta", 4)),
        Engine::Mysql | Engine::Mariadb => (("empty-beta", 1), ("missing-beta", 3)),
        Engine::Sqlite | Engine::Postgres => (("empty-beta", 0), ("missing-beta", 4)),
    };
    let expected_tally = expected(&[
        (
            "alice",
            &[
                ("guessable-key", 3),
                ("guessable-beta", 1),
                empty,
                missing,
                ("shared-beta", 1),
                ("same-token", 1),
            ],
        ),
        (
            "bob",
            &[("missing-beta", 1), ("shared-beta", 1), ("same-token", 1)],
        ),
        (
            "carol",
            &[
                ("guessable-key", 1),
                ("missing-beta", 1),
                ("times-missing", 1),
            ],
        ),
        (
            "dave",
            &[
                ("guessable-key", 1),
                ("guessable-beta", 1),
                ("owner-deleted", 1),
            ],
        ),
        ("erin", &[("owner-inactive", 1)]),
        ("frank", &[("ownerless", 1)]),
        ("grace", &[("ownerless", 1)]),
        (
            "admin@ragflow.io",
            &[("guessable-key", 1), ("guessable-beta", 1)],
        ),
        (ORPHAN, &[("orphan", 1), ("ownerless", 1)]),
    ]);
    assert_eq!(tally(&findings(&db, &[])), expected_tally);
    assert_eq!(tally(&findings(&db, &["--all"])), expected_tally);
}

fn shows_when_guessable_keys_were_created(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let found = findings(&db, &["--rule", "guessable-key,guessable-beta"]);
    assert_eq!(found.len(), 9);
    for finding in &found {
        assert_eq!(finding["severity"], "critical");
        let why = finding["why"].as_str().expect("why");
        // All legacy keys of the fixture were created within a second.
        assert!(why.starts_with("generated 2026-11-22 15:1"), "{why}");
        let id = finding["id"].as_str().expect("an ID");
        // The account is deleted: nobody needs a new key.
        let command = match finding["user"] == "dave@example.com" {
            true => "delete",
            false => "rotate",
        };
        assert_eq!(finding["fix"], format!("ragflowctl token {command} {id}"));
    }
}

fn fail_on_ends_with_7(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let ran = run(&db, &["--fail-on", "critical", "--json"]);
    assert_eq!(ran.status, 7, "{}", ran.stderr);
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("a whole document");
    assert_eq!(envelope["code"], 0, "findings are no failure");
    assert!(
        envelope["data"]
            .as_array()
            .is_some_and(|rows| rows.len() > 20)
    );
    let ran = run(&db, &["--fail-on", "high", "--rule", "times-missing"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

fn audits_one_owner(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let with_option = findings(&db, &["--user", "bob@example.com"]);
    let all = findings(&db, &[]);
    let of_bob: Vec<Value> = all
        .into_iter()
        .filter(|finding| finding["user"] == "bob@example.com")
        .collect();
    assert_eq!(
        with_option, of_bob,
        "what he shares with others is found too"
    );
    let bob = id_of(&db, "bob@example.com");
    assert_eq!(findings(&db, &["--tenant", &bob]), with_option);
    let orphan = findings(&db, &["--tenant", ORPHAN]);
    assert_eq!(tally(&orphan).len(), 2);
    let ran = run(&db, &["--user", "nobody@example.com"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
}

fn shared_secrets_are_compared_byte_by_byte(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let shared = ["--rule", "shared-beta,same-token"];
    assert_eq!(findings(&db, &shared).len(), 4);
    // The same text in another case, which MySQL's collation treats as equal.
    let bob = id_of(&db, "bob@example.com");
    db.execute(&format!(
        "UPDATE api_token SET beta = '-uggh_1auwmy1hhaxbaw5ghlvehfxmv-' \
         WHERE tenant_id = '{bob}' AND beta = '-uGGh_1AUwmY1HHAXBAW5GhlveHfxMv-'"
    ));
    db.execute(&format!(
        "UPDATE api_token SET token = LOWER(token) \
         WHERE tenant_id = '{bob}' AND token LIKE 'ragflow-aM9t%'"
    ));
    assert_eq!(findings(&db, &shared), Vec::<Value>::new());
    assert_eq!(
        findings(&db, &[&shared[..], &["--tenant", &bob]].concat()),
        Vec::<Value>::new()
    );
}

fn finds_missing_dialogs_and_agents(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let rules = ["--rule", "dialog-gone,agent-gone"];
    assert_eq!(findings(&db, &rules), Vec::<Value>::new());
    db.execute("DELETE FROM dialog");
    let found = findings(&db, &rules);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["rule"], "dialog-gone");
    let why = found[0]["why"].as_str().expect("why");
    assert!(why.contains("b067c26cb92060f00945a913104f8799"), "{why}");
    db.execute("DELETE FROM user_canvas");
    assert_eq!(findings(&db, &rules).len(), 2);
}

fn reports_rules_that_could_not_be_checked(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for table in ["dialog", "user_canvas"] {
        db.execute(&format!("DROP TABLE {table}"));
    }
    db.execute("UPDATE \"user\" SET access_token = NULL");
    // SQLite cannot drop a column that has an index.
    if engine != Engine::Sqlite {
        db.execute("ALTER TABLE \"user\" DROP COLUMN access_token");
    }
    let ran = run(&db, &["--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for rule in ["dialog-gone", "agent-gone"] {
        let line = format!("warning: skipped the rule {rule}: the table ");
        assert!(ran.stderr.contains(&line), "{}", ran.stderr);
    }
    let is_said = ran
        .stderr
        .contains("skipped the rule owner-without-access-token");
    assert_eq!(is_said, engine != Engine::Sqlite, "{}", ran.stderr);
    let quiet = run(&db, &["--json", "--quiet"]);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (0, ""));
    assert_eq!(quiet.stdout, ran.stdout);
    let other = run(&db, &["--rule", "orphan"]);
    assert!(!other.stderr.contains("looked for"), "{}", other.stderr);
}

fn finds_owners_without_an_access_token(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    db.execute("UPDATE \"user\" SET access_token = '' WHERE email = 'erin@example.com'");
    db.execute("UPDATE \"user\" SET access_token = NULL WHERE email = 'frank@example.com'");
    let found = findings(&db, &["--rule", "owner-without-access-token"]);
    let rule = "owner-without-access-token";
    assert_eq!(
        tally(&found),
        expected(&[("erin", &[(rule, 1)]), ("frank", &[(rule, 1)])])
    );
    assert!(found.iter().all(|finding| finding["fix"].is_null()));
}

fn finds_rows_of_another_zone(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let erin = id_of(&db, "erin@example.com");
    db.execute(&format!(
        "UPDATE api_token SET create_date = '2026-02-07 01:00:00' WHERE tenant_id = '{erin}'"
    ));
    let found = findings(&db, &["--rule", "zone-disagreement"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["tenant_id"], erin);
    let why = found[0]["why"].as_str().expect("why");
    assert!(
        why.starts_with("1 of 18 create dates is not in the usual zone UTC+08:00: UTC+00:00 (1"),
        "{why}"
    );
}

fn finds_old_and_many_keys_on_request(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let old = findings(&db, &["--rule", "too-old", "--max-age", "365d"]);
    assert_eq!(
        tally(&old),
        expected(&[
            ("alice", &[("too-old", 3)]),
            ("carol", &[("too-old", 1)]),
            ("dave", &[("too-old", 1)]),
            ("admin@ragflow.io", &[("too-old", 1)]),
        ])
    );
    let many = findings(&db, &["--rule", "too-many-keys", "--max-keys", "3"]);
    assert_eq!(
        tally(&many),
        expected(&[("alice", &[("too-many-keys", 1)])])
    );
    assert_eq!(many[0]["why"], "7 keys, more than 3");
    assert!(many[0]["id"].is_null());
    // Times up to five minutes ahead of the clock are accepted: 4 minutes are, 6 are not.
    let ahead = |minutes: i64| crate::sandbox::NOW_MS + minutes * 60_000;
    db.execute(&format!(
        "UPDATE api_token SET update_time = {} WHERE tenant_id = '{ORPHAN}'",
        ahead(4)
    ));
    let future = ["--rule", "times-in-future"];
    assert_eq!(findings(&db, &future), Vec::<Value>::new());
    db.execute(&format!(
        "UPDATE api_token SET update_time = {} WHERE tenant_id = '{ORPHAN}'",
        ahead(6)
    ));
    assert_eq!(findings(&db, &future).len(), 1);
}

fn audits_the_fixture_of_0_21(engine: Engine) {
    let db = Database::fixture(engine, "0.21");
    let found = findings(&db, &["--rule", "guessable-key"]);
    let legacy = db.query("SELECT token FROM api_token WHERE LENGTH(token) = 40");
    assert_eq!(found.len(), legacy.len());
    assert!(!legacy.is_empty());
}

fn writes_nothing_and_shows_no_secret(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sql = "SELECT tenant_id, token, beta, update_time FROM api_token ORDER BY 1, 2";
    let before = db.query(sql);
    let secrets: Vec<&String> = before
        .iter()
        .flat_map(|row| [&row[1], &row[2]].into_iter().flatten())
        .filter(|secret| !secret.is_empty())
        .collect();
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        for args in [
            vec!["--reveal"],
            vec!["-v", "--max-age", "1d", "--max-keys", "1"],
        ] {
            let ran = run(&db, &[&["-o", format], args.as_slice()].concat());
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            for secret in &secrets {
                let is_shown = ran.stdout.contains(*secret) || ran.stderr.contains(*secret);
                assert!(!is_shown, "{format}: {secret}");
            }
        }
    }
    assert_eq!(db.query(sql), before);
}

/// Runs every command that a report suggests, unchanged.
fn suggested_fixes_are_valid_commands(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let found = findings(&db, &["--max-age", "1d", "--max-keys", "2"]);
    let fixes: BTreeSet<&str> = found
        .iter()
        .filter_map(|finding| finding["fix"].as_str())
        .collect();
    assert!(fixes.len() > 10, "{fixes:?}");
    for fix in fixes {
        let mut words: Vec<&str> = fix.split(' ').collect();
        assert_eq!(words.remove(0), "ragflowctl", "{fix}");
        if !words.starts_with(&["token", "list"]) {
            words.push("--dry-run");
        }
        let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
        let ran = sandbox.run(words);
        assert_eq!(ran.status, 0, "{fix}: {}", ran.stderr);
    }
}

fn after_rotation_only_orphans_are_critical(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let critical = ["--min-severity", "critical"];
    assert!(findings(&db, &critical).len() > 3);
    let weak_orphan = format!(
        "INSERT INTO api_token (tenant_id, token) VALUES \
         ('{ORPHAN}', 'ragflow-cwOGMzYmUxOTE1NDExZjA4MTAwMDI0Mm')"
    );
    db.execute(&weak_orphan);
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    for args in [
        &["token", "rotate", "--weak", "--all", "--yes", "-q"][..],
        // Empty betas are critical on MySQL.
        &["beta", "backfill", "-q"],
    ] {
        let ran = sandbox.run(args.iter().copied());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let left = findings(&db, &critical);
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0]["tenant_id"], ORPHAN);
}
