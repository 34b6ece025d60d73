//! Plans name the agents, MCP servers and connectors that use a key.

use crate::fixture::{ADA, AGENT, File};

/// A key of Ada and its ID; Ben has the same key.
const KEY: &str = "ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8";
const ID: &str = "23a1d3c70e0b";

/// The sample database, in which an agent and its version, two MCP servers and a connector use keys.
fn file() -> File {
    File::demo_after(&format!(
        "CREATE TABLE user_canvas_version (id TEXT, title TEXT, dsl TEXT);
         CREATE TABLE mcp_server (id TEXT, name TEXT, headers TEXT);
         CREATE TABLE connector (id TEXT, name TEXT, config TEXT);
         UPDATE user_canvas SET dsl = '{{\"token\": \"Bearer {KEY}\"}}' WHERE id = '{AGENT}';
         INSERT INTO user_canvas_version VALUES
             ('v1', 'Digest_1', '{{\"token\": \"{KEY}\"}}'), ('v2', 'Digest_2', '{{}}');
         INSERT INTO mcp_server VALUES
             ('m1', 'Own server', '{{\"authorization\": \"Bearer\\u0020{KEY}\"}}'),
             ('m2', 'Other server', '{{\"authorization\": \"Bearer {}\"}}');
         INSERT INTO connector VALUES ('c1', 'Wiki', '{{\"key\":\"{KEY}\"}}')",
        KEY.replace("mgZ", "mgY")
    ))
}

fn expected() -> [String; 4] {
    let uses = |what: &str| format!("{what} uses key {ID}, which stops working");
    [
        uses(&format!("agent Weekly digest ({AGENT})")),
        uses("saved version of agent Digest_1 (v1)"),
        uses("MCP server Own server (m1)"),
        uses("connector Wiki (c1)"),
    ]
}

/// The lines of stderr about a use, without their label.
fn uses(stderr: &str, label: &str) -> Vec<String> {
    let lines = stderr.lines().filter_map(|line| line.strip_prefix(label));
    let lines = lines.filter(|line| line.contains(" uses key"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_dry_run_names_what_uses_the_key() {
    let file = file();
    for command in ["delete", "rotate"] {
        let ran = file.run(["token", command, ID, "--tenant", ADA, "--dry-run"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(uses(&ran.stderr, "note: "), expected(), "{command}");
        assert!(!ran.stderr.contains("mgZ_"), "{}", ran.stderr);
    }
}

#[test]
fn a_confirmed_change_warns_of_what_stops_working() {
    let ran = file().run(["token", "delete", ID, "--tenant", ADA, "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(uses(&ran.stderr, "warning: "), expected());
}

#[test]
fn keys_that_continue_to_work_are_not_searched() {
    let file = file();
    let commands: [&[&str]; 3] = [
        &["beta", "rotate", ID],
        &["token", "rotate", ID, "--keep-old"],
        &["token", "delete", "7c82c4c66475"],
    ];
    for command in commands {
        let ran = file.run([command, &["--tenant", ADA, "--dry-run"]].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(
            uses(&ran.stderr, "note: "),
            [] as [String; 0],
            "{command:?}"
        );
    }
}

#[test]
fn many_places_are_counted() {
    let file = file();
    let rows: Vec<String> = (0..20)
        .map(|number| format!("('m{number:02}x', 'Server', '{{\"key\": \"{KEY}\"}}')"))
        .collect();
    file.execute(&format!(
        "INSERT INTO mcp_server VALUES {}",
        rows.join(", ")
    ));
    let ran = file.run(["token", "delete", ID, "--tenant", ADA, "--dry-run"]);
    assert_eq!(uses(&ran.stderr, "note: ").len(), 10);
    assert!(
        ran.stderr.contains("note: 14 other places with these keys"),
        "{}",
        ran.stderr
    );
}

/// A key that somebody has written by hand has no prefix by which the database could select.
#[test]
fn a_key_of_another_form_is_found() {
    let file = file();
    file.execute(&format!(
        "INSERT INTO api_token (tenant_id, token) VALUES ('{ADA}', 'written-by-hand-0123456789');
         UPDATE connector SET config = '{{\"key\":\"written-by-hand-0123456789\"}}'"
    ));
    let ran = file.run(["token", "delete", "--every", "--tenant", ADA, "--dry-run"]);
    let found = uses(&ran.stderr, "note: ");
    assert_eq!(found.len(), 4, "{}", ran.stderr);
    assert!(found[3].starts_with("connector Wiki (c1) uses key "));
}
