//! Writing the tables that are copied, and reading them again.
//!
//! A new SQLite file is written in one transaction. Elsewhere each batch is a
//! transaction of its own, so that no lock is held for long; a copy that was interrupted
//! is continued by adding the rows that are missing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use super::new_file::NewFile;
use super::row::{CopiedRow, CopiedValue, Digest, decode_row};
use crate::confirm::Confirmed;
use crate::env::Clock;
use crate::store::copied_tables::TableSelection;
use crate::store::driver_error::{DriverError, Fault};
use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::retry::Retries;
use crate::store::sql;
use crate::store::value::{Param, Value};

/// The database that rows are copied to.
pub struct CopyTarget {
    store: Store,
    kind: TargetKind,
    /// Columns that need a value in each new row, by table.
    mandatory: BTreeMap<String, Vec<String>>,
}

enum TargetKind {
    /// A file that this copy creates.
    NewFile(NewFile),
    /// A database without tables.
    Empty,
    /// A database with RAGFlow's tables.
    Existing,
}

/// What became of some rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct BatchCounts {
    /// Rows that were added.
    pub copied: u64,
    /// Rows that were there already.
    pub skipped: u64,
    /// Rows that could not be added because there is another row with the same primary
    /// key, or with another value that must be unique.
    pub conflicts: u64,
    /// The rows that are in the target now.
    pub stored: Digest,
}

impl BatchCounts {
    /// Adds those of other rows.
    pub fn add(&mut self, other: Self) {
        self.copied += other.copied;
        self.skipped += other.skipped;
        self.conflicts += other.conflicts;
        self.stored.add_all(other.stored);
    }
}

/// The values of the primary key of a row.
type Key = Vec<String>;

impl CopyTarget {
    /// A new file, with the store that has opened it.
    pub fn new_file(file: NewFile, store: Store) -> Self {
        Self {
            store,
            kind: TargetKind::NewFile(file),
            mandatory: BTreeMap::new(),
        }
    }

    /// An open database: one without any table, or one with RAGFlow's tables.
    ///
    /// # Errors
    /// If it has other tables only, or cannot be read.
    pub fn open(mut store: Store) -> Result<Self, StoreError> {
        let is_empty = store.schema.table_names().next().is_none();
        let kind = match is_empty {
            true => TargetKind::Empty,
            false => {
                store.check_schema()?;
                TargetKind::Existing
            }
        };
        let mandatory = store.mandatory_columns()?;
        Ok(Self {
            store,
            kind,
            mandatory,
        })
    }

    /// Whether the target has no rows of others: what is there at the end is the copy.
    pub fn is_new(&self) -> bool {
        !matches!(self.kind, TargetKind::Existing)
    }

    /// Whether nothing of the copy is there before it is complete.
    pub fn is_all_or_nothing(&self) -> bool {
        matches!(self.kind, TargetKind::NewFile(_))
    }

    /// The tables and columns that the target has too. The others are named in
    /// `missing`.
    pub fn shared_tables(
        &self,
        tables: &[TableSelection],
        missing: &mut Vec<String>,
    ) -> Vec<TableSelection> {
        if self.is_new() {
            return tables.to_vec();
        }
        let schema = &self.store.schema;
        let mut shared = Vec::new();
        for table in tables {
            let has = |column: &str| schema.has_column(table.name, column);
            match table.with_columns(has) {
                Some(selection) => {
                    let lost = table.columns.iter().filter(|column| !has(column.name));
                    missing.extend(lost.map(|column| format!("{}.{}", table.name, column.name)));
                    shared.push(selection);
                }
                None => missing.push(table.name.to_owned()),
            }
        }
        shared
    }

    /// Creates the tables in a new target, and in a new file begins the transaction.
    ///
    /// # Errors
    /// If the engine refuses.
    pub fn prepare(&mut self, tables: &[TableSelection], _: &Confirmed) -> Result<(), StoreError> {
        if !self.is_new() {
            return Ok(());
        }
        let has_later_indexes = self.is_all_or_nothing();
        let dialect = self.store.connection.dialect();
        let mut statements = Vec::new();
        for table in tables {
            statements.push(sql::copy::create_table(dialect, table));
            if !has_later_indexes {
                statements.extend(sql::copy::create_indexes(dialect, table));
            }
        }
        self.store.begin_batch()?;
        self.store.run_all(&statements)?;
        match has_later_indexes {
            true => Ok(()),
            false => self.store.commit_batch(),
        }
    }

    /// Adds rows. Rows that are there already stay as they are.
    ///
    /// # Errors
    /// If the engine refuses, or keeps failing: then these rows were not added.
    pub fn write(
        &mut self,
        table: &TableSelection,
        rows: &[CopiedRow],
        clock: &dyn Clock,
        _: &Confirmed,
    ) -> Result<BatchCounts, StoreError> {
        let mut retries = Retries::new(clock);
        let mut compares = !self.is_new();
        loop {
            let error = match self.try_write(table, rows, compares) {
                Ok(counts) => return Ok(counts),
                Err(error) => error,
            };
            // An error that is no fault of the connection can be that of two keys that
            // only the target's collation finds equal.
            if compares || error.fault != Fault::Other {
                self.store.recover(error, &mut retries)?;
            }
            // It is not known whether the rows were committed.
            compares = true;
        }
    }

    fn try_write(
        &mut self,
        table: &TableSelection,
        rows: &[CopiedRow],
        compares: bool,
    ) -> Result<BatchCounts, StoreError> {
        if self.is_all_or_nothing() {
            return self.write_batch(table, rows, compares);
        }
        self.store.begin_batch()?;
        let counts = match self.write_batch(table, rows, compares) {
            Ok(counts) => counts,
            Err(error) => {
                // If it fails, the connection is lost, and the server rolls back.
                let _ = self.store.connection.rollback();
                return Err(error);
            }
        };
        self.store.commit_batch()?;
        Ok(counts)
    }

    /// Adds rows in the open transaction.
    fn write_batch(
        &mut self,
        table: &TableSelection,
        rows: &[CopiedRow],
        compares: bool,
    ) -> Result<BatchCounts, StoreError> {
        let mut counts = BatchCounts::default();
        if !compares {
            let all: Vec<&CopiedRow> = rows.iter().collect();
            self.store.insert_rows(table, &all, false)?;
            counts.copied = rows.len() as u64;
            rows.iter().for_each(|row| counts.stored.add(row));
            return Ok(counts);
        }
        let absent = self.compare(table, rows, &mut counts)?;
        if self.is_new() {
            // An earlier attempt has committed them.
            counts.copied += std::mem::take(&mut counts.skipped);
        }
        if absent.is_empty() {
            return Ok(counts);
        }
        self.store.insert_rows(table, &absent, true)?;
        let added = self.store.find_rows(table, &absent)?;
        for row in absent {
            if added.get(&key_of(table, row)) == Some(row) {
                counts.copied += 1;
                counts.stored.add(row);
            } else {
                counts.conflicts += 1;
            }
        }
        Ok(counts)
    }

    /// Compares rows with those of the target. Returns those that are not there.
    fn compare<'r>(
        &mut self,
        table: &TableSelection,
        rows: &'r [CopiedRow],
        counts: &mut BatchCounts,
    ) -> Result<Vec<&'r CopiedRow>, StoreError> {
        let all: Vec<&CopiedRow> = rows.iter().collect();
        let existing = self.store.find_rows(table, &all)?;
        let mut absent = Vec::new();
        for row in rows {
            match existing.get(&key_of(table, row)) {
                Some(found) if found == row => {
                    counts.skipped += 1;
                    counts.stored.add(row);
                }
                Some(_) => counts.conflicts += 1,
                None => absent.push(row),
            }
        }
        if !absent.is_empty() {
            self.refuse_incomplete_rows(table)?;
        }
        Ok(absent)
    }

    /// Compares rows with those of the target, and counts those that would be added as
    /// copied.
    ///
    /// # Errors
    /// If the target cannot be read, or would refuse them.
    pub fn preview(
        &mut self,
        table: &TableSelection,
        rows: &[CopiedRow],
    ) -> Result<BatchCounts, StoreError> {
        let mut counts = BatchCounts::default();
        counts.copied = match self.is_new() {
            true => rows.len() as u64,
            false => self.compare(table, rows, &mut counts)?.len() as u64,
        };
        Ok(counts)
    }

    /// Refuses to add rows to a table with further columns that need a value.
    fn refuse_incomplete_rows(&self, table: &TableSelection) -> Result<(), StoreError> {
        let mandatory = self.mandatory.get(table.name).into_iter().flatten();
        let lacking: Vec<&str> = mandatory
            .map(String::as_str)
            .filter(|name| table.place(name).is_none())
            .collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let message = format!(
            "new rows of table {} need values that are not copied: {}",
            table.name,
            lacking.join(", ")
        );
        let error = DriverError::new(Fault::Denied, message)
            .with_hint("create these rows with RAGFlow itself first, or copy to an empty database");
        Err(StoreError::new("cannot write to", &self.store.url, error))
    }

    /// Reads all rows of a table of a new target.
    ///
    /// # Errors
    /// If the target cannot be read.
    pub fn digest(&mut self, table: &TableSelection) -> Result<Digest, StoreError> {
        self.store.digest_of(table)
    }

    /// Ends the copy: a new file gets its indexes and its name.
    ///
    /// # Errors
    /// If the engine or the file system refuses: then there is no new file.
    pub fn finish(self, tables: &[TableSelection]) -> Result<(), StoreError> {
        let Self {
            mut store, kind, ..
        } = self;
        let TargetKind::NewFile(file) = kind else {
            return Ok(());
        };
        let dialect = store.connection.dialect();
        let indexes = tables
            .iter()
            .flat_map(|table| sql::copy::create_indexes(dialect, table));
        let indexes: Vec<String> = indexes.collect();
        store.run_all(&indexes)?;
        store.commit_batch()?;
        drop(store);
        file.finish()
    }
}

impl Store {
    fn begin_batch(&mut self) -> Result<(), StoreError> {
        let begun = self.connection.begin();
        begun.map_err(|error| StoreError::new("cannot begin a transaction on", &self.url, error))
    }

    fn commit_batch(&mut self) -> Result<(), StoreError> {
        let committed = self.connection.commit();
        committed.map_err(|error| StoreError::new("cannot commit on", &self.url, error))
    }

    fn run_all(&mut self, statements: &[String]) -> Result<(), StoreError> {
        for statement in statements {
            self.connection
                .batch(statement)
                .map_err(|error| StoreError::new("cannot create tables in", &self.url, error))?;
        }
        Ok(())
    }

    fn mandatory_columns(&mut self) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let sql = self.connection.dialect().mandatory_columns;
        self.query(sql, &[], &mut |row| {
            if let (Value::Text(table), Value::Text(column)) = (row.value(0), row.value(1)) {
                let table = columns.entry(table.to_owned()).or_default();
                table.push(column.to_owned());
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(columns)
    }

    fn insert_rows(
        &mut self,
        table: &TableSelection,
        rows: &[&CopiedRow],
        keeps_existing: bool,
    ) -> Result<(), StoreError> {
        let dialect = self.connection.dialect();
        let sql = sql::copy::insert(dialect, table, rows.len(), keeps_existing);
        let values = rows.iter().flat_map(|row| row.iter().zip(&table.columns));
        let params: Vec<Param<'_>> = values
            .map(|(value, column)| value.param(column.kind))
            .collect();
        self.connection
            .execute(&sql, &params)
            .map(drop)
            .map_err(|error| StoreError::new("cannot write to", &self.url, error))
    }

    /// The rows of the target that have the primary keys of these rows.
    fn find_rows(
        &mut self,
        table: &TableSelection,
        rows: &[&CopiedRow],
    ) -> Result<HashMap<Key, CopiedRow>, StoreError> {
        let Some(lookup) = table.place(table.lookup_column()) else {
            return Ok(HashMap::new());
        };
        let mut found = HashMap::new();
        let keys: HashSet<Key> = rows.iter().map(|row| key_of(table, row)).collect();
        let sql = sql::copy::find(self.connection.dialect(), table, rows.len());
        let params = rows.iter().map(|row| Param::Text(row[lookup].as_text()));
        let params: Vec<Param<'_>> = params.collect();
        self.query(&sql, &params, &mut |row| {
            let row = decode_row(row, table)?;
            let key = key_of(table, &row);
            if keys.contains(&key) {
                found.insert(key, row);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}

fn key_of(table: &TableSelection, row: &[CopiedValue]) -> Key {
    let names = table.table.primary_key.iter();
    let text = |name: &&str| row[table.place(name)?].as_text().map(str::to_owned);
    names.filter_map(text).collect()
}
