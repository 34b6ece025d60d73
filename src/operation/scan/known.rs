//! Looking up what was found.

use crate::domain::form::PREFIX;
use crate::domain::key_selector::{KeySelector, MatchedField};
use crate::domain::legacy;
use crate::domain::login::SecretKey;
use crate::domain::token::Beta;
use crate::domain::verdict::{Facts, Generation, OwnerFacts, Purpose, VerdictOutcome, judge};
use crate::env::Clock;
use crate::error::Result;
use crate::operation::explain::{LoginCase, owner_facts};
use crate::settings::Setting;
use crate::store::{KeyMatch, Store};

/// What secrets are looked up with.
pub(crate) struct LookUp<'a> {
    pub(crate) store: &'a mut Store,
    /// The key that signs login tokens, where it is known.
    pub(crate) secret_key: Option<&'a Setting<SecretKey>>,
    pub(crate) clock: &'a dyn Clock,
}

/// A row that has a secret: a key, or the user of a login token.
#[derive(Clone, Debug)]
pub(crate) struct KnownSecret {
    pub(crate) purpose: Purpose,
    /// Whether the text lacks the `ragflow-` in front of the key.
    pub(crate) lacks_prefix: bool,
    /// The key's ID; `None` for a login token.
    pub(crate) id: Option<String>,
    /// The name of the form of the key or beta.
    pub(crate) form: Option<&'static str>,
    pub(crate) tenant_id: Option<String>,
    /// The e-mail address of the user with the tenant's id.
    pub(crate) user: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) dialog_id: Option<String>,
    /// What the versions of RAGFlow do with it.
    pub(crate) verdict: VerdictOutcome,
    /// Whether the signature of a login token could not be checked.
    pub(crate) is_unverified: bool,
    /// Whether the ID allows to recover the key.
    pub(crate) has_guessable_id: bool,
}

/// The rows that have this secret, unless every version rejects it.
pub(super) fn find_known(
    secret: &str,
    is_login: bool,
    look_up: &mut LookUp<'_>,
) -> Result<Vec<KnownSecret>> {
    if is_login {
        return Ok(find_login(secret, look_up)?.into_iter().collect());
    }
    let mut found = find_keys(secret, look_up)?;
    let mut lacks_prefix = false;
    if found.is_empty() {
        match secret.strip_prefix(PREFIX) {
            // A beta, or a key of another form, behind the prefix.
            Some(rest) => found = find_keys(rest, look_up)?,
            None => {
                found = find_keys(&format!("{PREFIX}{secret}"), look_up)?;
                lacks_prefix = true;
            }
        }
    }
    // The order of the rows is that of no engine.
    found.sort_by(|a, b| {
        let [a, b] = [a, b].map(|found| (&found.key.tenant_id, found.key.token.expose()));
        a.cmp(&b)
    });
    let known = found.into_iter().map(|matched| {
        let key = matched.key;
        let (user, owner) = owner_facts(&key.tenant_id, look_up.store)?;
        let (purpose, form) = match matched.matched_by {
            MatchedField::Beta => (Purpose::Beta, key.beta.as_ref().map(Beta::form)),
            MatchedField::Id | MatchedField::Token => (Purpose::ApiKey, Some(key.token.form())),
        };
        Ok(KnownSecret {
            purpose,
            lacks_prefix,
            id: Some(key.token.id()),
            form: form.map(|form| form.name()),
            has_guessable_id: legacy::is_guessable(key.token.expose()),
            user,
            verdict: judge_key(purpose, owner),
            tenant_id: Some(key.tenant_id.into_owned()),
            source: key.source.map(|source| source.into_owned()),
            dialog_id: key.dialog_id.map(|id| id.into_owned()),
            is_unverified: false,
        })
    });
    known.collect()
}

fn find_keys(secret: &str, look_up: &mut LookUp<'_>) -> Result<Vec<KeyMatch>> {
    let selector = [KeySelector::Secret(secret.to_owned())];
    // A connection that waited for the text may be lost.
    let clock = look_up.clock;
    Ok(look_up
        .store
        .with_retries(clock, |store| store.find_keys(&selector))?)
}

fn find_login(text: &str, look_up: &mut LookUp<'_>) -> Result<Option<KnownSecret>> {
    let now = look_up.clock.now().timestamp();
    let login = LoginCase::find(text, look_up.secret_key, now, look_up.store)?;
    let verdict = combined(Purpose::Login, &login.facts);
    let user = login.matched.filter(|user| user.is_exact);
    let is_live = verdict != VerdictOutcome::Rejected;
    Ok(user.filter(|_| is_live).map(|user| KnownSecret {
        purpose: Purpose::Login,
        lacks_prefix: false,
        id: None,
        form: None,
        tenant_id: user.tenant_id,
        user: user.user,
        source: None,
        dialog_id: None,
        verdict,
        is_unverified: look_up.secret_key.is_none(),
        has_guessable_id: false,
    }))
}

fn judge_key(purpose: Purpose, owner: Option<OwnerFacts>) -> VerdictOutcome {
    let facts = Facts {
        is_in_database: true,
        owner,
        ..Facts::default()
    };
    combined(purpose, &facts)
}

/// What all versions do.
fn combined(purpose: Purpose, facts: &Facts) -> VerdictOutcome {
    // 0.25 is between its neighbours.
    judge(purpose, Generation::UpTo024, facts)
        .combined_with(judge(purpose, Generation::From026, facts))
        .combined_with(judge(purpose, Generation::Go027, facts))
        .outcome
}
