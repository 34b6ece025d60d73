//! Dropping indexes before a large fill, and rebuilding them after it.
//!
//! Every beta that is written moves an entry in three indexes, each to or from
//! a random place. Once the indexes are larger than the cache, that is three
//! pages read and written for each row: a million rows take twenty seconds.
//! Without those indexes the rows are written in three seconds, and the engine
//! builds the indexes in two, by sorting. All of it is one transaction: if
//! anything fails or the process is killed, the file has its indexes as before.

use rusqlite::Connection;

/// The fewest rows for which a rebuild is worth its cost.
const MIN_ROWS: u64 = 10_000;
/// At least one row in this many must be written, because an index is built from
/// all rows of the table.
const MIN_FRACTION: u64 = 5;

/// Writing along the primary key needs no large cache, and sorting for an index
/// takes as much memory again. In KiB.
const REBUILD_CACHE: &str = "PRAGMA cache_size = -4000";

/// The name and the statement of the plain indexes that a fill changes. A unique
/// or partial index, or one of an expression, is more than a list of values, and
/// is kept. All indexes of a table with triggers are kept, because a trigger may
/// name one.
const PLAIN_INDEXES: &str = "SELECT l.name, m.sql \
     FROM pragma_index_list('api_token') l \
     JOIN main.sqlite_master m ON m.type = 'index' AND m.name = l.name \
     WHERE l.\"unique\" = 0 AND l.origin = 'c' AND l.partial = 0 \
     AND EXISTS (SELECT 1 FROM pragma_index_info(l.name) c \
                 WHERE lower(c.name) IN ('beta', 'update_time', 'update_date')) \
     AND NOT EXISTS (SELECT 1 FROM pragma_index_info(l.name) c WHERE c.name IS NULL) \
     AND NOT EXISTS (SELECT 1 FROM main.sqlite_master t \
                     WHERE t.type = 'trigger' AND lower(t.tbl_name) = 'api_token') \
     ORDER BY m.rowid";

/// The tables in which ANALYZE keeps its statistics: those of an index are
/// deleted with it.
const STATISTICS: &str = "SELECT name FROM main.sqlite_master \
     WHERE type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')";

/// The indexes that the open transaction has dropped, and has to rebuild.
#[derive(Default)]
pub(super) struct DroppedIndexes {
    /// The statements that created the indexes, unchanged.
    indexes: Vec<String>,
    /// The tables of statistics that were copied.
    statistics: Vec<String>,
}

impl DroppedIndexes {
    /// Drops the indexes in the open transaction, if that makes a fill of this
    /// many rows faster. Returns whether it did.
    pub(super) fn drop(&mut self, connection: &Connection, rows: u64) -> rusqlite::Result<bool> {
        if rows < MIN_ROWS {
            return Ok(false);
        }
        let all: i64 =
            connection.query_row("SELECT COUNT(*) FROM api_token", [], |row| row.get(0))?;
        if rows.saturating_mul(MIN_FRACTION) < u64::try_from(all).unwrap_or_default() {
            return Ok(false);
        }
        let indexes: Vec<(String, String)> = connection
            .prepare(PLAIN_INDEXES)?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        if indexes.is_empty() {
            return Ok(false);
        }
        let statistics: Vec<String> = connection
            .prepare(STATISTICS)?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for table in &statistics {
            connection.execute_batch(&format!(
                "CREATE TEMP TABLE kept_{table} AS SELECT * FROM main.{table}"
            ))?;
        }
        connection.execute_batch(REBUILD_CACHE)?;
        for (name, _) in &indexes {
            let quoted = name.replace('"', "\"\"");
            connection.execute_batch(&format!("DROP INDEX main.\"{quoted}\""))?;
        }
        self.indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        self.statistics = statistics;
        Ok(true)
    }

    /// Rebuilds the indexes and restores their statistics. Must be called before
    /// the transaction is committed.
    pub(super) fn rebuild(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.indexes.is_empty() {
            return Ok(());
        }
        for sql in &self.indexes {
            // One statement, whatever the file has in place of it.
            connection.execute(sql, ())?;
        }
        for table in &self.statistics {
            connection.execute_batch(&format!(
                "DELETE FROM main.{table}; \
                 INSERT INTO main.{table} SELECT * FROM temp.kept_{table}; \
                 DROP TABLE temp.kept_{table}"
            ))?;
        }
        *self = Self::default();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::SCHEMA;

    /// Adds as many keys as are needed for a rebuild.
    const INSERT_KEYS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
         INSERT INTO api_token (tenant_id, token, update_time) \
         SELECT 't' || (i / 10), 'k' || i, i FROM n";
    const DROPPED_NAMES: [&str; 3] = [
        "api_token_update_time",
        "api_token_update_date",
        "api_token_beta",
    ];

    fn database(statements: &str) -> Connection {
        let connection = Connection::open_in_memory().expect("memory");
        for sql in [SCHEMA, INSERT_KEYS, statements, "BEGIN IMMEDIATE"] {
            connection.execute_batch(sql).expect("statements");
        }
        connection
    }

    /// Everything that the engine knows of its tables: definitions and statistics.
    fn catalog(connection: &Connection) -> Vec<String> {
        let all = "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master";
        let statistics = "SELECT tbl || ' ' || coalesce(idx, '') || ' ' || stat FROM sqlite_stat1";
        let mut lines = Vec::new();
        for sql in [all, statistics] {
            let Ok(mut statement) = connection.prepare(sql) else {
                continue;
            };
            let rows = statement.query_map([], |row| row.get(0)).expect("a query");
            lines.extend(rows.map(|row| row.expect("text")));
        }
        lines
    }

    fn catalog_text(connection: &Connection) -> String {
        catalog(connection).join("\n")
    }

    #[test]
    fn rebuilt_indexes_and_statistics_are_the_same_as_before() {
        let odd = "CREATE INDEX \"my \"\"odd\"\" one\" ON api_token (\"update_time\" DESC, source)";
        let connection = database(&format!("{odd}; ANALYZE"));
        let before = catalog(&connection);
        let mut dropped = DroppedIndexes::default();
        assert!(dropped.drop(&connection, 10_000).expect("a drop"));
        let meanwhile = catalog_text(&connection);
        for name in DROPPED_NAMES.iter().chain(&["odd"]) {
            assert!(!meanwhile.contains(name), "{name}");
        }
        assert!(meanwhile.contains("api_token_token"));
        connection
            .execute_batch("UPDATE api_token SET beta = token, update_time = 7")
            .expect("an update");
        dropped.rebuild(&connection).expect("a rebuild");
        connection.execute_batch("COMMIT").expect("a commit");
        let mut after = catalog(&connection);
        assert_eq!(before.len(), after.len());
        after.retain(|line| !before.contains(line));
        assert_eq!(after, Vec::<String>::new());
        let found = "SELECT COUNT(*) FROM api_token INDEXED BY api_token_update_time \
                     WHERE update_time = 7";
        let found = connection.query_row(found, [], |row| row.get::<_, i64>(0));
        assert_eq!(found, Ok(10_000));
        let whole = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0));
        assert_eq!(whole, Ok("ok".to_owned()));
    }

    #[test]
    fn unique_partial_and_expression_indexes_are_kept() {
        let connection = database(
            "DROP INDEX api_token_beta; DROP INDEX api_token_update_time; \
             CREATE UNIQUE INDEX one_each ON api_token (beta); \
             CREATE INDEX some ON api_token (update_time) WHERE update_time > 5; \
             CREATE INDEX made ON api_token (lower(beta), update_time)",
        );
        assert!(
            DroppedIndexes::default()
                .drop(&connection, 10_000)
                .expect("a drop")
        );
        let meanwhile = catalog_text(&connection);
        for name in ["one_each", "some", "made"] {
            assert!(meanwhile.contains(name), "{name}");
        }
        assert!(!meanwhile.contains("api_token_update_date"));
    }

    #[test]
    fn a_table_with_triggers_keeps_its_indexes() {
        let connection = database(
            "CREATE TRIGGER looks AFTER UPDATE ON API_TOKEN BEGIN \
             SELECT 1 FROM api_token INDEXED BY api_token_beta WHERE beta = 'x'; END",
        );
        assert!(
            !DroppedIndexes::default()
                .drop(&connection, 10_000)
                .expect("a drop")
        );
    }

    #[test]
    fn few_rows_or_a_small_part_of_the_table_drop_nothing() {
        let connection = database("");
        let mut dropped = DroppedIndexes::default();
        assert!(!dropped.drop(&connection, 9_999).expect("few"));
        connection
            .execute_batch(&INSERT_KEYS.replace("10000", "41000").replace("'t'", "'u'"))
            .expect("more keys");
        assert!(!dropped.drop(&connection, 10_000).expect("a small part"));
        assert!(dropped.drop(&connection, 10_200).expect("a fifth"));
    }

    #[test]
    fn a_rollback_restores_the_indexes() {
        let connection = database("ANALYZE");
        let before = catalog(&connection);
        assert!(
            DroppedIndexes::default()
                .drop(&connection, 10_000)
                .expect("a drop")
        );
        connection.execute_batch("ROLLBACK").expect("a rollback");
        assert_eq!(catalog(&connection), before);
    }
}
