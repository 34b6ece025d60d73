//! Connecting to a MySQL server, with TLS as the URL asks for it.

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mysql::consts::CapabilityFlags;
use mysql::{ClientIdentity, Conn, OptsBuilder, SslOpts};
use rustls::RootCertStore;

use super::error::classify_login;
use super::{login, server_key};
use crate::database_url::{Password, Server, TlsMode};
use crate::store::connection_options::{BeforeLogin, Timeouts};
use crate::store::driver_error::{DriverError, Fault};
use crate::store::keepalive;
use crate::store::tls::{ConnectionSecurity, client_config, handshake_error, root_restriction};

/// No file has such a name, so reading it fails. Without the path of a key the
/// driver would ask the server for its key, and send the password under any key
/// that it gets.
const NO_KEY: &str = "\0";

/// The error if user or password is wrong.
const ACCESS_DENIED: u16 = 1045;

/// Connects as the URL asks for it, and returns how the connection is protected.
/// `before_login` is told that before any password is sent.
/// Options go through the builder, not through the driver's own URLs, because
/// OceanBase's account names contain an `@`.
pub(super) fn open(
    server: &Server,
    timeouts: Timeouts,
    before_login: &BeforeLogin,
) -> Result<(Conn, ConnectionSecurity), DriverError> {
    let connect_timeout = (!timeouts.connect.is_zero()).then_some(timeouts.connect);
    let options = OptsBuilder::new()
        .user(Some(&server.user))
        .pass(server.password.as_ref().map(Password::expose))
        .db_name(Some(&server.database))
        .tcp_connect_timeout(connect_timeout)
        .tcp_keepalive_time_ms(milliseconds(keepalive::IDLE))
        // Otherwise the driver reconnects through the socket file that the
        // server names, which belongs to another server if this one is in a
        // container.
        .prefer_socket(false)
        .stmt_cache_size(16)
        // Without it an UPDATE counts the changed rows, not the matched ones.
        .additional_capabilities(CapabilityFlags::CLIENT_FOUND_ROWS);
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    let options = options
        .tcp_keepalive_probe_interval_secs(u32::try_from(keepalive::INTERVAL.as_secs()).ok())
        .tcp_keepalive_probe_count(Some(keepalive::PROBES));
    #[cfg(target_os = "linux")]
    let options = options.tcp_user_timeout_ms(milliseconds(keepalive::UNACKNOWLEDGED));
    if let Some(path) = &server.socket {
        let options = options.socket(Some(path.to_string_lossy()));
        return finish(Conn::new(options), server, ConnectionSecurity::Local);
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
        before_login(ConnectionSecurity::Plain)?;
        return finish(Conn::new(options), server, ConnectionSecurity::Plain);
    }
    before_login(ConnectionSecurity::encrypted(mode))?;
    match connect_with_tls(options.clone(), server, mode)? {
        // Only if the server has no TLS: a handshake that fails may be an attack.
        Err(error) if mode == TlsMode::Preferred && has_no_tls(&error) => {
            before_login(ConnectionSecurity::Plain)?;
            finish(Conn::new(options), server, ConnectionSecurity::Plain)
        }
        result => finish(result, server, ConnectionSecurity::encrypted(mode)),
    }
}

fn milliseconds(time: Duration) -> Option<u32> {
    u32::try_from(time.as_millis()).ok()
}

/// Connects with TLS. The outer error is about the options, the inner one about
/// the connection.
fn connect_with_tls(
    options: OptsBuilder,
    server: &Server,
    mode: TlsMode,
) -> Result<mysql::Result<Conn>, DriverError> {
    let tls = &server.tls;
    root_restriction::install_provider();
    // Reads every file, only because its errors are better than the driver's.
    client_config::client_config(tls, mode)?;
    let ssl = match (&tls.cert, &tls.key) {
        (Some(cert), Some(key)) => SslOpts::default()
            .with_client_identity(Some(ClientIdentity::new(cert.clone(), key.clone()))),
        _ => SslOpts::default(),
    };
    if !matches!(mode, TlsMode::VerifyCa | TlsMode::VerifyIdentity) {
        let ssl = ssl.with_danger_accept_invalid_certs(true);
        return Ok(Conn::new(options.ssl_opts(ssl)));
    }
    let roots = client_config::trusted_roots(tls)?;
    // The temporary file must exist until the driver has connected.
    let (path, _temporary_file) = match &tls.ca {
        Some(path) => (path.clone(), None),
        None => {
            let file = write_system_certificates()?;
            (file.path().to_owned(), Some(file))
        }
    };
    let ssl = ssl
        .with_root_cert_path(Some(path))
        .with_danger_skip_domain_validation(mode == TlsMode::VerifyCa);
    let (result, was_restricted) =
        root_restriction::with_only_these_roots(&roots, || Conn::new(options.ssl_opts(ssl)));
    match result {
        Ok(_) if !was_restricted => Err(DriverError::new(
            Fault::Tls,
            "the server's certificate was not verified as it should have been",
        )),
        result => Ok(result),
    }
}

/// Writes the system's certificates into a file, because the driver reads nothing
/// else.
fn write_system_certificates() -> Result<tempfile::NamedTempFile, DriverError> {
    let io = |error: std::io::Error| {
        DriverError::new(
            Fault::Other,
            format!("cannot write the system's certificates to a temporary file: {error}"),
        )
    };
    let mut file = tempfile::NamedTempFile::new().map_err(io)?;
    for certificate in client_config::system_certificates()? {
        // The driver fails at the first certificate that it cannot use.
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

fn finish(
    result: mysql::Result<Conn>,
    server: &Server,
    security: ConnectionSecurity,
) -> Result<(Conn, ConnectionSecurity), DriverError> {
    match result {
        Ok(connection) => Ok((connection, security)),
        Err(error) => Err(connect_error(&error, server, security)),
    }
}

fn connect_error(
    error: &mysql::Error,
    server: &Server,
    security: ConnectionSecurity,
) -> DriverError {
    if has_no_tls(error) {
        return handshake_error::tls_not_offered();
    }
    let io = match error {
        mysql::Error::IoError(io) => Some(io),
        mysql::Error::CodecError(codec) => io_cause(codec),
        _ => None,
    };
    if let Some(tls) = io.and_then(|io| handshake_error::find_tls_error(io)) {
        return handshake_error::handshake_failed(tls, &server.tls);
    }
    match error {
        mysql::Error::TlsError(tls) => match handshake_error::find_tls_error(tls) {
            Some(tls) => handshake_error::handshake_failed(tls, &server.tls),
            None => DriverError::new(Fault::Tls, tls.to_string()),
        },
        mysql::Error::IoError(io)
            if io.kind() == ErrorKind::InvalidInput
                && security == ConnectionSecurity::Plain
                && server.tls.server_key.is_none() =>
        {
            login::needs_server_key()
        }
        mysql::Error::DriverError(driver) => match login::unsupported_method(driver) {
            Some(error) => error,
            None => as_connect_error(classify_login(error)),
        },
        mysql::Error::MySqlError(denied)
            if denied.code == ACCESS_DENIED && security == ConnectionSecurity::Plain =>
        {
            as_connect_error(classify_login(error)).with_hint(match server.tls.server_key {
                Some(_) => {
                    "check user and password, and that server-public-key-path names the key of \
                     this server; or the account requires TLS: ssl-mode=required"
                }
                None => {
                    "check user and password, and whether the account may connect from this host; \
                     or it requires TLS: ssl-mode=required"
                }
            })
        }
        _ => as_connect_error(classify_login(error)),
    }
}

/// The I/O error inside an error of the protocol.
fn io_cause(error: &dyn std::error::Error) -> Option<&std::io::Error> {
    error.source().and_then(|source| source.downcast_ref())
}

/// The error, as one of connecting: if it is not about the account, the server
/// could not be reached.
fn as_connect_error(mut error: DriverError) -> DriverError {
    error.fault = match error.fault {
        Fault::Login | Fault::NoDatabase => error.fault,
        // A missing right to connect to this database counts as a refused login.
        Fault::Denied => Fault::Login,
        _ => Fault::Unreachable,
    };
    error
}
