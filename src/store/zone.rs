//! What the database shows of the zone its dates are written in. The judgement
//! is in [`domain::zone`](crate::domain::zone).

use std::ops::ControlFlow;

use super::decode::parse_date;
use super::driver::{Fault, Value};
use super::{Store, StoreError, sql};
use crate::domain::zone::TimePair;

/// The newest rows of the three tables.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Both halves of each row's last change.
    pub pairs: Vec<TimePair>,
    /// Tables that lack the columns, or scope columns this account may not
    /// read.
    pub left_out: Vec<&'static str>,
}

impl Store {
    /// Reads when the newest rows of the three tables that every RAGFlow has
    /// were written, in both forms. A table that cannot be read is left out:
    /// the others tell as much.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn zone_evidence(&mut self) -> Result<Evidence, StoreError> {
        let user_table = self.driver.dialect().user_table;
        let tables = [
            ("user", user_table),
            ("user_tenant", "user_tenant"),
            ("api_token", "api_token"),
        ];
        let mut evidence = Evidence::default();
        for (table, quoted) in tables {
            let has = |column| self.schema.has_column(table, column);
            if !has("update_time") || !has("update_date") {
                evidence.left_out.push(table);
                continue;
            }
            match self.newest_times(quoted, &mut evidence.pairs) {
                Err(error) if error.fault == Fault::Denied => evidence.left_out.push(table),
                other => other?,
            }
        }
        Ok(evidence)
    }

    fn newest_times(&mut self, table: &str, pairs: &mut Vec<TimePair>) -> Result<(), StoreError> {
        self.query(&sql::newest_times(table), &[], &mut |row| {
            let date = match row.value(1) {
                Value::Date(date) => Some(date),
                // SQLite's dates are text.
                Value::Text(text) => parse_date(text),
                _ => None,
            };
            // A value that is no time proves nothing, and is no reason to stop.
            if let (Value::Int(ms), Some(date)) = (row.value(0), date) {
                pairs.push(TimePair { ms, date });
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}
