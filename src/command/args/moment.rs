//! Moments as an operator writes them

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::env::Clock;
use crate::error::{Error, Result};

/// A moment that becomes a time when the command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Written with a zone: Unix time in milliseconds.
    Absolute(i64),
    /// In the zone of this process.
    Local(NaiveDateTime),
    /// This time ago.
    Ago(Duration),
    /// The beginning of the day that was this number of days ago, in the zone of
    /// this process.
    DaysAgo(u64),
}

impl Moment {
    /// Reads `2026-02-01`, `2026-02-01T09:00`, with or without seconds and a zone; a
    /// duration (`30d`, `12h`); `today` or `yesterday`.
    ///
    /// # Errors
    /// If it is none of these.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "today" => return Ok(Self::DaysAgo(0)),
            "yesterday" => return Ok(Self::DaysAgo(1)),
            _ => {}
        }
        let date = || parse_date(text).map(|day| Self::Local(day.and_time(NaiveTime::MIN)));
        let duration = || humantime::parse_duration(text).ok().map(Self::Ago);
        parse_time(text).or_else(date).or_else(duration).ok_or_else(|| {
            "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM-DDTHH:MM+08:00, 30d, today or yesterday"
                .to_owned()
        })
    }

    /// The Unix time in milliseconds.
    ///
    /// # Errors
    /// If the zone of this machine skips that time.
    pub(crate) fn unix_ms(self, clock: &dyn Clock) -> Result<i64> {
        let now = clock.now();
        let local = match self {
            Self::Absolute(ms) => return Ok(ms),
            Self::Ago(age) => {
                let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
                return Ok(now.timestamp_millis().saturating_sub(age));
            }
            Self::DaysAgo(days) => {
                let today = now.with_timezone(&clock.offset_at(now)).date_naive();
                let day = today.checked_sub_days(Days::new(days)).unwrap_or(today);
                day.and_time(NaiveTime::MIN)
            }
            Self::Local(local) => local,
        };
        clock.unix_ms(local).ok_or_else(|| {
            Error::usage(format!(
                "the time {local} does not exist in the time zone of this machine"
            ))
        })
    }
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// A date with a time of day, with or without a zone.
fn parse_time(text: &str) -> Option<Moment> {
    let spaced = text.to_ascii_uppercase().replace('T', " ");
    let zoned = match spaced.strip_suffix('Z') {
        Some(time) => format!("{time}+00:00"),
        None => spaced.clone(),
    };
    let with_zone = ["%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%d %H:%M%#z"]
        .into_iter()
        .find_map(|form| DateTime::parse_from_str(&zoned, form).ok());
    if let Some(time) = with_zone {
        return Some(Moment::Absolute(time.timestamp_millis()));
    }
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&spaced, form).ok())
        .map(Moment::Local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_minutes_of_the_zone_may_be_left_out() {
        let expected = Ok(Moment::Absolute(1_769_936_400_000));
        for text in [
            "2026-02-01T09:00Z",
            "2026-02-01t09:00z",
            "2026-02-01 09:00:00Z",
            "2026-02-01T17:00:00.000+08:00",
            "2026-02-01T17:00+0800",
            "2026-02-01T17:00+08",
        ] {
            assert_eq!(Moment::parse(text), expected, "{text}");
        }
        let local = Moment::parse("2026-02-01");
        assert!(matches!(local, Ok(Moment::Local(_))), "{local:?}");
        for text in [
            "",
            "2026-02",
            "2026-02-01T",
            "2026-02-01T09",
            "tomorrow",
            "9:00",
        ] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn durations_and_days_count_back() {
        let day = Duration::from_secs(86_400);
        assert_eq!(Moment::parse("30d"), Ok(Moment::Ago(day * 30)));
        assert_eq!(Moment::parse("1day 12h"), Ok(Moment::Ago(day * 3 / 2)));
        assert_eq!(Moment::parse("today"), Ok(Moment::DaysAgo(0)));
        assert_eq!(Moment::parse("yesterday"), Ok(Moment::DaysAgo(1)));
    }
}
