//! The table for people: it streams, aligns wide characters and fits the
//! terminal.

use std::borrow::Cow;

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, Row, Width, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::{Format, PlainCell, Style, push, push_time};
use super::{Column, Shape};
use crate::error::Error;
use crate::text::sanitize;

/// The widths of the columns are those of this many first rows. Longer cells in
/// later rows are cut.
const MEASURED_ROWS: usize = 1000;
/// Number of blanks between two columns.
const GAP: usize = 2;
/// The text for NULL and for an empty text.
const EMPTY_CELL: &str = "-";
/// A column is never made narrower than this.
const MIN_WIDTH: usize = 8;
/// On a terminal with fewer columns a row is a list of its columns.
const NARROW: usize = 60;

pub(super) struct Table {
    style: Style,
    shape: Shape,
    columns: Vec<Column>,
    /// Rows that are not printed yet: they wait until the widths are known.
    pending: Vec<Vec<String>>,
    /// The width of each column; empty until the first block is printed.
    widths: Vec<usize>,
    /// The indices of the columns that are shown.
    shown: Vec<usize>,
    /// Whether each row is a list of its columns, one per line, because the terminal
    /// is too narrow for a table.
    is_vertical: bool,
    /// Whether such a row has been printed.
    has_records: bool,
}

impl Table {
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            shape: Shape::Rows,
            columns: Vec::new(),
            pending: Vec::new(),
            widths: Vec::new(),
            shown: Vec::new(),
            is_vertical: false,
            has_records: false,
        }
    }

    /// Prints the first rows, after which the widths are known.
    fn print_first_block(&mut self, out: &mut Vec<u8>) {
        self.measure();
        if self.is_vertical {
            for row in std::mem::take(&mut self.pending) {
                self.print_record(&row, out);
            }
            return;
        }
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).force_no_tty();
        if self.style.color {
            table.enforce_styling();
        }
        if self.shape == Shape::Rows && self.style.has_header {
            let header = self.shown.iter().map(|index| {
                let title = truncate(self.columns[*index].key, self.widths[*index]);
                Cell::new(title).add_attribute(Attribute::Bold)
            });
            table.set_header(Row::from(header.collect::<Vec<_>>()));
        }
        for row in self.pending.drain(..) {
            let cells = self
                .shown
                .iter()
                .map(|index| Cell::new(truncate(&row[*index], self.widths[*index])));
            table.add_row(cells.collect::<Vec<_>>());
        }
        table.discover_columns();
        for (position, index) in self.shown.iter().enumerate() {
            let Some(column) = table.column_mut(position) else {
                continue;
            };
            let gap = if position + 1 == self.shown.len() {
                0
            } else {
                GAP
            };
            let width = u16::try_from(self.widths[*index] + gap).unwrap_or(u16::MAX);
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if self.columns[*index].is_right_aligned {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.lines() {
            out.extend_from_slice(line.trim_end().as_bytes());
            out.push(b'\n');
        }
    }

    /// Prints a row after the first block: the same lines, without the cost of
    /// laying out a table.
    fn print_row(&self, row: &[String], out: &mut Vec<u8>) {
        let begin = out.len();
        for (position, index) in self.shown.iter().enumerate() {
            if position > 0 {
                out.extend([b' '; GAP]);
            }
            let width = self.widths[*index];
            let text = match self.columns[*index].is_whole {
                true => Cow::Borrowed(row[*index].as_str()),
                false => truncate(&row[*index], width),
            };
            let blanks = width.saturating_sub(text.width());
            let (before, after) = match self.columns[*index].is_right_aligned {
                true => (blanks, 0),
                false => (0, blanks),
            };
            out.extend(std::iter::repeat_n(b' ', before));
            out.extend_from_slice(text.as_bytes());
            out.extend(std::iter::repeat_n(b' ', after));
        }
        let end = out.trim_ascii_end().len().max(begin);
        out.truncate(end);
        out.push(b'\n');
    }

    /// Prints a row as a list of its columns, one per line, after an empty line.
    fn print_record(&mut self, row: &[String], out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.has_records, true) {
            out.push(b'\n');
        }
        let title = |column: &Column| column.key.width();
        let width = self.columns.iter().map(title).max().unwrap_or(0) + GAP;
        for (column, text) in self.columns.iter().zip(row) {
            push(out, format_args!("{:width$}{text}\n", column.key));
        }
    }

    /// Decides which columns are shown, and how wide they are.
    fn measure(&mut self) {
        self.widths = (0..self.columns.len())
            .map(|index| {
                let title = match self.shape {
                    Shape::Rows if self.style.has_header => self.columns[index].key.width(),
                    Shape::Rows | Shape::Record => 0,
                };
                let cells = self.pending.iter().map(|row| row[index].width());
                cells.fold(title, usize::max).max(1)
            })
            .collect();
        self.shown = (0..self.columns.len()).collect();
        let Some(limit) = self.style.width else {
            return;
        };
        if self.style.has_fixed_columns {
            return;
        }
        while self.total_width() > limit {
            let priority = |index: &usize| (self.columns[*index].drop_priority, *index);
            let Some(drop) = self.shown.iter().copied().max_by_key(priority) else {
                break;
            };
            if self.columns[drop].drop_priority == 0 {
                break;
            }
            self.shown.retain(|index| *index != drop);
        }
        // If the table is still too wide, the widest column shrinks.
        while self.total_width() > limit {
            let can_shrink =
                |index: &usize| !self.columns[*index].is_whole && self.widths[*index] > MIN_WIDTH;
            let shrinkable = self.shown.iter().copied().filter(can_shrink);
            match shrinkable.max_by_key(|index| self.widths[*index]) {
                Some(widest) => self.widths[widest] -= 1,
                None => break,
            }
        }
        self.is_vertical =
            self.shape == Shape::Rows && (limit < NARROW || self.total_width() > limit);
        if self.is_vertical {
            self.shown = (0..self.columns.len()).collect();
        }
    }

    fn total_width(&self) -> usize {
        let widths: usize = self.shown.iter().map(|index| self.widths[*index]).sum();
        widths + GAP * self.shown.len().saturating_sub(1)
    }
}

impl Format for Table {
    fn begin(&mut self, columns: &[Column], shape: Shape, _: &mut Vec<u8>) {
        self.shape = shape;
        self.columns = match shape {
            Shape::Rows => columns.to_vec(),
            // A record is shown as a list of its properties.
            Shape::Record => vec![Column::new("property", 0), Column::new("value", 0)],
        };
        if shape == Shape::Record {
            let names = columns.iter().map(|column| vec![column.key.to_owned()]);
            self.pending = names.collect();
        }
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        if self.shape == Shape::Record {
            for (line, value) in self.pending.iter_mut().zip(row) {
                line.push(cell_text(*value));
            }
            return;
        }
        let row: Vec<String> = row.iter().map(|value| cell_text(*value)).collect();
        match (self.widths.is_empty(), self.is_vertical) {
            (true, _) => {
                self.pending.push(row);
                if self.pending.len() == MEASURED_ROWS {
                    self.print_first_block(out);
                }
            }
            (false, true) => self.print_record(&row, out),
            (false, false) => self.print_row(&row, out),
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if !self.pending.is_empty() {
            self.print_first_block(out);
        }
    }

    /// Prints the pending rows; stderr says that the table is incomplete.
    fn fail(&mut self, _: &Error, _: bool, unsent: &mut Vec<u8>) {
        if self.shape == Shape::Rows && !self.pending.is_empty() {
            self.print_first_block(unsent);
        }
    }

    fn hidden_columns(&self) -> Vec<&'static str> {
        if self.widths.is_empty() {
            return Vec::new();
        }
        let hidden = (0..self.columns.len()).filter(|index| !self.shown.contains(index));
        hidden.map(|index| self.columns[index].key).collect()
    }
}

fn cell_text(value: PlainCell<'_>) -> String {
    match value {
        PlainCell::Null | PlainCell::Text("") => EMPTY_CELL.to_owned(),
        PlainCell::Bool(true) => "yes".to_owned(),
        PlainCell::Bool(false) => "no".to_owned(),
        PlainCell::Int(number) => number.to_string(),
        PlainCell::Text(text) => sanitize(text).into_owned(),
        PlainCell::List([]) => EMPTY_CELL.to_owned(),
        PlainCell::List(texts) => sanitize(&texts.join(", ")).into_owned(),
        PlainCell::Time(time) => {
            let mut text = Vec::with_capacity(26);
            push_time(&mut text, time, b' ');
            String::from_utf8_lossy(&text).into_owned()
        }
    }
}

/// Cuts a text to a width in terminal columns; `…` marks the cut.
fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut kept = String::new();
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used >= width {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column::new("id", 0),
        Column::new("name", 0),
        Column::new("detail", 1),
    ];

    fn printed(style: Style, rows: &[[&str; 3]]) -> (String, Vec<&'static str>) {
        let mut table = Table::new(style);
        let mut out = Vec::new();
        table.begin(&COLUMNS, Shape::Rows, &mut out);
        for row in rows {
            let row = row.map(PlainCell::Text);
            table.row(&row, &mut out);
        }
        table.end(&mut out);
        (
            String::from_utf8(out).expect("UTF-8"),
            table.hidden_columns(),
        )
    }

    #[test]
    fn wide_characters_are_aligned() {
        let (text, _) = printed(Style::default(), &[["1", "王芳", "x"], ["2", "Ada", "y"]]);
        assert_eq!(text, "id  name  detail\n1   王芳  x\n2   Ada   y\n");
    }

    #[test]
    fn a_narrow_terminal_hides_columns_and_reports_them() {
        let style = Style {
            width: Some(60),
            ..Style::default()
        };
        let (text, hidden) = printed(style, &[["1", "Ada", &"long ".repeat(12)]]);
        assert_eq!(text, "id  name\n1   Ada\n");
        assert_eq!(hidden, ["detail"]);
    }

    #[test]
    fn columns_that_cannot_be_hidden_are_cut() {
        let style = Style {
            width: Some(60),
            ..Style::default()
        };
        let (text, _) = printed(style, &[["1", &"name ".repeat(20), "x"]]);
        let cut = &"name ".repeat(20)[..55];
        assert_eq!(text, format!("id  name\n1   {cut}…\n"));
    }

    #[test]
    fn escape_sequences_are_not_printed() {
        let (text, _) = printed(Style::default(), &[["1", "\u{1b}[31mred", "a\nb"]]);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert_eq!(text.lines().count(), 2);
    }

    #[test]
    fn rows_after_the_measured_ones_are_cut() {
        let mut rows = vec![["1", "short", "x"]; MEASURED_ROWS];
        rows.push(["2", "longer than measured", "x"]);
        let (text, _) = printed(Style::default(), &rows);
        let last = text.lines().last().expect("a row");
        assert_eq!(last, "2   long…  x");
        assert_eq!(text.lines().count(), MEASURED_ROWS + 2);
    }

    #[test]
    fn a_table_without_rows_is_empty() {
        let (text, _) = printed(Style::default(), &[]);
        assert_eq!(text, "");
    }

    #[test]
    fn later_rows_are_aligned_as_the_first_ones() {
        let mut columns = COLUMNS;
        columns[1] = columns[1].align_right();
        let printed = |rows: usize| {
            let mut table = Table::new(Style::default());
            let mut out = Vec::new();
            table.begin(&columns, Shape::Rows, &mut out);
            for _ in 0..rows {
                table.row(&["1", "王芳", ""].map(PlainCell::Text), &mut out);
                table.row(&["22", "A", "x"].map(PlainCell::Text), &mut out);
            }
            table.end(&mut out);
            String::from_utf8(out).expect("UTF-8")
        };
        let (few, many) = (printed(1), printed(MEASURED_ROWS));
        let few: Vec<&str> = few.lines().collect();
        let last: Vec<&str> = many.lines().rev().take(2).collect();
        assert_eq!(last, [few[2], few[1]]);
    }

    #[test]
    fn a_value_that_must_not_be_cut_makes_a_list_of_each_row() {
        let columns = [Column::new("id", 0), Column::new("key", 0).whole()];
        let style = Style {
            width: Some(60),
            ..Style::default()
        };
        let mut table = Table::new(style);
        let mut out = Vec::new();
        let key = "k".repeat(70);
        table.begin(&columns, Shape::Rows, &mut out);
        table.row(&["1", &key].map(PlainCell::Text), &mut out);
        table.row(&["2", "short"].map(PlainCell::Text), &mut out);
        table.end(&mut out);
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text, format!("id   1\nkey  {key}\n\nid   2\nkey  short\n"));
    }
}
