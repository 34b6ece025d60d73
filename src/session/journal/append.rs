//! Appending lines to a file that several runs write: whole lines or none.

use std::fs::File;
use std::io::{self, ErrorKind, Seek as _, Write as _};
use std::os::unix::fs::FileExt as _;

/// Appends lines to a file that is open for reading and appending. If the file ends
/// in the middle of a line, the lines begin on a new one. What could not be written
/// whole is removed again.
///
/// # Errors
/// When not all is written.
pub(super) fn append_lines(file: &mut File, lines: &[u8]) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(lines.len() + 1);
    if !ends_with_newline(file)? {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(lines);
    let mut written = 0;
    while written < bytes.len() {
        match file.write(&bytes[written..]) {
            Ok(0) => return Err(cut_off(file, written, ErrorKind::WriteZero.into())),
            Ok(length) => written += length,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(cut_off(file, written, error)),
        }
    }
    Ok(())
}

/// Whether the file is empty or its last line is complete.
fn ends_with_newline(file: &File) -> io::Result<bool> {
    let Some(last) = file.metadata()?.len().checked_sub(1) else {
        return Ok(true);
    };
    let mut byte = [0];
    file.read_exact_at(&mut byte, last)?;
    Ok(byte == *b"\n")
}

/// Removes what was written last, unless another run has written since.
fn cut_off(file: &mut File, written: usize, error: io::Error) -> io::Error {
    if written > 0
        && let Ok(end) = file.stream_position()
        && file.metadata().is_ok_and(|metadata| metadata.len() == end)
    {
        // If this fails too, the next line still begins on a new line.
        let _ = file.set_len(end - written as u64);
    }
    error
}
