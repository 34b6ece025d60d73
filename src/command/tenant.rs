//! `ragflowctl tenant …`

mod list;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: tenant list
  ragflowctl -d demo: tenant list --missing-beta";

/// The commands on tenants.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum TenantCommand {
    List(list::List),
}

impl Run for TenantCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(session, target),
        }
    }
}
