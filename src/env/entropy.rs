//! Random bytes for secrets.

use rand::TryRng as _;
use rand::rngs::SysRng;

/// A source of random bytes that is strong enough for secrets.
pub trait Entropy {
    /// Fills `bytes`. There is no weaker fallback.
    ///
    /// # Errors
    /// When the source fails.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError>;
}

/// The random number generator failed; the text says why.
#[derive(Debug, thiserror::Error)]
#[error("the system's random number generator failed: {0}")]
pub struct EntropyError(String);

impl EntropyError {
    /// Creates an error from the reason that the source gives.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// The operating system's generator. It is read in blocks, because a system
/// call for each of a million betas would cost more than the betas.
pub struct SystemEntropy {
    block: Box<[u8; Self::BLOCK]>,
    used: usize,
}

impl SystemEntropy {
    const BLOCK: usize = 4096;
}

impl Default for SystemEntropy {
    fn default() -> Self {
        Self {
            block: Box::new([0; Self::BLOCK]),
            used: Self::BLOCK,
        }
    }
}

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        if self.used + bytes.len() > Self::BLOCK {
            SysRng
                .try_fill_bytes(&mut *self.block)
                .map_err(|error| EntropyError::new(error.to_string()))?;
            self.used = 0;
        }
        let fresh = &mut self.block[self.used..self.used + bytes.len()];
        bytes.copy_from_slice(fresh);
        // The bytes are now part of a secret: this buffer keeps no copy.
        fresh.fill(0);
        self.used += bytes.len();
        Ok(())
    }
}
