//! Reaching a MySQL server: TLS, and the logins that are spoken.

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mysql::consts::CapabilityFlags;
use mysql::{ClientIdentity, Conn, OptsBuilder, SslOpts};
use rustls::RootCertStore;

use super::{classify, server_key};
use crate::database_url::TlsMode;
use crate::database_url::{Password, Server};
use crate::store::Timeouts;
use crate::store::driver::{DriverError, Fault};
use crate::store::tls::{Link, anchors, config, explain};

/// No file has such a name, so reading it fails. Where no key is given, the
/// driver would ask whoever answers for one, and send that one the password.
const NO_KEY: &str = "\0";

/// Opens a connection as the URL asks for it, and says what it became.
pub(super) fn open(server: &Server, timeouts: Timeouts) -> Result<(Conn, Link), DriverError> {
    let options = OptsBuilder::new()
        .user(Some(&server.user))
        .pass(server.password.as_ref().map(Password::expose))
        .db_name(Some(&server.database))
        .tcp_connect_timeout(Some(timeouts.connect))
        .tcp_keepalive_time_ms(Some(60_000))
        // It would reconnect over the socket file the server names, which
        // is another server's behind a container's port map.
        .prefer_socket(false)
        .stmt_cache_size(16)
        // Without it an UPDATE counts the rows that changed.
        .additional_capabilities(CapabilityFlags::CLIENT_FOUND_ROWS);
    if let Some(path) = &server.socket {
        let options = options.socket(Some(path.to_string_lossy()));
        return connected(Conn::new(options), server, Link::Local);
    }
    if let Some(path) = &server.tls.server_key {
        let password = server.password.as_ref().map_or("", Password::expose);
        server_key::check(path, password)?;
    }
    let server_key = server.tls.server_key.clone();
    let options = options
        .ip_or_hostname(Some(&server.host))
        .tcp_port(server.port)
        .server_key_path(Some(server_key.unwrap_or_else(|| PathBuf::from(NO_KEY))));
    let mode = server.tls.effective_mode(false);
    if mode == TlsMode::Disabled {
        return connected(Conn::new(options), server, Link::Plain);
    }
    match secure(options.clone(), server, mode)? {
        // Only then: a handshake that fails may be somebody's doing.
        Err(error) if mode == TlsMode::Preferred && has_no_tls(&error) => {
            connected(Conn::new(options), server, Link::Plain)
        }
        result => connected(result, server, Link::encrypted(mode)),
    }
}

/// Connects with TLS. The outer error is one of the options.
fn secure(
    options: OptsBuilder,
    server: &Server,
    mode: TlsMode,
) -> Result<mysql::Result<Conn>, DriverError> {
    let tls = &server.tls;
    anchors::install();
    // Reads every file, and says what is wrong with it better than the driver.
    config::client(tls, mode)?;
    let ssl = match (&tls.cert, &tls.key) {
        (Some(cert), Some(key)) => SslOpts::default()
            .with_client_identity(Some(ClientIdentity::new(cert.clone(), key.clone()))),
        _ => SslOpts::default(),
    };
    if !matches!(mode, TlsMode::VerifyCa | TlsMode::VerifyIdentity) {
        let ssl = ssl.with_danger_accept_invalid_certs(true);
        return Ok(Conn::new(options.ssl_opts(ssl)));
    }
    let roots = config::roots(tls)?;
    let (path, _kept) = match &tls.ca {
        Some(path) => (path.clone(), None),
        None => {
            let file = system_bundle()?;
            (file.path().to_owned(), Some(file))
        }
    };
    let ssl = ssl
        .with_root_cert_path(Some(path))
        .with_danger_skip_domain_validation(mode == TlsMode::VerifyCa);
    let (result, consulted) = anchors::only(&roots, || Conn::new(options.ssl_opts(ssl)));
    match result {
        Ok(_) if !consulted => Err(DriverError::new(
            Fault::Tls,
            "the server's certificate was not verified as it should have been",
        )),
        result => Ok(result),
    }
}

/// The system's certificates in a file, which is what the driver reads.
fn system_bundle() -> Result<tempfile::NamedTempFile, DriverError> {
    let io = |error: std::io::Error| {
        DriverError::new(
            Fault::Other,
            format!("cannot write the system's certificates to a temporary file: {error}"),
        )
    };
    let mut file = tempfile::NamedTempFile::new().map_err(io)?;
    for certificate in config::system_certificates()? {
        // The driver gives up at the first one it cannot use.
        if RootCertStore::empty().add(certificate.clone()).is_ok() {
            let body = STANDARD.encode(&certificate);
            writeln!(
                file,
                "-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----"
            )
            .map_err(io)?;
        }
    }
    file.flush().map_err(io)?;
    Ok(file)
}

fn has_no_tls(error: &mysql::Error) -> bool {
    matches!(
        error,
        mysql::Error::DriverError(mysql::DriverError::TlsNotSupported)
    )
}

fn connected(
    result: mysql::Result<Conn>,
    server: &Server,
    link: Link,
) -> Result<(Conn, Link), DriverError> {
    match result {
        Ok(connection) => Ok((connection, link)),
        Err(error) => Err(failed(&error, server, link)),
    }
}

fn failed(error: &mysql::Error, server: &Server, link: Link) -> DriverError {
    if has_no_tls(error) {
        return explain::not_offered();
    }
    let io = match error {
        mysql::Error::IoError(io) => Some(io),
        mysql::Error::CodecError(mysql_common_error) => io_of(mysql_common_error),
        _ => None,
    };
    if let Some(tls) = io.and_then(|io| explain::cause(io)) {
        return explain::failed(tls, &server.tls);
    }
    match error {
        mysql::Error::TlsError(tls) => match explain::cause(tls) {
            Some(tls) => explain::failed(tls, &server.tls),
            None => DriverError::new(Fault::Tls, tls.to_string()),
        },
        mysql::Error::IoError(io)
            if io.kind() == ErrorKind::InvalidInput
                && link == Link::Plain
                && server.tls.server_key.is_none() =>
        {
            needs_key()
        }
        mysql::Error::DriverError(driver) => match unspoken(driver) {
            Some(error) => error,
            None => unreachable(classify(error)),
        },
        _ => unreachable(classify(error)),
    }
}

/// The I/O error inside one of the protocol.
fn io_of(error: &dyn std::error::Error) -> Option<&std::io::Error> {
    error.source().and_then(|source| source.downcast_ref())
}

/// Before there is a connection, what is not about the account is about the
/// server.
fn unreachable(error: DriverError) -> DriverError {
    let fault = match error.fault {
        Fault::Login | Fault::NoDatabase => error.fault,
        // The right to this database is refused like a login.
        Fault::Denied => Fault::Login,
        _ => Fault::Unreachable,
    };
    DriverError::new(fault, error.message)
}

fn needs_key() -> DriverError {
    DriverError::new(
        Fault::Login,
        "the server asks for the password (caching_sha2_password), and on a connection that is not \
         encrypted it is not given away",
    )
    .hint(
        "use TLS (ssl-mode=required) or a socket, or name the server's own key: \
         server-public-key-path=FILE (public_key.pem in MySQL's data directory)",
    )
}

/// A login that the driver does not speak.
fn unspoken(error: &mysql::DriverError) -> Option<DriverError> {
    let name = match error {
        mysql::DriverError::UnknownAuthPlugin(name) => name.as_str(),
        mysql::DriverError::CleartextPluginDisabled => "mysql_clear_password",
        mysql::DriverError::OldMysqlPasswordDisabled => "mysql_old_password",
        _ => return None,
    };
    let what = match name {
        "sha256_password" => "MySQL's deprecated one",
        "dialog" | "mysql_clear_password" => {
            "PAM or LDAP, which is given the password as it is typed"
        }
        "mysql_old_password" => "that of MySQL before 4.1",
        name if name.contains("gssapi") || name.contains("kerberos") => "Kerberos",
        _ => "a plug-in of that server",
    };
    let message = format!("the account logs in with {name} ({what}), which is not spoken here");
    Some(DriverError::new(Fault::Login, message).hint(
        "give this program an account of its own: IDENTIFIED WITH caching_sha2_password (MySQL), \
         ed25519 or mysql_native_password (MariaDB)",
    ))
}
