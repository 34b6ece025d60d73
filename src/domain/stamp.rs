//! One reading of the clock, in the two forms RAGFlow stores side by side.

use chrono::{NaiveDateTime, SubsecRound};

/// An instant as RAGFlow writes it: `*_time` and `*_date` of one row always
/// come from the same reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Unix time in milliseconds (`create_time`, `update_time`).
    pub ms: i64,
    /// The same instant in the zone of RAGFlow's server, whole seconds, no zone
    /// attached (`create_date`, `update_date`).
    pub date: NaiveDateTime,
}

impl Stamp {
    /// Joins a Unix time in milliseconds with its local date; fractions of a
    /// second are cut off the date, as RAGFlow's columns hold none.
    pub fn new(ms: i64, local: NaiveDateTime) -> Self {
        Self {
            ms,
            date: local.trunc_subsecs(0),
        }
    }
}
