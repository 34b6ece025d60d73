//! Bare values, one row per line: for `xargs`, `while read` and `$(…)`.

use super::format::{Format, PlainCell};
use super::{Column, Shape, csv};

/// Each row is the value of its first column, written as in TSV, so that it is always
/// one line. NULL is an empty line.
#[derive(Default)]
pub(super) struct Bare {
    value: Vec<u8>,
}

impl Format for Bare {
    fn begin(&mut self, _: &[Column], _: Shape, _: &mut Vec<u8>) {}

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        self.value.clear();
        if let Some(value) = row.first() {
            csv::push_value(*value, &mut self.value);
        }
        csv::push_escaped(&self.value, out);
        out.push(b'\n');
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_one_line() {
        let mut bare = Bare::default();
        let mut out = Vec::new();
        for value in [
            PlainCell::Text("a"),
            PlainCell::Null,
            PlainCell::Text("two\nlines"),
            PlainCell::Int(7),
        ] {
            bare.row(&[value, PlainCell::Text("other")], &mut out);
        }
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "a\n\ntwo\\nlines\n7\n"
        );
    }
}
