//! `ragflowctl config`: what the program was told, and its own file.

mod init;
mod path;
mod show;

use clap::Subcommand;

use super::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::Session;

const AFTER: &str = "\
The file is TOML. Only you may read it when it holds a password:

  default_profile = \"prod\"

  [profiles.prod]
  url = \"mysql://ragflowctl@db.example.com/rag_flow?ssl-mode=verify-identity&ssl-ca=ca.pem\"
  password_file = \"password\"       # or password, or password_command = \"pass show ragflow\"
  timezone = \"Asia/Shanghai\"       # in which RAGFlow writes its dates
  read_only = true                 # as --read-only
  mask = true                      # as --mask

  [profiles.here]
  ragflow = \"/srv/ragflow\"         # RAGFlow's own settings; ragflow_source = \"docker\"

Relative paths start at the file's own directory, ~/ at home.

Examples:
  ragflowctl config init prod
  ragflowctl --profile prod token list --user ada@example.com
  ragflowctl config show";

/// The `config` commands.
#[derive(Subcommand)]
#[command(after_help = AFTER)]
pub enum Config {
    /// Show every setting, and where it came from
    Show(show::Show),
    /// Print where the config file is, or would be
    Path(path::Path),
    /// Make a profile: asks, tries the connection, and writes it down
    Init(init::Init),
}

impl Run for Config {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        match self {
            Self::Show(command) => command.run(session),
            Self::Path(command) => command.run(session),
            Self::Init(command) => command.run(session),
        }
    }
}
