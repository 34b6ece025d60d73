//! What a server does with a string, and why.

/// What a server does with a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictOutcome {
    /// The server accepts the string.
    Accepted,
    /// The server rejects the string.
    Rejected,
    /// The deciding fact cannot be looked up.
    Unknown,
}

impl VerdictOutcome {
    /// The value of the field `verdict`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
        }
    }
}

/// The verdict of a server with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the server does.
    pub outcome: VerdictOutcome,
    /// The fact that decided.
    pub decided_by: &'static str,
    /// What the client is told if it is rejected: the server's own words.
    pub message: Option<&'static str>,
    /// What the operator can do about it.
    pub fix: Option<&'static str>,
}
