//! The names for `--fields` and `--field`, which each command declares for the
//! completion of shells.

use clap::builder::CommandExt;

use crate::report::Column;

/// The fields that a command can print.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldNames(pub(crate) Vec<&'static str>);

impl CommandExt for FieldNames {}

impl FieldNames {
    /// The fields with these columns.
    pub(crate) fn of_columns(columns: &[Column]) -> Self {
        Self(columns.iter().map(|column| column.key).collect())
    }

    /// The fields with these names.
    pub(crate) fn named(names: &[&'static str]) -> Self {
        Self(names.to_vec())
    }
}
