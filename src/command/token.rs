//! `ragflowctl token …`

mod create;
mod delete;
mod explain;
pub(super) mod fields;
mod import;
mod list;
pub(super) mod pairs;
mod rotate;
mod show;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

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
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(cx),
            Self::Create(command) => command.run(cx),
            Self::Show(command) => command.run(cx),
            Self::Explain(command) => command.run(cx),
            Self::Delete(command) => command.run(cx),
            Self::Rotate(command) => command.run(cx),
            Self::Import(command) => command.run(cx),
        }
    }
}
