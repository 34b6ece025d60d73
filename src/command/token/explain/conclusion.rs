//! The conclusion: what a string is, and which versions of RAGFlow accept it, in one
//! line.

use super::advice::noun;
use crate::domain::verdict::{Generation, Purpose, VerdictOutcome};
use crate::operation::explain::{Case, Match};

/// A line for each use that is shown, and for each row that the string matches.
pub(super) fn conclusions(cases: &[Case], shown: &[Purpose]) -> Vec<String> {
    let mut lines = Vec::new();
    for purpose in shown {
        let of_use = || cases.iter().filter(|case| case.purpose == *purpose);
        let mut rows: Vec<&Match> = Vec::new();
        for case in of_use().filter(|case| case.is_in_database) {
            rows.extend(case.matched.as_ref().filter(|row| !rows.contains(row)));
        }
        for row in &rows {
            let of_row: Vec<&Case> = of_use()
                .filter(|case| case.matched.as_ref() == Some(row))
                .collect();
            lines.push(format!("{}: {}", subject(*purpose, row), verdict(&of_row)));
        }
        if rows.is_empty() {
            let subject = match cases.iter().find(|case| case.is_in_database) {
                Some(other) => format!(
                    "{} in the place of {} {}",
                    other
                        .matched
                        .as_ref()
                        .map_or_else(String::new, |row| subject(other.purpose, row)),
                    article(*purpose),
                    noun(*purpose)
                ),
                None => format!(
                    "not in this database, sent as {} {}",
                    article(*purpose),
                    noun(*purpose)
                ),
            };
            lines.push(format!(
                "{subject}: {}",
                verdict(&of_use().collect::<Vec<_>>())
            ));
        }
    }
    lines
}

fn article(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ApiKey => "an",
        Purpose::Beta | Purpose::Login => "a",
    }
}

/// `API key 7c82c4c66475 (ada@example.com)`
fn subject(purpose: Purpose, row: &Match) -> String {
    let id = row
        .id
        .as_deref()
        .map_or_else(String::new, |id| format!(" {id}"));
    let what = match purpose {
        Purpose::Beta => format!("beta of key{id}"),
        Purpose::ApiKey | Purpose::Login => format!("{}{id}", noun(purpose)),
    };
    match (&row.user, &row.tenant_id) {
        (Some(user), _) => format!("{what} ({user})"),
        (None, Some(tenant)) => format!("{what} (tenant {tenant}, no user)"),
        (None, None) => what,
    }
}

/// `rejected by 0.26 and later in Python, in part by 0.25: owner is deleted`
fn verdict(cases: &[&Case]) -> String {
    let with = |outcome| -> Vec<&Case> {
        let has_it = |case: &&Case| case.verdict.outcome == outcome;
        cases.iter().copied().filter(has_it).collect()
    };
    let names = |cases: &[&Case]| -> String {
        let has_go = cases
            .iter()
            .any(|case| case.generation == Generation::Go027);
        let names = cases.iter().map(|case| match case.generation {
            // 0.27 in Go, which is also later, is not among them.
            Generation::From026 if !has_go => "0.26 and later in Python",
            generation => generation.name(),
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let rejected = with(VerdictOutcome::Rejected);
    let mixed = with(VerdictOutcome::Mixed);
    let unknown = with(VerdictOutcome::Unknown);
    if with(VerdictOutcome::Accepted).len() == cases.len() {
        return "accepted by every RAGFlow version".to_owned();
    }
    let reason = |case: &Case| case.verdict.decided_by;
    // The newest version has the reason that matters.
    let why = rejected.last().or(mixed.last()).or(unknown.last());
    let why = why.map_or("", |case| reason(case));
    if rejected.len() == cases.len() {
        return format!("rejected by every RAGFlow version: {why}");
    }
    let mut parts = Vec::new();
    if !rejected.is_empty() {
        parts.push(format!("rejected by {}", names(&rejected)));
    }
    match (mixed.is_empty(), rejected.is_empty()) {
        (true, _) => {}
        (false, true) => parts.push(format!("rejected in part by {}", names(&mixed))),
        (false, false) => parts.push(format!("in part by {}", names(&mixed))),
    }
    if !unknown.is_empty() {
        parts.push(format!("unknown for {}", names(&unknown)));
    }
    format!("{}: {why}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::verdict::{Generation, Verdict};

    fn case(generation: Generation, outcome: VerdictOutcome, decided_by: &'static str) -> Case {
        Case {
            purpose: Purpose::ApiKey,
            generation,
            verdict: Verdict {
                outcome,
                ..Verdict::accepted(decided_by)
            },
            matched: Some(Match {
                id: Some("0123456789ab".to_owned()),
                tenant_id: Some("t".to_owned()),
                user: None,
                is_exact: true,
            }),
            is_in_database: true,
            is_ambiguous: false,
        }
    }

    #[test]
    fn the_versions_that_reject_come_first() {
        use VerdictOutcome::{Accepted, Mixed, Rejected, Unknown};
        let concluded = |outcomes: [VerdictOutcome; 4]| {
            let cases: Vec<Case> = Generation::ALL
                .into_iter()
                .zip(outcomes)
                .map(|(generation, outcome)| case(generation, outcome, "the reason"))
                .collect();
            let lines = conclusions(&cases, &[Purpose::ApiKey]);
            assert_eq!(lines.len(), 1);
            lines[0].clone()
        };
        for (outcomes, end) in [
            ([Accepted; 4], "accepted by every RAGFlow version"),
            (
                [Rejected; 4],
                "rejected by every RAGFlow version: the reason",
            ),
            (
                [Accepted, Mixed, Rejected, Rejected],
                "rejected by 0.26 and later, 0.27 Go, in part by 0.25: the reason",
            ),
            (
                [Accepted, Unknown, Unknown, Accepted],
                "unknown for 0.25, 0.26 and later in Python: the reason",
            ),
        ] {
            let expected = format!("API key 0123456789ab (tenant t, no user): {end}");
            assert_eq!(concluded(outcomes), expected);
        }
    }
}
