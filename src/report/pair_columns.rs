//! A key and what took its place, as one row: what `rotate` prints.

use super::key_columns::{Field, Shown};
use crate::domain::api_key::ApiKey;
use crate::error::Result;
use crate::report::{Cell, Column, Output};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Old,
    New,
}

macro_rules! pair {
    ($field:ident, $name:literal, $old:literal, $new:literal) => {
        [
            (
                Side::Old,
                Field::$field,
                Column::new(concat!("old_", $name), $old).part_of("old"),
            ),
            (
                Side::New,
                Field::$field,
                Column::new(concat!("new_", $name), $new).part_of("new"),
            ),
        ]
    };
}

/// The fields, and the order in which they leave a narrow table.
const PAIRS: [[(Side, Field, Column); 2]; 13] = [
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

/// What machine formats print: both rows, in the endpoint's order.
const ROWS: [&str; 18] = [
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
/// What a table prints where there is room.
const FOR_PEOPLE: [&str; 9] = [
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

/// The columns of a report of pairs.
pub(crate) struct Pairs {
    pub(crate) columns: Vec<Column>,
    fields: Vec<(Side, Field)>,
}

impl Pairs {
    /// Those of `--fields`, else both rows for machines and what matters for
    /// people.
    pub(crate) fn choose(output: &Output<'_>) -> Result<Self> {
        let all = PAIRS.as_flattened();
        let columns: Vec<Column> = all.iter().map(|(_, _, column)| *column).collect();
        let usual: &[&str] = match output.format().for_machines() {
            true => &ROWS,
            false => &FOR_PEOPLE,
        };
        let columns = output.choose(&columns, usual)?;
        let field_of = |column: &Column| {
            let entry = all.iter().find(|(_, _, known)| known == column);
            entry.map(|(side, field, _)| (*side, *field))
        };
        let fields = columns.iter().filter_map(field_of).collect();
        Ok(Self { columns, fields })
    }

    /// The columns of what is there already: nothing new is made by a dry run.
    pub(crate) fn only_old(mut self) -> Self {
        let is_old = |group: Option<&str>| group == Some("old");
        self.columns.retain(|column| is_old(column.group));
        self.fields.retain(|(side, _)| *side == Side::Old);
        self
    }

    /// Prints a pair, also when the user asked to stop: it is done.
    pub(crate) fn print(
        &self,
        output: &mut Output<'_>,
        old: &ApiKey<'_>,
        new: &ApiKey<'_>,
        user: Option<&str>,
    ) -> Result<()> {
        let (old, new) = (Shown::of(old, user), Shown::of(new, user));
        let cells: Vec<Cell<'_>> = self
            .fields
            .iter()
            .map(|(side, field)| match side {
                Side::Old => old.cell(*field),
                Side::New => new.cell(*field),
            })
            .collect();
        output.done_row(&cells)
    }
}
