//! Writing an undo file.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::format::{Header, Line};
use crate::domain::change::Change;
use crate::domain::serialized_key::SerializedKey;

/// An undo file that is being written.
#[derive(Debug)]
pub(crate) struct UndoFile {
    file: File,
    path: PathBuf,
}

impl UndoFile {
    /// Writes the changes, and returns when they are on disk. An existing file
    /// is not changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn create(path: &Path, mut header: Header, changes: &[Change]) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        header.changes = changes.len();
        let written = write_all(&file, &header, changes).and_then(|()| sync_folder(path));
        if let Err(error) = written {
            // The file is new and incomplete; the first error is reported.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(Self {
            file,
            path: path.to_owned(),
        })
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

    /// Deletes the file, because nothing was changed.
    pub(crate) fn discard(self) {
        // A file that stays does no harm: `undo` compares the rows.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn write_all(file: &File, header: &Header, changes: &[Change]) -> io::Result<()> {
    let mut writer = BufWriter::new(file);
    serde_json::to_writer(&mut writer, header)?;
    writer.write_all(b"\n")?;
    for change in changes {
        let line = Line {
            old: change.old.as_ref().map(SerializedKey::from),
            new: change.new.as_ref().map(SerializedKey::from),
            kept: change.keeps_old,
            ..Line::default()
        };
        serde_json::to_writer(&mut writer, &line)?;
        writer.write_all(b"\n")?;
    }
    writer.flush()?;
    drop(writer);
    file.sync_all()
}

/// Makes the name of a new file durable.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn append(file: &mut File, line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    file.write_all(&text)?;
    file.sync_data()
}

/// Notes that a file's changes were undone.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn mark_undone(path: &Path, time: String) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    let line = Line {
        undone: Some(time),
        ..Line::default()
    };
    append(&mut file, &line)
}
