//! Reading the tables that are copied.

use std::ops::ControlFlow;

use super::row::{CopiedRow, Digest, decode_row};
use crate::store::copied_tables::{CopiedColumn, CopiedTable, TABLES, TableSelection};
use crate::store::driver_error::Fault;
use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::sql;

/// What can be copied from a database.
#[derive(Debug, Default)]
pub struct CopySource {
    /// The tables with their columns.
    pub tables: Vec<TableSelection>,
    /// Tables, and columns as `table.column`, that the database does not have.
    pub missing: Vec<String>,
    /// The same of those that this account may not read.
    pub unreadable: Vec<String>,
}

impl Store {
    /// Finds out which tables and columns can be copied.
    ///
    /// # Errors
    /// If this account cannot read a table that is required, or not all of its rows.
    pub fn copy_source(&mut self) -> Result<CopySource, StoreError> {
        let mut source = CopySource::default();
        for table in &TABLES {
            if !self.schema.has_table(table.name) {
                source.missing.push(table.name.to_owned());
                continue;
            }
            let mut columns = Vec::new();
            for column in table.columns {
                match self.schema.has_column(table.name, column.name) {
                    true => columns.push(column),
                    false => source.missing.push(full_name(table, column)),
                }
            }
            let columns = self.readable_columns(table, columns, &mut source.unreadable)?;
            let selection = TableSelection::new(table, columns);
            match selection.has_primary_key() {
                true => source.tables.push(selection),
                // Without it nothing of the table can be copied.
                false => source.unreadable.push(table.name.to_owned()),
            }
        }
        Ok(source)
    }

    /// The columns that this account may read. Usually that is one question.
    fn readable_columns(
        &mut self,
        table: &CopiedTable,
        columns: Vec<&'static CopiedColumn>,
        unreadable: &mut Vec<String>,
    ) -> Result<Vec<&'static CopiedColumn>, StoreError> {
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let Err(error) = self.probe_columns(table.name, &names.join(", ")) else {
            return Ok(columns);
        };
        if error.fault != Fault::Denied {
            return Err(error);
        }
        let mut readable = Vec::new();
        for column in columns {
            match self.probe_columns(table.name, column.name) {
                Ok(()) => readable.push(column),
                Err(error) if error.fault != Fault::Denied => return Err(error),
                Err(error) if table.name == "api_token" => return Err(error),
                Err(_) => unreadable.push(full_name(table, column)),
            }
        }
        Ok(readable)
    }

    /// The number of rows of a table.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn count_copied_rows(&mut self, table: &TableSelection) -> Result<u64, StoreError> {
        let sql = sql::copy::count(self.connection.dialect(), table.name);
        let mut rows = 0;
        self.query(&sql, &[], &mut |row| {
            rows = row.value(0).as_count();
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// Reads all rows of a table, in any order.
    ///
    /// # Errors
    /// If the database cannot be read, or a value has another type.
    pub fn read_copied_rows(
        &mut self,
        table: &TableSelection,
        each: &mut dyn FnMut(CopiedRow) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let sql = sql::copy::read(self.connection.dialect(), table);
        self.stream(&sql, &[], &mut |row| Ok(each(decode_row(row, table)?)))
    }

    /// Reads all rows of a table, and returns their digest.
    pub(super) fn digest_of(&mut self, table: &TableSelection) -> Result<Digest, StoreError> {
        let mut digest = Digest::default();
        self.read_copied_rows(table, &mut |row| {
            digest.add(&row);
            ControlFlow::Continue(())
        })?;
        Ok(digest)
    }
}

fn full_name(table: &CopiedTable, column: &CopiedColumn) -> String {
    format!("{}.{}", table.name, column.name)
}
