//! `ragflowctl man`: made from the parser itself, so it cannot differ from it.

use std::path::PathBuf;

use clap::Args;

use crate::command::Run;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::session::{Session, Target};
use crate::text::named_path;

const AFTER: &str = "\
Examples:
  ragflowctl man | man -l -
  ragflowctl man /usr/local/share/man/man1";

/// Print the manual page, or write one for every command into a directory
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Man {
    /// The directory; it must exist
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
}

impl Run for Man {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let pages = render_pages(session.help_parser())?;
        let Some(directory) = &self.directory else {
            let main = pages.first().map(|(_, page)| page.as_slice());
            session.output.raw(main.unwrap_or_default())?;
            return Ok(Exit::Done);
        };
        for (name, page) in &pages {
            std::fs::write(directory.join(name), page).map_err(|error| {
                let message = format!("cannot write {name} to {}", named_path(directory));
                Error::new(Kind::Failed, message)
                    .caused_by(error)
                    .hint("the directory must exist, and you must be able to write to it")
            })?;
        }
        session.messages.note(&format!(
            "wrote {} pages to {}",
            pages.len(),
            named_path(directory)
        ));
        Ok(Exit::Done)
    }
}

/// Every manual page, `(file name, text)`; the program's own comes first.
fn render_pages(mut parser: clap::Command) -> Result<Vec<(String, Vec<u8>)>> {
    parser.build();
    let mut pages = Vec::new();
    render_command(&parser, "ragflowctl", &mut pages).map_err(|error| {
        Error::new(Kind::Failed, "cannot render the manual pages").caused_by(error)
    })?;
    Ok(pages)
}

fn render_command(
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
        render_command(sub, &format!("{name}-{}", sub.get_name()), pages)?;
    }
    Ok(())
}
