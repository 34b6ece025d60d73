//! `beta backfill`: tables with other collations, schemas and sizes.

use crate::beta_backfill::{data, run};
use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_mysql_and_mariadb, other_sessions, wait_until};

on_mysql_and_mariadb!(tables_of_any_collation_are_filled,);

/// Some deployments were converted by hand or created with other defaults: the bulk update must not
/// mix collations.
fn tables_of_any_collation_are_filled(engine: Engine) {
    let conversions = [
        "CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
        "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci",
        "CHARACTER SET latin1 COLLATE latin1_swedish_ci",
    ];
    for conversion in conversions {
        let db = Database::fixture(engine, "0.27");
        // Latin-1 cannot store the nicknames of the fixture.
        db.execute("UPDATE \"user\" SET nickname = 'x'");
        for table in ["api_token", "user_tenant", "user"] {
            db.execute(&format!("ALTER TABLE \"{table}\" CONVERT TO {conversion}"));
        }
        let data = data(&run(&db, &["--json"]));
        assert_eq!(data["filled"], 6, "{conversion}");
    }
}

/// The URL can name a schema that is not on the search path of the account.
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

/// Without hash and merge joins, and with statistics that say that hardly a beta is missing,
/// PostgreSQL's planner once read a table of this size in every transaction, and compared each row
/// with every new value.
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
    // A session reports its statistics before it leaves the list of sessions.
    let statistics = || {
        wait_until("the end of the sessions", || other_sessions(&db).is_empty());
        let sql = "SELECT n_tup_upd, seq_tup_read FROM pg_stat_user_tables \
                   WHERE relname = 'api_token'";
        let row = db.query(sql).remove(0);
        let number = |index: usize| row[index].as_deref().and_then(|text| text.parse().ok());
        let numbers: Option<[u64; 2]> = number(0).zip(number(1)).map(Into::into);
        numbers.expect("two numbers")
    };
    let [_, before] = statistics();
    assert_eq!(data(&run(&db, &["--json"]))["filled"], KEYS);
    let [updated, after] = statistics();
    assert_eq!(updated, KEYS);
    // Counting the keys reads each row once.
    let read = after - before;
    assert!(read < 2 * KEYS, "{read} rows were read");
}
