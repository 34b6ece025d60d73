//! The commands: one file each, its doc comment the help, its SQL the store's.
//!
//! Commands hold no SQL and print nothing themselves: data goes through
//! [`Output`](crate::report::Output), talk through [`Talk`](crate::report::Talk).

mod audit;
mod beta;
mod change;
mod config;
mod context;
mod db;
mod generate;
mod journal;
mod key;
mod login;
mod owner;
mod prompt;
mod token;
mod undo;
mod zone;

use clap::Subcommand;

pub use context::Context;
pub(crate) use context::new as new_context;

use crate::error::Result;
use crate::exit::Exit;

/// What every command can do.
pub trait Run {
    /// Runs to the end.
    ///
    /// # Errors
    /// Whatever keeps it from its end; the kind decides the exit status.
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit>;
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
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::Token(command) => command.run(cx),
            Self::Beta(command) => command.run(cx),
            Self::Audit(command) => command.run(cx),
            Self::Undo(command) => command.run(cx),
            Self::Db(command) => command.run(cx),
            Self::Config(command) => command.run(cx),
            Self::Completions(command) => command.run(cx),
            Self::Man(command) => command.run(cx),
        }
    }
}
