//! The commands: one file each, its doc comment is the help.
//!
//! A command parses its arguments, calls an operation, and presents the
//! result. It contains no SQL and prints nothing by itself: data goes through
//! [`Output`](crate::report::Output), everything else through
//! [`Messages`](crate::session::Messages). What several commands share is in
//! `args/` (arguments), `change.rs` and `replace.rs` (plan, confirm, apply),
//! `fill.rs` (backfill), `access.rs` (what is open) and `notes.rs` (messages).

mod access;
mod args;
mod audit;
mod beta;
mod change;
pub(crate) mod completions;
mod config;
mod db;
mod embed;
pub(crate) mod fields;
mod fill;
pub(crate) mod help;
mod man;
mod metrics;
mod notes;
mod observer;
mod replace;
mod run;
mod summaries;
mod tenant;
mod token;
mod undo;
mod user;

use clap::Subcommand;

pub(crate) use run::Run;

use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};
#[derive(Subcommand)]
pub(crate) enum Command {
    /// List, create, inspect, replace and delete API keys
    #[command(subcommand)]
    Token(token::TokenCommand),
    /// Create missing betas, and replace betas
    #[command(subcommand)]
    Beta(beta::BetaCommand),
    /// List the users, or show everything that is open for one
    #[command(subcommand)]
    User(user::UserCommand),
    /// List the tenants, or show everything that is open in one
    #[command(subcommand)]
    Tenant(tenant::TenantCommand),
    Audit(audit::Audit),
    Metrics(metrics::MetricsCommand),
    Embed(embed::Embed),
    Undo(undo::Undo),
    /// Check the database, or create the embedded one
    #[command(subcommand)]
    Db(db::DbCommand),
    /// Show the settings, or create a profile
    #[command(subcommand)]
    Config(config::ConfigCommand),
    Completions(completions::Completions),
    Man(man::Man),
    Help(help::Help),
}

impl Run for Command {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::Token(command) => command.run(session, target),
            Self::Beta(command) => command.run(session, target),
            Self::User(command) => command.run(session, target),
            Self::Tenant(command) => command.run(session, target),
            Self::Audit(command) => command.run(session, target),
            Self::Metrics(command) => command.run(session, target),
            Self::Embed(command) => command.run(session, target),
            Self::Undo(command) => command.run(session, target),
            Self::Db(command) => command.run(session, target),
            Self::Config(command) => command.run(session, target),
            Self::Completions(command) => command.run(session, target),
            Self::Man(command) => command.run(session, target),
            Self::Help(command) => command.run(session, target),
        }
    }
}
