//! Reaching a PostgreSQL server: TLS, and the logins that are spoken.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use postgres::config::SslMode;
use postgres::tls::{MakeTlsConnect, TlsConnect};
use postgres::{Client, Config, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::classify;
use crate::database_url::Server;
use crate::database_url::TlsMode;
use crate::store::Timeouts;
use crate::store::driver::{DriverError, Fault, chain};
use crate::store::tls::{Link, config, explain};

/// Opens a connection as the URL asks for it, and says what it became.
pub(super) fn open(server: &Server, timeouts: Timeouts) -> Result<(Client, Link), DriverError> {
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
        let link = match server.socket {
            Some(_) => Link::Local,
            None => Link::Plain,
        };
        let client = options.ssl_mode(SslMode::Disable).connect(NoTls);
        return client
            .map(|client| (client, link))
            .map_err(|error| failed(&error, server));
    }
    // The driver's `prefer` falls back where the server has no TLS, and only
    // there: a handshake that fails may be somebody's doing.
    options.ssl_mode(match mode {
        TlsMode::Preferred => SslMode::Prefer,
        _ => SslMode::Require,
    });
    let secure = Arc::new(AtomicBool::new(false));
    let tls = Watched {
        inner: MakeRustlsConnect::new(config::client(&server.tls, mode)?),
        secure: Arc::clone(&secure),
    };
    let client = options
        .connect(tls)
        .map_err(|error| failed(&error, server))?;
    let link = match secure.load(Ordering::Relaxed) {
        true => Link::encrypted(mode),
        false => Link::Plain,
    };
    Ok((client, link))
}

/// Remembers whether the address that was reached last got a TLS handshake;
/// the driver does not say.
#[derive(Clone)]
struct Watched<T> {
    inner: T,
    secure: Arc<AtomicBool>,
}

impl<T: MakeTlsConnect<Socket, Error = Infallible>> MakeTlsConnect<Socket> for Watched<T> {
    type Stream = T::Stream;
    type TlsConnect = Watched<T::TlsConnect>;
    type Error = Infallible;

    /// Called for each address that answers.
    fn make_tls_connect(&mut self, host: &str) -> Result<Self::TlsConnect, Infallible> {
        self.secure.store(false, Ordering::Relaxed);
        Ok(Watched {
            inner: self.inner.make_tls_connect(host)?,
            secure: Arc::clone(&self.secure),
        })
    }
}

impl<T: TlsConnect<Socket>> TlsConnect<Socket> for Watched<T> {
    type Stream = T::Stream;
    type Error = T::Error;
    type Future = T::Future;

    /// Called where the server agreed to TLS.
    fn connect(self, stream: Socket) -> T::Future {
        self.secure.store(true, Ordering::Relaxed);
        self.inner.connect(stream)
    }
}

fn failed(error: &postgres::Error, server: &Server) -> DriverError {
    if let Some(tls) = explain::cause(error) {
        return explain::failed(tls, &server.tls);
    }
    let classified = classify(error);
    let fault = match classified.fault {
        Fault::Login | Fault::NoDatabase => classified.fault,
        // The right to connect to this database is refused like a login.
        Fault::Denied => Fault::Login,
        _ if error.as_db_error().is_none() => return undecided(&chain(error)),
        _ => Fault::Unreachable,
    };
    DriverError::new(fault, classified.message)
}

/// The driver tells these apart by its words alone.
fn undecided(text: &str) -> DriverError {
    if text.contains("server does not support TLS") {
        return explain::not_offered();
    }
    let unspoken = |message: &str, hint: &str| DriverError::new(Fault::Login, message).hint(hint);
    // GaussDB and openGauss gave the number of SASL to a login of their own,
    // scope first bytes are no list of names.
    if text.contains("expected to be at end of iterator for sasl") {
        return unspoken(
            "the server asks for GaussDB's own sha256 login, which is not spoken here",
            "let the account log in with md5: password_encryption_type = 1 (or 0), set the password \
             again, and md5 for it in pg_hba.conf",
        );
    }
    if text.contains("unsupported SASL mechanism") {
        return unspoken(
            "the server asks for a SASL login that is not spoken here (only SCRAM-SHA-256 is)",
            "let the account log in with scram-sha-256: pg_hba.conf",
        );
    }
    if text.contains("unsupported authentication method") {
        return unspoken(
            "the server asks for a Kerberos login (gss, sspi), which is not spoken here",
            "give this program an account that logs in with scram-sha-256: pg_hba.conf",
        );
    }
    if text.contains("password missing") {
        return DriverError::new(
            Fault::Login,
            "the server asks for a password, and none is set",
        );
    }
    DriverError::new(Fault::Unreachable, text)
}
