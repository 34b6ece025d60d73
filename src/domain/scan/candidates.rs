//! The places of a text that may have a secret.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use smallvec::SmallVec;

use super::index::SecretIndex;
use super::word::is_word_byte;
use super::{login, wide};
use crate::domain::form::PREFIX;

/// A place that has the fingerprint of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is, in bytes of the text.
    pub range: Range<usize>,
    /// Whether it may be a login token; else a key or a beta.
    pub is_login: bool,
    /// Whether every second byte of the range is NUL: UTF-16.
    pub is_wide: bool,
}

impl Candidate {
    /// The secret, in the text that it was found in.
    pub fn secret<'a>(&self, text: &'a [u8]) -> Cow<'a, [u8]> {
        let bytes = text.get(self.range.clone()).unwrap_or_default();
        match self.is_wide {
            true => Cow::Owned(bytes.iter().copied().step_by(2).collect()),
            false => Cow::Borrowed(bytes),
        }
    }
}

/// Finds the candidates of a text, in the order in which they begin.
pub fn find_candidates(text: &[u8], index: &SecretIndex) -> Vec<Candidate> {
    let mut found = Vec::new();
    let Some(min_word) = index.min_word() else {
        return found;
    };
    search(text, min_word, index, &mut |range, is_login| {
        found.push(Candidate {
            range,
            is_login,
            is_wide: false,
        });
    });
    wide::for_each_text(text, min_word, &mut |start, narrow| {
        search(narrow, min_word, index, &mut |range, is_login| {
            found.push(Candidate {
                range: start + 2 * range.start..start + 2 * range.end - 1,
                is_login,
                is_wide: true,
            });
        });
    });
    found.sort_by_key(|candidate| candidate.range.start);
    found
}

fn search(
    text: &[u8],
    min_word: usize,
    index: &SecretIndex,
    each: &mut dyn FnMut(Range<usize>, bool),
) {
    let prefix = memmem::Finder::new(PREFIX);
    for_each_word(text, min_word, |word| {
        let mut search = WordSearch {
            text,
            index,
            found: SmallVec::new(),
        };
        search.try_start(word.start, word.end);
        for place in prefix.find_iter(&text[word.clone()]) {
            search.try_start(word.start + place + PREFIX.len(), word.end);
        }
        for length in index.lengths() {
            if *length < word.len() {
                search.try_range(word.end - length..word.end);
            }
        }
        for range in index.around(text, &word) {
            search.add(range);
        }
        for range in search.found {
            each(range, false);
        }
        if index.has_logins()
            && let Some(start) = login::find_start(text, &word, index)
        {
            each(start..word.end, true);
        }
    });
}

/// Calls `each` for every word of at least `min` bytes. Looks at one byte of `min`
/// where words are short.
fn for_each_word(text: &[u8], min: usize, mut each: impl FnMut(Range<usize>)) {
    // Here a word may begin.
    let mut start = 0;
    while let Some(next) = text.get(start..start + min) {
        if let Some(gap) = next.iter().rposition(|byte| !is_word_byte(*byte)) {
            start += gap + 1;
            continue;
        }
        let rest = text[start + min..].iter();
        let more = rest.take_while(|byte| is_word_byte(**byte)).count();
        let end = start + min + more;
        each(start..end);
        start = end + 1;
    }
}

/// Searches one word.
struct WordSearch<'a> {
    text: &'a [u8],
    index: &'a SecretIndex,
    found: SmallVec<[Range<usize>; 2]>,
}

impl WordSearch<'_> {
    fn try_start(&mut self, start: usize, end: usize) {
        for length in self.index.lengths() {
            if start + length <= end {
                self.try_range(start..start + length);
            }
        }
    }

    fn try_range(&mut self, range: Range<usize>) {
        if self.index.has(&self.text[range.clone()]) {
            self.add(range);
        }
    }

    /// Adds what was found, with the prefix of a key, unless it is part of what
    /// was found before.
    fn add(&mut self, range: Range<usize>) {
        let start = match self.text[..range.start].ends_with(PREFIX.as_bytes()) {
            true => range.start - PREFIX.len(),
            false => range.start,
        };
        let range = start..range.end;
        let is_part = |found: &Range<usize>| found.start <= range.start && range.end <= found.end;
        if !self.found.iter().any(is_part) {
            self.found.push(range);
        }
    }
}
