//! Parses the rows that `token list`, `delete` and `rotate` print: JSON, JSON
//! Lines, CSV and TSV.
//!
//! All or nothing: text that is cut off, a value of the wrong type or a
//! repeated key is an error that names the place. An error never contains a
//! value, because any value may be a secret.

pub(super) mod delimited;
mod error;

use std::collections::HashMap;

use serde_json::Value;

use self::delimited::{Cell, Records};
pub use self::error::ImportError;
use super::api_key::ApiKey;
use super::form::Form;
use super::serialized_key::SerializedKey;
use super::token::Beta;

/// A key and its place in the input: `line 3`, or `row 3` of a JSON array.
pub type LocatedKey = (String, ApiKey<'static>);

/// Parses all rows, in the order of the input.
///
/// # Errors
/// When any part of the input is invalid.
pub fn parse(text: &str) -> Result<Vec<LocatedKey>, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = match text.trim_start().chars().next() {
        None => return Err(ImportError::Empty),
        Some('{' | '[') => parse_json(text)?,
        Some(_) => parse_delimited(text)?,
    };
    let mut places: HashMap<(&str, &str), &str> = HashMap::new();
    for (place, row) in &rows {
        let token = row.token.expose();
        if token.trim() != token {
            return Err(ImportError::BlankInKey(place.clone()));
        }
        let key = (row.tenant_id.as_ref(), row.token.expose());
        if let Some(first) = places.insert(key, place) {
            return Err(ImportError::DuplicateKey(place.clone(), first.to_owned()));
        }
    }
    Ok(rows)
}

fn parse_json(text: &str) -> Result<Vec<LocatedKey>, ImportError> {
    let document = || "the document".to_owned();
    match serde_json::from_str(text) {
        Ok(Value::Array(rows)) => parse_array(&rows),
        Ok(Value::Object(map)) if map.contains_key("data") => match map.get("data") {
            Some(Value::Array(rows)) => parse_array(rows),
            Some(Value::Bool(false)) => Err(ImportError::ErrorMessage(document())),
            _ => Err(ImportError::NotKeyRows(document())),
        },
        Ok(row) => Ok(vec![key_from_object("line 1".to_owned(), &row)?]),
        Err(error) => {
            let first = text.lines().find(|line| !line.trim().is_empty());
            let is_lines = first.is_some_and(|line| serde_json::from_str::<Value>(line).is_ok());
            match is_lines {
                true => parse_json_lines(text),
                false => Err(ImportError::Json(error.line(), error.column())),
            }
        }
    }
}

fn parse_array(rows: &[Value]) -> Result<Vec<LocatedKey>, ImportError> {
    let rows = rows.iter().enumerate();
    rows.map(|(index, row)| key_from_object(format!("row {}", index + 1), row))
        .collect()
}

fn parse_json_lines(text: &str) -> Result<Vec<LocatedKey>, ImportError> {
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let row: Value = serde_json::from_str(line)
            .map_err(|error| ImportError::Json(index + 1, error.column()))?;
        rows.push(key_from_object(format!("line {}", index + 1), &row)?);
    }
    Ok(rows)
}

/// The key of a row, or the old key of a pair that `rotate` printed.
fn key_from_object(place: String, value: &Value) -> Result<LocatedKey, ImportError> {
    let row = value.get("old").unwrap_or(value);
    if value.get("code").is_some() && value.get("data").is_some() {
        return Err(ImportError::ErrorMessage(place));
    }
    if !row.is_object() {
        return Err(ImportError::NotKeyRows(place));
    }
    key_from_fields(place, &|name| match row.get(name)? {
        Value::Null => Some(FieldValue::Null),
        Value::String(text) => Some(FieldValue::Text(text)),
        Value::Number(number) => {
            let number = number.as_i64();
            Some(number.map_or(FieldValue::WrongType, FieldValue::Number))
        }
        _ => Some(FieldValue::WrongType),
    })
}

/// The value of a field, whatever the format of the input.
enum FieldValue<'a> {
    Null,
    Text(&'a str),
    Number(i64),
    /// No field of a key has a value of this type.
    WrongType,
}

/// Builds a key from its nine fields; `get` returns `None` for a missing field.
fn key_from_fields<'a>(
    place: String,
    get: &dyn Fn(&'static str) -> Option<FieldValue<'a>>,
) -> Result<LocatedKey, ImportError> {
    let value = |name| get(name).ok_or_else(|| ImportError::MissingField(place.clone(), name));
    let wrong = |name, expected| ImportError::WrongType(place.clone(), name, expected);
    let text = |name| match value(name)? {
        FieldValue::Null => Ok(None),
        FieldValue::Text(text) => Ok(Some(text.to_owned())),
        _ => Err(wrong(name, "text")),
    };
    let number = |name| match value(name)? {
        FieldValue::Null => Ok(None),
        FieldValue::Number(number) => Ok(Some(number)),
        _ => Err(wrong(name, "an integer")),
    };
    let row = SerializedKey {
        tenant_id: text("tenant_id")?.unwrap_or_default(),
        token: text("token")?.unwrap_or_default(),
        dialog_id: text("dialog_id")?,
        source: text("source")?,
        beta: text("beta")?,
        create_date: text("create_date")?,
        create_time: number("create_time")?,
        update_date: text("update_date")?,
        update_time: number("update_time")?,
    };
    match ApiKey::try_from(row) {
        Ok(key) => Ok((place, key)),
        Err(error) => Err(ImportError::InvalidRow(place, error)),
    }
}

/// What is unusual about a row that can be imported: values that RAGFlow does not
/// write. The texts begin with the place and contain no value.
pub fn unusual_values((place, row): &LocatedKey) -> Vec<String> {
    let mut unusual = Vec::new();
    if row.token.form() == Form::Other {
        unusual.push(format!("{place}: token does not look like a RAGFlow key"));
    }
    let beta = row.beta.as_ref().filter(|beta| !beta.expose().is_empty());
    if beta.map(Beta::form) == Some(Form::Other) {
        unusual.push(format!("{place}: beta does not look like a RAGFlow beta"));
    }
    let source = row.source.as_deref().unwrap_or("none");
    if !["none", "dialog", "agent", ""].contains(&source) {
        unusual.push(format!("{place}: source is not none, dialog or agent"));
    }
    unusual
}

/// Parses CSV or TSV with a header line. An empty field without quotes is NULL.
fn parse_delimited(text: &str) -> Result<Vec<LocatedKey>, ImportError> {
    let mut records = Records::new(text);
    let (first, header) = records.next().ok_or(ImportError::Empty)??;
    // Where even names are in quotes, so is everything: quotes mean nothing then.
    let quotes_all = header.iter().all(|cell| cell.is_quoted);
    let header: Vec<String> = header.iter().map(column_name).collect();
    let is_pair = header.iter().any(|name| name == "old_token");
    let prefix = if is_pair { "old_" } else { "" };
    let column = |name: &str| {
        let is_column = |known: &String| known.strip_prefix(prefix) == Some(name);
        header.iter().position(is_column)
    };
    if column("token").is_none() {
        return Err(ImportError::NotKeyRows(format!("line {first}")));
    }
    let mut rows = Vec::new();
    let mut last_line = first;
    for record in records {
        let (line, cells) = record?;
        let place = format!("line {line}");
        last_line = line;
        if cells.len() != header.len() {
            return Err(ImportError::FieldCount(place, cells.len(), header.len()));
        }
        rows.push(key_from_fields(place, &|name| {
            let cell = cells.get(column(name)?)?;
            Some(match (cell.text.as_str(), name) {
                _ if cell.is_null => FieldValue::Null,
                // Only a text can be empty.
                ("", _) if quotes_all || name.ends_with("_date") || name.ends_with("_time") => {
                    FieldValue::Null
                }
                (number, "create_time" | "update_time") => {
                    let number = number.parse();
                    number.map_or(FieldValue::WrongType, FieldValue::Number)
                }
                (text, _) => FieldValue::Text(text),
            })
        })?);
    }
    // The last field of a file that was cut off looks like a complete one.
    match text.ends_with(['\n', '\r']) {
        true => Ok(rows),
        false => Err(ImportError::CutOff(format!("line {last_line}"))),
    }
}

/// The name of a column as this program writes it: `create_date` for `Create Date`.
fn column_name(cell: &Cell) -> String {
    cell.text.trim().to_lowercase().replace(' ', "_")
}

#[cfg(test)]
mod tests;
