//! Prefetching: a thread reads rows from SQLite while the caller works on the rows
//! before them. (A server prefetches by itself.) Reading a row and formatting it
//! cost about the same, so a long listing takes little more than half the time.

use std::ops::{ControlFlow, Range};
use std::sync::mpsc::{channel, sync_channel};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::query;
use super::values::{NOT_UTF8, unknown_type};
use crate::store::driver_error::DriverError;
use crate::store::value::{Param, Row, RowCallback, Value};

/// Bytes of text in a chunk of rows: large enough that sending a chunk costs
/// nothing, small enough that the first rows come soon and all chunks stay in
/// the processor's cache.
const CHUNK_BYTES: usize = 64 * 1024;
/// The most chunks that wait for the caller.
const QUEUED_CHUNKS: usize = 2;

/// Runs a query on a thread of its own, and calls `each` on this one.
pub(super) fn for_each_row(
    connection: &mut Connection,
    sql: &str,
    params: &[Param<'_>],
    each: &mut RowCallback<'_>,
) -> Result<(), DriverError> {
    std::thread::scope(|scope| {
        let (full, chunks) = sync_channel::<RowChunk>(QUEUED_CHUNKS);
        // Used chunks go back to the reader, which needs no new memory then.
        let (used, reusable) = channel::<RowChunk>();
        let reader = scope.spawn(move || {
            let mut chunk = RowChunk::default();
            let read = query::for_each_row(connection, sql, params, &mut |row| {
                chunk.push(row);
                if chunk.text.len() < CHUNK_BYTES {
                    return ControlFlow::Continue(());
                }
                let next = reusable.try_recv().unwrap_or_default();
                match full.send(std::mem::replace(&mut chunk, next)) {
                    Ok(()) => ControlFlow::Continue(()),
                    // The caller has stopped the query.
                    Err(_) => ControlFlow::Break(()),
                }
            });
            // Also after an error, so that the caller gets the rows before it.
            let _ = full.send(chunk);
            read
        });
        let mut flow = ControlFlow::Continue(());
        for mut chunk in &chunks {
            flow = chunk.rows().try_for_each(|row| each(&row));
            if flow.is_break() {
                break;
            }
            chunk.clear();
            // If the reader has ended, it needs no more chunks.
            let _ = used.send(chunk);
        }
        // Makes the reader's next send fail, which ends its query.
        drop(chunks);
        match reader.join() {
            // The caller has stopped the query: its reason counts, not an error
            // that the reader met later.
            Ok(_) if flow.is_break() => Ok(()),
            Ok(read) => read,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Some rows, with all their texts one after the other.
#[derive(Default)]
struct RowChunk {
    text: Vec<u8>,
    values: Vec<ChunkValue>,
    /// Values per row.
    width: usize,
}

/// A value of a chunk.
enum ChunkValue {
    /// The range of [`RowChunk::text`] that holds the text.
    Text(Range<u32>),
    Int(i64),
    Real(f64),
    Null,
    /// The name of a type that this program does not read.
    Unknown(&'static str),
}

impl RowChunk {
    fn push(&mut self, row: &rusqlite::Row<'_>) {
        if self.values.is_empty() {
            self.width = row.width();
        }
        for index in 0..self.width {
            let value = match row.get_ref(index) {
                Ok(ValueRef::Text(text)) => {
                    // A chunk ends soon after [`CHUNK_BYTES`], and no value has the
                    // four gigabytes that the positions can count.
                    let start = self.text.len() as u32;
                    self.text.extend_from_slice(text);
                    ChunkValue::Text(start..self.text.len() as u32)
                }
                Ok(ValueRef::Integer(number)) => ChunkValue::Int(number),
                Ok(ValueRef::Real(number)) => ChunkValue::Real(number),
                Ok(ValueRef::Null) => ChunkValue::Null,
                other => ChunkValue::Unknown(unknown_type(&other)),
            };
            self.values.push(value);
        }
    }

    fn rows(&self) -> impl Iterator<Item = ChunkRow<'_>> {
        // UTF-8 is checked once for all texts, on the thread that has less to do.
        let text = std::str::from_utf8(&self.text).ok();
        let values = self.values.chunks_exact(self.width.max(1));
        values.map(move |values| ChunkRow {
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

/// A row of a chunk.
struct ChunkRow<'a> {
    bytes: &'a [u8],
    /// The same bytes, if all of them together are UTF-8.
    text: Option<&'a str>,
    values: &'a [ChunkValue],
}

impl Row for ChunkRow<'_> {
    fn width(&self) -> usize {
        self.values.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match &self.values[index] {
            ChunkValue::Text(range) => {
                let range = range.start as usize..range.end as usize;
                let text = match self.text {
                    // `None` if two values hold the halves of one character.
                    Some(text) => text.get(range),
                    None => std::str::from_utf8(&self.bytes[range]).ok(),
                };
                text.map_or(NOT_UTF8, Value::Text)
            }
            ChunkValue::Int(number) => Value::Int(*number),
            ChunkValue::Real(number) => Value::Real(*number),
            ChunkValue::Null => Value::Null,
            ChunkValue::Unknown(name) => Value::Unknown(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query of the numbers from 1, each with a text of `size` pairs of zeros
    /// and the number.
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
    fn all_rows_arrive_in_order() {
        let mut connection = Connection::open_in_memory().expect("memory");
        for (upto, size) in [(1, 10), (5000, 100), (10, 100_000)] {
            let mut seen = 0;
            let all = for_each_row(&mut connection, &numbers(upto, size), &[], &mut |row| {
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
    fn each_value_that_is_not_utf8_is_reported_by_itself() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let halves = "SELECT CAST(x'C3' AS TEXT), CAST(x'A9' AS TEXT), 'é'";
        for (sql, whole) in [
            (halves.to_owned(), true),
            (format!("{halves}, CAST(x'FF' AS TEXT)"), false),
        ] {
            let mut seen = false;
            let read = for_each_row(&mut connection, &sql, &[], &mut |row| {
                seen = true;
                assert_eq!([row.value(0), row.value(1)], [NOT_UTF8; 2], "{whole}");
                assert_eq!(row.value(2), Value::Text("é"));
                ControlFlow::Continue(())
            });
            read.expect("a query");
            assert!(seen);
        }
    }

    #[test]
    fn the_caller_can_stop_an_endless_query() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let mut seen = 0;
        let endless = numbers(u32::MAX, 1000);
        let stopped = for_each_row(&mut connection, &endless, &[], &mut |row| {
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
    fn rows_before_an_error_arrive() {
        let mut connection = Connection::open_in_memory().expect("memory");
        let sql = format!(
            "SELECT i, CASE WHEN i = 7 THEN abs(-9223372036854775807 - 1) END FROM ({})",
            numbers(10, 1)
        );
        let mut seen = 0;
        let failed = for_each_row(&mut connection, &sql, &[], &mut |row| {
            seen = number(row);
            ControlFlow::Continue(())
        });
        failed.expect_err("an overflow");
        assert_eq!(seen, 6);
    }
}
