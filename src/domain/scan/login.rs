//! Login tokens in a text: three words that are separated by dots.

use std::ops::Range;

use super::index::{SIGNATURE_LENGTH, SecretIndex};
use super::word::is_word_byte;
use crate::domain::login::LoginToken;

/// The most characters of a time.
const MAX_TIME: usize = 10;
/// The most characters of a payload: base64 of the longest access token, of which
/// JSON may escape some characters.
const MAX_PAYLOAD: usize = 1024;
/// The most characters of an escape in front of a token: `%2520`, `\u0022`.
const MAX_ESCAPE: usize = 5;

/// Where the login token begins that ends with this word, if its access token is
/// that of a user.
pub(super) fn find_start(text: &[u8], word: &Range<usize>, index: &SecretIndex) -> Option<usize> {
    if word.len() != SIGNATURE_LENGTH {
        return None;
    }
    let time = word_before_dot(text, word.start, MAX_TIME)?;
    let payload = word_before_dot(text, time.start, MAX_PAYLOAD)?;
    // A packed payload begins with a dot. Without one, an escape may precede it.
    let packed = payload.start.checked_sub(1);
    let packed = packed.filter(|place| text[*place] == b'.');
    let escaped = payload.start..=payload.end.min(payload.start + MAX_ESCAPE);
    packed.into_iter().chain(escaped).find(|start| {
        let token = std::str::from_utf8(&text[*start..word.end]);
        let token = token
            .ok()
            .and_then(|text| LoginToken::parse_exact(text).ok());
        token.is_some_and(|token| index.has_access_token(&token.access_token))
    })
}

/// The word that ends with a dot before `end`, not longer than `max`.
fn word_before_dot(text: &[u8], end: usize, max: usize) -> Option<Range<usize>> {
    let end = end.checked_sub(1).filter(|place| text[*place] == b'.')?;
    let before = text[..end].iter().rev().take(max + 1);
    let length = before.take_while(|byte| is_word_byte(**byte)).count();
    (1..=max).contains(&length).then(|| end - length..end)
}
