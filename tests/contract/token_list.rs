//! `token list` answers what RAGFlow's own endpoint answers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sandbox::{NOW_DATE, NOW_MS, Sandbox};
use crate::support::{
    Database, Engine, limited_url, on_every_engine, on_servers, read_fixture_json,
};

on_every_engine!(
    lists_what_the_endpoint_answered,
    fills_only_what_the_endpoint_fills,
    a_membership_does_not_hide_the_own_tenant,
    users_without_a_tenant_are_not_found,
    a_deleted_owner_is_listed_with_a_warning,
    lists_what_the_endpoint_of_0_21_answered,
    an_email_is_found_in_any_case,
    an_email_of_several_users_is_a_conflict,
);
on_servers!(without_write_privilege_it_lists_with_a_warning,);

/// The envelope of a run that must succeed.
pub(crate) fn envelope(db: &Database, args: &[&str]) -> Value {
    let url = db.url();
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &url)
        .run(args.iter().copied());
    assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
    serde_json::from_str(&ran.stdout).expect("an envelope")
}

/// The rows by their primary key.
fn by_key(rows: &Value) -> BTreeMap<(String, String), Value> {
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| {
        let text = |field: &str| row[field].as_str().expect("text").to_owned();
        ((text("tenant_id"), text("token")), row.clone())
    })
    .collect()
}

/// The response that was recorded on this engine. For SQLite, whose rows come from PostgreSQL, it
/// is that of PostgreSQL.
fn recorded(engine: Engine, version: &str, name: &str) -> Value {
    let recorder = match engine {
        Engine::Mysql | Engine::Mariadb => "mysql",
        Engine::Postgres | Engine::Sqlite => "postgres",
    };
    read_fixture_json(&format!(
        "ragflow-{version}/responses/{recorder}-{name}.json"
    ))
}

const NINE: &str = "tenant_id, token, dialog_id, source, beta, create_date, create_time, \
                    update_date, update_time";

type Stored = BTreeMap<(String, String), Vec<Option<String>>>;

/// Every key in the database, read over a connection of the test.
pub(crate) fn stored(db: &Database) -> Stored {
    let rows = db.query(&format!("SELECT {NINE} FROM api_token"));
    let key = |row: &Vec<Option<String>>| {
        let text = |index: usize| row[index].clone().expect("NOT NULL");
        (text(0), text(1))
    };
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

fn as_stored(row: &Value) -> Vec<Option<String>> {
    let columns = NINE.split(", ").map(|column| match &row[column] {
        Value::Null => None,
        Value::String(text) if column.ends_with("_date") => Some(text.replace('T', " ")),
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    });
    columns.collect()
}

/// `TENANT/KEY` of every row, in the order of a listing.
pub(crate) fn order_of(db: &Database, args: &[&str]) -> Vec<String> {
    let all = ["token", "list", "--json"].iter().chain(args).copied();
    let answer = envelope(db, &all.collect::<Vec<_>>());
    let rows = answer["data"].as_array().expect("rows").iter();
    rows.map(|row| {
        let text = |field: &str| row[field].as_str().expect("text").to_owned();
        text("tenant_id") + "/" + &text("token")
    })
    .collect()
}

fn lists_what_the_endpoint_answered(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let people = [
        ("alice@example.com", "alice-token_list-1st"),
        ("bob@example.com", "bob-token_list"),
        ("carol@example.com", "carol-token_list"),
        ("admin@ragflow.io", "admin-token_list"),
        ("erin@example.com", "erin-token_list"),
    ];
    for (email, response) in people {
        let before = stored(&db);
        let answer = envelope(&db, &["token", "list", "--user", email, "--json"]);
        assert_eq!(answer["code"], 0);
        assert_eq!(answer["message"], "");
        let printed = by_key(&answer["data"]);
        let expected = by_key(&recorded(engine, "0.27", response)["data"]);
        let keys =
            |rows: &BTreeMap<(String, String), Value>| rows.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&printed), keys(&expected), "{email}");
        let after = stored(&db);
        for (key, row) in &printed {
            let was_missing = before[key][4].as_deref().unwrap_or("").is_empty();
            for (field, value) in row.as_object().expect("a row") {
                let filled = ["beta", "update_time", "update_date"].contains(&field.as_str());
                if !(was_missing && filled) {
                    assert_eq!(*value, expected[key][field], "{email} {field}");
                }
            }
            assert_eq!(as_stored(row), after[key], "{email}: as stored");
        }
    }
}

fn fills_only_what_the_endpoint_fills(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = stored(&db);
    envelope(
        &db,
        &["token", "list", "--user", "alice@example.com", "--json"],
    );
    let after = stored(&db);
    let recorded_before = by_key(&recorded(engine, "0.27", "alice-rows-before"));
    let recorded_after = by_key(&recorded(engine, "0.27", "alice-rows-after"));
    assert_eq!(before.len(), after.len());
    let mut filled = 0;
    for (key, row) in &after {
        let changed: Vec<usize> = (0..9).filter(|i| row[*i] != before[key][*i]).collect();
        let endpoint_changed = recorded_after
            .get(key)
            .is_some_and(|row| *row != recorded_before[key]);
        assert_eq!(!changed.is_empty(), endpoint_changed, "the endpoint's rows");
        if changed.is_empty() {
            continue;
        }
        filled += 1;
        assert_eq!(changed, [4, 7, 8], "beta, update_date, update_time");
        let beta = row[4].as_deref().expect("a beta");
        assert_eq!(beta.len(), 32);
        assert!(!beta.starts_with(['-', '_']));
        assert_eq!(row[7].as_deref(), Some(NOW_DATE));
        assert_eq!(row[8].as_deref(), Some(NOW_MS.to_string().as_str()));
    }
    assert_eq!(filled, 4);
    // The second call finds nothing to do.
    envelope(
        &db,
        &["token", "list", "--user", "alice@example.com", "--json"],
    );
    assert_eq!(stored(&db), after);
}

fn a_membership_does_not_hide_the_own_tenant(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sql = "SELECT t.role FROM user_tenant t JOIN \"user\" u ON u.id = t.user_id \
               WHERE u.email = 'bob@example.com' ORDER BY t.create_time";
    let roles = db.query(sql);
    assert_eq!(roles[0][0].as_deref(), Some("normal"), "the trap is there");
    let answer = envelope(
        &db,
        &["token", "list", "--user", "bob@example.com", "--json"],
    );
    let rows = by_key(&answer["data"]);
    let bob = db.query("SELECT id FROM \"user\" WHERE email = 'bob@example.com'");
    let bob = bob[0][0].clone().expect("an id");
    assert_eq!(rows.len(), 3);
    assert!(rows.keys().all(|(tenant, _)| *tenant == bob));
    // The ID of the user and that of the tenant give the same rows.
    for option in ["--user", "--tenant"] {
        let same = envelope(&db, &["token", "list", option, &bob, "--json"]);
        assert_eq!(by_key(&same["data"]), rows);
    }
}

fn users_without_a_tenant_are_not_found(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let cases = [
        ("frank@example.com", "is not a member of any tenant"),
        ("grace@example.com", "only a member of other tenants"),
        ("nobody@example.com", "no user 'nobody"),
    ];
    let before = stored(&db);
    for (email, why) in cases {
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run(["token", "list", "--json", "--user", email]);
        assert_eq!(ran.status, 3, "{email}");
        let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
        assert_eq!(answer["code"], 404);
        assert_eq!(answer["data"], false);
        let message = answer["message"].as_str().expect("text");
        assert!(
            message.contains(email) && message.contains(why),
            "{message}"
        );
        assert!(ran.stderr.starts_with(&format!("error: {message}")));
    }
    assert_eq!(stored(&db), before);
}

fn a_deleted_owner_is_listed_with_a_warning(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let cases = [
        ("dave@example.com", "deleted (status is not '1')"),
        ("erin@example.com", "inactive (is_active '0')"),
    ];
    for (email, trouble) in cases {
        let ran = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run(["token", "list", "--user", email, "-o", "jsonl"]);
        assert_eq!(ran.status, 0);
        assert_eq!(ran.stdout.lines().count(), 1);
        assert!(
            ran.stderr.contains(&format!("{email} is {trouble}")),
            "{}",
            ran.stderr
        );
    }
}

fn lists_what_the_endpoint_of_0_21_answered(engine: Engine) {
    let db = Database::fixture(engine, "0.21");
    let recorded = recorded(engine, "0.21", "alice-token_list-1st");
    let rows = recorded["data"].as_array().expect("rows");
    let tenant = rows[0]["tenant_id"].as_str().expect("text");
    let args = [
        "token",
        "list",
        "--tenant",
        tenant,
        "-o",
        "jsonl",
        "--fields",
        "form,minted,beta",
    ];
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // The dump has the state after the recorded calls, so only the forms can be compared, not the
    // rows.
    assert!(ran.stdout.lines().count() >= rows.len());
    for line in ran.stdout.lines() {
        let row: Value = serde_json::from_str(line).expect("an object");
        assert_eq!(row["form"], "legacy");
        assert!(
            row["minted"]
                .as_str()
                .expect("a time")
                .starts_with("2026-11-22T15:16:")
        );
        assert!(!row["beta"].as_str().expect("filled").is_empty());
    }
    let grace = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "list", "--user", "grace@example.com"]);
    assert_eq!(grace.status, 3);
}

fn an_email_is_found_in_any_case(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let rows = order_of(&db, &["--user", "Erin@Example.COM"]);
    assert_eq!(rows.len(), 1);
    // MySQL's collation ignores trailing blanks; the program does not.
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "list", "--user", "erin@example.com "]);
    assert_eq!(ran.status, 3);
}

fn an_email_of_several_users_is_a_conflict(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    if matches!(engine, Engine::Mysql | Engine::Mariadb) {
        // RAGFlow's unique index would refuse this; older deployments do not have it.
        db.execute("ALTER TABLE \"user\" DROP INDEX user_email");
    }
    if engine == Engine::Postgres {
        db.execute("DROP INDEX IF EXISTS user_email");
    }
    db.execute("UPDATE \"user\" SET email = 'same@example.com' WHERE email LIKE '%e@example.com'");
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "list", "--user", "same@example.com", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    assert_eq!(answer["code"], 409);
    let ids = db.query("SELECT id FROM \"user\" WHERE email = 'same@example.com'");
    assert!(ids.len() > 1);
    for id in ids {
        assert!(ran.stderr.contains(id[0].as_deref().expect("an id")));
    }
}

/// An account that may only read can list keys.
fn without_write_privilege_it_lists_with_a_warning(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = stored(&db);
    let url = limited_url(&db).expect("servers have accounts");
    let ran = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url).run([
        "token",
        "list",
        "--user",
        "alice@example.com",
        "-o",
        "jsonl",
    ]);
    assert_eq!(ran.status, 0, "{engine:?}: {}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 7);
    assert!(
        ran.stderr
            .contains("warning: 4 missing betas were not created"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("denied"), "{}", ran.stderr);
    assert_eq!(stored(&db), before);
}
