//! `ragflowctl undo --list`, `--forget` and `--older-than`: the undo files
//! themselves, which contain full keys until somebody deletes them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::read_error::read_error;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column, Shape};
use crate::session::Session;
use crate::session::journal::undo_file::{Header, Recorded, UndoFileEntry};
use crate::text::count;

/// The result's fields.
pub(super) const COLUMNS: [Column; 6] = [
    Column::new("file", 0).whole(),
    // The name of the file is the time.
    Column::new("time", 2),
    Column::new("command", 0),
    Column::new("changes", 0).align_right(),
    Column::new("undone", 1),
    Column::new("database", 3),
];

/// What to do with undo files.
pub(super) enum FilesAction<'a> {
    /// Print them.
    List,
    /// Delete this one.
    Forget(&'a Path),
    /// Delete those older than this.
    OlderThan(Duration),
}

/// Prints undo files, and deletes them if that is the action. With `dry_run` nothing
/// is deleted.
pub(super) fn run(
    action: &FilesAction<'_>,
    dry_run: bool,
    session: &mut Session<'_>,
) -> Result<Exit> {
    let keys = COLUMNS.map(|column| column.key);
    let columns = session.output.select_columns(&COLUMNS, &keys)?;
    let files = find(action, dry_run, session)?;
    if !session.is_output_quiet() {
        session.output.begin(&columns, Shape::Rows);
        for file in &files {
            print(file, &columns, session)?;
        }
        session.output.end()?;
    }
    let number = count(files.len() as u64, "undo file");
    match action {
        FilesAction::List if files.is_empty() => session.messages.note("no undo files"),
        FilesAction::List => {}
        _ if dry_run => {
            let note = format!("dry run: would delete {number}");
            session.messages.note(&note);
        }
        _ => {
            for file in &files {
                std::fs::remove_file(&file.path).map_err(|error| {
                    let message = format!("cannot delete {}", file.path.display());
                    Error::new(Kind::Failed, message).caused_by(error)
                })?;
            }
            session.messages.note(&format!("deleted {number}"));
        }
    }
    Ok(Exit::Done)
}

/// The undo files that an action is about. Files that are not undo files, or that
/// others could have written, are left alone with a warning.
fn find(
    action: &FilesAction<'_>,
    dry_run: bool,
    session: &mut Session<'_>,
) -> Result<Vec<UndoFileEntry>> {
    if let FilesAction::Forget(path) = action {
        return match session.journal.read_undo_header(path) {
            Ok(header) => Ok(vec![UndoFileEntry {
                path: path.to_path_buf(),
                header,
            }]),
            Err(error) => Err(read_error(path, error)),
        };
    }
    let (_, mut found) = session.journal.undo_files()?;
    for (path, error) in &found.skipped {
        let warning = format!("skipped {}: {error}", path.display());
        session.messages.warning(&warning);
    }
    if let FilesAction::OlderThan(age) = action {
        let now = session.clock.now();
        if !dry_run {
            delete_unfinished(&found.unfinished, now, *age);
        }
        let is_older = |header: &Header| header.age(now).is_some_and(|other| other > *age);
        found.files.retain(|file| is_older(&file.header));
    }
    Ok(found.files)
}

/// Deletes what killed runs have left. A file that cannot be deleted is found again
/// the next time.
fn delete_unfinished(paths: &[PathBuf], now: DateTime<Utc>, age: Duration) {
    for path in paths {
        let modified = std::fs::symlink_metadata(path).and_then(|file| file.modified());
        let written = modified.map(DateTime::<Utc>::from);
        if written.is_ok_and(|time| (now - time).to_std().is_ok_and(|old| old > age)) {
            let _ = std::fs::remove_file(path);
        }
    }
}

fn print(file: &UndoFileEntry, columns: &[Column], session: &mut Session<'_>) -> Result<()> {
    let path = file.path.display().to_string();
    let recorded = session.journal.read_undo_file(&file.path);
    let header = &file.header;
    let changes = recorded.as_ref().ok().and_then(Recorded::rows);
    let cells = columns.iter().map(|column| match column.key {
        "file" => Cell::Text(&path),
        "time" => Cell::Text(&header.time),
        "command" => Cell::Text(&header.command),
        // Not known if the file is cut off, or the backfill was killed.
        "changes" => match changes.and_then(|rows| i64::try_from(rows).ok()) {
            Some(rows) => Cell::Int(rows),
            None => Cell::Null,
        },
        "undone" => match &recorded {
            Ok(recorded) => Cell::Bool(recorded.undone),
            // The file is cut off.
            Err(_) => Cell::Null,
        },
        _ => Cell::Text(&header.database),
    });
    let cells: Vec<Cell<'_>> = cells.collect();
    session.output.row(&cells)
}
