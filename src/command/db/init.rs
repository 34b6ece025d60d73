//! `ragflowctl db init`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Run;
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::settings;
use crate::store::Store;

const AFTER: &str = "\
Examples:
  ragflowctl db init
  ragflowctl -d sqlite:try.db db init --demo
  ragflowctl -d sqlite:try.db token list --all";

/// What it prints.
const COLUMNS: [Column; 3] = [
    Column::new("database", 0),
    Column::new("demo", 0),
    Column::new("dry_run", 0),
];

/// Create the embedded database
///
/// An SQLite file with RAGFlow's tables, for trying things and for offline
/// copies: where --database sqlite:PATH says, else in the platform's data
/// directory, where commands find it when no other database is named. A file
/// that is there already is never touched. Only you can read it.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Init {
    /// Fill it with the sample data of demo:
    #[arg(long)]
    demo: bool,

    /// Say what would be created, and write nothing
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Init {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        if !self.dry_run {
            session.refuse_if_read_only()?;
        }
        // A wrong field name must not surface after the file is made.
        session.output.select_columns(&COLUMNS, &[])?;
        let path = target(session)?;
        if path.symlink_metadata().is_ok() {
            let message = format!("{} is there already, and is left alone", path.display());
            return Err(Error::new(Kind::Conflict, message)
                .hint("name another file, --database sqlite:PATH, or move that one away"));
        }
        if self.dry_run {
            session.messages.note("dry run: nothing was written");
        } else {
            if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
                std::fs::create_dir_all(folder).map_err(|error| {
                    let message = format!("cannot create the directory {}", folder.display());
                    Error::new(Kind::Failed, message)
                        .caused_by(error)
                        .hint("name a file elsewhere: --database sqlite:PATH")
                })?;
            }
            Store::create_embedded(&path, self.demo)?;
        }
        if !session.settings.quiet || session.output.format().is_machine_readable() {
            let url = DatabaseUrl::SqliteFile(path).to_string();
            let cells = [
                Cell::Text(&url),
                Cell::Bool(self.demo),
                Cell::Bool(self.dry_run),
            ];
            let properties: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
            session.output.record(&properties)?;
        }
        Ok(Exit::Done)
    }
}

/// Where the file goes. The environment's database is not a place to create
/// one in, nor is the default profile's: only an option counts.
fn target(session: &mut Session<'_>) -> Result<PathBuf> {
    let global = &session.global;
    if global.database.is_none() && global.profile.is_none() && global.ragflow.is_none() {
        return settings::embedded_path(session.dirs.data.as_deref()).ok_or_else(|| {
            Error::usage("this account has no data directory")
                .hint("name a file: --database sqlite:PATH")
        });
    }
    match session.database.take().transpose()?.flatten() {
        Some(database) => match database.url {
            DatabaseUrl::SqliteFile(path) => Ok(path),
            other => Err(Error::usage(format!("cannot create {other}"))
                .hint("only a file can be created: --database sqlite:PATH")),
        },
        None => Err(Error::usage("no file is named")),
    }
}
