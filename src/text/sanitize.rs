//! Escapes text from databases and arguments, so that it is safe to print on a
//! terminal.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

/// The longest text that is too short for a key, a beta or a login token.
const MAX_HARMLESS_LENGTH: usize = 24;

/// The longest e-mail address.
const MAX_EMAIL_LENGTH: usize = 254;

/// Escapes control characters (and so terminal sequences and line breaks), the
/// characters that reorder text (`\u{202e}`) and the invisible ones. Letters of
/// every script stay.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    // A masked secret ends with an ellipsis.
    if is_plain(text.strip_suffix('…').unwrap_or(text)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            other if is_unsafe(other, previous) => {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(other));
            }
            other => safe.push(other),
        }
        previous = character;
    }
    match safe == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(safe),
    }
}

/// Whether a text has only ASCII characters that can be seen, and blanks. It looks at
/// all bytes, because the compiler then processes many at a time.
fn is_plain(text: &str) -> bool {
    let is_visible = |byte: &u8| (b' '..0x7f).contains(byte);
    text.as_bytes()
        .iter()
        .fold(true, |is_plain, byte| is_plain & is_visible(byte))
}

/// Formats an argument for a message: sanitized and in quotes, or `'…'` if it may be
/// a secret in the wrong place.
pub fn quoted(text: &str) -> String {
    match may_be_secret(text) {
        true => "'…'".to_owned(),
        false => format!("'{}'", sanitize(text)),
    }
}

/// Formats the path of a file or directory that an argument names, for a message:
/// `…` if it may be a secret in the place of a path.
pub fn named_path(path: &Path) -> String {
    let text = path.display().to_string();
    let is_path = text.contains('/') && !text.contains("://");
    match is_path || !may_be_secret(&text) || has_extension(path) {
        true => sanitize(&text).into_owned(),
        false => "…".to_owned(),
    }
}

/// `keys.jsonl`, but not a login token, whose parts are separated by dots too.
fn has_extension(path: &Path) -> bool {
    let is_name = |c: char| c.is_ascii_lowercase();
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|name| (1..=5).contains(&name.len()) && name.chars().all(is_name))
}

/// Whether a text may be a key, a beta, a login token or a URL with a password: it
/// is none only if it is short, or has the form of an ID of RAGFlow or of an e-mail
/// address.
pub fn may_be_secret(text: &str) -> bool {
    let length = text.chars().count();
    let is_lower_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let is_id = length == 32 && text.chars().all(is_lower_hex);
    let is_email = length <= MAX_EMAIL_LENGTH
        && text.matches('@').count() == 1
        && !text.contains([':', '/', ' ']);
    let is_short = length <= MAX_HARMLESS_LENGTH && !text.contains(':');
    text.contains("ragflow-") || !(is_short || is_id || is_email)
}

/// Whether a character must be escaped after this one.
fn is_unsafe(character: char, previous: char) -> bool {
    // Joiners and variation selectors belong to emoji and to some scripts; after a
    // Latin letter they only hide a difference.
    let is_joiner = matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    if is_joiner && previous > '\u{2ff}' {
        return false;
    }
    character.is_control()
        || is_ignorable(character)
        || matches!(character, '\u{2028}' | '\u{2029}')
}

/// Unicode's `Default_Ignorable_Code_Point`: the characters without a glyph, those
/// that reorder text among them.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
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
    fn invisible_characters_are_escaped() {
        for hidden in [
            '\u{ad}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{2060}',
            '\u{2028}',
            '\u{feff}',
            '\u{fe0f}',
            '\u{e0041}',
        ] {
            let escaped = format!("ada\\u{{{:x}}}@example.com", u32::from(hidden));
            assert_eq!(sanitize(&format!("ada{hidden}@example.com")), escaped);
        }
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["王芳", "O'Neil", "Zoë 👩‍🔧", "❤️", "مرحبا", "می‌خواهم"]
        {
            assert_eq!(sanitize(text), text);
        }
    }

    #[test]
    fn a_path_is_repeated_and_a_secret_in_its_place_is_not() {
        for path in [
            "/var/backups/ragflow-keys",
            "ragflow-keys-of-2026-11-26.jsonl",
            "keys",
        ] {
            assert_eq!(named_path(Path::new(path)), path);
        }
        for secret in [
            "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM",
            "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID",
            "Ijg3YmQ1Yzc0Il0.aVW5AA.cEdSxyz_-0",
            "mysql://root:pw@db/rag_flow",
        ] {
            assert_eq!(named_path(Path::new(secret)), "…");
        }
    }

    #[test]
    fn an_argument_that_may_be_a_secret_is_not_repeated() {
        for harmless in [
            "bob",
            "ada@example.com",
            "759d9075221f4c52e6abc1675494e450",
            "Europe/Berlin",
            "",
        ] {
            assert_eq!(quoted(harmless), format!("'{harmless}'"));
        }
        for secret in [
            "ragflow-x",
            "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID",
            "E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
            "Ijg3YmQ1Yzc0Il0.aVW5AA.cEdSxyz_-0",
            "root:pw@db",
            "mysql://u:pw@h/db@x",
        ] {
            assert_eq!(quoted(secret), "'…'", "{secret}");
        }
    }
}
