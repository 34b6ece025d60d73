//! How a connection is protected.

use std::fmt;

use crate::database_url::TlsMode;

/// What was verified of the server at the other end of a TLS connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerVerification {
    /// Nothing: anyone on the way can pose as the server.
    Unverified,
    /// A trusted authority issued the server's certificate.
    Certificate,
    /// A trusted authority issued the server's certificate, and it names the
    /// host of the URL.
    CertificateAndName,
}

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionSecurity {
    /// A file, memory, or a unix socket: nothing leaves this machine.
    Local,
    /// TCP without TLS.
    Plain,
    /// TCP with TLS.
    Encrypted(ServerVerification),
}

impl ConnectionSecurity {
    /// What a successful TLS handshake in this mode has verified.
    pub(crate) fn encrypted(mode: TlsMode) -> Self {
        Self::Encrypted(match mode {
            TlsMode::VerifyIdentity => ServerVerification::CertificateAndName,
            TlsMode::VerifyCa => ServerVerification::Certificate,
            TlsMode::Disabled | TlsMode::Preferred | TlsMode::Required => {
                ServerVerification::Unverified
            }
        })
    }
}

impl fmt::Display for ConnectionSecurity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Local => "local",
            Self::Plain => "not encrypted",
            Self::Encrypted(ServerVerification::Unverified) => "TLS, the server not verified",
            Self::Encrypted(ServerVerification::Certificate) => {
                "TLS, the server's certificate verified"
            }
            Self::Encrypted(ServerVerification::CertificateAndName) => {
                "TLS, the server's name and certificate verified"
            }
        })
    }
}
