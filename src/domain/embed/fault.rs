//! What can be wrong with an embedded page.

use std::fmt;

use super::{PagePath, RagflowVersion};

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Not the address of a web site.
    NotHttp,
    /// A page that came over https shows no frame over http.
    MixedContent,
    /// `&amp;amp;`: the URL was escaped twice.
    EscapedTwice,
    /// Not the path of a share page.
    UnknownPath,
    /// The path of another version of RAGFlow.
    OtherVersion,
    /// A parameter is missing.
    MissingParameter,
    /// A parameter has a value that does not fit the others.
    WrongParameter,
    /// No row has the beta.
    UnknownBeta,
    /// An API key stands where the beta belongs: every visitor sees it.
    ApiKeyExposed,
    /// The API key can be worked out from the beta.
    GuessableBeta,
    /// Several tenants have the beta.
    SharedBeta,
    /// The chat, agent or search does not exist.
    Gone,
    /// The chat, agent or search is deleted.
    Deleted,
    /// The beta is not of the tenant of the chat, agent or search.
    OtherTenant,
    /// The agent has no published version.
    NotPublished,
    /// RAGFlow rejects the beta because of its owner.
    Rejected,
    /// It could not be checked.
    NotChecked,
}

impl FaultKind {
    /// The value of the field `fault`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotHttp => "not-http",
            Self::MixedContent => "mixed-content",
            Self::EscapedTwice => "escaped-twice",
            Self::UnknownPath => "unknown-path",
            Self::OtherVersion => "other-version",
            Self::MissingParameter => "missing-parameter",
            Self::WrongParameter => "wrong-parameter",
            Self::UnknownBeta => "unknown-beta",
            Self::ApiKeyExposed => "api-key-exposed",
            Self::GuessableBeta => "guessable-beta",
            Self::SharedBeta => "shared-beta",
            Self::Gone => "gone",
            Self::Deleted => "deleted",
            Self::OtherTenant => "other-tenant",
            Self::NotPublished => "not-published",
            Self::Rejected => "rejected",
            Self::NotChecked => "not-checked",
        }
    }
}

/// Something that is wrong with an embedded page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedFault {
    /// What it is.
    pub kind: FaultKind,
    /// Whether the page does not work with the version that was asked about; else it is
    /// a danger, or a problem with another version.
    pub is_error: bool,
    /// Why it is wrong. Never contains a secret.
    pub why: String,
    /// What to do.
    pub fix: String,
}

impl EmbedFault {
    /// A fault that breaks the page.
    pub fn error(kind: FaultKind, why: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            kind,
            is_error: true,
            why: why.into(),
            fix: fix.into(),
        }
    }

    /// A fault with which the page still works.
    pub fn warning(kind: FaultKind, why: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            is_error: false,
            ..Self::error(kind, why, fix)
        }
    }

    /// The path of another version.
    pub(super) fn other_version(
        path: PagePath,
        right: Option<PagePath>,
        version: RagflowVersion,
    ) -> Self {
        Self::error(
            FaultKind::OtherVersion,
            format!("{} is a path of {}", path.path, path.versions()),
            match right {
                Some(right) => format!("for RAGFlow {version}, write {}", right.path),
                None => format!("RAGFlow {version} has no such page"),
            },
        )
    }

    /// The value of the field `severity`.
    pub fn severity(&self) -> &'static str {
        match self.is_error {
            true => "error",
            false => "warning",
        }
    }
}

impl fmt::Display for EmbedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; to fix it, {}", self.why, self.fix)
    }
}
