//! The fields of a key, for every command that prints keys.

use std::cell::OnceCell;

use chrono::SecondsFormat;
use smallvec::SmallVec;

use crate::domain::api_key::ApiKey;
use crate::domain::legacy;
use crate::error::Result;
use crate::report::{Cell, Column, Output};

/// A field of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    TenantId,
    Token,
    DialogId,
    Source,
    Beta,
    CreateDate,
    CreateTime,
    UpdateDate,
    UpdateTime,
    User,
    Form,
    Minted,
}

/// The fields and their columns; in a table too wide for the terminal the one
/// with the highest number goes first.
const FIELDS: [(Field, Column); 13] = [
    (Field::Id, Column::new("id", 0)),
    (Field::TenantId, Column::new("tenant_id", 5)),
    (Field::Token, Column::new("token", 0)),
    (Field::DialogId, Column::new("dialog_id", 4)),
    (Field::Source, Column::new("source", 2)),
    (Field::Beta, Column::new("beta", 0)),
    (Field::CreateDate, Column::new("create_date", 1)),
    (Field::CreateTime, Column::new("create_time", 8).right()),
    (Field::UpdateDate, Column::new("update_date", 6)),
    (Field::UpdateTime, Column::new("update_time", 9).right()),
    (Field::User, Column::new("user", 0)),
    (Field::Form, Column::new("form", 3)),
    (Field::Minted, Column::new("minted", 7)),
];

/// What machine formats print: the endpoint's row, in its order.
const ENDPOINT: [&str; 9] = [
    "tenant_id",
    "token",
    "dialog_id",
    "source",
    "beta",
    "create_date",
    "create_time",
    "update_date",
    "update_time",
];
/// What a table prints where there is room: the same after the ID, with what
/// people look for first.
const FOR_PEOPLE: [&str; 10] = [
    "id",
    "token",
    "beta",
    "source",
    "dialog_id",
    "create_date",
    "update_date",
    "tenant_id",
    "create_time",
    "update_time",
];

/// The columns to print: those of `--fields`, else the endpoint's for machines
/// and the ID and more for people. In a listing of everyone's keys the tenant
/// is not left out: without it such a key says little.
pub(crate) fn choose(output: &Output<'_>, of_everyone: bool) -> Result<(Vec<Column>, Vec<Field>)> {
    let mut all = FIELDS;
    for (field, column) in &mut all {
        if of_everyone && *field == Field::TenantId {
            column.droppable = 0;
        }
    }
    let usual: &[&str] = if output.format().for_machines() {
        &ENDPOINT
    } else {
        &FOR_PEOPLE
    };
    let columns = output.choose(&all.map(|(_, column)| column), usual)?;
    let field_of = |column: &Column| {
        let entry = all.iter().find(|(_, known)| known == column);
        entry.map(|(field, _)| *field)
    };
    let fields = columns.iter().filter_map(field_of).collect();
    Ok((columns, fields))
}

/// Prints a key as a row of these fields.
pub(crate) fn print(
    output: &mut Output<'_>,
    fields: &[Field],
    key: &ApiKey<'_>,
    user: Option<&str>,
) -> Result<()> {
    let shown = Shown::of(key, user);
    let cells: SmallVec<[Cell<'_>; FIELDS.len()]> =
        fields.iter().map(|field| shown.cell(*field)).collect();
    output.row(&cells)
}

/// A key with what is made of it: hashing and decoding are done only for fields
/// that are asked for.
pub(crate) struct Shown<'a> {
    key: &'a ApiKey<'a>,
    user: Option<&'a str>,
    id: OnceCell<String>,
    minted: OnceCell<Option<String>>,
}

impl<'a> Shown<'a> {
    pub(crate) fn of(key: &'a ApiKey<'a>, user: Option<&'a str>) -> Self {
        Self {
            key,
            user,
            id: OnceCell::new(),
            minted: OnceCell::new(),
        }
    }

    fn minted(&self) -> Option<&str> {
        let minted = self.minted.get_or_init(|| {
            legacy::minted_at(self.key.token.expose(), self.key.create_time)
                .map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true))
        });
        minted.as_deref()
    }

    pub(crate) fn cell(&self, field: Field) -> Cell<'_> {
        let key = self.key;
        match field {
            Field::Id => Cell::Text(self.id.get_or_init(|| key.token.id())),
            Field::TenantId => Cell::Text(&key.tenant_id),
            Field::Token => Cell::Token(&key.token),
            Field::DialogId => Cell::maybe(key.dialog_id.as_deref()),
            Field::Source => Cell::maybe(key.source.as_deref()),
            Field::Beta => key.beta.as_ref().map_or(Cell::Null, Cell::Beta),
            Field::CreateDate => Cell::maybe_time(key.create_date),
            Field::CreateTime => Cell::maybe_int(key.create_time),
            Field::UpdateDate => Cell::maybe_time(key.update_date),
            Field::UpdateTime => Cell::maybe_int(key.update_time),
            Field::User => Cell::maybe(self.user),
            Field::Form => Cell::Text(key.token.form().name()),
            Field::Minted => Cell::maybe(self.minted()),
        }
    }
}
