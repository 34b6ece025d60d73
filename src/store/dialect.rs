//! The engines, and where their SQL differs in spelling.

/// The engines this program can connect to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded engine, for samples, tests and offline copies. RAGFlow
    /// itself does not run on it.
    Sqlite,
    /// MySQL and the servers that use its protocol (MariaDB, OceanBase).
    MySql,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The name for messages. It is `MySQL` also for MariaDB and OceanBase.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::MySql => "MySQL",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// The parts of a statement that the engines spell differently.
#[derive(Debug)]
pub(super) struct Dialect {
    /// The engine that this is the dialect of.
    pub(super) engine: Engine,
    /// What goes before and after an expression so that text is sorted and
    /// compared by its bytes. RAGFlow's collation on MySQL ignores case, and
    /// PostgreSQL's depends on the cluster.
    pub(super) bytes: (&'static str, &'static str),
    /// What encloses a name that may be a reserved word.
    pub(super) quote: &'static str,
    /// How this engine declares columns and tables.
    pub(super) types: TypeNames,
    /// Added to an INSERT so that it leaves rows alone that are there already, with
    /// `KEY` for a column of the primary key.
    pub(super) keep_existing: &'static str,
    /// Lists the columns that need a value in each new row: table and column.
    pub(super) mandatory_columns: &'static str,
    /// The table of users: its name is a reserved word on PostgreSQL.
    pub(super) user_table: &'static str,
    /// Added to a SELECT of rows that are going to be written, so that nobody
    /// else can change them before. Empty if the transaction locks everything.
    pub(super) for_update: &'static str,
    /// A join that begins with the table on its left. MySQL without statistics would
    /// begin with the one on the right, and read all of it.
    pub(super) ordered_join: &'static str,
    /// Lists the columns of this database or schema: table, column, declared type,
    /// and the collation where each column has one.
    pub(super) columns: &'static str,
    /// Lists the other schemas or databases of this server, as far as this account
    /// sees them, that have a table `api_token`. Empty if there are none.
    pub(super) elsewhere: &'static str,
    /// What to add to or change in the URL to use one of them.
    pub(super) elsewhere_hint: &'static str,
    /// Lists the indexes of `user_tenant` on `tenant_id` and on `user_id`, column and
    /// name, for an engine that has to be told to use them. Empty for others.
    pub(super) indexes_of_memberships: &'static str,
    /// The condition for one key, with placeholders for the tenant and the token.
    pub(super) one_key: &'static str,
    /// The condition for rows after a primary key.
    pub(super) keyset: KeysetPredicate,
}

/// The names of types that the engines spell differently.
#[derive(Debug)]
pub(super) struct TypeNames {
    /// A date and time without a zone.
    pub(super) date: &'static str,
    /// A truth value.
    pub(super) boolean: &'static str,
    /// A floating-point number of 32 bits or more.
    pub(super) real: &'static str,
    /// What follows the columns of a new table.
    pub(super) table_options: &'static str,
}

impl Dialect {
    /// The name in the engine's quotes. `name` is one of this program's own.
    pub(super) fn quoted(&self, name: &str) -> String {
        format!("{0}{name}{0}", self.quote)
    }

    /// The expression, sorted and compared by its bytes.
    pub(super) fn by_bytes(&self, expression: &str) -> String {
        format!("{}{expression}{}", self.bytes.0, self.bytes.1)
    }
}

/// The condition for rows of `api_token` (alias `t`) after a primary key, in
/// the form that the engine turns into one range of its index.
#[derive(Debug)]
pub(super) struct KeysetPredicate {
    /// The condition, with placeholders for the tenant and then the token.
    pub(super) sql: &'static str,
    /// Whether the tenant is a parameter twice, before the token.
    pub(super) repeats_tenant: bool,
}
