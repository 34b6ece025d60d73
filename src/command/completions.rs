//! `ragflowctl completions`: made from the parser itself, so it cannot differ
//! from it.

use clap::Args;
use clap_complete::Shell;

use crate::command::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

const AFTER: &str = "\
Examples:
  ragflowctl completions bash > /etc/bash_completion.d/ragflowctl
  ragflowctl completions zsh > \"${fpath[1]}/_ragflowctl\"
  ragflowctl completions fish > ~/.config/fish/completions/ragflowctl.fish";

/// Print the completion script of a shell
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Run for Completions {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let mut script = Vec::new();
        let mut parser = session.help_parser();
        clap_complete::generate(self.shell, &mut parser, "ragflowctl", &mut script);
        session.output.raw(&script)?;
        Ok(Exit::Done)
    }
}
