//! Keys and betas that several rows share.
//!
//! Only values that occur at least twice are stored, as 32 bytes each and not
//! as text. A table without duplicates costs nothing; one in which every value
//! occurs twice costs 16 MB per million rows.

use sha2::{Digest, Sha256};

use crate::domain::legacy;

/// How many bytes of the SHA-256 identify a secret.
const FINGERPRINT_LENGTH: usize = 12;
/// How many bytes of the SHA-256 are the ID of a key.
const ID_LENGTH: usize = 6;

/// Secrets that occur in several rows, compared byte by byte.
#[derive(Debug, Default)]
pub struct Duplicates {
    is_sorted: bool,
    entries: Vec<([u8; FINGERPRINT_LENGTH], Duplicate)>,
}

/// A secret that occurs in several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The number of rows that have the secret.
    pub rows: u32,
    /// Whether one of the two keys is guessable: then its ID must not be shared.
    pub is_guessable: bool,
    ids: [[u8; ID_LENGTH]; 2],
}

impl Duplicate {
    /// The IDs of two of the keys.
    pub fn ids(&self) -> [String; 2] {
        self.ids.map(hex::encode)
    }
}

impl Duplicates {
    /// Adds a secret, the number of rows that have it, and two of their keys.
    pub fn add(&mut self, secret: &str, rows: u32, tokens: [&str; 2]) {
        let ids = tokens.map(|token| truncate(fingerprint(token)));
        let duplicate = Duplicate {
            rows,
            is_guessable: tokens.into_iter().any(legacy::is_guessable),
            ids,
        };
        self.entries.push((fingerprint(secret), duplicate));
        self.is_sorted = false;
    }

    /// Must be called after the last [`Duplicates::add`].
    pub fn sort(&mut self) {
        self.entries
            .sort_unstable_by_key(|(fingerprint, _)| *fingerprint);
        self.is_sorted = true;
    }

    /// Finds the entry of a secret; `None` if at most one row has it.
    pub fn get(&self, secret: &str) -> Option<&Duplicate> {
        if self.entries.is_empty() {
            return None;
        }
        debug_assert!(self.is_sorted, "sort() must be called before get()");
        let wanted = fingerprint(secret);
        let index = self
            .entries
            .binary_search_by_key(&wanted, |(fingerprint, _)| *fingerprint);
        index.ok().map(|index| &self.entries[index].1)
    }
}

fn fingerprint(text: &str) -> [u8; FINGERPRINT_LENGTH] {
    truncate(Sha256::digest(text.as_bytes()).into())
}

fn truncate<const FROM: usize, const TO: usize>(bytes: [u8; FROM]) -> [u8; TO] {
    let mut first = [0; TO];
    first.copy_from_slice(&bytes[..TO]);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Token;

    #[test]
    fn duplicates_are_found_byte_by_byte() {
        let mut duplicates = Duplicates::default();
        assert_eq!(duplicates.get("a"), None);
        for (text, rows) in [("c", 2), ("a", 3), ("b", 4)] {
            duplicates.add(text, rows, ["ragflow-1", "ragflow-2"]);
        }
        duplicates.sort();
        let rows = duplicates.get("a").map(|duplicate| duplicate.rows);
        assert_eq!(rows, Some(3));
        for other in ["A", "a ", "", "d"] {
            assert_eq!(duplicates.get(other), None, "{other}");
        }
        let ids = duplicates.get("c").map(Duplicate::ids);
        let expected = ["ragflow-1", "ragflow-2"].map(|token| Token::new(token).id());
        assert_eq!(ids, Some(expected));
    }

    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<([u8; FINGERPRINT_LENGTH], Duplicate)>() <= 32);
    }
}
