//! `user show` and `tenant show`

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::fixture::{ADA, AGENT, BEN, FAY, File, ORPHAN, rows, show};
use crate::sandbox::Sandbox;

fn demo(args: &[&str]) -> String {
    show(&Sandbox::new(), &[&["-d", "demo:"], args].concat())
}

fn demo_at(width: u16, args: &[&str]) -> String {
    let terminal = Sandbox::new().terminal(width).var("NO_COLOR", "1");
    show(&terminal, &[&["-d", "demo:"], args].concat())
}

/// The rows of a kind.
fn of_kind(file: &File, args: &[&str], kind: &str) -> Vec<Value> {
    let ran = file.run([args, &["--json"]].concat());
    let mut found = rows(&ran);
    found.retain(|row| row["access"] == kind);
    found
}

/// The only row of a kind that a user has.
fn only(file: &File, user: &str, kind: &str) -> Value {
    let mut found = of_kind(file, &["user", "show", user], kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_user_with_everything_in_a_pipe() {
    assert_snapshot!(demo(&["user", "show", "ada@example.com"]));
}

#[test]
fn a_member_with_a_single_sign_on_at_80_columns() {
    assert_snapshot!(demo_at(80, &["user", "show", "ben@example.com"]));
}

#[test]
fn a_member_with_a_single_sign_on_at_160_columns() {
    assert_snapshot!(demo_at(160, &["user", "show", "ben@example.com"]));
}

#[test]
fn a_deleted_user_as_csv() {
    assert_snapshot!(demo(&["user", "show", "dora@example.com", "-o", "csv"]));
}

#[test]
fn an_administrator_as_json() {
    assert_snapshot!(demo(&["user", "show", "admin@example.com", "--json"]));
}

#[test]
fn a_tenant_in_a_pipe() {
    assert_snapshot!(demo(&["tenant", "show", ADA]));
}

#[test]
fn an_orphaned_tenant_in_a_pipe() {
    assert_snapshot!(demo(&["tenant", "show", ORPHAN]));
}

#[test]
fn unknown_users_and_tenants_are_not_found() {
    assert_snapshot!(demo(&["user", "show", "nobody@example.com"]));
    assert_snapshot!(demo(&["tenant", "show", "nothing"]));
    let ran = Sandbox::new().run(["-d", "demo:", "user", "show", " "]);
    assert_eq!(ran.status, 2);
}

#[test]
fn a_tenant_that_only_a_user_knows_is_found() {
    let file = File::demo_after(&format!("DELETE FROM api_token WHERE tenant_id = '{FAY}'"));
    let ran = file.run(["tenant", "show", FAY, "--json"]);
    let found = rows(&ran);
    assert_eq!((found.len(), &found[0]["access"]), (1, &json!("tenant")));
}

#[test]
fn several_users_with_an_address_are_a_conflict() {
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET email = 'ADA@example.com' WHERE id = '{BEN}';
         UPDATE \"user\" SET email = 'Ada@example.com' WHERE id = '{ADA}'"
    ));
    let ran = file.run(["user", "show", "ada@example.com"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains(&format!("give a user ID: {BEN} (")),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_session_lives_until_it_is_ended() {
    let session = |token: &str| {
        let file = File::demo_after(&format!(
            "UPDATE \"user\" SET access_token = {token} WHERE id = '{ADA}'"
        ));
        let row = only(&file, "ada@example.com", "session");
        let is_closed = row["close"].is_null();
        assert_eq!(row["open"] == "no", is_closed, "{row}");
        (row["state"].clone(), row["open"].clone())
    };
    let closed = |state: &str| (json!(state), json!("no"));
    assert_eq!(session("NULL"), closed("never signed in"));
    assert_eq!(session("' '"), closed("never signed in"));
    assert_eq!(
        session("'INVALID_0123456789abcdef0123456789abcdef'"),
        closed("ended")
    );
    assert_eq!(session("'short'"), closed("unusable access token"));
    assert_eq!(
        session("'0123456789abcdef0123456789abcdef'"),
        (json!("signed in"), json!("yes"))
    );
}

#[test]
fn keys_live_on_after_the_account_is_deactivated() {
    let file = File::demo();
    let user = "emil@example.com";
    assert_eq!(only(&file, user, "account")["open"], "no");
    assert_eq!(only(&file, user, "login")["open"], "no");
    for kind in ["key", "beta"] {
        let row = only(&file, user, kind);
        assert_eq!(row["open"], "yes", "{row}");
        assert!(
            row["close"]
                .as_str()
                .is_some_and(|close| close.contains(" -d sqlite:"))
        );
    }
}

#[test]
fn the_verdicts_are_those_of_explain() {
    let file = File::demo();
    let row = only(&file, "dora@example.com", "key");
    assert_eq!(row["open"], "mixed");
    assert_eq!(row["closed_in"], "0.25 (in part), 0.26 and later");
    assert_eq!(row["why"], "owner is deleted");
    // A beta works before its owner has ever signed in, a key does not.
    file.execute("UPDATE \"user\" SET access_token = NULL WHERE email = 'emil@example.com'");
    let row = only(&file, "emil@example.com", "key");
    assert_eq!(row["closed_in"], "0.25 (in part), 0.26 and later, 0.27 Go");
    let row = only(&file, "emil@example.com", "beta");
    assert_eq!(row["closed_in"], "0.27 Go");
}

#[test]
fn without_betas_nothing_embedded_is_open_except_chats_in_old_versions() {
    let file = File::demo_after(&format!(
        "UPDATE api_token SET beta = NULL WHERE tenant_id = '{ADA}'"
    ));
    let args = ["tenant", "show", ADA];
    for kind in ["agent", "search"] {
        let row = &of_kind(&file, &args, kind)[0];
        assert_eq!(
            (&row["open"], &row["state"]),
            (&json!("no"), &json!("no betas"))
        );
        assert_eq!(row["close"], Value::Null);
    }
    let row = &of_kind(&file, &args, "chat")[0];
    assert_eq!(row["open"], "mixed");
    assert_eq!(row["closed_in"], "0.25 (in part), 0.26 and later, 0.27 Go");
}

#[test]
fn a_deleted_chat_is_closed_in_new_versions() {
    let file = File::demo_after("UPDATE dialog SET status = '0'");
    let row = &of_kind(&file, &["tenant", "show", ADA], "chat")[0];
    assert_eq!(row["state"], "deleted (status is not '1')");
    assert_eq!(row["open"], "mixed");
}

#[test]
fn webhooks_with_authentication_are_not_listed() {
    let webhooks = |params: &str, category: &str| {
        let dsl = format!(
            r#"{{"components": {{"begin": {{"obj": {{"component_name": "Begin", "params": {params}}}}}}}}}"#
        );
        let file = File::demo_after(&format!(
            "UPDATE user_canvas SET dsl = '{dsl}', canvas_category = '{category}' WHERE id = '{AGENT}'"
        ));
        let found = of_kind(&file, &["tenant", "show", ADA], "webhook");
        let open = found.iter().map(|row| row["open"].clone());
        open.collect::<Vec<Value>>()
    };
    let agent = "agent_canvas";
    let token = r#"{"mode": "Webhook", "security": {"auth_type": "token"}}"#;
    let none = r#"{"mode": "Webhook"}"#;
    let anonymous =
        r#"{"mode": "Webhook", "security": {"auth_type": "none", "allow_anonymous": true}}"#;
    assert_eq!(webhooks(token, agent), [] as [Value; 0]);
    assert_eq!(
        webhooks(r#"{"mode": "conversational"}"#, agent),
        [] as [Value; 0]
    );
    assert_eq!(webhooks(none, agent), ["mixed"]);
    assert_eq!(webhooks(anonymous, agent), ["mixed"]);
    assert_eq!(webhooks(none, "dataflow_canvas"), [] as [Value; 0]);
    let file = File::demo_after("UPDATE user_canvas SET dsl = '{\"Webhook\"'");
    let row = &of_kind(&file, &["tenant", "show", ADA], "webhook")[0];
    assert_eq!(
        (&row["open"], &row["state"]),
        (&json!("unknown"), &json!("not checked: dsl is not JSON"))
    );
}

#[test]
fn bots_that_are_switched_off_are_closed() {
    let file = File::demo_after("UPDATE chat_channel SET status = '0', name = NULL");
    let row = only(&file, "ada@example.com", "bot");
    assert_eq!((&row["open"], &row["close"]), (&json!("no"), &Value::Null));
    file.execute("DROP TABLE chat_channel");
    let found = of_kind(&file, &["user", "show", "ada@example.com"], "bot");
    assert!(found.is_empty(), "there are none before 0.27");
}

#[test]
fn tables_and_columns_may_be_missing() {
    let file = File::demo_after(
        "DROP TABLE search; DROP TABLE dialog; DROP TABLE tenant;
         ALTER TABLE user_canvas DROP COLUMN dsl;
         ALTER TABLE \"user\" DROP COLUMN is_superuser;
         ALTER TABLE \"user\" DROP COLUMN login_channel;
         ALTER TABLE \"user\" DROP COLUMN last_login_time",
    );
    let ran = file.run(["user", "show", "ada@example.com", "--json"]);
    let not_checked: Vec<String> = rows(&ran)
        .iter()
        .filter(|row| row["open"] == "unknown")
        .map(|row| format!("{}: {}", row["access"], row["state"]).replace('"', ""))
        .collect();
    assert_eq!(
        not_checked,
        [
            "login: not checked: no column user.login_channel in this database",
            "superuser: not checked: no column user.is_superuser in this database",
            "chat: not checked: no table dialog in this database",
            "search: not checked: no table search in this database",
            "webhook: not checked: no column user_canvas.dsl in this database",
        ]
    );
}

#[test]
fn everything_of_several_owned_tenants_is_listed() {
    let file = File::demo_after(&format!(
        "INSERT INTO user_tenant (id, user_id, tenant_id, role, invited_by, status, create_time)
         VALUES ('late', '{ADA}', 'second', 'owner', 'x', '1', NULL),
                ('again', '{ADA}', 'second', 'owner', 'x', '1', NULL);
         INSERT INTO api_token (tenant_id, token) VALUES ('second', 'ragflow-second')"
    ));
    let args = ["user", "show", "ada@example.com"];
    let tenants = of_kind(&file, &args, "tenant");
    let ids: Vec<&Value> = tenants.iter().map(|row| &row["object_id"]).collect();
    assert_eq!(ids, [ADA, "second"]);
    assert_eq!(of_kind(&file, &args, "key").len(), 8);
}

/// What `token delete` reads.
#[test]
fn the_format_of_bare_ids_has_each_key_once() {
    let ran = Sandbox::new().run([
        "-d",
        "demo:",
        "user",
        "show",
        "ada@example.com",
        "-o",
        "ids",
    ]);
    assert_eq!(ran.stdout.lines().count(), 7, "{}", ran.stdout);
    assert!(ran.stdout.lines().all(|line| line.len() == 12));
}

/// The other rows are listed, and the run fails at the end.
#[test]
fn a_key_that_cannot_be_read_is_named() {
    let file = File::demo_after(&format!(
        "UPDATE api_token SET create_time = 'soon' WHERE tenant_id = '{BEN}' AND beta IS NULL"
    ));
    let ran = file.run(["user", "show", "ben@example.com"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("cannot read 1 key"), "{}", ran.stderr);
    assert!(ran.stdout.contains("Ben's helper"), "{}", ran.stdout);
}

#[test]
fn no_secret_is_printed_in_any_format() {
    for command in [["user", "show", "ada@example.com"], ["tenant", "show", ADA]] {
        for format in ["table", "wide", "json", "jsonl", "csv", "tsv", "ids"] {
            let shown = demo(&[&command[..], &["-o", format, "--reveal"]].concat());
            let shown = shown.replace("(ragflow-cli: ALTER", "");
            for secret in ["ragflow-", "demo-6628", "sAt-Qjis"] {
                assert!(!shown.contains(secret), "{format}: {shown}");
            }
        }
    }
}
