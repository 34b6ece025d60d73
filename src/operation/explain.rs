//! What the database tells about a string that a client presents: the rows it
//! matches in each use. `domain::verdict` judges them.

use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::MatchedField;
use crate::domain::login::{AccessToken, LoginToken, SecretKey};
use crate::domain::tenant::User;
use crate::domain::token::Beta;
use crate::domain::verdict::{
    AccessTokenState, Facts, Generation, LoginFacts, OwnerFacts, Purpose, Verdict, judge,
};
use crate::error::Result;
use crate::settings::Setting;
use crate::store::{Fault, Store};

/// One use of a string, with the row that it matches, if any.
pub(crate) struct Case {
    pub(crate) purpose: Purpose,
    pub(crate) facts: Facts,
    /// Whether the row has the same bytes; else the database's collation
    /// treats them as equal.
    pub(crate) is_exact: bool,
    pub(crate) id: Option<String>,
    pub(crate) tenant_id: Option<String>,
    pub(crate) user: Option<String>,
}

impl Case {
    /// The verdict of each generation of RAGFlow.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (Generation, Verdict)> {
        Generation::ALL
            .into_iter()
            .map(|generation| (generation, judge(self.purpose, generation, &self.facts)))
    }

    /// A use in which no row matches. `is_wrong_kind`: one does in the other
    /// use.
    fn without_row(purpose: Purpose, is_wrong_kind: bool) -> Self {
        Self {
            purpose,
            facts: Facts {
                is_wrong_kind,
                ..Facts::default()
            },
            is_exact: true,
            id: None,
            tenant_id: None,
            user: None,
        }
    }
}

/// Finds the rows that a string matches as an API key and as a beta.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_key_cases(text: &str, store: &mut Store) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    // A missing beta is not a beta: blank text matches nothing.
    let is_blank = text.trim().is_empty();
    let equal = |field, store: &mut Store| match is_blank {
        true => Ok(Vec::new()),
        false => store.find_equal_keys(field, text),
    };
    let keys = equal(MatchedField::Token, store)?;
    let betas = equal(MatchedField::Beta, store)?;
    for (purpose, rows, others) in [
        (Purpose::ApiKey, &keys, &betas),
        (Purpose::Beta, &betas, &keys),
    ] {
        for row in rows {
            cases.push(case_with_row(purpose, row, text, store)?);
        }
        if rows.is_empty() {
            cases.push(Case::without_row(purpose, !others.is_empty()));
        }
    }
    Ok(cases)
}

fn case_with_row(
    purpose: Purpose,
    row: &ApiKey<'_>,
    text: &str,
    store: &mut Store,
) -> Result<Case> {
    let user = store.find_user(&row.tenant_id)?;
    let owner = match &user {
        None => None,
        Some(user) => Some(OwnerFacts {
            is_valid: user.is_valid(),
            access_token: store.read_access_token_state(&user.id)?,
        }),
    };
    let stored = match purpose {
        Purpose::Beta => row.beta.as_ref().map_or("", Beta::expose),
        Purpose::ApiKey | Purpose::Login => row.token.expose(),
    };
    Ok(Case {
        purpose,
        facts: Facts {
            is_in_database: true,
            owner,
            ..Facts::default()
        },
        is_exact: stored == text,
        id: Some(row.token.id()),
        tenant_id: Some(row.tenant_id.clone().into_owned()),
        user: user.map(|user| user.email),
    })
}

/// Finds the user that a login token signs in. `now` is Unix time in seconds;
/// without a secret key the signature is not known.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_login_case(
    token: &LoginToken<'_>,
    secret: Option<&Setting<SecretKey>>,
    now: i64,
    store: &mut Store,
) -> Result<Case> {
    let is_signed = secret.map(|secret| token.verify(&secret.value).is_ok());
    let mut users = find_session_users(&token.access_token, store)?.unwrap_or_default();
    // RAGFlow's server looks for a valid user.
    let valid = users.iter().position(User::is_valid).unwrap_or(0);
    let user = (!users.is_empty()).then(|| users.swap_remove(valid));
    let login = LoginFacts {
        has_valid_signature: is_signed,
        has_usable_access_token: token.access_token.rejection().is_none(),
        age_seconds: now.saturating_sub(token.signed_at),
    };
    Ok(Case {
        purpose: Purpose::Login,
        facts: Facts {
            is_in_database: user.is_some(),
            owner: user.as_ref().map(|user| OwnerFacts {
                is_valid: user.is_valid(),
                access_token: AccessTokenState::Present,
            }),
            is_wrong_kind: false,
            login: Some(login),
        },
        is_exact: true,
        id: None,
        tenant_id: None,
        user: user.map(|user| user.email),
    })
}

/// The users with this access token; `None` where this account may not read
/// it.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn find_session_users(
    token: &AccessToken,
    store: &mut Store,
) -> Result<Option<Vec<User>>> {
    match store.find_users_by_access_token(token) {
        Err(error) if error.fault == Fault::Denied => Ok(None),
        other => Ok(Some(other?)),
    }
}
