//! Offsets from UTC.

use chrono::FixedOffset;

/// One hour in seconds.
pub(super) const HOUR: i32 = 3600;
/// The largest and the smallest offset of a zone from UTC, in seconds.
const MAX_OFFSET: i32 = 14 * HOUR;
const MIN_OFFSET: i32 = -12 * HOUR;

/// The offset of this many seconds; `None` if no zone of the world has it.
pub(super) fn valid_offset(seconds: i64) -> Option<FixedOffset> {
    let seconds = i32::try_from(seconds).ok()?;
    FixedOffset::east_opt(seconds).filter(|_| (MIN_OFFSET..=MAX_OFFSET).contains(&seconds))
}
