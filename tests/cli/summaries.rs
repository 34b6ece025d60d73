//! `user list` and `tenant list`

use insta::assert_snapshot;

use crate::fixture::{ADA, BEN, CHEN, FAY, File, ORPHAN, column, envelope, rows, show};
use crate::sandbox::Sandbox;

fn demo(args: &[&str]) -> String {
    show(&Sandbox::new(), &[&["-d", "demo:"], args].concat())
}

fn demo_at(width: u16, args: &[&str]) -> String {
    let terminal = Sandbox::new().terminal(width).var("NO_COLOR", "1");
    show(&terminal, &[&["-d", "demo:"], args].concat())
}

#[test]
fn users_at_80_columns() {
    assert_snapshot!(demo_at(80, &["user", "list"]));
}

#[test]
fn users_in_a_pipe() {
    assert_snapshot!(demo(&["user", "ls"]));
}

#[test]
fn users_as_csv() {
    assert_snapshot!(demo(&["user", "list", "-o", "csv"]));
}

#[test]
fn tenants_at_80_columns() {
    assert_snapshot!(demo_at(80, &["tenant", "list"]));
}

#[test]
fn tenants_in_a_pipe() {
    assert_snapshot!(demo(&["tenant", "ls"]));
}

#[test]
fn tenants_as_csv() {
    assert_snapshot!(demo(&["tenant", "list", "-o", "csv"]));
}

#[test]
fn one_user_as_json_has_every_field() {
    assert_snapshot!(demo(&["user", "list", "--search", "EMIL", "--json"]));
}

#[test]
fn nobody_is_found() {
    assert_snapshot!(demo(&["user", "list", "--search", "nobody"]));
    let ran = Sandbox::new().run(["-d", "demo:", "tenant", "list", "--without-keys", "--json"]);
    assert!(rows(&ran).is_empty());
}

#[test]
fn conditions_select_users_and_tenants() {
    let select = |args: &[&str]| {
        let all: Vec<&str> = ["-d", "demo:"].iter().chain(args).copied().collect();
        let ran = Sandbox::new().run(all);
        let ids: Vec<String> = column(&ran).into_iter().map(str::to_owned).collect();
        ids
    };
    let tsv = ["-o", "tsv", "--fields"];
    let users = |args: &[&str]| select(&[&["user", "list"], args, &tsv, &["email"]].concat());
    let tenants = |args: &[&str]| select(&[&["tenant", "list"], args, &tsv, &["id"]].concat());
    assert_eq!(
        users(&["--weak", "--missing-beta"]),
        ["ada@example.com", "chen@example.com"]
    );
    assert_eq!(users(&["--search", "陈小明"]), ["chen@example.com"]);
    assert_eq!(users(&["--search", &ADA[3..9]]), ["ada@example.com"]);
    assert_eq!(users(&["--limit", "2"]).len(), 2);
    assert_eq!(tenants(&["--missing-beta"]), [BEN, ADA, CHEN, FAY]);
    assert_eq!(tenants(&["--search", "kingdom", "--weak"]).len(), 3);
    assert_eq!(tenants(&["--search", ORPHAN]), [ORPHAN]);
}

#[test]
fn users_without_keys_are_those_to_whom_no_key_was_given() {
    let file = File::demo_after(&format!("DELETE FROM api_token WHERE tenant_id = '{ADA}'"));
    let ran = file.run(["user", "list", "--without-keys", "--field", "email"]);
    assert_eq!(ran.stdout, "ada@example.com\n");
    let ran = file.run(["tenant", "list", "--without-keys", "--json"]);
    let row = &rows(&ran)[0];
    assert_eq!(row["id"], ADA);
    assert_eq!(row["oldest_key_time"], serde_json::Value::Null);
}

/// The keys of an owned tenant count also where its id is not that of the user.
#[test]
fn a_tenant_with_an_id_of_its_own_counts_for_its_oldest_owner() {
    let file = File::demo_after(&format!(
        "UPDATE user_tenant SET tenant_id = 'team' WHERE user_id = '{ADA}';
         UPDATE api_token SET tenant_id = 'team' WHERE tenant_id = '{ADA}';
         INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status, create_time)
         VALUES ('late', '{ADA}', 'second', 'owner', 'x', '1', NULL)"
    ));
    let ran = file.run(["user", "list", "--search", "ada@", "--json"]);
    let row = &rows(&ran)[0];
    assert_eq!(
        (&row["owned_tenant"], &row["keys"]),
        (&"team".into(), &7.into())
    );
    let ran = file.run(["tenant", "list", "--search", "team", "--json"]);
    let row = &rows(&ran)[0];
    assert_eq!(row["owner"], "ada@example.com");
    assert_eq!(row["state"], "orphan");
    assert_eq!(row["keys"], 7);
}

#[test]
fn tables_and_columns_may_be_missing() {
    let file = File::demo_after("DROP TABLE tenant; ALTER TABLE \"user\" DROP COLUMN is_superuser");
    let ran = file.run(["user", "list", "--json"]);
    assert!(rows(&ran).iter().all(|row| row["superuser"].is_null()));
    let ran = file.run(["tenant", "list", "--json"]);
    let found = rows(&ran);
    assert_eq!(found.len(), 9);
    assert!(found.iter().all(|row| row["name"].is_null()));
}

/// The rows are listed, and the run fails at the end.
#[test]
fn a_key_that_cannot_be_read_is_named() {
    let file = File::demo_after(&format!(
        "UPDATE api_token SET create_time = 'soon' WHERE tenant_id = '{BEN}' AND beta IS NULL"
    ));
    assert_snapshot!(file.show(&["user", "list", "--search", "ben@"]));
    let ran = file.run(["tenant", "list", "--json"]);
    assert_eq!(ran.status, 1);
    assert_eq!(envelope(&ran)["code"], 500);
}

#[test]
fn no_secret_is_printed_in_any_format() {
    for command in ["user", "tenant"] {
        for format in ["table", "wide", "json", "jsonl", "csv", "tsv", "ids"] {
            let shown = demo(&[command, "list", "-o", format, "--reveal"]);
            for secret in ["ragflow-", "demo-6628", "sAt-Qjis"] {
                assert!(!shown.contains(secret), "{format}: {shown}");
            }
        }
    }
}
