//! Reading ahead: a thread takes rows from SQLite while the caller works on those
//! before. (A server reads ahead by itself.) What SQLite does for a row and what a
//! format does with it cost about the same, so a long listing takes little more
//! than half the time.

use std::ops::{ControlFlow, Range};
use std::sync::mpsc::{channel, sync_channel};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::{NOT_TEXT, unread};
use crate::store::driver::{DriverError, Each, Param, Row, Value};

/// Rows go over in blocks of about so many bytes of text: large enough that
/// handing one over costs nothing, small enough that the first rows come soon
/// and all blocks stay in the processor's cache.
const BLOCK: usize = 64 * 1024;
/// Blocks that wait to be worked on.
const WAITING: usize = 2;

/// Runs a query on a thread of its own.
pub(super) fn query(
    connection: &mut Connection,
    sql: &str,
    params: &[Param<'_>],
    each: &mut Each<'_>,
) -> Result<(), DriverError> {
    std::thread::scope(|scope| {
        let (full, blocks) = sync_channel::<Block>(WAITING);
        let (worked_on, empty) = channel::<Block>();
        let reader = scope.spawn(move || {
            let mut block = Block::default();
            let read = super::query(connection, sql, params, &mut |row| {
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
    text: Vec<u8>,
    values: Vec<Stored>,
    width: usize,
}

/// A value scope text, if it has one, stands in the block.
enum Stored {
    Text(Range<u32>),
    Int(i64),
    Null,
    /// By the name of its type.
    Unknown(&'static str),
}

impl Block {
    fn push(&mut self, row: &rusqlite::Row<'_>) {
        if self.values.is_empty() {
            self.width = row.width();
        }
        for index in 0..self.width {
            let stored = match row.get_ref(index) {
                Ok(ValueRef::Text(text)) => {
                    // A block ends soon after [`BLOCK`] bytes, and no value is as long
                    // as the four gigabytes that a place in it can count.
                    let start = self.text.len() as u32;
                    self.text.extend_from_slice(text);
                    Stored::Text(start..self.text.len() as u32)
                }
                Ok(ValueRef::Integer(number)) => Stored::Int(number),
                Ok(ValueRef::Null) => Stored::Null,
                other => Stored::Unknown(unread(&other)),
            };
            self.values.push(stored);
        }
    }

    fn rows(&self) -> impl Iterator<Item = BlockRow<'_>> {
        // Looked at once for all, on the thread that has less to do.
        let text = std::str::from_utf8(&self.text).ok();
        let values = self.values.chunks_exact(self.width.max(1));
        values.map(move |values| BlockRow {
            bytes: &self.text,
            text,
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
    bytes: &'a [u8],
    /// The same where all of it is text.
    text: Option<&'a str>,
    values: &'a [Stored],
}

impl Row for BlockRow<'_> {
    fn width(&self) -> usize {
        self.values.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match &self.values[index] {
            Stored::Text(place) => {
                let place = place.start as usize..place.end as usize;
                let text = match self.text {
                    // Two halves of a character, of two values, are none.
                    Some(text) => text.get(place),
                    None => std::str::from_utf8(&self.bytes[place]).ok(),
                };
                text.map_or(NOT_TEXT, Value::Text)
            }
            Stored::Int(number) => Value::Int(*number),
            Stored::Null => Value::Null,
            Stored::Unknown(name) => Value::Unknown(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut driver = Connection::open_in_memory().expect("memory");
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
    fn what_is_no_text_is_told_value_by_value() {
        let mut driver = Connection::open_in_memory().expect("memory");
        let halves = "SELECT CAST(x'C3' AS TEXT), CAST(x'A9' AS TEXT), 'é'";
        for (sql, whole) in [
            (halves.to_owned(), true),
            (format!("{halves}, CAST(x'FF' AS TEXT)"), false),
        ] {
            let mut seen = false;
            let read = query(&mut driver, &sql, &[], &mut |row| {
                seen = true;
                assert_eq!([row.value(0), row.value(1)], [NOT_TEXT; 2], "{whole}");
                assert_eq!(row.value(2), Value::Text("é"));
                ControlFlow::Continue(())
            });
            read.expect("a query");
            assert!(seen);
        }
    }

    #[test]
    fn a_caller_that_has_seen_enough_stops_the_engine() {
        let mut driver = Connection::open_in_memory().expect("memory");
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
        let mut driver = Connection::open_in_memory().expect("memory");
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
