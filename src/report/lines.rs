//! JSON Lines: an object a line.

use std::io::{self, Write};

use super::format::{Format, Plain};
use super::json::{Object, write_failure};
use super::{Column, Shape};
use crate::error::Error;

#[derive(Default)]
pub(super) struct JsonLines(Object);

impl Format for JsonLines {
    fn begin(&mut self, columns: &[Column], _: Shape, _: &mut dyn Write) -> io::Result<()> {
        self.0 = Object::of(columns);
        Ok(())
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.0.write(row, out)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// The last line says that there should have been more.
    fn fail(&mut self, error: &Error, _: bool, out: &mut dyn Write) -> io::Result<()> {
        write_failure(error, out)
    }
}
