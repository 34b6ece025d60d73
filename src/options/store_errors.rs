//! What an error of the database means for the user: its kind, which decides
//! the exit status, and what to do about it. Here, above the store, because
//! some hints name command-line options.

use crate::error::{Error, Kind};
use crate::store::{Fault, StoreError};

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let (kind, general_hint) = kind_and_hint(error.fault);
        let hint = match error.denied_column() {
            Some("user.access_token") => Some(
                "grant SELECT on user.access_token, which login tokens and token explain need, or \
                 select the owner with --user or --tenant",
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

/// The hint where the account lacks a privilege.
const DENIED: &str =
    "grant the account the privileges that this command needs (ragflowctl help privileges)";

/// The kind of error, and the hint for it if the store has none of its own.
fn kind_and_hint(fault: Fault) -> (Kind, Option<&'static str>) {
    match fault {
        Fault::Unreachable => (
            Kind::Unavailable,
            Some("check that the server is running, and that host and port are correct"),
        ),
        Fault::ConnectTimeout => (
            Kind::Unavailable,
            Some(
                "check that the server is running, and that host and port are correct; to wait \
                 longer, use --connect-timeout",
            ),
        ),
        Fault::Tls => (Kind::Unavailable, None),
        Fault::Configuration => (
            Kind::Usage,
            Some("for the options of a database URL see: ragflowctl help urls"),
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
            Some("run the command again later, or use a longer --lock-timeout"),
        ),
        Fault::Transient | Fault::Lost => (Kind::Unavailable, Some("run the command again")),
        Fault::NoAnswer => (
            Kind::Unavailable,
            Some(
                "check the server and the network between; if a statement may take longer, use a \
                 longer --statement-timeout (0s: no limit)",
            ),
        ),
        Fault::Stopped => (Kind::Interrupted, None),
        Fault::OutOfTime => (Kind::Unavailable, Some("use a longer --max-time")),
        Fault::LostCommit => (
            Kind::Unavailable,
            Some("check the rows: it is not known whether these changes were committed"),
        ),
        Fault::Cancelled => (
            Kind::Unavailable,
            Some("run the command again later, or use a longer --statement-timeout"),
        ),
        Fault::Denied => (Kind::Refused, Some(DENIED)),
        Fault::ReadOnly => (
            Kind::Refused,
            Some("to see why the database cannot be changed: ragflowctl db check"),
        ),
        Fault::NotADatabase => (
            Kind::NotRagflow,
            Some(
                "use --database sqlite:PATH for an SQLite file, or mysql://… or postgres://… for a server",
            ),
        ),
        Fault::Schema => (
            Kind::NotRagflow,
            Some("check that this is the database of RAGFlow 0.15 or later"),
        ),
        Fault::Other => (Kind::Failed, None),
    }
}
