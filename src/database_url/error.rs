//! What can be wrong with the text of a database URL.

/// Why a text is not a database URL.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlError {
    /// The scheme is not one of [`schemes`](super::schemes).
    #[error("unknown database scheme '{0}'")]
    UnknownScheme(String),
    /// The text has no `:`, and so no scheme.
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
        /// The option as it was written.
        option: String,
        /// The known option that is spelt most like it, if one is close enough.
        similar: Option<&'static str>,
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
