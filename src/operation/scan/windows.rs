//! Reading a text of any length in constant memory.
//!
//! Windows overlap, so that whatever begins in one has its surroundings in it.

use std::io::{self, Read};
use std::ops::Range;

use crate::domain::scan::CONTEXT;
use crate::error::Result;

/// The size of a window in bytes: large enough that the overlap costs nothing.
const WINDOW: usize = 1024 * 1024;

/// The buffer for windows.
#[derive(Default)]
pub(super) struct Windows {
    buffer: Vec<u8>,
}

/// Where something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of the line, from 1. Lines end with a newline.
    pub(crate) line: u64,
    /// The number of the byte in its line, from 1.
    pub(crate) column: u64,
    /// The number of the byte in the text, from 0.
    pub(crate) offset: u64,
}

/// A part of a text.
pub(super) struct Window<'a> {
    pub(super) text: &'a [u8],
    /// What begins here belongs to this window and to no other.
    pub(super) owned: Range<usize>,
    cursor: Cursor<'a>,
}

/// Counts lines.
struct Cursor<'a> {
    position: &'a mut Position,
    /// Offset of the window in the text.
    base: u64,
    /// How far into the window lines are counted.
    counted: usize,
}

/// How far lines are counted.
struct Position {
    line: u64,
    /// Offset of the line in the text.
    line_start: u64,
}

impl Windows {
    pub(super) fn new() -> Self {
        Self::with_size(WINDOW)
    }

    /// `size` is larger than what windows share.
    fn with_size(size: usize) -> Self {
        Self {
            buffer: vec![0; size],
        }
    }

    /// Reads a text to its end. Returns the error that ended it early; the part
    /// before it is passed on.
    ///
    /// # Errors
    /// When `each` fails.
    pub(super) fn for_each(
        &mut self,
        input: &mut dyn Read,
        each: &mut dyn FnMut(&mut Window<'_>) -> Result<()>,
    ) -> Result<Option<io::Error>> {
        let mut position = Position {
            line: 1,
            line_start: 0,
        };
        let (mut base, mut kept, mut owned_start) = (0_u64, 0, 0);
        loop {
            let (filled, end) = fill(input, &mut self.buffer, kept);
            let owned_end = match end {
                Some(_) => filled,
                None => filled - CONTEXT,
            };
            let mut window = Window {
                text: &self.buffer[..filled],
                owned: owned_start..owned_end,
                cursor: Cursor {
                    position: &mut position,
                    base,
                    counted: owned_start,
                },
            };
            each(&mut window)?;
            window.count_lines(owned_end);
            if let Some(end) = end {
                return Ok(end.err());
            }
            let shared = owned_end - CONTEXT;
            self.buffer.copy_within(shared..filled, 0);
            base += shared as u64;
            (kept, owned_start) = (filled - shared, CONTEXT);
        }
    }
}

/// Fills a buffer that has `kept` bytes. Returns how many it has then and, at the
/// end of the input, how that ended.
fn fill(input: &mut dyn Read, buffer: &mut [u8], kept: usize) -> (usize, Option<io::Result<()>>) {
    let mut filled = kept;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => return (filled, Some(Ok(()))),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (filled, Some(Err(error))),
        }
    }
    (filled, None)
}

impl Window<'_> {
    /// The place of a byte. The bytes must be asked for in their order.
    pub(super) fn place(&mut self, start: usize) -> Place {
        self.count_lines(start);
        let offset = self.cursor.base + start as u64;
        Place {
            line: self.cursor.position.line,
            column: offset - self.cursor.position.line_start + 1,
            offset,
        }
    }

    fn count_lines(&mut self, until: usize) {
        let Cursor {
            position,
            base,
            counted,
        } = &mut self.cursor;
        let new = &self.text[*counted..until];
        position.line += memchr::memchr_iter(b'\n', new).count() as u64;
        if let Some(last) = memchr::memrchr(b'\n', new) {
            position.line_start = *base + (*counted + last + 1) as u64;
        }
        *counted = until;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scan::{SecretIndex, find_candidates};

    /// Reads a few bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len());
            (&mut self.0).take(length as u64).read(buffer)
        }
    }

    #[test]
    fn windows_own_each_byte_once_and_know_its_place() {
        let text: Vec<u8> = (0..50_000_u32)
            .map(|number| match number % 97 {
                0 => b'\n',
                _ => (number % 251) as u8,
            })
            .collect();
        for (size, step) in [
            (2 * CONTEXT + 1, 1_000),
            (3 * CONTEXT, 7),
            (50_000, 50_000),
            (49_999, 4_096),
            (WINDOW, WINDOW),
        ] {
            let mut next = 0;
            let mut places = Vec::new();
            let mut each = |window: &mut Window<'_>| {
                let base = usize::try_from(window.cursor.base).expect("small");
                assert_eq!(base + window.owned.start, next, "{size}");
                assert!(next == 0 || window.owned.start >= CONTEXT);
                next = base + window.owned.end;
                assert!(next == text.len() || window.text.len() - window.owned.end >= CONTEXT);
                assert_eq!(window.text, &text[base..base + window.text.len()]);
                places.extend(window.owned.clone().map(|place| window.place(place)));
                Ok(())
            };
            let ended = Windows::with_size(size).for_each(&mut Slow(&text, step), &mut each);
            assert!(ended.expect("it is read").is_none());
            assert_eq!(next, text.len());
            let (mut line, mut column) = (1, 1);
            for (offset, byte) in text.iter().enumerate() {
                let offset = offset as u64;
                assert_eq!(
                    places[offset as usize],
                    Place {
                        line,
                        column,
                        offset
                    }
                );
                (line, column) = match byte {
                    b'\n' => (line + 1, 1),
                    _ => (line, column + 1),
                };
            }
        }
    }

    /// The candidates that are owned, with the places where they begin.
    fn found(text: &[u8], index: &SecretIndex, size: usize, step: usize) -> Vec<(u64, Vec<u8>)> {
        let mut found = Vec::new();
        let mut each = |window: &mut Window<'_>| {
            for candidate in find_candidates(window.text, index) {
                if window.owned.contains(&candidate.range.start) {
                    let place = window.place(candidate.range.start);
                    let secret = candidate.secret(window.text).into_owned();
                    found.push((place.offset, secret));
                }
            }
            Ok(())
        };
        let ended = Windows::with_size(size).for_each(&mut Slow(text, step), &mut each);
        assert!(ended.expect("it is read").is_none());
        found
    }

    #[test]
    fn a_secret_is_found_once_wherever_windows_and_reads_end() {
        const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
        const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
        let mut index = SecretIndex::default();
        index.add_key(KEY);
        index.add_secret(BETA);
        let size = 2 * CONTEXT + 64;
        for (filler, step_of_shift) in [(b'.', 1), (b'x', 9), (0, 9)] {
            for shift in (0..200).step_by(step_of_shift) {
                // Around the first place where windows meet, and around the next.
                let mut text = vec![filler; CONTEXT + 64 - 100 + shift];
                text.extend_from_slice(format!(" {KEY}").as_bytes());
                text.resize(size - 150 + shift, filler);
                text.extend_from_slice(format!("{BETA}=").as_bytes());
                let wide = KEY.bytes().flat_map(|byte| [byte, 0]);
                text.extend(wide);
                text.resize(2 * size + 64 - 100, filler);
                text.extend_from_slice(KEY.as_bytes());
                let whole = found(&text, &index, text.len() + 1, WINDOW);
                assert_eq!(whole.len(), 4, "{filler} {shift}");
                for step in [size, 1021] {
                    let parts = found(&text, &index, size, step);
                    assert!(parts == whole, "{filler} {shift} {step}");
                }
            }
        }
    }
}
