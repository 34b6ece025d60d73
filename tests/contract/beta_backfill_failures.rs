//! `beta backfill` and the fill of `token list`: connections that break at any statement, statements
//! that the server ends, and ids that only the collation finds equal.

use serde_json::Value;

use crate::beta_backfill::{data, lacks_beta, run};
use crate::fixture::keys;
use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine, on_servers};

on_every_engine!(
    a_failure_at_any_statement_is_reported_as_it_is_stored,
    a_list_that_fails_at_any_statement_logs_what_is_stored,
    other_tenants_of_an_equal_id_are_not_filled,
);
on_servers!(a_statement_that_takes_too_long_is_unavailable);

/// More statements than a backfill of the fixture runs.
const STATEMENTS: u32 = 40;

/// Keys without a beta in the fixture.
const MISSING: usize = 6;

fn sandbox(db: &Database) -> Sandbox {
    Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url())
}

/// The number of keys that the change log has with this outcome.
fn logged(sandbox: &Sandbox, outcome: &str) -> u64 {
    let log = sandbox.folder().join("state/ragflowctl/changes.jsonl");
    let log = std::fs::read_to_string(log).unwrap_or_default();
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    lines
        .filter(|line| line["outcome"] == outcome)
        .map(|line| line["keys"].as_u64().expect("a number of keys"))
        .sum()
}

/// Empties the betas of the keys that had none in the fixture.
struct Fixture {
    db: Database,
    /// The IDs of these keys, in SQL.
    without_beta: String,
}

impl Fixture {
    fn new(engine: Engine) -> Self {
        let db = Database::fixture(engine, "0.27");
        let rows = keys(&db);
        let tokens: Vec<String> = rows
            .iter()
            .filter(|row| lacks_beta(row))
            .map(|row| format!("'{}'", row[1].as_deref().expect("a key")))
            .collect();
        assert_eq!(tokens.len(), MISSING);
        let without_beta = format!("token IN ({})", tokens.join(", "));
        Self { db, without_beta }
    }

    fn filled(&self) -> u64 {
        let missing = keys(&self.db).iter().filter(|row| lacks_beta(row)).count();
        (MISSING - missing) as u64
    }

    fn restore(&self) {
        let sql = format!(
            "UPDATE api_token SET beta = NULL WHERE {}",
            self.without_beta
        );
        self.db.execute(&sql);
        assert_eq!(self.filled(), 0);
    }
}

fn a_failure_at_any_statement_is_reported_as_it_is_stored(engine: Engine) {
    let fixture = Fixture::new(engine);
    let runs: [&[&str]; 3] = [
        &[],
        &["--batch-size", "2"],
        &["--batch-size", "2", "--connections", "2"],
    ];
    for options in runs {
        let mut completed = 0;
        for statement in 0..STATEMENTS {
            for answered in [false, true] {
                let sandbox = sandbox(&fixture.db).failing_at_statement(statement, answered);
                let args = ["beta", "backfill", "--json"];
                let ran = sandbox.run(args.iter().chain(options).copied());
                let place = format!("{engine:?} {options:?} {statement} {answered}: {ran:?}");
                let (filled, done) = (fixture.filled(), logged(&sandbox, "done"));
                let unknown = logged(&sandbox, "unknown");
                assert_eq!(logged(&sandbox, "partial"), 0, "{place}");
                assert!(
                    (done..=done + unknown).contains(&filled),
                    "{filled} {place}"
                );
                if ran.status == 0 {
                    completed += 1;
                    let data = data(&ran);
                    let numbers = [("filled", 6), ("lost_race", 0), ("missing", 6)];
                    for (field, number) in numbers {
                        assert_eq!(data[field], number, "{place}");
                    }
                    assert_eq!((filled, done, unknown), (6, 6, 0), "{place}");
                    assert_eq!(data["complete"], true, "{place}");
                } else {
                    assert_eq!(ran.status, 5, "{place}");
                    assert!(!ran.stderr.contains("before this error"), "{place}");
                }
                // The lock is free.
                let again = run(&fixture.db, &["--json", "--lock-wait", "10s"]);
                assert_eq!(again.status, 0, "{}", again.stderr);
                fixture.restore();
            }
        }
        // The connection is replaced while betas are created, and not before.
        assert!(completed > STATEMENTS, "{engine:?} {options:?} {completed}");
    }
}

fn a_list_that_fails_at_any_statement_logs_what_is_stored(engine: Engine) {
    let fixture = Fixture::new(engine);
    let mut created = 0;
    for statement in 0..STATEMENTS {
        for answered in [false, true] {
            let sandbox = sandbox(&fixture.db).failing_at_statement(statement, answered);
            let ran = sandbox.run(["token", "list", "--user", "alice@example.com", "--json"]);
            let place = format!("{engine:?} {statement} {answered}: {ran:?}");
            assert!([0, 5].contains(&ran.status), "{place}");
            let (filled, done) = (fixture.filled(), logged(&sandbox, "done"));
            let unknown = logged(&sandbox, "unknown");
            assert!(
                (done..=done + unknown).contains(&filled),
                "{filled} {place}"
            );
            if ran.stderr.contains("created 4 missing betas") {
                created += 1;
                assert_eq!((filled, done), (4, 4), "{place}");
            } else {
                assert_eq!(ran.status, 5, "{place}");
                assert!(filled == 0 || filled == unknown, "{filled} {place}");
            }
            fixture.restore();
        }
    }
    assert!(created > STATEMENTS, "{engine:?} {created}");
}

/// On MySQL and MariaDB the collation ignores case, accents and trailing blanks.
fn other_tenants_of_an_equal_id_are_not_filled(engine: Engine) {
    for batch_size in ["1", "2", "100"] {
        let db = Database::fixture(engine, "0.27");
        let tenants = ["résumé", "RÉSUMÉ", "resume", "Resume", "résumé "];
        for (number, tenant) in tenants.iter().enumerate() {
            for key in 0..3 {
                db.execute(&format!(
                    "INSERT INTO api_token (tenant_id, token) \
                     VALUES ('{tenant}', 'ragflow-{key}-{number}')"
                ));
            }
        }
        for tenant in ["resume", "RÉSUMÉ", "résumé "] {
            for limit in [1, 2, 3, 4] {
                let number = limit.to_string();
                let args = ["token", "list", "--tenant", tenant, "--limit", &number];
                let ran = sandbox(&db).run(args.into_iter().chain(["-o", "jsonl"]));
                assert_eq!(ran.stdout.lines().count(), limit.min(3), "{ran:?}");
            }
            let ran = sandbox(&db).run(["audit", "--tenant", tenant, "--json"]);
            assert_eq!(ran.stdout.matches("missing-beta").count(), 3, "{ran:?}");
        }
        let mut filled = 0;
        for tenant in ["resume", "résumé "] {
            let args = [
                "--tenant",
                tenant,
                "--include-ownerless",
                "--batch-size",
                batch_size,
                "--json",
            ];
            let data = data(&run(&db, &args));
            assert_eq!((&data["missing"], &data["filled"]), (&3.into(), &3.into()));
            filled += 3;
            assert_eq!(count_filled(&db, &tenants), filled);
        }
        db.execute(
            "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
             VALUES ('resume', 'r', 'RÉSUMÉ', 'owner', 'r')",
        );
        let ran = sandbox(&db).run(["token", "list", "--tenant", "RÉSUMÉ", "--json"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("created 3 missing betas"), "{ran:?}");
        assert_eq!(count_filled(&db, &tenants), filled + 3);
    }
}

fn count_filled(db: &Database, tenants: &[&str]) -> usize {
    let rows = keys(db);
    let of_these = |row: &&Vec<Option<String>>| {
        let tenant = row[0].as_deref();
        tenants.iter().any(|id| tenant == Some(id)) && !lacks_beta(row)
    };
    rows.iter().filter(of_these).count()
}

/// Another session locks the table, so a statement takes longer than `--statement-timeout`.
fn a_statement_that_takes_too_long_is_unavailable(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let holder = db.execute_and_hold(match engine {
        Engine::Postgres => "BEGIN; LOCK TABLE api_token IN ACCESS EXCLUSIVE MODE",
        _ => "LOCK TABLES api_token WRITE",
    });
    let limits = ["--statement-timeout", "1s", "--lock-timeout", "30s"];
    for command in [["audit", "--json"], ["db", "check"], ["beta", "backfill"]] {
        let ran = sandbox(&db).run(command.into_iter().chain(limits));
        if command[0] == "db" && ran.status == 0 {
            continue; // It does not read the keys.
        }
        assert_eq!(ran.status, 5, "{command:?} {}", ran.stderr);
        assert!(ran.stderr.contains("--statement-timeout"), "{}", ran.stderr);
    }
    drop(holder);
}
