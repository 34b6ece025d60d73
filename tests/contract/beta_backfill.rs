//! `beta backfill`: every missing beta, and nothing else.

use serde_json::{Value, json};

use crate::sandbox::{NOW_DATE, NOW_MS, Ran, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    fills_every_owned_key_and_reports_the_rest,
    a_dry_run_reports_the_same_numbers,
    a_beta_written_in_between_survives,
    takes_the_keys_of_one_owner,
    takes_keys_nobody_owns_when_told_to,
    stops_at_a_limit_and_goes_on_from_there,
    a_hundred_thousand_betas_in_constant_batches,
    quiet_is_silent,
    a_lock_that_is_held_is_waited_for_then_given_up,
    equal_up_to_case_is_not_the_same_row,
);

fn run(db: &Database, args: &[&str]) -> Ran {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
    sandbox.run(["beta", "backfill"].iter().chain(args).copied())
}

fn data(ran: &Ran) -> Value {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    answer["data"].clone()
}

type Rows = Vec<Vec<Option<String>>>;

fn keys(db: &Database) -> Rows {
    let rows = db.query(
        "SELECT tenant_id, token, dialog_id, source, beta, create_date, create_time, \
         update_date, update_time FROM api_token",
    );
    let mut rows = rows;
    rows.sort();
    rows
}

fn lacks_beta(row: &[Option<String>]) -> bool {
    row[4].as_deref().unwrap_or("").is_empty()
}

fn fills_every_owned_key_and_reports_the_rest(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = keys(&db);
    let ran = run(&db, &["--json"]);
    let expected = json!({
        "missing": 6, "filled": 6, "lost_race": 0, "orphaned": 1, "ownerless": 3,
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

/// Another connection writes a beta between our reading and our writing.
fn a_beta_written_in_between_survives(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let owned = "tenant_id IN (SELECT tenant_id FROM user_tenant WHERE role = 'owner')";
    let sql = format!("SELECT token FROM api_token WHERE beta IS NULL AND {owned}");
    let victim = db.query(&sql)[0][0].clone().expect("a key");
    let of_victim = format!("WHERE token = '{victim}'");
    let mut written = false;
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run_beside(["beta", "backfill", "--json"], &mut || {
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

/// Deployments were converted by hand, or made with other defaults: the bulk
/// update must not mix collations.
#[test]
fn tables_of_any_collation_are_filled() {
    let conversions = [
        "CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
        "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci",
        "CHARACTER SET latin1 COLLATE latin1_swedish_ci",
    ];
    for conversion in conversions {
        let db = Database::fixture(Engine::Mysql, "0.27");
        // What latin1 cannot hold.
        db.execute("UPDATE \"user\" SET nickname = 'x'");
        for table in ["api_token", "user_tenant", "user"] {
            db.execute(&format!("ALTER TABLE \"{table}\" CONVERT TO {conversion}"));
        }
        let data = data(&run(&db, &["--json"]));
        assert_eq!(data["filled"], 6, "{conversion}");
    }
}

/// Tables of collations that do not go together cannot be compared by the
/// server; that is said, and nothing is written.
#[test]
fn tables_of_different_collations_are_refused() {
    let db = Database::fixture(Engine::Mysql, "0.27");
    db.execute("ALTER TABLE api_token CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
    let before = keys(&db);
    let ran = run(&db, &["--json"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("Illegal mix of collations"),
        "{}",
        ran.stderr
    );
    assert_eq!(keys(&db), before);
}

/// A schema that is not on the account's search path is named in the URL.
#[test]
fn a_schema_is_named_in_the_url() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    db.execute("ALTER SCHEMA public RENAME TO \"rag flow\"");
    let unnamed = run(&db, &["--json"]);
    assert_eq!(unnamed.status, 6, "{}", unnamed.stderr);
    let url = db.url() + "?schema=rag%20flow";
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &url)
        .run(["beta", "backfill", "--json"]);
    assert_eq!(data(&ran)["filled"], 6);
}

/// The server ends our session between two transactions: the run connects
/// again and goes on.
#[test]
fn a_lost_connection_is_made_again() {
    for engine in [Engine::Mysql, Engine::Postgres] {
        let db = Database::fixture(engine, "0.27");
        let mut ended = false;
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run_beside(
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
}

/// The same for a run that writes on two sessions and reads on a third, which
/// holds the lock.
#[test]
fn lost_connections_are_made_again() {
    for engine in [Engine::Mysql, Engine::Postgres] {
        let db = Database::fixture(engine, "0.27");
        let mut ended = false;
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run_beside(beside(), &mut || {
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
}

/// A backfill on two sessions, whatever there is to fill.
fn beside() -> [&'static str; 7] {
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

/// Two sessions write what one would have written, and keep others out all the
/// while.
#[test]
fn several_sessions_fill_under_one_lock() {
    for engine in [Engine::Mysql, Engine::Postgres] {
        let db = Database::fixture(engine, "0.27");
        let mut others = Vec::new();
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run_beside(beside(), &mut || {
                if others.len() < 2 {
                    others.push(run(&db, &["--json", "--lock-timeout", "10ms"]).status);
                }
            });
        assert_eq!(others, [5, 5], "{engine:?}");
        assert_eq!(data(&ran)["filled"], 6, "{engine:?}");
        let missing: Vec<_> = keys(&db)
            .into_iter()
            .filter(|row| lacks_beta(row))
            .collect();
        assert_eq!(missing, Vec::<Vec<Option<String>>>::new());
        // The lock is free again.
        assert_eq!(run(&db, &["--json"]).status, 0);
    }
}

/// RAGFlow alters its tables when it starts. The reading session holds a snapshot
/// or a lock for the whole run, and yet no lock on the table: an ALTER TABLE need
/// not wait for the end of the fill, nor everyone else for the ALTER TABLE.
#[test]
fn a_table_can_be_altered_while_it_is_filled() {
    for engine in [Engine::Mysql, Engine::Postgres] {
        let alter = match engine {
            Engine::Postgres => {
                "DO $$ BEGIN SET LOCAL lock_timeout = '5s'; \
                 ALTER TABLE api_token ADD COLUMN added INTEGER; END $$"
            }
            // A new table in place of the old: a snapshot does not reach behind it.
            _ => "ALTER TABLE api_token WAIT 5 ADD COLUMN added INTEGER, ALGORITHM = COPY",
        };
        let db = Database::fixture(engine, "0.27");
        let mut betas = 0;
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run_beside(beside(), &mut || {
                betas += 1;
                // Some pages have been read, and some are still to come.
                if betas == 6 {
                    db.execute(alter);
                }
            });
        assert_eq!(data(&ran)["filled"], 6, "{engine:?}");
        let filled = "SELECT COUNT(*) FROM api_token WHERE added IS NULL AND LENGTH(beta) = 32";
        assert_ne!(db.query(filled)[0][0].as_deref(), Some("0"));
    }
}

/// With its hash and merge joins off, and expecting hardly a key without a beta,
/// PostgreSQL's planner read a table of this size in every transaction, and compared
/// it row by row with every new value.
#[test]
fn a_small_table_is_not_read_by_every_transaction() {
    const KEYS: u64 = 5000;
    let db = Database::fixture(Engine::Postgres, "0.27");
    db.execute("DELETE FROM api_token");
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token) \
         SELECT 'small' || i / 10, 'ragflow-' || md5(i::text) FROM generate_series(1, {KEYS}) i"
    ));
    db.execute(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by) \
         SELECT DISTINCT tenant_id, tenant_id, tenant_id, 'owner', tenant_id FROM api_token",
    );
    db.execute("ANALYZE api_token");
    let statistics = || {
        let sql = "SELECT n_tup_upd, seq_tup_read FROM pg_stat_user_tables \
                   WHERE relname = 'api_token'";
        let row = db.query(sql).remove(0);
        let number = |index: usize| row[index].as_deref().and_then(|text| text.parse().ok());
        let numbers: Option<[u64; 2]> = number(0).zip(number(1)).map(Into::into);
        numbers.expect("two numbers")
    };
    let [_, before] = statistics();
    assert_eq!(data(&run(&db, &["--json"]))["filled"], KEYS);
    // A session tells what it has done when it ends: soon.
    let told = (0..500).find_map(|_| {
        db.query("SELECT pg_sleep(0.05)::text");
        let [updated, read] = statistics();
        (updated == KEYS).then(|| read - before)
    });
    let read = told.expect("every update is known");
    // Counting them reads them all, once.
    assert!(read < 2 * KEYS, "{read} rows were read");
}

fn end_other_sessions(db: &Database) {
    end_sessions(db, 1);
}

fn end_sessions(db: &Database, count: usize) {
    match db.engine() {
        Engine::Sqlite => unreachable!("no sessions to end"),
        Engine::Mysql => {
            let sql = "SELECT id FROM information_schema.processlist \
                       WHERE db = DATABASE() AND id <> CONNECTION_ID()";
            let sessions = db.query(sql);
            assert_eq!(sessions.len(), count);
            for session in sessions {
                db.execute(&format!("KILL {}", session[0].as_deref().expect("an id")));
            }
        }
        Engine::Postgres => {
            let sql = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            let ended = db.query(sql);
            assert_eq!(ended, vec![[Some("1".to_owned())]; count]);
        }
    }
}

fn takes_the_keys_of_one_owner(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let data = data(&run(&db, &["--json", "--user", "alice@example.com"]));
    assert_eq!((&data["missing"], &data["filled"]), (&json!(4), &json!(4)));
    assert_eq!(keys(&db).iter().filter(|row| lacks_beta(row)).count(), 2);
}

fn takes_keys_nobody_owns_when_told_to(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let unowned = "tenant_id NOT IN (SELECT tenant_id FROM user_tenant WHERE role = 'owner')";
    let emptied = db.execute(&format!("UPDATE api_token SET beta = NULL WHERE {unowned}"));
    assert_eq!(emptied, 3);
    let ran = run(&db, &["--json"]);
    assert_eq!(data(&ran)["filled"], 6);
    assert!(ran.stderr.contains("left alone 3 keys"), "{}", ran.stderr);
    let data = data(&run(&db, &["--json", "--include-ownerless"]));
    assert_eq!(data["filled"], 3);
    assert!(!keys(&db).iter().any(|row| lacks_beta(row)));
}

fn stops_at_a_limit_and_goes_on_from_there(engine: Engine) {
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
        // Half NULL, half empty, as real tables have them.
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

fn quiet_is_silent(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let ran = run(&db, &["--quiet"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    assert_eq!(keys(&db).iter().filter(|row| lacks_beta(row)).count(), 0);
}

fn a_lock_that_is_held_is_waited_for_then_given_up(engine: Engine) {
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
    // `token list` lists all the same.
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
        listed.stderr.contains("warning: 4 keys without a beta"),
        "{}",
        listed.stderr
    );
    assert_eq!(keys(&db), before);
    drop(holder);
    assert_eq!(data(&run(&db, &["--json"]))["filled"], 6);
}

/// The lock of a backfill, as another session holds it.
fn hold_the_lock(db: &Database) -> Box<dyn std::any::Any> {
    db.hold(match db.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Mysql => "SELECT GET_LOCK(CONCAT('ragflowctl.', DATABASE()), 0)",
        Engine::Postgres => {
            "SELECT pg_advisory_lock(hashtext('ragflowctl backfill'), hashtext('public'))"
        }
    })
}

/// RAGFlow's collation on MySQL takes `ABC` for `abc`; two tenants that differ
/// only so are still two.
fn equal_up_to_case_is_not_the_same_row(engine: Engine) {
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
