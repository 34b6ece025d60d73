//! Ages for people.

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Formats a duration in milliseconds in its largest unit: `5m`, `36h`, `400d`, `2y`.
/// A negative one is `0m`.
pub fn age(ms: i64) -> String {
    match ms.max(0) {
        ms @ ..HOUR => format!("{}m", ms / MINUTE),
        ms if ms < 2 * DAY => format!("{}h", ms / HOUR),
        ms if ms < 2 * YEAR => format!("{}d", ms / DAY),
        ms => format!("{}y", ms / YEAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_has_one_unit() {
        let ages = [
            -5,
            0,
            59 * MINUTE,
            HOUR,
            47 * HOUR,
            2 * DAY,
            729 * DAY,
            730 * DAY,
        ];
        let texts = ages.map(age);
        assert_eq!(texts, ["0m", "0m", "59m", "1h", "47h", "2d", "729d", "2y"]);
    }
}
