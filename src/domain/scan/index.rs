//! The fingerprints of all secrets of a database.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::ops::Range;

use smallvec::SmallVec;

use super::word::is_word_byte;
use crate::domain::form::PREFIX;
use crate::domain::login::AccessToken;

/// The shortest secret that is searched, and the shortest word within a secret
/// of other characters. A shorter one is found in every text.
pub const MIN_LENGTH: usize = 8;
/// The length of the signature of a login token in characters: 20 bytes of SHA-1 in
/// base64.
pub(super) const SIGNATURE_LENGTH: usize = 27;
/// The longest word that is searched: RAGFlow's columns hold 255 characters.
const MAX_LENGTH: usize = 255;

/// 64 bits of each secret, computed with a random key, so that no text can be made
/// to look like a secret. Needs at most 60 bytes for a key with its beta.
#[derive(Default)]
pub struct SecretIndex {
    key: RandomState,
    /// A key of its own: the access token alone opens nothing.
    login_key: RandomState,
    fingerprints: HashSet<u64, BuildHasherDefault<Unchanged>>,
    /// The lengths of the secrets, the longest first.
    lengths: Vec<usize>,
    /// By the fingerprint of its longest word: where a secret of other characters
    /// lies around that word.
    surroundings: HashMap<u64, SmallVec<[Surroundings; 1]>, BuildHasherDefault<Unchanged>>,
    has_logins: bool,
    unsearched: u64,
}

/// The bytes of a secret before and behind its longest word.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Surroundings {
    before: usize,
    behind: usize,
    secret: u64,
}

impl SecretIndex {
    /// Adds an API key. It is found with and without `ragflow-`.
    pub fn add_key(&mut self, token: &str) {
        self.add_secret(token.strip_prefix(PREFIX).unwrap_or(token));
    }

    /// Adds a key without its prefix, or a beta. An empty one is no secret.
    pub fn add_secret(&mut self, secret: &str) {
        let word = longest_word(secret.as_bytes());
        if !(MIN_LENGTH..=MAX_LENGTH).contains(&word.len()) {
            self.unsearched += u64::from(!secret.is_empty());
        } else if word.len() == secret.len() {
            self.fingerprints
                .insert(self.fingerprint(secret.as_bytes()));
            if let Err(place) = self
                .lengths
                .binary_search_by(|length| secret.len().cmp(length))
            {
                self.lengths.insert(place, secret.len());
            }
        } else {
            let fingerprint = self.fingerprint(&secret.as_bytes()[word.clone()]);
            let surroundings = Surroundings {
                before: word.start,
                behind: secret.len() - word.end,
                secret: self.fingerprint(secret.as_bytes()),
            };
            let known = self.surroundings.entry(fingerprint).or_default();
            if !known.contains(&surroundings) {
                known.push(surroundings);
            }
        }
    }

    /// Adds the access token of a user, unless it is one that RAGFlow rejects.
    pub fn add_access_token(&mut self, token: &AccessToken) {
        if token.rejection().is_none() {
            self.has_logins = true;
            let fingerprint = self.login_key.hash_one(token.expose().as_bytes());
            self.fingerprints.insert(fingerprint);
        }
    }

    /// How many keys and betas are not searched, because they have no word of at
    /// least [`MIN_LENGTH`] characters.
    pub fn unsearched(&self) -> u64 {
        self.unsearched
    }

    /// The length of the shortest word that can be part of a secret; `None` if
    /// there are no secrets.
    pub(super) fn min_word(&self) -> Option<usize> {
        let login = self.has_logins.then_some(SIGNATURE_LENGTH);
        let other = (!self.surroundings.is_empty()).then_some(MIN_LENGTH);
        let secret = self.lengths.last().copied();
        [login, other, secret].into_iter().flatten().min()
    }

    /// The lengths of the secrets, the longest first.
    pub(super) fn lengths(&self) -> &[usize] {
        &self.lengths
    }

    pub(super) fn has_logins(&self) -> bool {
        self.has_logins
    }

    pub(super) fn has(&self, text: &[u8]) -> bool {
        self.fingerprints.contains(&self.fingerprint(text))
    }

    pub(super) fn has_access_token(&self, token: &AccessToken) -> bool {
        let fingerprint = self.login_key.hash_one(token.expose().as_bytes());
        self.fingerprints.contains(&fingerprint)
    }

    /// The secrets of other characters whose longest word is this one.
    pub(super) fn around(&self, text: &[u8], word: &Range<usize>) -> SmallVec<[Range<usize>; 1]> {
        let known = match self.surroundings.is_empty() || word.len() > MAX_LENGTH {
            true => None,
            false => self
                .surroundings
                .get(&self.fingerprint(&text[word.clone()])),
        };
        let ranges = known.into_iter().flatten().filter_map(|around| {
            let range = word.start.checked_sub(around.before)?..word.end + around.behind;
            (self.fingerprint(text.get(range.clone())?) == around.secret).then_some(range)
        });
        ranges.collect()
    }

    /// 64 bits that stand for a text in this index.
    pub fn fingerprint(&self, text: &[u8]) -> u64 {
        self.key.hash_one(text)
    }
}

/// The longest word of a secret; of several the first.
fn longest_word(secret: &[u8]) -> Range<usize> {
    let mut longest = 0..0;
    let mut start = 0;
    for (index, byte) in secret.iter().enumerate() {
        if !is_word_byte(*byte) {
            start = index + 1;
        } else if index + 1 - start > longest.len() {
            longest = start..index + 1;
        }
    }
    longest
}

/// A fingerprint is a hash already.
#[derive(Default)]
struct Unchanged(u64);

impl Hasher for Unchanged {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }
}
