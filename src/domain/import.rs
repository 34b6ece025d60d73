//! Parses the rows that `token list`, `delete` and `rotate` print: JSON, JSON
//! Lines, CSV and TSV.
//!
//! All or nothing: text that is cut off, a value of the wrong type or a
//! repeated key is an error that names the place. An error never contains a
//! value, because any value may be a secret.

use std::collections::HashMap;

use serde_json::Value;

use super::api_key::ApiKey;
use super::serialized_key::{SerializedKey, SerializedKeyError};

/// A key and its place in the input: `line 3`, or `row 3` of a JSON array.
pub type LocatedKey = (String, ApiKey<'static>);

/// Why the input cannot be imported. Most variants begin with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The input has no rows and no header.
    #[error("the input is empty")]
    Empty,
    /// The JSON parser stopped at this line and column.
    #[error("invalid or truncated JSON at line {0}, column {1}")]
    Json(usize, usize),
    /// The input can be parsed, but it does not hold rows of keys.
    #[error("{0} is not in the format that token list, delete and rotate print")]
    NotKeyRows(String),
    /// The input holds the error envelope of a command that failed.
    #[error("{0} is the error message of a command that failed")]
    ErrorMessage(String),
    /// The last line has no newline, so a part of it may be missing.
    #[error("{0} is cut off: it does not end with a newline")]
    CutOff(String),
    /// A row has another number of fields than the header.
    #[error("{0} has {1} fields but the header has {2}")]
    FieldCount(String, usize, usize),
    /// A row lacks one of the nine fields.
    #[error("{0} has no field {1}")]
    MissingField(String, &'static str),
    /// A field holds a value of another type.
    #[error("{0}: {1} is not {2}")]
    WrongType(String, &'static str, &'static str),
    /// A value does not fit RAGFlow's column.
    #[error("{0}: {1}")]
    InvalidRow(String, SerializedKeyError),
    /// Two rows have the same tenant and the same key.
    #[error("{0} has the same key as {1}")]
    DuplicateKey(String, String),
}

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

/// A record of CSV or TSV: the line on which it begins, and its fields.
type Record = (usize, Vec<String>);

/// CSV or TSV with a header line. An empty field is NULL.
fn parse_delimited(text: &str) -> Result<Vec<LocatedKey>, ImportError> {
    let is_tsv = text.lines().next().is_some_and(|line| line.contains('\t'));
    let mut records: Box<dyn Iterator<Item = Record>> = match is_tsv {
        true => Box::new(tsv_records(text)),
        false => Box::new(csv_records(text)),
    };
    let (_, header) = records.next().ok_or(ImportError::Empty)?;
    let is_pair = header.iter().any(|name| name == "old_token");
    let column = |name: &str| {
        let name = if is_pair {
            format!("old_{name}")
        } else {
            name.to_owned()
        };
        header.iter().position(|known| *known == name)
    };
    if column("token").is_none() {
        return Err(ImportError::NotKeyRows("line 1".to_owned()));
    }
    let mut rows = Vec::new();
    let mut last_line = 1;
    for (line, fields) in records {
        let place = format!("line {line}");
        last_line = line;
        if fields.len() != header.len() {
            return Err(ImportError::FieldCount(place, fields.len(), header.len()));
        }
        rows.push(key_from_fields(place, &|name| {
            let field = fields.get(column(name)?)?;
            Some(match (field.as_str(), name) {
                ("", _) => FieldValue::Null,
                (number, "create_time" | "update_time") => {
                    let number = number.parse();
                    number.map_or(FieldValue::WrongType, FieldValue::Number)
                }
                (text, _) => FieldValue::Text(text),
            })
        })?);
    }
    // The last field of a file that was cut off looks like a complete one.
    match text.ends_with('\n') {
        true => Ok(rows),
        false => Err(ImportError::CutOff(format!("line {last_line}"))),
    }
}

fn csv_records(text: &str) -> impl Iterator<Item = Record> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        // The number of fields is checked against the header by the caller.
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut counted_to, mut line) = (0, 1);
    // Reading from memory cannot fail, and the text is valid UTF-8.
    reader
        .into_records()
        .map_while(Result::ok)
        .map(move |record| {
            let start = record.position().map_or(0, csv::Position::byte);
            // The reader's position is still before the blank lines that it skips
            // and before the second half of a CRLF.
            let rest = &text[usize::try_from(start).unwrap_or(counted_to)..];
            let begin = text.len() - rest.trim_start_matches(['\r', '\n']).len();
            line += text[counted_to..begin].matches('\n').count();
            counted_to = begin;
            (line, record.iter().map(str::to_owned).collect())
        })
}

fn tsv_records(text: &str) -> impl Iterator<Item = Record> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty());
    lines.map(|(number, line)| (number, line.split('\t').map(unescape_tsv).collect()))
}

/// Replaces `\t`, `\n`, `\r` and `\\` by the characters that they stand for.
fn unescape_tsv(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"{"tenant_id":"t","token":"a,\"b\"\tc","dialog_id":null,"source":null,"beta":"","create_date":"2026-02-01T09:00:00","create_time":7,"update_date":null,"update_time":null}"#;
    const HEADER: &str =
        "tenant_id,token,dialog_id,source,beta,create_date,create_time,update_date,update_time";

    fn single_key(text: &str) -> ApiKey<'static> {
        let mut rows = parse(text).expect("rows");
        assert_eq!(rows.len(), 1);
        rows.remove(0).1
    }

    fn error_of(text: &str) -> String {
        parse(text).expect_err("an error").to_string()
    }

    #[test]
    fn every_format_gives_the_same_row() {
        let row = single_key(&format!("{ROW}\n"));
        assert_eq!(row.token.expose(), "a,\"b\"\tc");
        assert_eq!(single_key(&format!("[{ROW}]")), row);
        let envelope = format!(r#"{{"code":0,"message":"","data":[{ROW}]}}"#);
        assert_eq!(single_key(&envelope), row);
        assert_eq!(single_key(&format!(r#"[{{"new":null,"old":{ROW}}}]"#)), row);
        // CSV and TSV cannot tell NULL from an empty string.
        let row = ApiKey { beta: None, ..row };
        let csv = format!("{HEADER}\nt,\"a,\"\"b\"\"\tc\",,,,2026-02-01T09:00:00,7,,\n");
        assert_eq!(single_key(&csv), row);
        assert_eq!(single_key(&format!("\u{feff}{csv}")), row);
        let header = HEADER.replace(',', "\t");
        let tsv = format!("{header}\nt\ta,\"b\"\\tc\t\t\t\t2026-02-01T09:00:00\t7\t\t\n");
        assert_eq!(single_key(&tsv), row);
        let pairs = format!("old_{}", HEADER.replace(',', ",old_"));
        assert_eq!(single_key(&csv.replace(HEADER, &pairs)), row);
    }

    #[test]
    fn truncated_and_invalid_input_is_an_error_that_names_the_place() {
        let csv = format!("{HEADER}\nt,k,,,,,7,,\n");
        assert!(error_of(csv.trim_end()).contains("line 2 is cut off"));
        assert!(error_of(&format!("{HEADER}\nt,k,,\n")).contains("line 2 has 4 fields"));
        let repeated = error_of(&format!("{csv}t,k,,,,,7,,\n"));
        assert_eq!(repeated, "line 3 has the same key as line 2");
        assert!(error_of(&csv.replace(",7,", ",x,")).contains("create_time is not an integer"));
        let lines = format!("{ROW}\n{}", &ROW[..40]);
        assert!(error_of(&lines).contains("line 2"), "{}", error_of(&lines));
        assert!(error_of(&format!("{{\"data\":[{ROW}")).contains("line 1"));
        let failed = format!("{ROW}\n{{\"code\":500,\"message\":\"m\",\"data\":false}}\n");
        assert!(error_of(&failed).contains("line 2 is the error message"));
        assert!(error_of(&ROW.replace("\"beta\":\"\",", "")).contains("no field beta"));
        assert!(error_of(&ROW.replace(":7", ":\"7\"")).contains("create_time"));
        let masked = ROW
            .replace("a,", "ragflow-abcd…")
            .replace("\\\"b\\\"\\tc", "");
        assert!(error_of(&masked).contains("masked"));
        assert_eq!(error_of(" \n"), "the input is empty");
    }

    #[test]
    fn csv_lines_are_counted_across_blank_lines_line_breaks_in_fields_and_crlf() {
        for newline in ["\n", "\r\n"] {
            let rows = [HEADER, "t,\"a\nb\",,,,,7,,", "", "t,c,,,,,7,,", "t,d"];
            let text = rows.map(|row| format!("{row}{newline}")).concat();
            assert_eq!(
                error_of(&text),
                "line 6 has 2 fields but the header has 9",
                "{newline:?}"
            );
        }
    }
}
