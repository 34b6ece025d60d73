//! `token show`

use insta::assert_snapshot;

use crate::fixture::{File, envelope, show};
use crate::sandbox::Sandbox;

fn show_demo_key(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "show"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

/// One field of what `token show` prints for a key.
fn field(file: &File, id: &str, field: &str) -> serde_json::Value {
    let ran = file.run(["token", "show", id, "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    envelope(&ran)["data"][field].clone()
}

#[test]
fn a_valid_key() {
    assert_snapshot!(show_demo_key(&Sandbox::new(), &["7c82c4c66475"]));
}

#[test]
fn a_guessable_key_bound_to_an_agent() {
    let terminal = Sandbox::new().terminal(80).var("NO_COLOR", "1");
    assert_snapshot!(show_demo_key(&terminal, &["481ce804d516"]));
}

#[test]
fn a_key_shared_with_another_tenant_in_json() {
    let args = ["23a1d3c70e0b", "--user", "ada@example.com", "--json"];
    assert_snapshot!(show_demo_key(&Sandbox::new(), &args));
}

#[test]
fn an_orphan() {
    assert_snapshot!(show_demo_key(
        &Sandbox::new().piping("ragflow-xU1995lZe4Xvex5_gKHzeRId_vYRPuGSMP3tZddicxM\n"),
        &["-", "--fields", "id,user,findings"]
    ));
}

#[test]
fn no_secret_is_printed_in_any_format() {
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        let shown = show_demo_key(&Sandbox::new(), &["7c82c4c66475", "--reveal", "-o", format]);
        for secret in ["FloKsEW9", "sAt-Qjis"] {
            assert!(!shown.contains(secret), "{format}: {shown}");
        }
    }
}

#[test]
fn missing_bindings_differ_from_unreadable_ones() {
    let file = File::demo();
    assert_eq!(field(&file, "eaed714b9ac0", "binding_name"), "Support desk");
    file.execute("DELETE FROM dialog");
    assert_eq!(field(&file, "eaed714b9ac0", "binding"), "gone");
    let findings = field(&file, "eaed714b9ac0", "findings");
    let expected = ["guessable-key", "missing-beta", "dialog-gone"];
    assert_eq!(findings, serde_json::json!(expected));
    file.execute("DROP TABLE dialog");
    assert_eq!(field(&file, "eaed714b9ac0", "binding"), "unknown");
    let ran = file.run(["token", "show", "eaed714b9ac0"]);
    assert!(ran.stderr.contains(
        "could not look up what the key is bound to: the column dialog.name does not exist"
    ));
    assert_eq!(
        field(&file, "7c82c4c66475", "binding"),
        serde_json::Value::Null
    );
}

#[test]
fn an_account_is_active_inactive_or_deleted() {
    let file = File::demo();
    let status = |file: &File| field(file, "7c82c4c66475", "user_status");
    assert_eq!(status(&file), "active");
    file.execute("UPDATE \"user\" SET is_active = '0'");
    assert_eq!(status(&file), "inactive");
    file.execute("UPDATE \"user\" SET status = '0'");
    assert_eq!(status(&file), "deleted");
}

#[test]
fn nothing_is_written() {
    let file = File::demo();
    let before = file.state();
    let ran = file.run(["token", "show", "740da5d9993f", "--read-only"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(file.state(), before, "the missing beta stays missing");
}

/// The age would not fit into 64 bits.
#[test]
fn impossible_times_have_an_age_nevertheless() {
    for time in [i64::MIN, i64::MAX] {
        let file = File::demo_after(&format!("UPDATE api_token SET create_time = {time}"));
        let age = field(&file, "7c82c4", "age_days");
        assert!(age.is_i64(), "{time}: {age}");
    }
}
