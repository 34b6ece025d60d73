//! A key, beta or login token within what people paste: a header line, an
//! assignment, an embed URL or iframe, quotes, invisible characters.

use percent_encoding::percent_decode_str;

/// What was pasted, without what does not belong to the key.
#[derive(Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The key, beta or login token.
    pub rest: String,
    /// Names for what was taken away or changed, for a message.
    pub removed: Vec<&'static str>,
}

const HEADER_NAME: &str = "authorization:";
const BEARER: &str = "bearer ";

/// Takes away everything that does not belong to a key.
pub fn clean(text: &str) -> Pasted {
    let mut removed = Vec::new();
    let mut note = |what| {
        if !removed.contains(&what) {
            removed.push(what);
        }
    };
    let mut rest: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    if rest != text {
        note("invisible characters");
    }
    let ascii = rest.replace(is_dash, "-");
    if ascii != rest {
        note("a dash in place of a hyphen");
        rest = ascii;
    }
    loop {
        let (what, shorter) = if let Some(beta) = embedded_beta(&rest) {
            ("the embed URL around 'auth='", beta)
        } else if rest.trim() != rest {
            ("surrounding whitespace", rest.trim().to_owned())
        } else if let Some(inner) = strip_quotes(&rest) {
            ("quotes", inner.to_owned())
        } else if let Some(value) = after_ignoring_case(&rest, HEADER_NAME) {
            ("the header name 'Authorization:'", value.to_owned())
        } else if let Some(value) = strip_prefix_ignoring_case(&rest, BEARER) {
            ("the word 'Bearer'", value.to_owned())
        } else if let Some(value) = strip_name(&rest) {
            ("the name in front of the key", value.to_owned())
        } else if let Some(shorter) = strip_punctuation(&rest) {
            ("punctuation", shorter.to_owned())
        } else {
            return Pasted { rest, removed };
        };
        note(what);
        rest = shorter;
    }
}

/// Characters that are not seen, and that no key contains: control characters,
/// and the format characters that copying from pages, chats and editors brings
/// along.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && !c.is_whitespace())
}

/// Hyphens and dashes that a word processor writes for `-`.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The value of the parameter `auth` in a URL or an iframe.
fn embedded_beta(text: &str) -> Option<String> {
    let start = ["?auth=", "&auth=", ";auth="]
        .into_iter()
        .filter_map(|parameter| Some(text.find(parameter)? + parameter.len()))
        .min()?;
    let value = text[start..]
        .split(|c: char| c.is_whitespace() || "&\"'<>#\\".contains(c))
        .next()?;
    let decoded = percent_decode_str(value).decode_utf8().ok()?;
    (!decoded.is_empty()).then(|| decoded.into_owned())
}

/// The text after the first occurrence, which is found in any case.
fn after_ignoring_case<'a>(text: &'a str, wanted: &str) -> Option<&'a str> {
    // ASCII letters keep their length.
    let place = text.to_ascii_lowercase().find(wanted)?;
    Some(&text[place + wanted.len()..])
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// The value of `NAME=VALUE`, `name: VALUE` or `"name": VALUE`.
fn strip_name(text: &str) -> Option<&str> {
    let (name, value) = text.split_once(['=', ':'])?;
    let name = name.trim().trim_start_matches("export ");
    let name = name.trim_matches(['"', '\'', ' ']);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    (is_name && !value.trim().is_empty() && !value.starts_with("//")).then_some(value)
}

fn strip_quotes(text: &str) -> Option<&str> {
    let quotes = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
        ('<', '>'),
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
    ];
    quotes.into_iter().find_map(|(open, close)| {
        let (front, back) = (text.strip_prefix(open), text.strip_suffix(close));
        match (front, back) {
            (Some(front), Some(_)) => front.strip_suffix(close).or(Some("")),
            (Some(front), None) => Some(front),
            (None, back) => back,
        }
    })
}

/// The text without punctuation behind it. No key ends with such a character.
fn strip_punctuation(text: &str) -> Option<&str> {
    text.strip_suffix(|c: char| ".,;:!?\\|…。，；：".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_around_a_key_is_taken_away_and_named() {
        for (text, rest, removed) in [
            ("k", "k", &[][..]),
            (" k\t", "k", &["surrounding whitespace"]),
            ("\u{feff}k\u{200b}", "k", &["invisible characters"]),
            ("k\u{a0}", "k", &["surrounding whitespace"]),
            ("\"k\"", "k", &["quotes"]),
            ("k'", "k", &["quotes"]),
            ("“k”", "k", &["quotes"]),
            ("<k>", "k", &["quotes"]),
            ("bearer k", "k", &["the word 'Bearer'"]),
            ("ragflow–k", "ragflow-k", &["a dash in place of a hyphen"]),
            ("RAGFLOW_API_KEY=k", "k", &["the name in front of the key"]),
            ("export KEY=k", "k", &["the name in front of the key"]),
            ("auth=k", "k", &["the name in front of the key"]),
            ("k.", "k", &["punctuation"]),
            ("k,", "k", &["punctuation"]),
            ("\"", "", &["quotes"]),
            ("", "", &[]),
            ("Bearerk", "Bearerk", &[]),
            ("a.b-c_d", "a.b-c_d", &[]),
        ] {
            let cleaned = clean(text);
            assert_eq!(
                (cleaned.rest.as_str(), cleaned.removed.as_slice()),
                (rest, removed),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_key_is_found_in_what_people_paste() {
        for text in [
            "Authorization: Bearer 'k' ",
            "curl -H \"Authorization: Bearer k\"",
            "-H 'authorization:bearer k'",
            "  \"api_key\": \"k\",",
            "api-key: k",
            "https://rag.example.com/chats/share?shared_id=1&from=chat&auth=k&locale=en",
            "<iframe src=\"https://rag.example.com/chats/share?shared_id=1&amp;auth=k\" style=\"\"></iframe>",
            "?auth=%6b#top",
            "(k)",
            "k\u{200d}.\r",
        ] {
            assert_eq!(clean(text).rest, "k", "{text:?}");
        }
    }
}
