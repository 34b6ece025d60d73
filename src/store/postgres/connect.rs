//! Connecting to a PostgreSQL server, with TLS as the URL asks for it.

use postgres::config::{SslMode, SslNegotiation};
use postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::classify_login;
use super::login;
use super::plain_stream::{CleartextRequested, NoCleartext};
use crate::database_url::{Server, TlsMode};
use crate::store::connection_options::{BeforeLogin, Timeouts};
use crate::store::driver_error::{DriverError, Fault, message_with_causes};
use crate::store::tls::{ConnectionSecurity, client_config, handshake_error};

/// Connects as the URL asks for it, and returns how the connection is protected.
/// `before_login` is told that before any password is sent.
pub(super) fn open(
    server: &Server,
    timeouts: Timeouts,
    before_login: &mut BeforeLogin<'_>,
) -> Result<(Client, ConnectionSecurity), DriverError> {
    let mut options = Config::new();
    match &server.socket {
        Some(directory) => options.host_path(directory),
        None => options.host(&server.host),
    };
    options
        .port(server.port)
        .user(&server.user)
        .dbname(&server.database)
        .application_name("ragflowctl");
    if !timeouts.connect.is_zero() {
        options.connect_timeout(timeouts.connect);
    }
    if let Some(password) = &server.password {
        options.password(password.expose());
    }
    let mode = server.tls.effective_mode(server.socket.is_some());
    if mode == TlsMode::Disabled {
        return open_plain(&mut options, server, before_login);
    }
    let security = ConnectionSecurity::encrypted(mode);
    before_login(security)?;
    let tls = MakeRustlsConnect::new(client_config::client_config(&server.tls, mode)?);
    // Not the driver's `prefer`, which falls back to a plain connection by itself.
    match options.ssl_mode(SslMode::Require).connect(tls) {
        Ok(client) => Ok((client, security)),
        // Only if the server has no TLS: a handshake that fails may be an attack.
        Err(error) if mode == TlsMode::Preferred && has_no_tls(&error) => {
            open_plain(&mut options, server, before_login)
        }
        Err(error) => Err(connect_error(&error, server)),
    }
}

fn open_plain(
    options: &mut Config,
    server: &Server,
    before_login: &mut BeforeLogin<'_>,
) -> Result<(Client, ConnectionSecurity), DriverError> {
    let security = match server.socket {
        Some(_) => ConnectionSecurity::Local,
        None => ConnectionSecurity::Plain,
    };
    before_login(security)?;
    let client = match server.is_local() {
        true => options.ssl_mode(SslMode::Disable).connect(NoTls),
        false => options
            .ssl_mode(SslMode::Require)
            .ssl_negotiation(SslNegotiation::Direct)
            .connect(NoCleartext),
    };
    client
        .map(|client| (client, security))
        .map_err(|error| connect_error(&error, server))
}

/// Whether the server has no TLS. The driver tells this by its message only.
fn has_no_tls(error: &postgres::Error) -> bool {
    message_with_causes(error).contains("server does not support TLS")
}

/// Whether the login was broken off because the server asked for the password in
/// clear text.
fn has_asked_for_cleartext(error: &postgres::Error) -> bool {
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        let inner = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        if inner.is_some_and(|inner| inner.is::<CleartextRequested>()) {
            return true;
        }
        next = cause.source();
    }
    false
}

fn connect_error(error: &postgres::Error, server: &Server) -> DriverError {
    if let Some(tls) = handshake_error::find_tls_error(error) {
        return handshake_error::handshake_failed(tls, &server.tls);
    }
    if has_no_tls(error) {
        return handshake_error::tls_not_offered();
    }
    if has_asked_for_cleartext(error) {
        return login::cleartext_refused();
    }
    let mut classified = classify_login(error);
    classified.fault = match classified.fault {
        Fault::Login | Fault::NoDatabase => classified.fault,
        // A missing right to connect to this database counts as a refused login.
        Fault::Denied => Fault::Login,
        _ if error.as_db_error().is_none() => return driver_message(&message_with_causes(error)),
        _ => Fault::Unreachable,
    };
    classified
}

/// Classifies an error that did not come from the server. The driver tells these
/// apart by its message only.
fn driver_message(message: &str) -> DriverError {
    login::unsupported_method(message)
        .unwrap_or_else(|| DriverError::new(Fault::Unreachable, message))
}
