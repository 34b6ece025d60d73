//! `token import`

use insta::assert_snapshot;

use crate::fixture::{ADA, File};
use crate::sandbox::Sandbox;

const HEADER: &str =
    "tenant_id,token,dialog_id,source,beta,create_date,create_time,update_date,update_time\n";

fn row(tenant: &str, token: &str) -> String {
    format!("{tenant},{token},,,,2026-02-01T09:00:00,7,,\n")
}

#[test]
fn errors_name_the_line_and_nothing_is_imported() {
    let file = File::demo();
    let before = file.state();
    let ada = row(ADA, "ragflow-one");
    let cases = [
        ("truncated", format!("{HEADER}{}", ada.trim_end())),
        ("repeated", format!("{HEADER}{ada}{ada}")),
        (
            "unknown_tenant",
            format!("{HEADER}{ada}{}", row("nobody", "ragflow-two")),
        ),
        (
            "too_long",
            format!("{HEADER}{}", row(ADA, &"x".repeat(256))),
        ),
        ("masked", format!("{HEADER}{}", row(ADA, "ragflow-abcd…"))),
        (
            "wrong_type",
            format!("{HEADER}{}", ada.replace(",7,", ",soon,")),
        ),
        (
            "truncated_json",
            "{\"code\":0,\"message\":\"\",\"data\":[".to_owned(),
        ),
        ("empty", String::new()),
    ];
    for (name, text) in cases {
        let sandbox = Sandbox::new();
        let path = sandbox.file("rows", &text).display().to_string();
        let args = ["token", "import", &path, "--yes"];
        assert_snapshot!(name, file.show_in(&sandbox, &args));
        assert!(file.state() == before, "{name} wrote");
    }
    let ran = file.run(["token", "import", "/nowhere", "--yes"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
}

#[test]
fn rows_from_stdin_need_confirmation() {
    let file = File::demo();
    let before = file.state();
    let text = format!(
        "{HEADER}{}{}",
        row(ADA, "ragflow-one"),
        row("nobody", "ragflow-two")
    );
    let sandbox = Sandbox::new().typing(&text, "");
    let args = ["token", "import", "-", "--include-orphans"];
    let with = |more: &[&'static str]| -> Vec<&str> { args.iter().chain(more).copied().collect() };
    assert_snapshot!("dry_run", file.show_in(&sandbox, &with(&["--dry-run"])));
    assert_eq!(
        file.run_in(&sandbox, with(&[])).status,
        4,
        "nobody can answer"
    );
    assert_eq!(
        file.run_in(&sandbox, with(&["--yes", "--expect", "3"]))
            .status,
        4
    );
    assert!(file.state() == before);
    assert_snapshot!("added", file.show_in(&sandbox, &with(&["--yes"])));
    assert_eq!(file.number("SELECT COUNT(*) FROM api_token"), 21);
    assert_snapshot!("already_there", file.show_in(&sandbox, &with(&["--yes"])));
}

#[test]
fn the_old_rows_of_rotated_pairs_are_imported() {
    let file = File::demo();
    let before = file.query("SELECT * FROM api_token ORDER BY tenant_id, token");
    let sandbox = Sandbox::new();
    for format in ["json", "csv"] {
        let args = ["token", "rotate", "7c82c4c66475", "--yes", "-o", format];
        let ran = file.run(args);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let path = sandbox.file("pairs", &ran.stdout).display().to_string();
        assert_eq!(file.run(["token", "import", &path, "--yes"]).status, 0);
        file.execute("DELETE FROM api_token WHERE create_time > 1790000000000");
        assert_eq!(
            file.query("SELECT * FROM api_token ORDER BY tenant_id, token"),
            before
        );
    }
}

#[test]
fn our_own_output_is_a_no_op_in_every_format() {
    let file = File::demo_after(
        "UPDATE api_token SET dialog_id = '', source = NULL WHERE token LIKE 'ragflow-TE78%';
         UPDATE api_token SET dialog_id = 'NULL', beta = '\\N' WHERE token LIKE 'ragflow-FloK%';
         UPDATE api_token SET beta = '\"q\" ,;' WHERE token LIKE 'ragflow-1A9F%';",
    );
    let before = file.state();
    let sandbox = Sandbox::new();
    for format in ["json", "jsonl", "csv", "tsv"] {
        let listed = file.run(["token", "list", "--all", "-q", "-o", format]);
        let path = sandbox.file("rows", &listed.stdout).display().to_string();
        let args = [
            "token",
            "import",
            &path,
            "--yes",
            "--include-orphans",
            "--json",
        ];
        let ran = file.run(args);
        assert_eq!(ran.status, 0, "{format}: {}", ran.stderr);
        assert!(
            ran.stdout.contains("\"added\":0,\"same\":19"),
            "{}",
            ran.stdout
        );
        assert!(file.state() == before, "{format}");
    }
}

#[test]
fn unusual_values_are_warned_of_and_blanks_in_keys_refused() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let mut text = format!("{HEADER}{ADA},hello,,shop,secret,2026-02-01T09:00:00,7,,\n");
    for number in 1..6 {
        text.push_str(&row(ADA, &format!("key{number}")));
    }
    let path = sandbox.file("rows", &text).display().to_string();
    let args = ["token", "import", &path, "--dry-run"];
    assert_snapshot!("unusual", file.show_in(&sandbox, &args));
    let text = format!("{HEADER}{}", row(ADA, "ragflow-one "));
    let path = sandbox.file("rows", &text).display().to_string();
    let args = ["token", "import", &path, "--yes"];
    assert_snapshot!("blank", file.show_in(&sandbox, &args));
}

#[test]
fn what_a_database_client_prints_for_null_is_null() {
    let file = File::demo();
    let sandbox = Sandbox::new();
    let header = HEADER.replace(',', "\t");
    let row = format!("{ADA}\tragflow-one\tNULL\tNULL\t\\N\t2026-02-01 09:00:00\t7\tNULL\tNULL\n");
    let path = sandbox.file("rows", &(header + &row)).display().to_string();
    assert_eq!(file.run(["token", "import", &path, "--yes"]).status, 0);
    let sql = "SELECT dialog_id, source, beta, update_date FROM api_token \
               WHERE token = 'ragflow-one'";
    assert_eq!(file.query(sql), [vec![None; 4]]);
}
