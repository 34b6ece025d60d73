//! The tables and columns that are copied: all that this program reads, with the types
//! of RAGFlow's own models and the indexes that the statements of this program use.
//!
//! `user.password` is none of them, and neither are the texts in which people put
//! secrets of other services: `dsl`, `config`, `prompt_config`, `llm_setting`, `message`.

/// A table that is copied.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CopiedTable {
    pub(super) name: &'static str,
    pub(super) columns: &'static [CopiedColumn],
    /// The columns of the primary key, all of them texts. The last one alone finds few
    /// rows.
    pub(super) primary_key: &'static [&'static str],
}

/// A column that is copied.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CopiedColumn {
    pub(super) name: &'static str,
    pub(super) kind: ColumnKind,
    /// Whether it is declared NOT NULL.
    pub(super) is_required: bool,
    /// Whether it has an index of its own.
    pub(super) is_indexed: bool,
    pub(super) secret: Option<Secret>,
}

/// A table with those of its columns that are copied from a certain database.
#[derive(Clone, Debug)]
pub struct TableSelection {
    /// The name of the table.
    pub name: &'static str,
    pub(super) table: &'static CopiedTable,
    pub(super) columns: Vec<&'static CopiedColumn>,
}

impl TableSelection {
    pub(super) fn new(table: &'static CopiedTable, columns: Vec<&'static CopiedColumn>) -> Self {
        Self {
            name: table.name,
            table,
            columns,
        }
    }

    /// The same table with those columns only that pass the test; `None` if one of the
    /// primary key does not.
    pub(super) fn with_columns(&self, is_there: impl Fn(&str) -> bool) -> Option<Self> {
        let columns = self.columns.iter().copied();
        let columns = columns.filter(|column| is_there(column.name)).collect();
        let selection = Self::new(self.table, columns);
        selection.has_primary_key().then_some(selection)
    }

    pub(super) fn has_primary_key(&self) -> bool {
        let has = |name: &&str| self.columns.iter().any(|column| column.name == *name);
        self.table.primary_key.iter().all(has)
    }

    /// The column of the primary key by which rows are looked up.
    pub(super) fn lookup_column(&self) -> &'static str {
        self.table.primary_key[self.table.primary_key.len() - 1]
    }

    /// The places of secrets in a row, and what they are.
    pub fn secrets(&self) -> impl Iterator<Item = (usize, Secret)> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(place, column)| Some((place, column.secret?)))
    }

    /// The place of a column in a row.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// A text of at most this many characters.
    Text(u16),
    /// An integer of 32 bits.
    Int,
    /// An integer of 64 bits.
    BigInt,
    Bool,
    /// A floating-point number of 32 bits.
    Real,
    /// A date and time without a zone.
    Date,
}

/// What a secret column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// API keys and betas.
    Key,
    /// The part of login tokens that is stored.
    AccessToken,
}

use ColumnKind::{BigInt, Bool, Date, Int, Real, Text};

const fn column(name: &'static str, kind: ColumnKind) -> CopiedColumn {
    CopiedColumn {
        name,
        kind,
        is_required: false,
        is_indexed: false,
        secret: None,
    }
}

impl CopiedColumn {
    const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    const fn indexed(mut self) -> Self {
        self.is_indexed = true;
        self
    }

    const fn secret(mut self, secret: Secret) -> Self {
        self.secret = Some(secret);
        self
    }
}

const ID: CopiedColumn = column("id", Text(32)).required();
const CREATE_TIME: CopiedColumn = column("create_time", BigInt);
const CREATE_DATE: CopiedColumn = column("create_date", Date);
const UPDATE_TIME: CopiedColumn = column("update_time", BigInt);
const UPDATE_DATE: CopiedColumn = column("update_date", Date);
const STATUS: CopiedColumn = column("status", Text(1));

/// The tables, in the order in which they are copied: what others refer to comes
/// first.
pub(super) static TABLES: [CopiedTable; 10] = [
    CopiedTable {
        name: "user",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME.indexed(),
            UPDATE_DATE,
            column("access_token", Text(255))
                .indexed()
                .secret(Secret::AccessToken),
            column("nickname", Text(100)).required(),
            column("email", Text(255)).required().indexed(),
            STATUS,
            column("is_active", Text(1)).required(),
            column("is_superuser", Bool),
            column("login_channel", Text(255)),
            column("last_login_time", Date),
        ],
    },
    CopiedTable {
        name: "tenant",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("name", Text(100)),
            STATUS,
        ],
    },
    CopiedTable {
        name: "user_tenant",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME.indexed(),
            UPDATE_DATE,
            column("user_id", Text(32)).required().indexed(),
            column("tenant_id", Text(32)).required().indexed(),
            column("role", Text(32)).required(),
            column("invited_by", Text(32)).required(),
            STATUS,
        ],
    },
    CopiedTable {
        name: "dialog",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("tenant_id", Text(32)).required().indexed(),
            column("name", Text(255)),
            STATUS,
        ],
    },
    CopiedTable {
        name: "user_canvas",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("user_id", Text(255)).required().indexed(),
            column("title", Text(255)),
            column("canvas_category", Text(32)),
        ],
    },
    CopiedTable {
        name: "user_canvas_version",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("user_canvas_id", Text(255)).required().indexed(),
            column("release", Bool),
        ],
    },
    CopiedTable {
        name: "search",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("tenant_id", Text(32)).required(),
            column("name", Text(128)).required(),
            STATUS,
        ],
    },
    CopiedTable {
        name: "chat_channel",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("tenant_id", Text(32)).required().indexed(),
            column("name", Text(255)),
            column("channel", Text(128)),
            column("chat_id", Text(32)),
            STATUS,
        ],
    },
    CopiedTable {
        name: "api_4_conversation",
        primary_key: &["id"],
        columns: &[
            ID,
            CREATE_TIME,
            CREATE_DATE,
            UPDATE_TIME,
            UPDATE_DATE,
            column("dialog_id", Text(32)).required().indexed(),
            column("user_id", Text(255)).required(),
            column("tokens", Int).required(),
            column("source", Text(16)),
            column("duration", Real).required(),
            column("round", Int).required(),
            column("thumb_up", Int).required(),
        ],
    },
    CopiedTable {
        name: "api_token",
        primary_key: &["tenant_id", "token"],
        columns: &[
            CREATE_TIME.indexed(),
            CREATE_DATE.indexed(),
            UPDATE_TIME.indexed(),
            UPDATE_DATE.indexed(),
            column("tenant_id", Text(32)).required().indexed(),
            column("token", Text(255))
                .required()
                .indexed()
                .secret(Secret::Key),
            column("dialog_id", Text(32)).indexed(),
            column("source", Text(16)).indexed(),
            column("beta", Text(255)).indexed().secret(Secret::Key),
        ],
    },
];
