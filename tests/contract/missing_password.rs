//! A login that needs a password which nobody gave.

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_servers};

on_servers!(a_person_is_asked_for_a_missing_password_once);

/// A script is not asked, and the error names the ways to give a password.
fn a_person_is_asked_for_a_missing_password_once(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let url = db.url().replace(":ragflow-test-pw@", "@");
    let check = |sandbox: &Sandbox| sandbox.run(["-d", &url, "db", "check", "--field", "writable"]);
    let questions = |ran: &Finished| ran.stderr.matches("Password of ").count();
    let right = check(&Sandbox::new().typing("", "ragflow-test-pw"));
    assert_eq!(right.status, 0, "{}", right.stderr);
    assert_eq!(questions(&right), 1, "{}", right.stderr);
    for typed in ["wrong-password", ""] {
        let ran = check(&Sandbox::new().typing("", typed));
        assert_eq!((ran.status, questions(&ran)), (5, 1), "{}", ran.stderr);
        assert!(!ran.stderr.contains("wrong-password"), "{}", ran.stderr);
    }
    let script = check(&Sandbox::new());
    assert_eq!(
        (script.status, questions(&script)),
        (5, 0),
        "{}",
        script.stderr
    );
    let hint = "hint: no password was given; to give one: --password-file FILE, \
                RAGFLOWCTL_PASSWORD or ~/.";
    assert!(script.stderr.contains(hint), "{}", script.stderr);
}
