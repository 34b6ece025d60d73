//! The envelope of RAGFlow's endpoint: `{"code":0,"message":"","data":…}`.
//!
//! Rows stream. The document is closed only after the last row, so incomplete
//! output is never valid JSON.

use serde::Serialize;

use super::format::{Format, PlainCell, push_int, push_time};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct Json {
    object: ObjectWriter,
    shape: Option<Shape>,
    rows: u64,
}

impl Format for Json {
    fn begin(&mut self, columns: &[Column], shape: Shape, out: &mut Vec<u8>) {
        self.object = ObjectWriter::new(columns);
        self.shape = Some(shape);
        out.extend_from_slice(br#"{"code":0,"message":"","data":"#);
        if shape == Shape::Rows {
            out.push(b'[');
        }
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        if self.rows > 0 {
            out.push(b',');
        }
        self.rows += 1;
        self.object.push(row, out);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if self.shape == Some(Shape::Rows) {
            out.push(b']');
        }
        out.extend_from_slice(b"}\n");
    }

    fn fail(&mut self, error: &Error, has_sent: bool, unsent: &mut Vec<u8>) {
        // A document that is partly printed stays unterminated. If nothing is
        // printed yet, the error replaces it.
        if !has_sent {
            unsent.clear();
            push_failure(error, unsent);
        }
    }
}

/// The envelope of an error: `{"code":404,"message":"…","data":false}`.
#[derive(Serialize)]
struct Failure {
    code: u16,
    message: String,
    data: bool,
}

pub(super) fn push_failure(error: &Error, out: &mut Vec<u8>) {
    let (_, code) = error.kind().codes();
    let failure = Failure {
        code,
        message: error.to_string(),
        data: false,
    };
    // This struct is always valid JSON, and writing to a Vec cannot fail.
    let _ = serde_json::to_writer(&mut *out, &failure);
    out.push(b'\n');
}

/// Appends a text in quotes, with escapes where needed.
fn push_text(out: &mut Vec<u8>, text: &str) {
    // Nearly every text of a listing is a key or an id and needs no escapes. The
    // loop has no early exit, so the compiler can process many bytes at a time.
    let is_escaped = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    if !text.bytes().fold(false, |any, byte| any | is_escaped(byte)) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    // A text is always valid JSON, and writing to a Vec cannot fail.
    let _ = serde_json::to_writer(out, text);
}

/// Writes rows as objects whose keys are the names of the columns. The columns
/// of a group are one nested object, whatever their order in `--fields`.
#[derive(Default)]
pub(super) struct ObjectWriter {
    /// For each value its index in the row and the text in front of it:
    /// `{"first":`, `,"second":`, …
    values: Vec<(usize, String)>,
    /// The text after the last value: `}` or `}}`.
    close: &'static str,
}

impl ObjectWriter {
    pub(super) fn new(columns: &[Column]) -> Self {
        // The columns of a group move to the position of its first column.
        let first = |group| columns.iter().position(|column| column.group == group);
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|index| match columns[*index].group {
            None => *index,
            group => first(group).unwrap_or(*index),
        });
        let mut values = Vec::with_capacity(order.len());
        let mut group = None;
        for index in order {
            let column = &columns[index];
            let mut text = String::new();
            if group.is_some() && column.group != group {
                text.push('}');
            }
            text.push(if values.is_empty() { '{' } else { ',' });
            // Column names need no escapes.
            if let Some(name) = column.group.filter(|_| group != column.group) {
                text.push_str(&format!("\"{name}\":{{"));
            }
            text.push_str(&format!("\"{}\":", column.key_in_group()));
            group = column.group;
            values.push((index, text));
        }
        Self {
            values,
            close: if group.is_some() { "}}" } else { "}" },
        }
    }

    pub(super) fn push(&self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        for (index, before) in &self.values {
            out.extend_from_slice(before.as_bytes());
            match &row[*index] {
                PlainCell::Null => out.extend_from_slice(b"null"),
                PlainCell::Bool(true) => out.extend_from_slice(b"true"),
                PlainCell::Bool(false) => out.extend_from_slice(b"false"),
                PlainCell::Int(number) => push_int(out, *number),
                PlainCell::Text(text) => push_text(out, text),
                PlainCell::List(texts) => {
                    out.push(b'[');
                    for (position, text) in texts.iter().enumerate() {
                        if position > 0 {
                            out.push(b',');
                        }
                        push_text(out, text);
                    }
                    out.push(b']');
                }
                PlainCell::Time(time) => {
                    out.push(b'"');
                    push_time(out, *time, b'T');
                    out.push(b'"');
                }
            }
        }
        out.extend_from_slice(self.close.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(columns: &[Column]) -> String {
        let row: Vec<PlainCell<'_>> = (0..).take(columns.len()).map(PlainCell::Int).collect();
        let mut out = Vec::new();
        ObjectWriter::new(columns).push(&row, &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn the_columns_of_a_group_are_one_nested_object() {
        let id = Column::new("id", 0);
        let old_id = Column::new("old_id", 0).in_group("old");
        let old_token = Column::new("old_token", 0).in_group("old");
        let new_id = Column::new("new_id", 0).in_group("new");
        assert_eq!(object(&[id]), r#"{"id":0}"#);
        assert_eq!(
            object(&[old_id, new_id]),
            r#"{"old":{"id":0},"new":{"id":1}}"#
        );
        assert_eq!(
            object(&[new_id, old_id, id, old_token]),
            r#"{"new":{"id":0},"old":{"id":1,"token":3},"id":2}"#
        );
    }
}
