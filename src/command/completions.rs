//! `ragflowctl completions`: the script of a shell, which asks the program for
//! completions (`cli/completion.rs`), so it cannot differ from the parser.

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::command::Run;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
The script runs `ragflowctl` to complete a line: the program must be in the PATH.
It needs no database and connects to none.

Examples:
  ragflowctl completions bash > /etc/bash_completion.d/ragflowctl
  ragflowctl completions zsh > \"${fpath[1]}/_ragflowctl\"
  ragflowctl completions fish > ~/.config/fish/completions/ragflowctl.fish";

/// The variable that holds the name of the shell when its script runs the program.
pub(crate) const VARIABLE: &str = "RAGFLOWCTL_COMPLETE";

/// As an autoloaded function, zsh's script has to complete the line that loaded it.
const ZSH_AUTOLOAD: &str = "\
if [[ $funcstack[1] == _ragflowctl ]]; then
    _clap_dynamic_completer_ragflowctl \"$@\"
fi
";

/// Print the completion script of a shell
///
/// It completes commands, options and their values: formats, fields, audit rules,
/// profiles, files.
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Run for Completions {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let script = self.script().map_err(|error| {
            Error::new(Kind::Failed, "cannot write the completion script").caused_by(error)
        })?;
        session.output.raw(&script)?;
        Ok(Exit::Done)
    }
}

impl Completions {
    fn script(&self) -> std::io::Result<Vec<u8>> {
        let shells = Shells::builtins();
        let name = self.shell.to_string();
        let shell = shells.completer(&name);
        let shell = shell.ok_or_else(|| std::io::Error::other("unknown shell"))?;
        let program = "ragflowctl";
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, program, program, program, &mut script)?;
        if self.shell == Shell::Zsh {
            script.extend_from_slice(ZSH_AUTOLOAD.as_bytes());
        }
        Ok(script)
    }
}
