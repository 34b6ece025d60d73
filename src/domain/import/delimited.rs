//! Records of CSV and TSV as programs and spreadsheets write them: cells between
//! commas, semicolons or tabs, in quotes or not.

use super::error::ImportError;

/// The most cells of a record. A key has nine.
const MAX_CELLS: usize = 256;
/// The longest cell in bytes.
const MAX_CELL: usize = 1024 * 1024;

/// A cell of a record.
#[derive(Debug)]
pub(in crate::domain) struct Cell {
    pub(in crate::domain) text: String,
    pub(super) is_quoted: bool,
    /// Whether it has no value: without quotes it is empty, or what the clients of
    /// MySQL and PostgreSQL print for NULL.
    pub(super) is_null: bool,
}

/// A record: the line on which it begins, and its cells.
pub(in crate::domain) type Record = (usize, Vec<Cell>);

/// The records of a text, without blank lines and rows of empty cells.
pub(in crate::domain) struct Records<'a> {
    rest: &'a str,
    /// The number of the current line.
    line: usize,
    delimiter: char,
}

impl<'a> Records<'a> {
    /// Begins at the header line, which shows what is between the cells. A
    /// spreadsheet can say it in a line of its own before (`sep=;`).
    pub(in crate::domain) fn new(text: &'a str) -> Self {
        let mut records = Self {
            rest: text,
            line: 1,
            delimiter: ',',
        };
        records.skip_blank_lines();
        let line = records.rest.lines().next().unwrap_or_default();
        let declared = line.trim_matches(['"', ' ']).to_ascii_lowercase();
        if let Some(delimiter) = declared.strip_prefix("sep=") {
            records.delimiter = delimiter.chars().next().unwrap_or('\t');
            records.advance(line.len());
            records.skip_blank_lines();
        } else if line.contains('\t') {
            records.delimiter = '\t';
        } else if line.contains(';') {
            records.delimiter = ';';
        }
        records
    }

    /// Skips some bytes, and counts their lines.
    fn advance(&mut self, bytes: usize) -> &'a str {
        let (skipped, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        let lone_returns = skipped.matches('\r').count() - skipped.matches("\r\n").count();
        self.line += skipped.matches('\n').count() + lone_returns;
        skipped
    }

    fn skip_blank_lines(&mut self) {
        let rest = self.rest.trim_start_matches(['\r', '\n', ' ']);
        let blank = &self.rest[..self.rest.len() - rest.len()];
        // Blanks at the beginning of a line belong to it.
        let end = blank.rfind(['\r', '\n']).map_or(0, |last| last + 1);
        self.advance(end);
    }

    fn record(&mut self) -> Result<Record, ImportError> {
        let line = self.line;
        let place = || format!("line {line}");
        let mut cells = Vec::new();
        loop {
            let cell = self.cell(line)?;
            if cell.text.len() > MAX_CELL {
                return Err(ImportError::CellTooLong(place()));
            }
            cells.push(cell);
            if cells.len() > MAX_CELLS {
                return Err(ImportError::TooManyCells(place(), MAX_CELLS));
            }
            if !self.rest.starts_with(self.delimiter) {
                break;
            }
            self.rest = &self.rest[self.delimiter.len_utf8()..];
        }
        let end = match self.rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        self.advance(end);
        Ok((line, cells))
    }

    fn cell(&mut self, line: usize) -> Result<Cell, ImportError> {
        let mut text = String::new();
        let is_quoted = self.rest.starts_with('"');
        if is_quoted {
            self.rest = &self.rest[1..];
            loop {
                let Some(end) = self.rest.find('"') else {
                    return Err(ImportError::CutOff(format!("line {line}")));
                };
                text.push_str(self.advance(end));
                self.rest = &self.rest[1..];
                if !self.rest.starts_with('"') {
                    break;
                }
                text.push('"');
                self.rest = &self.rest[1..];
            }
        }
        let end = self.rest.find([self.delimiter, '\r', '\n']);
        let plain = self.advance(end.unwrap_or(self.rest.len()));
        match self.delimiter {
            '\t' => text.push_str(&unescape_tsv(plain)),
            _ => text.push_str(plain),
        }
        Ok(Cell {
            text,
            is_quoted,
            is_null: !is_quoted && matches!(plain, "" | "NULL" | r"\N"),
        })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.skip_blank_lines();
            if self.rest.trim_start_matches(' ').is_empty() {
                return None;
            }
            match self.record() {
                Ok((_, cells)) if cells.iter().all(|cell| cell.text.trim().is_empty()) => {}
                record => return Some(record),
            }
        }
    }
}

/// Replaces `\t`, `\n`, `\r`, `\\` and `\"` by the characters that they stand for.
fn unescape_tsv(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records as text, with the numbers of their lines.
    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        let records = Records::new(text).map(|record| record.expect("a record"));
        let texts = |cells: Vec<Cell>| cells.into_iter().map(|cell| cell.text).collect();
        records.map(|(line, cells)| (line, texts(cells))).collect()
    }

    #[test]
    fn the_header_line_shows_what_is_between_cells() {
        let expected = [(1, vec!["a", "b"]), (2, vec!["1", "x,y;z"])];
        let expected = expected.map(|(line, cells)| {
            let cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
            (line, cells)
        });
        assert_eq!(read("a,b\n1,\"x,y;z\"\n"), expected);
        assert_eq!(read("a;b\r\n1;\"x,y;z\"\r\n"), expected);
        assert_eq!(read("a\tb\n1\tx,y;z\n"), expected);
        assert_eq!(read("\"a\"\t\"b\"\n\"1\"\t\"x,y;z\"\n"), expected);
        let moved = expected.map(|(line, cells)| (line + 1, cells));
        assert_eq!(read("sep=;\na;b\n1;\"x,y;z\"\n"), moved);
        assert_eq!(read("\"sep=;\"\r\na;b\r\n1;\"x,y;z\"\r\n"), moved);
        assert_eq!(read("\r\na;b\r\n1;\"x,y;z\"\r\n"), moved);
    }

    #[test]
    fn rows_of_empty_cells_and_blank_lines_are_no_records() {
        assert_eq!(read("a,b\n\n,\n \n1,2\n,\n\"\",\n").len(), 2);
        assert_eq!(read("a,b\n\n,\n\n1,2\n")[1].0, 5);
    }

    #[test]
    fn a_cell_in_quotes_has_a_value() {
        let text = "a,b,c,d,e,f\n,\"\",NULL,\"NULL\",\\N,\"\\N\"\n";
        let (_, cells) = Records::new(text).nth(1).expect("a row").expect("a record");
        let nulls: Vec<bool> = cells.iter().map(|cell| cell.is_null).collect();
        assert_eq!(nulls, [true, false, true, false, true, false]);
        let text = "a\tb\tc\td\n\\N\t\\\\N\t\"\"\t\\\"\"\n";
        let (_, cells) = Records::new(text).nth(1).expect("a row").expect("a record");
        assert!(cells[0].is_null);
        let cells = cells[1..]
            .iter()
            .map(|cell| (cell.is_null, cell.text.as_str()));
        let expected = [(false, "\\N"), (false, ""), (false, "\"\"")];
        assert_eq!(cells.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn endless_records_are_refused() {
        let commas = ",".repeat(100_000);
        let error = Records::new(&commas).next().expect("a record").err();
        assert!(
            matches!(error, Some(ImportError::TooManyCells(..))),
            "{error:?}"
        );
        let long = "x".repeat(MAX_CELL + 1);
        let error = Records::new(&long).next().expect("a record").err();
        assert!(
            matches!(error, Some(ImportError::CellTooLong(_))),
            "{error:?}"
        );
        let open = Records::new("a,b\n1,\"x\n").nth(1).expect("a record").err();
        assert!(matches!(open, Some(ImportError::CutOff(_))), "{open:?}");
    }
}
