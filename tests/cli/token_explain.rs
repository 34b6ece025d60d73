//! `token explain`

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{ADA, DIALOG, FOREIGN_DIALOG, File, envelope, show};
use crate::sandbox::{Finished, Sandbox};

const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
const DORAS: &str = "ragflow-U0ZjhjMGUxODZmODExZjA4MTAwMDI0Mm";
const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

fn explain(stdin: &str, args: &[&str]) -> Finished {
    let all = ["-d", "demo:", "token", "explain", "-"].iter().chain(args);
    Sandbox::new().piping(stdin).run(all.copied())
}

/// The verdicts of one use, from the oldest generation on.
fn verdicts(ran: &Finished, purpose: &str) -> Vec<String> {
    let envelope = envelope(ran);
    let rows = envelope["data"].as_array().expect("rows").iter();
    rows.filter(|row| row["use"] == purpose)
        .map(|row| row["verdict"].as_str().expect("a verdict").to_owned())
        .collect()
}

fn shown(sandbox: &Sandbox, args: &[&str]) -> String {
    let all: Vec<&str> = ["-d", "demo:", "token", "explain", "-"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    show(sandbox, &all)
}

#[test]
fn a_valid_key_at_80_columns() {
    let terminal = Sandbox::new().terminal(80).var("NO_COLOR", "1").piping(KEY);
    assert_snapshot!(shown(&terminal, &[]));
}

#[test]
fn a_valid_key_in_a_pipe() {
    assert_snapshot!(shown(&Sandbox::new().piping(KEY), &[]));
}

#[test]
fn a_valid_key_in_json_has_every_field() {
    assert_snapshot!(shown(&Sandbox::new().piping(KEY), &["--json"]));
}

#[test]
fn an_id_is_not_taken_for_a_secret() {
    let ran = Sandbox::new().run(["-d", "demo:", "token", "explain", "7c82c4c66475"]);
    assert_eq!(ran.status, 3);
    assert!(
        !ran.stderr.contains("secret on the command line"),
        "{}",
        ran.stderr
    );
    let hint = "if it is the ID of a key: ragflowctl -d demo: token show ID";
    assert!(ran.stderr.contains(hint), "{}", ran.stderr);
}

#[test]
fn a_deleted_owners_key() {
    assert_snapshot!(shown(&Sandbox::new().piping(DORAS), &[]));
}

#[test]
fn a_beta() {
    assert_snapshot!(shown(&Sandbox::new().piping(BETA), &[]));
}

#[test]
fn unknown_strings() {
    let mut said = String::new();
    for stdin in [
        "",
        "\n",
        "   ",
        "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
        "sk-ant-api03-abc",
        "edfb6c3e-f5d3-0fbe-73f5-298faa202ff1",
        &KEY.to_uppercase(),
        // Ada's session.
        "demo-66289c667a0aa6b489a77b9eb2242b71",
    ] {
        let ran = explain(stdin, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{stdin:?}");
        assert!(
            stdin.trim().is_empty() || !ran.stderr.contains(stdin),
            "{}",
            ran.stderr
        );
        said.push_str(&ran.stderr);
        let json = explain(stdin, &["--json"]);
        assert_eq!(envelope(&json)["code"], 404, "{stdin:?}");
    }
    assert_snapshot!(said);
}

#[test]
fn the_line_end_of_a_string_does_not_matter() {
    assert_eq!(explain(&"x".repeat(1 << 20), &[]).status, 2);
    for end in ["\n", "\r\n", "\n\n"] {
        assert_eq!(explain(&format!("{KEY}{end}"), &[]).status, 0, "{end:?}");
    }
}

/// The first line that a table begins with.
fn conclusion(stdin: &str) -> (u8, String) {
    let ran = explain(stdin, &[]);
    let first = ran.stdout.lines().next().unwrap_or_default();
    (ran.status, first.to_owned())
}

#[test]
fn the_conclusion_comes_first() {
    const ID: &str = "7c82c4c66475 (ada@example.com)";
    const ACCEPTED: &str = "accepted by every RAGFlow version";
    const NO_BETA: &str = "rejected by every RAGFlow version: an API key, not a beta";
    for (pasted, status, expected) in [
        (KEY.to_owned(), 0, format!("API key {ID}: {ACCEPTED}")),
        (BETA.to_owned(), 0, format!("beta of key {ID}: {ACCEPTED}")),
        (
            DORAS.to_owned(),
            7,
            "API key fa983004dde7 (dora@example.com): rejected by 0.26 and later in Python, \
             in part by 0.25: owner is deleted"
                .to_owned(),
        ),
        (
            format!("<iframe src=\"https://rag.example.com/chats/share?auth={BETA}\"></iframe>"),
            0,
            format!("beta of key {ID}: {ACCEPTED}"),
        ),
        // A page sends the key in the place of its beta.
        (
            format!("https://rag.example.com/chats/share?shared_id={DIALOG}&from=chat&auth={KEY}"),
            7,
            format!("API key {ID} in the place of a beta: {NO_BETA}"),
        ),
    ] {
        assert_eq!(conclusion(&pasted), (status, expected), "{pasted}");
    }
}

#[test]
fn an_embed_url_is_judged_for_what_it_shows() {
    let url = |kind, id| {
        format!("https://rag.example.com/{kind}s/share?shared_id={id}&from={kind}&auth={BETA}")
    };
    let judged = |text: &str, args: &[&str]| {
        let ran = explain(text, &[&["--json"], args].concat());
        (ran.status, verdicts(&ran, "beta"))
    };
    assert_eq!(judged(&url("chat", DIALOG), &[]).0, 0);
    // A beta opened the chats of every tenant up to 0.24.
    let foreign = judged(&url("chat", FOREIGN_DIALOG), &[]);
    assert_eq!((foreign.0, foreign.1[0].as_str()), (7, "accepted"));
    assert_eq!(foreign.1[2], "rejected");
    let missing = judged(&url("agent", "no-such-agent"), &[]);
    assert_eq!((missing.0, missing.1[0].as_str()), (7, "rejected"));
    // An option decides, not the URL.
    assert_eq!(
        judged(&url("chat", FOREIGN_DIALOG), &["--dialog", DIALOG]).0,
        0
    );
}

#[test]
fn a_table_has_only_the_use_that_fits() {
    let lines = |stdin: &str, args: &[&str]| explain(stdin, args).stdout.lines().count();
    // The conclusion, an empty line, the header, and a line for each version.
    assert_eq!(lines(KEY, &[]), 7);
    assert_eq!(lines(BETA, &[]), 7);
    assert_eq!(lines(KEY, &["-v"]), 11);
    // A script that selects fields gets rows only.
    assert_eq!(lines(KEY, &["--fields", "verdict"]), 5);
    assert_eq!(verdicts(&explain(KEY, &["--json"]), "beta").len(), 4);
}

#[test]
fn a_rejection_at_80_columns_has_its_message_and_the_key() {
    let file = File::demo_after("UPDATE \"user\" SET status = '0' WHERE email LIKE 'ada@%'");
    let terminal = Sandbox::new()
        .terminal(80)
        .var("NO_COLOR", "1")
        .piping(BETA);
    let text = file.show_in(&terminal, &["token", "explain", "-"]);
    for line in text.lines().take_while(|line| !line.starts_with("---")) {
        assert!(
            line.chars().count() <= 80 || line.contains(": rejected by"),
            "{line}"
        );
    }
    assert_snapshot!(text);
}

#[test]
fn several_strings_are_judged_line_by_line() {
    let stdin = format!("{KEY}\n\nAPI_KEY={DORAS}\nsk-ant-api03-abc\n{BETA}\n");
    assert_snapshot!(
        "several_strings",
        shown(&Sandbox::new().piping(&stdin), &[])
    );
    let terminal = Sandbox::new()
        .terminal(80)
        .var("NO_COLOR", "1")
        .piping(&stdin);
    assert_snapshot!("several_strings_at_80_columns", shown(&terminal, &[]));
    let ran = explain(&stdin, &["--json"]);
    assert_eq!(ran.status, 7, "{}", ran.stderr);
    let rows = envelope(&ran)["data"].as_array().expect("rows").clone();
    let lines: Vec<i64> = rows.iter().filter_map(|row| row["line"].as_i64()).collect();
    assert_eq!(lines.len(), 4 * 2 * 4);
    for line in [1, 3, 4, 5] {
        assert_eq!(
            lines.iter().filter(|known| **known == line).count(),
            8,
            "{line}"
        );
    }
    let all_good = explain(&format!("{KEY}\n{BETA}\n"), &["--json"]);
    assert_eq!(all_good.status, 0, "{}", all_good.stderr);
    let bad = explain("ok\nn\0l\n", &[]);
    assert_eq!(bad.status, 2);
    assert!(
        bad.stderr.contains("line 2 of stdin contains a NUL"),
        "{}",
        bad.stderr
    );
    let many = explain(&"x\n".repeat(10_001), &[]);
    assert_eq!((many.status, many.stdout.as_str()), (2, ""));
}

#[test]
fn an_error_message_of_ragflow_is_explained() {
    let mut said = String::new();
    for message in [
        "Authentication error: API key is invalid!",
        r#"{"code":109,"data":false,"message":"Authentication error: API key is invalid!"}"#,
        "Authorization is not valid!",
        "Please check your authorization format.",
        "<Unauthorized '401: Unauthorized'>",
        "The beta field of the API Token cannot be empty!",
        "Tenant not found!",
    ] {
        let ran = explain(message, &[]);
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{message}");
        said.push_str(&format!("{message}\n{}\n", ran.stderr));
    }
    assert_snapshot!(said);
}

#[test]
fn people_paste_more_than_a_key() {
    for pasted in [
        format!("Authorization: Bearer {KEY}"),
        format!("curl -H 'Authorization: Bearer {KEY}' http://127.0.0.1:9380/api/v1/datasets"),
        format!(
            "curl http://127.0.0.1:9380/api/v1/datasets \\\n  -H 'Authorization: Bearer {KEY}'\n"
        ),
        format!("RAGFLOW_API_KEY=\"{KEY}\""),
        format!("\u{feff}{KEY}\u{200b}."),
        format!("“{KEY}”,"),
        KEY.trim_start_matches("ragflow-").to_owned(),
        format!("the key {KEY} does not work"),
    ] {
        let (status, line) = conclusion(&pasted);
        assert_eq!(status, 0, "{pasted}");
        assert!(
            line.starts_with("API key 7c82c4c66475 "),
            "{pasted}: {line}"
        );
    }
    let iframe = format!(
        "<iframe\n  src=\"http://127.0.0.1/chats/share?shared_id={DIALOG}&from=chat&auth={BETA}\"\n  \
         frameborder=\"0\"\n>\n</iframe>\n"
    );
    assert!(
        conclusion(&iframe)
            .1
            .starts_with("beta of key 7c82c4c66475 ")
    );
}

#[test]
fn a_terminal_is_asked_for_the_string() {
    let all = ["-d", "demo:", "token", "explain", "-"];
    let ran = Sandbox::new().typing("", KEY).run(all);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("string to explain: "), "{}", ran.stderr);
    assert!(!format!("{ran:?}").contains(KEY));
    let header = format!("Bearer {KEY}");
    let ran = Sandbox::new()
        .typing("", &header)
        .run(all.iter().take(4).chain(&["--header", "-"]).copied());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn a_secret_argument_gets_a_warning() {
    let ran = Sandbox::new().run(["-d", "demo:", "token", "explain", KEY]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .starts_with("warning: a secret on the command line")
    );
    assert!(!format!("{ran:?}").contains(KEY));
}

#[test]
fn no_secret_is_printed_in_any_format() {
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        for stdin in [KEY, BETA, DORAS] {
            let ran = explain(stdin, &["--reveal", "-v", "-o", format]);
            let all = format!("{}{}", ran.stdout, ran.stderr);
            for secret in ["FloKsEW9", "sAt-Qjis", "U0ZjhjM"] {
                assert!(!all.contains(secret), "{format}: {all}");
            }
        }
    }
}

#[test]
fn quiet_prints_only_the_verdicts() {
    let ran = explain(DORAS, &["--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (7, ""));
    assert_eq!(ran.stdout.lines().count(), 7);
}

#[test]
fn a_key_in_two_tenants_is_explained_for_both() {
    let ran = explain(
        "ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8",
        &["--json"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(verdicts(&ran, "api key").len(), 8);
    assert!(ran.stderr.contains("2 rows match"), "{}", ran.stderr);
}

#[test]
fn a_login_token_is_recognised() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the fixture is JSON");
    // Signed 80 minutes before the clock of the sandbox.
    let text = |field: &str| vectors[2][field].as_str().expect("a text");
    let file = File::demo_after(&format!(
        "UPDATE \"user\" SET access_token = '{}' WHERE id = '{ADA}'",
        text("access_token")
    ));
    let run = |secret: Option<&str>| {
        let mut sandbox = Sandbox::new().piping(text("token"));
        if let Some(secret) = secret {
            sandbox = sandbox.var("RAGFLOW_SECRET_KEY", secret);
        }
        file.run_in(&sandbox, ["token", "explain", "-", "--json"])
    };
    let good = run(Some(text("secret_key")));
    assert_eq!(good.status, 0, "{}", good.stderr);
    assert_eq!(verdicts(&good, "login token"), ["accepted"; 4]);
    let unchecked = run(None);
    assert_eq!(unchecked.status, 7, "{}", unchecked.stderr);
    assert_eq!(verdicts(&unchecked, "login token"), ["unknown"; 4]);
    let other = run(Some(&"x".repeat(40)));
    assert_eq!(other.status, 7);
    assert_eq!(verdicts(&other, "login token"), ["rejected"; 4]);
    for ran in [good, unchecked, other] {
        assert_eq!(verdicts(&ran, "api key")[0], "rejected");
        assert!(!format!("{ran:?}").contains(text("access_token")));
    }
}

#[test]
fn unreadable_columns_give_unknown() {
    let file = File::demo_after(
        "DROP INDEX user_access_token; ALTER TABLE \"user\" DROP COLUMN access_token",
    );
    let ran = file.run_in(
        &Sandbox::new().piping(KEY),
        ["token", "explain", "-", "--json"],
    );
    assert_eq!(ran.status, 7, "{}", ran.stderr);
    assert_eq!(
        verdicts(&ran, "api key"),
        ["accepted", "unknown", "unknown", "unknown"]
    );
}
