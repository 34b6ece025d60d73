//! Reading an undo file.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use rustix::fs::{Mode, OFlags};

use super::format::{BackfillRecord, Header, Line, VERSION};
use crate::domain::added_key::AddedKey;
use crate::domain::api_key::ApiKey;
use crate::domain::beta_seed::BetaSeed;
use crate::domain::change::Change;
use crate::domain::serialized_key::{SerializedKey, SerializedKeyError};
use crate::session::journal::trusted_file::check_file;
use crate::text::count;

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 1024 * 1024 * 1024;
/// The longest line, in bytes. Two rows of RAGFlow's columns are far shorter.
const MAX_LINE: u64 = 1024 * 1024;

/// The contents of an undo file.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) header: Header,
    pub(crate) changes: Vec<Change>,
    /// Rows that were added.
    pub(crate) added: Vec<AddedKey>,
    pub(crate) backfill: Option<BackfillRecord>,
    /// The number of betas that the backfill created; `None` if it did not end by
    /// itself.
    pub(crate) filled: Option<u64>,
    /// Whether its changes were undone.
    pub(crate) undone: bool,
}

/// Why a file cannot be read. No error repeats a value of the file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("line 1 is not the header of an undo file")]
    NoHeader,
    #[error("unknown format version {0}")]
    Version(u32),
    #[error("it is larger than 1 GiB")]
    FileTooLarge,
    #[error("line {0} is longer than 1 MiB")]
    LineTooLong(usize),
    #[error("line {0} is not a change")]
    Line(usize),
    #[error("line {0}: {1}")]
    Row(usize, SerializedKeyError),
    #[error("the file is cut off: it has {found} of {expected} changes")]
    CutOff {
        found: usize,
        /// The number in the header.
        expected: usize,
    },
}

/// The lines of an opened file.
struct Lines {
    input: BufReader<File>,
    line: Vec<u8>,
    number: usize,
}

impl Lines {
    fn open(path: &Path, user_id: Option<u32>) -> Result<Self, ReadError> {
        // Opening a FIFO must not wait for its other end.
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened = rustix::fs::open(path, flags, Mode::empty());
        let file = File::from(opened.map_err(io::Error::from)?);
        if check_file(&file, user_id)?.len() > MAX_FILE {
            return Err(ReadError::FileTooLarge);
        }
        Ok(Self {
            input: BufReader::new(file),
            line: Vec::new(),
            number: 0,
        })
    }

    fn next(&mut self) -> Result<Option<(usize, &[u8])>, ReadError> {
        self.line.clear();
        self.number += 1;
        let mut input = (&mut self.input).take(MAX_LINE + 1);
        input.read_until(b'\n', &mut self.line)?;
        if self.line.len() as u64 > MAX_LINE {
            return Err(ReadError::LineTooLong(self.number));
        }
        Ok((!self.line.is_empty()).then_some((self.number, &self.line)))
    }

    fn header(&mut self) -> Result<Header, ReadError> {
        let first = self.next()?.map_or(&[][..], |(_, line)| line);
        // The parser's error quotes the text, which may be a key.
        let header: Header = serde_json::from_slice(first).map_err(|_| ReadError::NoHeader)?;
        match header.version {
            VERSION => Ok(header),
            other => Err(ReadError::Version(other)),
        }
    }
}

/// Reads the header of an undo file.
///
/// # Errors
/// When it cannot be read, is not an undo file, or others could have written it.
pub(crate) fn read_header(path: &Path, user_id: Option<u32>) -> Result<Header, ReadError> {
    Lines::open(path, user_id)?.header()
}

/// Reads an undo file.
///
/// # Errors
/// As for [`read_header`], and when it is not complete.
pub(crate) fn read(path: &Path, user_id: Option<u32>) -> Result<Recorded, ReadError> {
    let mut lines = Lines::open(path, user_id)?;
    let mut recorded = Recorded {
        header: lines.header()?,
        changes: Vec::new(),
        added: Vec::new(),
        backfill: None,
        filled: None,
        undone: false,
    };
    let expected = recorded.header.changes;
    while let Some((number, line)) = lines.next()? {
        match serde_json::from_slice(line) {
            Ok(line) => recorded.add(number, line)?,
            // Only a note after the changes is cut off.
            Err(_) if recorded.changed_lines() >= expected => {}
            Err(_) => return Err(ReadError::Line(number)),
        }
    }
    let found = recorded.changed_lines();
    if found != expected {
        return Err(ReadError::CutOff { found, expected });
    }
    Ok(recorded)
}

impl Recorded {
    /// The number of lines with changes.
    fn changed_lines(&self) -> usize {
        self.changes.len() + self.added.len() + usize::from(self.backfill.is_some())
    }

    /// `token rotate of 2026-11-27 12:23:46 UTC, 5 keys`
    pub(crate) fn summary(&self) -> String {
        let Header { command, time, .. } = &self.header;
        let time = match time.parse::<DateTime<Utc>>() {
            Ok(time) => time.format("%F %T UTC").to_string(),
            Err(_) => time.clone(),
        };
        let keys = self.rows().map(|rows| format!(", {}", count(rows, "key")));
        format!("{command} of {time}{}", keys.unwrap_or_default())
    }

    /// The number of rows that were changed; `None`: it is not known.
    pub(crate) fn rows(&self) -> Option<u64> {
        match self.backfill {
            Some(_) => self.filled,
            None => Some(self.changed_lines() as u64),
        }
    }

    fn add(&mut self, number: usize, line: Line) -> Result<(), ReadError> {
        self.undone |= line.undone.is_some();
        self.filled = line.filled.or(self.filled);
        self.added.extend(line.added);
        if let Some(backfill) = line.backfill {
            let seed = BetaSeed::from_hex(&backfill.seed).ok_or(ReadError::Line(number))?;
            self.backfill = Some(BackfillRecord {
                seed,
                tenant_id: backfill.tenant_id,
            });
        }
        if line.old.is_none() && line.new.is_none() {
            return Ok(());
        }
        let row = |row: Option<SerializedKey>| {
            let record = row.map(ApiKey::try_from).transpose();
            record.map_err(|why| ReadError::Row(number, why))
        };
        self.changes.push(Change {
            old: row(line.old)?,
            new: row(line.new)?,
            keeps_old: line.kept,
        });
        Ok(())
    }
}
