//! The columns of an API key, for every command that prints keys.

use std::cell::OnceCell;

use chrono::SecondsFormat;
use smallvec::SmallVec;

use crate::domain::api_key::ApiKey;
use crate::domain::legacy;
use crate::error::Result;
use crate::report::{Cell, Column, Output};

/// A field of a key that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyField {
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
    /// The e-mail address of the owner.
    User,
    Form,
    /// The minting time that a guessable key reveals.
    Minted,
}

/// Every field with its column.
const FIELDS: [(KeyField, Column); 13] = [
    (KeyField::Id, Column::new("id", 0)),
    (KeyField::TenantId, Column::new("tenant_id", 5)),
    (KeyField::Token, Column::new("token", 0)),
    (KeyField::DialogId, Column::new("dialog_id", 4)),
    (KeyField::Source, Column::new("source", 2)),
    (KeyField::Beta, Column::new("beta", 0)),
    (KeyField::CreateDate, Column::new("create_date", 1)),
    (
        KeyField::CreateTime,
        Column::new("create_time", 8).align_right(),
    ),
    (KeyField::UpdateDate, Column::new("update_date", 6)),
    (
        KeyField::UpdateTime,
        Column::new("update_time", 9).align_right(),
    ),
    (KeyField::User, Column::new("user", 0)),
    (KeyField::Form, Column::new("form", 3)),
    (KeyField::Minted, Column::new("minted", 7)),
];

/// The default columns of machine-readable formats: the row of RAGFlow's
/// endpoint, in its order.
const ENDPOINT_COLUMNS: [&str; 9] = [
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
/// The default columns of a table: the ID and the same columns, those that
/// people look for first.
const TABLE_COLUMNS: [&str; 10] = [
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

/// Selects the columns to print: those of `--fields`, else the defaults of the
/// format. `keeps_tenant`: a narrow table must not hide the tenant, because the
/// keys of all tenants are listed.
pub(crate) fn select(
    output: &Output<'_>,
    keeps_tenant: bool,
) -> Result<(Vec<Column>, Vec<KeyField>)> {
    let mut all = FIELDS;
    for (field, column) in &mut all {
        if keeps_tenant && *field == KeyField::TenantId {
            column.drop_priority = 0;
        }
    }
    let defaults: &[&str] = if output.format().is_machine_readable() {
        &ENDPOINT_COLUMNS
    } else {
        &TABLE_COLUMNS
    };
    let columns = output.select_columns(&all.map(|(_, column)| column), defaults)?;
    let field_of = |column: &Column| {
        let entry = all.iter().find(|(_, known)| known == column);
        entry.map(|(field, _)| *field)
    };
    let fields = columns.iter().filter_map(field_of).collect();
    Ok((columns, fields))
}

/// Prints a key as a row with these fields.
pub(crate) fn print_key(
    output: &mut Output<'_>,
    fields: &[KeyField],
    key: &ApiKey<'_>,
    user: Option<&str>,
) -> Result<()> {
    let key_cells = KeyCells::new(key, user);
    output.row(&key_cells.cells(fields))
}

/// Prints a key that was changed or created, also after the user asked to stop.
pub(crate) fn print_committed_key(
    output: &mut Output<'_>,
    fields: &[KeyField],
    key: &ApiKey<'_>,
    user: Option<&str>,
) -> Result<()> {
    let key_cells = KeyCells::new(key, user);
    output.committed_row(&key_cells.cells(fields))
}

/// The cells of a key. The hash and the minting time are computed only if their
/// field is printed, and only once.
pub(crate) struct KeyCells<'a> {
    key: &'a ApiKey<'a>,
    user: Option<&'a str>,
    id: OnceCell<String>,
    minted: OnceCell<Option<String>>,
}

impl<'a> KeyCells<'a> {
    pub(crate) fn new(key: &'a ApiKey<'a>, user: Option<&'a str>) -> Self {
        Self {
            key,
            user,
            id: OnceCell::new(),
            minted: OnceCell::new(),
        }
    }

    fn cells(&self, fields: &[KeyField]) -> SmallVec<[Cell<'_>; FIELDS.len()]> {
        fields.iter().map(|field| self.cell(*field)).collect()
    }

    fn minted(&self) -> Option<&str> {
        let minted = self.minted.get_or_init(|| {
            legacy::minted_at(self.key.token.expose(), self.key.create_time)
                .map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true))
        });
        minted.as_deref()
    }

    pub(crate) fn cell(&self, field: KeyField) -> Cell<'_> {
        let key = self.key;
        match field {
            KeyField::Id => Cell::Text(self.id.get_or_init(|| key.token.id())),
            KeyField::TenantId => Cell::Text(&key.tenant_id),
            KeyField::Token => Cell::Token(&key.token),
            KeyField::DialogId => Cell::text_or_null(key.dialog_id.as_deref()),
            KeyField::Source => Cell::text_or_null(key.source.as_deref()),
            KeyField::Beta => key.beta.as_ref().map_or(Cell::Null, Cell::Beta),
            KeyField::CreateDate => Cell::time_or_null(key.create_date),
            KeyField::CreateTime => Cell::int_or_null(key.create_time),
            KeyField::UpdateDate => Cell::time_or_null(key.update_date),
            KeyField::UpdateTime => Cell::int_or_null(key.update_time),
            KeyField::User => Cell::text_or_null(self.user),
            KeyField::Form => Cell::Text(key.token.form().name()),
            KeyField::Minted => Cell::text_or_null(self.minted()),
        }
    }
}
