//! What a server does with a string, and why.

use std::borrow::Cow;

/// What a server does with a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictOutcome {
    /// The server accepts the string.
    Accepted,
    /// The server rejects the string.
    Rejected,
    /// Some routes of the server accept the string, others reject it.
    Mixed,
    /// The deciding fact cannot be looked up.
    Unknown,
}

impl VerdictOutcome {
    /// The value of the field `verdict`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Mixed => "mixed",
            Self::Unknown => "unknown",
        }
    }
}

/// What a server answers to a client that it rejects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status. RAGFlow often rejects with 200.
    pub http_status: u16,
    /// The code in the JSON body; `None` if it is not known, or there is no
    /// body.
    pub code: Option<u16>,
    /// The server's own words, with their stray quotes and blanks; `None` if
    /// there is no body.
    pub message: Option<Cow<'static, str>>,
}

impl Answer {
    /// An answer with a JSON body.
    pub const fn new(http_status: u16, code: u16, message: &'static str) -> Self {
        Self {
            http_status,
            code: Some(code),
            message: Some(Cow::Borrowed(message)),
        }
    }
}

/// The verdict of a server with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the server does.
    pub outcome: VerdictOutcome,
    /// The fact that decided.
    pub decided_by: &'static str,
    /// What the client is told if it is rejected.
    pub answer: Option<Answer>,
    /// What the operator can do about it.
    pub fix: Option<&'static str>,
}

impl Verdict {
    /// A verdict that needs nothing done.
    pub fn accepted(decided_by: &'static str) -> Self {
        Self {
            outcome: VerdictOutcome::Accepted,
            decided_by,
            answer: None,
            fix: None,
        }
    }

    /// A rejection, with what the client is told.
    pub fn rejected(decided_by: &'static str, answer: Answer, fix: &'static str) -> Self {
        Self {
            outcome: VerdictOutcome::Rejected,
            decided_by,
            answer: Some(answer),
            fix: Some(fix),
        }
    }

    /// A verdict that depends on something that cannot be looked up.
    pub fn unknown(decided_by: &'static str, fix: Option<&'static str>) -> Self {
        Self {
            outcome: VerdictOutcome::Unknown,
            decided_by,
            answer: None,
            fix,
        }
    }

    /// The verdict of a server of which some routes judge in one way and some in
    /// another.
    #[must_use]
    pub fn combined_with(self, other: Self) -> Self {
        use VerdictOutcome::{Mixed, Rejected, Unknown};
        if self.outcome == other.outcome {
            return other;
        }
        let (outcome, reason) = match (self.outcome, other.outcome) {
            (Unknown, _) => (Unknown, self),
            (_, Unknown) => (Unknown, other),
            (Rejected, _) => (Mixed, self),
            _ => (Mixed, other),
        };
        Self { outcome, ..reason }
    }
}
