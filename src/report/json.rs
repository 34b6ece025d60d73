//! The envelope of RAGFlow's endpoint: `{"code":0,"message":"","data":…}`.
//!
//! Rows stream: the document is closed only after the last one, so output that
//! stops half-way never parses as complete.

use serde::Serialize;

use super::format::{Format, Plain, push_int, push_time};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct Json {
    object: Object,
    shape: Option<Shape>,
    rows: u64,
}

impl Format for Json {
    fn begin(&mut self, columns: &[Column], shape: Shape, out: &mut Vec<u8>) {
        self.object = Object::of(columns);
        self.shape = Some(shape);
        out.extend_from_slice(br#"{"code":0,"message":"","data":"#);
        if shape == Shape::Rows {
            out.push(b'[');
        }
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>) {
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

    fn fail(&mut self, error: &Error, sent_some: bool, unsent: &mut Vec<u8>) {
        // Half a document stays unterminated: nobody may take it for a whole.
        // One that nobody has seen becomes a proper failure.
        if !sent_some {
            unsent.clear();
            push_failure(error, unsent);
        }
    }
}

/// `{"code":404,"message":"…","data":false}`.
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
    // Such a struct can always be written as JSON, and memory does not fail.
    let _ = serde_json::to_writer(&mut *out, &failure);
    out.push(b'\n');
}

/// A text in quotes, escaped.
fn push_text(out: &mut Vec<u8>, text: &str) {
    // Nearly every text of a listing is a key or an id, which need no escapes.
    // Without an early end, so that the bytes are looked at many at a time.
    let escaped = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    if !text.bytes().fold(false, |any, byte| any | escaped(byte)) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    // Text can always be written as JSON, and memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// An object scope keys are the columns' names. Columns of a group stand in an
/// object of their own, wherever they were asked for.
#[derive(Default)]
pub(super) struct Object {
    /// The place of each value in the row, and what precedes it: `{"first":`,
    /// `,"second":`, …
    before: Vec<(usize, String)>,
    /// `}` or `}}`.
    close: &'static str,
}

impl Object {
    pub(super) fn of(columns: &[Column]) -> Self {
        // The columns of a group come together, where its first one stands.
        let place = |group| columns.iter().position(|column| column.group == group);
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|index| match columns[*index].group {
            None => *index,
            group => place(group).unwrap_or(*index),
        });
        let mut before = Vec::with_capacity(order.len());
        let mut group = None;
        for index in order {
            let column = &columns[index];
            let mut text = String::new();
            if group.is_some() && column.group != group {
                text.push('}');
            }
            text.push(if before.is_empty() { '{' } else { ',' });
            // Column names are plain identifiers.
            if let Some(name) = column.group.filter(|_| group != column.group) {
                text.push_str(&format!("\"{name}\":{{"));
            }
            text.push_str(&format!("\"{}\":", column.inner_key()));
            group = column.group;
            before.push((index, text));
        }
        Self {
            before,
            close: if group.is_some() { "}}" } else { "}" },
        }
    }

    pub(super) fn push(&self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        for (index, before) in &self.before {
            out.extend_from_slice(before.as_bytes());
            match &row[*index] {
                Plain::Null => out.extend_from_slice(b"null"),
                Plain::Bool(true) => out.extend_from_slice(b"true"),
                Plain::Bool(false) => out.extend_from_slice(b"false"),
                Plain::Int(number) => push_int(out, *number),
                Plain::Text(text) => push_text(out, text),
                Plain::Time(time) => {
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
        let row: Vec<Plain<'_>> = (0..).take(columns.len()).map(Plain::Int).collect();
        let mut out = Vec::new();
        Object::of(columns).push(&row, &mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn columns_of_a_group_are_an_object_wherever_they_stand() {
        let id = Column::new("id", 0);
        let old_id = Column::new("old_id", 0).part_of("old");
        let old_token = Column::new("old_token", 0).part_of("old");
        let new_id = Column::new("new_id", 0).part_of("new");
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
