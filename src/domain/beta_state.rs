//! The state of a key's beta.

use super::api_key::ApiKey;
use super::legacy;
use super::token::Beta;

/// The state of a key's beta, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BetaState {
    /// NULL or the empty text.
    Missing,
    /// RAGFlow before 0.22 has generated it.
    Guessable,
    /// Another key has it, too.
    Shared,
    /// None of these.
    Fine,
}

impl BetaState {
    /// Judges a key's beta. `is_shared`: another row has it, too.
    pub fn new(key: &ApiKey<'_>, is_shared: bool) -> Self {
        let beta = key.beta.as_ref().map_or("", Beta::expose);
        if beta.is_empty() {
            Self::Missing
        } else if legacy::is_guessable(beta) {
            Self::Guessable
        } else if is_shared {
            Self::Shared
        } else {
            Self::Fine
        }
    }

    /// The published name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Guessable => "guessable",
            Self::Shared => "shared",
            Self::Fine => "fine",
        }
    }
}
