//! The zone in which dates are written.

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use jiff::Timestamp;

use super::ZoneSpec;
use crate::domain::stamp::Stamp;

/// The zone in which dates are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateZone {
    /// The zone of this process.
    Process,
    /// A zone that the operator named, or an offset that the rows show.
    Spec(ZoneSpec),
}

/// The offset of this process's local time from UTC at an instant.
pub type ProcessZone<'a> = dyn Fn(DateTime<Utc>) -> FixedOffset + 'a;

impl DateZone {
    /// The offset of local time from UTC at an instant.
    pub fn offset_at(&self, at: DateTime<Utc>, process: &ProcessZone<'_>) -> FixedOffset {
        match self {
            Self::Process => process(at),
            Self::Spec(ZoneSpec::Named(zone)) => {
                let at = Timestamp::from_second(at.timestamp()).unwrap_or_default();
                // The offset of every zone is less than a day.
                let seconds = zone.to_offset(at).seconds();
                FixedOffset::east_opt(seconds).unwrap_or(Utc.fix())
            }
            Self::Spec(ZoneSpec::Offset(offset)) => *offset,
        }
    }

    /// An instant as a RAGFlow server in this zone writes it.
    pub fn stamp(&self, at: DateTime<Utc>, process: &ProcessZone<'_>) -> Stamp {
        let local = at.with_timezone(&self.offset_at(at, process)).naive_local();
        Stamp::new(at.timestamp_millis(), local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_follows_the_changes_of_daylight_saving_time() {
        let berlin = DateZone::Spec("Europe/Berlin".parse().expect("a zone"));
        let process = |_| Utc.fix();
        let at = |text: &str| {
            let at = DateTime::parse_from_rfc3339(text).expect("a time").to_utc();
            let stamp = berlin.stamp(at, &process);
            assert_eq!(stamp.ms, at.timestamp_millis());
            stamp.date.to_string()
        };
        // One second before and after the change in spring, then the hour that
        // occurs twice in autumn.
        assert_eq!(at("2026-03-29T00:59:59.900Z"), "2026-03-29 01:59:59");
        assert_eq!(at("2026-03-29T01:00:00.900Z"), "2026-03-29 03:00:00");
        assert_eq!(at("2026-10-25T00:59:59Z"), "2026-10-25 02:59:59");
        assert_eq!(at("2026-10-25T01:00:00Z"), "2026-10-25 02:00:00");
    }
}
