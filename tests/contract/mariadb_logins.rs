//! Login methods that only MariaDB has.

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine};

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

#[test]
fn ed25519_works_with_and_without_tls() {
    log_in("ed25519");
}

#[test]
#[ignore = "needs MariaDB 11.6 or later: tests/run --all-engines"]
fn parsec_works_with_and_without_tls() {
    log_in("parsec");
}
