//! A key, beta or login token within what people paste: a header line, an
//! assignment, an embed URL or iframe, quotes, invisible characters.

mod lines;

use percent_encoding::percent_decode_str;

use super::form::PREFIX;
use super::verdict::EmbedKind;

pub use lines::{PastedLine, is_complete, split_lines};

/// What was pasted, without what does not belong to the key.
#[derive(Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The key, beta or login token.
    pub rest: String,
    /// Names for what was taken away or changed, for a message.
    pub removed: Vec<&'static str>,
    /// Whether it was the value of the parameter `auth`, which an embedded page
    /// sends as its beta.
    pub is_embed: bool,
    /// The chat, agent or search that the embed URL names.
    pub embed: Option<(EmbedKind, String)>,
}

const HEADER_NAME: &str = "authorization:";
const BEARER: &str = "bearer ";
/// What ends a word within a command line or a sentence.
const WORD_ENDS: &str = "\"'`<>(),;&\\";

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
    let embed = embedded_page(&rest);
    let mut is_embed = false;
    let mut is_header = false;
    loop {
        let (what, shorter) = if let Some(beta) = parameter(&rest, "auth") {
            is_embed = true;
            ("the embed URL around 'auth='", beta)
        } else if rest.trim() != rest {
            ("surrounding whitespace", rest.trim().to_owned())
        } else if let Some(inner) = strip_quotes(&rest) {
            ("quotes", inner.to_owned())
        } else if let Some(value) = after_ignoring_case(&rest, HEADER_NAME) {
            is_header = true;
            ("the header name 'Authorization:'", value.to_owned())
        } else if let Some(value) = strip_prefix_ignoring_case(&rest, BEARER) {
            is_header = true;
            ("the word 'Bearer'", value.to_owned())
        } else if let Some(value) = strip_name(&rest) {
            ("the name in front of the key", value.to_owned())
        } else if let Some(shorter) = strip_punctuation(&rest) {
            ("punctuation", shorter.to_owned())
        } else if let Some(word) = word_with_prefix(&rest) {
            ("the text around the key", word.to_owned())
        } else if let Some(word) = first_word(&rest).filter(|_| is_header) {
            ("the text after the key", word.to_owned())
        } else {
            return Pasted {
                rest,
                removed,
                is_embed,
                embed,
            };
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

/// The value of a parameter in a URL, in an iframe, or alone. In HTML, `&` is
/// `&amp;`, and in JSON it can be `\u0026`.
fn parameter(text: &str, name: &str) -> Option<String> {
    let start = text
        .match_indices(&format!("{name}="))
        .find_map(|(at, found)| {
            let before = &text[..at];
            let is_start = before.trim_start().is_empty()
                || before.ends_with(['?', '&', ';'])
                || before.ends_with("\\u0026");
            is_start.then_some(at + found.len())
        })?;
    let value = text[start..]
        .split(|c: char| c.is_whitespace() || "&\"'<>#\\".contains(c))
        .next()?;
    let decoded = percent_decode_str(value).decode_utf8().ok()?;
    (!decoded.is_empty()).then(|| decoded.into_owned())
}

/// What an embed URL shows.
fn embedded_page(text: &str) -> Option<(EmbedKind, String)> {
    let kind = match parameter(text, "from").as_deref() {
        _ if text.contains("search/share?") => EmbedKind::Search,
        Some("chat") => EmbedKind::Chat,
        Some("agent") => EmbedKind::Agent,
        _ => return None,
    };
    Some((kind, parameter(text, "shared_id")?))
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

/// The value of `NAME=VALUE`, `name: VALUE` or `"name": VALUE`, also in a list of
/// YAML, after `export`, `set` or `$env:`.
fn strip_name(text: &str) -> Option<&str> {
    let text = text.strip_prefix("$env:").unwrap_or(text);
    let (name, value) = text.split_once(['=', ':'])?;
    let name = name.trim();
    let words = ["export ", "set ", "- "];
    let name = words
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .unwrap_or(name);
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

fn is_word_end(c: char) -> bool {
    c.is_whitespace() || WORD_ENDS.contains(c)
}

/// The word that begins like an API key, in a text of several words.
fn word_with_prefix(text: &str) -> Option<&str> {
    let starts = text.match_indices(PREFIX).map(|(start, _)| start);
    let mut words = starts.filter_map(|start| {
        let is_word = text[..start]
            .chars()
            .next_back()
            .is_none_or(|c| is_word_end(c) || "=:".contains(c));
        let rest = &text[start..];
        let word = &rest[..rest.find(is_word_end).unwrap_or(rest.len())];
        (is_word && word != text && word.len() > PREFIX.len()).then_some(word)
    });
    words.next()
}

/// The first word, if others follow.
fn first_word(text: &str) -> Option<&str> {
    let word = &text[..text.find(is_word_end)?];
    (!word.is_empty()).then_some(word)
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
            ("auth=k", "k", &["the embed URL around 'auth='"]),
            ("k.", "k", &["punctuation"]),
            ("k,", "k", &["punctuation"]),
            ("\"", "", &["quotes"]),
            ("", "", &[]),
            ("Bearerk", "Bearerk", &[]),
            ("a.b-c_d", "a.b-c_d", &[]),
            ("two words", "two words", &[]),
            (
                "is ragflow-k it?",
                "ragflow-k",
                &["punctuation", "the text around the key"],
            ),
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
            "curl -H 'Authorization: Bearer k' https://rag.example.com/api/v1/datasets?page=1",
            "-H 'authorization:bearer k'",
            "headers = {\"Authorization\": \"Bearer k\"}",
            "  \"api_key\": \"k\",",
            "{\"api_key\": \"k\"}",
            "api-key: k",
            "- RAGFLOW_API_KEY=k",
            "set KEY=k",
            "$env:KEY = \"k\"",
            "https://rag.example.com/chats/share?shared_id=1&from=chat&auth=k&locale=en",
            "auth=k&locale=en",
            "\"https://rag.example.com/chats/share?shared_id=1\\u0026auth=k\"",
            "<iframe src=\"https://rag.example.com/chats/share?shared_id=1&amp;auth=k\" style=\"\"></iframe>",
            "<iframe\n  src=\"https://rag.example.com/chats/share?shared_id=1&auth=k\"\n  frameborder=\"0\"\n>\n</iframe>",
            "?auth=%6b#top",
            "(k)",
            "k\u{200d}.\r",
        ] {
            assert_eq!(clean(text).rest, "k", "{text:?}");
        }
        for text in [
            "client = RAGFlow(api_key=\"ragflow-k\", base_url=\"http://127.0.0.1:9380\")",
            "docker run -e RAGFLOW_API_KEY=ragflow-k app",
            "the key ragflow-k, does not work",
            "RAGFLOW_API_KEY=ragflow-k # of Ada",
        ] {
            assert_eq!(clean(text).rest, "ragflow-k", "{text:?}");
        }
    }

    #[test]
    fn an_embed_url_says_what_it_shows() {
        let embed = |text| {
            let pasted = clean(text);
            (pasted.is_embed, pasted.embed)
        };
        let is = |kind| (true, Some((kind, "7".to_owned())));
        for (url, expected) in [
            (
                "https://h/chats/share?shared_id=7&from=chat&auth=k",
                is(EmbedKind::Chat),
            ),
            (
                "https://h/agent/share?shared_id=7&from=agent&auth=k",
                is(EmbedKind::Agent),
            ),
            (
                "https://h/search/share?shared_id=7&tenantId=1&auth=k",
                is(EmbedKind::Search),
            ),
            (
                "https://h/next-chats/share?from=chat&amp;auth=k&amp;shared_id=7",
                is(EmbedKind::Chat),
            ),
            ("https://h/chats/share?auth=k", (true, None)),
            ("auth=k", (true, None)),
            ("Bearer k", (false, None)),
        ] {
            assert_eq!(embed(url), expected, "{url}");
        }
    }
}
