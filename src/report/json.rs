//! The envelope of RAGFlow's endpoint: `{"code":0,"message":"","data":…}`.
//!
//! Rows stream: the document is closed only after the last one, so output that
//! stops half-way never parses as complete.

use std::io::{self, Write};

use super::format::{Format, Plain, write_time};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct Json {
    object: Object,
    shape: Option<Shape>,
    rows: u64,
}

impl Format for Json {
    fn begin(&mut self, columns: &[Column], shape: Shape, out: &mut dyn Write) -> io::Result<()> {
        self.object = Object::of(columns);
        self.shape = Some(shape);
        out.write_all(br#"{"code":0,"message":"","data":"#)?;
        match shape {
            Shape::Rows => out.write_all(b"["),
            Shape::One => Ok(()),
        }
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut dyn Write) -> io::Result<()> {
        if self.rows > 0 {
            out.write_all(b",")?;
        }
        self.rows += 1;
        self.object.write(row, out)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.shape {
            Some(Shape::Rows) => out.write_all(b"]}\n"),
            _ => out.write_all(b"}\n"),
        }
    }

    fn fail(&mut self, error: &Error, begun: bool, out: &mut dyn Write) -> io::Result<()> {
        // Half a document stays unterminated: nobody may take it for a whole.
        if begun {
            Ok(())
        } else {
            write_failure(error, out)
        }
    }
}

/// `{"code":404,"message":"…","data":false}`.
pub(super) fn write_failure(error: &Error, out: &mut dyn Write) -> io::Result<()> {
    let (_, code) = error.kind().codes();
    write!(out, r#"{{"code":{code},"message":"#)?;
    serde_json::to_writer(&mut *out, &error.to_string())?;
    out.write_all(b",\"data\":false}\n")
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

    pub(super) fn write(&self, row: &[Plain<'_>], out: &mut dyn Write) -> io::Result<()> {
        for (before, value) in self.before.iter().zip(row) {
            out.write_all(before.as_bytes())?;
            match value {
                Plain::Null => out.write_all(b"null")?,
                Plain::Bool(true) => out.write_all(b"true")?,
                Plain::Bool(false) => out.write_all(b"false")?,
                Plain::Int(number) => serde_json::to_writer(&mut *out, number)?,
                Plain::Text(text) => serde_json::to_writer(&mut *out, text)?,
                Plain::Time(time) => {
                    out.write_all(b"\"")?;
                    write_time(out, *time, b'T')?;
                    out.write_all(b"\"")?;
                }
            }
        }
        out.write_all(b"}")
    }
}
