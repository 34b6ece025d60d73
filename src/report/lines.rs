//! JSON Lines: an object a line.

use super::format::{Format, Plain};
use super::json::{Object, push_failure};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct JsonLines(Object);

impl Format for JsonLines {
    fn begin(&mut self, columns: &[Column], _: Shape, _: &mut Vec<u8>) {
        self.0 = Object::of(columns);
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        self.0.push(row, out);
        out.push(b'\n');
    }

    fn end(&mut self, _: &mut Vec<u8>) {}

    /// The last line says that there should have been more.
    fn fail(&mut self, error: &Error, _: bool, unsent: &mut Vec<u8>) {
        push_failure(error, unsent);
    }
}
