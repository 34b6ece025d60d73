//! Login tokens: the `Authorization` header of a signed-in user, verified.
//!
//! RAGFlow signs the user's `access_token` with itsdangerous'
//! `URLSafeTimedSerializer`: payload `.` time `.` signature. Nothing here looks
//! into a database: scope access token it is, and whether that user may act on
//! it, is asked elsewhere. Neither secret can be shown by accident.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::{Digest as _, Sha1};

/// RAGFlow passes over a shorter secret key, as if none were set.
pub const SHORTEST_SECRET_KEY: usize = 32;
/// RAGFlow takes no shorter access token: it would be no UUID.
pub const SHORTEST_ACCESS_TOKEN: usize = 32;
/// The Go server takes no login token that is older; the Python server does.
pub const GO_LIMIT_SECONDS: i64 = 86_400;
/// What a logged-out user's access token begins with.
pub const LOGGED_OUT: &str = "INVALID_";
/// More than any access token needs: the column holds 255 characters. What
/// inflates beyond that is an attack.
const LARGEST_PAYLOAD: usize = 4096;

/// Python's decoder does not mind what is left in the last bits.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What RAGFlow signs login tokens with.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(String);

impl SecretKey {
    /// Takes a key that RAGFlow would take; a shorter one is none.
    pub fn new(text: &str) -> Option<Self> {
        (text.chars().count() >= SHORTEST_SECRET_KEY).then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// `user.access_token`: what a login token carries.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    /// Takes one as it stands in the database or in a login token.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Why RAGFlow takes nobody for signed in by it, if so.
    pub fn trouble(&self) -> Option<LoginTokenError> {
        if self.0.starts_with(LOGGED_OUT) {
            Some(LoginTokenError::LoggedOut)
        } else if self.0.trim().chars().count() < SHORTEST_ACCESS_TOKEN {
            Some(LoginTokenError::TooShort)
        } else {
            None
        }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// Why a text is no login token that RAGFlow would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginTokenError {
    /// Not payload, time and signature.
    #[error("it has not the form of one: payload, time and signature, with dots between")]
    Form,
    /// Signed with another key, or altered.
    #[error("its signature does not match the secret key")]
    Signature,
    /// The payload is no text in JSON.
    #[error("what it carries is no access token")]
    Payload,
    /// The access token is one of a user who logged out.
    #[error("its user has logged out since")]
    LoggedOut,
    /// The access token is too short for RAGFlow.
    #[error("the access token in it is shorter than {SHORTEST_ACCESS_TOKEN} characters")]
    TooShort,
}

/// A login token taken apart; whether it is genuine is not known yet.
#[derive(Debug)]
pub struct LoginToken<'a> {
    /// What is signed: payload and time with the dot between.
    signed: &'a str,
    signature: Vec<u8>,
    /// What it carries.
    pub access_token: AccessToken,
    /// When it was signed, Unix time in seconds.
    pub signed_at: i64,
}

/// The token in an `Authorization` value: what follows `Bearer `, in any case,
/// or all of it.
pub fn without_bearer(value: &str) -> &str {
    match value.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("bearer ") => value[7..].trim_start(),
        _ => value,
    }
}

impl<'a> LoginToken<'a> {
    /// Takes a token apart, `Bearer ` in front or not.
    ///
    /// # Errors
    /// When it has another form.
    pub fn parse(text: &'a str) -> Result<Self, LoginTokenError> {
        let text = without_bearer(text);
        let (signed, signature) = text.rsplit_once('.').ok_or(LoginTokenError::Form)?;
        let (payload, time) = signed.rsplit_once('.').ok_or(LoginTokenError::Form)?;
        let decode = |text: &str| BASE64.decode(text).map_err(|_| LoginTokenError::Form);
        let signature = decode(signature)?;
        let time = decode(time)?;
        if payload.is_empty() || signature.is_empty() || !(1..=7).contains(&time.len()) {
            return Err(LoginTokenError::Form);
        }
        let signed_at = time.iter().fold(0, |sum, byte| sum << 8 | i64::from(*byte));
        let json = match payload.strip_prefix('.') {
            Some(packed) => miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(
                &decode(packed)?,
                LARGEST_PAYLOAD,
            )
            .map_err(|_| LoginTokenError::Payload)?,
            None => decode(payload)?,
        };
        let access_token: String =
            serde_json::from_slice(&json).map_err(|_| LoginTokenError::Payload)?;
        Ok(Self {
            signed,
            signature,
            access_token: AccessToken(access_token),
            signed_at,
        })
    }

    /// Checks that it was signed with this key. The comparison takes the same
    /// time wherever the signatures differ.
    ///
    /// # Errors
    /// When it was not.
    pub fn verify(&self, secret: &SecretKey) -> Result<(), LoginTokenError> {
        let key = Sha1::new()
            .chain_update(b"itsdangerous")
            .chain_update(b"signer")
            .chain_update(secret.0.as_bytes())
            .finalize();
        // HMAC takes keys of any length.
        let mac = Hmac::<Sha1>::new_from_slice(&key).map_err(|_| LoginTokenError::Signature)?;
        mac.chain_update(self.signed.as_bytes())
            .verify_slice(&self.signature)
            .map_err(|_| LoginTokenError::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTORS: &str = include_str!("../../tests/fixtures/login-token-vectors.json");

    fn vectors() -> Vec<serde_json::Value> {
        serde_json::from_str(VECTORS).expect("the fixture is JSON")
    }

    fn text<'a>(vector: &'a serde_json::Value, field: &str) -> &'a str {
        vector[field].as_str().expect("a text")
    }

    #[test]
    fn what_ragflows_own_library_signed_is_verified() {
        let vectors = vectors();
        assert!(vectors.len() >= 4, "all of the fixture");
        for vector in &vectors {
            let secret = SecretKey::new(text(vector, "secret_key")).expect("long enough");
            let token = LoginToken::parse(text(vector, "token")).expect("a login token");
            assert_eq!(token.verify(&secret), Ok(()));
            assert_eq!(token.access_token.expose(), text(vector, "access_token"));
            assert_eq!(vector["unix_time"], token.signed_at);
            let other = SecretKey::new(&"x".repeat(32)).expect("long enough");
            assert_eq!(token.verify(&other), Err(LoginTokenError::Signature));
        }
    }

    #[test]
    fn a_changed_character_anywhere_is_refused() {
        let vectors = vectors();
        for vector in &vectors {
            let secret = SecretKey::new(text(vector, "secret_key")).expect("long enough");
            let token = text(vector, "token");
            // The last character of a part may hold bits that mean nothing.
            for index in 0..token.len() - 1 {
                let mut bytes = token.as_bytes().to_vec();
                bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
                let changed = String::from_utf8(bytes).expect("ASCII");
                let verified = LoginToken::parse(&changed).and_then(|token| token.verify(&secret));
                assert!(verified.is_err(), "{changed}");
            }
        }
    }

    #[test]
    fn bearer_in_any_case_is_passed_over() {
        let vectors = vectors();
        for front in ["Bearer ", "bearer ", "BEARER  "] {
            let value = format!("{front}{}", text(&vectors[0], "token"));
            assert!(LoginToken::parse(&value).is_ok(), "{front}");
        }
    }

    #[test]
    fn what_has_another_form_is_no_login_token() {
        for text in [
            "",
            ".",
            "..",
            "a.b",
            "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlIG9mIG5vYm9keQ",
            "Ijg3Ig.aVW5AA.c!",
            "Ijg3Ig..cEdSpQ",
            "钥.匙.钥",
        ] {
            assert!(LoginToken::parse(text).is_err(), "{text}");
        }
        // A number and an object are JSON, but no access token.
        for json in ["12", "{\"a\":1}", "\"open"] {
            let token = format!(
                "{}.aVW5AA.cEdSpQ",
                BASE64.encode(json).trim_end_matches('=')
            );
            assert!(
                matches!(LoginToken::parse(&token), Err(LoginTokenError::Payload)),
                "{json}"
            );
        }
    }

    #[test]
    fn a_payload_that_inflates_without_end_is_refused() {
        let bomb = format!("\"{}\"", "a".repeat(10_000_000));
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(bomb.as_bytes(), 9);
        let token = format!(".{}.aVW5AA.cEdSpQ", BASE64.encode(packed));
        assert!(matches!(
            LoginToken::parse(&token),
            Err(LoginTokenError::Payload)
        ));
    }

    #[test]
    fn logged_out_and_short_access_tokens_are_troubles() {
        let trouble = |text: &str| AccessToken::new(text).trouble();
        assert_eq!(trouble("87b52e51a821a3f62e58cf37f186177a"), None);
        let out = "INVALID_0123456789abcdef0123456789abcdef";
        assert_eq!(trouble(out), Some(LoginTokenError::LoggedOut));
        assert_eq!(trouble("87b52e51"), Some(LoginTokenError::TooShort));
        let padded = format!("{}{}", "a".repeat(31), " ".repeat(9));
        assert_eq!(trouble(&padded), Some(LoginTokenError::TooShort));
    }

    #[test]
    fn secrets_are_not_shown() {
        let secret = SecretKey::new(&"hunter2".repeat(8)).expect("long enough");
        let token = AccessToken::new("hunter2");
        assert!(!format!("{secret:?} {token:?}").contains("hunter"));
        assert_eq!(SecretKey::new("short"), None);
    }
}
