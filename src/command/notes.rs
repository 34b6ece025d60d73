//! Messages that several commands give, each worded once.

use crate::text::{count, shell_word};

/// The warning for output with IDs of this many guessable keys, all of
/// `tenant_id` if it is given.
pub(crate) fn guessable_ids(keys: u64, tenant_id: Option<&str>) -> String {
    let (verb, ids, pronoun) = match keys {
        1 => ("is", "its key ID", "it"),
        _ => ("are", "their key IDs", "them"),
    };
    let owner = match tenant_id {
        Some(id) => format!("--tenant {}", shell_word(id)),
        None => "--all".to_owned(),
    };
    format!(
        "do not share this output: {} {verb} guessable (CVE-2025-69286) and can be recovered \
         from {ids}; replace {pronoun} with: ragflowctl token rotate --weak {owner}",
        count(keys, "key")
    )
}

/// The note after new keys or betas were printed masked. `tenant_id` is their
/// tenant; `None` if they are of several.
pub(crate) fn masked_secrets(number: usize, noun: &str, tenant_id: Option<&str>) -> String {
    let (subject, pronoun) = match number {
        1 => (format!("the new {noun} is"), "it"),
        _ => (format!("the new {noun}s are"), "them"),
    };
    let scope = match tenant_id {
        Some(id) => format!("--tenant {}", shell_word(id)),
        None => "--all".to_owned(),
    };
    format!("{subject} masked; to show {pronoun}: ragflowctl token list {scope} --reveal")
}

/// The note about columns that a narrow terminal has no room for.
pub(crate) fn hidden_columns(columns: &[&str]) -> String {
    format!(
        "hidden columns: {} (use --fields, -o json or a wider terminal)",
        columns.join(", ")
    )
}

/// The warning for a secret that is an argument. `instead` says what to do.
pub(crate) fn secret_on_command_line(instead: &str) -> String {
    format!(
        "a secret on the command line can be seen by other users of this machine, and the shell \
         keeps it in its history; {instead}"
    )
}
