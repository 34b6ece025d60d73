//! Errors as the user sees them: a kind (which decides the exit status), a
//! message, the chain of causes, and hints about what to do next.
//!
//! A message never contains a secret: keys are named by ID, databases by their
//! URL without the password.

use std::fmt;

/// The kind of a failure; `exit.rs` maps it to an exit status and a code of the
/// JSON envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A failure that no other kind describes.
    Failed,
    /// Several rows or users match where one is needed, or the rows have changed.
    Conflict,
    /// Invalid arguments or configuration.
    Usage,
    /// A login token that RAGFlow would reject.
    LoginToken,
    /// The named user, tenant, key or file does not exist.
    NotFound,
    /// The operation is possible but not permitted: no confirmation, read-only,
    /// missing privileges, another owner.
    Refused,
    /// The database cannot be used at the moment; a retry may work.
    Unavailable,
    /// The database does not belong to RAGFlow, or its schema is not supported.
    NotRagflow,
    /// The user stopped the run.
    Interrupted,
    /// The reader of stdout closed the pipe (`… | head`). This is not a failure,
    /// and nothing is printed about it.
    ClosedPipe,
}

/// An error with everything that the user is told about it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    cause: Option<anyhow::Error>,
    hints: Vec<String>,
}

/// A result whose error can be shown to the user.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Creates an error. The message says what failed, on what, and why.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            cause: None,
            hints: Vec::new(),
        }
    }

    /// Creates an error of the kind [`Kind::Usage`].
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Creates an error of the kind [`Kind::NotFound`].
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Creates an error of the kind [`Kind::Refused`].
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Kind::Refused, message)
    }

    /// Creates the error for a run that the user stopped.
    pub fn stopped() -> Self {
        Self::new(Kind::Interrupted, "stopped")
    }

    /// Adds the cause; the message then ends with the whole chain.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<anyhow::Error>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds a line that says what to do next; it is printed as `hint: …`.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Removes the hints, which would be wrong for what was done before the error.
    #[must_use]
    pub fn without_hints(mut self) -> Self {
        self.hints.clear();
        self
    }

    /// The kind, which decides the exit status.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What to do next, one line per hint.
    pub fn hints(&self) -> &[String] {
        &self.hints
    }
}

impl fmt::Display for Error {
    /// Writes the message and the chain of causes on one line.
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
            .hint("no key was created, because there is no other secure source of random numbers")
    }
}

impl From<crate::env::NotUtf8> for Error {
    fn from(error: crate::env::NotUtf8) -> Self {
        Self::usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_and_its_causes_are_printed_on_one_line() {
        let cause = anyhow::anyhow!("connection refused").context("db error");
        let error = Error::new(Kind::Unavailable, "cannot reach the database").caused_by(cause);
        assert_eq!(
            error.to_string(),
            "cannot reach the database: db error: connection refused"
        );
    }
}
