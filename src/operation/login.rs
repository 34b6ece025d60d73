//! `--login-token -`: the owner as RAGFlow's server would recognise them.
//!
//! Reads an `Authorization` value from stdin and the secret key from where
//! RAGFlow keeps it; what a login token is, `domain/login.rs` knows. Nothing
//! of either is ever said.

use crate::domain::login::{
    GO_MAX_AGE_SECONDS, LoginToken, LoginTokenError, MIN_SECRET_KEY_LENGTH, SecretKey,
};
use crate::domain::tenant::User;
use crate::error::{Error, Kind, Result};
use crate::session::Session;
use crate::settings::{Origin, Setting};
use crate::store::Store;

const VARIABLE: &str = "RAGFLOW_SECRET_KEY";
const FORM: &str = "write the value of the Authorization header to stdin, on one line";

/// The user who is signed in by the login token on stdin.
///
/// # Errors
/// When it is not valid, or that cannot be told.
pub(crate) fn signed_in(store: &mut Store, session: &mut Session<'_>) -> Result<User> {
    let line = session.read_one_line("--login-token -", FORM)?;
    let text = line.trim();
    if text.is_empty() {
        return Err(Error::usage("stdin holds no login token").hint(FORM));
    }
    let token = LoginToken::parse(text).map_err(|fault| not_valid(fault, None))?;
    let Some(secret) = session.find_secret_key()? else {
        return Err(no_secret_key());
    };
    token
        .verify(&secret.value)
        .map_err(|fault| not_valid(fault, Some(&secret.origin)))?;
    if let Some(fault) = token.access_token.rejection() {
        return Err(not_valid(fault, None));
    }
    let mut users = store.users_signed_in(&token.access_token)?;
    let found = users.len();
    users.retain(User::is_valid);
    if users.len() > 1 {
        let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
        let message = format!("{} users have that access token", users.len());
        return Err(Error::new(Kind::Conflict, message)
            .hint(format!("name one by id: --user {}", ids.join(", "))));
    }
    let Some(user) = users.pop() else {
        let why = match found {
            0 => "no user has its access token: who it was has logged out or in again since",
            _ => "its user is deleted (status is not '1')",
        };
        return Err(Error::new(
            Kind::LoginToken,
            format!("the login token is not valid: {why}"),
        )
        .hint("sign in to RAGFlow again, or name the owner: --user or --tenant"));
    };
    session.messages.verbose(&format!(
        "login token: verified with the secret key from {}",
        secret.origin
    ));
    say_age(session, &user, token.signed_at);
    Ok(user)
}

fn say_age(session: &mut Session<'_>, user: &User, signed_at: i64) {
    let seconds = session.clock.now().timestamp().saturating_sub(signed_at);
    let who = &user.email;
    let Ok(age) = u64::try_from(seconds) else {
        session.messages.warning(&format!(
            "the login token of {who} was signed in the future: the clocks of RAGFlow's server \
             and this machine differ"
        ));
        return;
    };
    let spoken = age_in_words(age);
    if seconds > GO_MAX_AGE_SECONDS {
        session.messages.warning(&format!(
            "the login token of {who} is {spoken} old: RAGFlow's Python server takes it at any \
             age, its Go server no longer than a day"
        ));
    } else {
        session
            .messages
            .note(&format!("the login token is {who}'s, {spoken} old"));
    }
}

/// An age in its largest unit.
pub(crate) fn age_in_words(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds / 60, "minute"),
        7_200..172_800 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    crate::text::count(number, unit)
}

fn not_valid(fault: LoginTokenError, secret_from: Option<&Origin>) -> Error {
    let error = Error::new(
        Kind::LoginToken,
        format!("the login token is not valid: {fault}"),
    );
    match (fault, secret_from) {
        (LoginTokenError::Form | LoginTokenError::Payload, _) => error
            .hint("the browser sends it as Authorization with every request; an API key is none"),
        (LoginTokenError::Signature, Some(origin)) => error.hint(format!(
            "the secret key came from {origin}; some releases run with the one in Redis, \
             ragflow:system:secret_key"
        )),
        _ => error.hint("sign in to RAGFlow again, or name the owner: --user or --tenant"),
    }
}

fn no_secret_key() -> Error {
    Error::usage("the login token cannot be verified: RAGFlow's secret key is not known")
        .hint(format!(
            "give it in {VARIABLE}, or name the database by --ragflow DIR where its \
             service_conf.yaml has ragflow.secret_key"
        ))
        .hint(
            "a RAGFlow without either made one, and keeps it in Redis as \
             ragflow:system:secret_key; --user and --tenant need none",
        )
}

impl Session<'_> {
    /// What RAGFlow signs login tokens with: from its variable, else from the
    /// deployment that named the database. RAGFlow passes over keys that are
    /// too short.
    ///
    /// # Errors
    /// When the variable is no text.
    pub(crate) fn find_secret_key(&mut self) -> Result<Option<Setting<SecretKey>>> {
        if let Some(text) = self.vars.text(VARIABLE)? {
            if let Some(key) = SecretKey::new(text) {
                return Ok(Some(Setting::new(key, Origin::Variable(VARIABLE))));
            }
            self.messages.warning(&format!(
                "{VARIABLE} is shorter than {MIN_SECRET_KEY_LENGTH} characters: RAGFlow passes over \
                 such a key, and so does this"
            ));
        }
        Ok(self.secret_key.clone())
    }
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
