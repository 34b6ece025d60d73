//! `ragflowctl token …`

mod create;
mod fields;
mod list;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: token list --all
  ragflowctl -d demo: token create --user ada@example.com";

/// Commands on API keys.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub enum Token {
    List(list::List),
    Create(create::Create),
}

impl Run for Token {
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(cx),
            Self::Create(command) => command.run(cx),
        }
    }
}
