//! The user that a login token signs in.

use super::candidates::Match;
use crate::domain::login::{AccessToken, LoginToken, SecretKey};
use crate::domain::tenant::User;
use crate::domain::verdict::{AccessTokenState, Facts, LoginFacts, OwnerFacts};
use crate::error::Result;
use crate::settings::Setting;
use crate::store::{Engine, Fault, Store};

/// What is known about a credential as a login token.
#[derive(Clone)]
pub(crate) struct LoginCase {
    pub(crate) facts: Facts,
    pub(crate) matched: Option<Match>,
}

impl LoginCase {
    /// Finds the user of a login token. `now` is Unix time in seconds; without a
    /// secret key the signature is not known.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn find(
        credential: &str,
        secret: Option<&Setting<SecretKey>>,
        now: i64,
        store: &mut Store,
    ) -> Result<Self> {
        let Ok(token) = LoginToken::parse_exact(credential) else {
            return Ok(Self {
                facts: Facts::default(),
                matched: None,
            });
        };
        let mut users = find_equal_users(&token.access_token, store)?;
        // RAGFlow's server looks for a valid user.
        let valid = users.iter().position(|(user, _)| user.is_valid());
        let user = (!users.is_empty()).then(|| users.swap_remove(valid.unwrap_or(0)));
        let login = LoginFacts {
            has_valid_signature: secret.map(|secret| token.verify(&secret.value).is_ok()),
            has_usable_access_token: token.access_token.rejection().is_none(),
            age_seconds: now.saturating_sub(token.signed_at),
        };
        Ok(Self {
            facts: Facts {
                is_in_database: user.is_some(),
                owner: user.as_ref().map(|(user, _)| OwnerFacts {
                    is_valid: user.is_valid(),
                    access_token: AccessTokenState::Present,
                }),
                is_wrong_kind: false,
                login: Some(login),
            },
            matched: user.map(|(user, is_exact)| Match {
                id: None,
                tenant_id: Some(user.id),
                user: Some(user.email),
                is_exact,
            }),
        })
    }
}

fn find_equal_users(token: &AccessToken, store: &mut Store) -> Result<Vec<(User, bool)>> {
    if store.engine() == Engine::Postgres && token.expose().contains('\0') {
        return Ok(Vec::new());
    }
    match store.find_users_with_equal_access_token(token) {
        Err(error) if error.fault == Fault::Denied => Ok(Vec::new()),
        other => Ok(other?),
    }
}

/// The users with this access token; `None` where this account may not read it.
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
