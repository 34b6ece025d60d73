//! Values of SQLite: parameters and rows.

use chrono::NaiveDateTime;
use rusqlite::ToSql;
use rusqlite::types::{Null, ToSqlOutput, ValueRef};

use crate::store::value::{Param, Row, Value};

/// How SQLite writes a date as text; with a fraction only if there is one.
const DATE_FORMAT: &str = "%Y-%m-%d %H:%M:%S%.f";

/// A text value that is not UTF-8.
pub(super) const NOT_UTF8: Value<'static> = Value::Unknown("text that is not UTF-8");

impl Row for rusqlite::Row<'_> {
    fn width(&self) -> usize {
        self.as_ref().column_count()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.get_ref(index) {
            Ok(ValueRef::Null) => Value::Null,
            Ok(ValueRef::Integer(number)) => Value::Int(number),
            Ok(ValueRef::Real(number)) => Value::Real(number),
            Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).map_or(NOT_UTF8, Value::Text),
            other => Value::Unknown(unknown_type(&other)),
        }
    }
}

/// The name of a type that this program does not read.
pub(super) fn unknown_type(value: &rusqlite::Result<ValueRef<'_>>) -> &'static str {
    match value {
        Ok(ValueRef::Blob(_)) => "BLOB",
        Ok(_) => "a value of another type",
        Err(_) => "no such column",
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Text(Some(text)) => ToSqlOutput::from(*text),
            Self::Int(Some(number)) => ToSqlOutput::from(*number),
            Self::Date(Some(date)) => ToSqlOutput::from(date_text(*date)),
            Self::Bool(Some(truth)) => ToSqlOutput::from(i64::from(*truth)),
            Self::Real(Some(number)) => ToSqlOutput::from(*number),
            Self::Text(None)
            | Self::Int(None)
            | Self::Date(None)
            | Self::Bool(None)
            | Self::Real(None) => ToSqlOutput::from(Null),
        })
    }
}

/// A date as SQLite stores it.
pub(super) fn date_text(date: NaiveDateTime) -> String {
    date.format(DATE_FORMAT).to_string()
}
