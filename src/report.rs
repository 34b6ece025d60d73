//! Results as data, and the formats that print them.
//!
//! A command describes its columns and passes rows of [`Cell`]s; a format (one
//! file each) turns them into text. Formats know no command. [`Output`] masks
//! or reveals the secrets before a format sees a row.

mod bare;
mod cell;
mod column;
mod csv;
mod format;
mod formats;
mod json;
mod json_lines;
pub(crate) mod key_columns;
mod output;
pub(crate) mod pair_columns;
pub mod progress;
mod prometheus;
mod screen;
mod shape;
pub(crate) mod summary_columns;
mod table;

pub use cell::{Cell, SecretAge};
pub use column::Column;
pub use formats::{DefaultColumns, FORMATS, FormatName};
pub(crate) use output::OutputOptions;
pub use output::{Output, Secrets};
pub use prometheus::{Metric, prometheus_text};
pub use shape::Shape;
