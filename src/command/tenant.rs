//! `ragflowctl tenant …`

mod list;
mod show;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: tenant list
  ragflowctl -d demo: tenant list --missing-beta
  ragflowctl -d demo: tenant show 759d9075221f4c52e6abc1675494e450";

/// The commands on tenants.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum TenantCommand {
    List(list::List),
    Show(show::Show),
}

impl Run for TenantCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::List(command) => command.run(session, target),
            Self::Show(command) => command.run(session, target),
        }
    }
}
