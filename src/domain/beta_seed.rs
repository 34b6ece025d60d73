//! The seed of a backfill, from which all its betas are derived.
//!
//! The undo file of a backfill holds the seed. Its size is then the same for one
//! key and for millions, it is on disk before the first beta is, and it contains
//! neither keys nor betas. Whoever has the seed and a key can compute the key's
//! beta, but the key itself gives access to more than its beta does.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::api_key::ApiKey;
use super::token::{Beta, Token};
use crate::env::{Entropy, EntropyError};

/// The length of a seed, in bytes.
const LENGTH: usize = 32;
/// The block of SHA-256, in bytes.
const BLOCK: usize = 64;
/// The random bytes of a beta: 32 characters of base64url.
const BETA_BYTES: usize = 24;

/// 256 random bits.
#[derive(Clone)]
pub struct BetaSeed {
    bytes: [u8; LENGTH],
    /// Keyed once: a backfill derives millions of betas.
    mac: Hmac<Sha256>,
}

impl BetaSeed {
    /// Draws a new seed.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn new(entropy: &mut dyn Entropy) -> Result<Self, EntropyError> {
        let mut bytes = [0; LENGTH];
        entropy.fill(&mut bytes)?;
        Ok(Self::from_bytes(bytes))
    }

    fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        // HMAC fills a shorter key up with zeros.
        let mut block = [0; BLOCK];
        block[..LENGTH].copy_from_slice(&bytes);
        let mac = Hmac::new(&block.into());
        Self { bytes, mac }
    }

    /// Reads a seed from an undo file; `None` if the text is not a seed.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; LENGTH];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self::from_bytes(bytes))
    }

    /// The seed in hex digits, for an undo file.
    pub fn expose_hex(&self) -> String {
        hex::encode(self.bytes)
    }

    /// The beta that this backfill creates for a key: 192 bits of the HMAC-SHA-256
    /// of its primary key, in RAGFlow's form.
    ///
    /// A beta that would begin with `-` or `_` is derived again: programs take
    /// such a value for an option and spreadsheets for a formula.
    pub fn derive(&self, tenant_id: &str, token: &Token<'_>) -> Beta<'static> {
        let mut attempt = 0_u32;
        loop {
            let mut mac = self.mac.clone();
            mac.update(&attempt.to_be_bytes());
            mac.update(&(tenant_id.len() as u64).to_be_bytes());
            mac.update(tenant_id.as_bytes());
            mac.update(token.expose().as_bytes());
            let digest = mac.finalize().into_bytes();
            let beta = URL_SAFE_NO_PAD.encode(&digest[..BETA_BYTES]);
            if !beta.starts_with(['-', '_']) {
                return Beta::new(beta);
            }
            attempt += 1;
        }
    }

    /// Whether the key has the beta that this backfill created for it.
    pub fn is_beta_of(&self, key: &ApiKey<'_>) -> bool {
        key.beta
            .as_ref()
            .is_some_and(|beta| *beta == self.derive(&key.tenant_id, &key.token))
    }
}

impl fmt::Debug for BetaSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BetaSeed(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::Form;

    fn seed(byte: u8) -> BetaSeed {
        BetaSeed::from_bytes([byte; LENGTH])
    }

    #[test]
    fn betas_have_the_form_of_ragflow_and_depend_on_everything() {
        let mut seen = std::collections::HashSet::new();
        for byte in 0..50 {
            for (tenant, token) in [("t", "k"), ("tk", ""), ("", "tk"), ("t", "K")] {
                let beta = seed(byte).derive(tenant, &Token::new(token));
                assert_eq!(beta.form(), Form::Modern);
                assert!(!beta.expose().starts_with(['-', '_']));
                assert!(seen.insert(beta.expose().to_owned()), "{byte} {tenant}");
            }
        }
    }

    /// The values are those of Python's `hmac` module.
    #[test]
    fn a_beta_is_the_hmac_of_the_primary_key() {
        let beta = seed(7).derive("tenant", &Token::new("ragflow-key"));
        assert_eq!(beta.expose(), "vlJqCIoKIjHVOz56PaFMLbsllrKVfV4Q");
    }

    #[test]
    fn a_seed_is_read_back_and_never_shown() {
        let seed = seed(9);
        let read = BetaSeed::from_hex(&seed.expose_hex()).expect("a seed");
        let key = ApiKey::with_primary_key("t", "k");
        let filled = ApiKey {
            beta: Some(seed.derive("t", &key.token)),
            ..key.clone()
        };
        assert!(read.is_beta_of(&filled) && !read.is_beta_of(&key));
        assert!(BetaSeed::from_hex("09").is_none() && BetaSeed::from_hex("x").is_none());
        assert_eq!(format!("{seed:?}"), "BetaSeed(…)");
    }
}
