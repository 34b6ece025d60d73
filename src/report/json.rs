//! The envelope of RAGFlow's endpoint: `{"code":0,"message":"","data":…}`.
//!
//! Rows stream: the document is closed only after the last one, so output that
//! stops half-way never parses as complete.

use serde::Serialize;

use super::format::{Format, Plain, push, push_time};
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
    // Text can always be written as JSON, and memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

/// An object whose keys are the columns' names.
#[derive(Default)]
pub(super) struct Object {
    /// `{"first":`, `,"second":`, …: what precedes each value.
    before: Vec<String>,
}

impl Object {
    pub(super) fn of(columns: &[Column]) -> Self {
        let before = columns.iter().enumerate().map(|(index, column)| {
            // Column names are plain identifiers.
            let open = if index == 0 { '{' } else { ',' };
            format!("{open}\"{}\":", column.key)
        });
        Self {
            before: before.collect(),
        }
    }

    pub(super) fn push(&self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        for (before, value) in self.before.iter().zip(row) {
            out.extend_from_slice(before.as_bytes());
            match value {
                Plain::Null => out.extend_from_slice(b"null"),
                Plain::Bool(true) => out.extend_from_slice(b"true"),
                Plain::Bool(false) => out.extend_from_slice(b"false"),
                Plain::Int(number) => push(out, format_args!("{number}")),
                Plain::Text(text) => push_text(out, text),
                Plain::Time(time) => {
                    out.push(b'"');
                    push_time(out, *time, b'T');
                    out.push(b'"');
                }
            }
        }
        out.push(b'}');
    }
}
