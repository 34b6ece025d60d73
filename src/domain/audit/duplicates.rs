//! Keys and betas that several rows have.
//!
//! Only what occurs twice or more is held, 32 bytes each, and not as text: a
//! table in which nothing is shared costs nothing, one in which every value is
//! there twice 16 MB for a million rows.

use sha2::{Digest, Sha256};

use crate::domain::legacy;

/// Bytes of SHA-256 that tell one text from another; the first six are an ID.
const PRINT: usize = 12;
const ID: usize = 6;

/// Texts that occur in several rows. Compared by their bytes.
#[derive(Debug, Default)]
pub struct Duplicates {
    sorted: bool,
    entries: Vec<([u8; PRINT], SharedSecret)>,
}

/// How often a text occurs, and in which keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedSecret {
    /// Rows that have it.
    pub rows: u32,
    /// Whether one of the two keys can be guessed: then its ID leads to it.
    pub is_guessable: bool,
    ids: [[u8; ID]; 2],
}

impl SharedSecret {
    /// The IDs of two of the keys.
    pub fn ids(&self) -> [String; 2] {
        self.ids.map(hex::encode)
    }
}

impl Duplicates {
    /// Adds a text that so many rows have, two of them with these keys.
    pub fn add(&mut self, text: &str, rows: u32, tokens: [&str; 2]) {
        let ids = tokens.map(|token| start(print(token)));
        let shared = SharedSecret {
            rows,
            is_guessable: tokens.into_iter().any(legacy::is_guessable),
            ids,
        };
        self.entries.push((print(text), shared));
        self.sorted = false;
    }

    /// To be called after the last [`Duplicates::add`].
    pub fn sort(&mut self) {
        self.entries.sort_unstable_by_key(|(print, _)| *print);
        self.sorted = true;
    }

    /// How often a text occurs, if it does so more than once.
    pub fn of(&self, text: &str) -> Option<&SharedSecret> {
        if self.entries.is_empty() {
            return None;
        }
        debug_assert!(self.sorted, "sort() comes before of()");
        let wanted = print(text);
        let at = self
            .entries
            .binary_search_by_key(&wanted, |(print, _)| *print);
        at.ok().map(|at| &self.entries[at].1)
    }
}

fn print(text: &str) -> [u8; PRINT] {
    start(Sha256::digest(text.as_bytes()).into())
}

fn start<const FROM: usize, const TO: usize>(bytes: [u8; FROM]) -> [u8; TO] {
    let mut first = [0; TO];
    first.copy_from_slice(&bytes[..TO]);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Token;

    #[test]
    fn what_was_added_is_found_by_its_bytes() {
        let mut duplicates = Duplicates::default();
        assert_eq!(duplicates.of("a"), None);
        for (text, rows) in [("c", 2), ("a", 3), ("b", 4)] {
            duplicates.add(text, rows, ["ragflow-1", "ragflow-2"]);
        }
        duplicates.sort();
        assert_eq!(duplicates.of("a").map(|shared| shared.rows), Some(3));
        for other in ["A", "a ", "", "d"] {
            assert_eq!(duplicates.of(other), None, "{other}");
        }
        let ids = duplicates.of("c").map(SharedSecret::ids);
        let expected = ["ragflow-1", "ragflow-2"].map(|token| Token::new(token).id());
        assert_eq!(ids, Some(expected));
    }

    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<([u8; PRINT], SharedSecret)>() <= 32);
    }
}
