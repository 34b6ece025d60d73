//! Comma-separated and tab-separated values, with a header line. NULL is an
//! empty field, and an empty text is two quotes. These formats cannot mark incomplete output: stderr and the exit
//! status do.

use super::format::{Format, PlainCell, Style, push_int, push_time};
use super::{Column, Shape};

/// RFC 4180, except that records end with a newline alone.
pub(super) struct Csv {
    has_header: bool,
}

impl Csv {
    pub(super) fn new(style: Style) -> Self {
        Self {
            has_header: style.has_header,
        }
    }

    fn push_record<'a>(
        &self,
        values: impl ExactSizeIterator<Item = PlainCell<'a>> + Clone,
        out: &mut Vec<u8>,
    ) {
        let start = out.len();
        let commas = values.len().saturating_sub(1);
        push_joined(values.clone(), push_unquoted, out);
        // Hardly any record needs quotes; see also `push_unquoted`. Counting special bytes once per record
        // is enough to see it: then the commas between the values are all.
        if count_special_bytes(&out[start..]) != commas {
            out.truncate(start);
            push_joined(values, push_quoted, out);
        }
        if out.len() == start {
            // Readers skip a blank line.
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
    }
}

fn push_joined<'a>(
    values: impl Iterator<Item = PlainCell<'a>>,
    push: fn(PlainCell<'a>, &mut Vec<u8>),
    out: &mut Vec<u8>,
) {
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        push(value, out);
    }
}

/// Whether a text would be read as NULL without quotes.
fn reads_as_null(text: &str) -> bool {
    matches!(text, "" | "NULL" | r"\N")
}

/// Appends a value without quotes. If it needs them, a special byte shows it.
fn push_unquoted(value: PlainCell<'_>, out: &mut Vec<u8>) {
    match value {
        PlainCell::Text(text) if reads_as_null(text) => out.push(b'"'),
        other => push_value(other, out),
    }
}

fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b',') | (byte == b'\n') | (byte == b'\r')
}

/// The number of bytes that have a meaning in CSV.
fn count_special_bytes(record: &[u8]) -> usize {
    // The count of a chunk fits into one byte, so the compiler can process many
    // bytes at a time.
    let chunks = record.chunks(usize::from(u8::MAX));
    let count = |chunk: &[u8]| {
        let count = chunk.iter().map(|byte| u8::from(is_special(*byte)));
        usize::from(count.sum::<u8>())
    };
    chunks.map(count).sum()
}

/// Appends a value, in quotes if it needs them.
fn push_quoted(value: PlainCell<'_>, out: &mut Vec<u8>) {
    match value {
        PlainCell::Text(text) if reads_as_null(text) || text.bytes().any(is_special) => {
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
        if self.has_header {
            self.push_record(
                columns.iter().map(|column| PlainCell::Text(column.key)),
                out,
            );
        }
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        self.push_record(row.iter().copied(), out);
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

/// Tab-separated values. A record is always one line: tab, newline, carriage
/// return and backslash are written `\t`, `\n`, `\r` and `\\`, as in the batch
/// formats of MySQL and PostgreSQL; a quote at the beginning is `\"`.
pub(super) struct Tsv {
    has_header: bool,
    field: Vec<u8>,
}

impl Tsv {
    pub(super) fn new(style: Style) -> Self {
        Self {
            has_header: style.has_header,
            field: Vec::new(),
        }
    }

    fn push_record<'a>(&mut self, values: impl Iterator<Item = PlainCell<'a>>, out: &mut Vec<u8>) {
        for (index, value) in values.enumerate() {
            if index > 0 {
                out.push(b'\t');
            }
            match value {
                // These need no escape in TSV: `\N` has one.
                PlainCell::Text(text @ ("" | "NULL")) => {
                    out.push(b'"');
                    out.extend_from_slice(text.as_bytes());
                    out.push(b'"');
                    continue;
                }
                // Otherwise the quote would begin a field in quotes.
                PlainCell::Text(text) if text.starts_with('"') => out.push(b'\\'),
                _ => {}
            }
            self.field.clear();
            push_value(value, &mut self.field);
            push_escaped(&self.field, out);
        }
        out.push(b'\n');
    }
}

impl Format for Tsv {
    fn begin(&mut self, columns: &[Column], _: Shape, out: &mut Vec<u8>) {
        if self.has_header {
            self.push_record(
                columns.iter().map(|column| PlainCell::Text(column.key)),
                out,
            );
        }
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        self.push_record(row.iter().copied(), out);
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

/// Appends a value as one line without tabs.
pub(super) fn push_escaped(value: &[u8], out: &mut Vec<u8>) {
    for byte in value {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\\' => out.extend_from_slice(b"\\\\"),
            other => out.push(*other),
        }
    }
}

pub(super) fn push_value(value: PlainCell<'_>, out: &mut Vec<u8>) {
    match value {
        PlainCell::Null => {}
        PlainCell::Bool(truth) => out.extend_from_slice(if truth { b"true" } else { b"false" }),
        PlainCell::Int(number) => push_int(out, number),
        PlainCell::Text(text) => out.extend_from_slice(text.as_bytes()),
        // Output joins the texts of a list.
        PlainCell::List(_) => {}
        PlainCell::Time(time) => push_time(out, time, b'T'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [Column::new("a", 0), Column::new("b", 0)];

    fn printed(mut format: impl Format, values: [PlainCell<'_>; 2]) -> String {
        let mut out = Vec::new();
        format.begin(&COLUMNS, Shape::Rows, &mut out);
        format.row(&values, &mut out);
        format.end(&mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn csv_quotes_only_values_that_need_it() {
        let text = printed(
            Csv::new(Style::default()),
            [PlainCell::Text("a,\"b\"\nc"), PlainCell::Null],
        );
        assert_eq!(text, "a,b\n\"a,\"\"b\"\"\nc\",\n");
        let long = "x".repeat(1000);
        let text = printed(
            Csv::new(Style::default()),
            [PlainCell::Text(&long), PlainCell::Int(-7)],
        );
        assert_eq!(text, format!("a,b\n{long},-7\n"));
    }

    #[test]
    fn texts_that_would_be_read_as_null_are_in_quotes() {
        let text = printed(
            Csv::new(Style::default()),
            [PlainCell::Text(""), PlainCell::Null],
        );
        assert_eq!(text, "a,b\n\"\",\n");
        let text = printed(
            Csv::new(Style::default()),
            [PlainCell::Text("NULL"), PlainCell::Text("\\N")],
        );
        assert_eq!(text, "a,b\n\"NULL\",\"\\N\"\n");
        let text = printed(
            Tsv::new(Style::default()),
            [PlainCell::Text(""), PlainCell::Null],
        );
        assert_eq!(text, "a\tb\n\"\"\t\n");
        let texts = [PlainCell::Text("NULL"), PlainCell::Text("\"\\N")];
        let text = printed(Tsv::new(Style::default()), texts);
        assert_eq!(text, "a\tb\n\"NULL\"\t\\\"\\\\N\n");
    }

    #[test]
    fn a_csv_record_with_one_empty_field_is_not_a_blank_line() {
        let mut out = Vec::new();
        Csv::new(Style::default()).push_record([PlainCell::Null].into_iter(), &mut out);
        assert_eq!(out, b"\"\"\n");
    }

    #[test]
    fn a_tsv_record_is_always_one_line() {
        let text = printed(
            Tsv::new(Style::default()),
            [PlainCell::Text("a\tb\nc\\"), PlainCell::Bool(true)],
        );
        assert_eq!(text, "a\tb\na\\tb\\nc\\\\\ttrue\n");
    }
}
