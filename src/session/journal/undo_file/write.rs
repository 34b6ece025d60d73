//! Writing an undo file.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use tempfile::NamedTempFile;

use super::directory::{UNFINISHED, file_name};
use super::format::{Contents, Header, Line};
use crate::session::journal::append::append_lines;

/// An undo file that is being written.
#[derive(Debug)]
pub(crate) struct UndoFile {
    file: File,
    path: PathBuf,
}

impl UndoFile {
    /// Writes the changes to a new file of this path, and returns when they are on
    /// disk.
    ///
    /// # Errors
    /// When it cannot be written, or the file exists: it is not changed.
    pub(crate) fn create(path: &Path, header: &Header, contents: Contents<'_>) -> io::Result<Self> {
        let written = write_temporary(path, header, contents)?;
        let file = written.persist_noclobber(path)?;
        Self::finish(file, path.to_owned())
    }

    /// The same for a file of this directory that is named after the time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn create_in(
        directory: &Path,
        time: chrono::DateTime<chrono::Utc>,
        header: &Header,
        contents: Contents<'_>,
    ) -> io::Result<Self> {
        let mut written = write_temporary(&directory.join("new"), header, contents)?;
        for number in 0.. {
            let path = directory.join(file_name(time, number));
            match written.persist_noclobber(&path) {
                Ok(file) => return Self::finish(file, path),
                // Another run took the name in the same millisecond.
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    written = error.file;
                }
                Err(error) => return Err(error.error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn finish(file: File, path: PathBuf) -> io::Result<Self> {
        let durable = rustix::fs::fcntl_setfl(&file, OFlags::APPEND)
            .map_err(io::Error::from)
            .and_then(|()| sync_folder(&path));
        if let Err(error) = durable {
            // Nothing is changed without it; the first error is reported.
            let _ = std::fs::remove_file(&path);
            return Err(error);
        }
        Ok(Self { file, path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Notes that a tenant's changes are committed.
    ///
    /// # Errors
    /// When the note cannot be written. The file is valid without it.
    pub(crate) fn committed(&mut self, tenant_id: &str) -> io::Result<()> {
        let line = Line {
            committed: Some(tenant_id.to_owned()),
            ..Line::default()
        };
        append(&mut self.file, &line)
    }

    /// Notes how many betas a backfill created, at its end.
    ///
    /// # Errors
    /// When the note cannot be written. The file is valid without it.
    pub(crate) fn filled(&mut self, betas: u64) -> io::Result<()> {
        let line = Line {
            filled: Some(betas),
            ..Line::default()
        };
        append(&mut self.file, &line)
    }

    /// Deletes the file, because nothing was changed.
    pub(crate) fn discard(self) {
        // A file that stays does no harm: `undo` compares the rows.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Writes the changes to a temporary file next to `path`, which disappears unless it
/// gets a name: a run that is stopped here leaves no half of an undo file.
fn write_temporary(
    path: &Path,
    header: &Header,
    contents: Contents<'_>,
) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix(UNFINISHED).tempfile_in(folder_of(path))?;
    let mut writer = BufWriter::new(file.as_file());
    let header = Header {
        changes: contents.len(),
        ..header.clone()
    };
    serde_json::to_writer(&mut writer, &header)?;
    writer.write_all(b"\n")?;
    for number in 0..contents.len() {
        serde_json::to_writer(&mut writer, &contents.line(number))?;
        writer.write_all(b"\n")?;
    }
    writer.flush()?;
    drop(writer);
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// Makes the name of a new file durable.
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn append(file: &mut File, line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    append_lines(file, &text)?;
    file.sync_data()
}

/// Notes that a file's changes were undone.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn mark_undone(path: &Path, time: String) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    let line = Line {
        undone: Some(time),
        ..Line::default()
    };
    append(&mut file, &line)
}
