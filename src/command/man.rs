//! `ragflowctl man`: made from the parser and the topics of `ragflowctl help`, so it
//! cannot differ from them.

mod pages;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Run;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::session::{Session, Target};
use crate::text::{count, named_path};
use pages::Page;

const AFTER: &str = "\
Examples:
  ragflowctl man | man -l -
  ragflowctl man /usr/local/share/man";

/// Print the manual page, or write all pages
///
/// There is a page for the program, for every command, for the config file and for
/// some topics of `ragflowctl help`.
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Man {
    /// Write the pages to man1, man5 and man7 in this directory, which must exist
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    directory: Option<PathBuf>,
}

impl Run for Man {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let pages = pages::render(session.help_parser()).map_err(|error| {
            Error::new(Kind::Failed, "cannot render the manual pages").caused_by(error)
        })?;
        let Some(directory) = &self.directory else {
            let main = pages.first().map(|page| page.text.as_slice());
            session.output.raw(main.unwrap_or_default())?;
            return Ok(Exit::Done);
        };
        for page in &pages {
            write(page, directory).map_err(|error| {
                let name = page.file_name();
                let message = format!("cannot write {name} to {}", named_path(directory));
                Error::new(Kind::Failed, message)
                    .caused_by(error)
                    .hint("the directory must exist, and you must be able to write to it")
            })?;
        }
        session.messages.note(&format!(
            "wrote {} to {}",
            count(pages.len() as u64, "page"),
            named_path(directory)
        ));
        Ok(Exit::Done)
    }
}

fn write(page: &Page, directory: &Path) -> std::io::Result<()> {
    let section = directory.join(format!("man{}", page.section));
    if !section.is_dir() {
        std::fs::create_dir(&section)?;
    }
    std::fs::write(section.join(page.file_name()), &page.text)
}
