//! What a run records of its changes: the undo file and the change log.
//!
//! Lines of the change log come from `operation/change/apply.rs` and
//! `operation/backfill/tally.rs`.

mod append;
pub(crate) mod change_log;
mod trusted_file;
pub(crate) mod undo_file;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::SecondsFormat;

use crate::database_url::DatabaseUrl;
use crate::env::{Clock, Host};
use crate::error::{Error, Kind, Result};
use crate::options::FileChoice;
use crate::settings::{Origin, Setting};
use crate::text::count;
use change_log::{Actor, ChangeLog, Event};
use undo_file::{Contents, Header, ReadError, Recorded, UndoDirectory, UndoFile};

/// Undo files older than this are mentioned.
const OLD: Duration = Duration::from_secs(30 * 86_400);

/// Undo files and the change log of a run.
pub(crate) struct Journal<'a> {
    /// The change log that is set; `None`: the default one.
    choice: Option<Setting<FileChoice>>,
    /// The directory of undo files that is set; `None`: the default one.
    undo_dir: Option<Setting<FileChoice>>,
    /// This program's directory among those where programs keep their state.
    state_directory: Option<PathBuf>,
    user_id: Option<u32>,
    sudo_user: Option<String>,
    host_name: String,
    clock: &'a dyn Clock,
    log: LogState,
}

/// The change log is opened when there is something to record.
#[derive(Debug)]
enum LogState {
    NotOpened,
    Open(ChangeLog),
    /// Switched off, or it cannot be written and that was reported.
    Off,
}

/// The change log cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeLogError {
    #[error("this account has no directory for the change log")]
    NoDirectory,
    #[error("cannot write the change log {}: {error}", path.display())]
    Open {
        path: PathBuf,
        error: std::io::Error,
    },
    #[error("cannot write the change log: {0}")]
    Write(std::io::Error),
}

impl<'a> Journal<'a> {
    pub(super) fn new(
        (choice, undo_dir): (Option<Setting<FileChoice>>, Option<Setting<FileChoice>>),
        state_directory: Option<&Path>,
        sudo_user: Option<&OsStr>,
        host: &dyn Host,
        clock: &'a dyn Clock,
    ) -> Self {
        Self {
            choice,
            undo_dir,
            state_directory: state_directory.map(|state| state.join("ragflowctl")),
            user_id: host.user_id(),
            sudo_user: sudo_user.map(|name| name.to_string_lossy().into_owned()),
            host_name: host.name(),
            clock,
            log: LogState::NotOpened,
        }
    }

    /// The directory of undo files; `None` where the account has no state
    /// directory.
    pub(crate) fn undo_directory(&self) -> Option<PathBuf> {
        match self.undo_dir.as_ref().map(|setting| &setting.value) {
            Some(FileChoice::At(directory)) => Some(directory.clone()),
            // Files from before it was switched off can still be used.
            Some(FileChoice::Off) | None => {
                let state = self.state_directory.as_ref();
                state.map(|state| state.join("undo"))
            }
        }
    }

    /// The change log, if it is not switched off; `None` where the account has no
    /// state directory.
    pub(crate) fn change_log(&self) -> Option<PathBuf> {
        match self.choice.as_ref().map(|setting| &setting.value) {
            Some(FileChoice::At(path)) => Some(path.clone()),
            Some(FileChoice::Off) => None,
            None => {
                let state = self.state_directory.as_ref();
                state.map(|state| state.join("changes.jsonl"))
            }
        }
    }

    /// The time as both files write it: UTC, RFC 3339, milliseconds.
    pub(crate) fn timestamp(&self) -> String {
        let now = self.clock.now();
        now.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Writes what `undo` needs to an undo file. `None` where there is
    /// none: it was switched off, or the database is in memory.
    ///
    /// # Errors
    /// When the file cannot be written: then nothing may be changed.
    pub(crate) fn create_undo_file(
        &self,
        choice: Option<&FileChoice>,
        command: &str,
        contents: Contents<'_>,
        database: &DatabaseUrl,
    ) -> Result<Option<UndoFile>> {
        let mut header = Header::new(command, self.timestamp(), database);
        let path = match choice {
            Some(FileChoice::Off) => return Ok(None),
            None if database.is_temporary() => return Ok(None),
            None if is_off(self.undo_dir.as_ref()) => return Ok(None),
            Some(FileChoice::At(path)) => path.clone(),
            None => self.undo_directory().ok_or_else(|| {
                Error::usage("this account has no directory for undo files; nothing was changed")
                    .hint("use --undo-file PATH|off, or set RAGFLOWCTL_UNDO_DIR to a directory or off")
            })?,
        };
        let created = match choice {
            Some(_) => UndoFile::create(&path, &header, contents),
            None => create_private_directory(&path).and_then(|()| {
                header.sequence = UndoDirectory::read(&path, self.user_id)?.next_sequence();
                UndoFile::create_in(&path, self.clock.now(), &header, contents)
            }),
        };
        created
            .map(Some)
            .map_err(|error| undo_file_error(&path, error))
    }

    /// The undo files of this account, and the directory.
    ///
    /// # Errors
    /// When there is no such directory, it cannot be read, or others can write to it.
    pub(crate) fn undo_files(&self) -> Result<(PathBuf, UndoDirectory)> {
        let directory = self
            .undo_directory()
            .ok_or_else(|| Error::not_found("this account has no directory for undo files"))?;
        match UndoDirectory::read(&directory, self.user_id) {
            Ok(files) => Ok((directory, files)),
            Err(error) => {
                let message = format!("cannot read the directory {}", directory.display());
                Err(Error::new(Kind::Failed, message).caused_by(error))
            }
        }
    }

    /// Reads an undo file that nobody else could have written.
    ///
    /// # Errors
    /// When that is not possible.
    pub(crate) fn read_undo_file(&self, path: &Path) -> Result<Recorded, ReadError> {
        undo_file::read(path, self.user_id)
    }

    /// Reads the header of such a file.
    ///
    /// # Errors
    /// When that is not possible.
    pub(crate) fn read_undo_header(&self, path: &Path) -> Result<Header, ReadError> {
        undo_file::read_header(path, self.user_id)
    }

    /// How many undo files there are, if some are old.
    pub(crate) fn old_undo_files_note(&self) -> Option<String> {
        let (_, found) = self.undo_files().ok()?;
        let now = self.clock.now();
        let ages = found.files.iter().filter_map(|file| file.header.age(now));
        let oldest = ages.max().filter(|age| *age > OLD)?;
        Some(format!(
            "{} can contain full keys (the oldest is {} days old); to delete those older than 30 \
             days: ragflowctl undo --older-than 30d",
            count(found.files.len() as u64, "undo file"),
            oldest.as_secs() / 86_400
        ))
    }

    /// Opens the change log, before anything is changed.
    ///
    /// # Errors
    /// When it cannot be written: then nothing may be changed.
    pub(crate) fn open_change_log(&mut self, database: &DatabaseUrl) -> Result<()> {
        if !matches!(self.log, LogState::NotOpened) {
            return Ok(());
        }
        let is_asked_for = self
            .choice
            .as_ref()
            .is_some_and(|setting| matches!(setting.origin, Origin::Flag(_)));
        self.log = match database.is_temporary() && !is_asked_for {
            true => LogState::Off,
            false => self.open_log().map_err(|error| {
                Error::new(Kind::Failed, format!("{error}; nothing was changed"))
                    .hint("use another file (--change-log FILE), or none (--change-log off)")
            })?,
        };
        Ok(())
    }

    /// Appends changes to the change log, which [`Journal::open_change_log`] has
    /// opened.
    ///
    /// # Errors
    /// When it cannot be written; later calls then do nothing.
    pub(crate) fn record(
        &mut self,
        command: &'static str,
        database: &DatabaseUrl,
        events: &[Event<'_>],
    ) -> Result<(), ChangeLogError> {
        let time = self.timestamp();
        let LogState::Open(log) = &mut self.log else {
            return Ok(());
        };
        let actor = Actor {
            uid: self.user_id,
            sudo_user: self.sudo_user.clone(),
            host: self.host_name.clone(),
            database: database.to_string(),
            command,
        };
        log.write(&time, &actor, events).map_err(|error| {
            self.log = LogState::Off;
            ChangeLogError::Write(error)
        })
    }

    fn open_log(&self) -> Result<LogState, ChangeLogError> {
        if is_off(self.choice.as_ref()) {
            return Ok(LogState::Off);
        }
        let path = self.change_log().ok_or(ChangeLogError::NoDirectory)?;
        if let (None, Some(directory)) = (&self.choice, &self.state_directory) {
            // If this fails, so does opening the file, which is reported.
            let _ = create_private_directory(directory);
        }
        match ChangeLog::open(&path, self.user_id) {
            Ok(log) => Ok(LogState::Open(log)),
            Err(error) => Err(ChangeLogError::Open { path, error }),
        }
    }
}

fn is_off(setting: Option<&Setting<FileChoice>>) -> bool {
    setting.is_some_and(|setting| setting.value == FileChoice::Off)
}

/// Creates a directory that only its owner can read.
pub(crate) fn create_private_directory(directory: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

fn undo_file_error(path: &Path, error: std::io::Error) -> Error {
    let exists = error.kind() == std::io::ErrorKind::AlreadyExists;
    let kind = if exists { Kind::Conflict } else { Kind::Failed };
    let path = path.display();
    Error::new(
        kind,
        format!("cannot write the undo file {path}; nothing was changed"),
    )
    .caused_by(error)
    .hint("use another file (--undo-file PATH), or none (--undo-file off)")
}
