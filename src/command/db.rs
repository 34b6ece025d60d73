//! `ragflowctl db …`

mod check;
mod copy;
mod init;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: db check
  ragflowctl -d sqlite:try.db db init --demo
  ragflowctl db copy --to sqlite:snapshot.db";

/// The commands on the database itself.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum DbCommand {
    Check(check::Check),
    Copy(copy::Copy),
    Init(init::Init),
}

impl Run for DbCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::Check(command) => command.run(session, target),
            Self::Copy(command) => command.run(session, target),
            Self::Init(command) => command.run(session, target),
        }
    }
}
