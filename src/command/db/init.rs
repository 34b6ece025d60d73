//! `ragflowctl db init`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::database_url::DatabaseUrl;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::journal::create_private_directory;
use crate::session::{Session, Target};
use crate::settings;
use crate::store::Store;

const AFTER: &str = "\
Examples:
  ragflowctl db init
  ragflowctl -d sqlite:try.db db init --demo
  ragflowctl -d sqlite:try.db token list --all";

/// The result's fields.
const COLUMNS: [Column; 3] = [
    Column::new("database", 0),
    Column::new("demo", 0),
    Column::new("dry_run", 0),
];

/// Create a local SQLite database
///
/// Creates an SQLite file with RAGFlow's tables, to try the program or for offline
/// copies. `-d sqlite:PATH` names the file. Without --database it is in
/// your data directory, and commands use it if no other database is given. An
/// existing file is never changed. Only you can read the new file.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Init {
    /// Add the sample data of `demo:`
    #[arg(long)]
    demo: bool,

    /// Show what would be created without changing anything
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Init {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        if !self.dry_run {
            session.refuse_if_read_only()?;
        }
        // A wrong field name is reported before the file is created.
        session.output.select_columns(&COLUMNS, &[])?;
        let path = new_file(session, target)?;
        if path.symlink_metadata().is_ok() {
            let message = format!("{} already exists; nothing was changed", path.display());
            return Err(Error::new(Kind::Conflict, message)
                .hint("use another path (--database sqlite:PATH), or move this file away"));
        }
        if self.dry_run {
            session.messages.note("dry run: nothing was written");
        } else {
            if let Some(directory) = path.parent().filter(|parent| *parent != Path::new("")) {
                create_private_directory(directory).map_err(|error| {
                    let message = format!("cannot create the directory {}", directory.display());
                    Error::new(Kind::Failed, message)
                        .caused_by(error)
                        .hint("use another file: --database sqlite:PATH")
                })?;
            }
            Store::create_embedded(&path, self.demo)?;
        }
        if !session.is_output_quiet() {
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

/// The file to create. Only an option selects it: neither the database of the
/// environment nor that of the default profile is a place to create one.
fn new_file(session: &Session<'_>, target: Target) -> Result<PathBuf> {
    let options = &session.options;
    if options.database.is_none() && options.profile.is_none() && options.ragflow.is_none() {
        return settings::embedded_path(session.dirs.data.as_deref()).ok_or_else(|| {
            Error::usage("this account has no data directory").hint("use --database sqlite:PATH")
        });
    }
    match target.into_selected()? {
        Some(database) => match database.url {
            DatabaseUrl::SqliteFile(path) => Ok(path),
            other => Err(Error::usage(format!("cannot create {other}"))
                .hint("only an SQLite file can be created: --database sqlite:PATH")),
        },
        None => Err(Error::usage("no file given").hint("use --database sqlite:PATH")),
    }
}
