//! Reading back the rows that this program printed: JSON, JSON Lines, CSV and
//! TSV, as `token list`, `delete` and `rotate` write them.
//!
//! All or nothing: what is cut off, has a wrong type or stands in it twice is
//! an error that names the place. No value is in the error: it may be a secret.

use std::collections::HashMap;

use csv_core::{ReadFieldResult, Reader};
use serde_json::Value;

use super::api_key::ApiKey;
use super::endpoint_row::{EndpointRow, EndpointRowError};

/// A row and where it stands: `line 3`, or `row 3` of a JSON array.
pub type NumberedKey = (String, ApiKey<'static>);

/// Why a file cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing in it.
    #[error("it is empty")]
    Empty,
    /// No JSON.
    #[error("the JSON is malformed or cut off at line {0}, column {1}")]
    Json(usize, usize),
    /// JSON, but no rows.
    #[error("{0} holds no rows as token list, delete or rotate print them")]
    NoRows(String),
    /// What the program printed when it failed.
    #[error("{0} is an error message: whatever printed this was not complete")]
    Failure(String),
    /// A line without its end.
    #[error("{0} is cut off: no newline is at its end")]
    CutOff(String),
    /// More or fewer fields than the header.
    #[error("{0} has {1} fields, and the header has {2}")]
    Width(String, usize, usize),
    /// A field that every row has.
    #[error("{0} has no field {1}")]
    NoField(String, &'static str),
    /// A value of another type.
    #[error("{0}: {1} is not {2}")]
    Type(String, &'static str, &'static str),
    /// A value that RAGFlow's column cannot hold.
    #[error("{0}: {1}")]
    EndpointRow(String, EndpointRowError),
    /// One key twice.
    #[error("{0} is the same key as {1}")]
    Twice(String, String),
}

/// The rows of a text, in its order.
///
/// # Errors
/// When not all of it can be taken.
pub fn parse(text: &str) -> Result<Vec<NumberedKey>, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = match text.trim_start().chars().next() {
        None => return Err(ImportError::Empty),
        Some('{' | '[') => json(text)?,
        Some(_) => separated(text)?,
    };
    let mut places: HashMap<(&str, &str), &str> = HashMap::new();
    for (place, row) in &rows {
        let key = (row.tenant_id.as_ref(), row.token.expose());
        if let Some(first) = places.insert(key, place) {
            return Err(ImportError::Twice(place.clone(), first.to_owned()));
        }
    }
    Ok(rows)
}

fn json(text: &str) -> Result<Vec<NumberedKey>, ImportError> {
    let whole: Result<Value, _> = serde_json::from_str(text);
    match whole {
        Ok(Value::Array(rows)) => array(&rows),
        Ok(Value::Object(map)) if map.contains_key("data") => match map.get("data") {
            Some(Value::Array(rows)) => array(rows),
            Some(Value::Bool(false)) => Err(ImportError::Failure("it".to_owned())),
            _ => Err(ImportError::NoRows("it".to_owned())),
        },
        Ok(row) => Ok(vec![object("line 1".to_owned(), &row)?]),
        Err(error) => {
            let first = text.lines().find(|line| !line.trim().is_empty());
            let is_lines = first.is_some_and(|line| serde_json::from_str::<Value>(line).is_ok());
            match is_lines {
                true => json_lines(text),
                false => Err(ImportError::Json(error.line(), error.column())),
            }
        }
    }
}

fn array(rows: &[Value]) -> Result<Vec<NumberedKey>, ImportError> {
    let rows = rows.iter().enumerate();
    rows.map(|(index, row)| object(format!("row {}", index + 1), row))
        .collect()
}

fn json_lines(text: &str) -> Result<Vec<NumberedKey>, ImportError> {
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let row: Value = serde_json::from_str(line)
            .map_err(|error| ImportError::Json(index + 1, error.column()))?;
        rows.push(object(format!("line {}", index + 1), &row)?);
    }
    Ok(rows)
}

/// A row, or the old one of a pair.
fn object(place: String, value: &Value) -> Result<NumberedKey, ImportError> {
    let row = value.get("old").unwrap_or(value);
    if value.get("code").is_some() && value.get("data").is_some() {
        return Err(ImportError::Failure(place));
    }
    if !row.is_object() {
        return Err(ImportError::NoRows(place));
    }
    record(place, &|name| match row.get(name)? {
        Value::Null => Some(Given::Null),
        Value::String(text) => Some(Given::Text(text)),
        Value::Number(number) => Some(number.as_i64().map_or(Given::Other, Given::Number)),
        _ => Some(Given::Other),
    })
}

/// A value as it was given.
enum Given<'a> {
    Null,
    Text(&'a str),
    Number(i64),
    Other,
}

fn record<'a>(
    place: String,
    get: &dyn Fn(&'static str) -> Option<Given<'a>>,
) -> Result<NumberedKey, ImportError> {
    let given = |name| get(name).ok_or_else(|| ImportError::NoField(place.clone(), name));
    let wrong = |name, expected| ImportError::Type(place.clone(), name, expected);
    let text = |name| match given(name)? {
        Given::Null => Ok(None),
        Given::Text(text) => Ok(Some(text.to_owned())),
        _ => Err(wrong(name, "text")),
    };
    let number = |name| match given(name)? {
        Given::Null => Ok(None),
        Given::Number(number) => Ok(Some(number)),
        _ => Err(wrong(name, "a whole number")),
    };
    let row = EndpointRow {
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
        Ok(record) => Ok((place, record)),
        Err(why) => Err(ImportError::EndpointRow(place, why)),
    }
}

/// CSV or TSV with a header line. An empty field is NULL.
fn separated(text: &str) -> Result<Vec<NumberedKey>, ImportError> {
    let is_tsv = text.lines().next().is_some_and(|line| line.contains('\t'));
    let mut records = match is_tsv {
        true => tsv(text),
        false => csv(text),
    }
    .into_iter();
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
        return Err(ImportError::NoRows("line 1".to_owned()));
    }
    let mut rows = Vec::new();
    let mut last = 1;
    for (line, fields) in records {
        let place = format!("line {line}");
        last = line;
        if fields.len() != header.len() {
            return Err(ImportError::Width(place, fields.len(), header.len()));
        }
        rows.push(record(place, &|name| {
            let field = fields.get(column(name)?)?;
            Some(match (field.as_str(), name) {
                ("", _) => Given::Null,
                (number, "create_time" | "update_time") => {
                    number.parse().map_or(Given::Other, Given::Number)
                }
                (text, _) => Given::Text(text),
            })
        })?);
    }
    // The last field of a file that was cut off looks like any other.
    match text.ends_with('\n') {
        true => Ok(rows),
        false => Err(ImportError::CutOff(format!("line {last}"))),
    }
}

/// Records, each with the line on which it begins.
fn csv(text: &str) -> Vec<(u64, Vec<String>)> {
    let mut reader = Reader::new();
    let mut input = text.as_bytes();
    let (mut records, mut fields, mut field) = (Vec::new(), Vec::new(), Vec::new());
    let (mut room, mut line) = ([0_u8; 256], 1);
    loop {
        let (result, read, written) = reader.read_field(input, &mut room);
        input = &input[read..];
        field.extend_from_slice(&room[..written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                fields.push(String::from_utf8_lossy(&field).into_owned());
                field.clear();
                if record_end {
                    records.push((line, std::mem::take(&mut fields)));
                    line = reader.line();
                }
            }
            ReadFieldResult::End => return records,
        }
    }
}

fn tsv(text: &str) -> Vec<(u64, Vec<String>)> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty());
    lines
        .map(|(number, line)| (number, line.split('\t').map(unescaped).collect()))
        .collect()
}

/// `\t`, `\n`, `\r` and `\\` as what they stand for.
fn unescaped(field: &str) -> String {
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

    fn one(text: &str) -> ApiKey<'static> {
        let mut rows = parse(text).expect("rows");
        assert_eq!(rows.len(), 1);
        rows.remove(0).1
    }

    #[test]
    fn every_format_gives_the_same_row() {
        let row = one(&format!("{ROW}\n"));
        assert_eq!(row.token.expose(), "a,\"b\"\tc");
        assert_eq!(one(&format!("[{ROW}]")), row);
        assert_eq!(
            one(&format!(r#"{{"code":0,"message":"","data":[{ROW}]}}"#)),
            row
        );
        assert_eq!(one(&format!(r#"[{{"new":null,"old":{ROW}}}]"#)), row);
        // NULL and the empty text are the same empty field there.
        let row = ApiKey { beta: None, ..row };
        let csv = format!("{HEADER}\nt,\"a,\"\"b\"\"\tc\",,,,2026-02-01T09:00:00,7,,\n");
        assert_eq!(one(&csv), row);
        let header = HEADER.replace(',', "\t");
        let tsv = format!("{header}\nt\ta,\"b\"\\tc\t\t\t\t2026-02-01T09:00:00\t7\t\t\n");
        assert_eq!(one(&tsv), row);
        let pairs = format!("old_{}", HEADER.replace(',', ",old_"));
        assert_eq!(one(&csv.replace(HEADER, &pairs)), row);
    }

    #[test]
    fn what_is_not_whole_names_its_place() {
        let refused = |text: &str| parse(text).expect_err("not whole").to_string();
        let csv = format!("{HEADER}\nt,k,,,,,7,,\n");
        assert!(refused(csv.trim_end()).contains("line 2 is cut off"));
        assert!(refused(&format!("{HEADER}\nt,k,,\n")).contains("line 2 has 4 fields"));
        assert!(
            refused(&format!("{csv}t,k,,,,,7,,\n")).contains("line 3 is the same key as line 2")
        );
        assert!(refused(&csv.replace(",7,", ",x,")).contains("create_time is not a whole number"));
        let lines = format!("{ROW}\n{}", &ROW[..40]);
        assert!(refused(&lines).contains("line 2"), "{}", refused(&lines));
        assert!(refused(&format!("{{\"data\":[{ROW}")).contains("line 1"));
        let failed = format!("{ROW}\n{{\"code\":500,\"message\":\"m\",\"data\":false}}\n");
        assert!(refused(&failed).contains("line 2 is an error message"));
        assert!(refused(&ROW.replace("\"beta\":\"\",", "")).contains("no field beta"));
        assert!(refused(&ROW.replace(":7", ":\"7\"")).contains("create_time"));
        assert!(
            refused(
                &ROW.replace("a,", "ragflow-abcd…")
                    .replace("\\\"b\\\"\\tc", "")
            )
            .contains("masked")
        );
        assert_eq!(refused(" \n"), "it is empty");
    }
}
