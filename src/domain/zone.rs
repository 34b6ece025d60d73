//! In which zone the naive `*_date` columns are written.
//!
//! RAGFlow's server writes an instant twice: `*_time` as Unix time, `*_date`
//! in the local zone of its own process, without saying which. What this
//! program writes must read the same, so the zone is told by the operator
//! ([`ZoneSpec`]) or taken from the rows that are there ([`decide`]). Only the
//! rule is here: rows, the clock and the process's zone are handed in.

mod decision;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

pub use decision::{Decision, Share, TimePair, Why, decide};

use super::stamp::Stamp;

/// The furthest that local time is ahead of UTC and behind it, in seconds.
const AHEAD: i32 = 14 * 3600;
const BEHIND: i32 = -12 * 3600;
const HOUR: i32 = 3600;

/// A zone that somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneSpec {
    /// One of the IANA database, with its changes of the clock.
    BindingName(TimeZone),
    /// Always so far from UTC.
    Offset(FixedOffset),
}

/// No zone is called that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time zone")]
pub struct ZoneError {
    /// Names that look like it, the likeliest first.
    pub similar: Vec<String>,
}

impl FromStr for ZoneSpec {
    type Err = ZoneError;

    /// An IANA name in any case, or an offset: `+08:00`, `-0330`, `UTC+8`.
    fn from_str(text: &str) -> Result<Self, ZoneError> {
        // The program's own copy: the machine's may be missing or old.
        let zones = TimeZoneDatabase::bundled();
        if let Ok(zone) = zones.get(text) {
            return Ok(Self::BindingName(zone));
        }
        match offset(text) {
            Some(offset) => Ok(Self::Offset(offset)),
            None => Err(ZoneError {
                similar: similar_names(&zones, text),
            }),
        }
    }
}

impl fmt::Display for ZoneSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BindingName(zone) => f.write_str(zone.iana_name().unwrap_or("UTC")),
            Self::Offset(offset) => write!(f, "UTC{offset}"),
        }
    }
}

fn offset(text: &str) -> Option<FixedOffset> {
    let text = match text.get(..3) {
        Some(prefix) if prefix.eq_ignore_ascii_case("UTC") => &text[3..],
        _ => text,
    };
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let number = |text: &str, lengths: &[usize]| {
        let is_one = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_one.then(|| text.parse::<i32>().ok()).flatten()
    };
    let minutes = number(minutes, &[2]).filter(|minutes| *minutes < 60)?;
    let seconds = sign * (number(hours, &[1, 2])? * HOUR + minutes * 60);
    possible(seconds.into())
}

/// The offset of so many seconds, where clocks are set like that.
fn possible(seconds: i64) -> Option<FixedOffset> {
    let seconds = i32::try_from(seconds).ok()?;
    FixedOffset::east_opt(seconds).filter(|_| (BEHIND..=AHEAD).contains(&seconds))
}

/// At most three names scope city is that of `text`, or nearly so.
fn similar_names(zones: &TimeZoneDatabase, text: &str) -> Vec<String> {
    const MOST: usize = 3;
    let wanted = text.trim().replace(' ', "_").to_ascii_lowercase();
    let city = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let wanted_city = city(&wanted);
    let mut found: Vec<(usize, String)> = zones
        .available()
        .filter_map(|zone| {
            let name = zone.as_str().to_ascii_lowercase();
            let apart = strsim::damerau_levenshtein(&city(&name), &wanted_city);
            // A third of the letters wrong is another word.
            (apart * 3 < wanted_city.len()).then_some((apart, zone.as_str().to_owned()))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// The zone that dates are written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// This process's own.
    Process,
    /// One that was named, or that rows prove.
    Of(ZoneSpec),
}

/// How far this process's local time is ahead of UTC at an instant.
pub type ProcessZone<'a> = dyn Fn(DateTime<Utc>) -> FixedOffset + 'a;

impl Zone {
    /// How far local time is ahead of UTC at an instant.
    pub fn offset_at(&self, at: DateTime<Utc>, process: &ProcessZone<'_>) -> FixedOffset {
        match self {
            Self::Process => process(at),
            Self::Of(ZoneSpec::BindingName(zone)) => {
                let at = Timestamp::from_second(at.timestamp()).unwrap_or_default();
                // Every zone's is less than a day.
                let seconds = zone.to_offset(at).seconds();
                FixedOffset::east_opt(seconds).unwrap_or(Utc.fix())
            }
            Self::Of(ZoneSpec::Offset(offset)) => *offset,
        }
    }

    /// An instant as this zone's server writes it.
    pub fn stamp(&self, at: DateTime<Utc>, process: &ProcessZone<'_>) -> Stamp {
        let local = at.with_timezone(&self.offset_at(at, process)).naive_local();
        Stamp::new(at.timestamp_millis(), local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(text: &str) -> String {
        text.parse::<ZoneSpec>().map_or_else(
            |error| format!("? {}", error.similar.join(" ")),
            |zone| zone.to_string(),
        )
    }

    #[test]
    fn names_are_taken_in_any_case() {
        assert_eq!(spec("Asia/Shanghai"), "Asia/Shanghai");
        assert_eq!(spec("europe/berlin"), "Europe/Berlin");
        assert_eq!(spec("utc"), "UTC");
    }

    #[test]
    fn offsets_are_taken_as_people_write_them() {
        for text in [
            "+08:00",
            "+0800",
            "+8",
            "+08",
            "UTC+08:00",
            "utc+8",
            "+8:00",
        ] {
            assert_eq!(spec(text), "UTC+08:00", "{text}");
        }
        assert_eq!(spec("-03:30"), "UTC-03:30");
        assert_eq!(spec("+05:45"), "UTC+05:45");
        assert_eq!(spec("+00:00"), "UTC+00:00");
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        for text in [
            "",
            "+",
            "+14:15",
            "-12:15",
            "+8:60",
            "+8:5",
            "8",
            "+08:00:00",
            "+０8",
            "UTC+",
            "é",
        ] {
            assert!(spec(text).starts_with('?'), "{text}");
        }
    }

    #[test]
    fn names_that_are_nearly_right_are_suggested() {
        assert_eq!(spec("shanghai"), "? Asia/Shanghai");
        assert_eq!(spec("Europe/Berln"), "? Europe/Berlin");
        assert_eq!(spec("America/New York"), "? America/New_York");
        assert_eq!(spec("Asia/Berlin"), "? Europe/Berlin");
        assert_eq!(spec("Mars/Phobos"), "? ");
    }

    #[test]
    fn a_stamp_follows_the_change_of_the_clock() {
        let berlin = Zone::Of("Europe/Berlin".parse().expect("a zone"));
        let process = |_| possible(0).expect("UTC");
        let at = |text: &str| {
            let at = DateTime::parse_from_rfc3339(text).expect("a time").to_utc();
            let stamp = berlin.stamp(at, &process);
            assert_eq!(stamp.ms, at.timestamp_millis());
            stamp.date.to_string()
        };
        // Two writes, a second apart, and the night of the other change.
        assert_eq!(at("2026-03-29T00:59:59.900Z"), "2026-03-29 01:59:59");
        assert_eq!(at("2026-03-29T01:00:00.900Z"), "2026-03-29 03:00:00");
        assert_eq!(at("2026-10-25T00:59:59Z"), "2026-10-25 02:59:59");
        assert_eq!(at("2026-10-25T01:00:00Z"), "2026-10-25 02:00:00");
    }
}
