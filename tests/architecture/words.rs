//! Phrases that readers of English as a second language have to read twice do not come back.

use std::path::PathBuf;

use crate::assert_none;
use crate::source::root;

/// Phrases that earlier versions used, in lower case.
const BANNED: [&str; 23] = [
    "so long",
    "so many",
    "so bad",
    "merely",
    "all the same",
    "the same again",
    "goes on from here",
    "nobody watches",
    "nobody is there",
    "nobody could be asked",
    "is no directory",
    "is no number",
    "is no path",
    "is no source",
    "is no zone",
    "looks on",
    "stands in the",
    "sets aside",
    "set aside",
    "hands over",
    "lives on",
    "look into",
    "passes over",
];

/// The texts that people read: code with its comments and messages, documentation, manual pages.
fn texts() -> Vec<PathBuf> {
    let mut texts = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    let mut pending = vec![root().join("src"), root().join("man")];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a folder entry").path();
            match path.is_dir() {
                true => pending.push(path),
                false => texts.push(path),
            }
        }
    }
    texts.sort();
    texts
}

/// The text on one line, in lower case: a phrase can be broken by the end of a line, of a comment line
/// or of a string's line.
fn on_one_line(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim().trim_start_matches(['/', '!', '#']);
        line.trim().trim_end_matches('\\').trim_end()
    });
    lines.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a text has a phrase as whole words.
fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + phrase.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[test]
fn texts_are_free_of_banned_phrases() {
    let mut found = Vec::new();
    for path in texts() {
        let text = on_one_line(&std::fs::read_to_string(&path).expect("a text file"));
        let phrases = BANNED.iter().filter(|phrase| has_phrase(&text, phrase));
        found.extend(phrases.map(|phrase| format!("{}: \"{phrase}\"", path.display())));
    }
    assert_none("Say it in plain English.", &found);
}

#[test]
fn phrases_are_found_across_lines_and_only_as_whole_words() {
    let text = on_one_line("    /// Nobody is\n    /// there, \"so \\\n  many\"\n");
    assert!(has_phrase(&text, "nobody is there") && has_phrase(&text, "so many"));
    assert!(!has_phrase("also many", "so many") && !has_phrase("this is no pathway", "is no path"));
}
