//! `db init`

use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;

use crate::fixture::{File, envelope, rows};
use crate::sandbox::Sandbox;

#[test]
fn an_empty_database() {
    let file = File::missing();
    assert_snapshot!(file.show(&["db", "init"]));
    assert!(rows(&file.run(["token", "list", "--all", "--json"])).is_empty());
}

#[test]
fn the_sample_equals_the_demo_database() {
    let file = File::missing();
    assert_snapshot!(file.show(&["db", "init", "--demo", "--json"]));
    let all = ["token", "list", "--all", "--json"];
    let listed = file.run(all);
    let demo = Sandbox::new().run(["-d", "demo:"].into_iter().chain(all));
    assert_eq!(listed.stdout, demo.stdout);
}

#[test]
fn only_the_owner_can_read_the_file() {
    let file = File::demo();
    let mode = std::fs::metadata(file.path())
        .expect("the file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(file.state().len(), 1, "nothing stands beside it");
}

#[test]
fn an_existing_file_is_not_overwritten() {
    for content in [b"precious".as_slice(), b""] {
        let file = File::with_content(content);
        let before = file.state();
        let ran = file.run(["db", "init", "--json"]);
        assert_eq!(ran.status, 1);
        assert_eq!(envelope(&ran)["code"], 409);
        assert!(file.state() == before);
    }
    let file = File::demo();
    let before = file.state();
    assert_snapshot!(file.show(&["db", "init", "--demo"]));
    assert!(file.state() == before);
    // A dangling link exists, too.
    let file = File::missing();
    std::os::unix::fs::symlink("elsewhere", file.path()).expect("a link");
    assert_eq!(file.run(["db", "init"]).status, 1);
    assert!(
        file.path()
            .symlink_metadata()
            .expect("the link")
            .is_symlink()
    );
}

#[test]
fn the_folder_is_created() {
    let file = File::missing();
    let path = file.path().with_file_name("a").join("b").join("try.db");
    let url = format!("sqlite:{}", path.display());
    let ran = Sandbox::new().run(["-d", &url, "db", "init"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(path.is_file());
}

#[test]
fn a_folder_that_cannot_be_created_is_an_error() {
    let file = File::with_content(b"in the way");
    let url = format!("sqlite:{}/try.db", file.path().display());
    let ran = Sandbox::new().run(["-d", &url, "db", "init", "--json"]);
    assert_eq!(ran.status, 1);
    assert_eq!(envelope(&ran)["code"], 500);
}

#[test]
fn without_a_url_it_creates_the_embedded_database() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(["db", "init", "--demo", "--json"]);
    let url = envelope(&ran)["data"]["database"].clone();
    let url = url.as_str().expect("a URL");
    assert!(url.ends_with("/ragflowctl/ragflow.db"), "{url}");
    let ran = sandbox.run(["token", "list", "--all", "--json"]);
    assert_eq!(rows(&ran).len(), 19);
    assert_eq!(sandbox.run(["db", "init"]).status, 1, "only once");
}

#[test]
fn the_database_of_the_environment_is_not_created() {
    let file = File::missing();
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &file.url());
    let ran = sandbox.run(["db", "init", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!file.path().exists());
}

#[test]
fn a_dry_run_creates_nothing() {
    let file = File::missing();
    assert_snapshot!(file.show(&["db", "init", "--demo", "--dry-run"]));
    assert!(file.state().is_empty());
}

#[test]
fn read_only_creates_nothing() {
    let file = File::missing();
    let ran = file.run(["db", "init", "--read-only", "--json"]);
    assert_eq!(ran.status, 4);
    assert_eq!(envelope(&ran)["code"], 403);
    assert!(file.state().is_empty());
}

#[test]
fn an_unknown_field_is_refused_before_anything_is_created() {
    let file = File::missing();
    let ran = file.run(["db", "init", "--fields", "nonsense"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(file.state().is_empty(), "a file was created");
}

#[test]
fn quiet_prints_nothing() {
    let file = File::missing();
    let ran = file.run(["db", "init", "--quiet"]);
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
    assert!(file.path().is_file());
}

#[test]
fn only_sqlite_files_are_created() {
    for url in [
        "demo:",
        "sqlite::memory:",
        "mysql://root@localhost/rag_flow",
        "postgres://rag@localhost/rag_flow",
    ] {
        let ran = Sandbox::new().run(["-d", url, "db", "init", "--json"]);
        assert_eq!(ran.status, 2, "{url}: {}", ran.stderr);
        assert_eq!(envelope(&ran)["code"], 400, "{url}");
    }
}
