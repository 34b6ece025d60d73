//! `ragflowctl beta …`

mod backfill;
mod rotate;

use clap::Subcommand;

use super::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::Session;

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: beta backfill --dry-run
  ragflowctl -d demo: beta rotate 7c82c4c66475 --yes";

/// Commands on beta keys.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub enum Beta {
    Backfill(backfill::Backfill),
    Rotate(rotate::Rotate),
}

impl Run for Beta {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        match self {
            Self::Backfill(command) => command.run(session),
            Self::Rotate(command) => command.run(session),
        }
    }
}
