//! Why an input cannot be imported.

use crate::domain::serialized_key::SerializedKeyError;

/// Why the input cannot be imported. Most variants begin with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The input has no rows and no header.
    #[error("the input is empty")]
    Empty,
    /// The JSON parser stopped at this line and column.
    #[error("invalid or truncated JSON at line {0}, column {1}")]
    Json(usize, usize),
    /// The input can be parsed, but it does not hold rows of keys.
    #[error("{0} is not in the format that token list, delete and rotate print")]
    NotKeyRows(String),
    /// The input holds the error envelope of a command that failed.
    #[error("{0} is the error message of a command that failed")]
    ErrorMessage(String),
    /// The last line has no newline, so a part of it may be missing.
    #[error("{0} is cut off: it does not end with a newline")]
    CutOff(String),
    /// A row has another number of fields than the header.
    #[error("{0} has {1} fields but the header has {2}")]
    FieldCount(String, usize, usize),
    /// A row lacks one of the nine fields.
    #[error("{0} has no field {1}")]
    MissingField(String, &'static str),
    /// A field holds a value of another type.
    #[error("{0}: {1} is not {2}")]
    WrongType(String, &'static str, &'static str),
    /// A value does not fit RAGFlow's column.
    #[error("{0}: {1}")]
    InvalidRow(String, SerializedKeyError),
    /// A row has far more cells than a key has fields.
    #[error("{0} has more than {1} fields")]
    TooManyCells(String, usize),
    /// A value is far longer than any of RAGFlow's columns.
    #[error("{0} has a value that is longer than 1 MiB")]
    CellTooLong(String),
    /// RAGFlow mints no such keys, and some databases ignore blanks at the end.
    #[error("{0}: token begins or ends with a blank")]
    BlankInKey(String),
    /// Two rows have the same tenant and the same key.
    #[error("{0} has the same key as {1}")]
    DuplicateKey(String, String),
}
