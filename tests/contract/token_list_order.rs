//! `token list`: the same order, filters and values on every engine.

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, on_every_engine};
use crate::token_list::{envelope, order_of, stored};

on_every_engine!(
    the_order_is_the_same_on_every_engine,
    filters_are_the_same_on_every_engine,
    lists_all_tenants_in_primary_key_order,
    a_limited_list_with_users_is_the_start_of_the_whole,
    null_times_are_null,
    a_column_of_another_type_is_reported,
    a_table_fits_the_terminal,
);

fn the_order_is_the_same_on_every_engine(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    // Mixed case and a NULL, which the engines sort differently.
    for (token, time) in [
        ("ragflow-b", "5"),
        ("ragflow-B", "6"),
        ("ragflow-a", "NULL"),
    ] {
        let tenant = format!("order{}", token.as_bytes()[8]);
        db.execute(&format!(
            "INSERT INTO api_token (tenant_id, token, create_time) \
             VALUES ('{tenant}', '{token}', {time})"
        ));
    }
    let sorted = order_of(&db, &["--all", "--sort", "create_time"]);
    assert_eq!(sorted.len(), 22);
    assert_eq!(sorted[0], "order98/ragflow-b");
    assert_eq!(sorted[1], "order66/ragflow-B");
    assert!(
        sorted[20].contains("ragflow-ychlSdhrMYCdoRlga7iU"),
        "NULL last, then by tenant"
    );
    assert_eq!(sorted[21], "order97/ragflow-a");
    let reversed = order_of(&db, &["--all", "--sort", "create_time", "--reverse"]);
    assert_eq!(reversed[20..], sorted[20..], "NULL stays last");
    assert_eq!(reversed[19], "order98/ragflow-b");
    let by_tenant = order_of(&db, &["--all", "--sort", "tenant_id"]);
    let mut bytewise = by_tenant.clone();
    bytewise.sort();
    assert_eq!(by_tenant, bytewise);
}

fn filters_are_the_same_on_every_engine(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = stored(&db);
    let count = |args: &[&str]| order_of(&db, args).len();
    assert_eq!(count(&["--all"]), 19);
    assert_eq!(count(&["--all", "--missing-beta"]), 6);
    assert_eq!(count(&["--all", "--source", "agent"]), 1);
    assert_eq!(count(&["--all", "--source", "dialog"]), 1);
    assert_eq!(count(&["--all", "--source", "none"]), 17);
    assert_eq!(count(&["--all", "--limit", "5"]), 5);
    assert_eq!(count(&["--all", "--created-after", "2026-01-01"]), 12);
    assert_eq!(count(&["--all", "--created-before", "2026-01-01"]), 6);
    let moment = ["--all", "--created-after", "2026-02-10T09:00:00+08:00"];
    assert_eq!(count(&moment), 1);
    let alice = ["--user", "alice@example.com", "--missing-beta"];
    assert_eq!(count(&alice), 4);
    assert_eq!(stored(&db), before, "none of them fills");
}

fn lists_all_tenants_in_primary_key_order(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let before = stored(&db);
    let everyone = order_of(&db, &["--all"]);
    let mut expected: Vec<String> = before.keys().map(|(t, k)| format!("{t}/{k}")).collect();
    let mut found = everyone.clone();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let users = envelope(
        &db,
        &["token", "list", "--all", "--json", "--fields", "user,token"],
    );
    let owners = users["data"].as_array().expect("rows").iter();
    let unowned = owners.filter(|row| row["user"].is_null()).count();
    assert_eq!(
        unowned, 1,
        "the orphan; frank and grace have the tenant's id"
    );
    assert_eq!(stored(&db), before, "--all fills nothing");
}

/// The users are read for pages of tenants: a hundred first, then a thousand.
fn a_limited_list_with_users_is_the_start_of_the_whole(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let tenants: Vec<String> = (0..1200)
        .map(|number| format!("('page{number:04}', 'ragflow-{number:043}')"))
        .collect();
    let values = tenants.join(", ");
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token) VALUES {values}"
    ));
    let users = |args: &[&str]| {
        let fields = ["--json", "--fields", "user,id,beta"];
        let listed = envelope(
            &db,
            &[&["token", "list", "--all"], &fields[..], args].concat(),
        );
        listed["data"].as_array().expect("rows").clone()
    };
    let all = users(&[]);
    assert_eq!(all.len(), 1219);
    for limit in [1, 7, 99, 100, 101, 118, 119, 120, 1100, 1219, 1220] {
        let expected = &all[..all.len().min(limit)];
        assert_eq!(users(&["--limit", &limit.to_string()]), expected, "{limit}");
    }
    // With another order the users are looked up one by one.
    let mut by_time = users(&["--sort", "create_time"]);
    let mut by_key = all.clone();
    for list in [&mut by_time, &mut by_key] {
        list.sort_by_key(|key| key["id"].to_string());
    }
    assert_eq!(by_time, by_key);
    assert!(all.iter().filter(|key| key["user"].is_string()).count() > 15);
    let missing = users(&["--missing-beta"]);
    let without_beta = |key: &&serde_json::Value| key["beta"].as_str().is_none_or(str::is_empty);
    assert_eq!(missing.len(), all.iter().filter(without_beta).count());
}

fn null_times_are_null(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let answer = envelope(
        &db,
        &["token", "list", "--user", "carol@example.com", "--json"],
    );
    let rows = answer["data"].as_array().expect("rows").iter();
    let mut undated = rows.filter(|row| row["create_time"].is_null());
    let row = undated.next().expect("carol's key without times");
    for field in ["create_date", "update_time", "update_date"] {
        assert!(row[field].is_null(), "{field}");
    }
}

fn a_column_of_another_type_is_reported(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    match engine {
        Engine::Sqlite => {
            let sql = "UPDATE api_token SET create_time = 'yesterday' WHERE create_time IS NULL";
            assert_eq!(db.execute(sql), 1);
        }
        Engine::Mysql | Engine::Mariadb => {
            db.execute("ALTER TABLE api_token MODIFY create_time VARCHAR(20)");
        }
        Engine::Postgres => {
            db.execute("ALTER TABLE api_token ALTER create_time TYPE text");
        }
    }
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "list", "--all"]);
    assert_eq!(ran.status, 6, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("api_token.create_time"),
        "{}",
        ran.stderr
    );
    assert!(
        !ran.stderr.contains("ragflow-ychlSdhr"),
        "the key itself is not shown"
    );
}

fn a_table_fits_the_terminal(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for width in [80, 200] {
        let ran = Sandbox::new()
            .terminal(width)
            .var("RAGFLOWCTL_DATABASE_URL", &db.url())
            .run(["token", "list", "--all"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let lines = ran.stdout.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert_eq!(lines.lines().count(), 20, "a header and 19 keys");
        let widest = lines.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(usize::from(width)), "{lines}");
        assert_eq!(ran.stderr.contains("hidden columns"), width == 80);
        assert!(!lines.contains("ragflow-aM9truADx1lX"), "no key in full");
    }
}
