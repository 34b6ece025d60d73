//! The settings of other things, in which somebody may have stored a key.

use crate::domain::form::PREFIX;

/// A column with settings, and what names the thing that has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SettingsColumn {
    pub(crate) table: &'static str,
    pub(crate) name: &'static str,
    pub(crate) column: &'static str,
}

/// The settings of all rows, with their names and ids. `with_prefix`: only those that
/// contain the beginning of an API key, so that the server does not send the others.
pub(crate) fn settings(place: SettingsColumn, with_prefix: bool) -> String {
    let SettingsColumn {
        table,
        name,
        column,
    } = place;
    let condition = match with_prefix {
        true => format!("x.{column} LIKE '%{PREFIX}%'"),
        false => format!("x.{column} IS NOT NULL"),
    };
    format!("SELECT x.id, x.{name}, x.{column} FROM {table} x WHERE {condition}")
}
