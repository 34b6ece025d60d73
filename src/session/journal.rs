//! What a run leaves behind of its changes: the undo file and the change log.

pub mod change_log;
pub mod undo_file;

use std::path::{Path, PathBuf};

use chrono::SecondsFormat;

use crate::domain::change::Change;
use crate::error::{Error, Kind, Result};
use crate::options::FileChoice;
use crate::session::Session;
use crate::session::journal::change_log::{Actor, ChangeLog, Event};
use crate::store::Store;
use undo_file::{Header, UndoFile};

/// The change log of a run.
#[derive(Debug, Default)]
pub(crate) enum Log {
    /// Nothing was changed yet.
    #[default]
    Unopened,
    /// Here it is.
    Open(ChangeLog),
    /// None is wanted, or none can be had, and that was said.
    Closed,
}

impl Session<'_> {
    /// This program's own directory among those where programs keep what they
    /// remember.
    fn state_folder(&self) -> Option<PathBuf> {
        let state = self.dirs.state.as_deref();
        state.map(|state| state.join("ragflowctl"))
    }

    /// Where undo files are.
    pub(crate) fn undo_folder(&self) -> Option<PathBuf> {
        self.state_folder().map(|folder| folder.join("undo"))
    }

    /// The time as files have it.
    pub(crate) fn timestamp(&self) -> String {
        let now = self.clock.now();
        now.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Puts the rows as they are and as they are going to be on disk. `None`
    /// where that is not wanted: it was switched off, or the database is gone
    /// anyway when this command ends.
    ///
    /// # Errors
    /// When the file cannot be written: then nothing may be changed.
    pub(crate) fn begin_undo_file(
        &mut self,
        choice: Option<&FileChoice>,
        command: &str,
        changes: &[Change],
        store: &Store,
    ) -> Result<Option<UndoFile>> {
        let path = match choice {
            Some(FileChoice::Off) => return Ok(None),
            Some(FileChoice::At(path)) => path.clone(),
            None if store.url().is_fleeting() => return Ok(None),
            None => {
                let folder = self.undo_folder().ok_or_else(|| {
                    Error::usage(
                        "this account has no directory for undo files; nothing was changed",
                    )
                    .hint("name a file: --undo-file PATH, or off")
                })?;
                make_private(&folder).map_err(|error| unwritable(&folder, error))?;
                undo_file::new_path(&folder, self.clock.now())
            }
        };
        let header = Header::new(command, self.timestamp(), store.url());
        let file = UndoFile::create(&path, header, changes);
        file.map(Some).map_err(|error| unwritable(&path, error))
    }

    /// Notes changes in the change log. What keeps it from that is a warning:
    /// they are made.
    pub(crate) fn note_changes(
        &mut self,
        command: &'static str,
        store: &Store,
        events: &[Event<'_>],
    ) {
        if store.url().is_fleeting() && self.global.change_log.is_none() {
            return;
        }
        self.open_log();
        let sudo_user = self.vars.get("SUDO_USER");
        let actor = Actor {
            uid: self.host.user_id(),
            sudo_user: sudo_user.map(|name| name.to_string_lossy().into_owned()),
            host: self.host.name(),
            database: store.url().to_string(),
            command,
        };
        let time = self.timestamp();
        let Log::Open(log) = &mut self.log else {
            return;
        };
        if let Err(error) = log.write(&time, &actor, events) {
            self.log = Log::Closed;
            self.messages
                .warning(&format!("the change log cannot be written: {error}"));
        }
    }

    /// Opens the change log, once a run.
    fn open_log(&mut self) {
        if !matches!(self.log, Log::Unopened) {
            return;
        }
        self.log = Log::Closed;
        let path = match (&self.global.change_log, self.state_folder()) {
            (Some(FileChoice::Off), _) => return,
            (Some(FileChoice::At(path)), _) => path.clone(),
            (None, Some(folder)) => {
                // Whether that worked, opening the file tells.
                let _ = make_private(&folder);
                folder.join("changes.jsonl")
            }
            (None, None) => {
                self.messages.warning(
                    "this account has no directory for a change log: --change-log FILE names one",
                );
                return;
            }
        };
        match ChangeLog::open(&path) {
            Ok(log) => self.log = Log::Open(log),
            Err(error) => self.messages.warning(&format!(
                "the change log {} cannot be written: {error}",
                path.display()
            )),
        }
    }
}

/// A directory that nobody else can look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn unwritable(path: &Path, error: std::io::Error) -> Error {
    let is_there = error.kind() == std::io::ErrorKind::AlreadyExists;
    let kind = if is_there {
        Kind::Conflict
    } else {
        Kind::Failed
    };
    Error::new(
        kind,
        format!(
            "the undo file {} cannot be written, and nothing was changed",
            path.display()
        ),
    )
    .caused_by(error)
    .hint("name another: --undo-file PATH; or do without: --undo-file off")
}
