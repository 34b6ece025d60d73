//! TLS of a connection: `tls/config.rs` turns the options of a database URL
//! into a rustls configuration, `tls/explain.rs` says why a handshake failed,
//! `tls/anchors.rs` keeps one driver from trusting more than it was told.

pub(super) mod anchors;
pub(super) mod config;
pub(super) mod explain;

use std::fmt;

use crate::database_url::TlsMode;

/// What is known of the server at the other end of a TLS connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {
    /// Nothing: it may be anyone who can stand in between.
    No,
    /// Its certificate comes from an authority that was named.
    Chain,
    /// And is for the host that was asked for.
    Name,
}

/// What a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A file, memory, or a unix socket.
    Local,
    /// TCP, readable by whoever is on the way.
    Plain,
    /// TCP with TLS.
    Encrypted(Verified),
}

impl Link {
    /// The link that a successful TLS handshake in this mode makes.
    pub(super) fn encrypted(mode: TlsMode) -> Self {
        Self::Encrypted(match mode {
            TlsMode::VerifyIdentity => Verified::Name,
            TlsMode::VerifyCa => Verified::Chain,
            TlsMode::Disabled | TlsMode::Preferred | TlsMode::Required => Verified::No,
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Local => "local",
            Self::Plain => "not encrypted",
            Self::Encrypted(Verified::No) => "TLS, the server not verified",
            Self::Encrypted(Verified::Chain) => "TLS, the server's certificate verified",
            Self::Encrypted(Verified::Name) => "TLS, the server's name and certificate verified",
        })
    }
}
