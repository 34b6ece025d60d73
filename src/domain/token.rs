//! API keys and beta keys: secrets that cannot be shown by accident.
//!
//! Neither type implements `Display` or `Serialize`, and `Debug` prints the
//! mask. The one way to the text is [`Token::expose`] and [`Beta::expose`]; grep
//! for `expose(` to see every place where a secret is used.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::legacy;
use crate::env::{Entropy, EntropyError};

/// What every API key of RAGFlow begins with.
pub const PREFIX: &str = "ragflow-";

/// Characters of the random part that a mask lets through.
const SHOWN: usize = 4;
/// A random part shorter than this is masked whole: four of its characters
/// would be too much of it.
const LONG_ENOUGH_TO_SHOW: usize = 32;
/// Length of a beta key, since RAGFlow 0.15.
const BETA_LENGTH: usize = 32;

/// An API key (`api_token.token`): what a client sends as `Authorization: Bearer`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token<'a>(Cow<'a, str>);

/// A beta key (`api_token.beta`): what an embedded page carries in its address.
#[derive(Clone, PartialEq, Eq)]
pub struct Beta<'a>(Cow<'a, str>);

impl<'a> Token<'a> {
    /// Takes a key as it stands in the database or was given by the operator.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first 12 hex digits of SHA-256 of the key: names a row without
    /// giving the key away (unless the key is guessable).
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.0.as_bytes())[..6])
    }

    /// What may be shown of the key.
    pub fn mask(&self) -> String {
        mask(&self.0)
    }

    /// How the key was made, as far as its text tells.
    pub fn form(&self) -> Form {
        let Some(random) = self.0.strip_prefix(PREFIX) else {
            return Form::Other;
        };
        if legacy::is_guessable(&self.0) {
            Form::Legacy
        } else if random.len() == 43 && random.bytes().all(is_base64url) {
            Form::Modern
        } else if random.len() == 32 && random.bytes().all(|b| b.is_ascii_hexdigit()) {
            Form::Hex
        } else {
            Form::Other
        }
    }

    /// The same key, owning its text.
    pub fn into_owned(self) -> Token<'static> {
        Token(Cow::Owned(self.0.into_owned()))
    }

    /// Mints a key for a tenant: the shape and length RAGFlow 0.22 and later
    /// mints (`ragflow-` and 43 characters of base64url), 256 bits drawn from
    /// `entropy`.
    ///
    /// # Errors
    /// When the system's random source fails. There is no fallback: a key from
    /// a weak source is what CVE-2025-69286 was about.
    pub fn mint(
        tenant_id: &str,
        entropy: &mut dyn Entropy,
    ) -> Result<Token<'static>, EntropyError> {
        Ok(Token(Cow::Owned(confirmation_token(tenant_id, entropy)?)))
    }
}

impl<'a> Beta<'a> {
    /// Takes a beta key as it stands in the database.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self(text.into())
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What may be shown of the beta key.
    pub fn mask(&self) -> String {
        mask(&self.0)
    }

    /// The same beta, owning its text.
    pub fn into_owned(self) -> Beta<'static> {
        Beta(Cow::Owned(self.0.into_owned()))
    }

    /// Mints a beta key, derived twice from the tenant: the token of the
    /// token of the tenant, without its prefix, cut to 32 characters (192
    /// bits). Each step draws fresh bytes and the inner token is never stored,
    /// so a beta leads to no API key.
    ///
    /// A beta that would begin with `-` or `_` is minted again: such a value is
    /// taken for an option by programs and for a formula by spreadsheets.
    ///
    /// # Errors
    /// When the system's random source fails.
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

/// The forms of an API key that RAGFlow's versions have minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cut out of an encoded version-1 UUID (before RAGFlow 0.22): guessable,
    /// CVE-2025-69286.
    Legacy,
    /// 256 bits of base64url: RAGFlow 0.22 and later, and this program.
    Modern,
    /// 32 hex digits: RAGFlow's Go server when its random source failed.
    Hex,
    /// Anything else.
    Other,
}

impl Form {
    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legacy => "legacy",
            Self::Modern => "modern",
            Self::Hex => "hex",
            Self::Other => "other",
        }
    }
}

/// `ragflow-` and base64url of SHA-256 over the subject and 32 fresh bytes.
///
/// The subject binds the token to its tenant, as RAGFlow's own generator does;
/// the strength is that of the 32 bytes.
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
        // A beta that is missing: there is nothing to hide.
        return String::new();
    }
    let (prefix, random) = match secret.strip_prefix(PREFIX) {
        Some(random) => (PREFIX, random),
        None => ("", secret),
    };
    let long = random.chars().nth(LONG_ENOUGH_TO_SHOW - 1).is_some();
    let shown = if long && !legacy::is_guessable(secret) {
        SHOWN
    } else {
        0
    };
    prefix
        .chars()
        .chain(random.chars().take(shown))
        .chain(['…'])
        .collect()
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A counter in place of the system's generator: the tests are about shape.
    struct Counting(u8);

    impl Entropy for Counting {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
            self.0 = self.0.wrapping_add(1);
            bytes.fill(self.0);
            Ok(())
        }
    }

    struct Broken;

    impl Entropy for Broken {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), EntropyError> {
            Err(EntropyError::new("no random source"))
        }
    }

    #[test]
    fn a_minted_key_has_the_modern_form() {
        let key = Token::mint("tenant", &mut Counting(0)).expect("entropy");
        assert_eq!(key.form(), Form::Modern);
        assert_eq!(key.expose().len(), PREFIX.len() + 43);
    }

    #[test]
    fn the_token_is_the_documented_composition() {
        // SHA-256("abc" || 32 bytes of 0x01), computed with another program.
        let token = confirmation_token("abc", &mut Counting(0)).expect("entropy");
        assert_eq!(token, "ragflow-izkQSenhgUrXvzFYIGB_aTGckrcYQkaL4r9-uQRJkRM");
    }

    #[test]
    fn a_minted_beta_has_32_characters_and_never_begins_with_a_dash() {
        let mut entropy = Counting(0);
        for _ in 0..1000 {
            let beta = Beta::mint("tenant", &mut entropy).expect("entropy");
            assert_eq!(beta.expose().len(), BETA_LENGTH);
            assert!(beta.expose().bytes().all(is_base64url));
            assert!(!beta.expose().starts_with(['-', '_']));
        }
    }

    #[test]
    fn a_broken_random_source_mints_nothing() {
        assert!(Token::mint("tenant", &mut Broken).is_err());
        assert!(Beta::mint("tenant", &mut Broken).is_err());
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
    fn a_mask_of_other_scripts_cuts_between_characters() {
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
    fn forms_are_told_apart() {
        let form = |text: &str| Token::new(text.to_owned()).form();
        assert_eq!(
            form("ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz"),
            Form::Legacy
        );
        assert_eq!(form("ragflow-0123456789abcdef0123456789abcdef"), Form::Hex);
        assert_eq!(form("ragflow-"), Form::Other);
        assert_eq!(form("sk-whatever"), Form::Other);
    }
}
