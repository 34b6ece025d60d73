//! The value of one column in one row.

use chrono::NaiveDateTime;

use crate::domain::token::{Beta, Token};

/// The value of one column in one row, before secrets are masked.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// JSON `null`, an empty field in CSV and TSV, `-` in a table.
    Null,
    /// `true` or `false`; `yes` or `no` in a table.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text that is not a secret.
    Text(&'a str),
    /// Texts that are not secret: a JSON array; in other formats separated by blanks.
    List(&'a [&'a str]),
    /// A date and time without a zone.
    Time(NaiveDateTime),
    /// An API key; [`Output`](super::Output) masks or reveals it.
    Token(&'a Token<'a>, SecretAge),
    /// A beta key; [`Output`](super::Output) masks or reveals it.
    Beta(&'a Beta<'a>, SecretAge),
}

/// Whether this command has made a secret. Then it is shown, because nothing else
/// shows it to the person who needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretAge {
    /// The secret was there before.
    Old,
    /// This command has made it.
    New,
}

impl<'a> Cell<'a> {
    /// The text, or [`Cell::Null`].
    pub fn text_or_null(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// The number, or [`Cell::Null`].
    pub fn int_or_null(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Int)
    }

    /// The date, or [`Cell::Null`].
    pub fn time_or_null(time: Option<NaiveDateTime>) -> Self {
        time.map_or(Self::Null, Self::Time)
    }
}
