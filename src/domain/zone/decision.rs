//! What the rows that are there say of the zone, and what follows from it.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

use super::{HOUR, ProcessZone, Zone, ZoneSpec, possible};

/// Every zone of today is whole quarters of an hour away from UTC.
const QUARTER: i64 = 15 * 60;
/// How far, in seconds, the two halves of a row may be apart: upstream reads
/// the clock twice.
const SLACK: i64 = 60;

/// The two halves of a row: one instant as Unix time in milliseconds and as
/// the local time of whoever wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimePair {
    /// `update_time`.
    pub ms: i64,
    /// `update_date`.
    pub date: NaiveDateTime,
}

/// What a row proves of its writer's zone.
#[derive(Clone, Copy)]
struct Proof {
    at: DateTime<Utc>,
    offset: FixedOffset,
}

impl TimePair {
    /// How far ahead of UTC the date is; nothing, where the halves are not the
    /// same instant in any zone.
    pub fn offset(self) -> Option<FixedOffset> {
        self.proof().map(|proof| proof.offset)
    }

    /// Nothing, where the halves are no plausible zone apart: then they are
    /// not the same instant.
    fn proof(self) -> Option<Proof> {
        let at = DateTime::from_timestamp_millis(self.ms)?;
        let ahead = (self.date - at.naive_utc()).num_seconds();
        let rounded = (ahead + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
        let offset = possible(rounded).filter(|_| (ahead - rounded).abs() <= SLACK)?;
        Some(Proof { at, offset })
    }
}

/// Why it is that zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody named it.
    Told,
    /// No row proves anything: the process's is as good as any.
    NoRows,
    /// The process's zone explains more than half of the rows.
    Explained,
    /// It does not: no offset is proved by more rows than this one.
    Proved,
}

/// Rows that prove the same offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The offset.
    pub offset: FixedOffset,
    /// How many rows.
    pub rows: usize,
    /// The newest of them.
    newest: DateTime<Utc>,
}

/// The zone, and what speaks for it and against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The zone.
    pub zone: Zone,
    /// Why that one.
    pub why: Why,
    /// Rows that prove an offset.
    pub rows: usize,
    /// Those of them that were written in that zone.
    pub agree: usize,
    /// What the others prove, most rows first, of as many the newest.
    pub others: Vec<Share>,
}

/// Decides in which zone dates are written. What somebody named is taken as it
/// is; rows can only contradict it.
pub fn decide(told: Option<ZoneSpec>, pairs: &[TimePair], process: &ProcessZone<'_>) -> Decision {
    let proofs: Vec<Proof> = pairs.iter().copied().filter_map(TimePair::proof).collect();
    let rows = proofs.len();
    let judge = |zone: Zone, why| {
        let differs = |proof: &Proof| zone.offset_at(proof.at, process) != proof.offset;
        let others: Vec<Proof> = proofs.iter().copied().filter(differs).collect();
        Decision {
            zone,
            why,
            rows,
            agree: rows - others.len(),
            others: shares(&others),
        }
    };
    if let Some(told) = told {
        return judge(Zone::Of(told), Why::Told);
    }
    let own = judge(Zone::Process, Why::Explained);
    match shares(&proofs).first() {
        None => judge(Zone::Process, Why::NoRows),
        Some(_) if own.agree * 2 > rows => own,
        Some(most) => judge(Zone::Of(ZoneSpec::Offset(most.offset)), Why::Proved),
    }
}

fn shares(proofs: &[Proof]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for proof in proofs {
        match shares.iter_mut().find(|share| share.offset == proof.offset) {
            Some(share) => {
                share.rows += 1;
                share.newest = share.newest.max(proof.at);
            }
            None => shares.push(Share {
                offset: proof.offset,
                rows: 1,
                newest: proof.at,
            }),
        }
    }
    shares.sort_by_key(|share| Reverse((share.rows, share.newest)));
    shares
}

impl Decision {
    /// Whether it may be wrong: the rows are not explained by the process's
    /// zone, or most of them contradict the one that was named.
    pub fn is_doubtful(&self) -> bool {
        match self.why {
            Why::Told => self.agree * 2 < self.rows,
            Why::Proved => true,
            Why::NoRows | Why::Explained => false,
        }
    }

    /// Whether the rows show winter and summer of one zone: two offsets, an
    /// hour apart. The offset is then right for half of the year only.
    pub fn shows_daylight_saving(&self) -> bool {
        match (&self.zone, self.others.as_slice()) {
            (Zone::Of(ZoneSpec::Offset(offset)), [other]) => {
                (offset.local_minus_utc() - other.offset.local_minus_utc()).abs() == HOUR
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMER: &str = "2026-07-01T12:00:00Z";
    const WINTER: &str = "2026-12-01T12:00:00Z";

    fn zone(name: &str) -> Zone {
        Zone::Of(name.parse().expect("a zone"))
    }

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
    }

    /// So many rows, an hour apart from each other, that a server in this zone
    /// wrote.
    fn rows(count: i64, from: &str, written_in: &str) -> Vec<TimePair> {
        let no_process = |_| possible(0).expect("UTC");
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

    fn decided(told: Option<&str>, process: &str, parts: &[Vec<TimePair>]) -> Decision {
        let told = told.map(|name| name.parse().expect("a zone"));
        let process = |at| zone(process).offset_at(at, &|_| possible(0).expect("UTC"));
        decide(told, &parts.concat(), &process)
    }

    fn others(decision: &Decision) -> Vec<(String, usize)> {
        let share = |share: &Share| (share.offset.to_string(), share.rows);
        decision.others.iter().map(share).collect()
    }

    #[test]
    fn the_process_is_taken_where_it_explains_most_rows() {
        let mixed = [rows(47, SUMMER, "Asia/Shanghai"), rows(3, SUMMER, "UTC")];
        let decision = decided(None, "Asia/Shanghai", &mixed);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (Zone::Process, Why::Explained)
        );
        assert_eq!((decision.agree, decision.rows), (47, 50));
        assert_eq!(others(&decision), [("+00:00".to_owned(), 3)]);
        assert!(!decision.is_doubtful());
    }

    #[test]
    fn rows_of_another_zone_prove_its_offset() {
        let decision = decided(None, "UTC", &[rows(50, SUMMER, "Asia/Shanghai")]);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (zone("+08:00"), Why::Proved)
        );
        assert_eq!((decision.agree, decision.rows), (50, 50));
        assert!(decision.is_doubtful() && decision.others.is_empty());
    }

    #[test]
    fn half_of_the_rows_is_not_most() {
        let halves = [rows(5, SUMMER, "UTC"), rows(5, WINTER, "Asia/Shanghai")];
        let decision = decided(None, "UTC", &halves);
        assert_eq!(decision.zone, zone("+08:00"), "the newest row decides");
        let halves = [rows(5, WINTER, "UTC"), rows(5, SUMMER, "Asia/Shanghai")];
        let decision = decided(None, "UTC", &halves);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (zone("+00:00"), Why::Proved)
        );
        assert!(decision.is_doubtful());
    }

    #[test]
    fn winter_and_summer_are_one_zone_to_a_process_in_it() {
        let year = [
            rows(20, SUMMER, "Europe/Berlin"),
            rows(30, WINTER, "Europe/Berlin"),
        ];
        let decision = decided(None, "Europe/Berlin", &year);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (Zone::Process, Why::Explained)
        );
        assert_eq!((decision.agree, decision.rows), (50, 50));
    }

    #[test]
    fn winter_and_summer_are_told_apart_from_mixed_zones() {
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
    fn of_many_zones_the_one_of_most_rows_is_taken() {
        let mixed = [
            rows(20, SUMMER, "+08:00"),
            rows(15, WINTER, "-05:00"),
            rows(16, SUMMER, "UTC"),
        ];
        let decision = decided(None, "UTC", &mixed);
        assert_eq!(
            (decision.zone.clone(), decision.agree),
            (zone("+08:00"), 20)
        );
        let expected = [("+00:00".to_owned(), 16), ("-05:00".to_owned(), 15)];
        assert_eq!(others(&decision), expected);
    }

    #[test]
    fn a_zone_that_was_named_wins_and_may_be_contradicted() {
        let shanghai = || rows(6, SUMMER, "Asia/Shanghai");
        let decision = decided(Some("Europe/Berlin"), "Asia/Shanghai", &[shanghai()]);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (zone("Europe/Berlin"), Why::Told)
        );
        assert_eq!((decision.agree, decision.rows), (0, 6));
        assert!(decision.is_doubtful());
        let halves = [shanghai(), rows(6, WINTER, "Europe/Berlin")];
        let decision = decided(Some("Europe/Berlin"), "UTC", &halves);
        assert!(!decision.is_doubtful(), "not most of them");
        assert!(!decided(Some("Europe/Berlin"), "UTC", &[]).is_doubtful());
    }

    #[test]
    fn without_rows_it_is_the_processs() {
        let decision = decided(None, "UTC", &[]);
        assert_eq!(
            (decision.zone.clone(), decision.why),
            (Zone::Process, Why::NoRows)
        );
        assert!(!decision.is_doubtful());
    }

    #[test]
    fn offsets_of_half_and_quarter_hours_are_proved() {
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
    fn halves_that_are_not_one_instant_prove_nothing() {
        let pair = |seconds: i64| TimePair {
            ms: 1_795_365_296_789,
            date: utc("2026-11-22T16:34:56Z").naive_utc() + chrono::TimeDelta::seconds(seconds),
        };
        let proves = |seconds| decided(None, "UTC", &[vec![pair(seconds)]]).rows == 1;
        assert!(proves(8 * 3600) && proves(8 * 3600 + 59) && proves(8 * 3600 - 59));
        assert!(!proves(8 * 3600 + 62) && !proves(8 * 3600 - 62));
        assert!(!proves(14 * 3600 + 900) && !proves(-12 * 3600 - 900));
        // Seconds or microseconds where milliseconds belong, and what no
        // calendar holds.
        for ms in [1_795_365_296, 1_795_365_296_789_000, i64::MAX, i64::MIN] {
            let pair = TimePair { ms, ..pair(0) };
            assert_eq!(decided(None, "UTC", &[vec![pair]]).why, Why::NoRows, "{ms}");
        }
    }

    #[test]
    fn future_and_ancient_rows_count_like_others() {
        let rows = [
            rows(2, "1971-01-01T00:00:00Z", "+08:00"),
            rows(2, "2999-07-01T00:00:00Z", "+08:00"),
            rows(1, WINTER, "UTC"),
        ];
        let decision = decided(None, "Europe/Berlin", &rows);
        assert_eq!((decision.zone.clone(), decision.agree), (zone("+08:00"), 4));
    }
}
