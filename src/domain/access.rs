//! What is open for a person or in a tenant, in which versions of RAGFlow, and what
//! closes it.

use std::fmt;

use super::verdict::{Generation, Verdict, VerdictOutcome};

/// What opens something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessKind {
    /// The account of a user.
    Account,
    /// How the user signs in.
    Login,
    /// The session of a user who is signed in.
    Session,
    /// The right to administer the server.
    Superuser,
    /// The membership of a user in a tenant of somebody else.
    Membership,
    /// A tenant.
    Tenant,
    /// Another user who is in the tenant.
    Member,
    /// An API key.
    Key,
    /// The beta of a key.
    Beta,
    /// A chat assistant, which betas open.
    Chat,
    /// An agent, which betas open.
    Agent,
    /// A search application, which betas open.
    Search,
    /// The webhook of an agent, if it asks for no authentication.
    Webhook,
    /// A bot in a messenger.
    Bot,
}

impl AccessKind {
    /// The value of the field `access`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Login => "login",
            Self::Session => "session",
            Self::Superuser => "superuser",
            Self::Membership => "membership",
            Self::Tenant => "tenant",
            Self::Member => "member",
            Self::Key => "key",
            Self::Beta => "beta",
            Self::Chat => "chat",
            Self::Agent => "agent",
            Self::Search => "search",
            Self::Webhook => "webhook",
            Self::Bot => "bot",
        }
    }
}

/// Whether something is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// In every version of RAGFlow.
    Yes,
    /// In no version.
    No,
    /// In some versions, or on some routes.
    Mixed,
    /// It could not be checked.
    Unknown,
}

impl Openness {
    /// The value of the field `open`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Mixed => "mixed",
            Self::Unknown => "unknown",
        }
    }

    /// Yes or no.
    pub fn from_bool(is_open: bool) -> Self {
        match is_open {
            true => Self::Yes,
            false => Self::No,
        }
    }
}

/// Something that may be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// What opens it.
    pub kind: AccessKind,
    /// The key's ID.
    pub key_id: Option<String>,
    /// The id of the user, tenant, chat, agent, search or bot.
    pub object_id: Option<String>,
    /// An e-mail address or a name.
    pub name: Option<String>,
    /// The tenant that it belongs to or opens.
    pub tenant_id: Option<String>,
    /// A role, or the state.
    pub state: String,
    /// Whether it is open; `None` where that makes no sense.
    pub open: Option<Openness>,
    /// The versions of RAGFlow that do not open it, or not on all routes.
    pub closed_in: Vec<String>,
    /// The fact that decided about a version that does not open it.
    pub why: Option<&'static str>,
    /// What closes it: a command of this program, or what somebody has to do elsewhere.
    pub close: Option<String>,
}

impl Access {
    /// Something with a kind and a state.
    pub fn new(kind: AccessKind, state: impl Into<String>) -> Self {
        Self {
            kind,
            key_id: None,
            object_id: None,
            name: None,
            tenant_id: None,
            state: state.into(),
            open: None,
            closed_in: Vec::new(),
            why: None,
            close: None,
        }
    }

    /// Something that could not be checked.
    pub fn not_checked(kind: AccessKind, reason: &NotChecked) -> Self {
        Self {
            open: Some(Openness::Unknown),
            ..Self::new(kind, reason.to_string())
        }
    }

    /// Sets what the versions do, and what closes it unless no version opens it.
    #[must_use]
    pub fn judged(self, judgement: &Judgement, close: impl Into<String>) -> Self {
        let close = Some(close.into());
        Self {
            open: Some(judgement.open),
            closed_in: judgement.closed_in.clone(),
            why: judgement.why,
            close: close.filter(|_| judgement.open != Openness::No),
            ..self
        }
    }
}

/// What all versions of RAGFlow do with something, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether they open it.
    pub open: Openness,
    /// The versions that do not, or not on all routes.
    pub closed_in: Vec<String>,
    /// The fact that decided about the first of them.
    pub why: Option<&'static str>,
}

impl Judgement {
    /// Combines what each version does.
    pub fn new(judge: impl Fn(Generation) -> Verdict) -> Self {
        let verdicts = Generation::ALL.map(|generation| (generation, judge(generation)));
        let has = |outcome| {
            verdicts
                .iter()
                .any(|(_, verdict)| verdict.outcome == outcome)
        };
        let is_open = has(VerdictOutcome::Accepted) || has(VerdictOutcome::Mixed);
        let mut closed = verdicts.iter().filter_map(|(generation, verdict)| {
            let name = generation.name();
            let text = match verdict.outcome {
                VerdictOutcome::Accepted => return None,
                VerdictOutcome::Rejected => name.to_owned(),
                VerdictOutcome::Mixed => format!("{name} (in part)"),
                VerdictOutcome::Unknown => format!("{name} (perhaps)"),
            };
            Some((text, verdict.decided_by))
        });
        let first = closed.next();
        let why = first.as_ref().map(|(_, why)| *why);
        let closed_in: Vec<String> = first
            .into_iter()
            .chain(closed)
            .map(|(text, _)| text)
            .collect();
        let open = match (is_open, closed_in.is_empty()) {
            (true, true) => Openness::Yes,
            (true, false) => Openness::Mixed,
            (false, _) if has(VerdictOutcome::Unknown) => Openness::Unknown,
            (false, _) => Openness::No,
        };
        Self {
            open,
            closed_in,
            why,
        }
    }
}

/// Why something could not be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// The table, or the table and the column.
    pub place: &'static str,
    /// Whether the account may not read it; else it does not exist.
    pub is_denied: bool,
}

impl fmt::Display for NotChecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = match self.place.contains('.') {
            true => "column",
            false => "table",
        };
        match self.is_denied {
            true => write!(f, "not checked: no right to read {}", self.place),
            false => write!(f, "not checked: no {noun} {} in this database", self.place),
        }
    }
}

/// Whether a user is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The user has no access token.
    NeverSignedIn,
    /// The access token works; it does not expire in Python.
    SignedIn,
    /// The user signed out, changed the password, or was deactivated.
    Ended,
    /// RAGFlow rejects the access token because it is too short.
    Unusable,
}

impl SessionState {
    /// The state in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::NeverSignedIn => "never signed in",
            Self::SignedIn => "signed in",
            Self::Ended => "ended",
            Self::Unusable => "unusable access token",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verdict::Answer;

    fn judge(outcomes: [VerdictOutcome; 4]) -> Judgement {
        Judgement::new(|generation| {
            let place = Generation::ALL
                .iter()
                .position(|known| *known == generation);
            match outcomes[place.expect("known")] {
                VerdictOutcome::Accepted => Verdict::accepted("good"),
                VerdictOutcome::Unknown => Verdict::unknown("unreadable", None),
                outcome => Verdict {
                    outcome,
                    ..Verdict::rejected("bad", Answer::new(401, 401, ""), "fix it")
                },
            }
        })
    }

    #[test]
    fn what_one_version_opens_is_open() {
        use VerdictOutcome::{Accepted, Mixed, Rejected, Unknown};
        let all = judge([Accepted; 4]);
        assert_eq!((all.open, all.why), (Openness::Yes, None));
        let some = judge([Accepted, Mixed, Rejected, Unknown]);
        assert_eq!((some.open, some.why), (Openness::Mixed, Some("bad")));
        assert_eq!(
            some.closed_in,
            ["0.25 (in part)", "0.26 and later", "0.27 Go (perhaps)"]
        );
        assert_eq!(judge([Rejected; 4]).open, Openness::No);
        assert_eq!(
            judge([Rejected, Rejected, Rejected, Unknown]).open,
            Openness::Unknown
        );
    }

    #[test]
    fn nothing_closes_what_is_closed() {
        let closed = judge([VerdictOutcome::Rejected; 4]);
        let access = Access::new(AccessKind::Session, "ended").judged(&closed, "sign out");
        assert_eq!(access.close, None);
    }
}
