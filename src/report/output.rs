//! The one way to stdout: chooses columns, masks secrets, buffers, and closes
//! a report properly or leaves it visibly open.

use std::io::{self, Write};

use smallvec::SmallVec;

use super::format::{Format, Plain, Style};
use super::formats::FormatName;
use super::{Cell, Column, Shape};
use crate::env::Interrupt;
use crate::error::{Error, Kind, Result};
use crate::text::quoted;

/// Large enough that a million rows cost few system calls.
const BUFFER: usize = 64 * 1024;

/// Whether secrets are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// In full.
    Revealed,
    /// As masks.
    Masked,
}

/// The data output of one run.
pub struct Output<'a> {
    out: &'a mut dyn Write,
    /// What is not out yet.
    buffer: Vec<u8>,
    name: FormatName,
    format: Box<dyn Format>,
    secrets: Secrets,
    fields: Option<Vec<String>>,
    interrupt: Interrupt,
    /// Whether something has gone out.
    sent: bool,
    ended: bool,
}

/// How the output is to look, as the user asked.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) format: FormatName,
    pub(crate) secrets: Secrets,
    pub(crate) fields: Option<Vec<String>>,
    pub(crate) color: bool,
    pub(crate) width: Option<u16>,
}

impl Look {
    /// No columns chosen, no colour, no terminal: for what is no report.
    pub(crate) fn plain(format: FormatName) -> Self {
        Self {
            format,
            secrets: Secrets::Masked,
            fields: None,
            color: false,
            width: None,
        }
    }
}

impl<'a> Output<'a> {
    pub(crate) fn new(out: &'a mut dyn Write, look: Look, interrupt: Interrupt) -> Self {
        let style = Style {
            color: look.color,
            width: look.width.map(usize::from),
            fixed_columns: look.fields.is_some(),
        };
        Self {
            out,
            buffer: Vec::with_capacity(BUFFER + 4096),
            name: look.format,
            format: look.format.make(style),
            secrets: look.secrets,
            fields: look.fields,
            interrupt,
            sent: false,
            ended: false,
        }
    }

    /// The format the user asked for.
    pub fn format(&self) -> FormatName {
        self.name
    }

    /// The columns to show: those of `--fields` in that order, else the
    /// `usual` ones.
    ///
    /// # Errors
    /// When `--fields` names a column twice or one that is not there.
    pub fn choose(&self, all: &[Column], usual: &[&str]) -> Result<Vec<Column>> {
        let find = |key: &str| all.iter().copied().find(|column| column.key == key);
        let Some(fields) = &self.fields else {
            return Ok(usual.iter().filter_map(|key| find(key)).collect());
        };
        let mut chosen: Vec<Column> = Vec::with_capacity(fields.len());
        for field in fields {
            let column = find(field).ok_or_else(|| {
                let known: Vec<&str> = all.iter().map(|column| column.key).collect();
                Error::usage(format!("there is no field {}", quoted(field)))
                    .hint(format!("the fields are {}", known.join(", ")))
            })?;
            if chosen.contains(&column) {
                let message = format!("field {} is named twice", quoted(field));
                return Err(Error::usage(message).hint("name every field once"));
            }
            chosen.push(column);
        }
        Ok(chosen)
    }

    /// Begins a report.
    pub fn begin(&mut self, columns: &[Column], shape: Shape) {
        self.format.begin(columns, shape, &mut self.buffer);
    }

    /// One row, in the order of the columns.
    ///
    /// # Errors
    /// When stdout cannot be written, or the user asked to stop.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.interrupt.is_requested() {
            return Err(Error::stopped().hint("what was printed is not all there is"));
        }
        self.push_row(cells)
    }

    /// A row of what has been done: it is printed also after the user asked to
    /// stop, because nothing else shows it again.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn done_row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.push_row(cells)
    }

    /// Sends what there is so far: what happens next may fail, and must not
    /// take this with it.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn send(&mut self) -> Result<()> {
        self.write()?;
        self.out.flush().map_err(unwritable)
    }

    fn push_row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        // Masks are made here, so that no format can forget to.
        let mut masks = Vec::new();
        if self.secrets == Secrets::Masked {
            masks.extend(cells.iter().filter_map(|cell| match cell {
                Cell::Token(token) => Some(token.mask()),
                Cell::Beta(beta) => Some(beta.mask()),
                _ => None,
            }));
        }
        let mut mask = masks.iter();
        let plain = cells.iter().map(|cell| match *cell {
            Cell::Null => Plain::Null,
            Cell::Bool(truth) => Plain::Bool(truth),
            Cell::Int(number) => Plain::Int(number),
            Cell::Text(text) => Plain::Text(text),
            Cell::Time(time) => Plain::Time(time),
            Cell::Token(token) => Plain::Text(match mask.next() {
                Some(mask) => mask,
                None => token.expose(),
            }),
            Cell::Beta(beta) => Plain::Text(match mask.next() {
                Some(mask) => mask,
                None => beta.expose(),
            }),
        });
        // No allocation: a listing comes by here a million times.
        let plain: SmallVec<[Plain<'_>; 16]> = plain.collect();
        self.format.row(&plain, &mut self.buffer);
        if self.buffer.len() >= BUFFER {
            self.write()?;
        }
        Ok(())
    }

    /// Ends the report and makes sure it is out. Returns the columns that were
    /// left out to fit the terminal.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn end(&mut self) -> Result<Vec<&'static str>> {
        self.format.end(&mut self.buffer);
        self.write()?;
        self.out.flush().map_err(unwritable)?;
        self.ended = true;
        Ok(self.format.left_out())
    }

    /// A report of a single thing.
    ///
    /// # Errors
    /// As for `row` and `end`.
    pub fn one(&mut self, properties: &[(Column, Cell<'_>)]) -> Result<()> {
        let columns: Vec<Column> = properties.iter().map(|(column, _)| *column).collect();
        let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
        let chosen = self.choose(&columns, &keys)?;
        let cell = |column: &Column| properties.iter().find(|(known, _)| known == column);
        let cells: Vec<Cell<'_>> = chosen
            .iter()
            .filter_map(cell)
            .map(|(_, cell)| *cell)
            .collect();
        self.begin(&chosen, Shape::One);
        // How far a run came is said also when it was stopped.
        self.push_row(&cells)?;
        self.end().map(drop)
    }

    /// Bytes as they are: a bare key for a script, a completion script.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        self.ended = true;
        self.buffer.extend_from_slice(bytes);
        self.write()?;
        self.out.flush().map_err(unwritable)
    }

    fn write(&mut self) -> Result<()> {
        if !self.sent {
            // From here on a stop is told, and not just an end.
            self.interrupt.defer();
            self.sent = true;
        }
        let written = self.out.write_all(&self.buffer);
        self.buffer.clear();
        written.map_err(unwritable)
    }

    /// The run failed: the error in the format that was asked for, as far as
    /// the format has one.
    pub(crate) fn fail(&mut self, error: &Error) {
        if !self.ended {
            self.format.fail(error, self.sent, &mut self.buffer);
        }
        // If stdout is what failed, stderr and the exit status say so.
        let _ = self.write();
        let _ = self.out.flush();
    }
}

fn unwritable(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::new(Kind::ClosedPipe, "the reader of the output went away");
    }
    Error::new(Kind::Failed, "the output cannot be written").caused_by(error)
}
