//! Reading ahead: a thread takes rows from an engine that runs in this process
//! while the caller works on those before. (A server reads ahead by itself.)
//! What SQLite does for a row and what a format does with it cost about the
//! same, so a long listing takes little more than half the time.

use std::ops::{ControlFlow, Range};
use std::sync::mpsc::{channel, sync_channel};

use chrono::NaiveDateTime;

use super::driver::{Driver, DriverError, Each, Param, Row, Value};

/// Rows go over in blocks of about so many bytes of text: large enough that
/// handing one over costs nothing, small enough that the first rows come soon
/// and all blocks stay in the processor's cache.
const BLOCK: usize = 32 * 1024;
/// Blocks that wait to be worked on.
const WAITING: usize = 2;

/// Runs a query as [`Driver::query`] does, on a thread of its own.
pub(super) fn query(
    driver: &mut dyn Driver,
    sql: &str,
    params: &[Param<'_>],
    each: &mut Each<'_>,
) -> Result<(), DriverError> {
    std::thread::scope(|scope| {
        let (full, blocks) = sync_channel::<Block>(WAITING);
        let (worked_on, empty) = channel::<Block>();
        let reader = scope.spawn(move || {
            let mut block = Block::default();
            let read = driver.query(sql, params, &mut |row| {
                block.push(row);
                if block.text.len() < BLOCK {
                    return ControlFlow::Continue(());
                }
                let next = empty.try_recv().unwrap_or_default();
                match full.send(std::mem::replace(&mut block, next)) {
                    Ok(()) => ControlFlow::Continue(()),
                    // The caller has seen enough.
                    Err(_) => ControlFlow::Break(()),
                }
            });
            // Also before an error: rows that came are rows.
            let _ = full.send(block);
            read
        });
        let mut flow = ControlFlow::Continue(());
        for mut block in &blocks {
            flow = block.rows().try_for_each(|row| each(&row));
            if flow.is_break() {
                break;
            }
            block.clear();
            // A reader that has ended needs no more of them.
            let _ = worked_on.send(block);
        }
        // The reader learns from this that nobody listens.
        drop(blocks);
        match reader.join() {
            // The caller's own reason stands before what became of the rest.
            Ok(_) if flow.is_break() => Ok(()),
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Rows, their texts one behind the other.
#[derive(Default)]
struct Block {
    text: String,
    values: Vec<Stored>,
    width: usize,
}

/// A value whose text, if it has one, stands in the block.
enum Stored {
    Null,
    Int(i64),
    Bool(bool),
    Text(Range<u32>),
    Date(NaiveDateTime),
    Unknown(Range<u32>),
}

impl Block {
    fn push(&mut self, row: &dyn Row) {
        self.width = row.width();
        for index in 0..self.width {
            let stored = match row.value(index) {
                Value::Null => Stored::Null,
                Value::Int(number) => Stored::Int(number),
                Value::Bool(truth) => Stored::Bool(truth),
                Value::Text(text) => Stored::Text(self.keep(text)),
                Value::Date(date) => Stored::Date(date),
                Value::Unknown(name) => Stored::Unknown(self.keep(name)),
            };
            self.values.push(stored);
        }
    }

    /// A block ends soon after [`BLOCK`] bytes, and no value is as long as the
    /// four gigabytes that a place in it can count.
    fn keep(&mut self, text: &str) -> Range<u32> {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start..self.text.len() as u32
    }

    fn rows(&self) -> impl Iterator<Item = BlockRow<'_>> {
        let values = self.values.chunks_exact(self.width.max(1));
        values.map(|values| BlockRow {
            text: &self.text,
            values,
        })
    }

    fn clear(&mut self) {
        self.text.clear();
        self.values.clear();
    }
}

/// A row of a block.
struct BlockRow<'a> {
    text: &'a str,
    values: &'a [Stored],
}

impl Row for BlockRow<'_> {
    fn width(&self) -> usize {
        self.values.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        let text = |place: &Range<u32>| &self.text[place.start as usize..place.end as usize];
        match &self.values[index] {
            Stored::Null => Value::Null,
            Stored::Int(number) => Value::Int(*number),
            Stored::Bool(truth) => Value::Bool(*truth),
            Stored::Text(place) => Value::Text(text(place)),
            Stored::Date(date) => Value::Date(*date),
            Stored::Unknown(place) => Value::Unknown(text(place)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::Sqlite;

    /// Numbers from 1 on, each with itself as text behind `size` pairs of zeros.
    fn numbers(upto: u32, size: usize) -> String {
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {upto}) \
             SELECT i, hex(zeroblob({size})) || i, NULL, x'00' FROM n"
        )
    }

    fn number(row: &dyn Row) -> i64 {
        match row.value(0) {
            Value::Int(number) => number,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rows_come_all_and_in_order() {
        let mut driver = Sqlite::memory().expect("memory");
        for (upto, size) in [(1, 10), (5000, 100), (10, 100_000)] {
            let mut seen = 0;
            let all = query(&mut driver, &numbers(upto, size), &[], &mut |row| {
                seen += 1;
                assert_eq!((number(row), row.width()), (seen, 4));
                let text = format!("{}{seen}", "00".repeat(size));
                assert_eq!(row.value(1), Value::Text(&text));
                assert_eq!(row.value(2), Value::Null);
                assert_eq!(row.value(3), Value::Unknown("BLOB"));
                ControlFlow::Continue(())
            });
            all.expect("a query");
            assert_eq!(seen, i64::from(upto));
        }
    }

    #[test]
    fn a_caller_that_has_seen_enough_stops_the_engine() {
        let mut driver = Sqlite::memory().expect("memory");
        let mut seen = 0;
        let endless = numbers(u32::MAX, 1000);
        let stopped = query(&mut driver, &endless, &[], &mut |row| {
            seen = number(row);
            if seen < 1000 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        stopped.expect("a query");
        assert_eq!(seen, 1000);
    }

    #[test]
    fn rows_before_an_error_are_seen() {
        let mut driver = Sqlite::memory().expect("memory");
        let sql = format!(
            "SELECT i, CASE WHEN i = 7 THEN abs(-9223372036854775807 - 1) END FROM ({})",
            numbers(10, 1)
        );
        let mut seen = 0;
        let failed = query(&mut driver, &sql, &[], &mut |row| {
            seen = number(row);
            ControlFlow::Continue(())
        });
        failed.expect_err("an overflow");
        assert_eq!(seen, 6);
    }
}
