//! A row in memory, in the form that is the same on every engine, and the digest of
//! many rows.

use chrono::NaiveDateTime;
use sha2::{Digest as _, Sha256};

use crate::domain::token::Token;
use crate::store::copied_tables::{ColumnKind, CopiedColumn, TableSelection};
use crate::store::decode::parse_date;
use crate::store::error::BadValue;
use crate::store::value::{Param, Row, Value};

/// The values of a row, in the order of the columns of its [`TableSelection`].
pub type CopiedRow = Vec<CopiedValue>;

/// A value of a row. It has no `Debug`, because it may be a secret.
#[derive(Clone, PartialEq)]
pub enum CopiedValue {
    /// No value.
    Null,
    /// A number of any width.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// A floating-point number. RAGFlow's columns have 32 bits; SQLite has 64.
    Real(f32),
    /// A text.
    Text(String),
    /// A date and time without a zone.
    Date(NaiveDateTime),
}

/// Decodes a row that was selected with [`crate::store::sql::copy::read`].
pub(super) fn decode_row(row: &dyn Row, table: &TableSelection) -> Result<CopiedRow, BadValue> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(place, column)| {
            decode(row.value(place), column.kind)
                .ok_or_else(|| bad_value(row, place, column, table))
        })
        .collect()
}

fn decode(value: Value<'_>, kind: ColumnKind) -> Option<CopiedValue> {
    Some(match (kind, value) {
        (_, Value::Null) => CopiedValue::Null,
        (ColumnKind::Text(_), Value::Text(text)) => CopiedValue::Text(text.to_owned()),
        // SQLite keeps a number where a number was written.
        (ColumnKind::Text(_), Value::Int(number)) => CopiedValue::Text(number.to_string()),
        (ColumnKind::Int | ColumnKind::BigInt, Value::Int(number)) => CopiedValue::Int(number),
        (ColumnKind::Bool, Value::Bool(truth)) => CopiedValue::Bool(truth),
        (ColumnKind::Bool, Value::Int(number)) => CopiedValue::Bool(number != 0),
        (ColumnKind::Real, Value::Real(number)) => CopiedValue::Real(number as f32),
        (ColumnKind::Real, Value::Int(number)) => CopiedValue::Real(number as f32),
        (ColumnKind::Date, Value::Date(date)) => CopiedValue::Date(date),
        (ColumnKind::Date, Value::Text(text)) => CopiedValue::Date(parse_date(text)?),
        _ => return None,
    })
}

fn bad_value(
    row: &dyn Row,
    place: usize,
    column: &CopiedColumn,
    table: &TableSelection,
) -> BadValue {
    let text = |name| match row.value(table.place(name)?) {
        Value::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    let name = match table.name {
        "api_token" => text("token").map(|token| format!("key {}", Token::new(token).id())),
        _ => text("id").map(|id| format!("row {id}")),
    };
    BadValue {
        table: table.name,
        column: column.name,
        row: name.unwrap_or_else(|| "a row".to_owned()),
        found: match row.value(place) {
            Value::Unknown(found) => found.to_owned(),
            Value::Text(_) => "text in another format".to_owned(),
            value => value.type_name().to_owned(),
        },
        expected: match column.kind {
            ColumnKind::Text(_) => "text",
            ColumnKind::Int | ColumnKind::BigInt => "an integer",
            ColumnKind::Bool => "a boolean",
            ColumnKind::Real => "a number",
            ColumnKind::Date => "a date",
        },
    }
}

impl CopiedValue {
    /// The value as a parameter for a column of this type.
    pub(super) fn param(&self, kind: ColumnKind) -> Param<'_> {
        match self {
            Self::Null => match kind {
                ColumnKind::Text(_) => Param::Text(None),
                ColumnKind::Int | ColumnKind::BigInt => Param::Int(None),
                ColumnKind::Bool => Param::Bool(None),
                ColumnKind::Real => Param::Real(None),
                ColumnKind::Date => Param::Date(None),
            },
            Self::Int(number) => Param::Int(Some(*number)),
            Self::Bool(truth) => Param::Bool(Some(*truth)),
            // The shortest decimal number that means the same in 32 bits: SQLite would
            // show the digits of a longer one.
            Self::Real(number) => Param::Real(number.to_string().parse().ok()),
            Self::Text(text) => Param::Text(Some(text)),
            Self::Date(date) => Param::Date(Some(*date)),
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The length in memory, about.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.as_text().map_or(0, str::len)
    }

    fn add_to(&self, hash: &mut Sha256) {
        let (tag, bytes): (u8, &[u8]) = match self {
            Self::Null => (0, &[]),
            Self::Int(number) => (1, &number.to_be_bytes()),
            Self::Bool(truth) => (2, &[u8::from(*truth)]),
            Self::Real(number) => (3, &number.to_bits().to_be_bytes()),
            Self::Text(text) => (4, text.as_bytes()),
            Self::Date(date) => (5, &date.and_utc().timestamp_micros().to_be_bytes()),
        };
        hash.update([tag]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
}

/// The number of rows and a sum of their hashes: equal for the same rows in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// The number of rows.
    pub rows: u64,
    sum: u128,
}

impl Digest {
    /// Adds a row.
    pub fn add(&mut self, row: &[CopiedValue]) {
        let mut hash = Sha256::new();
        row.iter().for_each(|value| value.add_to(&mut hash));
        let mut first = [0; 16];
        first.copy_from_slice(&hash.finalize()[..16]);
        self.rows += 1;
        self.sum = self.sum.wrapping_add(u128::from_be_bytes(first));
    }

    /// Adds the rows of another digest.
    pub fn add_all(&mut self, other: Self) {
        self.rows += other.rows;
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(rows: &[&[CopiedValue]]) -> Digest {
        let mut digest = Digest::default();
        rows.iter().for_each(|row| digest.add(row));
        digest
    }

    #[test]
    fn a_digest_depends_on_every_value_and_not_on_the_order_of_rows() {
        let text = |text: &str| CopiedValue::Text(text.to_owned());
        let one = [text("a"), text("bc"), CopiedValue::Null];
        let other = [text("ab"), text("c"), CopiedValue::Null];
        let third = [text("ab"), text("c"), text("")];
        assert_eq!(digest(&[&one, &other]), digest(&[&other, &one]));
        assert_ne!(digest(&[&one]), digest(&[&other]));
        assert_ne!(digest(&[&other]), digest(&[&third]));
        assert_ne!(digest(&[&one, &one]), digest(&[&other, &other]));
        assert_ne!(digest(&[&one]), digest(&[&one, &one]));
    }

    #[test]
    fn the_values_of_each_engine_have_one_form() {
        let date = parse_date("2026-02-01 09:00:00").expect("a date");
        for (kind, one, other) in [
            (ColumnKind::Bool, Value::Bool(true), Value::Int(1)),
            (
                ColumnKind::Date,
                Value::Date(date),
                Value::Text("2026-02-01 09:00:00"),
            ),
            (
                ColumnKind::Real,
                Value::Real(f64::from(1.23_f32)),
                Value::Real(1.23),
            ),
            (ColumnKind::Text(1), Value::Text("1"), Value::Int(1)),
        ] {
            let [one, other] = [one, other].map(|value| decode(value, kind));
            assert!(one.is_some() && one == other, "{kind:?}");
        }
        assert!(decode(Value::Text("yesterday"), ColumnKind::Date).is_none());
        assert!(decode(Value::Unknown("BLOB"), ColumnKind::Text(9)).is_none());
    }
}
