//! Quoting for a POSIX shell.

/// Quotes a text as one word of a shell command. Text from a database or a URL
/// must not run as a command when a person copies a suggested command line. The
/// result has no backslash of its own: `--field` and TSV would double it.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.@:/=+,%".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\"'\"'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_becomes_one_word() {
        for (id, word) in [
            (
                "759d9075221f4c52e6abc1675494e450",
                "759d9075221f4c52e6abc1675494e450",
            ),
            ("a; rm -rf ~", "'a; rm -rf ~'"),
            ("it's", "'it'\"'\"'s'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(id), word);
        }
    }
}
