//! Standard input. Only one option or argument of a command line can read it:
//! `-` as a KEY or string, `--login-token -`, or `import -`. Prompts read it only
//! at a terminal.

use std::io::{self, BufRead as _, BufReader, Read};

use crate::domain::key_selector::KeySelector;
use crate::error::{Error, Kind, Result};
use crate::text::named_path;

/// Longest line in bytes. RAGFlow's columns hold 255 characters.
const MAX_LINE: usize = 4096;
/// Longest header in bytes. The servers accept no longer one.
const MAX_HEADER: usize = 64 * 1024;

/// The most secrets on stdin.
const MAX_KEYS: usize = 1_000_000;
/// The most lines of a text on stdin.
const MAX_TEXT_LINES: usize = 10_000;
/// The largest file that is read as a whole, in bytes.
const MAX_FILE: u64 = 1024 * 1024 * 1024;

/// Standard input, and what reads it.
pub(crate) struct Stdin<'a> {
    input: &'a mut dyn Read,
    /// The option or argument that reads it.
    reader: Option<&'static str>,
}

/// Reads everything, up to 1 GiB.
///
/// # Errors
/// When it cannot be read, or is larger.
fn read_limited(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MAX_FILE {
        true => Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it is larger than 1 GiB",
        )),
        false => Ok(bytes),
    }
}

impl<'a> Stdin<'a> {
    pub(super) fn new(input: &'a mut dyn Read) -> Self {
        Self {
            input,
            reader: None,
        }
    }

    /// Reads a whole file, or stdin if its name is `-`. Returns its name for messages,
    /// and its content. `reader` is the option or argument that names it.
    ///
    /// # Errors
    /// When something else reads stdin, or the file cannot be read.
    pub(crate) fn read_file(
        &mut self,
        file: &str,
        reader: &'static str,
    ) -> Result<(String, Vec<u8>)> {
        let (name, read) = match file {
            "-" => {
                self.reserve(reader)?;
                ("stdin".to_owned(), read_limited(&mut *self.input))
            }
            path => (
                named_path(path.as_ref()),
                std::fs::File::open(path).and_then(read_limited),
            ),
        };
        match read {
            Ok(bytes) => Ok((name, bytes)),
            Err(error) => {
                let kind = match error.kind() {
                    io::ErrorKind::NotFound => Kind::NotFound,
                    io::ErrorKind::FileTooLarge => Kind::Usage,
                    _ => Kind::Failed,
                };
                Err(Error::new(kind, format!("cannot read {name}")).caused_by(error))
            }
        }
    }

    /// Everything, as it comes. `reader` is the argument that asks for it.
    ///
    /// # Errors
    /// When something else reads stdin.
    pub(crate) fn stream(&mut self, reader: &'static str) -> Result<&mut dyn Read> {
        self.reserve(reader)?;
        Ok(&mut *self.input)
    }

    /// Reads keys, betas and key IDs, one per line, each with the number of its line.
    /// Blank lines are skipped.
    ///
    /// # Errors
    /// When stdin cannot be read, or a line cannot be a key.
    pub(crate) fn read_keys(&mut self, reader: &'static str) -> Result<Vec<(usize, KeySelector)>> {
        let mut keys = Vec::new();
        let mut each = |number: usize, line: &str| {
            if keys.len() == MAX_KEYS {
                let message = format!("stdin has more than {MAX_KEYS} keys");
                return Err(Error::usage(message).hint("divide them among several runs"));
            }
            if !line.trim().is_empty() {
                keys.push((number, KeySelector::new(line)));
            }
            Ok(())
        };
        let form = "write one key, beta or key ID per line to stdin";
        self.read_lines(reader, form, &mut each)?;
        Ok(keys)
    }

    /// Reads the only line, exactly as it is without its line end; an empty
    /// input is an empty line. Blank lines after it are ignored.
    ///
    /// # Errors
    /// When there are several lines, or the input is not text.
    pub(crate) fn read_one_line(
        &mut self,
        reader: &'static str,
        form: &'static str,
    ) -> Result<String> {
        let mut only = String::new();
        let mut each = |_: usize, line: &str| {
            if line.trim().is_empty() && !only.is_empty() {
                return Ok(());
            }
            if !only.trim().is_empty() {
                return Err(Error::usage("stdin has more than one line").hint(form));
            }
            only = line.to_owned();
            Ok(())
        };
        self.read_lines(reader, form, &mut each)?;
        Ok(only)
    }

    /// Reads lines as one text, in which each line ends with a newline.
    ///
    /// # Errors
    /// When there are too many lines, one is too long, or the input is not text.
    pub(crate) fn read_text(&mut self, reader: &'static str, form: &'static str) -> Result<String> {
        let mut text = String::new();
        let mut each = |number: usize, line: &str| {
            if number > MAX_TEXT_LINES {
                let message = format!("stdin has more than {MAX_TEXT_LINES} lines");
                return Err(Error::usage(message).hint(form));
            }
            text.push_str(line);
            text.push('\n');
            Ok(())
        };
        self.read_lines(reader, form, &mut each)?;
        Ok(text)
    }

    /// Reads the bytes of a header, without the line end that a shell adds.
    ///
    /// # Errors
    /// When there are several lines, or more than a header can hold.
    pub(crate) fn read_header(&mut self, reader: &'static str) -> Result<Vec<u8>> {
        self.reserve(reader)?;
        let mut bytes = Vec::new();
        let limit = u64::try_from(MAX_HEADER + 3).unwrap_or(u64::MAX);
        (&mut *self.input)
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::new(Kind::Failed, "cannot read stdin").caused_by(error))?;
        let header = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let header = header.strip_suffix(b"\r").unwrap_or(header);
        let invalid = |why: &str| {
            Error::usage(why).hint("write the value of one Authorization header to stdin")
        };
        if header.len() > MAX_HEADER {
            return Err(invalid("the header on stdin is longer than 64 KiB"));
        }
        if header.contains(&b'\n') {
            return Err(invalid("stdin has more than one line"));
        }
        Ok(header.to_owned())
    }

    /// Reads one byte for a prompt; `false` at the end of the input.
    pub(super) fn read_byte(&mut self, byte: &mut [u8; 1]) -> io::Result<bool> {
        Ok(self.input.read(byte)? == 1)
    }

    fn reserve(&mut self, reader: &'static str) -> Result<()> {
        match self.reader.replace(reader) {
            None => Ok(()),
            Some(other) => Err(
                Error::usage(format!("{other} and {reader} both read stdin"))
                    .hint("use stdin for one of them only"),
            ),
        }
    }

    /// Passes on each line without its end. Errors give the line number, and
    /// never the line.
    fn read_lines(
        &mut self,
        reader: &'static str,
        form: &'static str,
        each: &mut dyn FnMut(usize, &str) -> Result<()>,
    ) -> Result<()> {
        self.reserve(reader)?;
        let mut input = BufReader::new(&mut *self.input);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let limit = u64::try_from(MAX_LINE + 2).unwrap_or(u64::MAX);
            let read = (&mut input).take(limit).read_until(b'\n', &mut line);
            let read = read
                .map_err(|error| Error::new(Kind::Failed, "cannot read stdin").caused_by(error))?;
            if read == 0 {
                break;
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let invalid =
                |why: &str| Error::usage(format!("line {number} of stdin {why}")).hint(form);
            if text.len() > MAX_LINE {
                return Err(invalid("is too long"));
            }
            let text = std::str::from_utf8(text).map_err(|_| invalid("is not valid UTF-8"))?;
            if text.contains('\0') {
                return Err(invalid("contains a NUL character"));
            }
            each(number, text)?;
        }
        Ok(())
    }
}
