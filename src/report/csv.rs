//! Comma- and tab-separated values, with a header line. NULL is an empty
//! field. Output that stops half-way has the exit status and stderr.

use super::format::{Format, Plain, push_int, push_time};
use super::{Column, Shape};

/// RFC 4180, with newlines alone between records.
#[derive(Default)]
pub(super) struct Csv;

impl Csv {
    fn push_record<'a>(
        &self,
        values: impl ExactSizeIterator<Item = Plain<'a>> + Clone,
        out: &mut Vec<u8>,
    ) {
        let start = out.len();
        let commas = values.len().saturating_sub(1);
        push_joined(values.clone(), push_value, out);
        // Hardly a record needs quotes, which one look at all of it tells: the
        // commas between the values are all there is.
        if specials(&out[start..]) != commas {
            out.truncate(start);
            push_joined(values, push_quoted, out);
        }
        if out.len() == start {
            // A blank line would be no record.
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
    }
}

fn push_joined<'a>(
    values: impl Iterator<Item = Plain<'a>>,
    push: fn(Plain<'a>, &mut Vec<u8>),
    out: &mut Vec<u8>,
) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        push(value, out);
    }
}

fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b',') | (byte == b'\n') | (byte == b'\r')
}

/// How many bytes a text in quotes could be there for.
fn specials(record: &[u8]) -> usize {
    // In pieces scope count is a byte, so that many bytes are counted at a time.
    let pieces = record.chunks(usize::from(u8::MAX));
    let count = |piece: &[u8]| {
        let count = piece.iter().map(|byte| u8::from(is_special(*byte)));
        usize::from(count.sum::<u8>())
    };
    pieces.map(count).sum()
}

/// A value, in quotes where it needs them.
fn push_quoted(value: Plain<'_>, out: &mut Vec<u8>) {
    match value {
        Plain::Text(text) if text.bytes().any(is_special) => {
            out.push(b'"');
            for byte in text.bytes() {
                if byte == b'"' {
                    out.push(b'"');
                }
                out.push(byte);
            }
            out.push(b'"');
        }
        other => push_value(other, out),
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
        Plain::Bool(truth) => out.extend_from_slice(if truth { b"true" } else { b"false" }),
        Plain::Int(number) => push_int(out, number),
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
        let text = print(Csv, [Plain::Text("a,\"b\"\nc"), Plain::Null]);
        assert_eq!(text, "a,b\n\"a,\"\"b\"\"\nc\",\n");
        let long = "x".repeat(1000);
        let text = print(Csv, [Plain::Text(&long), Plain::Int(-7)]);
        assert_eq!(text, format!("a,b\n{long},-7\n"));
    }

    #[test]
    fn a_record_of_one_empty_field_is_no_blank_line() {
        let mut out = Vec::new();
        Csv.push_record([Plain::Null].into_iter(), &mut out);
        assert_eq!(out, b"\"\"\n");
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
