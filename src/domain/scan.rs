//! Finding keys, betas and login tokens in text.
//!
//! [`SecretIndex`] holds a fingerprint of each secret of a database, and
//! [`find_candidates`] finds the places of a text that have one of them. The
//! caller looks each candidate up, because a fingerprint is no proof.
//!
//! A secret is searched where one of its ends is the end of a word of
//! `A-Z a-z 0-9 _ -`, or where `ragflow-` precedes it. So it is also found behind
//! an escape (`\nKEY`, `%20KEY`) or in front of other characters.

mod candidates;
mod index;
mod login;
#[cfg(test)]
mod tests;
mod wide;
mod word;

pub use candidates::{Candidate, find_candidates};
pub use index::{MIN_LENGTH, SecretIndex};

/// How far from its beginning a text can influence whether and where a candidate
/// is found, in bytes: more than the longest secret, in UTF-16 too.
pub const CONTEXT: usize = 4096;
