//! `ragflowctl completions` and `ragflowctl man`: made from the parser itself,
//! so they cannot say anything else than it does.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Run;
use crate::cli::Cli;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::session::Session;

const COMPLETIONS_AFTER: &str = "\
Examples:
  ragflowctl completions bash > /etc/bash_completion.d/ragflowctl
  ragflowctl completions zsh > \"${fpath[1]}/_ragflowctl\"
  ragflowctl completions fish > ~/.config/fish/completions/ragflowctl.fish";

/// Print the completion script of a shell
#[derive(Args)]
#[command(after_help = COMPLETIONS_AFTER)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Run for Completions {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "ragflowctl", &mut script);
        session.output.raw(&script)?;
        Ok(Exit::Done)
    }
}

const MAN_AFTER: &str = "\
Examples:
  ragflowctl man | man -l -
  ragflowctl man /usr/local/share/man/man1";

/// Print the manual page, or write one for every command into a directory
#[derive(Args)]
#[command(after_help = MAN_AFTER)]
pub struct Man {
    /// The directory, which must exist
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

impl Run for Man {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let pages = pages()?;
        let Some(directory) = &self.directory else {
            let main = pages.first().map(|(_, page)| page.as_slice());
            session.output.raw(main.unwrap_or_default())?;
            return Ok(Exit::Done);
        };
        for (name, page) in &pages {
            let path = directory.join(name);
            std::fs::write(&path, page).map_err(|error| {
                Error::new(Kind::Failed, format!("cannot write {}", path.display()))
                    .caused_by(error)
                    .hint("the directory must exist, and be writable")
            })?;
        }
        session.messages.note(&format!(
            "{} pages written to {}",
            pages.len(),
            directory.display()
        ));
        Ok(Exit::Done)
    }
}

/// Every manual page, `(file name, text)`; the program's own comes first.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    collect(&command, "ragflowctl", &mut pages).map_err(|error| {
        Error::new(Kind::Failed, "cannot make the manual pages").caused_by(error)
    })?;
    Ok(pages)
}

fn collect(
    command: &clap::Command,
    name: &str,
    pages: &mut Vec<(String, Vec<u8>)>,
) -> std::io::Result<()> {
    let mut page = Vec::new();
    let named = command.clone().name(name.to_owned());
    clap_mangen::Man::new(named).render(&mut page)?;
    pages.push((format!("{name}.1"), page));
    let subcommands = command
        .get_subcommands()
        .filter(|sub| !sub.is_hide_set() && sub.get_name() != "help");
    for sub in subcommands {
        collect(sub, &format!("{name}-{}", sub.get_name()), pages)?;
    }
    Ok(())
}
