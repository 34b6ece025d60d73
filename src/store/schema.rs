//! Checks that a database has RAGFlow's tables, with the columns and types that
//! this program needs.

use std::collections::{BTreeMap, BTreeSet};

use super::dialect::Engine;

/// The type that a column must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnType {
    Text,
    Integer,
    /// A date and time without a zone.
    Date,
}

use ColumnType::{Date, Integer, Text};

/// The tables and columns that this program needs.
const REQUIRED: [(&str, &[(&str, ColumnType)]); 3] = [
    (
        "api_token",
        &[
            ("tenant_id", Text),
            ("token", Text),
            ("dialog_id", Text),
            ("source", Text),
            ("beta", Text),
            ("create_time", Integer),
            ("create_date", Date),
            ("update_time", Integer),
            ("update_date", Date),
        ],
    ),
    (
        "user",
        &[
            ("id", Text),
            ("email", Text),
            ("nickname", Text),
            ("status", Text),
            ("is_active", Text),
        ],
    ),
    (
        "user_tenant",
        &[
            ("id", Text),
            ("user_id", Text),
            ("tenant_id", Text),
            ("role", Text),
            ("create_time", Integer),
        ],
    ),
];

/// The tables that this program needs.
pub(super) const REQUIRED_TABLES: [&str; 3] = [REQUIRED[0].0, REQUIRED[1].0, REQUIRED[2].0];

/// Tables that names and checks are looked up in, if they exist.
pub const OPTIONAL_TABLES: [&str; 5] = [
    "tenant",
    "dialog",
    "user_canvas",
    "api_4_conversation",
    "search",
];

/// The tables and columns of a database.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// By table and name.
    tables: BTreeMap<String, BTreeMap<String, Column>>,
}

/// A column of a database.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) table: String,
    pub(super) name: String,
    /// The declared type, in lower case.
    pub(super) kind: String,
    /// The collation, where each column has one.
    pub(super) collation: Option<String>,
}

/// Why this program cannot work with a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SchemaError {
    /// None of RAGFlow's tables exists.
    #[error("it has none of the tables api_token, user and user_tenant")]
    NotRagflow,
    /// One of the tables is missing.
    #[error("it has no table {0}")]
    NoTable(&'static str),
    /// A column is missing.
    #[error("table {0} has no column {1}")]
    NoColumn(&'static str, &'static str),
    /// A column has an unexpected type.
    #[error("column {table}.{column} has type {found}, expected {expected}")]
    Type {
        /// The table of the column.
        table: &'static str,
        /// The name of the column.
        column: &'static str,
        /// The declared type, in lower case.
        found: String,
        /// The kind of type that is needed.
        expected: &'static str,
    },
}

impl SchemaError {
    /// What this means for the database, in words that follow its name.
    pub(super) fn consequence(&self) -> &'static str {
        match self {
            Self::NotRagflow | Self::NoTable(_) => "is not a RAGFlow database",
            Self::NoColumn(..) | Self::Type { .. } => "is not supported",
        }
    }

    /// Whether a whole table is missing, which may be in another schema.
    pub(super) fn is_missing_table(&self) -> bool {
        matches!(self, Self::NotRagflow | Self::NoTable(_))
    }

    /// What to do about it.
    pub(super) fn hint(&self) -> &'static str {
        match self {
            Self::NotRagflow | Self::NoTable(_) => {
                "give RAGFlow's database (default name: rag_flow), and check that the account has \
                 SELECT on its tables"
            }
            Self::NoColumn("api_token", "beta") => {
                "betas exist since RAGFlow 0.15: upgrade RAGFlow first, or grant the account SELECT \
                 on the column"
            }
            Self::NoColumn(..) => {
                "upgrade RAGFlow if it is older than 0.15, or grant the account SELECT on the column"
            }
            Self::Type { .. } => {
                "check that this is RAGFlow's database: RAGFlow creates this column with another type"
            }
        }
    }
}

impl Schema {
    /// Checks the tables and columns. An empty type is one that the engine does not tell
    /// this account.
    ///
    /// # Errors
    /// If a table or column that this program needs is missing, or has a type
    /// that it cannot work with.
    pub(super) fn check(&self, engine: Engine) -> Result<(), SchemaError> {
        if REQUIRED.iter().all(|(table, _)| !self.has_table(table)) {
            return Err(SchemaError::NotRagflow);
        }
        for (table, columns) in REQUIRED {
            let found = self.tables.get(table).ok_or(SchemaError::NoTable(table))?;
            for (column, expected) in columns {
                let Column { kind, .. } = found
                    .get(*column)
                    .ok_or(SchemaError::NoColumn(table, column))?;
                // SQLite does not enforce declared types: its values are checked
                // one by one, as they are read.
                let is_known = engine != Engine::Sqlite && !kind.is_empty();
                if is_known && !expected.accepts(kind) {
                    return Err(SchemaError::Type {
                        table,
                        column,
                        found: kind.clone(),
                        expected: expected.name(),
                    });
                }
            }
        }
        Ok(())
    }

    pub(super) fn from_columns(columns: impl IntoIterator<Item = Column>) -> Self {
        let mut schema = Self::default();
        for column in columns {
            let table = schema.tables.entry(column.table.clone()).or_default();
            table.insert(column.name.clone(), column);
        }
        schema
    }

    /// The collation of a column, where each column has one.
    pub(super) fn collation(&self, table: &str, column: &str) -> Option<&str> {
        self.tables.get(table)?.get(column)?.collation.as_deref()
    }

    /// The tables and views of the database.
    pub fn table_names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Whether the database has a table.
    pub fn has_table(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// Whether the database has a column.
    pub fn has_column(&self, table: &str, column: &str) -> bool {
        let columns = self.tables.get(table);
        columns.is_some_and(|columns| columns.contains_key(column))
    }

    /// The optional tables that the database does not have.
    pub fn missing_optional_tables(&self) -> BTreeSet<&'static str> {
        OPTIONAL_TABLES
            .into_iter()
            .filter(|table| !self.has_table(table))
            .collect()
    }

    /// The RAGFlow versions that create these columns, for example "0.20 or
    /// later".
    pub fn version_range(&self) -> &'static str {
        let tenant_columns = self.tables.get("tenant");
        if tenant_columns.is_some_and(|columns| columns.contains_key("tenant_llm_id")) {
            "later than 0.21"
        } else if self.has_table("search") {
            "0.20 or later"
        } else {
            "0.15 or later"
        }
    }
}

impl ColumnType {
    fn accepts(self, kind: &str) -> bool {
        match self {
            Self::Text => kind.contains("char") || kind.contains("text"),
            Self::Integer => kind.contains("int") && !kind.contains("interval"),
            Self::Date => ["datetime", "timestamp without time zone"].contains(&kind),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "an integer",
            Self::Date => "a date and time without a time zone",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ragflow_columns() -> Vec<Column> {
        let columns = REQUIRED.iter().flat_map(|(table, columns)| {
            columns.iter().map(|(column, expected)| {
                let kind = match expected {
                    Text => "varchar",
                    Integer => "bigint",
                    Date => "datetime",
                };
                Column {
                    table: (*table).to_owned(),
                    name: (*column).to_owned(),
                    kind: kind.to_owned(),
                    collation: None,
                }
            })
        });
        columns.collect()
    }

    #[test]
    fn ragflows_schema_is_accepted_without_the_optional_tables() {
        let schema = Schema::from_columns(ragflow_columns());
        schema.check(Engine::MySql).expect("RAGFlow's");
        assert_eq!(
            schema.missing_optional_tables().len(),
            OPTIONAL_TABLES.len()
        );
    }

    #[test]
    fn the_error_names_the_missing_table_or_column() {
        let check = |keep: fn(&str, &str) -> bool| {
            let mut columns = ragflow_columns();
            columns.retain(|column| keep(&column.table, &column.name));
            let schema = Schema::from_columns(columns);
            schema.check(Engine::MySql).expect_err("incomplete")
        };
        assert_eq!(check(|_, _| false), SchemaError::NotRagflow);
        let error = check(|table, _| table != "user_tenant");
        assert_eq!(error, SchemaError::NoTable("user_tenant"));
        let error = check(|_, column| column != "beta");
        assert_eq!(error, SchemaError::NoColumn("api_token", "beta"));
        assert!(error.hint().contains("0.15"));
    }

    #[test]
    fn an_unexpected_type_is_an_error_except_on_sqlite() {
        let mut columns = ragflow_columns();
        for column in columns
            .iter_mut()
            .filter(|column| column.name == "create_date")
        {
            column.kind = "timestamp with time zone".into();
        }
        let schema = Schema::from_columns(columns);
        assert!(schema.check(Engine::Sqlite).is_ok());
        let error = schema.check(Engine::Postgres).expect_err("a zone");
        assert!(error.to_string().contains("api_token.create_date"));
    }
}
