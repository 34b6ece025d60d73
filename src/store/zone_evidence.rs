//! What the database shows of the zone that its dates are written in. The
//! decision is made in [`domain::zone`](crate::domain::zone).

use std::ops::ControlFlow;

use super::decode::parse_date;
use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;
use super::sql;
use super::value::Value;
use crate::domain::zone::TimePair;

/// When the newest rows of three tables were written.
#[derive(Clone, Debug, Default)]
pub struct ZoneEvidence {
    /// The last change of each row, as Unix time and as a date without a zone.
    pub pairs: Vec<TimePair>,
    /// Tables that were skipped, because they lack the columns or this account
    /// may not read them.
    pub skipped_tables: Vec<&'static str>,
}

impl Store {
    /// Reads when the newest rows of the three tables that every RAGFlow has
    /// were written, in both forms. A table that cannot be read is skipped,
    /// because each of the others is evidence enough.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn read_zone_evidence(&mut self) -> Result<ZoneEvidence, StoreError> {
        let user_table = self.connection.dialect().user_table;
        let tables = [
            ("user", user_table),
            ("user_tenant", "user_tenant"),
            ("api_token", "api_token"),
        ];
        let mut evidence = ZoneEvidence::default();
        for (table, quoted) in tables {
            let has = |column| self.schema.has_column(table, column);
            if !has("update_time") || !has("update_date") {
                evidence.skipped_tables.push(table);
                continue;
            }
            match self.read_newest_times(quoted, &mut evidence.pairs) {
                Err(error) if error.fault == Fault::Denied => evidence.skipped_tables.push(table),
                other => other?,
            }
        }
        Ok(evidence)
    }

    fn read_newest_times(
        &mut self,
        table: &str,
        pairs: &mut Vec<TimePair>,
    ) -> Result<(), StoreError> {
        self.query(&sql::zone::newest_times(table), &[], &mut |row| {
            let date = match row.value(1) {
                Value::Date(date) => Some(date),
                // SQLite's dates are text.
                Value::Text(text) => parse_date(text),
                _ => None,
            };
            // A value that is not a time is no evidence, and no reason to fail.
            if let (Value::Int(ms), Some(date)) = (row.value(0), date) {
                pairs.push(TimePair { ms, date });
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}
