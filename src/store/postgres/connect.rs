//! Connecting to a PostgreSQL server, with TLS as the URL asks for it.

use std::sync::{Arc, Mutex};

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::config::{ChannelBinding, SslMode, SslNegotiation};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::client::Client;
use super::error::classify_login;
use super::login;
use super::negotiation::{Negotiation, NegotiationError};
use super::plain_stream::CleartextRequested;
use crate::database_url::{Server, TlsMode};
use crate::store::connection_options::{BeforeLogin, Timeouts};
use crate::store::driver_error::{DriverError, Fault, message_with_causes};
use crate::store::keepalive;
use crate::store::tls::{ConnectionSecurity, client_config, handshake_error};

/// Connects as the URL asks for it, and returns how the connection is protected.
/// `before_login` is told that before any password is sent.
pub(super) fn open(
    server: &Server,
    timeouts: Timeouts,
    before_login: &BeforeLogin,
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
        .application_name("ragflowctl")
        .keepalives_idle(keepalive::IDLE)
        .keepalives_interval(keepalive::INTERVAL)
        .keepalives_retries(keepalive::PROBES)
        .tcp_user_timeout(keepalive::UNACKNOWLEDGED);
    if !timeouts.connect.is_zero() {
        options.connect_timeout(timeouts.connect);
    }
    if let Some(password) = &server.password {
        options.password(password.expose());
    }
    if server.requires_channel_binding {
        options.channel_binding(ChannelBinding::Require);
    }
    let mode = server.tls.effective_mode(server.socket.is_some());
    if server.socket.is_some() {
        before_login(ConnectionSecurity::Local)?;
        let client = Client::connect(runtime()?, options.ssl_mode(SslMode::Disable), NoTls);
        return client
            .map(|client| (client, ConnectionSecurity::Local))
            .map_err(|error| connect_error(&error, server));
    }
    let tls = match mode {
        TlsMode::Disabled => None,
        mode => {
            let config = client_config::client_config(&server.tls, mode)?;
            let security = ConnectionSecurity::encrypted(mode);
            Some((MakeRustlsConnect::new(config), security))
        }
    };
    let security = Arc::new(Mutex::new(None));
    let negotiation = Negotiation {
        tls,
        may_be_plain: matches!(mode, TlsMode::Disabled | TlsMode::Preferred),
        allows_cleartext: server.is_local(),
        before_login: Arc::clone(before_login),
        security: Arc::clone(&security),
    };
    options
        .ssl_mode(SslMode::Require)
        .ssl_negotiation(SslNegotiation::Direct);
    let client = Client::connect(runtime()?, &options, negotiation)
        .map_err(|error| connect_error(&error, server))?;
    let security = security.lock().ok().and_then(|security| *security);
    Ok((client, security.unwrap_or(ConnectionSecurity::Plain)))
}

/// A runtime without threads: it works while a call waits.
fn runtime() -> Result<Runtime, DriverError> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| DriverError::new(Fault::Other, error.to_string()))
}

/// The first of the causes that has this type. The source of an I/O error skips
/// the error inside it.
fn find_cause<'a, E: std::error::Error + 'static>(
    error: &'a (dyn std::error::Error + 'static),
) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(cause) = next {
        let inner = cause
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref)
            .and_then(|inner| inner.downcast_ref());
        if let Some(found) = cause.downcast_ref().or(inner) {
            return Some(found);
        }
        next = cause.source();
    }
    None
}

fn connect_error(error: &tokio_postgres::Error, server: &Server) -> DriverError {
    if let Some(tls) = handshake_error::find_tls_error(error) {
        return handshake_error::handshake_failed(tls, &server.tls);
    }
    match find_cause(error) {
        Some(NegotiationError::TlsNotOffered) => return handshake_error::tls_not_offered(),
        Some(NegotiationError::Refused(refusal)) => return refusal.clone(),
        Some(NegotiationError::Io(_)) | None => {}
    }
    if find_cause::<CleartextRequested>(error).is_some() {
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
