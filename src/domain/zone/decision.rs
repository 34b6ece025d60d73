//! Decides in which zone dates are written, from the existing rows.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, Utc};

use super::offset::HOUR;
use super::time_pair::ObservedOffset;
use super::{DateZone, ProcessZone, TimePair, ZoneSpec};

/// Why a zone was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneReason {
    /// The operator named the zone.
    Configured,
    /// No row shows an offset, so the zone of the process is used.
    NoRows,
    /// More than half of the rows agree with the zone of the process.
    ProcessMatchesRows,
    /// The rows disagree with the process; most of them show this offset.
    MostFrequentOffset,
}

/// How many rows show an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffsetCount {
    /// The offset from UTC.
    pub offset: FixedOffset,
    /// The number of rows.
    pub rows: usize,
    /// The time of the newest of these rows.
    newest: DateTime<Utc>,
}

/// The selected zone, with the evidence for and against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneDecision {
    /// The selected zone.
    pub zone: DateZone,
    /// Why it was selected.
    pub reason: ZoneReason,
    /// The number of rows that show an offset.
    pub rows: usize,
    /// How many of these rows agree with the zone.
    pub agreeing: usize,
    /// The offsets of the other rows: those with most rows first, then those
    /// with the newest rows.
    pub others: Vec<OffsetCount>,
}

/// Decides in which zone dates are written. A configured zone is always used;
/// rows can only contradict it.
pub fn decide(
    configured: Option<ZoneSpec>,
    pairs: &[TimePair],
    process: &ProcessZone<'_>,
) -> ZoneDecision {
    let observed: Vec<ObservedOffset> = pairs
        .iter()
        .copied()
        .filter_map(TimePair::observed_offset)
        .collect();
    let rows = observed.len();
    let decision = |zone: DateZone, reason| {
        let differs = |row: &ObservedOffset| zone.offset_at(row.at, process) != row.offset;
        let others: Vec<ObservedOffset> = observed.iter().copied().filter(differs).collect();
        ZoneDecision {
            zone,
            reason,
            rows,
            agreeing: rows - others.len(),
            others: count_offsets(&others),
        }
    };
    if let Some(spec) = configured {
        return decision(DateZone::Spec(spec), ZoneReason::Configured);
    }
    let process_decision = decision(DateZone::Process, ZoneReason::ProcessMatchesRows);
    match count_offsets(&observed).first() {
        None => decision(DateZone::Process, ZoneReason::NoRows),
        Some(_) if process_decision.agreeing * 2 > rows => process_decision,
        Some(most_frequent) => decision(
            DateZone::Spec(ZoneSpec::Offset(most_frequent.offset)),
            ZoneReason::MostFrequentOffset,
        ),
    }
}

fn count_offsets(observed: &[ObservedOffset]) -> Vec<OffsetCount> {
    let mut counts: Vec<OffsetCount> = Vec::new();
    for row in observed {
        match counts.iter_mut().find(|count| count.offset == row.offset) {
            Some(count) => {
                count.rows += 1;
                count.newest = count.newest.max(row.at);
            }
            None => counts.push(OffsetCount {
                offset: row.offset,
                rows: 1,
                newest: row.at,
            }),
        }
    }
    counts.sort_by_key(|count| Reverse((count.rows, count.newest)));
    counts
}

impl ZoneDecision {
    /// Whether the zone may be wrong: the rows disagree with each other, or most of
    /// them contradict the configured zone.
    pub fn is_doubtful(&self) -> bool {
        match self.reason {
            ZoneReason::Configured => self.agreeing * 2 < self.rows,
            ZoneReason::MostFrequentOffset => self.agreeing < self.rows,
            ZoneReason::NoRows | ZoneReason::ProcessMatchesRows => false,
        }
    }

    /// Whether the rows show standard time and daylight saving time of one zone:
    /// two offsets, one hour apart. Then a constant offset is right for a part of
    /// the year only.
    pub fn shows_daylight_saving(&self) -> bool {
        match (&self.zone, self.others.as_slice()) {
            (DateZone::Spec(ZoneSpec::Offset(offset)), [other]) => {
                (offset.local_minus_utc() - other.offset.local_minus_utc()).abs() == HOUR
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::offset::valid_offset;
    use super::*;

    const SUMMER: &str = "2026-07-01T12:00:00Z";
    const WINTER: &str = "2026-12-01T12:00:00Z";

    fn zone(name: &str) -> DateZone {
        DateZone::Spec(name.parse().expect("a zone"))
    }

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
    }

    /// Rows, one hour apart from each other, that a server in a zone wrote.
    fn rows(count: i64, from: &str, written_in: &str) -> Vec<TimePair> {
        let no_process = |_| valid_offset(0).expect("UTC");
        let row = |hours| {
            let at = utc(from) + chrono::TimeDelta::hours(hours);
            let stamp = zone(written_in).stamp(at, &no_process);
            TimePair {
                ms: stamp.ms,
                date: stamp.date,
            }
        };
        (0..count).map(row).collect()
    }

    fn decided(configured: Option<&str>, process: &str, parts: &[Vec<TimePair>]) -> ZoneDecision {
        let configured = configured.map(|name| name.parse().expect("a zone"));
        let process = |at| zone(process).offset_at(at, &|_| valid_offset(0).expect("UTC"));
        decide(configured, &parts.concat(), &process)
    }

    fn others(decision: &ZoneDecision) -> Vec<(String, usize)> {
        let count = |count: &OffsetCount| (count.offset.to_string(), count.rows);
        decision.others.iter().map(count).collect()
    }

    #[test]
    fn the_process_zone_is_used_if_most_rows_agree() {
        let mixed = [rows(47, SUMMER, "Asia/Shanghai"), rows(3, SUMMER, "UTC")];
        let decision = decided(None, "Asia/Shanghai", &mixed);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (DateZone::Process, ZoneReason::ProcessMatchesRows)
        );
        assert_eq!((decision.agreeing, decision.rows), (47, 50));
        assert_eq!(others(&decision), [("+00:00".to_owned(), 3)]);
        assert!(!decision.is_doubtful());
    }

    #[test]
    fn rows_of_another_zone_show_its_offset() {
        let decision = decided(None, "UTC", &[rows(50, SUMMER, "Asia/Shanghai")]);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (zone("+08:00"), ZoneReason::MostFrequentOffset)
        );
        assert_eq!((decision.agreeing, decision.rows), (50, 50));
        assert!(!decision.is_doubtful() && decision.others.is_empty());
    }

    #[test]
    fn half_of_the_rows_are_not_most() {
        let halves = [rows(5, SUMMER, "UTC"), rows(5, WINTER, "Asia/Shanghai")];
        let decision = decided(None, "UTC", &halves);
        assert_eq!(decision.zone, zone("+08:00"), "the newest row decides");
        let halves = [rows(5, WINTER, "UTC"), rows(5, SUMMER, "Asia/Shanghai")];
        let decision = decided(None, "UTC", &halves);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (zone("+00:00"), ZoneReason::MostFrequentOffset)
        );
        assert!(decision.is_doubtful());
    }

    #[test]
    fn winter_and_summer_agree_with_a_process_in_the_same_zone() {
        let year = [
            rows(20, SUMMER, "Europe/Berlin"),
            rows(30, WINTER, "Europe/Berlin"),
        ];
        let decision = decided(None, "Europe/Berlin", &year);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (DateZone::Process, ZoneReason::ProcessMatchesRows)
        );
        assert_eq!((decision.agreeing, decision.rows), (50, 50));
    }

    #[test]
    fn daylight_saving_is_distinguished_from_mixed_zones() {
        let year = |summer, winter| {
            decided(
                None,
                "UTC",
                &[
                    rows(summer, SUMMER, "Europe/Berlin"),
                    rows(winter, WINTER, "Europe/Berlin"),
                ],
            )
        };
        let decision = year(20, 30);
        assert_eq!(decision.zone.clone(), zone("+01:00"));
        assert_eq!(others(&decision), [("+02:00".to_owned(), 20)]);
        assert!(decision.shows_daylight_saving());
        assert_eq!(year(30, 20).zone, zone("+02:00"));
        assert_eq!(year(25, 25).zone, zone("+01:00"), "the newest decide a tie");
        let mixed = [rows(9, SUMMER, "+08:00"), rows(8, SUMMER, "+01:00")];
        let decision = decided(None, "UTC", &mixed);
        assert_eq!(decision.zone.clone(), zone("+08:00"));
        assert!(!decision.shows_daylight_saving());
    }

    #[test]
    fn the_most_frequent_of_many_offsets_is_used() {
        let mixed = [
            rows(20, SUMMER, "+08:00"),
            rows(15, WINTER, "-05:00"),
            rows(16, SUMMER, "UTC"),
        ];
        let decision = decided(None, "UTC", &mixed);
        assert_eq!(
            (decision.zone.clone(), decision.agreeing),
            (zone("+08:00"), 20)
        );
        let expected = [("+00:00".to_owned(), 16), ("-05:00".to_owned(), 15)];
        assert_eq!(others(&decision), expected);
    }

    #[test]
    fn a_configured_zone_wins_and_rows_may_contradict_it() {
        let shanghai = || rows(6, SUMMER, "Asia/Shanghai");
        let decision = decided(Some("Europe/Berlin"), "Asia/Shanghai", &[shanghai()]);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (zone("Europe/Berlin"), ZoneReason::Configured)
        );
        assert_eq!((decision.agreeing, decision.rows), (0, 6));
        assert!(decision.is_doubtful());
        let halves = [shanghai(), rows(6, WINTER, "Europe/Berlin")];
        let decision = decided(Some("Europe/Berlin"), "UTC", &halves);
        assert!(!decision.is_doubtful(), "not most of them");
        assert!(!decided(Some("Europe/Berlin"), "UTC", &[]).is_doubtful());
    }

    #[test]
    fn the_process_zone_is_used_without_rows() {
        let decision = decided(None, "UTC", &[]);
        assert_eq!(
            (decision.zone.clone(), decision.reason),
            (DateZone::Process, ZoneReason::NoRows)
        );
        assert!(!decision.is_doubtful());
    }

    #[test]
    fn offsets_of_half_and_quarter_hours_are_recognised() {
        for (name, offset) in [
            ("Asia/Kolkata", "+05:30"),
            ("Asia/Kathmandu", "+05:45"),
            ("America/St_Johns", "-02:30"),
            ("Pacific/Kiritimati", "+14:00"),
            ("Etc/GMT+12", "-12:00"),
        ] {
            let decision = decided(None, "UTC", &[rows(1, SUMMER, name)]);
            assert_eq!(decision.zone.clone(), zone(offset), "{name}");
        }
    }

    #[test]
    fn values_that_are_not_one_instant_are_ignored() {
        let pair = |seconds: i64| TimePair {
            ms: 1_795_365_296_789,
            date: utc("2026-11-22T16:34:56Z").naive_utc() + chrono::TimeDelta::seconds(seconds),
        };
        let counts = |seconds| decided(None, "UTC", &[vec![pair(seconds)]]).rows == 1;
        assert!(counts(8 * 3600) && counts(8 * 3600 + 59) && counts(8 * 3600 - 59));
        assert!(!counts(8 * 3600 + 62) && !counts(8 * 3600 - 62));
        assert!(!counts(14 * 3600 + 900) && !counts(-12 * 3600 - 900));
        // Seconds or microseconds instead of milliseconds, and times outside of
        // the calendar.
        for ms in [1_795_365_296, 1_795_365_296_789_000, i64::MAX, i64::MIN] {
            let pair = TimePair { ms, ..pair(0) };
            assert_eq!(
                decided(None, "UTC", &[vec![pair]]).reason,
                ZoneReason::NoRows,
                "{ms}"
            );
        }
    }

    #[test]
    fn future_and_old_rows_count_like_others() {
        let rows = [
            rows(2, "1971-01-01T00:00:00Z", "+08:00"),
            rows(2, "2999-07-01T00:00:00Z", "+08:00"),
            rows(1, WINTER, "UTC"),
        ];
        let decision = decided(None, "Europe/Berlin", &rows);
        assert_eq!(
            (decision.zone.clone(), decision.agreeing),
            (zone("+08:00"), 4)
        );
    }
}
