//! The work of every command grows with the number of rows and no faster, whatever the server's
//! statistics say: none, those of an empty table, or current ones. The servers count the rows that
//! they read, so no time is measured.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_servers, other_sessions, wait_until};

on_servers!(
    commands_read_each_row_a_few_times,
    one_key_is_found_without_reading_the_others,
);

/// What the server knows of the tables.
#[derive(Clone, Copy, Debug)]
enum Statistics {
    /// Nothing: the tables were just created and loaded.
    None,
    /// Those of a few other rows.
    Stale,
    /// What they contain.
    Current,
}

/// An import can leave the tables with different collations. An id is then looked up by the index
/// all the same.
#[test]
fn tables_of_different_collations_are_read_a_few_times() {
    let commands: [&[&str]; 6] = [
        &["user", "list", "--json"],
        &["tenant", "list", "--json"],
        &["token", "list", "--all", "--fields", "id,user", "--json"],
        &["audit", "--json"],
        &["beta", "backfill", "--dry-run"],
        &["beta", "backfill"],
    ];
    for engine in [Engine::Mysql, Engine::Mariadb] {
        for statistics in EVERY {
            let databases = SHAPES[0].map(|shape| load(engine, shape, statistics));
            for db in &databases {
                db.execute(
                    "ALTER TABLE api_token CONVERT TO CHARACTER SET utf8mb3 COLLATE utf8mb3_bin",
                );
            }
            for command in commands {
                let [small, large] = databases.each_ref().map(|db| cost(db, command, ""));
                assert!(
                    large <= small * MAX_GROWTH,
                    "{command:?} on {engine:?} with {statistics:?}: {small} and {large} rows"
                );
            }
        }
    }
}

/// The database of a test: tenants, each with a user, an owner row and some keys.
#[derive(Clone, Copy)]
struct Shape {
    tenants: usize,
    keys: usize,
}

/// Twelve hundred keys, and a quarter of them.
const SHAPES: [[Shape; 2]; 2] = [
    [
        Shape {
            tenants: 300,
            keys: 1,
        },
        Shape {
            tenants: 1200,
            keys: 1,
        },
    ],
    [
        Shape {
            tenants: 1,
            keys: 300,
        },
        Shape {
            tenants: 1,
            keys: 1200,
        },
    ],
];

/// Four times the rows are at most so many times the work.
const MAX_GROWTH: u64 = 6;

const TABLES: [&str; 3] = ["user", "user_tenant", "api_token"];

fn tenant_id(tenant: usize) -> String {
    format!("{tenant:032x}")
}

/// A guessable key as RAGFlow generated it up to 0.19, which its tenant determines.
fn guessable_key(tenant: usize) -> String {
    let signed = STANDARD.encode(format!("\"{}\"", tenant_id(tenant)));
    format!("ragflow-{}", &signed[2..34])
}

fn key(tenant: usize, key: usize) -> String {
    match key {
        0 => guessable_key(tenant),
        _ => format!("ragflow-{tenant:021}-{key:021}"),
    }
}

/// Loads the tables. Every key has a beta of its own, except one in three, which has none.
fn load(engine: Engine, shape: Shape, statistics: Statistics) -> Database {
    let db = Database::fixture(engine, "0.27");
    if let Statistics::Stale = statistics {
        freeze_statistics(&db);
    }
    for table in TABLES {
        db.execute(&format!("DELETE FROM \"{table}\""));
    }
    match (statistics, engine) {
        (Statistics::None, Engine::Postgres) => {
            db.execute_as_admin("DELETE FROM pg_statistic; UPDATE pg_class SET reltuples = -1");
        }
        // Until it collects statistics, some seconds later, MySQL takes a table for empty.
        (Statistics::None, _) => freeze_statistics(&db),
        _ => {}
    }
    load_tenants(&db, shape.tenants);
    let keys = (0..shape.tenants).flat_map(|tenant| (0..shape.keys).map(move |key| (tenant, key)));
    let rows = keys.map(|(tenant, number)| {
        let (id, token) = (tenant_id(tenant), key(tenant, number));
        let beta = match (tenant + number) % 3 {
            0 => "NULL".to_owned(),
            _ => format!("'beta{tenant:013}{number:015}'"),
        };
        format!("('{id}', '{token}', {beta}, 1770000000000, 1770000000000)")
    });
    let rows: Vec<String> = rows.collect();
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, beta, create_time, update_time) VALUES {}",
        rows.join(", ")
    ));
    match statistics {
        Statistics::Current => analyze(&db),
        Statistics::None | Statistics::Stale => {}
    }
    db
}

fn load_tenants(db: &Database, tenants: usize) {
    let rows = |row: &dyn Fn(&str) -> String| {
        let rows = (0..tenants).map(|tenant| row(&tenant_id(tenant)));
        rows.collect::<Vec<_>>().join(", ")
    };
    let users = rows(&|id| {
        format!("('{id}', '{id}@example.com', 'n', '1', '1', '1', '0', 'token-{id}', 1, 1)")
    });
    db.execute(&format!(
        "INSERT INTO \"user\" (id, email, nickname, status, is_active, is_authenticated, \
         is_anonymous, access_token, create_time, update_time) VALUES {users}"
    ));
    let owners = rows(&|id| {
        format!(
            "('m{}', '{id}', '{id}', 'owner', '{id}', '1', 1, 1)",
            &id[1..]
        )
    });
    db.execute(&format!(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status, create_time, \
         update_time) VALUES {owners}"
    ));
}

fn analyze(db: &Database) {
    for table in TABLES {
        match db.engine() {
            Engine::Postgres => db.execute(&format!("ANALYZE \"{table}\"")),
            _ => {
                db.query(&format!("ANALYZE TABLE \"{table}\""));
                0
            }
        };
    }
}

/// Lets the server believe for the rest of the test that the tables are as they are now.
fn freeze_statistics(db: &Database) {
    if db.engine() != Engine::Postgres {
        for table in TABLES {
            db.execute(&format!(
                "ALTER TABLE \"{table}\" STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0"
            ));
        }
    }
    analyze(db);
}

/// How many rows and index entries the server has read for this database so far.
fn rows_read(db: &Database) -> u64 {
    // A server of PostgreSQL counts them when the session has ended.
    wait_until("the end of the program's sessions", || {
        other_sessions(db).is_empty()
    });
    let rows = db.query(match db.engine() {
        Engine::Postgres => {
            "SELECT (SELECT SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)) \
                     FROM pg_stat_user_tables) \
                  + (SELECT SUM(idx_tup_read) FROM pg_stat_user_indexes)"
        }
        _ => {
            "SELECT SUM(count_read) FROM performance_schema.table_io_waits_summary_by_table \
             WHERE object_schema = DATABASE()"
        }
    });
    let number = rows[0][0].as_deref().expect("a number");
    number.parse().expect("a number")
}

/// The rows that the server reads for a command.
fn cost(db: &Database, args: &[&str], stdin: &str) -> u64 {
    let before = rows_read(db);
    let ran = Sandbox::new()
        .piping(stdin)
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(args.iter().copied());
    assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
    rows_read(db) - before
}

const EVERY: [Statistics; 3] = [Statistics::None, Statistics::Stale, Statistics::Current];

fn commands_read_each_row_a_few_times(engine: Engine) {
    let tenant = tenant_id(0);
    let commands: [&[&str]; 12] = [
        &["user", "list", "--json"],
        &["tenant", "list", "--json"],
        &["audit", "--tenant", &tenant, "--json"],
        &["token", "list", "--all", "--json"],
        &["token", "list", "--all", "--fields", "id,user", "--json"],
        &["audit", "--json"],
        &["beta", "backfill", "--dry-run"],
        &["token", "rotate", "--weak", "--all", "--dry-run"],
        &["beta", "rotate", "--weak", "--all", "--dry-run"],
        &["token", "delete", "--weak", "--all", "--dry-run"],
        &["token", "rotate", "--weak", "--all", "--yes"],
        &["beta", "backfill"],
    ];
    let mut failures = Vec::new();
    for shapes in SHAPES {
        for statistics in EVERY {
            let databases = shapes.map(|shape| load(engine, shape, statistics));
            for command in commands {
                let [small, large] = databases.each_ref().map(|db| cost(db, command, ""));
                if large > small * MAX_GROWTH {
                    failures.push(format!(
                        "{command:?} with statistics {statistics:?}, {} and {} tenants: {small} \
                         and {large} rows",
                        shapes[0].tenants, shapes[1].tenants
                    ));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn one_key_is_found_without_reading_the_others(engine: Engine) {
    // Only in a large table PostgreSQL prefers a join by hashes to an index.
    let keys = match engine {
        Engine::Postgres => 50_000,
        _ => 5000,
    };
    let shape = Shape { tenants: 2, keys };
    let mut failures = Vec::new();
    for statistics in EVERY {
        let db = load(engine, shape, statistics);
        let secret = key(1, 7);
        let commands: [&[&str]; 4] = [
            &["token", "show", "-"],
            &["token", "explain", "-"],
            &["token", "rotate", "-", "--dry-run"],
            &["token", "delete", "-", "--dry-run"],
        ];
        for command in commands {
            let rows = cost(&db, command, &secret);
            if rows > 500 {
                failures.push(format!("{command:?} with {statistics:?}: {rows} rows"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
