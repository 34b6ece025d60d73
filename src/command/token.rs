//! `ragflowctl token …`

mod create;
mod delete;
mod explain;
mod import;
mod list;
mod rotate;
mod scan;
mod show;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: token list --all
  ragflowctl -d demo: token create --user ada@example.com
  ragflowctl -d demo: token show 7c82c4c66475
  ragflowctl -d demo: token rotate 7c82c4c66475 --yes
  pass show ragflow | ragflowctl token explain -
  ragflowctl -d demo: token scan app.log";

/// The commands on API keys.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum TokenCommand {
    List(list::List),
    Create(create::Create),
    Show(show::Show),
    Explain(explain::Explain),
    Scan(scan::Scan),
    Delete(delete::Delete),
    Rotate(rotate::Rotate),
    Import(import::Import),
}

impl Run for TokenCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(session, target),
            Self::Create(command) => command.run(session, target),
            Self::Show(command) => command.run(session, target),
            Self::Explain(command) => command.run(session, target),
            Self::Scan(command) => command.run(session, target),
            Self::Delete(command) => command.run(session, target),
            Self::Rotate(command) => command.run(session, target),
            Self::Import(command) => command.run(session, target),
        }
    }
}
