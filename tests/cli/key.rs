//! KEY: how keys are named, by ID or by secret, tested with `token show`.

use std::collections::HashMap;

use insta::assert_snapshot;
use ragflowctl::domain::token::Token;

use crate::fixture::{ADA, BEN, File, envelope};
use crate::sandbox::{Finished, Sandbox};

const ADAS_KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const ADAS_BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
const ADAS_ID: &str = "7c82c4c66475";
const SHARED: &str = "ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8";
const SHARED_ID: &str = "23a1d3c70e0b";

fn run(stdin: &str, args: &[&str]) -> Finished {
    let all = ["-d", "demo:", "token", "show"].iter().chain(args);
    Sandbox::new().piping(stdin).run(all.copied())
}

/// The ID of the one key that is shown.
fn id_of(ran: &Finished) -> String {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    envelope(ran)["data"]["id"]
        .as_str()
        .expect("an ID")
        .to_owned()
}

fn shown_id(stdin: &str, args: &[&str]) -> String {
    id_of(&run(stdin, &[args, &["--json"]].concat()))
}

#[test]
fn six_to_twelve_digits_in_any_case_are_an_id() {
    for id in [ADAS_ID, "7C82C4C66475", "7c82c4", "7c82C4c6"] {
        assert_eq!(shown_id("", &[id]), ADAS_ID, "{id}");
    }
}

#[test]
fn unknown_keys_are_not_found() {
    let mut said = String::new();
    for name in ["ffffffffffff", "7c82c", "7c82c4c664750", "nothing", "-"] {
        let ran = run("ragflow-nobodys\n", &[name]);
        assert_eq!(ran.status, 3, "{name}: {}", ran.stderr);
        said.push_str(&ran.stderr);
    }
    assert_snapshot!(said);
}

#[test]
fn a_secret_argument_gets_a_warning() {
    for secret in [ADAS_KEY, ADAS_BETA] {
        let ran = run("", &[secret, "--json"]);
        assert_eq!(id_of(&ran), ADAS_ID);
        assert!(ran.stderr.contains("warning: a secret on the command line"));
        assert!(!ran.stderr.contains(secret), "{}", ran.stderr);
    }
    let by_id = run("", &[ADAS_ID, "--json"]);
    assert_eq!(by_id.stderr, "");
}

#[test]
fn stdin_holds_a_key_or_its_beta() {
    for line in ["\n", "", "\r\n", "\n\n \n"] {
        assert_eq!(
            shown_id(&format!("{ADAS_KEY}{line}"), &["-"]),
            ADAS_ID,
            "{line:?}"
        );
    }
    let ran = run(&format!("\n{ADAS_BETA}\n"), &["-", "--json"]);
    assert_eq!(id_of(&ran), ADAS_ID);
    let note = format!("note: a beta was given; its key is {ADAS_ID}\n");
    assert_eq!(ran.stderr, note);
}

#[test]
fn secrets_are_compared_byte_by_byte() {
    for line in [ADAS_KEY.to_uppercase(), format!("{ADAS_KEY} ")] {
        assert_eq!(run(&line, &["-"]).status, 3, "{line:?}");
    }
}

#[test]
fn ids_are_read_from_stdin_too() {
    for line in [ADAS_ID, &ADAS_ID[..6]] {
        assert_eq!(shown_id(line, &["-"]), ADAS_ID);
    }
}

/// A long list has one wrong line.
#[test]
fn an_error_gives_the_line_on_stdin() {
    for (wrong, message) in [
        ("nobody", "line 3 of stdin: no key or beta matches"),
        ("0123456789ab", "line 3 of stdin: no key matches the key ID"),
        (SHARED, "line 3 of stdin: 2 tenants have the key"),
    ] {
        let ran = run(&format!("{ADAS_KEY}\n\n{wrong}\n"), &["-"]);
        assert_ne!(ran.status, 0);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
}

#[test]
fn repeated_lines_are_one_key_and_two_keys_are_an_error() {
    assert_eq!(
        shown_id(&format!("{ADAS_KEY}\n").repeat(100), &["-"]),
        ADAS_ID
    );
    assert_eq!(
        shown_id(&format!("{ADAS_KEY}\n{ADAS_BETA}\n"), &["-"]),
        ADAS_ID
    );
    let other = "ragflow-ppIjDH8hqQSuejtCsMXPS3ys-aDdUSzZaiMYQv-tsmU";
    let ran = run(&format!("{ADAS_KEY}\n{other}\n"), &["-"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("several keys given"), "{}", ran.stderr);
}

#[test]
fn ten_thousand_lines_are_read() {
    let lines: String = (0..9_999)
        .map(|number| if number % 2 == 0 { "\n" } else { "\r\n" })
        .collect();
    assert_eq!(shown_id(&format!("{lines}{ADAS_KEY}\n"), &["-"]), ADAS_ID);
    let lines: String = (0..10_000)
        .map(|number| format!("nobody-{number}\n"))
        .collect();
    let ran = run(&lines, &["-"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
}

#[test]
fn all_unknown_lines_are_reported_at_once() {
    let show = |lines: &str| {
        let ran = run(lines, &["-"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{}", ran.stderr);
        assert!(!ran.stderr.contains("hunter2"), "{}", ran.stderr);
        ran.stderr
    };
    let stderr = show("7c82c4c66475\nhunter2\n\n0123456789ab\nhunter2-again\n");
    let message = "error: 3 of the 4 given keys match no key or beta: line 2 of stdin, line 4 of \
                   stdin (key ID 0123456789ab), line 5 of stdin\n";
    assert!(stderr.starts_with(message), "{stderr}");
    let many: String = (0..100).map(|line| format!("hunter2-{line}\n")).collect();
    let stderr = show(&many);
    assert!(
        stderr.contains("line 20 of stdin and 80 more\n"),
        "{stderr}"
    );
    let args = [
        "-d",
        "demo:",
        "token",
        "delete",
        "0123456789ab",
        "0123456789ac",
        "--yes",
    ];
    let ran = Sandbox::new().run(args);
    let message = "2 of the 2 given keys match no key or beta: key ID 0123456789ab, key ID \
                   0123456789ac";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
}

#[test]
fn impossible_keys_on_stdin_are_usage_errors() {
    for (stdin, message) in [
        (String::new(), "stdin is empty or has only blank lines"),
        (
            "\n \t\r\n".to_owned(),
            "stdin is empty or has only blank lines",
        ),
        ("x".repeat(1 << 20), "line 1 of stdin is too long"),
        (
            format!("\n{}\n", "x".repeat(4097)),
            "line 2 of stdin is too long",
        ),
        (
            "a\0b\n".to_owned(),
            "line 1 of stdin contains a NUL character",
        ),
    ] {
        let ran = run(&stdin, &["-"]);
        assert_eq!(ran.status, 2, "{message}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    // The longest line that could be a key is looked up, and not found.
    assert_eq!(run(&format!("{}\r\n", "x".repeat(4096)), &["-"]).status, 3);
}

#[test]
fn stdin_can_be_read_only_once() {
    let ran = run(ADAS_KEY, &["-", "--login-token", "-"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
}

#[test]
fn one_key_in_two_tenants_needs_an_owner() {
    let mut said = String::new();
    for (stdin, name) in [("", SHARED_ID), (SHARED, "-")] {
        let ran = run(stdin, &[name]);
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        let ran_json = run(stdin, &[name, "--json"]);
        assert_eq!(envelope(&ran_json)["code"], 409);
        said.push_str(&ran.stderr);
        for tenant in [ADA, BEN] {
            let ran = run(stdin, &[name, "--tenant", tenant, "--json"]);
            assert_eq!(id_of(&ran), SHARED_ID);
            assert_eq!(envelope(&ran)["data"]["tenant_id"], tenant);
        }
        let user = run(stdin, &[name, "--user", "ben@example.com", "--json"]);
        assert_eq!(envelope(&user)["data"]["tenant_id"], BEN);
    }
    assert_snapshot!(said);
}

#[test]
fn a_key_of_another_tenant_is_refused() {
    for (stdin, name) in [("", ADAS_ID), (ADAS_KEY, "-"), (ADAS_BETA, "-")] {
        let ran = run(stdin, &[name, "--user", "ben@example.com"]);
        assert_eq!(ran.status, 4, "{}", ran.stderr);
        let message = format!("key {ADAS_ID} belongs to tenant {ADA}, not to tenant {BEN}");
        assert!(ran.stderr.contains(&message), "{}", ran.stderr);
    }
    // The default user applies only where an owner is required.
    let sandbox = Sandbox::new().var("RAGFLOWCTL_USER", "ben@example.com");
    let ran = sandbox.run(["-d", "demo:", "token", "show", ADAS_ID]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

#[test]
fn an_ambiguous_id_lists_the_keys() {
    // Two keys whose IDs have the same first six digits: random ones are soon found.
    let mut seen: HashMap<String, String> = HashMap::new();
    let alike = (0..).find_map(|number| {
        let key = format!("ragflow-alike-{number}");
        let start = Token::new(key.clone()).id()[..6].to_owned();
        let other = seen.insert(start.clone(), key.clone())?;
        Some((start, [other, key]))
    });
    let (start, keys) = alike.expect("two keys");
    let [one, two] = keys.map(|key| {
        let id = Token::new(key.clone()).id();
        (key, id)
    });
    let insert = |(key, _): &(String, String)| {
        format!("INSERT INTO api_token (tenant_id, token) VALUES ('{ADA}', '{key}');")
    };
    let file = File::demo_after(&(insert(&one) + &insert(&two)));
    let ran = file.run(["token", "show", &start]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    for text in [&format!("2 keys match the key ID {start}"), &one.1, &two.1] {
        assert!(ran.stderr.contains(text.as_str()), "{}", ran.stderr);
    }
    for (_, id) in [&one, &two] {
        assert_eq!(&id_of(&file.run(["token", "show", id, "--json"])), id);
    }
}

#[test]
fn a_shared_beta_is_ambiguous() {
    let ran = run("4hj0MM2x4MKJkYAN17SFnRrvdIelB46o", &["-"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let ran = run(
        "4hj0MM2x4MKJkYAN17SFnRrvdIelB46o",
        &["-", "--tenant", ADA, "--json"],
    );
    assert_eq!(id_of(&ran), SHARED_ID);
}
