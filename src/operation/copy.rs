//! Copying tables to another database: reads each table of the source once, writes it
//! in batches, and then compares what was read with what is in the target.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::confirm::Confirmed;
use crate::domain::secret_replacement::SecretReplacer;
use crate::env::{Clock, Interrupt};
use crate::error::{Error, Kind, Result};
use crate::operation::Observer;
use crate::store::{
    BatchCounts, CopiedRow, CopiedValue, CopyTarget, Secret, Store, StoreError, TableSelection,
};
use crate::text::count;

/// The least, the first and the most rows of a batch.
const LEAST_ROWS: usize = 10;
const FIRST_ROWS: usize = 200;
const MOST_ROWS: usize = 1000;
/// A batch ends when it is larger than this, in bytes.
const BATCH_BYTES: usize = 512 * 1024;
/// A batch holds its locks for less than a quarter of a second: if it took more than
/// the first time, the next is smaller; if less than the second, larger.
const SLOW: Duration = Duration::from_millis(125);
const FAST: Duration = Duration::from_millis(50);

/// What became of the rows of a table.
#[derive(Debug)]
pub(crate) struct TableCounts {
    pub(crate) table: &'static str,
    /// Rows of the source.
    pub(crate) rows: u64,
    pub(crate) counts: BatchCounts,
}

/// How far a copy came.
#[derive(Debug)]
pub(crate) struct Copied {
    /// The tables that were begun.
    pub(crate) tables: Vec<TableCounts>,
    /// Why the rest was not copied.
    pub(crate) failure: Option<Error>,
}

/// Copies tables.
pub(crate) struct Copier<'r> {
    pub(crate) clock: &'r dyn Clock,
    pub(crate) interrupt: &'r Interrupt,
    pub(crate) observer: &'r mut dyn Observer,
    /// Replaces the secrets, unless they are copied.
    pub(crate) replacer: Option<&'r SecretReplacer>,
}

/// Takes the rows of a batch.
type BatchWriter<'a> =
    dyn FnMut(&TableSelection, &[CopiedRow]) -> Result<BatchCounts, StoreError> + 'a;

impl Copier<'_> {
    /// Copies all rows of the tables. Stops after the last whole batch when the user
    /// asks to, or when something fails.
    pub(crate) fn copy(
        &mut self,
        source: &mut Store,
        mut target: CopyTarget,
        tables: &[TableSelection],
        permit: &Confirmed,
    ) -> Copied {
        let mut copied = Copied {
            tables: Vec::new(),
            failure: target.prepare(tables, permit).err().map(Error::from),
        };
        let clock = self.clock;
        for table in tables {
            if copied.failure.is_some() {
                break;
            }
            let mut write = |table: &TableSelection, rows: &[CopiedRow]| {
                target.write(table, rows, clock, permit)
            };
            self.copy_table(source, table, &mut write, &mut copied);
        }
        if copied.failure.is_none() {
            copied.failure = finish(target, tables, &copied.tables).err();
        }
        copied
    }

    /// Counts what a copy would do. `target` is `None` if it is a new file.
    ///
    /// # Errors
    /// When the source or the target cannot be read, or the target would refuse rows.
    pub(crate) fn preview(
        &mut self,
        source: &mut Store,
        mut target: Option<&mut CopyTarget>,
        tables: &[TableSelection],
    ) -> Result<Vec<TableCounts>> {
        let mut copied = Copied {
            tables: Vec::new(),
            failure: None,
        };
        let mut preview = |table: &TableSelection, rows: &[CopiedRow]| match &mut target {
            Some(target) => target.preview(table, rows),
            None => Ok(BatchCounts {
                copied: rows.len() as u64,
                ..BatchCounts::default()
            }),
        };
        for table in tables {
            self.copy_table(source, table, &mut preview, &mut copied);
            if let Some(error) = copied.failure {
                return Err(error);
            }
        }
        Ok(copied.tables)
    }

    fn copy_table(
        &mut self,
        source: &mut Store,
        table: &TableSelection,
        write: &mut BatchWriter<'_>,
        copied: &mut Copied,
    ) {
        let mut counts = TableCounts {
            table: table.name,
            rows: 0,
            counts: BatchCounts::default(),
        };
        let mut batch = Batch::new();
        let mut failure = None;
        let read = source.read_copied_rows(table, &mut |mut row| {
            if self.interrupt.is_requested() {
                failure = Some(Error::stopped());
                return ControlFlow::Break(());
            }
            self.replace_secrets(table, &mut row);
            counts.rows += 1;
            batch.push(row);
            if !batch.is_full() {
                return ControlFlow::Continue(());
            }
            match self.write_batch(table, &mut batch, write, &mut counts) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error.into());
                    ControlFlow::Break(())
                }
            }
        });
        let failure = failure.or(read.err().map(Error::from));
        copied.failure = failure.or_else(|| {
            let written = self.write_batch(table, &mut batch, write, &mut counts);
            written.err().map(Error::from)
        });
        copied.tables.push(counts);
    }

    fn write_batch(
        &mut self,
        table: &TableSelection,
        batch: &mut Batch,
        write: &mut BatchWriter<'_>,
        counts: &mut TableCounts,
    ) -> Result<(), StoreError> {
        if batch.rows.is_empty() {
            return Ok(());
        }
        let began = self.clock.elapsed();
        counts.counts.add(write(table, &batch.rows)?);
        self.observer.advance(batch.rows.len() as u64);
        batch.clear(self.clock.elapsed() - began);
        Ok(())
    }

    fn replace_secrets(&self, table: &TableSelection, row: &mut CopiedRow) {
        let Some(replacer) = self.replacer else {
            return;
        };
        for (place, secret) in table.secrets() {
            if let CopiedValue::Text(text) = &mut row[place] {
                *text = match secret {
                    Secret::Key => replacer.replace_key(text),
                    Secret::AccessToken => replacer.replace_access_token(text),
                };
            }
        }
    }
}

/// Compares what was copied with what is in a new target, and ends the copy. In an
/// existing target each row was compared when it was written.
fn finish(mut target: CopyTarget, tables: &[TableSelection], copied: &[TableCounts]) -> Result<()> {
    if target.is_new() {
        for (table, counts) in tables.iter().zip(copied) {
            let found = target.digest(table)?;
            let expected = counts.counts.stored;
            if found != expected {
                let message = format!(
                    "the copy of table {} differs from what was read: {} were written, and {} are \
                     there",
                    table.name,
                    count(expected.rows, "row"),
                    count(found.rows, "row")
                );
                return Err(Error::new(Kind::Failed, message).hint(
                    "check whether another program writes to the target, or changes rows with a \
                     trigger",
                ));
            }
        }
    }
    Ok(target.finish(tables)?)
}

/// The rows that are written next.
struct Batch {
    rows: Vec<CopiedRow>,
    bytes: usize,
    max_rows: usize,
}

impl Batch {
    fn new() -> Self {
        Self {
            rows: Vec::new(),
            bytes: 0,
            max_rows: FIRST_ROWS,
        }
    }

    fn push(&mut self, row: CopiedRow) {
        self.bytes += row.iter().map(CopiedValue::size).sum::<usize>();
        self.rows.push(row);
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= self.max_rows || self.bytes >= BATCH_BYTES
    }

    /// Empties the batch, which took this time to write.
    fn clear(&mut self, time: Duration) {
        self.rows.clear();
        self.bytes = 0;
        if time > SLOW {
            self.max_rows = (self.max_rows / 2).max(LEAST_ROWS);
        } else if time < FAST {
            self.max_rows = (self.max_rows * 2).min(MOST_ROWS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_shrink_where_they_take_long() {
        let mut batch = Batch::new();
        for (milliseconds, rows) in [(10, 400), (60, 400), (10, 800), (10, 1000), (300, 500)] {
            batch.clear(Duration::from_millis(milliseconds));
            assert_eq!(batch.max_rows, rows);
        }
        (0..20).for_each(|_| batch.clear(SLOW * 2));
        assert_eq!(batch.max_rows, LEAST_ROWS);
    }

    #[test]
    fn a_batch_ends_with_its_rows_or_its_bytes() {
        let mut batch = Batch::new();
        batch.push(vec![CopiedValue::Text("x".repeat(BATCH_BYTES))]);
        assert!(batch.is_full());
        batch.clear(FAST);
        (0..FIRST_ROWS).for_each(|_| batch.push(vec![CopiedValue::Null]));
        assert!(batch.is_full());
    }
}
