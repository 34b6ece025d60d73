//! The table for people: streams, lines up wide characters, fits the terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, Row, Width, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::{Format, Plain, Style, push_time};
use super::{Column, Shape};
use crate::error::Error;
use crate::text::sanitize;

/// Widths are taken from so many rows; cells of later rows are cut to them.
const MEASURED: usize = 1000;
/// Blanks between two columns.
const GAP: usize = 2;
/// What stands for "nothing".
const NOTHING: &str = "-";
/// A cell of a single thing, or of chosen columns, is never cut below this.
const NARROWEST: usize = 8;

pub(super) struct Table {
    style: Style,
    shape: Shape,
    columns: Vec<Column>,
    /// Rows that wait for the widths, or for the rest of their block.
    waiting: Vec<Vec<String>>,
    /// What each column was given; empty until the first block is printed.
    widths: Vec<usize>,
    /// Indices of the columns that are shown.
    shown: Vec<usize>,
}

impl Table {
    pub(super) fn new(style: Style) -> Self {
        Self {
            style,
            shape: Shape::Rows,
            columns: Vec::new(),
            waiting: Vec::new(),
            widths: Vec::new(),
            shown: Vec::new(),
        }
    }

    fn print_block(&mut self, out: &mut Vec<u8>) {
        let first = self.widths.is_empty();
        if first {
            self.measure();
        }
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).force_no_tty();
        if self.style.color {
            table.enforce_styling();
        }
        if first && self.shape == Shape::Rows {
            let header = self.shown.iter().map(|index| {
                let title = cut(self.columns[*index].key, self.widths[*index]);
                Cell::new(title).add_attribute(Attribute::Bold)
            });
            table.set_header(Row::from(header.collect::<Vec<_>>()));
        }
        for row in self.waiting.drain(..) {
            let cells = self
                .shown
                .iter()
                .map(|index| Cell::new(cut(&row[*index], self.widths[*index])));
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
            if self.columns[*index].right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.lines() {
            out.extend_from_slice(line.trim_end().as_bytes());
            out.push(b'\n');
        }
    }

    /// Decides which columns are shown and how wide they are.
    fn measure(&mut self) {
        self.widths = (0..self.columns.len())
            .map(|index| {
                let title = match self.shape {
                    Shape::Rows => self.columns[index].key.width(),
                    Shape::One => 0,
                };
                let cells = self.waiting.iter().map(|row| row[index].width());
                cells.fold(title, usize::max).max(1)
            })
            .collect();
        self.shown = (0..self.columns.len()).collect();
        let Some(limit) = self.style.width else {
            return;
        };
        while !self.style.fixed_columns && self.total() > limit {
            let last = |index: &usize| (self.columns[*index].droppable, *index);
            let Some(drop) = self.shown.iter().copied().max_by_key(last) else {
                break;
            };
            if self.columns[drop].droppable == 0 {
                break;
            }
            self.shown.retain(|index| *index != drop);
        }
        // What is still too wide loses from its widest column.
        while self.total() > limit && !self.style.fixed_columns {
            let widest = self.shown.iter().copied().max_by_key(|i| self.widths[*i]);
            match widest {
                Some(widest) if self.widths[widest] > NARROWEST => self.widths[widest] -= 1,
                _ => break,
            }
        }
    }

    fn total(&self) -> usize {
        let widths: usize = self.shown.iter().map(|index| self.widths[*index]).sum();
        widths + GAP * self.shown.len().saturating_sub(1)
    }
}

impl Format for Table {
    fn begin(&mut self, columns: &[Column], shape: Shape, _: &mut Vec<u8>) {
        self.shape = shape;
        self.columns = match shape {
            Shape::Rows => columns.to_vec(),
            // One thing is shown as a list of its properties.
            Shape::One => vec![Column::new("property", 0), Column::new("value", 0)],
        };
        if shape == Shape::One {
            let names = columns.iter().map(|column| vec![column.key.to_owned()]);
            self.waiting = names.collect();
        }
    }

    fn row(&mut self, row: &[Plain<'_>], out: &mut Vec<u8>) {
        if self.shape == Shape::One {
            for (line, value) in self.waiting.iter_mut().zip(row) {
                line.push(text_of(*value));
            }
            return;
        }
        self.waiting
            .push(row.iter().map(|value| text_of(*value)).collect());
        if self.waiting.len() == MEASURED {
            self.print_block(out);
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if self.widths.is_empty() || !self.waiting.is_empty() {
            self.print_block(out);
        }
    }

    /// The rows that wait are shown; that they are not all, stderr says.
    fn fail(&mut self, _: &Error, _: bool, unsent: &mut Vec<u8>) {
        if self.shape == Shape::Rows && !self.waiting.is_empty() {
            self.print_block(unsent);
        }
    }

    fn left_out(&self) -> Vec<&'static str> {
        if self.widths.is_empty() {
            return Vec::new();
        }
        let hidden = (0..self.columns.len()).filter(|index| !self.shown.contains(index));
        hidden.map(|index| self.columns[index].key).collect()
    }
}

fn text_of(value: Plain<'_>) -> String {
    match value {
        Plain::Null | Plain::Text("") => NOTHING.to_owned(),
        Plain::Bool(true) => "yes".to_owned(),
        Plain::Bool(false) => "no".to_owned(),
        Plain::Int(number) => number.to_string(),
        Plain::Text(text) => sanitize(text).into_owned(),
        Plain::Time(time) => {
            let mut text = Vec::with_capacity(26);
            push_time(&mut text, time, b' ');
            String::from_utf8_lossy(&text).into_owned()
        }
    }
}

/// Cuts to a width in terminal columns, with `…` where something was cut off.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
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
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column::new("id", 0),
        Column::new("name", 0),
        Column::new("detail", 1),
    ];

    fn print(style: Style, rows: &[[&str; 3]]) -> (String, Vec<&'static str>) {
        let mut table = Table::new(style);
        let mut out = Vec::new();
        table.begin(&COLUMNS, Shape::Rows, &mut out);
        for row in rows {
            let row = row.map(Plain::Text);
            table.row(&row, &mut out);
        }
        table.end(&mut out);
        (String::from_utf8(out).expect("UTF-8"), table.left_out())
    }

    #[test]
    fn wide_characters_line_up() {
        let (text, _) = print(Style::default(), &[["1", "王芳", "x"], ["2", "Ada", "y"]]);
        assert_eq!(text, "id  name  detail\n1   王芳  x\n2   Ada   y\n");
    }

    #[test]
    fn a_narrow_terminal_loses_columns_and_says_which() {
        let style = Style {
            width: Some(12),
            ..Style::default()
        };
        let (text, left_out) = print(style, &[["1", "Ada", "something long"]]);
        assert_eq!(text, "id  name\n1   Ada\n");
        assert_eq!(left_out, ["detail"]);
    }

    #[test]
    fn what_cannot_be_left_out_is_cut() {
        let style = Style {
            width: Some(16),
            ..Style::default()
        };
        let (text, _) = print(style, &[["1", "a name of many letters", "x"]]);
        assert_eq!(text, "id  name\n1   a name of m…\n");
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        let (text, _) = print(Style::default(), &[["1", "\u{1b}[31mred", "a\nb"]]);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        assert_eq!(text.lines().count(), 2);
    }

    #[test]
    fn rows_after_the_measured_ones_are_cut_to_their_widths() {
        let mut rows = vec![["1", "short", "x"]; MEASURED];
        rows.push(["2", "longer than measured", "x"]);
        let (text, _) = print(Style::default(), &rows);
        let last = text.lines().last().expect("a row");
        assert_eq!(last, "2   long…  x");
        assert_eq!(text.lines().count(), MEASURED + 2);
    }

    #[test]
    fn no_rows_are_a_header() {
        let (text, _) = print(Style::default(), &[]);
        assert_eq!(text, "id  name  detail\n");
    }
}
