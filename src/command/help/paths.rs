//! Commands that a wrong word may mean: `list` is `token list`.

use clap::Command;

/// What people call things that have another name here.
const OTHER_WORDS: [(&str, &[&str]); 8] = [
    ("key", &["token list"]),
    ("keys", &["token list"]),
    ("tokens", &["token list"]),
    ("users", &["user list"]),
    ("tenants", &["tenant list"]),
    (
        "betas",
        &["token list --all --missing-beta", "beta backfill"],
    ),
    ("leak", &["token scan"]),
    ("restore", &["undo", "token import"]),
];

/// The commands below `command`, without its own name, that have a wrong word as
/// their name or an alias, or that people call so; at most three.
pub(crate) fn similar_commands(command: &Command, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(command, word, "", &mut found);
    let other = OTHER_WORDS.iter().find(|(other, _)| *other == word);
    if let (true, Some((_, commands))) = (found.is_empty(), other) {
        found = commands.iter().map(|words| (*words).to_owned()).collect();
    }
    found.truncate(3);
    found
}

fn collect(command: &Command, word: &str, prefix: &str, found: &mut Vec<String>) {
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        let path = format!("{prefix}{}", sub.get_name());
        if sub.get_name() == word || sub.get_all_aliases().any(|alias| alias == word) {
            found.push(path.clone());
        }
        collect(sub, word, &format!("{path} "), found);
    }
}
