//! The exit statuses, and how each kind of error maps to one.

use std::process::ExitCode;

use crate::error::Kind;

/// Exit status of a run. Scripts rely on these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Success, also if there was nothing to do.
    Done = 0,
    /// A failure or a conflict.
    Failed = 1,
    /// Invalid arguments, configuration or login token.
    Usage = 2,
    /// The user, tenant, owner row or key does not exist.
    NotFound = 3,
    /// Refused: no confirmation, read-only, a replica, missing privileges, or
    /// another owner.
    Refused = 4,
    /// The database cannot be reached, refuses the login, or is locked: a retry
    /// may work.
    Unavailable = 5,
    /// Not a RAGFlow database, or an unsupported schema.
    NotRagflow = 6,
    /// Success with findings: `audit --fail-on` found something, or a version of
    /// RAGFlow rejects the string given to `token explain`, or `token scan` found a
    /// live secret.
    Findings = 7,
    /// Stopped by the user.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Kind {
    /// The exit status and the `code` of the JSON envelope.
    pub fn codes(self) -> (Exit, u16) {
        match self {
            Self::Failed => (Exit::Failed, 500),
            Self::Conflict => (Exit::Failed, 409),
            Self::Usage => (Exit::Usage, 400),
            Self::LoginToken => (Exit::Usage, 401),
            Self::NotFound => (Exit::NotFound, 404),
            Self::Refused => (Exit::Refused, 403),
            Self::Unavailable => (Exit::Unavailable, 500),
            Self::NotRagflow => (Exit::NotRagflow, 500),
            Self::Interrupted => (Exit::Interrupted, 500),
            Self::ClosedPipe => (Exit::Done, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_and_codes_are_the_published_ones() {
        let table = [
            (Kind::Failed, 1, 500),
            (Kind::Conflict, 1, 409),
            (Kind::Usage, 2, 400),
            (Kind::LoginToken, 2, 401),
            (Kind::NotFound, 3, 404),
            (Kind::Refused, 4, 403),
            (Kind::Unavailable, 5, 500),
            (Kind::NotRagflow, 6, 500),
            (Kind::Interrupted, 130, 500),
            (Kind::ClosedPipe, 0, 0),
        ];
        for (kind, status, code) in table {
            let (exit, envelope) = kind.codes();
            assert_eq!((exit as u8, envelope), (status, code), "{kind:?}");
        }
    }
}
