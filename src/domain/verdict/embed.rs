//! What a server does with a sound beta that asks for a certain chat, agent or
//! search.

use super::Generation;
use super::outcome::{Answer, Verdict};

/// What decided where a chat, agent or search belongs to another tenant than the beta.
pub(crate) const OTHER_TENANT: &str = "it is another tenant's";
/// What decided where a chat, agent or search is deleted.
pub(crate) const DELETED: &str = "it is deleted (status)";

/// What an embedded page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedKind {
    /// A chat assistant (`dialog`).
    Chat,
    /// An agent (`user_canvas`).
    Agent,
    /// A search application (`search`).
    Search,
}

impl EmbedKind {
    /// The singular noun.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Agent => "agent",
            Self::Search => "search",
        }
    }

    /// The noun with its article.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Chat => "a chat",
            Self::Agent => "an agent",
            Self::Search => "a search",
        }
    }
}

/// What the database says about the chat, agent or search that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedFacts {
    /// It belongs to the tenant of the beta. `is_valid`: its status is '1'.
    OwnTenant {
        /// Whether it is not deleted.
        is_valid: bool,
    },
    /// It belongs to another tenant.
    OtherTenant,
    /// There is none with this id.
    Missing,
    /// It could not be looked up.
    Unknown,
}

/// The verdict on a beta that a server has accepted, for what it asks. Before
/// 0.25.2 a beta opens the chats of every tenant, deleted ones included.
/// `id` is quoted in the server's answer.
pub fn judge_embed(
    generation: Generation,
    kind: EmbedKind,
    facts: EmbedFacts,
    id: Option<&str>,
) -> Verdict {
    use EmbedFacts::{Missing, OtherTenant, OwnTenant, Unknown};
    if generation == Generation::V025 {
        return judge_embed(Generation::UpTo024, kind, facts, id).combined_with(judge_embed(
            Generation::From026,
            kind,
            facts,
            id,
        ));
    }
    let is_old = generation == Generation::UpTo024;
    let is_accepted = match facts {
        Unknown => {
            return Verdict::unknown(
                "table cannot be read",
                Some("grant SELECT on the table of the chats, agents or searches, then try again"),
            );
        }
        OwnTenant { is_valid } => {
            is_valid || (is_old && kind == EmbedKind::Chat) || kind == EmbedKind::Agent
        }
        OtherTenant => is_old && kind == EmbedKind::Chat,
        Missing => false,
    };
    if is_accepted {
        return Verdict::accepted(match facts {
            OtherTenant => "beta opens every chat",
            _ => "beta opens this",
        });
    }
    let (decided_by, fix) = match facts {
        Missing => (
            "no such chat, agent, search",
            "check the ID in the embed URL",
        ),
        OtherTenant => (OTHER_TENANT, "use a beta of the tenant that owns it"),
        _ => (DELETED, "restore it in RAGFlow, or embed another"),
    };
    if generation == Generation::Go027 {
        return Verdict::unknown(decided_by, Some(fix));
    }
    Verdict::rejected(decided_by, rejection(is_old, kind, facts, id), fix)
}

fn rejection(is_old: bool, kind: EmbedKind, facts: EmbedFacts, id: Option<&str>) -> Answer {
    let named = |text: &str| Answer {
        http_status: 200,
        code: Some(102),
        message: Some(format!("{text}{}", id.unwrap_or("…")).into()),
    };
    match (kind, facts) {
        (EmbedKind::Chat, EmbedFacts::Missing) if is_old => named("Can't find dialog by ID: "),
        (EmbedKind::Chat, _) => {
            Answer::new(200, 102, "Authentication error: no access to this chatbot!")
        }
        (EmbedKind::Agent, EmbedFacts::Missing) => named("Can't find agent by ID: "),
        (EmbedKind::Agent, _) => Answer {
            http_status: 200,
            code: None,
            message: None,
        },
        (EmbedKind::Search, _) => Answer {
            http_status: 200,
            code: None,
            message: Some("permission denied.".into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verdict::VerdictOutcome;

    #[test]
    fn a_beta_opens_every_chat_before_025_and_its_tenants_chats_since() {
        let outcomes = |kind, facts| -> String {
            Generation::ALL
                .into_iter()
                .map(
                    |generation| match judge_embed(generation, kind, facts, None).outcome {
                        VerdictOutcome::Accepted => 'a',
                        VerdictOutcome::Rejected => 'r',
                        VerdictOutcome::Mixed => 'm',
                        VerdictOutcome::Unknown => '?',
                    },
                )
                .collect()
        };
        let own = |is_valid| EmbedFacts::OwnTenant { is_valid };
        for (kind, facts, expected) in [
            (EmbedKind::Chat, own(true), "aaaa"),
            (EmbedKind::Chat, own(false), "amr?"),
            (EmbedKind::Chat, EmbedFacts::OtherTenant, "amr?"),
            (EmbedKind::Chat, EmbedFacts::Missing, "rrr?"),
            (EmbedKind::Chat, EmbedFacts::Unknown, "????"),
            (EmbedKind::Agent, own(true), "aaaa"),
            (EmbedKind::Agent, EmbedFacts::OtherTenant, "rrr?"),
            (EmbedKind::Search, own(false), "rrr?"),
        ] {
            assert_eq!(outcomes(kind, facts), expected, "{kind:?} {facts:?}");
        }
    }
}
