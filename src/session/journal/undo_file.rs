//! Undo files: the rows as they were and as they became, on disk before a
//! change commits.
//!
//! A file is JSON Lines: a header, a line `{"old":row,"new":row}` for each
//! change, and behind them a line `{"committed":tenant}` for each transaction
//! that is known to have ended. A run may die between its commit and that line,
//! so whoever reads a file looks at the database, not at the line. Full keys
//! and betas stand in it: only its owner can read it.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::api_key::ApiKey;
use crate::domain::change::Change;
use crate::domain::serialized_key::SerializedKey;

/// The form of the file.
const VERSION: u32 = 1;

/// What stands in the first line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// The form of the file.
    pub version: u32,
    /// Who wrote it.
    pub program: String,
    /// The database's address, without its password.
    pub database: String,
    /// Which database that is, by whatever account.
    pub identity: String,
    /// When (UTC).
    pub time: String,
    /// What was done.
    pub command: String,
    /// How many lines of changes follow.
    pub changes: usize,
}

impl Header {
    /// The header of a file that this program writes now.
    pub fn new(command: &str, time: String, database: &crate::database_url::DatabaseUrl) -> Self {
        Self {
            version: VERSION,
            program: format!("ragflowctl {}", env!("CARGO_PKG_VERSION")),
            database: database.to_string(),
            identity: database.identity(),
            time,
            command: command.to_owned(),
            changes: 0,
        }
    }
}

/// Every line but the first.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<SerializedKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<SerializedKey>,
    /// The old row stayed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    kept: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    committed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<String>,
}

/// An undo file that is being written.
#[derive(Debug)]
pub struct UndoFile {
    file: File,
    path: PathBuf,
}

impl UndoFile {
    /// Writes the whole plan, and returns when it is on disk. A file that is
    /// there already is left alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path, mut header: Header, changes: &[Change]) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        header.changes = changes.len();
        let written = write_all(&file, &header, changes).and_then(|()| sync_folder(path));
        if let Err(error) = written {
            // Ours, made a moment ago, and incomplete; the error is the news.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(Self {
            file,
            path: path.to_owned(),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A tenant's changes are in the database.
    ///
    /// # Errors
    /// When that cannot be noted. The file is as good without.
    pub fn committed(&mut self, tenant_id: &str) -> io::Result<()> {
        let line = Line {
            committed: Some(tenant_id.to_owned()),
            ..Line::default()
        };
        append(&mut self.file, &line)
    }

    /// Nothing of it came about: takes it away again.
    pub fn discard(self) {
        // What is left would do no harm: it says what was not done.
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

/// A new name is lasting only when its directory is.
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

/// Notes that a file's changes were taken back.
///
/// # Errors
/// When the file cannot be written.
pub fn mark_undone(path: &Path, time: String) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    let line = Line {
        undone: Some(time),
        ..Line::default()
    };
    append(&mut file, &line)
}

/// What an undo file says.
#[derive(Debug)]
pub struct Recorded {
    /// Its first line.
    pub header: Header,
    /// What was to be done.
    pub changes: Vec<Change>,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Why a file cannot be read. Never a value of it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Another kind of file.
    #[error("line 1 is not the header of an undo file")]
    NoHeader,
    /// One of a later program.
    #[error("it is of version {0}, which this program does not know")]
    Version(u32),
    /// A line that means nothing.
    #[error("line {0} is not a change")]
    Line(usize),
    /// A row that cannot be one.
    #[error("line {0}: {1}")]
    Row(usize, crate::domain::serialized_key::SerializedKeyError),
    /// Not all of it.
    #[error("it is cut off: {found} of {expected} changes are there")]
    CutOff {
        /// Lines of changes.
        found: usize,
        /// Lines that the header announces.
        expected: usize,
    },
}

/// Reads an undo file.
///
/// # Errors
/// When it cannot be read, or is not one.
pub fn read(path: &Path) -> Result<Recorded, ReadError> {
    let mut lines = BufReader::new(File::open(path)?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let header: Header = serde_json::from_str(&first).map_err(|_| ReadError::NoHeader)?;
    if header.version != VERSION {
        return Err(ReadError::Version(header.version));
    }
    let mut recorded = Recorded {
        header,
        changes: Vec::new(),
        undone: false,
    };
    for (index, line) in lines.enumerate() {
        let (line, number) = (line?, index + 2);
        // The error of the parser quotes what it found, which may be a key.
        let line: Line = match serde_json::from_str(&line) {
            Ok(line) => line,
            // A note behind the changes may be cut off; they are all there.
            Err(_) if recorded.changes.len() >= recorded.header.changes => break,
            Err(_) => return Err(ReadError::Line(number)),
        };
        recorded.undone |= line.undone.is_some();
        if line.old.is_none() && line.new.is_none() {
            continue;
        }
        let row = |row: Option<SerializedKey>| {
            let record = row.map(ApiKey::try_from).transpose();
            record.map_err(|why| ReadError::Row(number, why))
        };
        recorded.changes.push(Change {
            old: row(line.old)?,
            new: row(line.new)?,
            keeps_old: line.kept,
        });
    }
    let (found, expected) = (recorded.changes.len(), recorded.header.changes);
    if found != expected {
        return Err(ReadError::CutOff { found, expected });
    }
    Ok(recorded)
}

/// The undo files of a directory, the newest first, by their names.
///
/// # Errors
/// When the directory is there and cannot be read.
pub fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if let Some(place) = place_of(&path) {
            files.push((place, path));
        }
    }
    files.sort();
    Ok(files.into_iter().rev().map(|(_, path)| path).collect())
}

/// `20261122T163456.789Z-2.jsonl` is the third file of its millisecond.
fn place_of(path: &Path) -> Option<(String, u32)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let (time, number) = name.split_once('-')?;
    Some((time.to_owned(), number.parse().ok()?))
}

/// A name that no file of the directory has.
pub fn new_path(folder: &Path, time: chrono::DateTime<chrono::Utc>) -> PathBuf {
    let time = time.format("%Y%m%dT%H%M%S%.3fZ");
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{time}-{number}.jsonl"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database_url::DatabaseUrl;
    use crate::domain::token::{Beta, Token};

    fn record(token: &'static str) -> ApiKey<'static> {
        ApiKey {
            tenant_id: "t".into(),
            token: Token::new(token),
            dialog_id: None,
            source: Some("none".into()),
            beta: Some(Beta::new("")),
            create_date: None,
            create_time: Some(7),
            update_date: None,
            update_time: None,
        }
    }

    fn changes() -> Vec<Change> {
        vec![
            Change::delete(record("a")),
            Change::replace(record("b"), record("c"), false),
            Change::replace(record("d"), record("e"), true),
        ]
    }

    fn written() -> (tempfile::TempDir, PathBuf, UndoFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("undo.jsonl");
        let header = Header::new("token rotate", "now".to_owned(), &DatabaseUrl::Demo);
        let file = UndoFile::create(&path, header, &changes()).expect("a file");
        (folder, path, file)
    }

    #[test]
    fn what_was_written_is_read_again() {
        let (_folder, path, mut file) = written();
        file.committed("t").expect("a line");
        let recorded = read(&path).expect("an undo file");
        assert_eq!(recorded.changes, changes());
        assert_eq!((recorded.header.changes, recorded.undone), (3, false));
        mark_undone(&path, "later".to_owned()).expect("a line");
        assert!(read(&path).expect("an undo file").undone);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it_and_no_file_is_overwritten() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path, _file) = written();
        let mode = std::fs::metadata(&path)
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let header = Header::new("token delete", "now".to_owned(), &DatabaseUrl::Demo);
        let error = UndoFile::create(&path, header, &[]).expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path).expect("as before").changes.len(), 3);
    }

    #[test]
    fn a_file_cut_off_is_noticed_unless_only_notes_are_missing() {
        let (_folder, path, mut file) = written();
        let whole = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &whole[..whole.len() - 40]).expect("cut");
        assert!(matches!(read(&path), Err(ReadError::Line(4))));
        let end = whole[..whole.len() - 1]
            .iter()
            .rposition(|byte| *byte == b'\n');
        std::fs::write(&path, &whole[..=end.expect("a line")]).expect("cut");
        assert!(matches!(
            read(&path),
            Err(ReadError::CutOff { found: 2, .. })
        ));
        std::fs::write(&path, &whole).expect("whole");
        file.committed("t").expect("a line");
        let more = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &more[..more.len() - 5]).expect("cut");
        assert_eq!(read(&path).expect("all changes").changes.len(), 3);
    }

    #[test]
    fn an_error_quotes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "{\"token\":\"ragflow-secret\"}\n").expect("a file");
        let error = read(&path).expect_err("no header").to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn the_newest_file_comes_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [
            "20260101T000000.000Z-2",
            "20260101T000000.000Z-10",
            "20251231T000000.000Z-0",
        ];
        for name in names.iter().chain(&["notes"]) {
            std::fs::write(folder.path().join(format!("{name}.jsonl")), "").expect("a file");
        }
        let files = list(folder.path()).expect("a directory");
        let found: Vec<_> = files
            .iter()
            .filter_map(|path| path.file_stem()?.to_str())
            .collect();
        assert_eq!(found, [names[1], names[0], names[2]]);
        assert!(
            list(&folder.path().join("nowhere"))
                .expect("none")
                .is_empty()
        );
    }
}
