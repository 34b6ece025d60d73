//! Commands that messages suggest.

/// The commands that need a database.
const COMMANDS: [&str; 9] = [
    "token", "beta", "audit", "embed", "usage", "undo", "db", "user", "tenant",
];

/// Adds options to each command `ragflowctl …` in a text, so that it runs on the same
/// database as the command that suggests it. Text that is no such command stays.
pub fn with_connection(text: &str, options: &str) -> String {
    let program = "ragflowctl ";
    let mut parts = text.split(program);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        result.push_str(program);
        let command = part.split(|c: char| !c.is_ascii_lowercase()).next();
        if !options.is_empty() && command.is_some_and(|word| COMMANDS.contains(&word)) {
            result.push_str(options);
            result.push(' ');
        }
        result.push_str(part);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_commands_that_need_a_database_get_options() {
        let text = "run: ragflowctl token list; see ragflowctl config init or ragflowctl audit";
        assert_eq!(
            with_connection(text, "-d demo:"),
            "run: ragflowctl -d demo: token list; see ragflowctl config init or ragflowctl -d demo: \
             audit"
        );
        assert_eq!(with_connection(text, ""), text);
        let other = "the ragflowctl tokenizer";
        assert_eq!(with_connection(other, "-d demo:"), other);
    }
}
