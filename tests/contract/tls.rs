//! What each TLS mode accepts and refuses, on servers with a valid certificate, with an expired
//! one, and without TLS.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_servers, server};

/// The certificate of a server.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Served {
    Good,
    Expired,
    None,
}

const NOT_ENCRYPTED: &str = "not encrypted";
const ENCRYPTED: &str = "TLS, the server not verified";
const CHAIN: &str = "TLS, the server's certificate verified";
const NAME: &str = "TLS, the server's name and certificate verified";

/// The state of the connection, or a part of the error.
type Outcome = Result<&'static str, &'static str>;

const NO_TLS: Outcome = Err("the server does not support TLS");
const STRANGER: Outcome = Err("was not issued by the CA in");
const WRONG_NAME: Outcome =
    Err("the server's certificate is for localhost, 127.0.0.2, not for 127.0.0.1");
const EXPIRED: Outcome = Err("the server's certificate expired on 20");

/// Options, host, and the outcome for each certificate. `CA` and `OTHER` stand for the certificate
/// files of the server's authority and of another one.
const MATRIX: [(&str, &str, [Outcome; 3]); 15] = [
    (
        "",
        "127.0.0.1",
        [Ok(ENCRYPTED), Ok(ENCRYPTED), Ok(NOT_ENCRYPTED)],
    ),
    ("ssl-mode=disabled", "127.0.0.1", [Ok(NOT_ENCRYPTED); 3]),
    ("sslmode=disable", "localhost", [Ok(NOT_ENCRYPTED); 3]),
    (
        "ssl-mode=preferred",
        "localhost",
        [Ok(ENCRYPTED), Ok(ENCRYPTED), Ok(NOT_ENCRYPTED)],
    ),
    (
        "sslmode=allow",
        "127.0.0.1",
        [Ok(ENCRYPTED), Ok(ENCRYPTED), Ok(NOT_ENCRYPTED)],
    ),
    (
        "ssl-mode=required",
        "127.0.0.1",
        [Ok(ENCRYPTED), Ok(ENCRYPTED), NO_TLS],
    ),
    (
        "sslmode=require&sslrootcert=CA",
        "127.0.0.1",
        [Ok(CHAIN), EXPIRED, NO_TLS],
    ),
    (
        "ssl-mode=required&ssl-ca=OTHER",
        "127.0.0.1",
        [STRANGER, EXPIRED, NO_TLS],
    ),
    ("ssl-ca=CA", "127.0.0.1", [Ok(CHAIN), EXPIRED, NO_TLS]),
    (
        "ssl-mode=verify-ca&ssl-ca=CA",
        "127.0.0.1",
        [Ok(CHAIN), EXPIRED, NO_TLS],
    ),
    (
        "ssl-mode=verify-ca&ssl-ca=OTHER",
        "localhost",
        [STRANGER, EXPIRED, NO_TLS],
    ),
    (
        "ssl-mode=verify-identity&ssl-ca=CA",
        "localhost",
        [Ok(NAME), EXPIRED, NO_TLS],
    ),
    (
        "sslmode=verify-full&sslrootcert=CA",
        "localhost",
        [Ok(NAME), EXPIRED, NO_TLS],
    ),
    (
        "ssl-mode=verify-identity&ssl-ca=CA",
        "127.0.0.1",
        [WRONG_NAME, EXPIRED, NO_TLS],
    ),
    (
        "ssl-mode=verify-identity&ssl-ca=OTHER",
        "localhost",
        [STRANGER, EXPIRED, NO_TLS],
    ),
];

on_servers!(
    each_mode_accepts_and_refuses_as_documented,
    an_account_that_requires_tls_can_log_in,
    a_client_certificate_is_sent_on_request,
    a_certificate_can_name_an_ip_address,
    a_new_connection_is_not_less_protected_than_the_first,
    without_a_ca_file_the_system_authorities_are_used,
    an_unprotected_connection_beyond_this_machine_is_warned_of_once,
    invalid_certificate_files_are_2,
);

/// The path of a certificate or key.
fn file(name: &str) -> String {
    format!("{}/{name}", server("RAGFLOWCTL_TEST_TLS_DIR"))
}

fn port(engine: Engine, served: Served) -> String {
    server(match (engine, served) {
        (Engine::Postgres, Served::Good) => "RAGFLOWCTL_TEST_POSTGRES_PORT",
        (Engine::Postgres, Served::Expired) => "RAGFLOWCTL_TEST_POSTGRES_STANDBY_PORT",
        (Engine::Postgres, Served::None) => "RAGFLOWCTL_TEST_POSTGRES_PLAIN_PORT",
        (Engine::Mariadb, Served::Good) => "RAGFLOWCTL_TEST_MARIADB_PORT",
        (Engine::Mariadb, Served::Expired) => "RAGFLOWCTL_TEST_MARIADB_READONLY_PORT",
        (Engine::Mariadb, Served::None) => "RAGFLOWCTL_TEST_MARIADB_PLAIN_PORT",
        (_, Served::Good) => "RAGFLOWCTL_TEST_MYSQL_PORT",
        (_, Served::Expired) => "RAGFLOWCTL_TEST_MYSQL_READONLY_PORT",
        (_, Served::None) => "RAGFLOWCTL_TEST_MYSQL_PLAIN_PORT",
    })
}

/// The URL of a database for an account.
fn url(engine: Engine, account: &str, host: &str, port: &str, database: &str) -> String {
    let scheme = match engine {
        Engine::Postgres => "postgres",
        _ => "mysql",
    };
    format!("{scheme}://{account}:{account}-test-pw@{host}:{port}/{database}")
}

fn check(url: &str) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(["db", "check", "--json"])
}

fn connection(ran: &Finished) -> String {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    answer["data"]["connection"]
        .as_str()
        .expect("text")
        .to_owned()
}

/// A database on the server with the valid certificate, and its name. Dropping the first removes
/// the database.
fn database(engine: Engine) -> (Database, String) {
    let db = Database::fixture(engine, "0.27");
    let name = db.url().rsplit('/').next().expect("a name").to_owned();
    (db, name)
}

fn each_mode_accepts_and_refuses_as_documented(engine: Engine) {
    let (_kept, name) = database(engine);
    for (options, host, outcomes) in MATRIX {
        let options = options
            .replace("=CA", &format!("={}", file("ca.pem")))
            .replace("=OTHER", &format!("={}", file("other-ca.pem")));
        for (served, outcome) in [Served::Good, Served::Expired, Served::None]
            .into_iter()
            .zip(outcomes)
        {
            let database = if served == Served::Good {
                &name
            } else {
                "ragflow_027"
            };
            let url = url(engine, "limited", host, &port(engine, served), database);
            let ran = check(&format!("{url}?{options}"));
            let case = format!("{served:?} {host} {options}: {}", ran.stderr);
            match outcome {
                Ok(expected) => assert_eq!(connection(&ran), expected, "{case}"),
                Err(expected) => {
                    assert_eq!(ran.status, 5, "{case}");
                    assert!(ran.stderr.contains(expected), "{case}");
                    assert!(ran.stderr.contains("\nhint: "), "{case}");
                }
            }
            // The connection stays on this machine, so there is no warning that it is not
            // encrypted.
            assert!(!ran.stderr.contains("encrypted"), "{case}");
            assert!(!ran.stderr.contains("test-pw"), "{case}");
        }
    }
}

/// The server admits this account over TLS only, so it confirms what the program reports.
fn an_account_that_requires_tls_can_log_in(engine: Engine) {
    let (_kept, name) = database(engine);
    let url = url(
        engine,
        "secure",
        "localhost",
        &port(engine, Served::Good),
        &name,
    );
    let ca = file("ca.pem");
    for (options, expected) in [
        (String::new(), ENCRYPTED),
        ("sslmode=require".to_owned(), ENCRYPTED),
        (format!("ssl-mode=verify-ca&ssl-ca={ca}"), CHAIN),
        (format!("ssl-mode=verify-identity&ssl-ca={ca}"), NAME),
    ] {
        assert_eq!(connection(&check(&format!("{url}?{options}"))), expected);
    }
    let ran = check(&format!("{url}?ssl-mode=disabled"));
    assert_eq!(ran.status, 5, "{}", ran.stderr);
}

fn a_client_certificate_is_sent_on_request(engine: Engine) {
    let (_kept, name) = database(engine);
    let url = url(
        engine,
        "x509",
        "localhost",
        &port(engine, Served::Good),
        &name,
    );
    let identity = |name: &str| {
        let [cert, key] = ["pem", "key"].map(|end| file(&format!("{name}.{end}")));
        format!("ssl-cert={cert}&ssl-key={key}")
    };
    let verified = format!("&ssl-mode=verify-identity&ssl-ca={}", file("ca.pem"));
    for more in ["", &verified] {
        let ran = check(&format!("{url}?{}{more}", identity("client")));
        assert!(connection(&ran).starts_with("TLS, "));
        for options in ["ssl-mode=required".to_owned(), identity("other-client")] {
            let ran = check(&format!("{url}?{options}{more}"));
            assert_eq!(ran.status, 5, "{options}: {}", ran.stderr);
        }
    }
}

/// The certificate also names 127.0.0.2, where only this forwarder listens.
fn a_certificate_can_name_an_ip_address(engine: Engine) {
    let (_kept, name) = database(engine);
    let port = forward("127.0.0.2", port(engine, Served::Good));
    let url = url(engine, "limited", "127.0.0.2", &port, &name);
    let ca = file("ca.pem");
    let ran = check(&format!("{url}?ssl-mode=verify-identity&ssl-ca={ca}"));
    assert_eq!(connection(&ran), NAME);
}

/// Somebody takes the server's place while the program runs. It does not log in there without TLS.
fn a_new_connection_is_not_less_protected_than_the_first(engine: Engine) {
    let mut is_refused = false;
    // The connection is lost at one of these statements, and then a new one is made.
    for statement in 0..30 {
        let (_kept, name) = database(engine);
        let servers = vec![port(engine, Served::Good), port(engine, Served::None)];
        let port = forward_each("127.0.0.1", servers);
        let url = url(engine, "ragflow", "127.0.0.1", &port, &name);
        let sandbox = Sandbox::new()
            .var("RAGFLOWCTL_DATABASE_URL", &url)
            .failing_at_statement(statement, false);
        let ran = sandbox.run(["beta", "backfill"]);
        if ran.stderr.contains("the server offers no TLS") {
            assert_eq!(ran.status, 5, "{}", ran.stderr);
            is_refused = true;
            break;
        }
    }
    assert!(is_refused);
}

/// Listens on an address, and forwards the first connection to a server.
fn forward(address: &str, to: String) -> String {
    forward_each(address, vec![to])
}

/// Listens on an address, and forwards each connection to the next server, at last to the last one.
fn forward_each(address: &str, servers: Vec<String>) -> String {
    let listener = TcpListener::bind((address, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let last = servers.last().cloned().into_iter().cycle();
        for to in servers.into_iter().chain(last) {
            let (mut client, _) = listener.accept().expect("a client");
            let mut server = TcpStream::connect(format!("127.0.0.1:{to}")).expect("the server");
            let mut from = client.try_clone().expect("a stream");
            let mut back = server.try_clone().expect("a stream");
            std::thread::spawn(move || pass(&mut from, &mut server));
            std::thread::spawn(move || pass(&mut back, &mut client));
        }
    });
    port.to_string()
}

fn pass(from: &mut TcpStream, to: &mut TcpStream) {
    let mut buffer = [0; 16_384];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

/// The authorities of the system come from a variable, so this needs a process of its own.
fn without_a_ca_file_the_system_authorities_are_used(engine: Engine) {
    let (_kept, name) = database(engine);
    let url = url(
        engine,
        "limited",
        "localhost",
        &port(engine, Served::Good),
        &name,
    );
    for (ca, status) in [("ca.pem", 0), ("other-ca.pem", 5)] {
        let output = Command::new(env!("CARGO_BIN_EXE_ragflowctl"))
            .args(["db", "check", "--json"])
            .env(
                "RAGFLOWCTL_DATABASE_URL",
                format!("{url}?ssl-mode=verify-identity"),
            )
            .env("SSL_CERT_FILE", file(ca))
            .env_remove("SSL_CERT_DIR")
            .output()
            .expect("the program");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{stderr}");
        assert_eq!(stderr.contains("this system does not trust"), status == 5);
    }
}

fn invalid_certificate_files_are_2(engine: Engine) {
    let (_kept, name) = database(engine);
    let url = url(
        engine,
        "limited",
        "localhost",
        &port(engine, Served::Good),
        &name,
    );
    let [ca, key, client, missing] = ["ca.pem", "ca.key", "client.pem", "missing.pem"].map(file);
    for (options, why) in [
        (format!("ssl-ca={missing}"), "No such file"),
        (format!("ssl-ca={key}"), "contains no certificate"),
        (
            format!("ssl-cert={client}&ssl-key={missing}"),
            "No such file",
        ),
        (
            format!("ssl-cert={client}&ssl-key={ca}"),
            "contains no private key",
        ),
        (format!("ssl-cert={client}&ssl-key={key}"), "KeyMismatch"),
        (format!("ssl-cert={client}"), "together"),
        ("ssl-mode=verify-ca".to_owned(), "ssl-ca=FILE"),
        ("ssl-mode=yes".to_owned(), "verify-identity"),
        ("sslmod=require".to_owned(), "did you mean 'sslmode'?"),
    ] {
        let ran = check(&format!("{url}?{options}"));
        assert_eq!(ran.status, 2, "{options}: {}", ran.stderr);
        assert!(ran.stderr.contains(why), "{options}: {}", ran.stderr);
        assert!(ran.stderr.contains("\nhint: "), "{options}: {}", ran.stderr);
    }
}

/// `0.0.0.0` is an address of this machine that the program does not know as one.
fn an_unprotected_connection_beyond_this_machine_is_warned_of_once(engine: Engine) {
    let (_kept, name) = database(engine);
    let port = port(engine, Served::Good);
    for (options, warning) in [
        ("", "certificate is not verified"),
        ("ssl-mode=disabled", "not encrypted"),
    ] {
        for (host, warnings) in [("0.0.0.0", 1), ("127.0.0.1", 0)] {
            let url = url(engine, "limited", host, &port, &name);
            let ran = check(&format!("{url}?{options}"));
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            let found = ran.stderr.matches(warning).count();
            assert_eq!(found, warnings, "{host} {options}: {}", ran.stderr);
        }
    }
}

#[test]
fn unix_sockets_do_without_tls() {
    for engine in Engine::ALL {
        let db = Database::fixture(engine, "0.27");
        assert_eq!(connection(&check(&db.socket_url())), "local");
        if engine != Engine::Sqlite {
            let ran = check(&format!("{}&ssl-mode=required", db.socket_url()));
            assert_eq!(ran.status, 2, "{}", ran.stderr);
            assert!(
                ran.stderr.contains("a unix socket does not use TLS"),
                "{}",
                ran.stderr
            );
        }
    }
}
