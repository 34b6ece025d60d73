//! What removes the cause of a finding about a key.

/// A change of a key. A later one is stronger: it also does what an earlier one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fix {
    /// Create the missing beta.
    BackfillBeta,
    /// Replace the beta.
    RotateBeta,
    /// Replace the key, and a beta that is missing, guessable or shared.
    RotateKey,
    /// Replace the key and its beta.
    RotateKeyAndBeta,
    /// Delete the key.
    DeleteKey,
}

impl Fix {
    /// The one fix that does what both do.
    pub(super) fn combined_with(self, other: Self) -> Self {
        let (weaker, stronger) = (self.min(other), self.max(other));
        match (weaker, stronger) {
            (Self::RotateBeta, Self::RotateKey) => Self::RotateKeyAndBeta,
            _ => stronger,
        }
    }

    /// The part of the command between the program's name and the key's ID.
    pub(super) fn subcommand(self) -> &'static str {
        match self {
            Self::BackfillBeta => "beta backfill",
            Self::RotateBeta => "beta rotate",
            Self::RotateKey => "token rotate",
            Self::RotateKeyAndBeta => "token rotate --new-beta",
            Self::DeleteKey => "token delete",
        }
    }
}
