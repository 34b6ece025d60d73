//! Login tokens: parses and verifies the `Authorization` header of a signed-in
//! user.
//!
//! RAGFlow signs the user's `access_token` with itsdangerous'
//! `URLSafeTimedSerializer`: payload `.` time `.` signature. The caller looks up
//! whose access token it is. Neither the secret key nor the access token can be
//! shown by accident.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::{Digest as _, Sha1};

/// The minimum length of a secret key in characters. RAGFlow ignores a shorter
/// one.
pub const MIN_SECRET_KEY_LENGTH: usize = 32;
/// The minimum length of an access token in characters, that of a UUID. RAGFlow
/// rejects a shorter one.
pub const MIN_ACCESS_TOKEN_LENGTH: usize = 32;
/// The maximum age of a login token for the Go server, in seconds. The Python
/// server accepts older ones.
pub const GO_MAX_AGE_SECONDS: i64 = 86_400;
/// The prefix of a logged-out user's access token.
pub const LOGGED_OUT_PREFIX: &str = "INVALID_";
/// The maximum size of an inflated payload in bytes. The column of the access
/// token holds 255 characters, so a larger payload is an attack.
const MAX_PAYLOAD_SIZE: usize = 4096;

/// Lenient like Python's decoder, which ignores the last bits and the padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The secret key with which RAGFlow signs login tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(String);

impl SecretKey {
    /// Wraps a secret key; `None` if it is so short that RAGFlow ignores it.
    pub fn new(text: &str) -> Option<Self> {
        (text.chars().count() >= MIN_SECRET_KEY_LENGTH).then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// The content of a login token, which is also stored in `user.access_token`.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    /// Wraps a text from the database or from a login token.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Why RAGFlow rejects this access token; `None` if it accepts it.
    pub fn rejection(&self) -> Option<LoginTokenError> {
        if self.0.starts_with(LOGGED_OUT_PREFIX) {
            Some(LoginTokenError::LoggedOut)
        } else if self.0.trim().chars().count() < MIN_ACCESS_TOKEN_LENGTH {
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

/// Why RAGFlow rejects a login token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginTokenError {
    /// The text is not a payload, a time and a signature.
    #[error("it does not have the form PAYLOAD.TIME.SIGNATURE")]
    Form,
    /// The token was signed with another key, or was altered.
    #[error("its signature does not match the secret key")]
    Signature,
    /// The payload is not a text in JSON, or is too large.
    #[error("its payload is not an access token")]
    Payload,
    /// The access token belongs to a user who signed out.
    #[error("its user has signed out")]
    LoggedOut,
    /// The access token is shorter than [`MIN_ACCESS_TOKEN_LENGTH`].
    #[error("its access token is shorter than {MIN_ACCESS_TOKEN_LENGTH} characters")]
    TooShort,
}

/// The parts of a login token. [`LoginToken::verify`] checks its signature.
#[derive(Debug)]
pub struct LoginToken<'a> {
    /// The signed part: the payload, a dot and the time.
    signed: &'a str,
    signature: Vec<u8>,
    /// The payload: the access token of the user who signed in.
    pub access_token: AccessToken,
    /// When the token was signed, Unix time in seconds.
    pub signed_at: i64,
}

/// The token in an `Authorization` value: the part after `Bearer `, in upper or
/// lower case, or the whole value if that is missing.
pub fn strip_bearer(value: &str) -> &str {
    match value.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("bearer ") => value[7..].trim_start(),
        _ => value,
    }
}

impl<'a> LoginToken<'a> {
    /// Parses a token, with or without `Bearer ` in front.
    ///
    /// # Errors
    /// When the text does not have the form of a login token, or its payload is
    /// not an access token.
    pub fn parse(text: &'a str) -> Result<Self, LoginTokenError> {
        Self::parse_exact(strip_bearer(text))
    }

    /// Parses a token with nothing in front of it, as RAGFlow's server does.
    ///
    /// # Errors
    /// As for [`LoginToken::parse`].
    pub fn parse_exact(text: &'a str) -> Result<Self, LoginTokenError> {
        let (signed, signature) = text.rsplit_once('.').ok_or(LoginTokenError::Form)?;
        let (payload, time) = signed.rsplit_once('.').ok_or(LoginTokenError::Form)?;
        let decode = |text: &str| BASE64.decode(text).map_err(|_| LoginTokenError::Form);
        let signature = decode_like_python(signature.as_bytes()).ok_or(LoginTokenError::Form)?;
        let time = decode(time)?;
        if payload.is_empty() || signature.is_empty() || !(1..=7).contains(&time.len()) {
            return Err(LoginTokenError::Form);
        }
        let signed_at = time.iter().fold(0, |sum, byte| sum << 8 | i64::from(*byte));
        let json = match payload.strip_prefix('.') {
            Some(packed) => miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(
                &decode(packed)?,
                MAX_PAYLOAD_SIZE,
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

    /// Checks that the token was signed with this key. The time of the comparison
    /// does not depend on where the signatures differ.
    ///
    /// # Errors
    /// When it was signed with another key, or was altered.
    pub fn verify(&self, secret: &SecretKey) -> Result<(), LoginTokenError> {
        let key = Sha1::new()
            .chain_update(b"itsdangerous")
            .chain_update(b"signer")
            .chain_update(secret.0.as_bytes())
            .finalize();
        // HMAC accepts keys of any length.
        let mac = Hmac::<Sha1>::new_from_slice(&key).map_err(|_| LoginTokenError::Signature)?;
        mac.chain_update(self.signed.as_bytes())
            .verify_slice(&self.signature)
            .map_err(|_| LoginTokenError::Signature)
    }
}

/// Decodes a signature as itsdangerous does: it adds padding for the length in
/// bytes, and Python's decoder then skips every byte that is not of the
/// alphabet. So a token with a no-break space behind it is valid, and one with a
/// comma is not. `None`: Python's decoder fails.
fn decode_like_python(text: &[u8]) -> Option<Vec<u8>> {
    let padding = (4 - text.len() % 4) % 4;
    let mut bytes = Vec::new();
    // Digits of six bits that do not yet make a group of four.
    let (mut bits, mut digits, mut pads) = (0_u32, 0, 0);
    for byte in text
        .iter()
        .copied()
        .chain(std::iter::repeat_n(b'=', padding))
    {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            b'=' if digits >= 2 => {
                pads += 1;
                if digits + pads >= 4 {
                    return Some(bytes);
                }
                continue;
            }
            _ => continue,
        };
        pads = 0;
        bits = bits << 6 | u32::from(digit);
        digits += 1;
        if digits > 1 {
            // The low byte of what the new digit completes.
            bytes.push((bits >> (2 * (4 - digits))) as u8);
        }
        if digits == 4 {
            (bits, digits) = (0, 0);
        }
    }
    (digits == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Python 3.12's `base64.urlsafe_b64decode` returns.
    #[test]
    fn signatures_are_decoded_as_python_decodes_them() {
        for (text, decoded) in [
            ("QUJD", Some(b"ABC".as_slice())),
            ("QUI", Some(b"AB")),
            ("QQ", Some(b"A")),
            ("Q", None),
            ("-_+/", Some(b"\xfb\xff\xbf")),
            // An ignored byte takes the place of the padding; two do not.
            ("QUI,", None),
            ("QUI\u{80}", Some(b"AB")),
            ("QUI ,,", Some(b"AB")),
            ("QUI=QUI=", Some(b"AB")),
            ("Q,UJD,,,", Some(b"ABC")),
        ] {
            let found = decode_like_python(text.as_bytes());
            assert_eq!(found.as_deref(), decoded, "{text:?}");
        }
    }

    const VECTORS: &str = include_str!("../../tests/fixtures/login-token-vectors.json");

    fn vectors() -> Vec<serde_json::Value> {
        serde_json::from_str(VECTORS).expect("the fixture is JSON")
    }

    fn text<'a>(vector: &'a serde_json::Value, field: &str) -> &'a str {
        vector[field].as_str().expect("a text")
    }

    #[test]
    fn tokens_signed_by_ragflows_own_library_are_valid() {
        let vectors = vectors();
        assert!(vectors.len() >= 4, "the whole fixture");
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
    fn a_token_with_a_changed_character_is_invalid() {
        let vectors = vectors();
        for vector in &vectors {
            let secret = SecretKey::new(text(vector, "secret_key")).expect("long enough");
            let token = text(vector, "token");
            // The last character of a part may contain bits that are ignored.
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
    fn bearer_is_ignored_in_upper_and_lower_case() {
        let vectors = vectors();
        for front in ["Bearer ", "bearer ", "BEARER  "] {
            let value = format!("{front}{}", text(&vectors[0], "token"));
            assert!(LoginToken::parse(&value).is_ok(), "{front}");
        }
    }

    #[test]
    fn a_text_of_another_form_is_not_a_login_token() {
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
        // A number and an object are JSON, but not an access token.
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
    fn a_payload_that_inflates_beyond_the_limit_is_refused() {
        let bomb = format!("\"{}\"", "a".repeat(10_000_000));
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(bomb.as_bytes(), 9);
        let token = format!(".{}.aVW5AA.cEdSpQ", BASE64.encode(packed));
        assert!(matches!(
            LoginToken::parse(&token),
            Err(LoginTokenError::Payload)
        ));
    }

    #[test]
    fn logged_out_and_short_access_tokens_are_rejected() {
        let rejection = |text: &str| AccessToken::new(text).rejection();
        assert_eq!(rejection("87b52e51a821a3f62e58cf37f186177a"), None);
        let logged_out = "INVALID_0123456789abcdef0123456789abcdef";
        assert_eq!(rejection(logged_out), Some(LoginTokenError::LoggedOut));
        assert_eq!(rejection("87b52e51"), Some(LoginTokenError::TooShort));
        let padded = format!("{}{}", "a".repeat(31), " ".repeat(9));
        assert_eq!(rejection(&padded), Some(LoginTokenError::TooShort));
    }

    #[test]
    fn debug_does_not_show_secrets() {
        let secret = SecretKey::new(&"hunter2".repeat(8)).expect("long enough");
        let token = AccessToken::new("hunter2");
        assert!(!format!("{secret:?} {token:?}").contains("hunter"));
        assert_eq!(SecretKey::new("short"), None);
    }
}
