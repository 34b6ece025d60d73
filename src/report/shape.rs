//! The shape of a report.

/// Whether a report is a list of rows or a single record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A JSON array, also if it has one row or none.
    Rows,
    /// A single JSON object; a table lists its properties, one per line.
    Record,
}
