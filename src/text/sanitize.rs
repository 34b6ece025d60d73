//! Database text and arguments are made safe before a terminal sees them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Longest piece of an argument that a message repeats.
const QUOTED: usize = 64;

/// Escapes control characters (terminal sequences among them), line breaks and
/// the characters that reorder text (`\u{202e}`); everything else stays,
/// whatever its script.
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

/// An argument as a message repeats it: safe, in quotes, and cut.
pub fn quoted(text: &str) -> String {
    let safe = sanitize(text);
    if safe.chars().count() <= QUOTED {
        return format!("'{safe}'");
    }
    let cut: String = safe.chars().take(QUOTED).collect();
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
    fn escape_sequences_and_reordering_are_shown_not_obeyed() {
        assert_eq!(sanitize("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(sanitize("a\u{202e}b\nc\u{9b}"), "a\\u{202e}b\\nc\\u{9b}");
    }

    #[test]
    fn any_script_stays_as_it_is() {
        for text in ["王芳", "O'Neil", "Zoë 👩‍🔧", "مرحبا"] {
            assert_eq!(sanitize(text), text);
        }
    }

    #[test]
    fn a_long_argument_is_cut() {
        let text = quoted(&"x".repeat(5000));
        assert_eq!(text.chars().count(), QUOTED + 3);
    }
}
