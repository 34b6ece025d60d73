//! One reading of the clock in the two forms that RAGFlow stores.

use chrono::{NaiveDateTime, SubsecRound};

/// An instant as RAGFlow stores it. `*_time` and `*_date` of a row come from the
/// same reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Unix time in milliseconds (`create_time`, `update_time`).
    pub ms: i64,
    /// The same instant as local time of RAGFlow's server, in whole seconds and
    /// without a zone (`create_date`, `update_date`).
    pub date: NaiveDateTime,
}

impl Stamp {
    /// Combines a Unix time in milliseconds with its local time. The date loses its
    /// fraction of a second, because RAGFlow's columns have none.
    pub fn new(ms: i64, local: NaiveDateTime) -> Self {
        Self {
            ms,
            date: local.trunc_subsecs(0),
        }
    }
}
