//! Database URLs that cannot be understood; and no error repeats a password or a key.

use insta::assert_snapshot;

use crate::error_shape::{assert_error, assert_error_envelope};
use crate::fixture::show;
use crate::sandbox::Sandbox;

#[test]
fn invalid_database_urls() {
    for url in [
        "",
        "nonsense",
        "rag_flow",
        "./ragflow.db",
        "oracle://scott@db/rag_flow",
        "mysqll://root@localhost/rag_flow",
        "http://example.com",
        "sqlite:",
        "demo:x",
        "mysql:root@localhost/rag_flow",
        "mysql://root@localhost",
        "mysql://root@localhost/",
        "mysql://root@localhost:port/rag_flow",
        "mysql://root@localhost:99999/rag_flow",
        "mysql://root@localhost/rag_flow?sokcet=/run/x",
        "postgres://rag@db/rag_flow?shcema=x",
        "postgres://rag@db/rag_flow?port=-1",
        "postgres://rag@db/rag_flow#x",
        "mysql://root:%ff@localhost/rag_flow",
    ] {
        let args = ["-d", url, "token", "list", "--all"];
        assert_error(&Sandbox::new().run(args), 2);
        let ran = Sandbox::new().run(args.into_iter().chain(["-o", "json"]));
        assert_error_envelope(&ran, 2, 400);
    }
    let listing = |url: &str| show(&Sandbox::new(), &["-d", url, "token", "list", "--all"]);
    assert_snapshot!("unknown_scheme", listing("oracle://scott@db/rag_flow"));
    assert_snapshot!("no_scheme", listing("./ragflow.db"));
    assert_snapshot!(
        "misspelled_option",
        listing("mysql://root@localhost/rag_flow?sokcet=/run/x")
    );
    let ran = Sandbox::new()
        .var("RAGFLOWCTL_DATABASE_URL", "oracle://x")
        .run(["token", "list", "--all"]);
    assert_error(&ran, 2);
    assert!(
        ran.stderr.contains("RAGFLOWCTL_DATABASE_URL"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_hint_names_the_right_form_of_a_url() {
    for (url, hint) in [
        (
            "mysql+pymysql://u@h/d",
            "hint: did you mean mysql://u@h:3306/d?",
        ),
        (
            "postgresql+psycopg2://u@h/d",
            "hint: did you mean postgresql://u@h:5432/d?",
        ),
        ("'mysql://u@h/d'", "hint: did you mean mysql://u@h:3306/d?"),
        (
            "u:p@tcp(h:3306)/d",
            "hint: write mysql://USER@HOST:PORT/DATABASE",
        ),
        (
            "mysql://u@h/d?unix_socket=/s",
            "hint: did you mean 'socket'?",
        ),
        (
            "postgres://u@h/d?options=-cstatement_timeout%3D1",
            "?schema=NAME",
        ),
    ] {
        let ran = Sandbox::new().run(["-d", url, "token", "list", "--all"]);
        assert_error(&ran, 2);
        assert!(ran.stderr.contains(hint), "{url}: {}", ran.stderr);
    }
}

#[test]
fn no_error_repeats_a_password() {
    // Nothing listens on port 1 of this machine.
    let urls = [
        "mysql://root:hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:hunter2@127.0.0.1:1/rag_flow",
        "mysqll://root:hunter2@localhost/rag_flow",
        "mysql:root:hunter2@localhost/rag_flow",
        "mysql://root:hunter2@localhost",
        "mysql://root:hunter2@localhost:port/rag_flow",
        "mysql://root:hunter2@localhost/rag_flow?sokcet=x",
        "root:hunter2@tcp(localhost:3306)/rag_flow",
        "host=db user=rag password=hunter2",
        // Characters that must be encoded in the password of a URL.
        "mysql://root:x/hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1/hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1?hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:1#hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:%zzhunter2@127.0.0.1:1/rag_flow",
        "mysql://root:%ffhunter2@127.0.0.1:1/rag_flow",
        "mysql://root:x@hunter2@127.0.0.1:1/rag_flow",
        "mysql://root:x hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:1/hunter2@127.0.0.1:1/rag_flow",
        "postgres://rag:1?hunter2@127.0.0.1:1/rag_flow",
        "sqlite:root:hunter2@localhost",
    ];
    let mut told = Vec::new();
    for url in urls {
        for args in [
            vec!["-d", url, "token", "list", "--all"],
            vec!["-d", url, "-v", "db", "check", "--json"],
            vec!["-d", url, "beta", "backfill", "--connect-timeout", "1s"],
            vec!["-d", url, "db", "init"],
            // As an argument of the wrong kind.
            vec![url, "token", "list", "--all"],
            vec!["token", "list", "--all", url],
            vec!["token", "list", "--all", "-o", url],
            vec!["token", url],
        ] {
            if url.starts_with("sqlite:") {
                // Here it would be the name of a file, not a password.
                continue;
            }
            let ran = Sandbox::new().run(&args);
            assert_ne!(ran.status, 0, "{args:?}");
            if ran.stderr.contains("hunter2") || ran.stdout.contains("hunter2") {
                told.push(format!("{args:?}\n{}{}", ran.stdout, ran.stderr));
            }
        }
    }
    assert!(
        told.is_empty(),
        "{} of them:\n{}",
        told.len(),
        told.join("\n")
    );
}
