//! `ragflowctl config …`: the settings, and the config file.

mod init;
mod path;
mod show;

use clap::Subcommand;

use super::run::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
A profile is a section of the config file:

    [profiles.prod]
    url = \"mysql://ragflowctl@db.example.com/rag_flow\"
    password_file = \"password\"

`ragflowctl help config-file` describes the config file and all its keys.

Examples:
  ragflowctl config init prod
  ragflowctl --profile prod token list --user ada@example.com
  ragflowctl config show";

/// The commands on settings.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub(crate) enum ConfigCommand {
    Show(show::Show),
    Path(path::Path),
    Init(init::Init),
}

impl Run for ConfigCommand {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        match self {
            Self::Show(command) => command.run(session, target),
            Self::Path(command) => command.run(session, target),
            Self::Init(command) => command.run(session, target),
        }
    }
}
