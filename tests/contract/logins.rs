//! How accounts log in: supported methods, and unsupported ones that are recognised and refused.
//!
//! GaussDB is not installed for these tests, and MySQL not with every plug-in. A script sends their first packets over a
//! real connection, and records what the client sends: the tests check above all that no password
//! is sent.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, server};

const PASSWORD: &str = "scripted-test-pw";
/// The nonce of the scripted MySQL server.
const NONCE: &[u8; 20] = b"abcdefghijklmnopqrst";

fn check(url: &str) -> Finished {
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", url);
    sandbox.run(["db", "check"])
}

/// Reads once; returns nothing if the client is gone.
fn read(client: &mut TcpStream) -> Vec<u8> {
    let mut buffer = vec![0; 16_384];
    let length = client.read(&mut buffer).unwrap_or(0);
    buffer.truncate(length);
    buffer
}

/// Runs a scripted server. Sends what it received on each connection, after the part that the
/// script read, to the channel.
fn serve(script: impl Fn(&mut TcpStream) + Send + 'static) -> (u16, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, received) = channel();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.expect("a client");
            client
                .set_read_timeout(Some(Duration::from_secs(3)))
                .expect("a limit");
            script(&mut client);
            // Until the client disconnects or sends nothing more.
            let mut rest = Vec::new();
            let _ = client.read_to_end(&mut rest);
            if sender.send(rest).is_err() {
                break;
            }
        }
    });
    (port, received)
}

/// A packet of MySQL's protocol.
fn packet(number: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a short packet");
    [&[length, 0, 0, number], payload].concat()
}

/// MySQL 8 without TLS: a greeting, and one answer to the client's reply.
fn mysql(plugin: &'static str, answer: Vec<u8>) -> (u16, Receiver<Vec<u8>>) {
    let greeting = mysql_greeting(plugin);
    serve(move |client| {
        let _ = client.write_all(&packet(0, &greeting));
        if !read(client).is_empty() {
            let _ = client.write_all(&packet(2, &answer));
        }
    })
}

fn mysql_greeting(plugin: &str) -> Vec<u8> {
    // PROTOCOL_41, SECURE_CONNECTION, CONNECT_WITH_DB, PLUGIN_AUTH.
    let (low, high) = (0x8208_u16.to_le_bytes(), 0x0008_u16.to_le_bytes());
    [
        b"\x0a8.0.40\0\x01\0\0\0".as_slice(),
        &NONCE[..8],
        b"\0",
        &low,
        &[45, 2, 0],
        &high,
        &[21],
        &[0; 10],
        &NONCE[8..],
        b"\0",
        plugin.as_bytes(),
        b"\0",
    ]
    .concat()
}

fn mysql_url(port: u16, options: &str) -> String {
    format!("mysql://root:{PASSWORD}@127.0.0.1:{port}/rag_flow?{options}")
}

/// The server's request for the full exchange of caching_sha2_password.
const FULL_EXCHANGE: [u8; 2] = [1, 4];

/// The packet with which MySQL's clients disconnect.
const QUIT: [u8; 5] = [1, 0, 0, 0, 1];

fn assert_login_refused(ran: &Finished, why: &str) {
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    assert!(ran.stderr.contains(why), "{}", ran.stderr);
    assert!(ran.stderr.contains("\nhint: "), "{}", ran.stderr);
    assert!(!ran.stderr.contains(PASSWORD), "{}", ran.stderr);
}

#[test]
fn mysql_passwords_are_not_sent_to_an_unverified_server() {
    for options in ["ssl-mode=disabled", "ssl-mode=preferred", ""] {
        let (port, received) = mysql("caching_sha2_password", FULL_EXCHANGE.to_vec());
        let ran = check(&mysql_url(port, options));
        assert_login_refused(&ran, "caching_sha2_password");
        assert!(ran.stderr.contains("server-public-key-path=FILE"));
        // With `preferred` the first connection only finds out that there is no TLS. Neither the
        // password nor a request for the public key (2) is sent.
        let connections = if options == "ssl-mode=disabled" { 1 } else { 2 };
        for _ in 0..connections {
            let sent = received.recv().expect("a connection");
            assert!(sent.is_empty() || sent == QUIT, "{options}: {sent:?}");
        }
    }
}

#[test]
fn mysql_passwords_are_encrypted_with_the_given_key() {
    let directory = server("RAGFLOWCTL_TEST_TLS_DIR");
    let (port, received) = mysql("caching_sha2_password", FULL_EXCHANGE.to_vec());
    let options = format!("ssl-mode=disabled&server-public-key-path={directory}/rsa.pem");
    // The script does not answer the password.
    let url = mysql_url(port, &options);
    let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url);
    let ran = sandbox.run(["db", "check", "--connect-timeout", "1s"]);
    assert_eq!(ran.status, 5, "{}", ran.stderr);
    let sent = received.recv().expect("a connection");
    assert_eq!(sent[..4], [0, 1, 0, 3], "256 bytes, the size of the key");
    let decrypted = decrypt(&sent[4..], &format!("{directory}/rsa.key"));
    let scramble = NONCE.iter().cycle();
    let password: Vec<u8> = decrypted.iter().zip(scramble).map(|(a, b)| a ^ b).collect();
    assert_eq!(password, format!("{PASSWORD}\0").as_bytes());
}

fn decrypt(text: &[u8], key: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("in");
    std::fs::write(&input, text).expect("written");
    let output = Command::new("openssl")
        .args(["pkeyutl", "-decrypt", "-pkeyopt", "rsa_padding_mode:oaep"])
        .arg("-in")
        .arg(&input)
        .args(["-inkey", key])
        .output()
        .expect("openssl");
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

#[test]
fn an_invalid_key_file_is_2_and_nothing_is_sent() {
    let directory = server("RAGFLOWCTL_TEST_TLS_DIR");
    for name in ["ca.pem", "rsa.key", "missing.pem"] {
        let options = format!("ssl-mode=disabled&server-public-key-path={directory}/{name}");
        // Nothing listens on this port, and no connection is tried.
        let ran = check(&mysql_url(1, &options));
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(
            ran.stderr.contains("server-public-key-path"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn unsupported_mysql_logins_are_named() {
    for (plugin, what) in [
        ("sha256_password", "deprecated"),
        ("dialog", "PAM"),
        ("mysql_clear_password", "PAM"),
        ("auth_gssapi_client", "Kerberos"),
        ("mysql_old_password", "before MySQL 4.1"),
        ("authentication_webauthn_client", "plug-in"),
    ] {
        let switch = [b"\xfe", plugin.as_bytes(), b"\0", NONCE, b"\0"].concat();
        let (port, received) = mysql("mysql_native_password", switch);
        let ran = check(&mysql_url(port, "ssl-mode=disabled"));
        assert_login_refused(&ran, plugin);
        assert!(ran.stderr.contains(what), "{}", ran.stderr);
        // At most an empty packet was sent.
        let sent = received.recv().expect("a connection");
        let sent = sent.strip_suffix(QUIT.as_slice()).unwrap_or(&sent);
        assert!(
            sent.is_empty() || sent == packet(3, b""),
            "{plugin}: {sent:?}"
        );
    }
}

/// PostgreSQL without TLS, which asks for this login method.
fn postgres(request: Vec<u8>) -> (u16, Receiver<Vec<u8>>) {
    serve(move |client| {
        const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
        if read(client) == SSL_REQUEST {
            let _ = client.write_all(b"N");
            read(client);
        }
        let length = u32::try_from(request.len() + 4).expect("a short message");
        let message = [b"R", length.to_be_bytes().as_slice(), &request].concat();
        let _ = client.write_all(&message);
    })
}

#[test]
fn unsupported_postgresql_logins_are_named() {
    // Method 2 (SHA-256), a random code, a token, and the number of iterations.
    let gauss = [
        &[0, 0, 0, 10, 0, 0, 0, 2],
        [b'a'; 64].as_slice(),
        b"01234567",
        &[0, 0, 39, 16],
    ]
    .concat();
    for (request, what) in [
        (gauss, "GaussDB"),
        (b"\0\0\0\x0aOAUTHBEARER\0\0".to_vec(), "SCRAM-SHA-256"),
        (b"\0\0\0\x07".to_vec(), "Kerberos"),
        (b"\0\0\0\x09".to_vec(), "Kerberos"),
    ] {
        for options in ["", "?sslmode=disable"] {
            let (port, received) = postgres(request.clone());
            let ran = check(&format!(
                "postgres://rag:{PASSWORD}@127.0.0.1:{port}/rag_flow{options}"
            ));
            assert_login_refused(&ran, what);
            let sent = received.recv().expect("a connection");
            assert!(
                sent.is_empty() || sent == b"X\0\0\0\x04",
                "{what}: {sent:?}"
            );
        }
    }
}

/// An address of this machine that the program does not know as one: the password could leave it.
const BEYOND: &str = "0.0.0.0";

/// The message with which PostgreSQL's clients send their password in clear text.
fn password_message() -> Vec<u8> {
    let length = u32::try_from(PASSWORD.len() + 5).expect("a short password");
    [
        b"p",
        length.to_be_bytes().as_slice(),
        PASSWORD.as_bytes(),
        b"\0",
    ]
    .concat()
}

#[test]
fn postgresql_gets_no_password_in_clear_text_over_an_unencrypted_connection() {
    const CLEARTEXT: &[u8] = &[0, 0, 0, 3];
    for options in ["", "?sslmode=prefer", "?sslmode=disable"] {
        let (port, received) = postgres(CLEARTEXT.to_vec());
        let url = |host| format!("postgres://rag:{PASSWORD}@{host}:{port}/rag_flow{options}");
        let ran = check(&url(BEYOND));
        assert_login_refused(&ran, "in clear text");
        assert!(ran.stderr.contains("sslmode=require"), "{}", ran.stderr);
        let sent = received.recv().expect("a connection");
        assert!(
            sent.is_empty() || sent == b"X\0\0\0\x04",
            "{options}: {sent:?}"
        );
        // Nobody listens on the way to this machine itself.
        check(&url("127.0.0.1"));
        let sent = received.recv().expect("a connection");
        assert!(sent.starts_with(&password_message()), "{sent:?}");
    }
}

/// The server accepts the connection and says nothing more: no password was sent yet.
#[test]
fn the_warning_about_an_unprotected_connection_comes_before_the_login() {
    const NOT_VERIFIED: &str = "certificate is not verified";
    const NOT_ENCRYPTED: &str = "is not encrypted";
    for (scheme, options, warning) in [
        ("mysql", "", NOT_VERIFIED),
        ("mysql", "ssl-mode=required", NOT_VERIFIED),
        ("mysql", "ssl-mode=disabled", NOT_ENCRYPTED),
        ("postgres", "sslmode=disable", NOT_ENCRYPTED),
    ] {
        for (host, is_warned) in [(BEYOND, true), ("127.0.0.1", false)] {
            let (port, _received) = serve(|_| ());
            let url = format!("{scheme}://rag:{PASSWORD}@{host}:{port}/d?{options}");
            let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url);
            let ran = sandbox.run(["db", "check", "--connect-timeout", "200ms"]);
            assert_eq!(ran.status, 5, "{}", ran.stderr);
            let what = format!("{scheme} {host} {options}: {}", ran.stderr);
            assert_eq!(ran.stderr.contains(warning), is_warned, "{what}");
        }
    }
}

/// Only the server can say that it has no TLS. The login comes after that.
#[test]
fn the_warning_that_a_server_has_no_tls_comes_before_the_login() {
    let (postgres_port, _postgres) = postgres(vec![0, 0, 0, 7]);
    let (mysql_port, _mysql) = mysql("caching_sha2_password", FULL_EXCHANGE.to_vec());
    for (scheme, port) in [("postgres", postgres_port), ("mysql", mysql_port)] {
        let ran = check(&format!("{scheme}://rag:{PASSWORD}@{BEYOND}:{port}/d"));
        assert_eq!(ran.status, 5, "{}", ran.stderr);
        let warning = format!("the connection to {BEYOND} is not encrypted");
        assert!(ran.stderr.contains(&warning), "{}", ran.stderr);
    }
}

/// The driver panics at some of these answers.
#[test]
fn a_malformed_answer_to_the_login_is_5() {
    let parsec = [b"\xfeparsec\0".as_slice(), &[7; 32], b"\0"].concat();
    let answers = [
        vec![],
        vec![1],
        vec![0xfe],
        b"\xfe\0".to_vec(),
        b"\xfecaching_sha2_password\0".to_vec(),
        b"\xfeclient_ed25519\0".to_vec(),
        b"\xfeparsec\0".to_vec(),
        parsec,
        vec![0xff],
    ];
    for plugin in ["mysql_native_password", "caching_sha2_password"] {
        for answer in &answers {
            let (port, _received) = mysql(plugin, answer.clone());
            let url = mysql_url(port, "ssl-mode=disabled");
            let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &url);
            let ran = sandbox.run(["db", "check", "--json", "--connect-timeout", "1s"]);
            let what = format!("{plugin} {answer:?}: {}", ran.stderr);
            assert_eq!(ran.status, 5, "{what}");
            assert!(ran.stdout.starts_with("{\"code\":500,"), "{what}");
            assert!(ran.stderr.contains("\nhint: "), "{what}");
        }
    }
}

/// MariaDB 11.6 and later can require it.
#[test]
fn parsec_is_answered() {
    let greeting = mysql_greeting("mysql_native_password");
    let switch = [b"\xfeparsec\0".as_slice(), &[7; 32]].concat();
    let (port, received) = serve(move |client| {
        let _ = client.write_all(&packet(0, &greeting));
        read(client);
        let _ = client.write_all(&packet(2, &switch));
        // An empty packet asks for the salt.
        assert_eq!(read(client), packet(3, b""));
        let salt = [b"\x01P\0".as_slice(), &[9; 18]].concat();
        let _ = client.write_all(&packet(4, &salt));
        let answer = read(client);
        assert_eq!(answer.len(), 4 + 96, "a nonce and a signature: {answer:?}");
        let denied = b"\xff\x15\x04#28000Access denied";
        let _ = client.write_all(&packet(6, denied));
    });
    let ran = check(&mysql_url(port, "ssl-mode=disabled"));
    assert_login_refused(&ran, "Access denied (1045)");
    drop(received);
}

/// The server asks for a second method if the password is not that of the first.
#[test]
fn an_account_with_several_methods_is_told_apart() {
    let greeting = mysql_greeting("mysql_native_password");
    let ed25519 = [b"\xfeclient_ed25519\0".as_slice(), &[7; 32]].concat();
    let native = [b"\xfemysql_native_password\0".as_slice(), NONCE, b"\0"].concat();
    let (port, _received) = serve(move |client| {
        let _ = client.write_all(&packet(0, &greeting));
        read(client);
        let _ = client.write_all(&packet(2, &ed25519));
        read(client);
        let _ = client.write_all(&packet(4, &native));
    });
    let ran = check(&mysql_url(port, "ssl-mode=disabled"));
    assert_login_refused(&ran, "several methods");
}

#[test]
fn a_missing_password_is_reported() {
    let port = server("RAGFLOWCTL_TEST_POSTGRES_PORT");
    let ran = check(&format!("postgres://limited@127.0.0.1:{port}/ragflow_027"));
    assert_login_refused(&ran, "none is set");
    let hint = "hint: no password was given; to give one: --password-file FILE, \
                RAGFLOWCTL_PASSWORD or ~/.pgpass";
    assert!(ran.stderr.contains(hint), "{}", ran.stderr);
}

#[test]
fn scram_works_with_and_without_tls() {
    let db = Database::fixture(Engine::Postgres, "0.27");
    for options in [
        "sslmode=disable",
        "sslmode=require",
        // What services such as Neon hand out.
        "sslmode=require&channel_binding=require&application_name=x&target_session_attrs=any",
    ] {
        let ran = check(&format!("{}?{options}", db.url()));
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let wrong = db.url().replace("ragflow-test-pw", "wrong");
    assert_login_refused(&check(&wrong), "password authentication failed");
}

#[test]
fn a_login_without_the_required_channel_binding_is_refused() {
    let port = server("RAGFLOWCTL_TEST_POSTGRES_PLAIN_PORT");
    let url = format!(
        "postgres://ragflow:ragflow-test-pw@127.0.0.1:{port}/postgres?channel_binding=require"
    );
    let ran = check(&url);
    assert_login_refused(&ran, "did not use channel binding");
    assert!(
        ran.stderr.contains("hint: use sslmode=verify-full"),
        "{}",
        ran.stderr
    );
}
