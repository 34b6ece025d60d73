//! What can be wrong with the text of a database URL.

/// Why a text is not a database URL.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlError {
    /// The scheme is not one of [`schemes`](super::schemes).
    #[error("unknown database scheme '{0}'")]
    UnknownScheme(String),
    /// The text is in quotes, or begins with a blank.
    #[error("the URL has {0}")]
    Surrounded(&'static str),
    /// The text is what a driver of Go, JDBC or libpq takes instead of a URL.
    #[error("this is {name}, not a database URL")]
    OtherForm {
        /// What it is.
        name: &'static str,
        /// The form of the URL to write instead.
        write: &'static str,
    },
    /// The text does not begin with a scheme.
    #[error("the URL has no scheme")]
    NoScheme,
    /// The part after the scheme is malformed. The text itself is not
    /// repeated, because it may hold a password.
    #[error("malformed {scheme} URL: {reason}")]
    Malformed {
        /// The scheme in lower case.
        scheme: String,
        /// What is wrong, without any part of the URL that could be a secret.
        reason: String,
    },
    /// An option after the `?` is not known.
    #[error("unknown option '{option}' in the {scheme} URL")]
    UnknownOption {
        /// The scheme in lower case.
        scheme: String,
        /// The option as it was written, or "…" if it could be part of a password.
        option: String,
        /// What to do instead, if that is known.
        hint: Option<String>,
    },
}

impl UrlError {
    pub(super) fn malformed(scheme: &str, reason: impl Into<String>) -> Self {
        Self::Malformed {
            scheme: scheme.into(),
            reason: reason.into(),
        }
    }
}
