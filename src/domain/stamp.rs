//! One reading of the clock, in the two forms RAGFlow stores side by side.

use chrono::{DateTime, NaiveDateTime, SubsecRound};

/// An instant as RAGFlow writes it: `*_time` and `*_date` of one row always
/// come from the same reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Unix time in milliseconds (`create_time`, `update_time`).
    pub ms: i64,
    /// The same instant in the local zone, whole seconds, no zone attached
    /// (`create_date`, `update_date`).
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

    /// How far the local date is ahead of UTC: `+08:00`.
    pub fn offset(&self) -> String {
        let utc = DateTime::from_timestamp_millis(self.ms).map(|time| time.naive_utc());
        let ahead = utc.map_or(0, |utc| (self.date - utc.trunc_subsecs(0)).num_minutes());
        let sign = if ahead < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", ahead.abs() / 60, ahead.abs() % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_told_from_the_two_forms() {
        let at = |ahead: i64| {
            let utc = DateTime::UNIX_EPOCH.naive_utc();
            Stamp::new(0, utc + chrono::TimeDelta::minutes(ahead)).offset()
        };
        assert_eq!(at(480), "+08:00");
        assert_eq!(at(0), "+00:00");
        assert_eq!(at(-210), "-03:30");
    }
}
