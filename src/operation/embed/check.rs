//! What is wrong with an embed URL, as far as the database knows.

use super::lookup::{find_other_kind, judge_page};
use crate::domain::embed::{EmbedFault, EmbedUrl, FaultKind, RagflowVersion};
use crate::domain::key_selector::MatchedField;
use crate::domain::legacy;
use crate::domain::verdict::{EmbedKind, Generation, VerdictOutcome, embed};
use crate::error::Result;
use crate::operation::explain::Case;
use crate::store::{EmbedTenant, Store};
use crate::text::shell_word;

/// An embed URL with everything that is wrong with it.
pub(crate) struct CheckedUrl {
    pub(crate) faults: Vec<EmbedFault>,
    /// The ID of the chat, agent or search, if it exists: any other text may be a secret
    /// in its place.
    pub(crate) target_id: Option<String>,
    /// The ID of the key that has the beta, or of the key that stands in its place.
    pub(crate) key_id: Option<String>,
    /// The tenant and the owner of that key.
    pub(crate) tenant_id: Option<String>,
    pub(crate) user: Option<String>,
    /// Whether the key can be recovered from its ID.
    pub(crate) has_guessable_id: bool,
}

/// Checks a URL for a version of RAGFlow. `now` is Unix time in seconds.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn check_url(
    url: &EmbedUrl,
    version: RagflowVersion,
    now: i64,
    store: &mut Store,
) -> Result<CheckedUrl> {
    let mut checked = CheckedUrl {
        faults: url.faults.clone(),
        target_id: None,
        key_id: None,
        tenant_id: None,
        user: None,
        has_guessable_id: url.beta.as_deref().is_some_and(legacy::is_guessable),
    };
    if let (Some(kind), Some(id)) = (url.kind, &url.id) {
        checked.check_embedded(url, kind, id, store)?;
    }
    if let Some(beta) = &url.beta {
        checked.check_beta(beta, url, version, now, store)?;
    }
    Ok(checked)
}

impl CheckedUrl {
    /// Whether the chat, agent or search exists, and what the URL says about it.
    fn check_embedded(
        &mut self,
        url: &EmbedUrl,
        kind: EmbedKind,
        id: &str,
        store: &mut Store,
    ) -> Result<()> {
        let noun = kind.name();
        match store.find_embed_tenant(kind, id)? {
            EmbedTenant::Unavailable => self.faults.push(EmbedFault::warning(
                FaultKind::NotChecked,
                format!("the {noun} cannot be looked up in this database"),
                "use an account that may read it",
            )),
            EmbedTenant::Missing => self.faults.push(match find_other_kind(kind, id, store)? {
                Some((other, _)) => EmbedFault::error(
                    FaultKind::WrongParameter,
                    format!(
                        "the ID is that of {}, not of {}",
                        other.with_article(),
                        kind.with_article()
                    ),
                    format!("use the URL of {}", other.with_article()),
                ),
                None => EmbedFault::error(
                    FaultKind::Gone,
                    format!("no {noun} has the ID in shared_id"),
                    format!("embed an existing {noun}"),
                ),
            }),
            EmbedTenant::Found { tenant_id, .. } => {
                self.target_id = Some(id.to_owned());
                let is_other = url.tenant_id.as_ref().is_some_and(|id| *id != tenant_id);
                if kind == EmbedKind::Search && is_other {
                    self.faults.push(EmbedFault::error(
                        FaultKind::WrongParameter,
                        "tenantId is not the tenant of the search",
                        format!("write tenantId={tenant_id}"),
                    ));
                }
                if url.release && store.is_agent_published(id)? == Some(false) {
                    self.faults.push(not_published());
                }
            }
        }
        Ok(())
    }

    /// The command that replaces the key, or its beta.
    fn rotate(&self, noun: &str) -> String {
        let word = |text: &Option<String>| shell_word(text.as_deref().unwrap_or_default());
        format!(
            "ragflowctl {noun} rotate {} --tenant {}",
            word(&self.key_id),
            word(&self.tenant_id)
        )
    }

    fn check_beta(
        &mut self,
        beta: &str,
        url: &EmbedUrl,
        version: RagflowVersion,
        now: i64,
        store: &mut Store,
    ) -> Result<()> {
        let id = url.id.as_deref().unwrap_or_default();
        let kind = url.kind.unwrap_or(EmbedKind::Chat);
        let cases = judge_page(beta, (kind, id), now, store)?;
        let Some(matched) = cases.iter().find_map(|case| case.matched.clone()) else {
            let keys = store.find_equal_keys(MatchedField::Token, beta)?;
            self.faults.push(match keys.first() {
                Some(key) => {
                    self.key_id = Some(key.token.id());
                    self.tenant_id = Some(key.tenant_id.clone().into_owned());
                    EmbedFault::error(
                        FaultKind::ApiKeyExposed,
                        "auth is an API key: RAGFlow rejects it here, and every visitor sees it",
                        format!(
                            "embed the key's beta, and replace the key: {}",
                            self.rotate("token")
                        ),
                    )
                }
                None => EmbedFault::error(
                    FaultKind::UnknownBeta,
                    "no key has the beta in auth",
                    "embed the beta of an existing key: the command embed prints the page",
                ),
            });
            return Ok(());
        };
        self.key_id = matched.id;
        self.tenant_id = matched.tenant_id;
        self.user = matched.user;
        if self.has_guessable_id {
            self.faults.push(EmbedFault::warning(
                FaultKind::GuessableBeta,
                "every visitor can work out the API key from this beta (CVE-2025-69286)",
                format!("replace the key and its beta: {}", self.rotate("token")),
            ));
        }
        if cases.iter().any(|case| case.is_ambiguous) {
            self.faults.push(EmbedFault::warning(
                FaultKind::SharedBeta,
                "keys of several tenants have this beta, and RAGFlow takes any of them",
                format!("replace the beta of each: {}", self.rotate("beta")),
            ));
        }
        // What the URL lacks was said, and the servers' verdicts are about a whole one.
        let is_whole = url.id.is_some() && url.kind.is_some();
        let is_known = |fault: &EmbedFault| {
            [
                FaultKind::Gone,
                FaultKind::WrongParameter,
                FaultKind::NotChecked,
            ]
            .contains(&fault.kind)
        };
        if is_whole && !self.faults.iter().any(is_known) {
            self.faults.extend(rejection(&cases, version));
        }
        Ok(())
    }
}

/// The fault of an agent without a published version.
pub(crate) fn not_published() -> EmbedFault {
    EmbedFault::error(
        FaultKind::NotPublished,
        "the URL asks for the published version of the agent, and it has none",
        "publish the agent in RAGFlow, or leave out release=true",
    )
}

/// The versions that reject a page, as one fault; `None` if every version accepts it.
/// Of several rows with the beta, one that is accepted is enough.
pub(crate) fn rejection(cases: &[Case], version: RagflowVersion) -> Option<EmbedFault> {
    let is_accepted = |case: &Case| case.verdict.outcome == VerdictOutcome::Accepted;
    let mut rejecting: Vec<&Case> = Vec::new();
    for generation in Generation::ALL {
        let of_generation = || cases.iter().filter(|case| case.generation == generation);
        if !of_generation().any(is_accepted) {
            rejecting.extend(of_generation().next());
        }
    }
    let of_version = |case: &&&Case| case.generation == version.generation();
    let asked = rejecting.iter().find(of_version);
    let verdict = &asked.or(rejecting.first())?.verdict;
    let versions: Vec<String> = rejecting.iter().map(|case| versions_text(case)).collect();
    let why = format!(
        "rejected by RAGFlow {}: {}",
        versions.join(", "),
        verdict.decided_by
    );
    let kind = match verdict.decided_by {
        embed::OTHER_TENANT => FaultKind::OtherTenant,
        embed::DELETED => FaultKind::Deleted,
        _ => FaultKind::Rejected,
    };
    let fix = verdict.fix.unwrap_or("see: ragflowctl token explain");
    Some(match asked {
        Some(_) => EmbedFault::error(kind, why, fix),
        None => EmbedFault::warning(kind, why, fix),
    })
}

fn versions_text(case: &Case) -> String {
    let name = case.generation.name();
    match case.verdict.outcome {
        VerdictOutcome::Mixed => format!("{name} (some routes)"),
        VerdictOutcome::Unknown => format!("{name} (perhaps)"),
        VerdictOutcome::Rejected | VerdictOutcome::Accepted => name.to_owned(),
    }
}
