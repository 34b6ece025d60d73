//! `ragflowctl db …`

mod check;
mod init;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: db check
  ragflowctl -d sqlite:try.db db init --demo";

/// Commands on the database itself.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub enum Db {
    Check(check::Check),
    Init(init::Init),
}

impl Run for Db {
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::Check(command) => command.run(cx),
            Self::Init(command) => command.run(cx),
        }
    }
}
