//! What a format is, and how it writes numbers and times. The formats are
//! listed in `formats.rs`.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Column, Shape};
use crate::error::Error;

/// A value as a format sees it: secrets have been masked or revealed already.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plain<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Text(&'a str),
    Time(NaiveDateTime),
}

/// What a format may know of where it is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Colour and weight are wanted.
    pub(super) color: bool,
    /// Columns of the terminal; `None`: not a terminal, any width will do.
    pub(super) width: Option<usize>,
    /// The user chose the columns: leave none out.
    pub(super) fixed_columns: bool,
}

/// Turns rows into text. What it appends to `out` goes on to stdout in large
/// pieces; memory does not fail, so a format cannot either.
pub(super) trait Format {
    /// Before the first row.
    fn begin(&mut self, columns: &[Column], shape: Shape, out: &mut Vec<u8>);
    /// A row, in the order of the columns.
    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>);
    /// After the last row.
    fn end(&mut self, out: &mut Vec<u8>);
    /// The run failed. `unsent` is what has not gone to stdout yet;
    /// `sent_some`: something has. Most formats send the rows they have, and
    /// leave the failure to stderr and the exit status.
    fn fail(&mut self, _: &Error, _sent_some: bool, _unsent: &mut Vec<u8>) {}
    /// Columns that were left out to fit the terminal.
    fn left_out(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// Appends a text made of ASCII by `write!`.
pub(super) fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    use std::io::Write as _;
    // Writing to memory cannot fail.
    let _ = out.write_fmt(text);
}

/// Appends a number.
pub(super) fn push_int(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends `YYYY-MM-DD`, `separator`, `HH:MM:SS` and a fraction if there is
/// one. By hand: a listing writes two for every key.
pub(super) fn push_time(out: &mut Vec<u8>, time: NaiveDateTime, separator: u8) {
    let (Ok(year @ 0..=9999), micros) = (u32::try_from(time.year()), time.nanosecond() / 1000)
    else {
        return push(out, format_args!("{}", time.format("%Y-%m-%dT%H:%M:%S")));
    };
    // Each below a hundred: two digits.
    let two = |number: u32| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
    let ([a, b], [c, d]) = (two(year / 100), two(year % 100));
    let ([e, f], [g, h]) = (two(time.month()), two(time.day()));
    let ([i, j], [k, l], [m, n]) = (two(time.hour()), two(time.minute()), two(time.second()));
    out.extend_from_slice(&[
        a, b, c, d, b'-', e, f, b'-', g, h, separator, i, j, b':', k, l, b':', m, n,
    ]);
    if micros != 0 {
        push(out, format_args!(".{micros:06}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_whole_or_with_a_fraction() {
        let written = |text: &str| {
            let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f");
            let mut out = Vec::new();
            push_time(&mut out, time.expect("a time"), b'T');
            String::from_utf8(out).expect("ASCII")
        };
        assert_eq!(written("2026-02-01T09:05:07"), "2026-02-01T09:05:07");
        assert_eq!(
            written("0999-12-31T23:59:59.25"),
            "0999-12-31T23:59:59.250000"
        );
    }
}
