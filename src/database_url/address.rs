//! The parsed form of a database URL.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Password, Server};

/// A parsed database URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`: a file that must already exist.
    SqliteFile(PathBuf),
    /// `sqlite::memory:`: an empty database that ends with the process.
    SqliteMemory,
    /// `demo:`: the sample database, in memory.
    Demo,
    /// `mysql://`, `mariadb://`, `oceanbase://`.
    MySql(Server),
    /// `postgres://`, `postgresql://`.
    Postgres(Server),
}

impl DatabaseUrl {
    /// Removes the password from the URL and returns it, so that it can be
    /// passed on together with its source.
    pub fn take_password(&mut self) -> Option<Password> {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password.take(),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => None,
        }
    }

    /// Sets the password. Databases without accounts ignore it.
    pub fn set_password(&mut self, password: Password) {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password = Some(password),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => {}
        }
    }

    /// Whether the URL contains a password.
    pub fn has_password(&self) -> bool {
        match self {
            Self::MySql(server) | Self::Postgres(server) => server.password.is_some(),
            Self::SqliteFile(_) | Self::SqliteMemory | Self::Demo => false,
        }
    }

    /// The same database with every path that names a local file replaced by
    /// the result of `change`.
    #[must_use]
    pub fn map_paths(self, change: impl Fn(&Path) -> PathBuf) -> Self {
        match self {
            Self::SqliteFile(path) => Self::SqliteFile(change(&path)),
            Self::MySql(server) => Self::MySql(server.map_paths(change)),
            Self::Postgres(server) => Self::Postgres(server.map_paths(change)),
            other => other,
        }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Never shows the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SqliteFile(path) => write!(f, "sqlite:{}", path.display()),
            Self::SqliteMemory => f.write_str("sqlite::memory:"),
            Self::Demo => f.write_str("demo:"),
            Self::MySql(server) | Self::Postgres(server) => server.fmt(f),
        }
    }
}
