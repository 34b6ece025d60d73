//! Finds rows whose dates are in another time zone than those of most rows.
//!
//! One counter per offset is stored, so memory does not grow with the number of
//! rows. A difference of one hour is taken for daylight saving time: the rows
//! alone cannot tell it from a neighbouring zone.

use std::collections::BTreeMap;

use super::{AuditRule, Finding};
use crate::domain::api_key::ApiKey;
use crate::domain::legacy;
use crate::domain::zone::TimePair;

/// One hour in seconds.
const HOUR: i32 = 3600;
/// How many offsets a finding names at most.
const MAX_NAMED_OFFSETS: usize = 3;

/// How many rows have their dates at which offset from UTC.
#[derive(Debug, Default)]
pub struct OffsetCounts {
    counts: BTreeMap<Offset, OffsetRows>,
    has_guessable_id: bool,
}

/// Seconds ahead of UTC; `None` if date and time are not the same instant.
type Offset = Option<i32>;

/// The rows with the same offset: their number, and the first of them.
#[derive(Debug)]
struct OffsetRows {
    count: u64,
    tenant_id: String,
    id: String,
}

impl OffsetCounts {
    /// Counts a row. A row without a date or without a time is ignored.
    pub fn add(&mut self, key: &ApiKey<'_>) {
        let (Some(ms), Some(date)) = (key.create_time, key.create_date) else {
            return;
        };
        let offset = TimePair { ms, date }.offset();
        let offset = offset.map(|offset| offset.local_minus_utc());
        if let Some(rows) = self.counts.get_mut(&offset) {
            rows.count += 1;
            return;
        }
        let rows = OffsetRows {
            count: 1,
            tenant_id: key.tenant_id.clone().into_owned(),
            id: key.token.id(),
        };
        self.counts.insert(offset, rows);
        self.has_guessable_id |= legacy::is_guessable(key.token.expose());
    }

    /// Whether the finding may contain the ID of a guessable key.
    pub fn has_guessable_id(&self) -> bool {
        self.has_guessable_id
    }

    /// One finding about all rows that disagree with most rows; `None` if all
    /// agree.
    pub fn finding(&self) -> Option<Finding> {
        let all: u64 = self.counts.values().map(|rows| rows.count).sum();
        let known = self.counts.iter().filter(|(offset, _)| offset.is_some());
        let (most_frequent, _) = known.max_by_key(|(_, rows)| rows.count)?;
        let usual = (*most_frequent)?;
        let disagrees = |offset: Offset| {
            offset.is_none_or(|offset| ![0, HOUR].contains(&(offset - usual).abs()))
        };
        let mut others: Vec<(Offset, &OffsetRows)> = self
            .counts
            .iter()
            .map(|(offset, rows)| (*offset, rows))
            .filter(|(offset, _)| disagrees(*offset))
            .collect();
        others.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.count));
        let (_, first) = others.first()?;
        let other_rows: u64 = others.iter().map(|(_, rows)| rows.count).sum();
        let named: Vec<String> = others
            .iter()
            .take(MAX_NAMED_OFFSETS)
            .map(|(offset, rows)| {
                let offset = offset_text(*offset);
                format!("{offset} ({}, first key ID {})", rows.count, rows.id)
            })
            .collect();
        let is_one = other_rows == 1;
        Some(Finding {
            rule: AuditRule::ZoneDisagreement,
            id: is_one.then(|| first.id.clone()),
            tenant_id: is_one.then(|| first.tenant_id.clone()),
            user: None,
            why: format!(
                "{other_rows} of {all} create dates {} not in the usual zone {}: {}",
                if is_one { "is" } else { "are" },
                offset_text(Some(usual)),
                named.join(", ")
            ),
            fix: Some("ragflowctl db check".to_owned()),
        })
    }
}

fn offset_text(offset: Offset) -> String {
    match offset.and_then(chrono::FixedOffset::east_opt) {
        Some(offset) => format!("UTC{offset}"),
        None => "not the time in create_time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Token;

    fn counts(seconds: &[i64]) -> OffsetCounts {
        let mut counts = OffsetCounts::default();
        for (row, ahead) in seconds.iter().enumerate() {
            let ms = 1_769_907_600_136;
            let utc = chrono::DateTime::from_timestamp_millis(ms).expect("a time");
            counts.add(&ApiKey {
                tenant_id: "t".into(),
                token: Token::new(format!("ragflow-{row}")),
                dialog_id: None,
                source: None,
                beta: None,
                create_date: Some(utc.naive_utc() + chrono::TimeDelta::seconds(*ahead)),
                create_time: Some(ms),
                update_date: None,
                update_time: None,
            });
        }
        counts
    }

    #[test]
    fn one_zone_and_its_daylight_saving_time_are_not_a_finding() {
        assert_eq!(counts(&[]).finding(), None);
        assert_eq!(counts(&[28800, 28800]).finding(), None);
        assert_eq!(counts(&[3600, 3600, 7200]).finding(), None);
    }

    #[test]
    fn a_single_row_in_another_zone_is_named() {
        let finding = counts(&[28800, 28800, 0]).finding().expect("a finding");
        let id = Token::new("ragflow-2").id();
        assert_eq!(
            finding.why,
            format!(
                "1 of 3 create dates is not in the usual zone UTC+08:00: UTC+00:00 (1, first key ID {id})"
            )
        );
        assert_eq!(
            (finding.id, finding.tenant_id),
            (Some(id), Some("t".into()))
        );
    }

    #[test]
    fn many_rows_in_other_zones_are_one_finding() {
        let rows = [28800, 28800, 28800, 0, 0, 99];
        let finding = counts(&rows).finding().expect("a finding");
        assert_eq!((finding.id, finding.tenant_id), (None, None));
        let why = finding.why;
        assert!(why.starts_with("3 of 6 create dates"), "{why}");
        assert!(why.contains("not the time in create_time (1"), "{why}");
    }
}
