//! Whether a connection over TCP is encrypted: asks the server for TLS as the URL
//! wants it, before the login.
//!
//! The driver's own negotiation falls back to a plain connection without telling,
//! and sends the password in clear text to any server that asks for it. The driver
//! takes this one for TLS that needs no negotiation.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::plain_stream::PlainStream;
use crate::store::connection_options::BeforeLogin;
use crate::store::driver_error::DriverError;
use crate::store::tls::ConnectionSecurity;

/// Asks a server for TLS, instead of a protocol version: a message's length and
/// this request.
const TLS_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
const TLS_GRANTED: u8 = b'S';

/// Why a connection was not made.
#[derive(Debug, thiserror::Error)]
pub(super) enum NegotiationError {
    /// The URL requires TLS, and the server has none.
    #[error("the server does not support TLS")]
    TlsNotOffered,
    /// The caller refuses to log in.
    #[error("{0}")]
    Refused(#[source] DriverError),
    /// The connection was lost, or the handshake failed.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// The ways to connect over TCP.
#[derive(Clone)]
pub(super) struct Negotiation {
    /// TLS and what it verifies. `None`: without TLS.
    pub(super) tls: Option<(MakeRustlsConnect, ConnectionSecurity)>,
    /// Whether a connection without TLS will do.
    pub(super) may_be_plain: bool,
    /// Whether a password in clear text may be sent without TLS.
    pub(super) allows_cleartext: bool,
    pub(super) before_login: BeforeLogin,
    /// How the connection is protected, set before the login.
    pub(super) security: Arc<Mutex<Option<ConnectionSecurity>>>,
}

impl Negotiation {
    async fn run(self, host: String, mut socket: Socket) -> Result<Stream, NegotiationError> {
        if let Some((mut tls, verified)) = self.tls.clone() {
            socket.write_all(&TLS_REQUEST).await?;
            // Nothing more is read: what follows belongs to the handshake.
            if socket.read_u8().await? == TLS_GRANTED {
                self.announce(verified)?;
                let Ok(tls) = MakeTlsConnect::<Socket>::make_tls_connect(&mut tls, &host);
                return Ok(Stream(Box::new(tls.connect(socket).await?)));
            }
        }
        if !self.may_be_plain {
            return Err(NegotiationError::TlsNotOffered);
        }
        self.announce(ConnectionSecurity::Plain)?;
        Ok(Stream(Box::new(PlainStream::new(
            socket,
            self.allows_cleartext,
        ))))
    }

    fn announce(&self, security: ConnectionSecurity) -> Result<(), NegotiationError> {
        // Replaced if the next address of the host is tried.
        if let Ok(mut current) = self.security.lock() {
            *current = Some(security);
        }
        (self.before_login)(security).map_err(NegotiationError::Refused)
    }
}

impl MakeTlsConnect<Socket> for Negotiation {
    type Stream = Stream;
    type TlsConnect = ForHost;
    type Error = Infallible;

    fn make_tls_connect(&mut self, host: &str) -> Result<ForHost, Infallible> {
        Ok(ForHost(self.clone(), host.to_owned()))
    }
}

/// The negotiation with a server of this name.
pub(super) struct ForHost(Negotiation, String);

impl TlsConnect<Socket> for ForHost {
    type Stream = Stream;
    type Error = NegotiationError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, NegotiationError>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(self.0.run(self.1, socket))
    }
}

/// A connection, with or without TLS.
pub(super) struct Stream(Box<dyn TlsStream + Unpin + Send>);

impl TlsStream for Stream {
    fn channel_binding(&self) -> ChannelBinding {
        self.0.channel_binding()
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
