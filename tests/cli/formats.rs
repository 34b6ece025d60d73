//! What every format prints for the same rows.

use insta::assert_snapshot;

use crate::fixture::{ADA, BEN, File, envelope, rows, show};
use crate::sandbox::Sandbox;

const FIELDS: [&str; 9] = [
    "tenant_id",
    "token",
    "dialog_id",
    "source",
    "beta",
    "create_date",
    "create_time",
    "update_date",
    "update_time",
];

/// Two keys of the sample: bound and unbound, with and without a beta.
fn shown(format: &str) -> String {
    show(
        &Sandbox::new(),
        &[
            "-d",
            "demo:",
            "token",
            "list",
            "--tenant",
            ADA,
            "--created-before",
            "2025-09-30",
            "--mask",
            "-o",
            format,
        ],
    )
}

#[test]
fn table() {
    assert_snapshot!(shown("table"));
}

#[test]
fn json() {
    assert_snapshot!(shown("json"));
}

#[test]
fn jsonl() {
    assert_snapshot!(shown("jsonl"));
}

#[test]
fn csv() {
    assert_snapshot!(shown("csv"));
}

#[test]
fn tsv() {
    assert_snapshot!(shown("tsv"));
}

#[test]
fn machine_formats_print_the_endpoints_row_in_full() {
    let listing = ["-d", "demo:", "token", "list", "--all"];
    let run = |format: &str| Sandbox::new().run(listing.into_iter().chain(["-o", format]));
    let of_json = rows(&run("json"));
    assert_eq!(of_json.len(), 19);
    for row in &of_json {
        let object = row.as_object().expect("an object");
        let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
        let mut expected = FIELDS;
        keys.sort_unstable();
        expected.sort_unstable();
        assert_eq!(keys, expected);
    }
    let first = run("json").stdout;
    let order: Vec<usize> = FIELDS
        .iter()
        .map(|field| first.find(&format!("\"{field}\":")).expect("the field"))
        .collect();
    assert!(order.is_sorted(), "the endpoint's order: {order:?}");

    let lines = run("jsonl").stdout;
    let of_lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    assert_eq!(of_lines, of_json);

    // In the sample only the empty text needs quotes: NULL is an empty field.
    for (format, separator) in [("csv", ','), ("tsv", '\t')] {
        let text = run(format).stdout;
        let mut records = text
            .lines()
            .map(|line| line.split(separator).collect::<Vec<_>>());
        assert_eq!(records.next().expect("a header"), FIELDS);
        for (record, row) in records.zip(&of_json) {
            for (value, field) in record.iter().zip(FIELDS) {
                let expected = match &row[field] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) if text.is_empty() => "\"\"".to_owned(),
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(*value, expected, "{format} {field}");
            }
        }
    }
}

#[test]
fn machine_formats_print_text_unchanged() {
    let strange = "a,\"b\"\n\t\\\r\u{1b}[31m\u{202e}'é王";
    let file = File::demo();
    file.execute(&format!(
        "UPDATE api_token SET source = 'a,\"b\"' || char(10, 9, 92, 13, 27) || '[31m' || \
         char(0x202e) || '''é王' WHERE tenant_id = '{BEN}'"
    ));
    let args = [
        "token",
        "list",
        "--tenant",
        BEN,
        "--limit",
        "1",
        "--fields",
        "source,user",
    ];
    let run = |format: &str| file.run(args.into_iter().chain(["-o", format]));
    assert_eq!(rows(&run("json"))[0]["source"], strange);
    let line = run("jsonl").stdout;
    let object: serde_json::Value = serde_json::from_str(&line).expect("an object");
    assert_eq!(object["source"], strange);
    assert_eq!(
        run("csv").stdout,
        format!(
            "source,user\n\"{}\",ben@example.com\n",
            strange.replace('"', "\"\"")
        )
    );
    assert_eq!(
        run("tsv").stdout,
        "source\tuser\na,\"b\"\\n\\t\\\\\\r\u{1b}[31m\u{202e}'é王\tben@example.com\n"
    );
    assert_snapshot!(file.show(&args));
}

#[test]
fn fields_are_printed_in_the_given_order_in_every_format() {
    for (format, expected) in [
        ("csv", "form,id\nmodern,9e4442bb6409\n"),
        ("tsv", "form\tid\nmodern\t9e4442bb6409\n"),
        ("jsonl", "{\"form\":\"modern\",\"id\":\"9e4442bb6409\"}\n"),
        ("table", "form    id\nmodern  9e4442bb6409\n"),
        (
            "json",
            "{\"code\":0,\"message\":\"\",\"data\":[{\"form\":\"modern\",\"id\":\"9e4442bb6409\"}]}\n",
        ),
    ] {
        let ran = Sandbox::new().run([
            "-d",
            "demo:",
            "token",
            "list",
            "--tenant",
            BEN,
            "--reverse",
            "--limit",
            "1",
            "--fields",
            "form,id",
            "-o",
            format,
        ]);
        assert_eq!(ran.stdout, expected);
    }
}

#[test]
fn json_has_a_short_name() {
    let listing = ["-d", "demo:", "token", "list", "--all"];
    let run = |args: &[&str]| {
        Sandbox::new()
            .run(listing.iter().chain(args).copied())
            .stdout
    };
    let json = run(&["-o", "json"]);
    for same in [vec!["--json"], vec!["-ojson"], vec!["--output=json"]] {
        assert!(run(&same) == json, "{same:?}");
    }
}

#[test]
fn a_failure_is_an_envelope_in_json_and_a_last_line_in_json_lines() {
    let unknown = ["-d", "demo:", "token", "list", "-u", "nobody", "-o"];
    for format in ["json", "jsonl"] {
        let ran = Sandbox::new().run(unknown.into_iter().chain([format]));
        assert_eq!(ran.status, 3);
        let envelope = envelope(&ran);
        assert_eq!(
            (&envelope["code"], &envelope["data"]),
            (&404.into(), &false.into())
        );
        let message = envelope["message"].as_str().expect("a message");
        let first = ran.stderr.lines().next().expect("a line for the cron mail");
        assert_eq!(first, format!("error: {message}"));
    }
    for format in ["table", "csv", "tsv"] {
        let ran = Sandbox::new().run(unknown.into_iter().chain([format]));
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{format}");
    }
}

#[test]
fn output_that_fails_midway_never_looks_complete() {
    // More rows than any buffer holds, and the last one cannot be read.
    let file = File::demo_after(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         INSERT INTO api_token (tenant_id, token) SELECT 'a', 'ragflow-' || i FROM n;
         UPDATE api_token SET create_time = X'00' WHERE token LIKE 'ragflow-s-TV%'",
    );
    let run = |format: &str| file.run(["token", "list", "--all", "-o", format]);
    let json = run("json");
    assert_eq!(json.status, 6);
    assert!(json.stdout.len() > 100_000, "the rows before it are out");
    serde_json::from_str::<serde_json::Value>(&json.stdout).expect_err("left unterminated");
    let lines = run("jsonl");
    assert_eq!(lines.status, 6);
    let last = lines.stdout.lines().last().expect("a last line");
    let last: serde_json::Value = serde_json::from_str(last).expect("an envelope");
    assert_eq!((&last["code"], &last["data"]), (&500.into(), &false.into()));
    for format in ["csv", "tsv"] {
        let ran = run(format);
        assert_eq!(ran.status, 6);
        assert!(ran.stdout.lines().count() > 3000 && !ran.stdout.contains("code"));
        assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    }
}

#[test]
fn output_that_fails_at_the_start_is_an_envelope() {
    let file =
        File::demo_after("UPDATE api_token SET create_time = X'00' WHERE tenant_id LIKE 'c380%'");
    let ran = file.run(["token", "list", "--all", "-o", "json"]);
    assert_eq!(ran.status, 6);
    let envelope = envelope(&ran);
    assert_eq!(
        (&envelope["code"], &envelope["data"]),
        (&500.into(), &false.into())
    );
}

/// What `xargs`, `while read` and `$(…)` need.
#[test]
fn bare_values_are_one_per_line() {
    let file = File::demo();
    let list = |args: &[&str]| {
        let list = ["token", "list", "-u", ADA, "--no-backfill", "--limit", "2"];
        let ran = file.run(list.iter().chain(args).copied());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        ran.stdout
    };
    assert_eq!(list(&["-o", "ids"]), "21b609e347c3\neaed714b9ac0\n");
    assert_eq!(list(&["--field", "id"]), list(&["-o", "ids"]));
    assert_eq!(list(&["--format", "ids"]), list(&["-o", "ids"]));
    assert_eq!(list(&["--field", "dialog_id"]).lines().next(), Some(""));
    assert!(list(&["--field", "token"]).starts_with("ragflow-"));
    assert_eq!(
        list(&["--field", "token", "--mask"]),
        "ragflow-…\nragflow-…\n"
    );
    let rotated = file.run(["token", "rotate", "7c82c4c66475", "--yes", "-o", "ids"]);
    assert_eq!(rotated.stdout.trim_end().len(), 12, "{}", rotated.stdout);
}

#[test]
fn a_header_can_be_left_out() {
    let file = File::demo();
    for format in ["table", "wide", "csv", "tsv"] {
        let list = ["token", "list", "--all", "-o", format];
        let with = file.run(list).stdout;
        let without = file
            .run(list.iter().chain(&["--no-headers"]).copied())
            .stdout;
        assert_eq!(without.lines().count(), 19, "{format}");
        assert_eq!(with.lines().count(), 20, "{format}");
        assert!(
            without.starts_with(|c: char| c.is_ascii_hexdigit()),
            "{without}"
        );
    }
}

#[test]
fn bare_values_of_nothing_are_usage_errors() {
    let file = File::demo();
    for args in [
        &["db", "check", "-o", "ids"][..],
        &["token", "list", "--all", "--field", "nonsense"],
        &["token", "list", "--all", "--field", "id", "--json"],
        &["token", "list", "--all", "--field", "id", "--fields", "id"],
    ] {
        let ran = file.run(args.iter().copied());
        assert_eq!(ran.status, 2, "{args:?}: {}", ran.stderr);
    }
}
