//! What a string looks like.
//!
//! No database is needed, and no answer contains any part of the string.

use super::form::{self, BETA_LENGTH, Form, PREFIX};
use super::login::{LoginToken, LoginTokenError};
use super::token::{Beta, Token};

/// Prefixes of the keys of other services. A longer prefix precedes a shorter
/// one that it contains.
const VENDOR_PREFIXES: [(&str, &str); 22] = [
    ("sk-ant-", "an Anthropic API key"),
    ("sk-or-", "an OpenRouter API key"),
    ("sk-proj-", "an OpenAI API key"),
    ("sk-", "an API key of OpenAI or of a compatible provider"),
    ("github_pat_", "a GitHub token"),
    ("ghp_", "a GitHub token"),
    ("gho_", "a GitHub token"),
    ("ghs_", "a GitHub token"),
    ("glpat-", "a GitLab token"),
    ("AIza", "a Google API key"),
    ("ya29.", "a Google token"),
    ("xoxb-", "a Slack token"),
    ("xoxp-", "a Slack token"),
    ("AKIA", "an AWS access key ID"),
    ("hf_", "a Hugging Face token"),
    ("gsk_", "a Groq API key"),
    ("nvapi-", "an NVIDIA API key"),
    ("pplx-", "a Perplexity API key"),
    ("tvly-", "a Tavily API key"),
    ("fastgpt-", "a FastGPT API key"),
    ("dataset-", "a Dify API key"),
    ("app-", "a Dify API key"),
];

/// The kind of a string that looks like nothing that is known.
pub const UNKNOWN: &str = "something other than a RAGFlow key or beta";

/// Everything that a string could be, the likeliest first. Never empty.
pub fn possible_kinds(text: &str) -> Vec<&'static str> {
    if text.trim().is_empty() {
        return vec!["an empty string (a variable may be unset)"];
    }
    let mut kinds = Vec::new();
    match Token::new(text).form() {
        Form::Legacy => {
            kinds.push("a guessable API key of RAGFlow before 0.22");
        }
        Form::Modern => kinds.push("an API key of RAGFlow 0.22 or later"),
        Form::Hex => kinds.push(
            "an API key of RAGFlow's Go server, generated while its random number generator failed",
        ),
        _ if text.starts_with(PREFIX) => {
            kinds.push("a damaged API key of RAGFlow (cut off or altered)");
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
    if text.len() == BETA_LENGTH {
        add_kinds_of_betas(text, &mut kinds);
    } else if is_uuid(text) {
        kinds.push("a UUID");
    }
    kinds.extend(
        VENDOR_PREFIXES
            .iter()
            .find(|(prefix, _)| text.starts_with(prefix))
            .map(|(_, kind)| *kind),
    );
    if kinds.is_empty() {
        kinds.push(UNKNOWN);
    }
    kinds
}

fn add_kinds_of_betas(text: &str, kinds: &mut Vec<&'static str>) {
    if form::is_uuid_without_dashes(text) {
        kinds.push("a beta of RAGFlow's Go server");
        kinds.push("an ID or an access_token (a UUID without dashes)");
        return;
    }
    match Beta::new(text).form() {
        Form::Legacy => kinds.push("a guessable beta of RAGFlow before 0.22"),
        Form::Modern => kinds.push("a beta of RAGFlow 0.22 or later"),
        Form::Hex | Form::Other => {}
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_recognised_by_their_form() {
        for (text, kind) in [
            ("", "an empty"),
            (" \t", "an empty"),
            (
                "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
                "a guessable API key of RAGFlow before 0.22",
            ),
            (
                "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw",
                "0.22 or later",
            ),
            (
                "ragflow-0123456789abcdef0123456789abcdef",
                "Go server, generated while",
            ),
            ("ragflow-aM9truADx1lX", "cut off or altered"),
            (
                "E4YjYwYmE2ZTY4NzExZjE4MGM0MDJmYz",
                "a guessable beta of RAGFlow before 0.22",
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
            ("钥匙", "other than a RAGFlow key"),
        ] {
            let found = possible_kinds(text);
            assert!(found[0].contains(kind), "{text}: {found:?}");
        }
    }
}
