//! The interface of a format, and how numbers and times are written. The
//! formats are listed in `formats.rs`.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Column, Shape};
use crate::error::Error;

/// A cell as a format sees it: secrets are already masked or revealed.
#[derive(Clone, Copy, Debug)]
pub(super) enum PlainCell<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Text(&'a str),
    List(&'a [&'a str]),
    Time(NaiveDateTime),
}

/// How a format may adapt to the terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether to print colour and bold text.
    pub(super) color: bool,
    /// Width of the terminal in columns; `None`: not a terminal, no limit.
    pub(super) width: Option<usize>,
    /// Whether there is a header line.
    pub(super) has_header: bool,
    /// Whether the user selected the columns or all of them: then none may be hidden.
    pub(super) has_fixed_columns: bool,
}

impl Default for Style {
    /// No colour, no limit, and a header.
    fn default() -> Self {
        Self {
            color: false,
            width: None,
            has_header: true,
            has_fixed_columns: false,
        }
    }
}

/// Turns rows into text. A format appends to a buffer in memory, which
/// [`Output`](super::Output) writes to stdout; so a format cannot fail.
pub(super) trait Format {
    /// Sets the zone of the local times, before `begin`. Only a table shows it.
    fn set_zone(&mut self, _: &str) {}
    /// Called before the first row.
    fn begin(&mut self, columns: &[Column], shape: Shape, out: &mut Vec<u8>);
    /// Appends a row; the cells are in the order of the columns.
    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>);
    /// Called after the last row.
    fn end(&mut self, out: &mut Vec<u8>);
    /// Called instead of `end` when the run fails. `unsent` is the part of the
    /// output that is not yet written to stdout; `has_sent`: another part is.
    /// Most formats print the rows they have, and leave the error to stderr and
    /// the exit status.
    fn fail(&mut self, _: &Error, _has_sent: bool, _unsent: &mut Vec<u8>) {}
    /// Columns that are not shown because the terminal is too narrow.
    fn hidden_columns(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// Appends a formatted text.
pub(super) fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    use std::io::Write as _;
    // Writing to a Vec cannot fail.
    let _ = out.write_fmt(text);
}

/// Appends a number in decimal.
pub(super) fn push_int(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends `YYYY-MM-DD`, the separator, `HH:MM:SS` and the microseconds, if
/// there are any. Written by hand for speed: a listing prints two dates per key.
pub(super) fn push_time(out: &mut Vec<u8>, time: NaiveDateTime, separator: u8) {
    let (Ok(year @ 0..=9999), micros) = (u32::try_from(time.year()), time.nanosecond() / 1000)
    else {
        return push(out, format_args!("{}", time.format("%Y-%m-%dT%H:%M:%S")));
    };
    // Every number is below 100.
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
    fn a_time_has_a_fraction_only_if_it_is_not_zero() {
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
