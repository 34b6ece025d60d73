//! `user list` and `tenant list` say of the fixture what RAGFlow's own models made of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Database, Engine, on_every_engine};
use crate::token_list::envelope;

on_every_engine!(
    users_are_those_who_were_created,
    tenants_are_those_of_users_members_and_keys,
    many_users_and_tenants_are_all_listed,
    ids_are_found_as_the_database_compares_them,
);

/// The rows of a list by e-mail address or ID, without the domain.
fn listed(db: &Database, args: &[&str], name: &str) -> BTreeMap<String, Value> {
    let mut listed = BTreeMap::new();
    let envelope = envelope(db, &[args, &["--json"]].concat());
    for row in envelope["data"].as_array().expect("rows") {
        let name = row[name].as_str().or(row["id"].as_str()).expect("a name");
        let name = name.replace("@example.com", "");
        assert!(listed.insert(name, row.clone()).is_none(), "listed twice");
    }
    listed
}

/// Some fields of a row.
fn pick(row: &Value, fields: &[&str]) -> Vec<Value> {
    fields.iter().map(|field| row[field].clone()).collect()
}

/// The keys of a tenant, counted by the database: all, and those without a beta.
fn counted(db: &Database, tenant_id: &str) -> Vec<Value> {
    let count = |condition: &str| {
        let rows = db.query(&format!(
            "SELECT COUNT(*) FROM api_token WHERE tenant_id = '{tenant_id}'{condition}"
        ));
        let number = rows[0][0].as_deref().expect("a number");
        json!(number.parse::<u64>().expect("a number"))
    };
    vec![count(""), count(" AND (beta IS NULL OR beta = '')")]
}

fn users_are_those_who_were_created(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let users = listed(&db, &["user", "list"], "email");
    // State, superuser, memberships, invitations, keys, weak keys.
    let cast = [
        ("admin@ragflow.io", json!(["active", true, 0, 0, 2, 1])),
        ("alice", json!(["active", false, 0, 0, 7, 3])),
        ("bob", json!(["active", false, 1, 0, 3, 0])),
        ("carol", json!(["active", false, 0, 1, 2, 1])),
        ("dave", json!(["deleted", false, 0, 0, 1, 1])),
        ("erin", json!(["inactive", false, 0, 0, 1, 0])),
        ("frank", json!(["active", false, 0, 0, 1, 0])),
        ("grace", json!(["active", false, 1, 0, 1, 0])),
    ];
    let fields = [
        "state",
        "superuser",
        "memberships",
        "invitations",
        "keys",
        "weak",
    ];
    for (name, expected) in &cast {
        assert_eq!(json!(pick(&users[*name], &fields)), *expected, "{name}");
    }
    assert_eq!(users.len(), cast.len());
    assert_eq!(users["carol"]["nickname"], "王芳");
    assert_eq!(users["dave"]["nickname"], "Dave O'Neil");
    for (name, user) in &users {
        let owns = !["frank", "grace"].contains(&name.as_str());
        let owned = if owns {
            user["id"].clone()
        } else {
            Value::Null
        };
        assert_eq!(user["owned_tenant"], owned, "{name}");
        let id = user["id"].as_str().expect("an id");
        assert_eq!(
            pick(user, &["keys", "missing_beta"]),
            counted(&db, id),
            "{name}"
        );
    }
    let without_beta = listed(&db, &["user", "list", "--missing-beta"], "email");
    let expected = users.iter().filter(|(_, user)| user["missing_beta"] != 0);
    assert!(without_beta.iter().eq(expected));
}

fn tenants_are_those_of_users_members_and_keys(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let tenants = listed(&db, &["tenant", "list"], "user");
    // Owner, state, members, invitations, keys, weak keys.
    let cast = [
        (
            "admin@ragflow.io",
            json!(["admin@ragflow.io", "active", 0, 0, 2, 1]),
        ),
        ("alice", json!(["alice@example.com", "active", 2, 1, 7, 3])),
        ("bob", json!(["bob@example.com", "active", 0, 0, 3, 0])),
        ("carol", json!(["carol@example.com", "active", 0, 0, 2, 1])),
        ("dave", json!(["dave@example.com", "deleted", 0, 0, 1, 1])),
        ("erin", json!(["erin@example.com", "inactive", 0, 0, 1, 0])),
        ("frank", json!([null, "active", 0, 0, 1, 0])),
        ("grace", json!([null, "active", 0, 0, 1, 0])),
        (
            "deadbeefdeadbeefdeadbeefdeadbeef",
            json!([null, "orphan", 0, 0, 1, 0]),
        ),
    ];
    let fields = ["owner", "state", "members", "invitations", "keys", "weak"];
    for (name, expected) in &cast {
        assert_eq!(json!(pick(&tenants[*name], &fields)), *expected, "{name}");
    }
    assert_eq!(tenants.len(), cast.len());
    for tenant in tenants.values() {
        let id = tenant["id"].as_str().expect("an id");
        assert_eq!(pick(tenant, &["keys", "missing_beta"]), counted(&db, id));
    }
    // A member can be all that is left of a tenant.
    db.execute("INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status) VALUES ('m', 'nobody', 'left', 'normal', 'x', '1')");
    let left = listed(&db, &["tenant", "list", "--search", "left"], "id");
    assert_eq!(
        pick(&left["left"], &["state", "members", "keys"]),
        [json!("orphan"), json!(1), json!(0)]
    );
}

/// More than two pages; a key each for one user in three, and for tenants without a user.
fn many_users_and_tenants_are_all_listed(engine: Engine) {
    const USERS: usize = 1500;
    let db = Database::fixture(engine, "0.27");
    for table in ["api_token", "user_tenant", "tenant", "user"] {
        db.execute(&format!("DELETE FROM \"{table}\""));
    }
    let id = |number: usize| format!("{:032x}", number * 7_919 % 100_003);
    let values = |row: &dyn Fn(usize) -> String, numbers: &mut dyn Iterator<Item = usize>| {
        let rows: Vec<String> = numbers.map(row).collect();
        rows.join(", ")
    };
    let (needed_columns, needed) = match engine {
        Engine::Sqlite => ("", ""),
        _ => (", is_authenticated, is_anonymous", ", '1', '0'"),
    };
    let users = values(
        &|number| {
            let id = id(number);
            format!("('{id}', '{id}@example.com', 'n', '1', '1'{needed})")
        },
        &mut (0..USERS),
    );
    db.execute(&format!("INSERT INTO \"user\" (id, email, nickname, status, is_active{needed_columns}) VALUES {users}"));
    let owners = values(
        &|number| {
            let id = id(number);
            format!("('m{number}', '{id}', '{id}', 'owner', '{id}', '1', {number})")
        },
        &mut (0..USERS),
    );
    db.execute(&format!("INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status, create_time) VALUES {owners}"));
    let keys = values(
        &|number| format!("('{}', 'ragflow-{number}', NULL)", id(number)),
        &mut (0..2 * USERS).step_by(3),
    );
    db.execute(&format!(
        "INSERT INTO api_token (tenant_id, token, beta) VALUES {keys}"
    ));
    let users = listed(&db, &["user", "list"], "email");
    assert_eq!(users.len(), USERS);
    let with_keys = users.values().filter(|user| user["keys"] == 1);
    assert_eq!(with_keys.count(), USERS / 3);
    assert!(
        users
            .values()
            .all(|user| user["owned_tenant"] == user["id"])
    );
    let tenants = listed(&db, &["tenant", "list"], "id");
    assert_eq!(tenants.len(), USERS + USERS / 3);
    let missing = listed(&db, &["tenant", "list", "--missing-beta"], "id");
    assert_eq!(missing.len(), 2 * USERS / 3);
}

/// MySQL's collation ignores the case of ids, and so does its server of RAGFlow.
fn ids_are_found_as_the_database_compares_them(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    db.execute("UPDATE \"user\" SET id = 'FRANK' WHERE email = 'frank@example.com'");
    db.execute("UPDATE api_token SET tenant_id = 'frank' WHERE tenant_id = 'deadbeefdeadbeefdeadbeefdeadbeef'");
    let users = listed(&db, &["user", "list", "--search", "frank"], "email");
    let ignores_case = matches!(engine, Engine::Mysql | Engine::Mariadb);
    assert_eq!(users["frank"]["keys"], u64::from(ignores_case));
    let tenants = listed(&db, &["tenant", "list", "--search", "frank"], "id");
    let state = if ignores_case { "active" } else { "orphan" };
    assert_eq!(tenants["frank"]["state"], state);
}
