//! What a local SQLite database is created with.

/// The tables.
pub(crate) const SCHEMA: &str = include_str!("../sqlite_schema.sql");
/// The rows of the sample database.
pub(crate) const DEMO: &str = include_str!("../demo.sql");
