//! MySQL as it starts without any preparation, with the certificates that it makes by itself, and
//! initialised with `lower_case_table_names=1`, as on Windows.

use mysql::prelude::Queryable as _;
use mysql::{Conn, OptsBuilder};
use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::server;

const FIXTURE: &str = include_str!("../fixtures/ragflow-0.27/mysql.sql");

/// A database on this server. Dropping it removes the database.
struct Lowercase {
    name: String,
}

fn administrator() -> Conn {
    let socket = server("RAGFLOWCTL_TEST_MYSQL_LOWERCASE_SOCKET");
    let options = OptsBuilder::new().user(Some("root")).socket(Some(socket));
    Conn::new(options).expect("the administrator")
}

impl Lowercase {
    fn fixture(name: &str) -> Self {
        let name = format!("{name}_{}", std::process::id());
        let mut admin = administrator();
        for sql in [
            &format!("CREATE DATABASE `{name}`"),
            &format!("USE `{name}`"),
            FIXTURE,
        ] {
            admin.query_drop(sql).expect("the fixture");
        }
        Self { name }
    }

    fn run(&self, name: &str, options: &str, args: &[&str]) -> Finished {
        let port = server("RAGFLOWCTL_TEST_MYSQL_LOWERCASE_PORT");
        let url = format!("mysql://ragflow:ragflow-test-pw@127.0.0.1:{port}/{name}?{options}");
        let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url);
        sandbox.run(args.iter().copied())
    }

    fn check(&self, options: &str) -> Finished {
        self.run(&self.name, options, &["db", "check", "--json"])
    }
}

impl Drop for Lowercase {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE `{}`", self.name);
        let dropped = administrator().query_drop(&sql);
        if !std::thread::panicking() {
            dropped.expect(&sql);
        }
    }
}

/// The file of the authority that MySQL made.
fn own_authority() -> String {
    let data: Option<String> = administrator()
        .query_first("SELECT @@datadir")
        .expect("SQL");
    format!("{}ca.pem", data.expect("a directory"))
}

#[test]
fn certificates_that_mysql_makes_are_verified_without_the_host_name() {
    let db = Lowercase::fixture("own_certificates");
    let ca = own_authority();
    let other = format!("{}/ca.pem", server("RAGFLOWCTL_TEST_TLS_DIR"));
    for (options, outcome) in [
        (String::new(), Ok("TLS, the server not verified")),
        (
            "ssl-mode=required".to_owned(),
            Ok("TLS, the server not verified"),
        ),
        (
            format!("ssl-mode=verify-ca&ssl-ca={ca}"),
            Ok("TLS, the server's certificate verified"),
        ),
        (
            format!("ssl-ca={ca}"),
            Ok("TLS, the server's certificate verified"),
        ),
        (
            format!("ssl-mode=verify-ca&ssl-ca={other}"),
            Err("hint: check that this is the correct server"),
        ),
        (
            format!("ssl-mode=verify-identity&ssl-ca={ca}"),
            Err("hint: accept any host name: ssl-mode=verify-ca&ssl-ca=FILE, or give"),
        ),
        (
            "ssl-mode=verify-identity".to_owned(),
            Err("hint: give the server's CA certificate with ssl-ca=FILE (of MySQL: ca.pem in"),
        ),
    ] {
        let ran = db.check(&options);
        match outcome {
            Ok(connection) => {
                assert_eq!(ran.status, 0, "{options}: {}", ran.stderr);
                let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
                assert_eq!(answer["data"]["connection"], connection, "{options}");
            }
            Err(hint) => {
                assert_eq!(ran.status, 5, "{options}: {}", ran.stderr);
                assert!(ran.stderr.contains(hint), "{options}: {}", ran.stderr);
            }
        }
    }
}

#[test]
fn names_in_any_case_mean_the_same_database() {
    let db = Lowercase::fixture("Mixed_Case");
    let spellings = [
        db.name.clone(),
        db.name.to_uppercase(),
        db.name.to_lowercase(),
    ];
    let commands: [&[&str]; 5] = [
        &["db", "check", "--json"],
        &["token", "list", "--all", "-o", "jsonl", "--no-backfill"],
        &["audit", "-o", "json"],
        &[
            "token",
            "list",
            "--user",
            "alice@example.com",
            "-o",
            "json",
            "--no-backfill",
        ],
        &["token", "delete", "--weak", "--all", "--dry-run"],
    ];
    for args in commands {
        let expected = db.run(&spellings[0], "", args);
        assert_eq!(expected.status, 0, "{args:?}: {}", expected.stderr);
        for spelling in &spellings[1..] {
            let ran = db.run(spelling, "", args);
            assert_eq!(ran.status, 0, "{args:?}: {}", ran.stderr);
            let stdout = ran.stdout.replace(spelling, &spellings[0]);
            assert_eq!(stdout, expected.stdout, "{spelling} {args:?}");
        }
    }
    for (spelling, filled) in [(&spellings[1], 6), (&spellings[2], 0)] {
        let ran = db.run(spelling, "", &["beta", "backfill", "--json"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let part = format!("\"filled\":{filled},");
        assert!(ran.stdout.contains(&part), "{}", ran.stdout);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let undo = folder.path().join("undo").display().to_string();
    let rotate = [
        "token",
        "rotate",
        "--weak",
        "--all",
        "--yes",
        "--undo-file",
        &undo,
    ];
    let ran = db.run(&spellings[1], "", &rotate);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let ran = db.run(&spellings[1], "", &["undo", &undo, "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

/// The other tests of this server use TLS.
#[test]
fn a_server_that_requires_tls_is_told_apart_from_one_that_is_not_there() {
    let db = Lowercase::fixture("requires_tls");
    let mut admin = administrator();
    let set = |value: u8| format!("SET GLOBAL require_secure_transport = {value}");
    admin.query_drop(set(1)).expect("an administrator");
    let [plain, encrypted] = ["ssl-mode=disabled", ""].map(|options| db.check(options));
    admin.query_drop(set(0)).expect("an administrator");
    assert_eq!(encrypted.status, 0, "{}", encrypted.stderr);
    assert_eq!(plain.status, 5, "{}", plain.stderr);
    let hint = "hint: the server requires TLS: ssl-mode=required";
    assert!(plain.stderr.contains(hint), "{}", plain.stderr);
}

/// Two spellings of one name are one lock.
#[test]
fn a_backfill_excludes_one_with_another_spelling_of_the_name() {
    let db = Lowercase::fixture("Mixed_Lock");
    let mut other = administrator();
    let lower = db.name.to_lowercase();
    let lock = format!("SELECT GET_LOCK('ragflowctl.{lower}', 0)");
    let taken: Option<u8> = other.query_first(&lock).expect(&lock);
    assert_eq!(taken, Some(1));
    for spelling in [db.name.to_uppercase(), lower] {
        let ran = db.run(&spelling, "", &["beta", "backfill"]);
        assert_eq!(ran.status, 5, "{}", ran.stderr);
        assert!(ran.stderr.contains("another backfill"), "{}", ran.stderr);
    }
}
