//! Parameters, values and rows, in the form that all engines share.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;

/// A parameter of a statement; `None` is NULL of that type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Param<'a> {
    Text(Option<&'a str>),
    Int(Option<i64>),
    /// A date and time without a zone.
    Date(Option<NaiveDateTime>),
    /// A truth value. Engines without that type store 0 and 1.
    Bool(Option<bool>),
    Real(Option<f64>),
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<NaiveDateTime> for Param<'_> {
    fn from(date: NaiveDateTime) -> Self {
        Self::Date(Some(date))
    }
}

/// A value of a row, borrowed from the driver where the driver allows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Int(i64),
    /// A truth value. Engines without that type return the integers 0 and 1.
    Bool(bool),
    /// A floating-point number, of whatever width.
    Real(f64),
    Text(&'a str),
    /// A date and time without a zone.
    Date(NaiveDateTime),
    /// A value of any other type, with the name of the type.
    Unknown(&'a str),
}

impl Value<'_> {
    /// Whether a condition that the server evaluated holds.
    pub(super) fn is_true(self) -> bool {
        matches!(self, Self::Bool(true) | Self::Int(1..))
    }

    /// The result of a COUNT: 0 for anything that cannot be one.
    pub(super) fn as_count(self) -> u64 {
        match self {
            Self::Int(number) => number.try_into().unwrap_or_default(),
            _ => 0,
        }
    }

    /// The type of the value, for messages. Never the value itself, which may
    /// be a secret.
    pub(super) fn type_name(self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "a number",
            Self::Bool(_) => "a boolean",
            Self::Real(_) => "a REAL",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::Unknown(_) => "a value of another type",
        }
    }
}

/// A row of a result, valid until the next row is read.
pub(super) trait Row {
    /// The number of columns.
    fn width(&self) -> usize;
    /// The value of column `index`, counted from 0 in the order of the SELECT.
    fn value(&self, index: usize) -> Value<'_>;
}

/// Called for each row of a query; `Break` ends the query early.
pub(super) type RowCallback<'a> = dyn FnMut(&dyn Row) -> ControlFlow<()> + 'a;
