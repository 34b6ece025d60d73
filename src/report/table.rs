//! The table for people: it streams, aligns wide characters and fits the
//! terminal.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ColumnConstraint, Width, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::{Format, PlainCell, Style, push_time};
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
/// In front of the line below a row.
const INDENT: &str = "    ";
/// On a terminal with fewer columns a row is a list of its columns.
const NARROW: usize = 60;
const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

pub(super) struct Table {
    style: Style,
    shape: Shape,
    columns: Vec<Column>,
    /// The headings of the columns.
    titles: Vec<String>,
    /// The zone of the local times.
    zone: Option<String>,
    /// Rows that are not printed yet: they wait until the widths are known.
    pending: Vec<Vec<String>>,
    /// The texts of the present row. Kept, so that a row costs no allocation.
    row: Vec<String>,
    /// The width of each column; empty until the first block is printed.
    widths: Vec<usize>,
    /// The indices of the columns that are shown.
    shown: Vec<usize>,
    /// The index of the column whose value has a line of its own below each row.
    below: Option<usize>,
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
            titles: Vec::new(),
            zone: None,
            pending: Vec::new(),
            row: Vec::new(),
            widths: Vec::new(),
            shown: Vec::new(),
            below: None,
            is_vertical: false,
            has_records: false,
        }
    }

    /// Prints the first rows, after which the widths are known.
    fn print_first_block(&mut self, out: &mut Vec<u8>) {
        self.measure();
        let rows = std::mem::take(&mut self.pending);
        if self.is_vertical {
            for row in rows {
                self.print_record(&row, out);
            }
            return;
        }
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).force_no_tty();
        if self.has_header() {
            let style = self.style.color.then_some(BOLD);
            table.set_header(self.cells(&self.titles, style));
        }
        for row in &rows {
            table.add_row(self.cells(row, None));
        }
        self.set_widths(&mut table);
        let header = usize::from(self.has_header());
        for (number, line) in table.lines().enumerate() {
            out.extend_from_slice(line.trim_end().as_bytes());
            out.push(b'\n');
            // No cell is wider than its column, so a row has one line.
            if let Some(row) = number.checked_sub(header).and_then(|row| rows.get(row)) {
                self.print_below(row, out);
            }
        }
    }

    /// Prints the value that has a line of its own, if the row has one.
    fn print_below(&self, row: &[String], out: &mut Vec<u8>) {
        let Some(index) = self.below.filter(|index| row[*index] != EMPTY_CELL) else {
            return;
        };
        let line = format!("{INDENT}{}: {}\n", self.titles[index], row[index]);
        out.extend_from_slice(line.as_bytes());
    }

    /// The shown texts of a row, each cut to its width, with its style.
    fn cells(&self, texts: &[String], style: Option<&str>) -> Vec<String> {
        let cell = |index: &usize| {
            let (text, _) = self.fitting(&texts[*index], *index);
            let mut styled = Vec::with_capacity(text.len());
            push_styled(
                &text,
                style.or_else(|| self.style_of(*index, &text)),
                &mut styled,
            );
            String::from_utf8(styled).unwrap_or_default()
        };
        self.shown.iter().map(cell).collect()
    }

    /// Gives a table the widths and the alignment of the shown columns.
    fn set_widths(&self, table: &mut comfy_table::Table) {
        table.discover_columns();
        for (position, index) in self.shown.iter().enumerate() {
            let Some(column) = table.column_mut(position) else {
                continue;
            };
            let is_last = position + 1 == self.shown.len();
            let gap = if is_last { 0 } else { GAP };
            let width = u16::try_from(self.widths[*index] + gap).unwrap_or(u16::MAX);
            column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if self.columns[*index].is_right_aligned {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }

    /// The style of a value, if colours are on.
    fn style_of(&self, index: usize, text: &str) -> Option<&'static str> {
        let style = self.columns[index].style_of(text);
        style.filter(|_| self.style.color)
    }

    fn has_header(&self) -> bool {
        self.shape == Shape::Rows && self.style.has_header
    }

    /// Prints a row after the first block: the same lines, without the cost of
    /// laying out a table.
    fn print_line(&self, texts: &[String], out: &mut Vec<u8>) {
        let begin = out.len();
        for (position, index) in self.shown.iter().enumerate() {
            if position > 0 {
                out.extend([b' '; GAP]);
            }
            let column = &self.columns[*index];
            let (text, width) = self.fitting(&texts[*index], *index);
            let blanks = self.widths[*index].saturating_sub(width);
            let (before, after) = match column.is_right_aligned {
                true => (blanks, 0),
                false => (0, blanks),
            };
            out.extend(std::iter::repeat_n(b' ', before));
            push_styled(&text, self.style_of(*index, &text), out);
            out.extend(std::iter::repeat_n(b' ', after));
        }
        let end = out.trim_ascii_end().len().max(begin);
        out.truncate(end);
        out.push(b'\n');
        self.print_below(texts, out);
    }

    /// A text and its width, cut to the width of its column unless it must be whole.
    fn fitting<'a>(&self, text: &'a str, index: usize) -> (Cow<'a, str>, usize) {
        let (own, limit) = (text_width(text), self.widths[index]);
        if own <= limit || self.columns[index].is_whole {
            return (Cow::Borrowed(text), own);
        }
        let text = truncate(text, limit);
        let width = text_width(&text);
        (text, width)
    }

    /// Prints a row as a list of its columns, one per line, after an empty line.
    fn print_record(&mut self, row: &[String], out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.has_records, true) {
            out.push(b'\n');
        }
        let widths = self.titles.iter().map(|title| title.width());
        let width = widths.max().unwrap_or(0) + GAP;
        for (index, text) in row.iter().enumerate() {
            let title = &self.titles[index];
            out.extend_from_slice(title.as_bytes());
            out.extend(std::iter::repeat_n(b' ', width - title.width()));
            push_styled(text, self.style_of(index, text), out);
            out.push(b'\n');
        }
    }

    /// Decides which columns are shown, and how wide they are.
    fn measure(&mut self) {
        self.widths = (0..self.columns.len())
            .map(|index| {
                let title = match self.has_header() {
                    true => self.titles[index].width(),
                    false => 0,
                };
                let cells = self.pending.iter().map(|row| text_width(&row[index]));
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
        if self.total_width() > limit {
            self.below = (0..self.columns.len()).find(|index| self.columns[*index].can_move_below);
            self.shown.retain(|index| Some(*index) != self.below);
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

    /// The width of the shown columns.
    fn total_width(&self) -> usize {
        let widths: usize = self.shown.iter().map(|index| self.widths[*index]).sum();
        widths + GAP * self.shown.len().saturating_sub(1)
    }
}

impl Format for Table {
    fn set_zone(&mut self, zone: &str) {
        self.zone = Some(zone.to_owned());
    }

    fn begin(&mut self, columns: &[Column], shape: Shape, _: &mut Vec<u8>) {
        let title = |column: &Column| match &self.zone {
            Some(zone) if column.is_local_time => format!("{} ({zone})", column.key),
            _ => column.key.to_owned(),
        };
        let titles: Vec<String> = columns.iter().map(title).collect();
        *self = Self {
            shape,
            zone: self.zone.take(),
            ..Self::new(self.style)
        };
        match shape {
            Shape::Rows => {
                self.columns = columns.to_vec();
                self.titles = titles;
            }
            // A record is shown as a list of its properties.
            Shape::Record => {
                let (property, value) = (Column::new("property", 0), Column::new("value", 0));
                self.columns = match columns.iter().any(|column| column.is_whole) {
                    true => vec![property.whole(), value.whole()],
                    false => vec![property, value],
                };
                self.titles = vec![String::new(), String::new()];
                self.pending = titles.into_iter().map(|title| vec![title]).collect();
            }
        }
    }

    fn row(&mut self, row: &[PlainCell<'_>], out: &mut Vec<u8>) {
        if self.shape == Shape::Record {
            for (line, value) in self.pending.iter_mut().zip(row) {
                let mut text = String::new();
                push_cell(*value, &mut text);
                line.push(text);
            }
            return;
        }
        let mut texts = std::mem::take(&mut self.row);
        texts.resize_with(row.len(), String::new);
        for (text, value) in texts.iter_mut().zip(row) {
            text.clear();
            push_cell(*value, text);
        }
        if !self.widths.is_empty() {
            match self.is_vertical {
                true => self.print_record(&texts, out),
                false => self.print_line(&texts, out),
            }
            self.row = texts;
            return;
        }
        self.pending.push(texts);
        if self.pending.len() == MEASURED_ROWS {
            self.print_first_block(out);
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
        let is_printed = |index: &usize| self.shown.contains(index) || self.below == Some(*index);
        let hidden = (0..self.columns.len()).filter(|index| !is_printed(index));
        hidden.map(|index| self.columns[index].key).collect()
    }
}

fn push_styled(text: &str, style: Option<&str>, out: &mut Vec<u8>) {
    match style {
        Some(style) => {
            out.extend_from_slice(style.as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice(RESET.as_bytes());
        }
        None => out.extend_from_slice(text.as_bytes()),
    }
}

fn push_cell(value: PlainCell<'_>, text: &mut String) {
    match value {
        PlainCell::Null | PlainCell::Text("") | PlainCell::List([]) => text.push_str(EMPTY_CELL),
        PlainCell::Bool(true) => text.push_str("yes"),
        PlainCell::Bool(false) => text.push_str("no"),
        PlainCell::Int(number) => text.push_str(itoa::Buffer::new().format(number)),
        PlainCell::Text(value) => text.push_str(&sanitize(value)),
        PlainCell::List(texts) => text.push_str(&sanitize(&texts.join(", "))),
        PlainCell::Time(time) => {
            let mut written = std::mem::take(text).into_bytes();
            push_time(&mut written, time, b' ');
            *text = String::from_utf8(written).unwrap_or_default();
        }
    }
}

/// The width of a text in terminal columns. The text has no control characters.
fn text_width(text: &str) -> usize {
    // A masked secret ends with an ellipsis.
    let (body, more) = match text.strip_suffix('…') {
        Some(body) => (body, 1),
        None => (text, 0),
    };
    match body.is_ascii() {
        true => body.len() + more,
        false => text.width(),
    }
}

/// Cuts a text to a width in terminal columns; `…` marks the cut.
fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if text_width(text) <= width {
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
mod tests;
