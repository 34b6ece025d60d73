//! `ragflowctl beta …`

mod backfill;
mod rotate;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: beta backfill --dry-run
  ragflowctl -d demo: beta rotate 7c82c4c66475 --yes";

/// The commands on betas.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum BetaCommand {
    Backfill(backfill::Backfill),
    Rotate(rotate::Rotate),
}

impl Run for BetaCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::Backfill(command) => command.run(session, target),
            Self::Rotate(command) => command.run(session, target),
        }
    }
}
