//! Indexes that stand aside while a fill writes many rows.
//!
//! Every beta that is written moves an entry in three indexes, each to or from
//! a random place. Once the indexes have outgrown the cache that is three pages
//! read and written for each row: a million rows take twenty seconds. Without
//! those indexes the rows are written in three, and the engine builds the
//! indexes in two, by sorting. All of it is one transaction: whatever fails or
//! is killed, the file has its indexes as before.

use rusqlite::Connection;

/// From so many rows on. Fewer are written in no time.
const MANY: u64 = 10_000;
/// And where at least one row in so many is written: an index is built of all
/// rows of the table.
const ONE_IN: u64 = 5;

/// What is left is nearly a walk, which needs no large cache; and when an index is
/// built, its sorting takes as much again. In KiB.
const CACHE: &str = "PRAGMA cache_size = -4000";

/// The plain indexes that a fill changes. One that is unique or partial, or of
/// an expression, has more to say than where a value is: it stays. So do all
/// of a table with triggers, which may name them.
const MOVED: &str = "SELECT l.name, m.sql \
     FROM pragma_index_list('api_token') l \
     JOIN main.sqlite_master m ON m.type = 'index' AND m.name = l.name \
     WHERE l.\"unique\" = 0 AND l.origin = 'c' AND l.partial = 0 \
     AND EXISTS (SELECT 1 FROM pragma_index_info(l.name) c \
                 WHERE lower(c.name) IN ('beta', 'update_time', 'update_date')) \
     AND NOT EXISTS (SELECT 1 FROM pragma_index_info(l.name) c WHERE c.name IS NULL) \
     AND NOT EXISTS (SELECT 1 FROM main.sqlite_master t \
                     WHERE t.type = 'trigger' AND lower(t.tbl_name) = 'api_token') \
     ORDER BY m.rowid";

/// What ANALYZE has noted goes with an index.
const STATISTICS: &str = "SELECT name FROM main.sqlite_master \
     WHERE type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')";

/// What stands aside until the transaction is committed.
#[derive(Default)]
pub(super) struct Aside {
    /// The statements that make the indexes, word for word.
    indexes: Vec<String>,
    /// Tables with the engine's statistics, of which there is a copy.
    statistics: Vec<String>,
}

impl Aside {
    /// Sets the indexes aside, in the open transaction, where a fill of so many
    /// rows gains by it. Whether it did.
    pub(super) fn set(&mut self, connection: &Connection, rows: u64) -> rusqlite::Result<bool> {
        if rows < MANY {
            return Ok(false);
        }
        let all: i64 =
            connection.query_row("SELECT COUNT(*) FROM api_token", [], |row| row.get(0))?;
        if rows.saturating_mul(ONE_IN) < u64::try_from(all).unwrap_or_default() {
            return Ok(false);
        }
        let indexes: Vec<(String, String)> = connection
            .prepare(MOVED)?
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
        connection.execute_batch(CACHE)?;
        for (name, _) in &indexes {
            let quoted = name.replace('"', "\"\"");
            connection.execute_batch(&format!("DROP INDEX main.\"{quoted}\""))?;
        }
        self.indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        self.statistics = statistics;
        Ok(true)
    }

    /// Builds them anew, before the transaction is committed.
    pub(super) fn put_back(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.indexes.is_empty() {
            return Ok(());
        }
        for sql in &self.indexes {
            connection.execute_batch(sql)?;
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

    /// As many keys as are many.
    const KEYS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
         INSERT INTO api_token (tenant_id, token, update_time) \
         SELECT 't' || (i / 10), 'k' || i, i FROM n";
    const MOVED_NAMES: [&str; 3] = [
        "api_token_update_time",
        "api_token_update_date",
        "api_token_beta",
    ];

    fn database(after: &str) -> Connection {
        let connection = Connection::open_in_memory().expect("memory");
        for sql in [super::super::SCHEMA, KEYS, after, "BEGIN IMMEDIATE"] {
            connection.execute_batch(sql).expect("statements");
        }
        connection
    }

    /// Everything the engine knows of its tables.
    fn known(connection: &Connection) -> Vec<String> {
        let all = "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master";
        let statistics = "SELECT tbl || ' ' || coalesce(idx, '') || ' ' || stat FROM sqlite_stat1";
        let mut known = Vec::new();
        for sql in [all, statistics] {
            let Ok(mut statement) = connection.prepare(sql) else {
                continue;
            };
            let rows = statement.query_map([], |row| row.get(0)).expect("a query");
            known.extend(rows.map(|row| row.expect("text")));
        }
        known
    }

    fn names(connection: &Connection) -> String {
        known(connection).join("\n")
    }

    #[test]
    fn indexes_and_what_analyze_noted_come_back_word_for_word() {
        let odd = "CREATE INDEX \"my \"\"odd\"\" one\" ON api_token (\"update_time\" DESC, source)";
        let connection = database(&format!("{odd}; ANALYZE"));
        let before = known(&connection);
        let mut aside = Aside::default();
        assert!(aside.set(&connection, 10_000).expect("set aside"));
        let meanwhile = names(&connection);
        for name in MOVED_NAMES.iter().chain(&["odd"]) {
            assert!(!meanwhile.contains(name), "{name}");
        }
        assert!(meanwhile.contains("api_token_token"));
        connection
            .execute_batch("UPDATE api_token SET beta = token, update_time = 7")
            .expect("an update");
        aside.put_back(&connection).expect("put back");
        connection.execute_batch("COMMIT").expect("a commit");
        let mut after = known(&connection);
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
    fn what_says_more_than_where_a_value_is_stays() {
        let connection = database(
            "DROP INDEX api_token_beta; DROP INDEX api_token_update_time; \
             CREATE UNIQUE INDEX one_each ON api_token (beta); \
             CREATE INDEX some ON api_token (update_time) WHERE update_time > 5; \
             CREATE INDEX made ON api_token (lower(beta), update_time)",
        );
        assert!(Aside::default().set(&connection, 10_000).expect("set"));
        let meanwhile = names(&connection);
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
        assert!(!Aside::default().set(&connection, 10_000).expect("set"));
    }

    #[test]
    fn a_few_rows_or_a_small_part_are_not_worth_it() {
        let connection = database("");
        let mut aside = Aside::default();
        assert!(!aside.set(&connection, 9_999).expect("few"));
        connection
            .execute_batch(&KEYS.replace("10000", "41000").replace("'t'", "'u'"))
            .expect("more keys");
        assert!(!aside.set(&connection, 10_000).expect("a small part"));
        assert!(aside.set(&connection, 10_200).expect("a fifth"));
    }

    #[test]
    fn the_engine_puts_them_back_when_the_transaction_is_taken_back() {
        let connection = database("ANALYZE");
        let before = known(&connection);
        assert!(Aside::default().set(&connection, 10_000).expect("set"));
        connection.execute_batch("ROLLBACK").expect("a rollback");
        assert_eq!(known(&connection), before);
    }
}
