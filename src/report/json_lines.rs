//! JSON Lines: one JSON object per line.

use super::format::{Format, PlainCell};
use super::json::{ObjectWriter, push_failure};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct JsonLines(ObjectWriter);

impl Format for JsonLines {
    fn begin(&mut self, columns: &[Column], _: Shape, _: &mut Vec<u8>) {
        self.0 = ObjectWriter::new(columns);
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        self.0.push(row, out);
        out.push(b'\n');
    }

    fn end(&mut self, _: &mut Vec<u8>) {}

    /// The error is the last line: a reader can see that rows are missing.
    fn fail(&mut self, error: &Error, _: bool, unsent: &mut Vec<u8>) {
        push_failure(error, unsent);
    }
}
