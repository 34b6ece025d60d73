//! The columns of an API key, for every command that prints keys.

use std::cell::OnceCell;

use chrono::SecondsFormat;
use smallvec::SmallVec;

use crate::domain::api_key::ApiKey;
use crate::domain::beta_state::BetaState;
use crate::domain::legacy;
use crate::error::Result;
use crate::report::{Cell, Column, DefaultColumns, Output, SecretAge};
use crate::text::age;

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
    /// The kind and name of what the key is bound to.
    BoundTo,
    /// The time since the key was created.
    Age,
    /// Whether the beta is there, and whether it is guessable.
    BetaState,
}

/// Every field with its column.
const FIELDS: [(KeyField, Column); 16] = [
    (KeyField::Id, Column::new("id", 0)),
    (KeyField::TenantId, Column::new("tenant_id", 10)),
    (KeyField::Token, Column::new("token", 0).whole()),
    (KeyField::DialogId, Column::new("dialog_id", 4)),
    (KeyField::Source, Column::new("source", 2)),
    (KeyField::Beta, Column::new("beta", 0).whole()),
    (
        KeyField::CreateDate,
        Column::new("create_date", 1).local_time(),
    ),
    (
        KeyField::CreateTime,
        Column::new("create_time", 8).align_right(),
    ),
    (
        KeyField::UpdateDate,
        Column::new("update_date", 6).local_time(),
    ),
    (
        KeyField::UpdateTime,
        Column::new("update_time", 9).align_right(),
    ),
    (KeyField::User, Column::new("user", 0)),
    (KeyField::Form, Column::new("form", 3)),
    (KeyField::Minted, Column::new("minted", 7)),
    (KeyField::BoundTo, Column::new("bound_to", 5)),
    (KeyField::Age, Column::new("age", 0).align_right()),
    (KeyField::BetaState, Column::new("beta_state", 0)),
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
/// The default columns of the format `wide`.
const WIDE_COLUMNS: [&str; 11] = [
    "id",
    "user",
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
/// The default columns of a table of keys.
const TABLE_COLUMNS: [&str; 7] = [
    "id",
    "user",
    "token",
    "bound_to",
    "age",
    "beta_state",
    "tenant_id",
];
/// The default columns of a table of keys that were created.
const NEW_TABLE_COLUMNS: [&str; 4] = ["id", "user", "token", "beta"];

/// Which keys a command prints, if the user does not select columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyTable {
    /// Those of one tenant, whose id is left out.
    OfTenant,
    /// Those of any tenant.
    OfTenants,
    /// New keys.
    New,
}

/// The columns of every field.
pub(crate) fn all() -> Vec<Column> {
    FIELDS.iter().map(|(_, column)| *column).collect()
}

/// Selects the columns to print: those of `--fields`, else the defaults of the
/// format.
pub(crate) fn select(output: &Output<'_>, table: KeyTable) -> Result<(Vec<Column>, Vec<KeyField>)> {
    let defaults: &[&str] = match (output.format().default_columns(), table) {
        (DefaultColumns::Endpoint, _) => &ENDPOINT_COLUMNS,
        (DefaultColumns::Id, _) => &["id"],
        (DefaultColumns::Wide, _) => &WIDE_COLUMNS,
        (DefaultColumns::Few, KeyTable::New) => &NEW_TABLE_COLUMNS,
        (DefaultColumns::Few, KeyTable::OfTenants) => &TABLE_COLUMNS,
        (DefaultColumns::Few, KeyTable::OfTenant) => &TABLE_COLUMNS[..TABLE_COLUMNS.len() - 1],
    };
    let columns = output.select_columns(&all(), defaults)?;
    let field_of = |column: &Column| {
        let entry = FIELDS.iter().find(|(_, known)| known == column);
        entry.map(|(field, _)| *field)
    };
    let fields = columns.iter().filter_map(field_of).collect();
    Ok((columns, fields))
}

/// What a row says about a key that is not in its own row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyFacts<'a> {
    /// The e-mail address of the owner.
    pub(crate) user: Option<&'a str>,
    /// The name of what the key is bound to, if it was looked up and found.
    pub(crate) binding_name: Option<&'a str>,
    /// The present moment, Unix time in milliseconds.
    pub(crate) now_ms: i64,
}

/// Prints a key as a row with these fields.
pub(crate) fn print_key(
    output: &mut Output<'_>,
    fields: &[KeyField],
    key: &ApiKey<'_>,
    facts: KeyFacts<'_>,
) -> Result<()> {
    let key_cells = KeyCells::new(key, facts);
    output.row(&key_cells.cells(fields))
}

/// Prints a key that was created, also after the user asked to stop.
pub(crate) fn print_new_key(
    output: &mut Output<'_>,
    fields: &[KeyField],
    key: &ApiKey<'_>,
    facts: KeyFacts<'_>,
) -> Result<()> {
    let key_cells = KeyCells {
        token_age: SecretAge::New,
        beta_age: SecretAge::New,
        ..KeyCells::new(key, facts)
    };
    output.committed_row(&key_cells.cells(fields))
}

/// Prints a key that was changed, also after the user asked to stop.
pub(crate) fn print_committed_key(
    output: &mut Output<'_>,
    fields: &[KeyField],
    key: &ApiKey<'_>,
    facts: KeyFacts<'_>,
) -> Result<()> {
    let key_cells = KeyCells::new(key, facts);
    output.committed_row(&key_cells.cells(fields))
}

/// The cells of a key. The hash and the minting time are computed only if their
/// field is printed, and only once.
pub(crate) struct KeyCells<'a> {
    key: &'a ApiKey<'a>,
    facts: KeyFacts<'a>,
    token_age: SecretAge,
    beta_age: SecretAge,
    id: OnceCell<String>,
    minted: OnceCell<Option<String>>,
    bound_to: OnceCell<Option<String>>,
    age: OnceCell<Option<String>>,
}

impl<'a> KeyCells<'a> {
    pub(crate) fn new(key: &'a ApiKey<'a>, facts: KeyFacts<'a>) -> Self {
        Self {
            key,
            facts,
            token_age: SecretAge::Old,
            beta_age: SecretAge::Old,
            id: OnceCell::new(),
            minted: OnceCell::new(),
            bound_to: OnceCell::new(),
            age: OnceCell::new(),
        }
    }

    /// The new key of a pair: a secret that the old one has is not new.
    pub(crate) fn replacing(old: &ApiKey<'_>, key: &'a ApiKey<'a>, facts: KeyFacts<'a>) -> Self {
        let age = |is_same| match is_same {
            true => SecretAge::Old,
            false => SecretAge::New,
        };
        Self {
            token_age: age(old.token == key.token),
            beta_age: age(old.beta == key.beta),
            ..Self::new(key, facts)
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

    fn bound_to(&self) -> Option<&str> {
        let bound_to = self.bound_to.get_or_init(|| {
            let (binding, id) = self.key.binding()?;
            let name = self.facts.binding_name.filter(|name| !name.is_empty());
            Some(format!("{} {}", binding.noun(), name.unwrap_or(id)))
        });
        bound_to.as_deref()
    }

    fn age(&self) -> Option<&str> {
        let age = self.age.get_or_init(|| {
            let created = self.key.create_time?;
            Some(age(self.facts.now_ms.saturating_sub(created)))
        });
        age.as_deref()
    }

    pub(crate) fn cell(&self, field: KeyField) -> Cell<'_> {
        let key = self.key;
        match field {
            KeyField::Id => Cell::Text(self.id.get_or_init(|| key.token.id())),
            KeyField::TenantId => Cell::Text(&key.tenant_id),
            KeyField::Token => Cell::Token(&key.token, self.token_age),
            KeyField::DialogId => Cell::text_or_null(key.dialog_id.as_deref()),
            KeyField::Source => Cell::text_or_null(key.source.as_deref()),
            KeyField::Beta => {
                let beta = key.beta.as_ref();
                beta.map_or(Cell::Null, |beta| Cell::Beta(beta, self.beta_age))
            }
            KeyField::CreateDate => Cell::time_or_null(key.create_date),
            KeyField::CreateTime => Cell::int_or_null(key.create_time),
            KeyField::UpdateDate => Cell::time_or_null(key.update_date),
            KeyField::UpdateTime => Cell::int_or_null(key.update_time),
            KeyField::User => Cell::text_or_null(self.facts.user),
            KeyField::Form => Cell::Text(key.token.form().name()),
            KeyField::Minted => Cell::text_or_null(self.minted()),
            KeyField::BoundTo => Cell::text_or_null(self.bound_to()),
            KeyField::Age => Cell::text_or_null(self.age()),
            KeyField::BetaState => Cell::Text(BetaState::new(key, false).name()),
        }
    }
}
