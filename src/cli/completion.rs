//! Completion in shells. The scripts of `ragflowctl completions` run the program with
//! a variable set, and it prints what fits the command line so far.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;

use super::Cli;
use crate::command::fields::FieldNames;
use crate::command::help::TOPICS;
use crate::env::Vars;

/// The beginnings of database URLs, with what they mean.
const URLS: [(&str, &str); 4] = [
    ("demo:", "sample data in memory"),
    ("sqlite:", "a SQLite file"),
    ("mysql://", "MySQL, MariaDB, OceanBase"),
    ("postgres://", "PostgreSQL"),
];

/// What fits the command line, in the form that the shell of this name expects;
/// `None` for an unknown shell or a command line that cannot be completed.
/// `args` are those of the program: its name, `--`, and the words of the line.
pub(crate) fn complete(
    shell: &str,
    args: &[OsString],
    profiles: &[String],
    vars: &Vars,
) -> Option<Vec<u8>> {
    let shells = Shells::builtins();
    let words = args.iter().position(|word| word == "--")? + 1;
    let words = args[words..].to_vec();
    if words.is_empty() {
        return None;
    }
    let mut parser = Cli::command();
    parser.build();
    let mut parser = add_values(add_help_topics(parser), profiles);
    // A relative path begins in the directory of the shell.
    let directory = Some(Path::new("."));
    if shell == "bash" {
        return complete_in_bash(&mut parser, words, directory, vars);
    }
    let index = index(vars).unwrap_or(words.len() - 1);
    let typed = words.get(index).cloned().unwrap_or_default();
    let mut text = Vec::new();
    let written = shells
        .completer(shell)?
        .write_complete(&mut parser, words, directory, &mut text);
    written.ok()?;
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    Some(without_options(lines.collect(), &typed).concat())
}

/// Which of the words is to be completed.
fn index(vars: &Vars) -> Option<usize> {
    vars.get("_CLAP_COMPLETE_INDEX")?.to_str()?.parse().ok()
}

/// The candidates without options, if there are others and no dash is typed: the
/// options would hide the commands and files among them.
fn without_options<'a>(candidates: Vec<&'a [u8]>, typed: &OsStr) -> Vec<&'a [u8]> {
    if typed.as_encoded_bytes().starts_with(b"-") {
        return candidates;
    }
    let is_option = |candidate: &&[u8]| candidate.starts_with(b"-");
    match candidates.iter().all(is_option) {
        true => candidates,
        false => candidates
            .into_iter()
            .filter(|candidate| !is_option(candidate))
            .collect(),
    }
}

/// bash splits `--output=json` into three words, and replaces the last one only.
fn complete_in_bash(
    parser: &mut Command,
    mut words: Vec<OsString>,
    directory: Option<&Path>,
    vars: &Vars,
) -> Option<Vec<u8>> {
    let mut index = index(vars)?;
    let is_option = |word: &OsString| word.to_string_lossy().starts_with("--");
    while let Some(sign) =
        (1..index.min(words.len())).find(|at| words[*at] == "=" && is_option(&words[at - 1]))
    {
        words.remove(sign);
        index -= 1;
    }
    let typed = words.get(index).cloned().unwrap_or_default();
    let found = clap_complete::engine::complete(parser, words, index, directory).ok()?;
    let values = found
        .iter()
        .map(|found| found.get_value().as_encoded_bytes());
    let separator = vars.get("_CLAP_IFS")?.as_encoded_bytes();
    Some(without_options(values.collect(), &typed).join(separator))
}

/// `ragflowctl help` is followed by a command or a topic.
fn add_help_topics(parser: Command) -> Command {
    let commands = parser.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string);
        (command.get_name().to_owned(), about.unwrap_or_default())
    });
    let topics = TOPICS
        .iter()
        .map(|topic| (topic.name.to_owned(), topic.about.to_owned()));
    let words: Vec<(String, String)> = commands.chain(topics).collect();
    let candidates = move || {
        let candidate = |(word, about): &(String, String)| {
            CompletionCandidate::new(word).help(Some(about.clone().into()))
        };
        words.iter().map(candidate).collect()
    };
    parser.mut_subcommand("help", |help| {
        help.mut_arg("words", |arg| arg.add(ArgValueCandidates::new(candidates)))
    })
}

/// Adds the values that the parser itself does not check.
fn add_values(command: Command, profiles: &[String]) -> Command {
    let fields = command.get::<FieldNames>().cloned().unwrap_or_default();
    command
        .mut_args(|arg| match arg.get_id().as_str() {
            "fields" | "field" => {
                let fields = fields.clone();
                arg.add(ArgValueCandidates::new(move || {
                    fields.0.iter().map(CompletionCandidate::new).collect()
                }))
            }
            "profile" => {
                let profiles = profiles.to_vec();
                arg.add(ArgValueCandidates::new(move || {
                    profiles.iter().map(CompletionCandidate::new).collect()
                }))
            }
            "database" => arg.add(ArgValueCandidates::new(|| {
                let candidate = |(url, help): &(&str, &'static str)| {
                    CompletionCandidate::new(*url).help(Some((*help).into()))
                };
                URLS.iter().map(candidate).collect()
            })),
            _ => arg,
        })
        .mut_subcommands(|sub| add_values(sub, profiles))
}
