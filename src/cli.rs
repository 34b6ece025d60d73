//! The command line's parser. The options that every command has are in
//! `options.rs`; a command's own options and help are in the command's file.

pub(crate) mod completion;
mod layout;
pub(crate) mod usage;

use clap::{CommandFactory as _, Parser};

use crate::command::Command;
use crate::command::help::EXIT_STATUS;
use crate::options::GlobalOptions;

const EXAMPLES: &str = "\
Examples:
  ragflowctl -d demo: token list --all
  ragflowctl --ragflow /srv/ragflow token list --user ada@example.com
  ragflowctl -d postgres://rag@db/rag_flow beta backfill --quiet
  ragflowctl token list --user ada@example.com --json | jq -r '.data[].token'";

/// The end of the help: notes, then examples, which `layout.rs` moves to the top.
fn after_help() -> String {
    format!("Exit status (more: ragflowctl help exit-codes):{EXIT_STATUS}\n\n{EXAMPLES}")
}

/// Administer the API keys of a self-hosted RAGFlow directly in its database.
///
/// It works even if the web UI or the admin server is down, for all tenants at
/// once, from cron and in jq pipelines. Data goes to stdout, everything else to
/// stderr.
#[derive(Parser)]
#[command(name = "ragflowctl", version, after_help = after_help())]
#[command(disable_help_subcommand = true)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Cli {
    /// The options that every command has.
    #[command(flatten)]
    pub(crate) options: GlobalOptions,
    /// The command with its own options.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The parser with the help laid out for this width, in columns. Takes longer than
/// the parsing of a command line.
pub fn help_parser(width: usize) -> clap::Command {
    let mut parser = Cli::command()
        .term_width(width)
        .long_version(long_version());
    parser.build();
    layout::apply(parser, width)
}

/// The version, and what this program was built from.
fn long_version() -> String {
    let commit = match env!("RAGFLOWCTL_COMMIT") {
        "" => String::new(),
        commit => format!("commit {commit}\n"),
    };
    format!(
        "{}\n{commit}target {}\nSQLite {}",
        env!("CARGO_PKG_VERSION"),
        env!("RAGFLOWCTL_TARGET"),
        crate::store::sqlite_version()
    )
}
