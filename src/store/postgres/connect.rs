//! Connecting to a PostgreSQL server, with TLS as the URL asks for it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use postgres::config::SslMode;
use postgres::tls::{MakeTlsConnect, TlsConnect};
use postgres::{Client, Config, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::classify_login;
use super::login;
use crate::database_url::{Server, TlsMode};
use crate::store::connection_options::Timeouts;
use crate::store::driver_error::{DriverError, Fault, message_with_causes};
use crate::store::tls::{ConnectionSecurity, client_config, handshake_error};

/// Connects as the URL asks for it, and returns how the connection is protected.
pub(super) fn open(
    server: &Server,
    timeouts: Timeouts,
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
        .connect_timeout(timeouts.connect);
    if let Some(password) = &server.password {
        options.password(password.expose());
    }
    let mode = server.tls.effective_mode(server.socket.is_some());
    if mode == TlsMode::Disabled {
        let security = match server.socket {
            Some(_) => ConnectionSecurity::Local,
            None => ConnectionSecurity::Plain,
        };
        let client = options.ssl_mode(SslMode::Disable).connect(NoTls);
        return client
            .map(|client| (client, security))
            .map_err(|error| connect_error(&error, server));
    }
    // The driver's `prefer` falls back to a plain connection only if the server
    // has no TLS: a handshake that fails may be an attack.
    options.ssl_mode(match mode {
        TlsMode::Preferred => SslMode::Prefer,
        _ => SslMode::Require,
    });
    let has_tls = Arc::new(AtomicBool::new(false));
    let tls = HandshakeRecorder {
        inner: MakeRustlsConnect::new(client_config::client_config(&server.tls, mode)?),
        has_tls: Arc::clone(&has_tls),
    };
    let client = options
        .connect(tls)
        .map_err(|error| connect_error(&error, server))?;
    let security = match has_tls.load(Ordering::Relaxed) {
        true => ConnectionSecurity::encrypted(mode),
        false => ConnectionSecurity::Plain,
    };
    Ok((client, security))
}

/// Records whether there was a TLS handshake with the address that was tried
/// last, because the driver does not tell.
#[derive(Clone)]
struct HandshakeRecorder<T> {
    inner: T,
    has_tls: Arc<AtomicBool>,
}

impl<T: MakeTlsConnect<Socket, Error = Infallible>> MakeTlsConnect<Socket>
    for HandshakeRecorder<T>
{
    type Stream = T::Stream;
    type TlsConnect = HandshakeRecorder<T::TlsConnect>;
    type Error = Infallible;

    /// The driver calls this for each address that answers.
    fn make_tls_connect(&mut self, host: &str) -> Result<Self::TlsConnect, Infallible> {
        self.has_tls.store(false, Ordering::Relaxed);
        Ok(HandshakeRecorder {
            inner: self.inner.make_tls_connect(host)?,
            has_tls: Arc::clone(&self.has_tls),
        })
    }
}

impl<T: TlsConnect<Socket>> TlsConnect<Socket> for HandshakeRecorder<T> {
    type Stream = T::Stream;
    type Error = T::Error;
    type Future = T::Future;

    /// The driver calls this if the server agrees to TLS.
    fn connect(self, stream: Socket) -> T::Future {
        self.has_tls.store(true, Ordering::Relaxed);
        self.inner.connect(stream)
    }
}

fn connect_error(error: &postgres::Error, server: &Server) -> DriverError {
    if let Some(tls) = handshake_error::find_tls_error(error) {
        return handshake_error::handshake_failed(tls, &server.tls);
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
    if message.contains("server does not support TLS") {
        return handshake_error::tls_not_offered();
    }
    login::unsupported_method(message)
        .unwrap_or_else(|| DriverError::new(Fault::Unreachable, message))
}
