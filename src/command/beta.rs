//! `ragflowctl beta …`

mod backfill;
pub(super) mod fill;

use clap::Subcommand;

use super::{Context, Run};
use crate::error::Result;
use crate::exit::Exit;

/// Commands on beta keys.
#[derive(Subcommand)]
pub enum Beta {
    Backfill(backfill::Backfill),
}

impl Run for Beta {
    fn run(&self, cx: &mut Context<'_>) -> Result<Exit> {
        match self {
            Self::Backfill(command) => command.run(cx),
        }
    }
}
