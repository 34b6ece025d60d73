//! Escapes text from databases and arguments, so that it is safe to print on a
//! terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// How many characters of an argument a message repeats.
const MAX_QUOTED_LENGTH: usize = 64;

/// Escapes control characters (and so terminal sequences and line breaks) and
/// the characters that reorder text (`\u{202e}`). Letters of every script stay.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            other if is_unsafe(other) => {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(other));
            }
            other => safe.push(other),
        }
    }
    Cow::Owned(safe)
}

/// Formats an argument for a message: sanitized, in quotes, and cut to 64
/// characters.
pub fn quoted(text: &str) -> String {
    let safe = sanitize(text);
    if safe.chars().count() <= MAX_QUOTED_LENGTH {
        return format!("'{safe}'");
    }
    let cut: String = safe.chars().take(MAX_QUOTED_LENGTH).collect();
    format!("'{cut}…'")
}

fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_reordering_characters_are_escaped() {
        assert_eq!(sanitize("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(sanitize("a\u{202e}b\nc\u{9b}"), "a\\u{202e}b\\nc\\u{9b}");
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["王芳", "O'Neil", "Zoë 👩‍🔧", "مرحبا"] {
            assert_eq!(sanitize(text), text);
        }
    }

    #[test]
    fn a_long_argument_is_cut() {
        let text = quoted(&"x".repeat(5000));
        assert_eq!(text.chars().count(), MAX_QUOTED_LENGTH + 3);
    }
}
