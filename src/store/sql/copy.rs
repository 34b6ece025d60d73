//! The statements that copy tables to another database.

use crate::store::copied_tables::{ColumnKind, CopiedColumn, TableSelection};
use crate::store::dialect::Dialect;

/// The names of columns in the engine's quotes, separated by commas.
fn names<'a>(dialect: &Dialect, columns: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = columns.into_iter().map(|name| dialect.quoted(name));
    quoted.collect::<Vec<_>>().join(", ")
}

fn selected_names(dialect: &Dialect, table: &TableSelection) -> String {
    names(dialect, table.columns.iter().map(|column| column.name))
}

/// `(?, ?), (?, ?)`: placeholders for rows of this many columns.
fn placeholders(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(", "));
    vec![row.as_str(); rows].join(", ")
}

/// Every row of a table, in any order.
pub(crate) fn read(dialect: &Dialect, table: &TableSelection) -> String {
    format!(
        "SELECT {} FROM {}",
        selected_names(dialect, table),
        dialect.quoted(table.name)
    )
}

/// The number of rows.
pub(crate) fn count(dialect: &Dialect, table: &str) -> String {
    format!("SELECT COUNT(*) FROM {}", dialect.quoted(table))
}

/// Some rows, by the last column of the primary key. On MySQL other rows can be among
/// them, which only the collation finds equal.
pub(crate) fn find(dialect: &Dialect, table: &TableSelection, keys: usize) -> String {
    format!(
        "{} WHERE {} IN {}",
        read(dialect, table),
        dialect.quoted(table.lookup_column()),
        placeholders(1, keys)
    )
}

/// Adds rows. With `keeps_existing`, those are left alone that have the primary key or
/// another unique value of a row that is there already.
pub(crate) fn insert(
    dialect: &Dialect,
    table: &TableSelection,
    rows: usize,
    keeps_existing: bool,
) -> String {
    let key = dialect.quoted(table.lookup_column());
    let existing = match keeps_existing {
        true => dialect
            .keep_existing
            .replace("KEY = KEY", &format!("{key} = {key}")),
        false => String::new(),
    };
    format!(
        "INSERT INTO {} ({}) VALUES {}{existing}",
        dialect.quoted(table.name),
        selected_names(dialect, table),
        placeholders(rows, table.columns.len())
    )
}

/// Creates a table.
pub(crate) fn create_table(dialect: &Dialect, table: &TableSelection) -> String {
    let columns = table.columns.iter().map(|column| {
        let required = match column.is_required {
            true => " NOT NULL",
            false => "",
        };
        let name = dialect.quoted(column.name);
        format!("{name} {}{required}", type_name(dialect, column.kind))
    });
    format!(
        "CREATE TABLE {} ({}, PRIMARY KEY ({})){}",
        dialect.quoted(table.name),
        columns.collect::<Vec<_>>().join(", "),
        names(dialect, table.table.primary_key.iter().copied()),
        dialect.types.table_options
    )
}

/// Creates the indexes of a table: one statement each, with the names that RAGFlow
/// gives them.
pub(crate) fn create_indexes(dialect: &Dialect, table: &TableSelection) -> Vec<String> {
    let indexed = table.columns.iter().filter(|column| column.is_indexed);
    let create = |column: &&CopiedColumn| {
        let index = format!("{}_{}", table.name.replace('_', ""), column.name);
        format!(
            "CREATE INDEX {} ON {} ({})",
            dialect.quoted(&index),
            dialect.quoted(table.name),
            dialect.quoted(column.name)
        )
    };
    indexed.map(create).collect()
}

fn type_name(dialect: &Dialect, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Text(length) => format!("VARCHAR({length})"),
        ColumnKind::Int => "INTEGER".to_owned(),
        ColumnKind::BigInt => "BIGINT".to_owned(),
        ColumnKind::Bool => dialect.types.boolean.to_owned(),
        ColumnKind::Real => dialect.types.real.to_owned(),
        ColumnKind::Date => dialect.types.date.to_owned(),
    }
}
