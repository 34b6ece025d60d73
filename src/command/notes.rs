//! Messages that several commands give, each worded once.

use crate::text::count;

/// The warning for output with IDs of this many guessable keys.
pub(crate) fn guessable_ids(keys: u64) -> String {
    let (verb, pronoun) = match keys {
        1 => ("is", "it"),
        _ => ("are", "them"),
    };
    format!(
        "do not share this output: {} {verb} guessable (CVE-2025-69286) and can be recovered \
         from an ID; replace {pronoun} with: ragflowctl token rotate --weak",
        count(keys, "key")
    )
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
