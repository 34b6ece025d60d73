//! `ragflowctl help`: the help of a command, or a topic.

mod blocks;
mod paths;
mod topics;

use clap::builder::StyledStr;
use clap::{Args, Command};

pub(crate) use blocks::{Block, blocks, wrap};
pub(crate) use paths::similar_commands;
pub(crate) use topics::{TOPICS, Topic};

use crate::command::Run;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::session::{Session, Target};

/// What the exit statuses mean, in short.
pub(crate) const EXIT_STATUS: &str = "
  0    done, or nothing to do
  1    failed, or a conflict
  2    wrong usage or configuration
  3    no such user, tenant or key
  4    refused
  5    database unavailable: a retry may help
  6    not a RAGFlow database
  7    findings
  130  interrupted";

const EXAMPLES: &str = "Examples:\n";

const AFTER: &str = "\
Examples:
  ragflowctl help token list
  ragflowctl help urls
  ragflowctl help exit-codes";

/// Show the help of a command, or a topic
///
/// A topic is a text about something that several commands have in common.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl help [COMMAND | TOPIC]")]
pub(crate) struct Help {
    /// A command (token list) or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

impl Run for Help {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let topic = match self.words.as_slice() {
            [word] => Topic::find(word),
            _ => None,
        };
        let text = match topic {
            Some(topic) => StyledStr::from(wrap(topic.text, session.help_width())),
            None => command_help(&session.help_parser(), &self.words)?,
        };
        let text = match session.settings.color_out {
            true => text.ansi().to_string(),
            false => text.to_string(),
        };
        let text = text.trim_end().to_owned() + "\n";
        session.output.raw(text.as_bytes())?;
        Ok(Exit::Done)
    }
}

/// The help of the command with these words.
fn command_help(parser: &Command, words: &[String]) -> Result<StyledStr> {
    let mut command = parser;
    for word in words {
        let found = command.find_subcommand(word);
        command = found.ok_or_else(|| unknown(word, command))?;
    }
    Ok(command.clone().render_long_help())
}

/// The error for a word that is neither a command nor a topic. The word is not
/// repeated: it can be a secret.
fn unknown(word: &str, command: &Command) -> Error {
    let mut error = Error::usage("help: no such command or topic");
    let similar = similar_commands(command, word);
    if !similar.is_empty() {
        error = error.hint(format!("did you mean: {}", similar.join(" or ")));
    }
    let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
    error.hint(format!("topics: {}", topics.join(", ")))
}

/// The notes and the examples of a command whose help is laid out: its long help
/// ends with the notes and another paragraph, and the examples precede the options.
pub(crate) fn notes_and_examples(command: &Command) -> (String, String) {
    let text = |styled: Option<&StyledStr>| styled.map(ToString::to_string).unwrap_or_default();
    let after = text(command.get_after_long_help());
    let (notes, _) = after.rsplit_once("\n\n").unwrap_or_default();
    let before = text(command.get_before_help());
    let examples = before.strip_prefix(EXAMPLES).unwrap_or_default();
    (notes.to_owned(), examples.to_owned())
}

/// The notes and the examples of a command's `after_help`.
pub(crate) fn split_examples(after: &str) -> (&str, &str) {
    let (notes, examples) = after.split_once(EXAMPLES).unwrap_or((after, ""));
    (notes.trim_end(), examples)
}
