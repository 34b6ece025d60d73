//! Which rows' dates were written in another zone than most.
//!
//! One number an offset, so any number of rows fits. An hour more or less than
//! most is taken for daylight saving: rows alone cannot tell it from a
//! neighbouring zone.

use std::collections::BTreeMap;

use super::{AuditRule, Finding};
use crate::domain::api_key::ApiKey;
use crate::domain::legacy;
use crate::domain::zone::Pair;

/// An hour, in seconds.
const HOUR: i32 = 3600;
/// Offsets that are named in a finding.
const NAMED: usize = 3;

/// How far the dates of rows are ahead of UTC, counted.
#[derive(Debug, Default)]
pub struct Offsets {
    rows: BTreeMap<Offset, Seen>,
    names_guessable: bool,
}

/// Seconds ahead of UTC; `None`: date and time are not the same instant.
type Offset = Option<i32>;

#[derive(Debug)]
struct Seen {
    rows: u64,
    /// The first of them.
    tenant_id: String,
    id: String,
}

impl Offsets {
    /// Counts a row; one that lacks a half proves nothing.
    pub fn count(&mut self, key: &ApiKey<'_>) {
        let (Some(ms), Some(date)) = (key.create_time, key.create_date) else {
            return;
        };
        let offset = Pair { ms, date }.offset();
        let offset = offset.map(|offset| offset.local_minus_utc());
        if let Some(seen) = self.rows.get_mut(&offset) {
            seen.rows += 1;
            return;
        }
        let seen = Seen {
            rows: 1,
            tenant_id: key.tenant_id.clone().into_owned(),
            id: key.token.id(),
        };
        self.rows.insert(offset, seen);
        self.names_guessable |= legacy::is_guessable(key.token.expose());
    }

    /// Whether the ID of a guessable key may stand in the finding.
    pub fn names_guessable(&self) -> bool {
        self.names_guessable
    }

    /// One finding for all rows that disagree with most, if any do.
    pub fn finding(&self) -> Option<Finding> {
        let all: u64 = self.rows.values().map(|seen| seen.rows).sum();
        let proofs = self.rows.iter().filter(|(offset, _)| offset.is_some());
        let (most, _) = proofs.max_by_key(|(_, seen)| seen.rows)?;
        let usual = (*most)?;
        let disagrees = |offset: Offset| {
            offset.is_none_or(|offset| ![0, HOUR].contains(&(offset - usual).abs()))
        };
        let mut others: Vec<(Offset, &Seen)> = self
            .rows
            .iter()
            .map(|(offset, seen)| (*offset, seen))
            .filter(|(offset, _)| disagrees(*offset))
            .collect();
        others.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.rows));
        let (_, first) = others.first()?;
        let differ: u64 = others.iter().map(|(_, seen)| seen.rows).sum();
        let shares = others
            .iter()
            .take(NAMED)
            .map(|(offset, seen)| format!("{} ({}, first {})", name(*offset), seen.rows, seen.id));
        let shares: Vec<String> = shares.collect();
        let is_one = differ == 1;
        Some(Finding {
            rule: AuditRule::ZoneDisagreement,
            id: is_one.then(|| first.id.clone()),
            tenant_id: is_one.then(|| first.tenant_id.clone()),
            user: None,
            why: format!(
                "{differ} of {all} create dates, which are mostly {}: {}",
                name(Some(usual)),
                shares.join(", ")
            ),
            fix: Some("ragflowctl db check".to_owned()),
        })
    }
}

fn name(offset: Offset) -> String {
    match offset.and_then(chrono::FixedOffset::east_opt) {
        Some(offset) => format!("UTC{offset}"),
        None => "another instant than create_time".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::token::Token;

    fn offsets(seconds: &[i64]) -> Offsets {
        let mut offsets = Offsets::default();
        for (row, ahead) in seconds.iter().enumerate() {
            let ms = 1_769_907_600_136;
            let utc = chrono::DateTime::from_timestamp_millis(ms).expect("a time");
            offsets.count(&ApiKey {
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
        offsets
    }

    #[test]
    fn one_zone_and_its_daylight_saving_are_no_finding() {
        assert_eq!(offsets(&[]).finding(), None);
        assert_eq!(offsets(&[28800, 28800]).finding(), None);
        assert_eq!(offsets(&[3600, 3600, 7200]).finding(), None);
    }

    #[test]
    fn one_row_of_another_zone_is_named() {
        let finding = offsets(&[28800, 28800, 0]).finding().expect("a finding");
        let id = Token::new("ragflow-2").id();
        assert_eq!(
            finding.why,
            format!("1 of 3 create dates, which are mostly UTC+08:00: UTC+00:00 (1, first {id})")
        );
        assert_eq!(
            (finding.id, finding.tenant_id),
            (Some(id), Some("t".into()))
        );
    }

    #[test]
    fn many_rows_are_one_finding() {
        let rows = [28800, 28800, 28800, 0, 0, 99];
        let finding = offsets(&rows).finding().expect("a finding");
        assert_eq!((finding.id, finding.tenant_id), (None, None));
        assert!(
            finding.why.starts_with("3 of 6 create dates"),
            "{}",
            finding.why
        );
        assert!(finding.why.contains("another instant than create_time (1"));
    }
}
