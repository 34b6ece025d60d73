//! What the parser could not take: its complaint as an error of ours, and the
//! format it is to be told in.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::domain::form::PREFIX;
use crate::error::Error;
use crate::report::FormatName;
use crate::text::sanitize;

/// The parser's complaint as one line, with its suggestion as a hint.
pub(crate) fn error(parsed: &clap::Error) -> Error {
    let text = without_secrets(parsed);
    let first: Vec<&str> = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    let message = first.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let message = match parsed.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "no command is named",
        _ => message,
    };
    // A value that was refused is repeated in the message: cut what is too
    // long, and make it safe.
    let cut: String = sanitize(message).chars().take(400).collect();
    let mut error = Error::usage(cut);
    let tips = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    for tip in tips {
        error = error.hint(tip);
    }
    let usage = parsed.context().find_map(|(kind, value)| match kind {
        ContextKind::Usage => Some(value.to_string()),
        _ => None,
    });
    match usage
        .as_deref()
        .map(|usage| usage.trim().trim_start_matches("Usage: "))
    {
        Some(usage) if !usage.is_empty() => {
            let usage = usage.lines().next().unwrap_or_default();
            error.hint(format!("usage: {usage}; --help tells more"))
        }
        _ => error.hint("--help tells more"),
    }
}

/// The parser's complaint, which repeats the words it does not understand,
/// without those that may hold a password or a key.
fn without_secrets(parsed: &clap::Error) -> String {
    let is_secret = |word: &str| {
        word.contains("://")
            || (word.contains(':') && word.contains('@'))
            || word.to_lowercase().contains("password")
            || word.contains(PREFIX)
    };
    let mut text = parsed.render().to_string();
    for (_, value) in parsed.context() {
        match value {
            ContextValue::String(word) if is_secret(word) => text = text.replace(word, "…"),
            _ => {}
        }
    }
    text
}

/// The machine format that was asked for on a command line that could not be
/// parsed: whoever pipes into jq gets an envelope for a usage error too.
pub(crate) fn asked_format(args: &[OsString]) -> Option<FormatName> {
    let mut asked = None;
    let mut words = args
        .iter()
        .skip(1)
        .map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next() {
        let name = match word {
            "--" => break,
            "--json" => Some("json"),
            "-o" | "--output" => words.next(),
            other => other.strip_prefix("--output=").or_else(|| {
                // Also behind short switches in one word: -vojson.
                let (_, value) = other
                    .strip_prefix('-')
                    .filter(|rest| !rest.starts_with('-'))?
                    .split_once('o')
                    .filter(|(before, _)| before.chars().all(|switch| "qva".contains(switch)))?;
                Some(value.strip_prefix('=').unwrap_or(value))
            }),
        };
        if let Some(format) = name.and_then(FormatName::from_name) {
            asked = Some(format);
        }
    }
    asked.filter(|format| format.is_machine_readable())
}
