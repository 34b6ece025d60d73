//! Comma- and tab-separated values, with a header line. NULL is an empty
//! field. Output that stops half-way has the exit status and stderr.

use csv_core::{WriteResult, Writer};

use super::format::{Format, Plain, push, push_time};
use super::{Column, Shape};

/// RFC 4180, with newlines alone between records.
pub(super) struct Csv {
    writer: Writer,
    field: Vec<u8>,
}

impl Default for Csv {
    fn default() -> Self {
        Self {
            writer: Writer::new(),
            field: Vec::new(),
        }
    }
}

impl Csv {
    fn push_record<'a>(&mut self, values: impl Iterator<Item = Plain<'a>>, out: &mut Vec<u8>) {
        for (index, value) in values.enumerate() {
            if index > 0 {
                finish(out, |room| self.writer.delimiter(room));
            }
            self.field.clear();
            push_value(value, &mut self.field);
            let mut rest = self.field.as_slice();
            finish(out, |room| {
                let (result, read, written) = self.writer.field(rest, room);
                rest = &rest[read..];
                (result, written)
            });
        }
        finish(out, |room| self.writer.terminator(room));
    }
}

/// Gives the writer room until it is done with one step.
fn finish(out: &mut Vec<u8>, mut step: impl FnMut(&mut [u8]) -> (WriteResult, usize)) {
    let mut room = [0_u8; 256];
    loop {
        let (result, written) = step(&mut room);
        out.extend_from_slice(&room[..written]);
        if matches!(result, WriteResult::InputEmpty) {
            return;
        }
    }
}

impl Format for Csv {
    fn begin(&mut self, columns: &[Column], _: Shape, out: &mut Vec<u8>) {
        self.push_record(columns.iter().map(|column| Plain::Text(column.key)), out);
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        self.push_record(row.iter().copied(), out);
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

/// Tabs between fields, a record always one line: tab, newline, carriage
/// return and backslash are written `\t`, `\n`, `\r` and `\\`, as the engines'
/// own batch formats do.
#[derive(Default)]
pub(super) struct Tsv {
    field: Vec<u8>,
}

impl Tsv {
    fn push_record<'a>(&mut self, values: impl Iterator<Item = Plain<'a>>, out: &mut Vec<u8>) {
        for (index, value) in values.enumerate() {
            if index > 0 {
                out.push(b'\t');
            }
            self.field.clear();
            push_value(value, &mut self.field);
            for byte in &self.field {
                match byte {
                    b'\t' => out.extend_from_slice(b"\\t"),
                    b'\n' => out.extend_from_slice(b"\\n"),
                    b'\r' => out.extend_from_slice(b"\\r"),
                    b'\\' => out.extend_from_slice(b"\\\\"),
                    other => out.push(*other),
                }
            }
        }
        out.push(b'\n');
    }
}

impl Format for Tsv {
    fn begin(&mut self, columns: &[Column], _: Shape, out: &mut Vec<u8>) {
        self.push_record(columns.iter().map(|column| Plain::Text(column.key)), out);
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        self.push_record(row.iter().copied(), out);
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

fn push_value(value: Plain<'_>, out: &mut Vec<u8>) {
    match value {
        Plain::Null => {}
        Plain::Bool(truth) => push(out, format_args!("{truth}")),
        Plain::Int(number) => push(out, format_args!("{number}")),
        Plain::Text(text) => out.extend_from_slice(text.as_bytes()),
        Plain::Time(time) => push_time(out, time, b'T'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [Column::new("a", 0), Column::new("b", 0)];

    fn print(mut format: impl Format, values: [Plain<'_>; 2]) -> String {
        let mut out = Vec::new();
        format.begin(&COLUMNS, Shape::Rows, &mut out);
        format.row(&values, &mut out);
        format.end(&mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn csv_quotes_what_needs_it_and_nothing_else() {
        let text = print(Csv::default(), [Plain::Text("a,\"b\"\nc"), Plain::Null]);
        assert_eq!(text, "a,b\n\"a,\"\"b\"\"\nc\",\n");
        let long = "x".repeat(1000);
        let text = print(Csv::default(), [Plain::Text(&long), Plain::Int(-7)]);
        assert_eq!(text, format!("a,b\n{long},-7\n"));
    }

    #[test]
    fn tsv_keeps_a_record_on_one_line() {
        let text = print(
            Tsv::default(),
            [Plain::Text("a\tb\nc\\"), Plain::Bool(true)],
        );
        assert_eq!(text, "a\tb\na\\tb\\nc\\\\\ttrue\n");
    }
}
