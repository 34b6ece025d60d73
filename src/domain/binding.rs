//! What a key can be bound to.

/// What a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A chat assistant (`dialog`).
    Dialog,
    /// An agent (`user_canvas`).
    Agent,
}

impl Binding {
    /// The table that holds such objects.
    pub fn table(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "user_canvas",
        }
    }

    /// The value that RAGFlow writes into `api_token.source`.
    pub fn source(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "agent",
        }
    }

    /// The word for people.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Dialog => "chat",
            Self::Agent => "agent",
        }
    }
}
