//! The two forms of an instant in a row.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

use super::offset::valid_offset;

/// The offset of every zone in use is a multiple of this, in seconds.
const QUARTER_HOUR: i64 = 15 * 60;
/// How far, in seconds, the two values may differ otherwise: RAGFlow reads the
/// clock once for each of them.
const TOLERANCE: i64 = 60;

/// The two forms of one instant in a row: Unix time in milliseconds, and local
/// time of the process that wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimePair {
    /// `update_time` or `create_time`.
    pub ms: i64,
    /// `update_date` or `create_date`.
    pub date: NaiveDateTime,
}

/// The offset that the writer of a row had at an instant.
#[derive(Clone, Copy)]
pub(super) struct ObservedOffset {
    pub(super) at: DateTime<Utc>,
    pub(super) offset: FixedOffset,
}

impl TimePair {
    /// The offset of the date from UTC; `None` if the two values are not the same
    /// instant in any zone.
    pub fn offset(self) -> Option<FixedOffset> {
        self.observed_offset().map(|observed| observed.offset)
    }

    pub(super) fn observed_offset(self) -> Option<ObservedOffset> {
        let at = DateTime::from_timestamp_millis(self.ms)?;
        let seconds = (self.date - at.naive_utc()).num_seconds();
        let rounded = (seconds + QUARTER_HOUR / 2).div_euclid(QUARTER_HOUR) * QUARTER_HOUR;
        let offset = valid_offset(rounded).filter(|_| (seconds - rounded).abs() <= TOLERANCE)?;
        Some(ObservedOffset { at, offset })
    }
}
