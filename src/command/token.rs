//! `ragflowctl token …`

mod create;
mod fields;
mod list;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

/// Commands on API keys.
#[derive(Subcommand)]
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
