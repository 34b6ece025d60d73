//! `ragflowctl db …`

mod check;
mod init;

use clap::Subcommand;

use super::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::Session;

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
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        match self {
            Self::Check(command) => command.run(session),
            Self::Init(command) => command.run(session),
        }
    }
}
