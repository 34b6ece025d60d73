//! Which tables this account can read.

use std::ops::ControlFlow;

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::schema::{OPTIONAL_TABLES, REQUIRED_TABLES};

impl Store {
    /// The optional tables that exist and that this account cannot read, each
    /// with the reason.
    ///
    /// # Errors
    /// If this account cannot read a table that is required, or not all of its
    /// rows.
    pub fn unreadable_tables(&mut self) -> Result<Vec<(&'static str, StoreError)>, StoreError> {
        for table in REQUIRED_TABLES {
            self.probe_table(table)?;
        }
        let mut unreadable = Vec::new();
        for table in OPTIONAL_TABLES {
            if !self.schema.has_table(table) {
                continue;
            }
            match self.probe_table(table) {
                Err(error) if error.fault == Fault::Denied => unreadable.push((table, error)),
                other => other?,
            }
        }
        Ok(unreadable)
    }

    /// Whether a column exists and this account can read it. The table is not one of
    /// those that must be readable, or its other columns are.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(super) fn can_read_column(
        &mut self,
        table: &str,
        column: &str,
    ) -> Result<bool, StoreError> {
        if !self.schema.has_column(table, column) {
            return Ok(false);
        }
        match self.probe_columns(table, column) {
            Ok(()) => Ok(true),
            Err(error) if error.fault == Fault::Denied => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Runs a query of some columns without rows.
    pub(super) fn probe_columns(&mut self, table: &str, columns: &str) -> Result<(), StoreError> {
        let table = self.table_name(table);
        let sql = format!("SELECT {columns} FROM {table} WHERE 1 = 0");
        self.query(&sql, &[], &mut |_| Ok(ControlFlow::Continue(())))
    }

    /// The name of a table in a statement.
    fn table_name<'a>(&self, table: &'a str) -> &'a str {
        match table {
            "user" => self.connection.dialect().user_table,
            other => other,
        }
    }

    /// Runs a query without rows: a missing privilege, or a policy that hides
    /// rows, is an error nevertheless.
    fn probe_table(&mut self, table: &str) -> Result<(), StoreError> {
        let name = self.table_name(table);
        let sql = format!("SELECT 1 FROM {name} WHERE 1 = 0");
        self.query(&sql, &[], &mut |_| Ok(ControlFlow::Continue(())))
    }
}
