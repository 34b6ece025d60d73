//! What a string could be, by its looks alone, and what was left around it.
//!
//! Nothing here knows a database, and no answer holds a part of the string
//! beyond how it begins in public.

use super::legacy;
use super::login::{LoginToken, LoginTokenError};
use super::token::{Form, PREFIX, Token};

/// How the keys of other services begin, the longer beginnings first.
const VENDORS: [(&str, &str); 22] = [
    ("sk-ant-", "a key of Anthropic"),
    ("sk-or-", "a key of OpenRouter"),
    ("sk-proj-", "a key of OpenAI"),
    (
        "sk-",
        "a key of OpenAI or of a provider that copies its form",
    ),
    ("github_pat_", "a token of GitHub"),
    ("ghp_", "a token of GitHub"),
    ("gho_", "a token of GitHub"),
    ("ghs_", "a token of GitHub"),
    ("glpat-", "a token of GitLab"),
    ("AIza", "a key of Google"),
    ("ya29.", "a token of Google"),
    ("xoxb-", "a token of Slack"),
    ("xoxp-", "a token of Slack"),
    ("AKIA", "a key ID of Amazon Web Services"),
    ("hf_", "a token of Hugging Face"),
    ("gsk_", "a key of Groq"),
    ("nvapi-", "a key of NVIDIA"),
    ("pplx-", "a key of Perplexity"),
    ("tvly-", "a key of Tavily"),
    ("fastgpt-", "a key of FastGPT"),
    ("dataset-", "a key of Dify"),
    ("app-", "a key of Dify"),
];

/// Everything a string could be, the likeliest first; never empty.
pub fn kinds(text: &str) -> Vec<&'static str> {
    if text.trim().is_empty() {
        return vec!["an empty string (a variable may be unset)"];
    }
    let mut kinds = Vec::new();
    match Token::new(text).form() {
        Form::Legacy if text.starts_with(PREFIX) => {
            kinds.push("an API key of RAGFlow before 0.22, which can be guessed");
        }
        Form::Modern => kinds.push("an API key of RAGFlow 0.22 or later"),
        Form::Hex => kinds.push("an API key of RAGFlow's Go server without its random source"),
        _ if text.starts_with(PREFIX) => {
            kinds.push("the beginning of an API key: cut off, or altered");
        }
        _ => {}
    }
    match LoginToken::parse(text) {
        Ok(_) => kinds.push("a login token of RAGFlow"),
        Err(LoginTokenError::Payload) => {
            kinds.push("a signed token, but not a login token of RAGFlow")
        }
        Err(_) if text.starts_with("eyJ") => kinds.push("a JSON web token of another program"),
        Err(_) => {}
    }
    if text.len() == 32 {
        of_32(text, &mut kinds);
    } else if is_uuid(text) {
        kinds.push("a UUID");
    }
    kinds.extend(
        VENDORS
            .iter()
            .find(|(start, _)| text.starts_with(start))
            .map(|(_, what)| *what),
    );
    if kinds.is_empty() {
        kinds.push("nothing that RAGFlow mints");
    }
    kinds
}

fn of_32(text: &str, kinds: &mut Vec<&'static str>) {
    if legacy::is_guessable(text) {
        kinds.push("a beta of RAGFlow before 0.22, which can be guessed");
    } else if text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        kinds.push("a beta of RAGFlow's Go server");
        kinds.push("an id, or an access_token (a UUID without dashes)");
    } else if text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    {
        kinds.push("a beta of RAGFlow 0.22 or later");
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// What does not belong to a key and was left around it, and the rest.
pub fn strip(text: &str) -> (Vec<&'static str>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let (what, shorter) = if rest.trim() != rest {
            ("blanks around it", rest.trim())
        } else if let Some(value) = without_prefix(rest, "authorization:") {
            ("the header's name in front of it", value)
        } else if let Some(value) = without_prefix(rest, "bearer ") {
            ("'Bearer' in front of it", value)
        } else if let Some(inner) = unquoted(rest) {
            ("quotes around it", inner)
        } else {
            return (found, rest);
        };
        if !found.contains(&what) {
            found.push(what);
        }
        rest = shorter;
    }
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

fn unquoted(text: &str) -> Option<&str> {
    let quotes = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('<', '>')];
    quotes.into_iter().find_map(|(open, close)| {
        let (front, back) = (text.strip_prefix(open), text.strip_suffix(close));
        match (front, back) {
            (Some(front), Some(_)) => front.strip_suffix(close).or(Some("")),
            (Some(front), None) => Some(front),
            (None, back) => back,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known_by_its_looks() {
        for (text, kind) in [
            ("", "an empty"),
            (" \t", "an empty"),
            (
                "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
                "before 0.22, which",
            ),
            (
                "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
                "0.22 or later",
            ),
            (
                "ragflow-0123456789abcdef0123456789abcdef",
                "Go server without",
            ),
            ("ragflow-aM9truADx1lX", "cut off, or altered"),
            (
                "E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz",
                "a beta of RAGFlow before 0.22",
            ),
            ("FIOTRtY4gj0ba68McPjys28051jjVwWH", "a beta of RAGFlow 0.22"),
            (
                "edfb6c3ef5d30fbe73f5298faa202ff1",
                "a beta of RAGFlow's Go server",
            ),
            ("edfb6c3e-f5d3-0fbe-73f5-298faa202ff1", "a UUID"),
            (
                "Ijg3YjUyZTUxYTgyMWEzZjYyZTU4Y2YzN2YxODYxNzdhIg.aVW5AA.cEdSpQWg4ULqz2r4gApv-yxAuns",
                "a login token",
            ),
            ("eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "signed token"),
            ("sk-ant-api03-abc", "Anthropic"),
            ("sk-abc", "OpenAI"),
            ("ghp_abc", "GitHub"),
            ("AIzaSyabc", "Google"),
            ("xoxb-1-2", "Slack"),
            ("钥匙", "nothing that RAGFlow mints"),
        ] {
            let found = kinds(text);
            assert!(found[0].contains(kind), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_was_left_around_a_key_is_named_and_taken_away() {
        for (text, rest, what) in [
            ("k", "k", &[][..]),
            (" k\t", "k", &["blanks around it"]),
            ("\"k\"", "k", &["quotes around it"]),
            ("k'", "k", &["quotes around it"]),
            ("“k”", "k", &["quotes around it"]),
            ("bearer k", "k", &["'Bearer' in front of it"]),
            (
                "Authorization: Bearer 'k' ",
                "k",
                &[
                    "blanks around it",
                    "the header's name in front of it",
                    "'Bearer' in front of it",
                    "quotes around it",
                ],
            ),
            ("\"", "", &["quotes around it"]),
            ("", "", &[]),
            ("Bearerk", "Bearerk", &[]),
        ] {
            assert_eq!(strip(text), (what.to_vec(), rest), "{text}");
        }
    }
}
