//! Values of MySQL: parameters and rows.

use chrono::{NaiveDate, NaiveDateTime};
use mysql::Params;

use crate::store::value::{Param, Row, Value};

/// The parameters of a statement, in the order of its placeholders.
pub(super) fn positional(params: &[Param<'_>]) -> Params {
    if params.is_empty() {
        return Params::Empty;
    }
    let values = params.iter().map(|param| match *param {
        Param::Text(text) => text.into(),
        Param::Int(number) => number.into(),
        Param::Date(date) => date.map_or(mysql::Value::NULL, date_value),
        Param::Bool(truth) => truth.into(),
        Param::Real(number) => number.into(),
    });
    Params::Positional(values.collect())
}

/// A date as text, which the server converts.
pub(super) fn date_value(date: NaiveDateTime) -> mysql::Value {
    date.format("%Y-%m-%d %H:%M:%S%.f").to_string().into()
}

impl Row for mysql::Row {
    fn width(&self) -> usize {
        self.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.as_ref(index) {
            None | Some(mysql::Value::NULL) => Value::Null,
            Some(mysql::Value::Int(number)) => Value::Int(*number),
            Some(mysql::Value::UInt(number)) => match i64::try_from(*number) {
                Ok(number) => Value::Int(number),
                Err(_) => Value::Unknown("a number out of range"),
            },
            Some(mysql::Value::Bytes(bytes)) => match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text),
                Err(_) => Value::Unknown("bytes that are not UTF-8"),
            },
            // The zero date stands for "no date".
            Some(mysql::Value::Date(0, 0, 0, ..)) => Value::Null,
            Some(&mysql::Value::Date(year, month, day, hour, minute, second, micros)) => {
                NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
                    .and_then(|date| {
                        date.and_hms_micro_opt(hour.into(), minute.into(), second.into(), micros)
                    })
                    .map_or(Value::Unknown("an invalid date"), Value::Date)
            }
            Some(mysql::Value::Float(number)) => Value::Real((*number).into()),
            Some(mysql::Value::Double(number)) => Value::Real(*number),
            Some(mysql::Value::Time(..)) => Value::Unknown("TIME"),
        }
    }
}
