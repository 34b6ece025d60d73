//! The user of a login token, recognised as RAGFlow's server would.
//!
//! `domain/login.rs` knows what a login token is. No error repeats the token
//! or the secret key.

use crate::domain::login::{GO_MAX_AGE_SECONDS, LoginToken, LoginTokenError, SecretKey};
use crate::domain::pasted;
use crate::domain::tenant::User;
use crate::error::{Error, Kind, Result};
use crate::settings::{Origin, Setting};
use crate::store::Store;
use crate::text::count;

/// The hint for input that is not a login token.
pub(crate) const FORM: &str = "write the value of the Authorization header to stdin, in one line";
const SIGN_IN_AGAIN: &str = "sign in to RAGFlow again, or use --user or --tenant";

/// A user who is signed in.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) user: User,
    /// Unix time in seconds of the token's signature.
    pub(crate) signed_at: i64,
}

/// Reads a login token.
///
/// # Errors
/// When the text is not one.
pub(crate) fn parse_token(text: &str) -> Result<LoginToken<'_>> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::usage("no login token on stdin").hint(FORM));
    }
    LoginToken::parse(text).map_err(|error| {
        let pasted = pasted::clean(text);
        match LoginToken::parse(&pasted.rest) {
            Ok(_) => {
                let message = format!("the login token is not valid: {error}");
                let too_much = pasted.removed.join(", ");
                Error::new(Kind::LoginToken, message).hint(format!(
                    "it is one with too much around it; remove: {too_much}"
                ))
            }
            Err(_) => invalid(error, None),
        }
    })
}

/// Verifies a login token, and finds its user.
///
/// # Errors
/// When the token is not valid, or RAGFlow's secret key is not known.
pub(crate) fn find_signed_in_user(
    token: &LoginToken<'_>,
    secret: Option<&Setting<SecretKey>>,
    store: &mut Store,
) -> Result<SignedIn> {
    let secret = secret.ok_or_else(no_secret_key)?;
    token
        .verify(&secret.value)
        .map_err(|error| invalid(error, Some(&secret.origin)))?;
    if let Some(error) = token.access_token.rejection() {
        return Err(invalid(error, None));
    }
    let mut users = store.find_users_by_access_token(&token.access_token)?;
    let found = users.len();
    users.retain(User::is_valid);
    if users.len() > 1 {
        let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
        let message = format!("{} users have this access token", users.len());
        return Err(Error::new(Kind::Conflict, message).hint(format!(
            "select one of them with --user and its user ID: {}",
            ids.join(", ")
        )));
    }
    let Some(user) = users.pop() else {
        let (why, hint) = match found {
            0 => (
                "no user has its access token; the user has signed out or signed in again",
                SIGN_IN_AGAIN,
            ),
            _ => (
                "its user is deleted (status is not '1')",
                "use the login token of another user, or --user or --tenant",
            ),
        };
        return Err(Error::new(
            Kind::LoginToken,
            format!("the login token is not valid: {why}"),
        )
        .hint(hint));
    };
    Ok(SignedIn {
        user,
        signed_at: token.signed_at,
    })
}

/// What to say about the age of a login token.
#[derive(Debug)]
pub(crate) enum TokenAge {
    /// Nothing is wrong with it.
    Note(String),
    /// A server may reject the token, or a clock is wrong.
    Warning(String),
}

impl SignedIn {
    /// Judges the token's age. `now` is Unix time in seconds.
    pub(crate) fn age(&self, now: i64) -> TokenAge {
        let seconds = now.saturating_sub(self.signed_at);
        let email = &self.user.email;
        let Ok(age) = u64::try_from(seconds) else {
            return TokenAge::Warning(format!(
                "the time of the login token of {email} is in the future: the clocks of RAGFlow's \
                 server and of this machine differ"
            ));
        };
        let age = age_in_words(age);
        if seconds > GO_MAX_AGE_SECONDS {
            return TokenAge::Warning(format!(
                "the login token of {email} is {age} old: RAGFlow's Python server accepts it at \
                 any age, its Go server for one day"
            ));
        }
        TokenAge::Note(format!("login token of {email}, {age} old"))
    }
}

/// An age in its largest unit.
fn age_in_words(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds / 60, "minute"),
        7_200..172_800 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    count(number, unit)
}

fn invalid(error: LoginTokenError, key_origin: Option<&Origin>) -> Error {
    let message = format!("the login token is not valid: {error}");
    let hint = match (error, key_origin) {
        (LoginTokenError::Form | LoginTokenError::Payload, _) => {
            "copy the value of the Authorization header from a request of your browser to RAGFlow; \
             an API key is not a login token"
                .to_owned()
        }
        (LoginTokenError::Signature, Some(origin)) => format!(
            "check the secret key in {origin}; some RAGFlow releases use the secret key in Redis \
             (ragflow:system:secret_key) instead"
        ),
        _ => SIGN_IN_AGAIN.to_owned(),
    };
    Error::new(Kind::LoginToken, message).hint(hint)
}

fn no_secret_key() -> Error {
    Error::usage("cannot verify the login token: RAGFlow's secret key is not known")
        .hint(
            "set RAGFLOW_SECRET_KEY, or use --ragflow DIR if service_conf.yaml in it has \
             ragflow.secret_key",
        )
        .hint(
            "if neither is set, RAGFlow generates the secret key and stores it in Redis \
             (ragflow:system:secret_key); or select the owner with --user or --tenant",
        )
}

#[cfg(test)]
mod tests {
    use super::age_in_words;

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (7_200, "2 hours"),
            (86_400, "24 hours"),
            (172_800, "2 days"),
        ] {
            assert_eq!(age_in_words(seconds), words);
        }
    }
}
