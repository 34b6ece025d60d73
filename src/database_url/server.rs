//! The address of a database server, and the account to log in with.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Password, Tls};

/// The address of a database server, and the account to log in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The scheme in lower case, for example `mariadb`.
    pub scheme: String,
    /// Host name or IP address. Not used if [`Server::socket`] is set.
    pub host: String,
    /// TCP port. PostgreSQL also derives the name of its socket from it.
    pub port: u16,
    /// A unix socket: the socket file (MySQL) or its directory (PostgreSQL).
    /// `None` means TCP.
    pub socket: Option<PathBuf>,
    /// The name of the account.
    pub user: String,
    /// The password of the account, or `None` if the URL has none.
    pub password: Option<Password>,
    /// The name of the database.
    pub database: String,
    /// The PostgreSQL schema, or `None` for the account's default.
    pub schema: Option<String>,
    /// Whether a PostgreSQL login must prove that nobody stands between the two
    /// ends of the TLS connection (`channel_binding=require`).
    pub requires_channel_binding: bool,
    /// The TLS options of the URL.
    pub tls: Tls,
}

impl Server {
    /// A server that is reached over TCP, without a password.
    pub fn new(scheme: &str, host: &str, port: u16, user: &str, database: &str) -> Self {
        Self {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
            socket: None,
            user: user.to_owned(),
            password: None,
            database: database.to_owned(),
            schema: None,
            requires_channel_binding: false,
            tls: Tls::default(),
        }
    }

    pub(super) fn map_paths(mut self, change: impl Fn(&Path) -> PathBuf) -> Self {
        let tls = &mut self.tls;
        for path in [
            &mut tls.ca,
            &mut tls.cert,
            &mut tls.key,
            &mut tls.server_key,
        ] {
            *path = path.as_deref().map(&change);
        }
        self
    }

    /// Whether the connection stays on this machine: a unix socket, the host
    /// name `localhost` or a loopback address.
    pub fn is_local(&self) -> bool {
        self.socket.is_some()
            || self.host == "localhost"
            || self
                .host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }
}

impl fmt::Display for Server {
    /// Never shows the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}@", self.scheme, self.user)?;
        match &self.socket {
            Some(socket) => write!(f, "[{}]", socket.display())?,
            None if self.host.contains(':') => write!(f, "[{}]:{}", self.host, self.port)?,
            None => write!(f, "{}:{}", self.host, self.port)?,
        }
        write!(f, "/{}", self.database)
    }
}
