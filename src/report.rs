//! Results as data, and how they become bytes.
//!
//! A command describes its columns and hands over rows of [`Cell`]s; a format
//! (one file each below) turns them into text. Formats know no command, and
//! secrets are masked or revealed here, before a format sees them.

mod csv;
mod format;
mod formats;
mod json;
pub(crate) mod key_columns;
mod lines;
mod output;
pub(crate) mod pair_columns;
pub mod progress;
mod table;

use chrono::NaiveDateTime;

pub use formats::{FORMATS, FormatName};
pub(crate) use output::Look;
pub use output::{Output, Secrets};

use crate::domain::token::{Beta, Token};

/// One column of a report. Its key is what `--fields` takes and what a JSON
/// object calls it; once published it keeps its name and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub key: &'static str,
    /// What it is a part of: a JSON object holds an object of that name, and
    /// the key begins with it (`old_id` of `old` is `{"old":{"id":…}}`).
    pub group: Option<&'static str>,
    /// Numbers line up on the right.
    pub right: bool,
    /// When a table is too wide for the terminal, the column with the highest
    /// number goes first; 0 stays.
    pub droppable: u8,
}

impl Column {
    /// A column that a narrow table may leave out; see [`Column::droppable`].
    pub const fn new(key: &'static str, droppable: u8) -> Self {
        Self {
            key,
            group: None,
            right: false,
            droppable,
        }
    }

    /// Is a part of that thing; see [`Column::group`].
    #[must_use]
    pub const fn part_of(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }

    /// The name inside its group.
    pub(crate) fn inner_key(&self) -> &'static str {
        let inner = self.group.and_then(|group| self.key.strip_prefix(group));
        inner.map_or(self.key, |inner| inner.trim_start_matches('_'))
    }

    /// Lines up on the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// What one column of one row holds.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text that may be shown.
    Text(&'a str),
    /// A date and time without a zone.
    Time(NaiveDateTime),
    /// An API key: masked or revealed as the user asked.
    Token(&'a Token<'a>),
    /// A beta key: likewise.
    Beta(&'a Beta<'a>),
}

impl<'a> Cell<'a> {
    /// The cell of a text that may be missing.
    pub fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// The cell of a number that may be missing.
    pub fn maybe_int(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Int)
    }

    /// The cell of a date that may be missing.
    pub fn maybe_time(time: Option<NaiveDateTime>) -> Self {
        time.map_or(Self::Null, Self::Time)
    }
}

/// Whether a report is a list of rows or one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An array, also of one row or none.
    Rows,
    /// A single object.
    One,
}
