//! `db check`

use insta::assert_snapshot;

use crate::fixture::{File, envelope, show};
use crate::sandbox::Sandbox;

/// Replaces the version of the engine, which changes with every update.
fn without_version(text: &str) -> String {
    let version = format!("SQLite {}", rusqlite::version());
    text.replace(&version, "SQLite 3")
}

#[test]
fn a_valid_database() {
    let table = show(&Sandbox::new(), &["-d", "demo:", "db", "check"]);
    assert_snapshot!("table", without_version(&table));
    let json = show(&Sandbox::new(), &["-d", "demo:", "db", "check", "--json"]);
    assert_snapshot!("json", without_version(&json));
}

#[test]
fn verbose_names_the_sources() {
    let file = File::demo();
    let text = file.show(&["-v", "db", "check", "--fields", "writable"]);
    assert_snapshot!(without_version(&text));
}

#[test]
fn missing_tables_are_a_warning() {
    let file = File::demo_after("DROP TABLE search; DROP TABLE dialog");
    assert_snapshot!(without_version(&file.show(&["db", "check"])));
}

#[test]
fn the_source_of_the_database_is_shown() {
    let file = File::demo();
    let by = |ran| envelope(&ran)["data"]["named_by"].clone();
    assert_eq!(by(file.run(["db", "check", "--json"])), "--database");
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &file.url());
    let named = by(sandbox.run(["db", "check", "--json"]));
    assert_eq!(named, "RAGFLOWCTL_DATABASE_URL");
    // The flag overrides the variable.
    let ran = sandbox.run(["-d", "demo:", "db", "check", "--json"]);
    assert_eq!(envelope(&ran)["data"]["database"], "demo:");
}

#[test]
fn a_writable_file_is_reported_as_writable() {
    let ran = File::demo().run(["db", "check", "--json"]);
    assert_eq!(envelope(&ran)["data"]["writable"], true);
    assert_eq!(ran.stderr, "");
}

#[test]
fn nothing_is_written() {
    let file = File::demo();
    let before = file.state();
    for args in [vec![], vec!["-v"], vec!["--read-only"]] {
        let ran = file.run(["db", "check"].into_iter().chain(args));
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    assert!(file.state() == before);
}

#[test]
fn without_a_database_it_explains_how_to_name_one() {
    assert_snapshot!(show(&Sandbox::new(), &["db", "check"]));
}

#[test]
fn in_the_directory_of_a_deployment_the_error_names_it() {
    for file in [
        "working/conf/service_conf.yaml",
        "working/docker/.env",
        "working/.env",
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(file, "mysql:\n  name: rag_flow\n");
        if file == "working/.env" {
            sandbox.file("working/service_conf.yaml.template", "");
        }
        let ran = sandbox.run(["db", "check"]);
        let expected = "error: no database given\n\
                        hint: this is the directory of a RAGFlow deployment; to use its database: \
                        --ragflow .\n";
        assert_eq!((ran.status, ran.stderr.as_str()), (2, expected), "{file}");
    }
}

#[test]
fn a_missing_database_and_a_missing_owner_are_one_error() {
    let sandbox = Sandbox::new();
    for (args, message) in [
        (&["token", "list"][..], "no database given; no owner given"),
        (&["token", "create"], "no database given; no owner given"),
        (
            &["token", "rotate", "--weak"],
            "no database given; no owner given",
        ),
        (&["token", "delete"], "no database given; no key given"),
        (&["beta", "rotate"], "no database given; no key given"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(
            ran.stderr.starts_with(&format!("error: {message}\n")),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains("--ragflow DIR"), "{}", ran.stderr);
    }
    let ran = sandbox.run(["-d", "demo:", "token", "list"]);
    assert!(
        ran.stderr.starts_with("error: no owner given\n"),
        "{}",
        ran.stderr
    );
}
