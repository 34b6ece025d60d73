//! Is this RAGFlow's database, and can this program work with it?

use std::collections::{BTreeMap, BTreeSet};

use super::driver::Engine;

/// What a column must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Integer,
    /// A date and time without a zone.
    Date,
}

use Holds::{Date, Integer, Text};

/// What this program cannot do without.
const REQUIRED: [(&str, &[(&str, Holds)]); 3] = [
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

/// Tables that names and checks are looked up in, where they are there.
pub const OPTIONAL: [&str; 5] = [
    "tenant",
    "dialog",
    "user_canvas",
    "api_4_conversation",
    "search",
];

/// What a database was found to hold.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    tables: BTreeMap<String, BTreeMap<String, String>>,
}

/// Why a database cannot be worked with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// None of the tables is there.
    #[error("it has none of the tables api_token, user and user_tenant")]
    NotRagflow,
    /// One is missing.
    #[error("it has no table {0}")]
    NoTable(&'static str),
    /// A column is missing.
    #[error("table {0} has no column {1}")]
    NoColumn(&'static str, &'static str),
    /// A column has a type nobody expected.
    #[error("column {table}.{column} has type {found}, where {expected} was expected")]
    Type {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What it is.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
}

impl SchemaError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotRagflow | Self::NoTable(_) => {
                "name RAGFlow's own database (rag_flow where nothing was changed), \
                 and check that the account may see its tables"
            }
            Self::NoColumn("api_token", "beta") => {
                "beta keys came with RAGFlow 0.15: upgrade RAGFlow first (or the account may \
                 not see the column)"
            }
            Self::NoColumn(..) => {
                "this RAGFlow is older than 0.15, or the account may not see the column"
            }
            Self::Type { .. } => "the table was not made by RAGFlow; nothing was read or changed",
        }
    }
}

impl Schema {
    /// Checks the columns an engine reports, `(table, column, type)`.
    ///
    /// # Errors
    /// When a table or column this program needs is missing or of a type it
    /// cannot work with.
    pub fn check(
        engine: Engine,
        columns: Vec<(String, String, String)>,
    ) -> Result<Self, SchemaError> {
        let mut schema = Self::default();
        for (table, column, kind) in columns {
            let table = schema.tables.entry(table).or_default();
            table.insert(column, kind);
        }
        if REQUIRED.iter().all(|(table, _)| !schema.has_table(table)) {
            return Err(SchemaError::NotRagflow);
        }
        for (table, columns) in REQUIRED {
            let found = schema
                .tables
                .get(table)
                .ok_or(SchemaError::NoTable(table))?;
            for (column, holds) in columns {
                let kind = found
                    .get(*column)
                    .ok_or(SchemaError::NoColumn(table, column))?;
                // SQLite's declared types bind nothing: its values are judged
                // one by one, as they are read.
                if engine != Engine::Sqlite && !holds.accepts(kind) {
                    return Err(SchemaError::Type {
                        table,
                        column,
                        found: kind.clone(),
                        expected: holds.name(),
                    });
                }
            }
        }
        Ok(schema)
    }

    /// Whether a table is there.
    pub fn has_table(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// Whether a table has a column.
    pub fn has_column(&self, table: &str, column: &str) -> bool {
        let columns = self.tables.get(table);
        columns.is_some_and(|columns| columns.contains_key(column))
    }

    /// Which of the optional tables are not there.
    pub fn absent(&self) -> BTreeSet<&'static str> {
        OPTIONAL
            .into_iter()
            .filter(|table| !self.has_table(table))
            .collect()
    }

    /// Which RAGFlow made this schema, as far as its columns tell.
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

impl Holds {
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
            Self::Integer => "a whole number",
            Self::Date => "a date and time without a zone",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ragflow() -> Vec<(String, String, String)> {
        let columns = REQUIRED.iter().flat_map(|(table, columns)| {
            columns.iter().map(|(column, holds)| {
                let kind = match holds {
                    Text => "varchar",
                    Integer => "bigint",
                    Date => "datetime",
                };
                ((*table).to_owned(), (*column).to_owned(), kind.to_owned())
            })
        });
        columns.collect()
    }

    #[test]
    fn ragflows_own_schema_passes_and_absent_tables_are_known() {
        let schema = Schema::check(Engine::MySql, ragflow()).expect("RAGFlow's");
        assert_eq!(schema.absent().len(), OPTIONAL.len());
    }

    #[test]
    fn what_is_missing_is_named() {
        let check = |keep: fn(&str, &str) -> bool| {
            let mut columns = ragflow();
            columns.retain(|(table, column, _)| keep(table, column));
            Schema::check(Engine::MySql, columns).expect_err("incomplete")
        };
        assert_eq!(check(|_, _| false), SchemaError::NotRagflow);
        let error = check(|table, _| table != "user_tenant");
        assert_eq!(error, SchemaError::NoTable("user_tenant"));
        let error = check(|_, column| column != "beta");
        assert_eq!(error, SchemaError::NoColumn("api_token", "beta"));
        assert!(error.hint().contains("0.15"));
    }

    #[test]
    fn a_type_nobody_expected_is_named_except_where_types_bind_nothing() {
        let mut columns = ragflow();
        for (_, column, kind) in &mut columns {
            if column == "create_date" {
                *kind = "timestamp with time zone".into();
            }
        }
        assert!(Schema::check(Engine::Sqlite, columns.clone()).is_ok());
        let error = Schema::check(Engine::Postgres, columns).expect_err("a zone");
        assert!(error.to_string().contains("api_token.create_date"));
    }
}
