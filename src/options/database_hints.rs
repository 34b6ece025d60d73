//! What to do about an error of the database. The hints are here, above the
//! store, because some of them name command-line options.

use crate::error::{Error, Kind};
use crate::store::{Fault, StoreError};

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let (kind, general_hint) = kind_and_hint(error.fault);
        let hint = match error.denied_column() {
            Some("user.access_token") => Some(
                "login tokens and token explain need SELECT on user.access_token: GRANT it, or name \
                 the owner with --user or --tenant",
            ),
            _ => error.hint().or(general_hint),
        };
        let converted = Self::new(kind, error.to_string());
        match hint {
            Some(hint) => converted.hint(hint),
            None => converted,
        }
    }
}

/// The kind of error, and the hint for it if the store has none of its own.
fn kind_and_hint(fault: Fault) -> (Kind, Option<&'static str>) {
    match fault {
        Fault::Unreachable => (
            Kind::Unavailable,
            Some("check that the server is running, and that host and port are right"),
        ),
        Fault::ConnectTimeout => (
            Kind::Unavailable,
            Some(
                "check that the server is running, and that host and port are right; \
                 --connect-timeout sets how long to wait",
            ),
        ),
        Fault::Tls => (Kind::Unavailable, None),
        Fault::Configuration => (
            Kind::Usage,
            Some("see `man ragflowctl` for the options of a database URL"),
        ),
        Fault::Login => (
            Kind::Unavailable,
            Some("check user and password, and whether the account may connect from this host"),
        ),
        Fault::NoDatabase => (
            Kind::Unavailable,
            Some("check the name or path of the database; nothing was created"),
        ),
        Fault::Locked => (
            Kind::Unavailable,
            Some("another session holds the lock: try again, or raise --lock-timeout"),
        ),
        Fault::Transient | Fault::Lost => (
            Kind::Unavailable,
            Some("earlier transactions are committed: run the command again"),
        ),
        Fault::Denied => (
            Kind::Refused,
            Some("the README lists the privileges each command needs (GRANT)"),
        ),
        Fault::ReadOnly => (
            Kind::Refused,
            Some("use the primary server to write, or remove --read-only"),
        ),
        Fault::NotADatabase => (
            Kind::NotRagflow,
            Some("give an SQLite file (sqlite:PATH), or a server (mysql://…, postgres://…)"),
        ),
        Fault::Schema => (
            Kind::NotRagflow,
            Some("the tables differ from those that RAGFlow creates"),
        ),
        Fault::Other => (Kind::Failed, None),
    }
}
