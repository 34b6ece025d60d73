//! What went wrong: a kind (which decides the exit status), a message, the
//! chain of causes, and what to do next.
//!
//! No secret may enter a message: keys are named by ID, databases without
//! their password.

use std::fmt;

/// What kind of failure it is; `exit.rs` maps it to status and envelope code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something failed that none of the others names.
    Failed,
    /// Several rows or users fit where one was meant, or the rows changed.
    Conflict,
    /// Wrong arguments or configuration.
    Usage,
    /// A login token that RAGFlow would not take.
    LoginToken,
    /// Nothing there of that name.
    NotFound,
    /// It is there, but may not be done.
    Refused,
    /// The database cannot be worked with right now.
    Unavailable,
    /// The database is not RAGFlow's.
    NotRagflow,
    /// The user stopped it.
    Interrupted,
    /// The reader of stdout went away (`… | head`): not a failure, and nothing
    /// is left to say.
    ClosedPipe,
}

/// An error as the user sees it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    cause: Option<anyhow::Error>,
    hints: Vec<String>,
}

/// A result scope error a user can read.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of a kind; the message says what was sought, where, and why
    /// it failed.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            cause: None,
            hints: Vec::new(),
        }
    }

    /// Wrong arguments or configuration.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Nothing there of that name.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// It is there, but may not be done.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// The user asked to stop.
    pub fn stopped() -> Self {
        Self::new(Kind::Interrupted, "stopped")
    }

    /// Adds what caused it; the whole chain is printed.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds a line that says what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What to do next, a line each.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }
}

impl fmt::Display for Error {
    /// The message and every cause behind it, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for cause in self.cause.iter().flat_map(anyhow::Error::chain) {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl From<crate::env::EntropyError> for Error {
    fn from(error: crate::env::EntropyError) -> Self {
        Self::new(Kind::Failed, error.to_string())
            .hint("no key was made: there is no weaker source to fall back to")
    }
}

impl From<crate::env::NotText> for Error {
    fn from(error: crate::env::NotText) -> Self {
        Self::usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_chain_is_on_one_line() {
        let cause = anyhow::anyhow!("connection refused").context("db error");
        let error = Error::new(Kind::Unavailable, "cannot reach the database").caused_by(cause);
        assert_eq!(
            error.to_string(),
            "cannot reach the database: db error: connection refused"
        );
    }
}
