//! What each generation of RAGFlow does with an `Authorization` header.
//!
//! `domain::verdict` knows how a server reads a header and what it checks; here
//! are the rows that its credential matches. The database itself compares, by
//! its collation, as RAGFlow's query does.

mod candidates;
mod login_case;

use candidates::{Candidate, Candidates};

use crate::domain::key_selector::MatchedField;
use crate::domain::login::SecretKey;
use crate::domain::verdict::{
    EmbedFacts, EmbedKind, Facts, Generation, Purpose, Verdict, VerdictOutcome, judge, judge_embed,
    nul_verdict, read_credential,
};
use crate::error::Result;
use crate::settings::Setting;
use crate::store::{EmbedTenant, Engine, Store};

pub(crate) use candidates::{Match, owner_facts};
pub(crate) use login_case::{LoginCase, find_session_users};

/// The verdict of one generation for one use, with the row that decided, if any.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) purpose: Purpose,
    pub(crate) generation: Generation,
    pub(crate) verdict: Verdict,
    pub(crate) matched: Option<Match>,
    /// Whether a row has the credential in this very use: not an API key where a
    /// login token is asked for.
    pub(crate) is_in_database: bool,
    /// Whether rows of several tenants match: the server takes the first that the
    /// database returns, in no order.
    pub(crate) is_ambiguous: bool,
}

/// What is presented, and to what.
pub(crate) struct Presented<'a> {
    /// The bytes of the header, for each use and generation.
    pub(crate) header: &'a dyn Fn(Purpose, Generation) -> Vec<u8>,
    /// The chat, agent or search that an embedded page asks for.
    pub(crate) embed: Option<(EmbedKind, &'a str)>,
    /// The key that signs login tokens, where it is known.
    pub(crate) secret: Option<&'a Setting<SecretKey>>,
    /// Unix time in seconds.
    pub(crate) now: i64,
}

/// Judges a header in each use, for each generation.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn explain(presented: &Presented<'_>, store: &mut Store) -> Result<Vec<Case>> {
    let embed = match presented.embed {
        Some((kind, id)) => Some(find_embed(kind, id, store)?),
        None => None,
    };
    let mut explainer = Explainer {
        presented,
        embed,
        candidates: Candidates::default(),
        logins: Vec::new(),
        store,
    };
    let mut cases = Vec::new();
    for purpose in Purpose::ALL {
        for generation in Generation::ALL {
            explainer.judge(purpose, generation, &mut cases)?;
        }
    }
    Ok(cases)
}

/// The chat, agent or search that is asked for.
struct Embed {
    kind: EmbedKind,
    found: EmbedTenant,
    /// The id, unless it may be a secret that was given in its place.
    id: Option<String>,
}

fn find_embed(kind: EmbedKind, id: &str, store: &mut Store) -> Result<Embed> {
    let may_be_secret = !store.find_equal_keys(MatchedField::Beta, id)?.is_empty()
        || !store.find_equal_keys(MatchedField::Token, id)?.is_empty();
    let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok(Embed {
        kind,
        found: store.find_embed_tenant(kind, id)?,
        id: (is_id && !may_be_secret).then(|| id.to_owned()),
    })
}

struct Explainer<'a> {
    presented: &'a Presented<'a>,
    embed: Option<Embed>,
    candidates: Candidates,
    /// What was found for each login token.
    logins: Vec<(String, LoginCase)>,
    store: &'a mut Store,
}

impl Explainer<'_> {
    fn judge(
        &mut self,
        purpose: Purpose,
        generation: Generation,
        cases: &mut Vec<Case>,
    ) -> Result<()> {
        if generation == Generation::V025 {
            let mut old = Vec::new();
            self.judge(purpose, Generation::UpTo024, &mut old)?;
            let mut new = Vec::new();
            self.judge(purpose, Generation::From026, &mut new)?;
            cases.extend(combine(&old, &new));
            return Ok(());
        }
        let header = (self.presented.header)(purpose, generation);
        let without_row = |verdict| Case {
            purpose,
            generation,
            verdict,
            matched: None,
            is_in_database: false,
            is_ambiguous: false,
        };
        let credential = match read_credential(purpose, generation, &header) {
            Ok(credential) => credential,
            Err(fault) => {
                cases.push(without_row(fault.verdict(purpose, generation)));
                return Ok(());
            }
        };
        // Servers from 0.26 on have refused such a header already.
        let is_refused_by_driver =
            self.store.engine() == Engine::Postgres && credential.contains('\0');
        if is_refused_by_driver && purpose != Purpose::Login {
            cases.push(without_row(nul_verdict()));
            return Ok(());
        }
        match purpose {
            Purpose::Beta => self.judge_beta(generation, &credential, cases),
            Purpose::ApiKey | Purpose::Login => {
                self.judge_key_or_login(purpose, generation, &credential, cases)
            }
        }
    }

    fn judge_beta(
        &mut self,
        generation: Generation,
        credential: &str,
        cases: &mut Vec<Case>,
    ) -> Result<()> {
        let rows = self
            .candidates
            .find(MatchedField::Beta, credential, self.store)?;
        let keys = self
            .candidates
            .find(MatchedField::Token, credential, self.store)?;
        let is_wrong_kind = !keys.is_empty();
        let embed = self.embed.as_ref();
        cases.extend(judge_rows(
            Purpose::Beta,
            generation,
            &rows,
            is_wrong_kind,
            |tenant_id, verdict| match (embed, verdict.outcome) {
                (Some(embed), VerdictOutcome::Accepted) => embed.judge(generation, tenant_id),
                _ => verdict,
            },
        ));
        Ok(())
    }

    /// Since 0.26 the routes of API keys and those of signed-in users accept
    /// both. Whether the Go server does is not known.
    fn judge_key_or_login(
        &mut self,
        purpose: Purpose,
        generation: Generation,
        credential: &str,
        cases: &mut Vec<Case>,
    ) -> Result<()> {
        let keys = self
            .candidates
            .find(MatchedField::Token, credential, self.store)?;
        let betas = self
            .candidates
            .find(MatchedField::Beta, credential, self.store)?;
        let login = self.find_login(credential)?;
        let login_verdict = judge(Purpose::Login, generation, &login.facts);
        let may_be_login = login_verdict.outcome != VerdictOutcome::Rejected;
        let takes_both = generation != Generation::UpTo024;
        let login_case = |verdict| Case {
            purpose,
            generation,
            verdict,
            matched: login.matched.clone(),
            is_in_database: purpose == Purpose::Login && login.facts.is_in_database,
            is_ambiguous: false,
        };
        let is_login_use = purpose == Purpose::Login;
        if is_login_use && (may_be_login || !takes_both || keys.is_empty()) {
            cases.push(login_case(login_verdict));
        } else if !is_login_use && takes_both && may_be_login {
            cases.push(login_case(in_other_use(
                login_verdict,
                generation,
                "a login token",
            )));
        } else {
            let adjust = |_: &str, verdict| match is_login_use {
                true => in_other_use(verdict, generation, "an API key"),
                false => verdict,
            };
            let facts = !betas.is_empty();
            let rows = judge_rows(Purpose::ApiKey, generation, &keys, facts, adjust);
            cases.extend(rows.map(|case| Case {
                purpose,
                is_in_database: case.is_in_database && !is_login_use,
                ..case
            }));
        }
        Ok(())
    }

    fn find_login(&mut self, credential: &str) -> Result<LoginCase> {
        if let Some((_, login)) = self.logins.iter().find(|(text, _)| text == credential) {
            return Ok(login.clone());
        }
        let Presented { secret, now, .. } = *self.presented;
        let login = LoginCase::find(credential, secret, now, self.store)?;
        self.logins.push((credential.to_owned(), login.clone()));
        Ok(login)
    }
}

impl Embed {
    /// The verdict on a beta of this tenant.
    fn judge(&self, generation: Generation, tenant_id: &str) -> Verdict {
        let facts = match &self.found {
            EmbedTenant::Found {
                tenant_id: owner,
                is_valid,
            } if owner == tenant_id => EmbedFacts::OwnTenant {
                is_valid: *is_valid,
            },
            EmbedTenant::Found { .. } => EmbedFacts::OtherTenant,
            EmbedTenant::Missing => EmbedFacts::Missing,
            EmbedTenant::Unavailable => EmbedFacts::Unknown,
        };
        judge_embed(generation, self.kind, facts, self.id.as_deref())
    }
}

/// A case for each row, or one if there is none. `adjust` changes the verdict of
/// a row of a tenant.
fn judge_rows<'a>(
    purpose: Purpose,
    generation: Generation,
    rows: &'a [Candidate],
    is_wrong_kind: bool,
    adjust: impl Fn(&str, Verdict) -> Verdict + 'a,
) -> impl Iterator<Item = Case> + 'a {
    let without_row = rows.is_empty().then(|| Case {
        purpose,
        generation,
        verdict: judge(
            purpose,
            generation,
            &Facts {
                is_wrong_kind,
                ..Facts::default()
            },
        ),
        matched: None,
        is_in_database: false,
        is_ambiguous: false,
    });
    let first_tenant = rows.first().map(|row| row.tenant_id.clone());
    let is_ambiguous = rows
        .iter()
        .any(|row| Some(&row.tenant_id) != first_tenant.as_ref());
    let with_rows = rows.iter().map(move |row| {
        let facts = Facts {
            is_in_database: true,
            owner: row.owner,
            ..Facts::default()
        };
        Case {
            purpose,
            generation,
            verdict: adjust(&row.tenant_id, judge(purpose, generation, &facts)),
            matched: Some(row.matched.clone()),
            is_in_database: true,
            is_ambiguous,
        }
    });
    without_row.into_iter().chain(with_rows)
}

/// The verdict for a credential of one kind on a route for the other kind.
fn in_other_use(verdict: Verdict, generation: Generation, kind: &'static str) -> Verdict {
    match (verdict.outcome, generation) {
        (VerdictOutcome::Accepted, Generation::Go027) => Verdict::unknown(kind, None),
        (VerdictOutcome::Accepted, _) => Verdict::accepted(kind),
        _ => verdict,
    }
}

/// The cases of 0.25, of which some routes judge as before and some as 0.26: one
/// for each row that either finds.
fn combine(old: &[Case], new: &[Case]) -> Vec<Case> {
    let mut rows: Vec<Option<&Match>> = Vec::new();
    for case in old.iter().chain(new) {
        if case.matched.is_some() && !rows.contains(&case.matched.as_ref()) {
            rows.push(case.matched.as_ref());
        }
    }
    if rows.is_empty() {
        rows.push(None);
    }
    // Where one of them does not find a row, its first verdict stands for it.
    let pick = |cases: &'_ [Case], row: Option<&Match>| {
        let same = cases.iter().find(|case| case.matched.as_ref() == row);
        same.or(cases.first()).cloned()
    };
    let combine_row = |row| {
        let (old, new) = (pick(old, row)?, pick(new, row)?);
        Some(Case {
            generation: Generation::V025,
            verdict: old.verdict.combined_with(new.verdict),
            matched: row.cloned(),
            is_in_database: old.is_in_database || new.is_in_database,
            is_ambiguous: old.is_ambiguous || new.is_ambiguous,
            ..old
        })
    };
    rows.into_iter().filter_map(combine_row).collect()
}
