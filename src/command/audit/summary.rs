//! The summary of an audit: how many findings each rule has, and what to run next.

use std::time::Duration;

use crate::domain::audit::{AuditRule, Finding, Policy, RULES, Severity};
use crate::error::Result;
use crate::report::{Cell, Column, Output, Shape};
use crate::text::{count, shell_word, with_connection};

/// The colours of the severities: bold red, red, yellow, cyan and dim.
pub(super) const SEVERITY_STYLES: [(&str, &str); 5] = [
    ("critical", "\x1b[1;31m"),
    ("high", "\x1b[31m"),
    ("medium", "\x1b[33m"),
    ("low", "\x1b[36m"),
    ("info", "\x1b[2m"),
];

/// The columns of the summary.
const COLUMNS: [Column; 4] = [
    Column::new("severity", 0).with_styles(&SEVERITY_STYLES),
    Column::new("rule", 0),
    Column::new("count", 0).align_right(),
    Column::new("next", 0).movable_below(),
];

/// What to run next for the findings of the rule with this index. The flag says whether
/// the command that fixes all findings of the rule would fix one of these.
pub(super) type NextCommand<'a> = dyn Fn(usize, bool) -> String + 'a;

/// The number of findings of each rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    findings: [u64; RULES.len()],
    /// Whether the command that fixes all findings of a rule fixes one of those found.
    has_common_fix: [bool; RULES.len()],
}

impl Counts {
    pub(super) fn add(&mut self, finding: &Finding) {
        let index = finding.rule as usize;
        self.findings[index] += 1;
        if let (Some(all), Some(one)) = (RULES[index].fix_all_command, &finding.fix) {
            // The command without its arguments: `ragflowctl token rotate`.
            let is_same = all.split(' ').take(3).eq(one.split(' ').take(3));
            self.has_common_fix[index] |= is_same;
        }
    }

    /// The highest severity that was found.
    pub(super) fn worst(&self) -> Option<Severity> {
        let found = RULES
            .iter()
            .zip(self.findings)
            .find(|(_, count)| *count > 0);
        found.map(|(info, _)| info.severity)
    }

    /// `3 findings (1 critical, 2 low)`
    pub(super) fn total(&self) -> String {
        let all = self.findings.iter().sum::<u64>();
        if all == 0 {
            return "no findings".to_owned();
        }
        let number = |severity| {
            let counts = RULES.iter().zip(self.findings);
            let counts = counts.filter(|(info, _)| info.severity == severity);
            counts.map(|(_, count)| count).sum::<u64>()
        };
        let shares = Severity::ALL.map(|severity| (number(severity), severity.name()));
        let shares: Vec<String> = shares
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, name)| format!("{number} {name}"))
            .collect();
        format!("{} ({})", count(all, "finding"), shares.join(", "))
    }

    /// Prints a row for each rule that has findings.
    pub(super) fn print(&self, next: &NextCommand<'_>, output: &mut Output<'_>) -> Result<()> {
        output.begin(&COLUMNS, Shape::Rows);
        for (index, number) in self
            .findings
            .iter()
            .enumerate()
            .filter(|(_, number)| **number > 0)
        {
            let info = &RULES[index];
            output.row(&[
                Cell::Text(info.severity.name()),
                Cell::Text(info.name),
                Cell::Int(i64::try_from(*number).unwrap_or(i64::MAX)),
                Cell::Text(&next(index, self.has_common_fix[index])),
            ])?;
        }
        output.end_part();
        Ok(())
    }
}

/// What to run next for the findings of a rule: the command that fixes all of them, or
/// one that prints the command for each.
pub(super) fn next_command(
    index: usize,
    has_common_fix: bool,
    policy: &Policy,
    tenant_id: Option<&str>,
    connection: &str,
) -> String {
    let info = &RULES[index];
    let tenant = tenant_id.map(|id| format!(" --tenant {}", shell_word(id)));
    if !info.fix.contains("ragflowctl") {
        return info.fix.trim_end_matches('.').to_owned();
    }
    let common = info.fix_all_command.filter(|_| has_common_fix);
    let command = match (common, tenant) {
        (Some(command), Some(tenant)) => format!("{command}{tenant}"),
        // Without an owner, backfill takes all tenants and has no --all.
        (Some(command), None) if command.contains("backfill") => command.to_owned(),
        (Some(command), None) => format!("{command} --all"),
        (None, tenant) => {
            let limit = match (info.rule, policy.max_age, policy.max_keys) {
                (AuditRule::TooOld, Some(age), _) => {
                    let age = Duration::from_millis(age.unsigned_abs());
                    let age = humantime::format_duration(age).to_string();
                    format!(" --max-age {}", shell_word(&age))
                }
                (AuditRule::TooManyKeys, _, Some(keys)) => format!(" --max-keys {keys}"),
                _ => String::new(),
            };
            let tenant = tenant.unwrap_or_default();
            format!(
                "ragflowctl audit{tenant} --rule {}{limit} --field fix",
                info.name
            )
        }
    };
    with_connection(&command, connection)
}
