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
The config file is TOML. If it contains a password, only you may have access to it (mode 0600):

  default_profile = \"prod\"

  [profiles.prod]
  url = \"mysql://ragflowctl@db.example.com/rag_flow?ssl-mode=verify-identity&ssl-ca=ca.pem\"
  password_file = \"password\"       # or password, or password_command = \"pass show ragflow\"
  timezone = \"Asia/Shanghai\"       # the time zone of RAGFlow's dates, same as --timezone
  read_only = true                 # same as --read-only
  mask = true                      # same as --mask

  [profiles.here]
  ragflow = \"/srv/ragflow\"         # RAGFlow's own settings, same as --ragflow
  ragflow_source = \"docker\"        # optional, same as --ragflow-source

Relative paths are relative to the directory of the config file; ~/ is your home directory.

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
