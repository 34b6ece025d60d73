//! Decoding rows. A value that cannot be decoded is named by its column and the
//! ID of its key, never by its text.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use super::error::BadValue;
use super::value::{Row, Value};
use crate::domain::api_key::ApiKey;
use crate::domain::token::{Beta, Token};

/// A key from the nine columns of `api_token`, in the endpoint's order.
pub(super) fn decode_key(row: &dyn Row) -> Result<ApiKey<'_>, BadValue> {
    let required = |index, column| match row.value(index) {
        Value::Text(text) => Ok(text),
        _ => Err(bad_key_value(row, column, index, "text")),
    };
    let text = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text)),
        _ => Err(bad_key_value(row, column, index, "text")),
    };
    let time = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Int(ms) => Ok(Some(ms)),
        _ => Err(bad_key_value(row, column, index, "an integer")),
    };
    let date = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Date(date) => Ok(Some(date)),
        // SQLite's dates are text.
        Value::Text(text) => match parse_date(text) {
            Some(date) => Ok(Some(date)),
            None => Err(bad_key_value(row, column, index, "YYYY-MM-DD HH:MM:SS")),
        },
        _ => Err(bad_key_value(row, column, index, "a date")),
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

/// `YYYY-MM-DD HH:MM:SS`, or with a `T` in the middle and up to six digits of a
/// fraction. Hand-written for speed: it runs twice for every key of a listing.
pub(super) fn parse_date(text: &str) -> Option<NaiveDateTime> {
    #[rustfmt::skip]
    let &[
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b' ' | b'T',
        h1, h2, b':', i1, i2, b':', s1, s2, ref fraction @ ..
    ] = text.as_bytes() else {
        return None;
    };
    let year = parse_number(&[y1, y2, y3, y4])?;
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        parse_number(&[m1, m2])?,
        parse_number(&[d1, d2])?,
    )?;
    let micros = match fraction {
        [] => 0,
        [b'.', digits @ ..] if (1..=6).contains(&digits.len()) => {
            parse_number(digits)? * 10_u32.pow(6 - u32::try_from(digits.len()).ok()?)
        }
        _ => return None,
    };
    date.and_hms_micro_opt(
        parse_number(&[h1, h2])?,
        parse_number(&[i1, i2])?,
        parse_number(&[s1, s2])?,
        micros,
    )
}

/// The number that a few decimal digits mean.
fn parse_number(digits: &[u8]) -> Option<u32> {
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

/// A text that may be NULL. SQLite keeps a number where a number was written,
/// and RAGFlow's one-character flags look like numbers.
pub(super) fn optional_text(
    row: &dyn Row,
    index: usize,
    table: &'static str,
    column: &'static str,
) -> Result<Option<String>, BadValue> {
    match row.value(index) {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text.to_owned())),
        Value::Int(number) => Ok(Some(number.to_string())),
        other => Err(BadValue {
            table,
            column,
            row: "a row".to_owned(),
            found: other.type_name().to_owned(),
            expected: "text",
        }),
    }
}

/// The error for a value of `api_token`. Column 1 of the row must be the token.
pub(super) fn bad_key_value(
    row: &dyn Row,
    column: &'static str,
    index: usize,
    expected: &'static str,
) -> BadValue {
    let key = match row.value(1) {
        Value::Text(token) => format!("key {}", Token::new(token).id()),
        _ => "a key".to_owned(),
    };
    let found = match row.value(index) {
        Value::Unknown(name) => name.to_owned(),
        Value::Text(_) if expected != "text" => "text in another format".to_owned(),
        value => value.type_name().to_owned(),
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
    fn other_texts_are_not_dates() {
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
