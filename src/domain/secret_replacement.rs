//! Replaces keys, betas and access tokens by others of the same form, for a copy that
//! may be given to others: an audit of the copy finds the same.
//!
//! Equal secrets are replaced by equal texts. The replacement is computed with
//! HMAC-SHA-256 and a random key that is forgotten afterwards, so nobody can find the
//! secret for it, not even of a short one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::form::{BETA_LENGTH, Form, PREFIX, is_uuid_without_dashes};
use super::legacy;
use super::login::LOGGED_OUT_PREFIX;
use super::token::{Beta, Token};
use crate::env::{Entropy, EntropyError};

/// The least characters of a replacement: a shorter one could be that of two secrets.
const MIN_LENGTH: usize = 16;
/// 100 ns of a day: the unit of time of a version-1 UUID.
const DAY_TICKS: u64 = 86_400 * 10_000_000;
/// The first characters that RAGFlow cut off from the base64 of a UUID.
const CUT_OFF: usize = 2;

/// Replaces secrets during one copy.
pub struct SecretReplacer {
    hmac: Hmac<Sha256>,
}

impl SecretReplacer {
    /// Draws the key.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn new(entropy: &mut dyn Entropy) -> Result<Self, EntropyError> {
        let mut key = [0_u8; 32];
        entropy.fill(&mut key)?;
        // HMAC accepts keys of any length.
        let hmac =
            Hmac::new_from_slice(&key).map_err(|error| EntropyError::new(error.to_string()))?;
        Ok(Self { hmac })
    }

    /// The replacement of an API key or a beta.
    pub fn replace_key(&self, secret: &str) -> String {
        let (prefix, rest) = split(secret, PREFIX);
        let form = match prefix.is_empty() {
            true => Beta::new(secret).form(),
            false => Token::new(secret).form(),
        };
        let replacement = match form {
            Form::Legacy => self.legacy(secret),
            Form::Modern if prefix.is_empty() => self.text(secret, BETA_LENGTH),
            Form::Modern => self.text(secret, rest.len()),
            Form::Hex => self.hex(secret),
            Form::Other if rest.is_empty() => String::new(),
            Form::Other => self.unusual(secret, rest, prefix),
        };
        format!("{prefix}{replacement}")
    }

    /// The replacement of an access token. That of a user who has signed out keeps its
    /// beginning.
    pub fn replace_access_token(&self, secret: &str) -> String {
        let (prefix, rest) = split(secret, LOGGED_OUT_PREFIX);
        let replacement = match is_uuid_without_dashes(rest) {
            true => self.hex(secret),
            false if rest.is_empty() => String::new(),
            false => self.text(secret, replaced_length(rest)),
        };
        format!("{prefix}{replacement}")
    }

    /// 32 bytes that depend on the secret and a number.
    fn bytes(&self, secret: &str, number: u8) -> [u8; 32] {
        let mac = self.hmac.clone();
        let mac = mac.chain_update([number]).chain_update(secret);
        mac.finalize().into_bytes().into()
    }

    /// Characters of base64url.
    fn text(&self, secret: &str, length: usize) -> String {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < length {
            URL_SAFE_NO_PAD.encode_string(self.bytes(secret, number), &mut text);
            number = number.wrapping_add(1);
        }
        text.truncate(length);
        text
    }

    fn hex(&self, secret: &str) -> String {
        hex::encode(&self.bytes(secret, 0)[..16])
    }

    /// A text of no known form.
    fn unusual(&self, secret: &str, rest: &str, prefix: &str) -> String {
        let mut text = self.text(secret, replaced_length(rest));
        let whole = format!("{prefix}{text}");
        if [Token::new(&*whole).form(), Beta::new(&*whole).form()] != [Form::Other; 2] {
            // No character of base64url, so of no known form.
            text.pop();
            text.push('~');
        }
        text
    }

    /// A guessable text that was generated at another time of the same day. RAGFlow
    /// before 0.22 cut it out of the base64 of a version-1 UUID in quotes.
    fn legacy(&self, secret: &str) -> String {
        let random = self.bytes(secret, 0);
        let day = legacy::minted_at(secret, None).map_or(0, |minted| {
            legacy::ticks_since_gregorian(minted) / DAY_TICKS
        });
        let mut within = [0; 8];
        within.copy_from_slice(&random[..8]);
        let ticks = day * DAY_TICKS + u64::from_be_bytes(within) % DAY_TICKS;
        let uuid = format!(
            "\"{:08x}{:04x}1{:03x}{}\"",
            ticks & 0xffff_ffff,
            ticks >> 32 & 0xffff,
            ticks >> 48 & 0xfff,
            hex::encode(&random[8..16])
        );
        let encoded = URL_SAFE_NO_PAD.encode(uuid);
        encoded[CUT_OFF..CUT_OFF + BETA_LENGTH].to_owned()
    }
}

fn split<'a>(secret: &'a str, prefix: &'static str) -> (&'static str, &'a str) {
    match secret.strip_prefix(prefix) {
        Some(rest) => (prefix, rest),
        None => ("", secret),
    }
}

fn replaced_length(rest: &str) -> usize {
    rest.chars().count().max(MIN_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct FixedEntropy(u8);

    impl Entropy for FixedEntropy {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    fn replacer(key: u8) -> SecretReplacer {
        SecretReplacer::new(&mut FixedEntropy(key)).expect("entropy")
    }

    const KEYS: [&str; 8] = [
        "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
        "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
        "ragflow-0123456789abcdef0123456789abcdef",
        "FIOTRtY4gj0ba68McPjys28051jjVwWH",
        "E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz",
        "edfb6c3ef5d30fbe73f5298faa202ff1",
        "ragflow-钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙",
        "aM9truADx1lX_gkJwTiAox=yXdijjlTc",
    ];

    #[test]
    fn form_and_length_stay_and_the_secret_does_not() {
        for key in KEYS {
            let replaced = replacer(1).replace_key(key);
            assert_eq!(replaced.chars().count(), key.chars().count(), "{key}");
            assert_eq!(
                Token::new(&*replaced).form(),
                Token::new(key).form(),
                "{key}"
            );
            assert_eq!(Beta::new(&*replaced).form(), Beta::new(key).form(), "{key}");
            assert_eq!(replaced.starts_with(PREFIX), key.starts_with(PREFIX));
            let (_, rest) = split(key, PREFIX);
            assert!(!replaced.contains(&rest.chars().take(6).collect::<String>()));
        }
    }

    #[test]
    fn equal_secrets_have_equal_replacements_in_one_copy_only() {
        for key in KEYS {
            assert_eq!(replacer(1).replace_key(key), replacer(1).replace_key(key));
            assert_ne!(replacer(1).replace_key(key), replacer(2).replace_key(key));
        }
        let all: std::collections::BTreeSet<_> = KEYS
            .iter()
            .map(|key| replacer(1).replace_key(key))
            .collect();
        assert_eq!(all.len(), KEYS.len());
    }

    #[test]
    fn a_guessable_key_keeps_its_day() {
        let key = "ragflow-JlYTc2ZGI2ZTY4NzExZjFhNDcwMDJmYz";
        let day = |key: &str| legacy::minted_at(key, None).map(|at| at.date_naive().to_string());
        let replaced = replacer(1).replace_key(key);
        assert_eq!(day(key).as_deref(), Some("2026-11-22"));
        assert_eq!(day(&replaced), day(key));
    }

    #[test]
    fn nothing_stays_nothing_and_a_short_text_becomes_longer() {
        assert_eq!(replacer(1).replace_key(""), "");
        assert_eq!(replacer(1).replace_key("ragflow-"), "ragflow-");
        assert_eq!(replacer(1).replace_key("ab").len(), MIN_LENGTH);
        assert_eq!(replacer(1).replace_access_token(""), "");
    }

    #[test]
    fn an_access_token_keeps_its_kind() {
        let uuid = "edfb6c3ef5d30fbe73f5298faa202ff1";
        let replaced = replacer(1).replace_access_token(uuid);
        assert!(is_uuid_without_dashes(&replaced) && replaced != uuid);
        let signed_out = replacer(1).replace_access_token(&format!("INVALID_{uuid}"));
        assert!(signed_out.starts_with("INVALID_") && !signed_out.contains(&uuid[..6]));
    }
}
