//! The commands: one file each, its doc comment the help, its SQL the store's.
//!
//! Commands hold no SQL and print nothing themselves: data goes through
//! [`Output`](crate::report::Output), talk through [`Messages`](crate::session::Messages).

mod audit;
mod beta;
mod config;
mod db;
mod generate;
mod token;
mod undo;

use clap::Subcommand;

use crate::error::Result;
use crate::exit::Exit;
use crate::session::Session;

/// What every command can do.
pub trait Run {
    /// Runs to the end.
    ///
    /// # Errors
    /// Whatever keeps it from its end; the kind decides the exit status.
    fn run(&self, session: &mut Session<'_>) -> Result<Exit>;
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// List, create, look into, replace and delete API keys
    #[command(subcommand)]
    Token(token::Token),
    /// Fill in missing beta keys, and replace them
    #[command(subcommand)]
    Beta(beta::Beta),
    #[expect(
        missing_docs,
        reason = "a comment here would hide the type's, its help"
    )]
    Audit(audit::Audit),
    #[expect(missing_docs, reason = "the doc comment of the command is its help")]
    Undo(undo::Undo),
    /// Check the database, or create the embedded one
    #[command(subcommand)]
    Db(db::Db),
    /// Show the settings, or make a profile
    #[command(subcommand)]
    Config(config::Config),
    /// Shell completion
    Completions(generate::Completions),
    /// Manual pages
    Man(generate::Man),
}

impl Run for Command {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        match self {
            Self::Token(command) => command.run(session),
            Self::Beta(command) => command.run(session),
            Self::Audit(command) => command.run(session),
            Self::Undo(command) => command.run(session),
            Self::Db(command) => command.run(session),
            Self::Config(command) => command.run(session),
            Self::Completions(command) => command.run(session),
            Self::Man(command) => command.run(session),
        }
    }
}
