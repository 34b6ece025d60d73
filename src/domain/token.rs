//! API keys and betas: secrets that cannot be shown by accident.
//!
//! Neither type implements `Display` or `Serialize`, and `Debug` prints the
//! mask. The only way to the text is [`Token::expose`] and [`Beta::expose`];
//! search for `expose(` to see every place that uses a secret.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::form::{self, BETA_LENGTH, Form, PREFIX};
use super::legacy;
use crate::env::{Entropy, EntropyError};

/// How many characters of the random part a mask shows.
const VISIBLE_LENGTH: usize = 4;
/// A shorter random part is masked completely, because four characters would be
/// too much of it.
const MIN_LENGTH_TO_SHOW: usize = 32;

/// An API key (`api_token.token`): what a client sends as `Authorization: Bearer`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token<'a>(Cow<'a, str>);

/// A beta (`api_token.beta`): the public key in the URL of an embedded page.
#[derive(Clone, PartialEq, Eq)]
pub struct Beta<'a>(Cow<'a, str>);

impl<'a> Token<'a> {
    /// Wraps a text that is an API key, of whatever form.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// The secret text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first 12 hex digits of the SHA-256 of the key. It names a row and
    /// does not reveal the key, unless the key is guessable.
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.0.as_bytes())[..6])
    }

    /// The part of the key that may be shown, followed by `…`.
    pub fn mask(&self) -> String {
        mask(&self.0)
    }

    /// The form of the key: which version of RAGFlow minted it.
    pub fn form(&self) -> Form {
        let Some(random_part) = self.0.strip_prefix(PREFIX) else {
            return Form::Other;
        };
        if legacy::is_guessable(&self.0) {
            Form::Legacy
        } else if form::is_modern_key(random_part) {
            Form::Modern
        } else if form::is_uuid_without_dashes(random_part) {
            Form::Hex
        } else {
            Form::Other
        }
    }

    /// The same key, with its own copy of the text.
    pub fn into_owned(self) -> Token<'static> {
        Token(Cow::Owned(self.0.into_owned()))
    }

    /// Mints a key for a tenant in the form of RAGFlow 0.22 and later
    /// (`ragflow-` and 43 characters of base64url), with 256 bits from
    /// `entropy`.
    ///
    /// # Errors
    /// When the random source fails. There is no fallback: keys from a weak
    /// source are what CVE-2025-69286 is about.
    pub fn mint(
        tenant_id: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<Token<'static>, EntropyError> {
        Ok(Token(Cow::Owned(confirmation_token(tenant_id, entropy)?)))
    }
}

impl<'a> Beta<'a> {
    /// Wraps a text that is a beta, of whatever form.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// The secret text.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The part of the beta that may be shown, followed by `…`.
    pub fn mask(&self) -> String {
        mask(&self.0)
    }

    /// The form of the beta: which version of RAGFlow minted it.
    pub fn form(&self) -> Form {
        if form::is_hex_beta(&self.0) {
            Form::Hex
        } else if !form::is_modern_beta(&self.0) {
            Form::Other
        } else if legacy::is_guessable(&self.0) {
            Form::Legacy
        } else {
            Form::Modern
        }
    }

    /// The same beta, with its own copy of the text.
    pub fn into_owned(self) -> Beta<'static> {
        Beta(Cow::Owned(self.0.into_owned()))
    }

    /// Mints a beta as RAGFlow does: the confirmation token of the confirmation
    /// token of the tenant, without its prefix, cut to 32 characters (192
    /// bits). Each step draws fresh bytes and the inner token is never stored,
    /// so no API key can be derived from a beta.
    ///
    /// A beta that would begin with `-` or `_` is minted again: programs take
    /// such a value for an option and spreadsheets for a formula.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn mint(tenant_id: &str, entropy: &mut dyn Entropy) -> Result<Beta<'static>, EntropyError> {
        loop {
            let inner = confirmation_token(tenant_id, entropy)?;
            let outer = confirmation_token(&inner, entropy)?;
            let beta = &outer[PREFIX.len()..PREFIX.len() + BETA_LENGTH];
            if !beta.starts_with(['-', '_']) {
                return Ok(Beta(Cow::Owned(beta.to_owned())));
            }
        }
    }
}

impl fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({})", self.mask())
    }
}

impl fmt::Debug for Beta<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Beta({})", self.mask())
    }
}

/// `ragflow-` and the base64url of SHA-256 over the subject and 32 fresh bytes.
///
/// The subject binds the token to its tenant, as RAGFlow's own generator does.
/// The strength is that of the 32 bytes.
fn confirmation_token(subject: &str, entropy: &mut dyn Entropy) -> Result<String, EntropyError> {
    let mut fresh = [0_u8; 32];
    entropy.fill(&mut fresh)?;
    let digest = Sha256::new()
        .chain_update(subject.as_bytes())
        .chain_update(fresh)
        .finalize();
    let mut token = String::with_capacity(PREFIX.len() + 43);
    token.push_str(PREFIX);
    URL_SAFE_NO_PAD.encode_string(digest, &mut token);
    Ok(token)
}

fn mask(secret: &str) -> String {
    if secret.is_empty() {
        // A missing beta: there is nothing to hide.
        return String::new();
    }
    let (prefix, random_part) = match secret.strip_prefix(PREFIX) {
        Some(random_part) => (PREFIX, random_part),
        None => ("", secret),
    };
    let is_long = match random_part.is_ascii() {
        true => random_part.len() >= MIN_LENGTH_TO_SHOW,
        false => random_part.chars().nth(MIN_LENGTH_TO_SHOW - 1).is_some(),
    };
    let visible = if is_long && !legacy::is_guessable(secret) {
        VISIBLE_LENGTH
    } else {
        0
    };
    let end = random_part.char_indices().nth(visible);
    let shown = &random_part[..end.map_or(random_part.len(), |(end, _)| end)];
    [prefix, shown, "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills each request with the next number: the tests are about the form of
    /// keys, not about randomness.
    struct CountingEntropy(u8);

    impl Entropy for CountingEntropy {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
            self.0 = self.0.wrapping_add(1);
            bytes.fill(self.0);
            Ok(())
        }
    }

    struct FailingEntropy;

    impl Entropy for FailingEntropy {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), EntropyError> {
            Err(EntropyError::new("no random source"))
        }
    }

    #[test]
    fn a_minted_key_has_the_modern_form() {
        let key = Token::mint("tenant", &mut CountingEntropy(0)).expect("entropy");
        assert_eq!(key.form(), Form::Modern);
        assert_eq!(key.expose().len(), PREFIX.len() + 43);
    }

    #[test]
    fn a_confirmation_token_is_the_documented_digest() {
        // SHA-256("abc" || 32 bytes of 0x01), computed with another program.
        let token = confirmation_token("abc", &mut CountingEntropy(0)).expect("entropy");
        assert_eq!(token, "ragflow-izkQSenhgUrXvzFYIGB_aTGckrcYQkaL4r9-uQRJkRM");
    }

    #[test]
    fn a_minted_beta_has_the_modern_form_and_never_begins_with_a_dash() {
        let mut entropy = CountingEntropy(0);
        for _ in 0..1000 {
            let beta = Beta::mint("tenant", &mut entropy).expect("entropy");
            assert_eq!(beta.form(), Form::Modern);
            assert!(!beta.expose().starts_with(['-', '_']));
        }
    }

    #[test]
    fn nothing_is_minted_if_the_random_source_fails() {
        assert!(Token::mint("tenant", &mut FailingEntropy).is_err());
        assert!(Beta::mint("tenant", &mut FailingEntropy).is_err());
    }

    #[test]
    fn a_mask_shows_four_characters_of_a_strong_secret_only() {
        let strong = Token::new("ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw");
        assert_eq!(strong.mask(), "ragflow-aM9t…");
        let guessable = Token::new("ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz");
        assert_eq!(guessable.mask(), "ragflow-…");
        assert_eq!(Token::new("ragflow-short").mask(), "ragflow-…");
        assert_eq!(Token::new("short").mask(), "…");
        assert_eq!(
            Beta::new("FIOTRtY4gj0ba68McPjys28051jjVwWH").mask(),
            "FIOT…"
        );
        assert_eq!(Beta::new("E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz").mask(), "…");
        assert_eq!(Beta::new("").mask(), "", "nothing to hide");
    }

    #[test]
    fn a_mask_cuts_between_characters_of_several_bytes() {
        let wide = "钥".repeat(32);
        assert_eq!(Token::new(wide).mask(), "钥钥钥钥…");
    }

    #[test]
    fn debug_prints_the_mask() {
        let key = Token::new("ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw");
        assert_eq!(format!("{key:?}"), "Token(ragflow-aM9t…)");
        let beta = Beta::new("FIOTRtY4gj0ba68McPjys28051jjVwWH");
        assert_eq!(format!("{beta:?}"), "Beta(FIOT…)");
    }

    #[test]
    fn the_id_is_the_start_of_the_sha_256() {
        // printf abc | sha256sum
        assert_eq!(Token::new("abc").id(), "ba7816bf8f01");
    }

    #[test]
    fn forms_of_keys_and_betas_are_recognised() {
        let key = |text: &str| Token::new(text.to_owned()).form();
        assert_eq!(
            key("ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz"),
            Form::Legacy
        );
        assert_eq!(key("ragflow-0123456789abcdef0123456789abcdef"), Form::Hex);
        assert_eq!(key("ragflow-"), Form::Other);
        assert_eq!(key("sk-whatever"), Form::Other);
        let beta = |text: &str| Beta::new(text.to_owned()).form();
        assert_eq!(beta("E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz"), Form::Legacy);
        assert_eq!(beta("edfb6c3ef5d30fbe73f5298faa202ff1"), Form::Hex);
        assert_eq!(beta("FIOTRtY4gj0ba68McPjys28051jjVwWH"), Form::Modern);
        assert_eq!(beta("short"), Form::Other);
    }
}
