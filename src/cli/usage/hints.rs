//! What a usage error suggests.

use clap::error::{ContextKind, ContextValue};
use clap::{Command, CommandFactory as _};

use crate::cli::Cli;
use crate::command::help::similar_commands;

/// The hint for an e-mail address where a command takes it with an option.
pub(super) fn surplus_user(parsed: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = parsed.get(ContextKind::InvalidArg) else {
        return None;
    };
    let takes_user = parsed_command(parsed)?
        .get_arguments()
        .any(|arg| arg.get_long() == Some("user"));
    let is_address = word.contains('@') && !word.starts_with('-');
    (is_address && takes_user).then(|| "to name a user: --user EMAIL".to_owned())
}

/// The usage of the command. That of the parser names the options that were given
/// and not those that are required.
pub(super) fn usage(parsed: &clap::Error) -> Option<String> {
    let usage = parsed_command(parsed)?.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").lines().next()?;
    Some(usage.to_owned())
}

/// The command whose arguments are wrong.
fn parsed_command(parsed: &clap::Error) -> Option<Command> {
    let given = parsed.get(ContextKind::Usage)?.to_string();
    let words = given
        .trim()
        .trim_start_matches("Usage: ")
        .split_whitespace();
    let mut parser = Cli::command();
    parser.build();
    let mut command = &parser;
    for word in words.skip(1) {
        match command.find_subcommand(word) {
            Some(found) => command = found,
            None => break,
        }
    }
    Some(command.clone())
}

/// The hint for a word that is no command here, but elsewhere: `list` is `token list`.
pub(super) fn misplaced_command(parsed: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = parsed.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let similar = similar_commands(&Cli::command(), word);
    let commands: Vec<String> = similar
        .iter()
        .map(|words| format!("ragflowctl {words}"))
        .collect();
    match commands.is_empty() {
        true => None,
        false => Some(format!("did you mean: {}", commands.join(" or "))),
    }
}
