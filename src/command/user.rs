//! `ragflowctl user …`

mod list;
mod show;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: user list
  ragflowctl -d demo: user list --search ada
  ragflowctl -d demo: user show ada@example.com";

/// The commands on users.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum UserCommand {
    List(list::List),
    Show(show::Show),
}

impl Run for UserCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(session, target),
            Self::Show(command) => command.run(session, target),
        }
    }
}
