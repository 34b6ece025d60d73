//! Login methods that only MariaDB has.

use mysql::prelude::Queryable as _;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine, mysql_administrator};

/// Logs in with the right and with a wrong password. The password of an account begins with its name.
fn log_in(account: &str) {
    let db = Database::fixture(Engine::Mariadb, "0.27");
    let password = format!("{account}-test-pw");
    let login = format!("{account}:{password}");
    let url = db.url().replace("ragflow:ragflow-test-pw", &login);
    let check = |url: &str| {
        let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
        sandbox.run(["db", "check"])
    };
    for options in ["ssl-mode=disabled", "ssl-mode=required"] {
        let ran = check(&format!("{url}?{options}"));
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let ran = check(&url.replace(&password, "wrong"));
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    assert!(ran.stderr.contains("Access denied"), "{}", ran.stderr);
}

/// Every method that the server has: MariaDB 11.6 and later also have PARSEC.
#[test]
fn each_method_works_with_and_without_tls() {
    let mut administrator = mysql_administrator(Engine::Mariadb);
    let version: Option<String> = administrator
        .query_first("SELECT VERSION()")
        .expect("an answer");
    let version = version.expect("a version");
    let mut numbers = version.split('.').map(str::parse::<u32>);
    let mut number = || numbers.next().expect("a number").expect("a number");
    let version = (number(), number());
    log_in("ed25519");
    if version >= (11, 6) {
        log_in("parsec");
    }
}
