//! A row of `api_token` as the engines hand it over, turned into a key. What
//! cannot be one is named by its ID and its column, never by its text.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use super::BadValue;
use super::driver::{Row, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::token::{Beta, Token};

pub(super) fn decode(row: &dyn Row) -> Result<ApiKey<'_>, BadValue> {
    let required = |index, column| match row.value(index) {
        Value::Text(text) => Ok(text),
        _ => Err(bad(row, column, index, "text")),
    };
    let text = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text)),
        _ => Err(bad(row, column, index, "text")),
    };
    let time = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Int(ms) => Ok(Some(ms)),
        _ => Err(bad(row, column, index, "a whole number")),
    };
    let date = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Date(date) => Ok(Some(date)),
        // SQLite's dates are text.
        Value::Text(text) => match parse_date(text) {
            Some(date) => Ok(Some(date)),
            None => Err(bad(row, column, index, "YYYY-MM-DD HH:MM:SS")),
        },
        _ => Err(bad(row, column, index, "a date")),
    };
    Ok(ApiKey {
        tenant_id: Cow::Borrowed(required(0, "tenant_id")?),
        token: Token::new(required(1, "token")?),
        dialog_id: text(2, "dialog_id")?.map(Cow::Borrowed),
        source: text(3, "source")?.map(Cow::Borrowed),
        beta: text(4, "beta")?.map(Beta::new),
        create_date: date(5, "create_date")?,
        create_time: time(6, "create_time")?,
        update_date: date(7, "update_date")?,
        update_time: time(8, "update_time")?,
    })
}

/// `YYYY-MM-DD HH:MM:SS`, with a `T` between and a fraction behind if need be.
/// By hand, because it runs twice for every key of a listing.
pub(super) fn parse_date(text: &str) -> Option<NaiveDateTime> {
    #[rustfmt::skip]
    let &[
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b' ' | b'T',
        h1, h2, b':', i1, i2, b':', s1, s2, ref fraction @ ..
    ] = text.as_bytes() else {
        return None;
    };
    let year = number(&[y1, y2, y3, y4])?;
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        number(&[m1, m2])?,
        number(&[d1, d2])?,
    )?;
    let micros = match fraction {
        [] => 0,
        [b'.', digits @ ..] if (1..=6).contains(&digits.len()) => {
            number(digits)? * 10_u32.pow(6 - u32::try_from(digits.len()).ok()?)
        }
        _ => return None,
    };
    date.and_hms_micro_opt(
        number(&[h1, h2])?,
        number(&[i1, i2])?,
        number(&[s1, s2])?,
        micros,
    )
}

/// A number of a few digits.
fn number(digits: &[u8]) -> Option<u32> {
    let mut number = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u32::from(digit);
    }
    Some(number)
}

pub(super) fn bad(
    row: &dyn Row,
    column: &'static str,
    index: usize,
    expected: &'static str,
) -> BadValue {
    let key = match row.value(1) {
        Value::Text(token) => format!("the key with ID {}", Token::new(token).id()),
        _ => "a key".to_owned(),
    };
    let found = match row.value(index) {
        Value::Unknown(name) => name.to_owned(),
        Value::Text(_) if expected != "text" => "other text".to_owned(),
        value => value.kind().to_owned(),
    };
    BadValue {
        table: "api_token",
        column,
        row: key,
        found,
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_and_without_a_fraction() {
        let date = |text: &str| parse_date(text).map(|date| date.to_string());
        let plain = Some("2026-02-01 09:00:00".to_owned());
        assert_eq!(date("2026-02-01 09:00:00"), plain);
        assert_eq!(date("2026-02-01T09:00:00"), plain);
        assert_eq!(
            date("2026-02-01 09:00:00.25"),
            Some("2026-02-01 09:00:00.250".to_owned())
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2026-02-01",
            "2026-02-30 09:00:00",
            "2026-02-01 09:00:00Z",
            "2026-02-01 09:00:00.",
            "2026/02/01 09:00:00",
            "２０26-02-01 09:00:00",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
