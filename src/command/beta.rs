//! `ragflowctl beta …`

mod backfill;
pub(super) mod fill;
mod rotate;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

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
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::Backfill(command) => command.run(cx),
            Self::Rotate(command) => command.run(cx),
        }
    }
}
