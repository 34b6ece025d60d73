//! The columns of an old and a new key in one row, as `rotate` prints them.

use super::key_columns::{KeyCells, KeyFacts, KeyField};
use crate::domain::api_key::ApiKey;
use crate::error::Result;
use crate::report::{Cell, Column, DefaultColumns, Output};

/// The key of a pair that a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PairSide {
    Old,
    New,
}

/// The columns of a field: its name, how soon a table hides them, and whether their
/// values are never cut.
macro_rules! pair {
    ($field:ident, $name:literal, $priority:literal, $is_whole:literal) => {
        [
            (
                PairSide::Old,
                KeyField::$field,
                Column {
                    is_whole: $is_whole,
                    is_local_time: is_local_time(KeyField::$field),
                    ..Column::new(concat!("old_", $name), $priority).in_group("old")
                },
            ),
            (
                PairSide::New,
                KeyField::$field,
                Column {
                    is_whole: $is_whole,
                    is_local_time: is_local_time(KeyField::$field),
                    ..Column::new(concat!("new_", $name), $priority).in_group("new")
                },
            ),
        ]
    };
}

const fn is_local_time(field: KeyField) -> bool {
    matches!(field, KeyField::CreateDate | KeyField::UpdateDate)
}

/// Every field with its columns.
const FIELDS: [[(PairSide, KeyField, Column); 2]; 13] = [
    pair!(Id, "id", 0, false),
    pair!(User, "user", 0, false),
    pair!(TenantId, "tenant_id", 9, false),
    pair!(Token, "token", 0, true),
    pair!(DialogId, "dialog_id", 9, false),
    pair!(Source, "source", 9, false),
    pair!(Beta, "beta", 0, true),
    pair!(CreateDate, "create_date", 9, false),
    pair!(CreateTime, "create_time", 9, false),
    pair!(UpdateDate, "update_date", 9, false),
    pair!(UpdateTime, "update_time", 9, false),
    pair!(Form, "form", 9, false),
    pair!(Minted, "minted", 9, false),
];

/// The default columns of machine-readable formats: both rows, in the order of
/// RAGFlow's endpoint.
const ENDPOINT_COLUMNS: [&str; 18] = [
    "old_tenant_id",
    "old_token",
    "old_dialog_id",
    "old_source",
    "old_beta",
    "old_create_date",
    "old_create_time",
    "old_update_date",
    "old_update_time",
    "new_tenant_id",
    "new_token",
    "new_dialog_id",
    "new_source",
    "new_beta",
    "new_create_date",
    "new_create_time",
    "new_update_date",
    "new_update_time",
];
/// The default columns of a table.
const TABLE_COLUMNS: [&str; 6] = [
    "old_id",
    "new_id",
    "new_user",
    "new_token",
    "new_beta",
    "new_tenant_id",
];
/// The same before there is a new key.
const OLD_TABLE_COLUMNS: [&str; 5] = [
    "old_id",
    "old_user",
    "old_token",
    "old_beta",
    "old_tenant_id",
];

/// The selected columns of a report of pairs.
pub(crate) struct PairColumns {
    pub(crate) columns: Vec<Column>,
    fields: Vec<(PairSide, KeyField)>,
}

impl PairColumns {
    /// The columns of every field.
    pub(crate) fn all() -> Vec<Column> {
        let all = FIELDS.as_flattened();
        all.iter().map(|(_, _, column)| *column).collect()
    }

    /// Selects the columns of `--fields`, else the defaults of the format.
    pub(crate) fn select(output: &Output<'_>) -> Result<Self> {
        Self::select_or(output, &TABLE_COLUMNS, &["new_id"])
    }

    /// Selects those of the old key, because a dry run creates none.
    pub(crate) fn select_old(output: &Output<'_>) -> Result<Self> {
        let mut pairs = Self::select_or(output, &OLD_TABLE_COLUMNS, &["old_id"])?;
        pairs.columns.retain(|column| column.group == Some("old"));
        pairs.fields.retain(|(side, _)| *side == PairSide::Old);
        Ok(pairs)
    }

    fn select_or(output: &Output<'_>, table_columns: &[&str], id_column: &[&str]) -> Result<Self> {
        let all = FIELDS.as_flattened();
        let defaults: &[&str] = match output.format().default_columns() {
            DefaultColumns::Few => table_columns,
            DefaultColumns::Id => id_column,
            DefaultColumns::Wide | DefaultColumns::Endpoint => &ENDPOINT_COLUMNS,
        };
        let columns = output.select_columns(&Self::all(), defaults)?;
        let field_of = |column: &Column| {
            let entry = all.iter().find(|(_, _, known)| known == column);
            entry.map(|(side, field, _)| (*side, *field))
        };
        let fields = columns.iter().filter_map(field_of).collect();
        Ok(Self { columns, fields })
    }

    /// Prints a pair, also after the user asked to stop, because the change is
    /// committed.
    pub(crate) fn print_pair(
        &self,
        output: &mut Output<'_>,
        old: &ApiKey<'_>,
        new: &ApiKey<'_>,
        user: Option<&str>,
    ) -> Result<()> {
        let facts = KeyFacts {
            user,
            ..KeyFacts::default()
        };
        let new = KeyCells::replacing(old, new, facts);
        let old = KeyCells::new(old, facts);
        let cells: Vec<Cell<'_>> = self
            .fields
            .iter()
            .map(|(side, field)| match side {
                PairSide::Old => old.cell(*field),
                PairSide::New => new.cell(*field),
            })
            .collect();
        output.committed_row(&cells)
    }
}
