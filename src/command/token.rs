//! `ragflowctl token …`

mod create;
mod delete;
mod explain;
mod import;
mod list;
mod rotate;
mod show;

use clap::Subcommand;

use super::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::Session;

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: token list --all
  ragflowctl -d demo: token create --user ada@example.com
  ragflowctl -d demo: token show 7c82c4c66475
  ragflowctl -d demo: token rotate 7c82c4c66475 --yes
  pass show ragflow | ragflowctl token explain -";

/// Commands on API keys.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub enum Token {
    List(list::List),
    Create(create::Create),
    Show(show::Show),
    Explain(explain::Explain),
    Delete(delete::Delete),
    Rotate(rotate::Rotate),
    Import(import::Import),
}

impl Run for Token {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(session),
            Self::Create(command) => command.run(session),
            Self::Show(command) => command.run(session),
            Self::Explain(command) => command.run(session),
            Self::Delete(command) => command.run(session),
            Self::Rotate(command) => command.run(session),
            Self::Import(command) => command.run(session),
        }
    }
}
