//! The columns of an old and a new key in one row, as `rotate` prints them.

use super::key_columns::{KeyCells, KeyField};
use crate::domain::api_key::ApiKey;
use crate::error::Result;
use crate::report::{Cell, Column, Output};

/// The key of a pair that a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PairSide {
    Old,
    New,
}

macro_rules! pair {
    ($field:ident, $name:literal, $old:literal, $new:literal) => {
        [
            (
                PairSide::Old,
                KeyField::$field,
                Column::new(concat!("old_", $name), $old).in_group("old"),
            ),
            (
                PairSide::New,
                KeyField::$field,
                Column::new(concat!("new_", $name), $new).in_group("new"),
            ),
        ]
    };
}

/// Every field, with the drop priorities of its old and its new column.
const FIELDS: [[(PairSide, KeyField, Column); 2]; 13] = [
    pair!(Id, "id", 0, 0),
    pair!(TenantId, "tenant_id", 9, 1),
    pair!(Token, "token", 6, 0),
    pair!(DialogId, "dialog_id", 9, 2),
    pair!(Source, "source", 9, 3),
    pair!(Beta, "beta", 4, 0),
    pair!(CreateDate, "create_date", 9, 9),
    pair!(CreateTime, "create_time", 9, 9),
    pair!(UpdateDate, "update_date", 9, 9),
    pair!(UpdateTime, "update_time", 9, 9),
    pair!(User, "user", 9, 5),
    pair!(Form, "form", 9, 9),
    pair!(Minted, "minted", 9, 9),
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
const TABLE_COLUMNS: [&str; 9] = [
    "old_id",
    "new_id",
    "new_token",
    "new_beta",
    "new_source",
    "new_dialog_id",
    "new_tenant_id",
    "old_token",
    "old_beta",
];

/// The selected columns of a report of pairs.
pub(crate) struct PairColumns {
    pub(crate) columns: Vec<Column>,
    fields: Vec<(PairSide, KeyField)>,
}

impl PairColumns {
    /// Selects the columns of `--fields`, else the defaults of the format.
    pub(crate) fn select(output: &Output<'_>) -> Result<Self> {
        let all = FIELDS.as_flattened();
        let columns: Vec<Column> = all.iter().map(|(_, _, column)| *column).collect();
        let defaults: &[&str] = match output.format().is_machine_readable() {
            true => &ENDPOINT_COLUMNS,
            false => &TABLE_COLUMNS,
        };
        let columns = output.select_columns(&columns, defaults)?;
        let field_of = |column: &Column| {
            let entry = all.iter().find(|(_, _, known)| known == column);
            entry.map(|(side, field, _)| (*side, *field))
        };
        let fields = columns.iter().filter_map(field_of).collect();
        Ok(Self { columns, fields })
    }

    /// Removes the columns of the new key, because a dry run creates none.
    pub(crate) fn retain_old(mut self) -> Self {
        self.columns.retain(|column| column.group == Some("old"));
        self.fields.retain(|(side, _)| *side == PairSide::Old);
        self
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
        let (old, new) = (KeyCells::new(old, user), KeyCells::new(new, user));
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
