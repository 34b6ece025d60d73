//! The order of a help page: what the command does, usage, examples, options, notes.
//!
//! A command declares its notes and examples as one text, `after_help`. `-h` leaves
//! out the notes. The global options are in the help of the program only.

use clap::Command;
use clap::builder::Styles;

use crate::command::help::{TOPICS, split_examples, wrap};

const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

{before-help}{all-args}{after-help}";

const GLOBAL_OPTIONS: &str =
    "Global options (-d, --ragflow, --json, --quiet and others): ragflowctl --help";

/// Lays out the help of the program and of its commands. It must be built, so that
/// every command has the global options.
pub(super) fn apply(program: Command, width: usize) -> Command {
    let topics = topic_list();
    let with_global_options = program.mut_args(|arg| match arg.is_global_set() {
        true => arg.hide_short_help(true),
        false => arg,
    });
    lay_out(with_global_options, &topics, width)
        .after_help(format!("{topics}\n\n{GLOBAL_OPTIONS}"))
        .mut_subcommands(|command| lay_out_command(command, width))
}

fn lay_out_command(command: Command, width: usize) -> Command {
    let own_options = command.mut_args(|arg| {
        let is_global = arg.is_global_set();
        arg.hide(is_global)
    });
    lay_out(own_options, GLOBAL_OPTIONS, width)
        .mut_subcommands(|command| lay_out_command(command, width))
}

/// `last` is the last paragraph of the long help.
fn lay_out(command: Command, last: &str, width: usize) -> Command {
    // Options without a heading come first, and so before the owner: with one, they
    // have the place of the first of them.
    let command = command.mut_args(|arg| {
        let has_heading = arg.is_positional() || arg.get_help_heading().is_some();
        match has_heading {
            true => arg,
            false => arg.help_heading("Options"),
        }
    });
    let heading = Styles::default();
    let heading = heading.get_header();
    let after = command.get_after_help().map(ToString::to_string);
    let (notes, examples) = split_examples(after.as_deref().unwrap_or_default());
    let separator = match notes {
        "" => "",
        _ => "\n\n",
    };
    let command = match examples {
        "" => command,
        _ => command.before_help(format!("{heading}Examples:{heading:#}\n{examples}")),
    };
    command
        .help_template(TEMPLATE)
        .after_help(GLOBAL_OPTIONS)
        .after_long_help(format!("{}{separator}{last}", wrap(notes, width)))
}

fn topic_list() -> String {
    let lines = TOPICS
        .iter()
        .map(|topic| format!("\n  {:<12} {}", topic.name, topic.about));
    let heading = Styles::default();
    let heading = heading.get_header();
    format!(
        "{heading}Topics (ragflowctl help TOPIC):{heading:#}{}",
        lines.collect::<String>()
    )
}
