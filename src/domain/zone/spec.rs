//! Time zones as the operator writes them.

use std::fmt;
use std::str::FromStr;

use chrono::FixedOffset;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::offset::{HOUR, valid_offset};

/// A time zone that the operator named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneSpec {
    /// A zone of the IANA database, with its daylight saving time.
    Named(TimeZone),
    /// A constant offset from UTC.
    Offset(FixedOffset),
}

/// The text is neither the name of a zone nor an offset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone")]
pub struct ZoneError {
    /// Names of zones that are similar, the most similar first.
    pub similar: Vec<String>,
}

impl FromStr for ZoneSpec {
    type Err = ZoneError;

    /// Parses an IANA name in upper or lower case, or an offset: `+08:00`,
    /// `-0330`, `UTC+8`.
    fn from_str(text: &str) -> Result<Self, ZoneError> {
        // The database inside the program: that of the machine may be missing or
        // old.
        let zones = TimeZoneDatabase::bundled();
        if let Ok(zone) = zones.get(text) {
            return Ok(Self::Named(zone));
        }
        match parse_offset(text) {
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
            Self::Named(zone) => f.write_str(zone.iana_name().unwrap_or("UTC")),
            Self::Offset(offset) => write!(f, "UTC{offset}"),
        }
    }
}

fn parse_offset(text: &str) -> Option<FixedOffset> {
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
        let is_valid = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_valid.then(|| text.parse::<i32>().ok()).flatten()
    };
    let minutes = number(minutes, &[2]).filter(|minutes| *minutes < 60)?;
    let seconds = sign * (number(hours, &[1, 2])? * HOUR + minutes * 60);
    valid_offset(seconds.into())
}

/// At most three names whose city is that of `text`, or similar to it.
fn similar_names(zones: &TimeZoneDatabase, text: &str) -> Vec<String> {
    const MAX_NAMES: usize = 3;
    let wanted = text.trim().replace(' ', "_").to_ascii_lowercase();
    let city = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let wanted_city = city(&wanted);
    let mut found: Vec<(usize, String)> = zones
        .available()
        .filter_map(|zone| {
            let name = zone.as_str().to_ascii_lowercase();
            let distance = strsim::damerau_levenshtein(&city(&name), &wanted_city);
            // If a third of the letters differ it is another word.
            (distance * 3 < wanted_city.len()).then_some((distance, zone.as_str().to_owned()))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(MAX_NAMES)
        .map(|(_, name)| name)
        .collect()
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
    fn names_are_accepted_in_upper_and_lower_case() {
        assert_eq!(spec("Asia/Shanghai"), "Asia/Shanghai");
        assert_eq!(spec("europe/berlin"), "Europe/Berlin");
        assert_eq!(spec("utc"), "UTC");
    }

    #[test]
    fn common_forms_of_offsets_are_accepted() {
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
    fn other_texts_are_refused() {
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
    fn similar_names_are_suggested() {
        assert_eq!(spec("shanghai"), "? Asia/Shanghai");
        assert_eq!(spec("Europe/Berln"), "? Europe/Berlin");
        assert_eq!(spec("America/New York"), "? America/New_York");
        assert_eq!(spec("Asia/Berlin"), "? Europe/Berlin");
        assert_eq!(spec("Mars/Phobos"), "? ");
    }
}
