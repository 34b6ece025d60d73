//! The only way to stdout: selects columns, masks secrets, buffers, and closes a
//! report properly or leaves it visibly incomplete.

use std::io::{self, Write};

use smallvec::SmallVec;

use super::format::{Format, PlainCell, Style};
use super::formats::{DefaultColumns, FormatName};
use super::screen::Screen;
use super::{Cell, Column, SecretAge, Shape};
use crate::env::{Interrupt, PagerSettings};
use crate::error::{Error, Kind, Result};
use crate::text::{quoted, sanitize};

/// Size of a write to stdout in bytes: large, so that a million rows cost few
/// system calls.
const BUFFER: usize = 64 * 1024;

/// Whether secrets are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// Secrets are printed in full.
    Revealed,
    /// Secrets that the command has just made are printed in full; a mask replaces
    /// the others.
    NewRevealed,
    /// A mask replaces every secret.
    Masked,
}

/// The data that one run prints.
pub struct Output<'a> {
    out: Screen<'a>,
    /// Bytes that are not written yet.
    buffer: Vec<u8>,
    name: FormatName,
    format: Box<dyn Format>,
    secrets: Secrets,
    fields: Option<Vec<String>>,
    has_header: bool,
    interrupt: Interrupt,
    /// Whether anything was written.
    has_sent: bool,
    has_ended: bool,
}

/// How the user wants the data to be printed.
#[derive(Clone, Debug)]
pub(crate) struct OutputOptions {
    pub(crate) format: FormatName,
    pub(crate) secrets: Secrets,
    pub(crate) fields: Option<Vec<String>>,
    pub(crate) color: bool,
    pub(crate) width: Option<u16>,
    pub(crate) has_header: bool,
    /// The pager for tables of more than a screen.
    pub(crate) pager: Option<PagerSettings>,
}

impl OutputOptions {
    /// Options without a terminal, colour or selected columns: for help texts and
    /// errors, which have no columns.
    pub(crate) fn plain(format: FormatName) -> Self {
        Self {
            format,
            secrets: Secrets::Masked,
            fields: None,
            color: false,
            width: None,
            has_header: true,
            pager: None,
        }
    }
}

impl<'a> Output<'a> {
    pub(crate) fn new(
        out: &'a mut dyn Write,
        options: OutputOptions,
        interrupt: Interrupt,
    ) -> Self {
        let style = Style {
            color: options.color,
            width: options.width.map(usize::from),
            has_header: options.has_header,
            has_fixed_columns: options.fields.is_some()
                || options.format.default_columns() == DefaultColumns::Wide,
        };
        let pager = options
            .pager
            .filter(|_| !options.format.is_machine_readable());
        Self {
            out: Screen::new(out, pager, interrupt.clone()),
            buffer: Vec::with_capacity(BUFFER + 4096),
            name: options.format,
            format: options.format.create(style),
            secrets: options.secrets,
            fields: options.fields,
            has_header: options.has_header,
            interrupt,
            has_sent: false,
            has_ended: false,
        }
    }

    /// The format that the user selected.
    pub fn format(&self) -> FormatName {
        self.name
    }

    /// Selects the columns to print: those of `--fields` in that order, else
    /// `defaults`.
    ///
    /// # Errors
    /// When `--fields` repeats a column or names an unknown one.
    pub fn select_columns(&self, all: &[Column], defaults: &[&str]) -> Result<Vec<Column>> {
        let find = |key: &str| all.iter().copied().find(|column| column.key == key);
        let Some(fields) = &self.fields else {
            let defaults = match self.name.default_columns() {
                DefaultColumns::Id => &[id_column(defaults)?],
                _ => defaults,
            };
            return Ok(defaults.iter().filter_map(|key| find(key)).collect());
        };
        let option = match self.name.is_of_field() {
            true => "--field",
            false => "--fields",
        };
        let mut selected: Vec<Column> = Vec::with_capacity(fields.len());
        for field in fields {
            let column = find(field).ok_or_else(|| {
                let known: Vec<&str> = all.iter().map(|column| column.key).collect();
                Error::usage(format!("{option}: unknown field {}", quoted(field)))
                    .hint(format!("available fields: {}", known.join(", ")))
            })?;
            if selected.contains(&column) {
                let message = format!("{option}: {} is given twice", quoted(field));
                return Err(Error::usage(message).hint("remove one of them"));
            }
            selected.push(column);
        }
        Ok(selected)
    }

    /// Whether the user selected the columns, or wants no header: a script reads such
    /// a table.
    pub fn is_for_script(&self) -> bool {
        self.fields.is_some() || !self.has_header
    }

    /// From now on, a table of more than a screen goes through the pager. Not for
    /// secrets that only this run shows.
    pub fn use_pager(&mut self) {
        self.out.use_pager();
    }

    /// Prints a line of text before a table.
    pub fn line(&mut self, text: &str) {
        self.buffer.extend_from_slice(sanitize(text).as_bytes());
        self.buffer.push(b'\n');
    }

    /// Sets the zone that the headings of local times name.
    pub fn set_zone(&mut self, zone: &str) {
        self.format.set_zone(zone);
    }

    /// Begins a report with these columns.
    pub fn begin(&mut self, columns: &[Column], shape: Shape) {
        self.has_ended = false;
        self.format.begin(columns, shape, &mut self.buffer);
    }

    /// Prints a row; the cells are in the order of the columns.
    ///
    /// # Errors
    /// When stdout cannot be written, or the user asked to stop.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if self.interrupt.is_requested() {
            return Err(Error::stopped().hint("output is incomplete"));
        }
        self.push_row(cells)
    }

    /// Prints a row about a committed change, also after the user asked to stop,
    /// because no other command can print it again.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn committed_row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.push_row(cells)
    }

    /// Writes everything printed so far to stdout, so that a failure in the next
    /// step cannot lose it.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn flush(&mut self) -> Result<()> {
        self.write()?;
        self.out.finish().map_err(write_error)
    }

    fn push_row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        // Secrets are masked here, so that no format can forget it.
        let lists = self.joined_lists(cells);
        let mut lists = lists.iter();
        let masks = self.masks(cells);
        let mut masks = masks.iter();
        let plain = cells.iter().map(|cell| match *cell {
            Cell::Null => PlainCell::Null,
            Cell::Bool(truth) => PlainCell::Bool(truth),
            Cell::Int(number) => PlainCell::Int(number),
            Cell::Text(text) => PlainCell::Text(text),
            Cell::List(texts) => match lists.next() {
                Some(joined) => PlainCell::Text(joined),
                None => PlainCell::List(texts),
            },
            Cell::Time(time) => PlainCell::Time(time),
            Cell::Token(token, _) => PlainCell::Text(match self.hides(cell) {
                true => masks.next().map_or("", String::as_str),
                false => token.expose(),
            }),
            Cell::Beta(beta, _) => PlainCell::Text(match self.hides(cell) {
                true => masks.next().map_or("", String::as_str),
                false => beta.expose(),
            }),
        });
        // No allocation: a listing calls this for each of a million rows.
        let plain: SmallVec<[PlainCell<'_>; 16]> = plain.collect();
        self.format.row(&plain, &mut self.buffer);
        if self.buffer.len() >= BUFFER {
            self.write()?;
        }
        Ok(())
    }

    /// The texts of lists, for a format that has none.
    fn joined_lists(&self, cells: &[Cell<'_>]) -> Vec<String> {
        let joined = cells.iter().filter_map(|cell| match cell {
            Cell::List(texts) if !self.name.has_lists() => Some(texts.join(" ")),
            _ => None,
        });
        joined.collect()
    }

    /// Whether a mask replaces the value.
    fn hides(&self, cell: &Cell<'_>) -> bool {
        match (cell, self.secrets) {
            (Cell::Token(_, age) | Cell::Beta(_, age), Secrets::NewRevealed) => {
                *age == SecretAge::Old
            }
            (Cell::Token(..) | Cell::Beta(..), Secrets::Masked) => true,
            _ => false,
        }
    }

    /// The masks of the secrets that are hidden, in the order of the cells.
    fn masks(&self, cells: &[Cell<'_>]) -> SmallVec<[String; 4]> {
        let hidden = cells.iter().filter(|cell| self.hides(cell));
        let mask = |cell: &Cell<'_>| match cell {
            Cell::Token(token, _) => Some(token.mask()),
            Cell::Beta(beta, _) => Some(beta.mask()),
            _ => None,
        };
        hidden.filter_map(mask).collect()
    }

    /// Ends a table that another one follows.
    pub fn end_part(&mut self) {
        self.format.end(&mut self.buffer);
    }

    /// Ends the report and writes it to stdout. Returns the columns that are
    /// hidden because the terminal is too narrow.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn end(&mut self) -> Result<Vec<&'static str>> {
        self.end_part();
        self.write()?;
        self.out.finish().map_err(write_error)?;
        self.has_ended = true;
        Ok(self.format.hidden_columns())
    }

    /// Prints a report that is a single record.
    ///
    /// # Errors
    /// When `--fields` is wrong or stdout cannot be written.
    pub fn record(&mut self, properties: &[(Column, Cell<'_>)]) -> Result<()> {
        let columns: Vec<Column> = properties.iter().map(|(column, _)| *column).collect();
        let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
        let selected = self.select_columns(&columns, &keys)?;
        let cell = |column: &Column| properties.iter().find(|(known, _)| known == column);
        let cells: Vec<Cell<'_>> = selected
            .iter()
            .filter_map(cell)
            .map(|(_, cell)| *cell)
            .collect();
        self.begin(&selected, Shape::Record);
        // A run that was stopped prints its record too: it says how far it came.
        self.push_row(&cells)?;
        self.end().map(drop)
    }

    /// Prints bytes unchanged: a bare key for a script, a completion script.
    ///
    /// # Errors
    /// When stdout cannot be written.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        self.has_ended = true;
        self.buffer.extend_from_slice(bytes);
        self.write()?;
        self.out.finish().map_err(write_error)
    }

    fn write(&mut self) -> Result<()> {
        if !self.has_sent {
            // From now on an interrupted run prints an error.
            self.interrupt.defer();
            self.has_sent = true;
        }
        let written = self.out.write_all(&self.buffer);
        self.buffer.clear();
        written.map_err(write_error)
    }

    /// Ends the report of a failed run: prints the error, if the format has a
    /// form for errors.
    pub(crate) fn fail(&mut self, error: &Error) {
        if !self.has_ended {
            self.format.fail(error, self.has_sent, &mut self.buffer);
        }
        // If stdout itself failed, stderr and the exit status say so.
        let _ = self.write();
        let _ = self.out.finish();
    }
}

/// The column that the format `ids` prints.
fn id_column<'a>(columns: &[&'a str]) -> Result<&'a str> {
    let ids = ["id", "new_id", "old_id"];
    let id = columns.iter().find(|column| ids.contains(column));
    id.copied().ok_or_else(|| {
        Error::usage("this command prints no key IDs, so it has no format `ids`")
            .hint("use --output table, json, jsonl, csv or tsv")
    })
}

fn write_error(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Error::new(Kind::ClosedPipe, "the reader of stdout closed the pipe");
    }
    Error::new(Kind::Failed, "cannot write to stdout").caused_by(error)
}
