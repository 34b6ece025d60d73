//! Comma- and tab-separated values, with a header line. NULL is an empty
//! field. Output that stops half-way has the exit status and stderr.

use std::io::{self, Write};

use super::format::{Format, Plain, write_time};
use super::{Column, Shape};

/// RFC 4180, with newlines alone between records.
#[derive(Default)]
pub(super) struct Csv {
    field: Vec<u8>,
}

impl Csv {
    fn record<'a>(
        &mut self,
        values: impl Iterator<Item = Plain<'a>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new()
            // The buffer is ours; this one only holds a record.
            .buffer_capacity(512)
            .from_writer(out);
        for value in values {
            self.field.clear();
            write_value(value, &mut self.field)?;
            writer.write_field(&self.field)?;
        }
        writer.write_record(None::<&[u8]>)?;
        writer.flush()
    }
}

impl Format for Csv {
    fn begin(&mut self, columns: &[Column], _: Shape, out: &mut dyn Write) -> io::Result<()> {
        self.record(columns.iter().map(|column| Plain::Text(column.key)), out)
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.record(row.iter().copied(), out)
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Tabs between fields, a record always one line: tab, newline, carriage
/// return and backslash are written `\t`, `\n`, `\r` and `\\`, as the engines'
/// own batch formats do.
#[derive(Default)]
pub(super) struct Tsv {
    field: Vec<u8>,
}

impl Tsv {
    fn record<'a>(
        &mut self,
        values: impl Iterator<Item = Plain<'a>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for (index, value) in values.enumerate() {
            if index > 0 {
                out.write_all(b"\t")?;
            }
            self.field.clear();
            write_value(value, &mut self.field)?;
            for part in self
                .field
                .split_inclusive(|byte| b"\t\n\r\\".contains(byte))
            {
                let (body, escaped): (&[u8], &[u8]) = match part {
                    [body @ .., b'\t'] => (body, b"\\t"),
                    [body @ .., b'\n'] => (body, b"\\n"),
                    [body @ .., b'\r'] => (body, b"\\r"),
                    [body @ .., b'\\'] => (body, b"\\\\"),
                    body => (body, b""),
                };
                out.write_all(body)?;
                out.write_all(escaped)?;
            }
        }
        out.write_all(b"\n")
    }
}

impl Format for Tsv {
    fn begin(&mut self, columns: &[Column], _: Shape, out: &mut dyn Write) -> io::Result<()> {
        self.record(columns.iter().map(|column| Plain::Text(column.key)), out)
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut dyn Write) -> io::Result<()> {
        self.record(row.iter().copied(), out)
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn write_value(value: Plain<'_>, out: &mut Vec<u8>) -> io::Result<()> {
    match value {
        Plain::Null => Ok(()),
        Plain::Bool(truth) => write!(out, "{truth}"),
        Plain::Int(number) => write!(out, "{number}"),
        Plain::Text(text) => out.write_all(text.as_bytes()),
        Plain::Time(time) => write_time(out, time, b'T'),
    }
}
