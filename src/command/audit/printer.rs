//! Printing findings: in machine-readable formats as they come, in a table sorted by
//! severity as far as memory allows; and the summary after them.

use crate::command::notes;
use crate::domain::audit::{Finding, RULES, Severity};
use crate::error::Result;
use crate::operation::audit::Audited;
use crate::report::{Cell, Column, Output, Shape};
use crate::session::Session;
use crate::text::{count, shell_word, with_connection};

/// Findings that are kept in memory to sort them by severity. A person reads
/// fewer; a million guessable keys are a million findings.
const MAX_SORTED: usize = 10_000;
/// Columns of a terminal from which on the column `fix` is always shown.
const WIDE: u16 = 160;
/// Columns of the text that describes a rule.
const TEXT_WIDTH: usize = 80;

/// A field of a finding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FindingField {
    Rule,
    Severity,
    Id,
    TenantId,
    User,
    Why,
    Fix,
}

/// The fields and their columns, in the order machines get them.
const FIELDS: [(FindingField, Column); 7] = [
    (FindingField::Rule, Column::new("rule", 0)),
    (FindingField::Severity, Column::new("severity", 0)),
    (FindingField::Id, Column::new("id", 0)),
    (FindingField::TenantId, Column::new("tenant_id", 3)),
    (FindingField::User, Column::new("user", 0)),
    (FindingField::Why, Column::new("why", 0)),
    (FindingField::Fix, Column::new("fix", 2)),
];
/// The order in a table.
const TABLE: [&str; 7] = ["severity", "rule", "id", "user", "why", "fix", "tenant_id"];

/// The columns of every field.
pub(super) fn all_columns() -> Vec<Column> {
    FIELDS.iter().map(|(_, column)| *column).collect()
}

/// The columns to print, and their fields. `width` is that of the terminal.
pub(super) fn choose_columns(
    output: &Output<'_>,
    width: Option<u16>,
) -> Result<(Vec<Column>, Vec<FindingField>)> {
    let mut all = FIELDS.map(|(_, column)| column);
    // On a wide terminal a long command is cut rather than hidden.
    if width.is_some_and(|width| width >= WIDE) {
        for column in all.iter_mut().filter(|column| column.key == "fix") {
            column.drop_priority = 0;
        }
    }
    let usual = match output.format().is_machine_readable() {
        true => all.map(|column| column.key),
        false => TABLE,
    };
    let columns = output.select_columns(&all, &usual)?;
    let field_of = |column: &Column| {
        let entry = FIELDS.iter().find(|(_, known)| known.key == column.key);
        entry.map(|(field, _)| *field)
    };
    let fields = columns.iter().filter_map(field_of).collect();
    Ok((columns, fields))
}

/// Prints findings and counts them.
pub(super) struct Printer<'o, 'w> {
    output: &'o mut Output<'w>,
    columns: Vec<Column>,
    fields: Vec<FindingField>,
    /// The options that name the database, for suggested commands.
    connection: String,
    /// Findings to be sorted; `None` where they are printed as they come.
    unsorted: Option<Vec<Finding>>,
    printed: Printed,
    has_begun: bool,
}

/// What was printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Number of findings of each rule.
    counts: [u64; RULES.len()],
    /// Whether there were too many to be sorted.
    is_unsorted: bool,
    /// Whether a column contains IDs.
    has_ids: bool,
    hidden_columns: Vec<&'static str>,
}

impl<'o, 'w> Printer<'o, 'w> {
    pub(super) fn new(
        output: &'o mut Output<'w>,
        columns: Vec<Column>,
        fields: Vec<FindingField>,
        connection: &str,
        is_quiet: bool,
    ) -> Self {
        let is_table = !output.format().is_machine_readable();
        let id_fields = [FindingField::Id, FindingField::Why, FindingField::Fix];
        let mut printer = Self {
            printed: Printed {
                has_ids: fields.iter().any(|field| id_fields.contains(field)),
                ..Printed::default()
            },
            output,
            columns,
            fields,
            connection: connection.to_owned(),
            unsorted: is_table.then(Vec::new),
            has_begun: false,
        };
        // With --quiet a cron job prints nothing where nothing is found, not
        // even a header. A machine-readable format is always a whole document.
        if !(is_quiet && is_table) {
            printer.begin();
        }
        printer
    }

    fn begin(&mut self) {
        if !self.has_begun {
            self.output.begin(&self.columns, Shape::Rows);
            self.has_begun = true;
        }
    }

    /// Prints a finding, or keeps it to be sorted.
    pub(super) fn print(&mut self, finding: Finding) -> Result<()> {
        self.begin();
        self.printed.counts[finding.rule as usize] += 1;
        let Some(unsorted) = &mut self.unsorted else {
            return self.print_row(&finding);
        };
        unsorted.push(finding);
        if unsorted.len() < MAX_SORTED {
            return Ok(());
        }
        self.printed.is_unsorted = true;
        for finding in self.unsorted.take().unwrap_or_default() {
            self.print_row(&finding)?;
        }
        Ok(())
    }

    fn print_row(&mut self, finding: &Finding) -> Result<()> {
        let info = finding.rule.info();
        let fix = finding.fix.as_ref();
        let fix = fix.map(|fix| with_connection(fix, &self.connection));
        let cell = |field: &FindingField| match field {
            FindingField::Rule => Cell::Text(info.name),
            FindingField::Severity => Cell::Text(info.severity.name()),
            FindingField::Id => Cell::text_or_null(finding.id.as_deref()),
            FindingField::TenantId => Cell::text_or_null(finding.tenant_id.as_deref()),
            FindingField::User => Cell::text_or_null(finding.user.as_deref()),
            FindingField::Why => Cell::Text(&finding.why),
            FindingField::Fix => Cell::text_or_null(fix.as_deref()),
        };
        let cells: Vec<Cell<'_>> = self.fields.iter().map(cell).collect();
        self.output.row(&cells)
    }

    /// Prints the findings that were kept. A machine-readable report is not ended:
    /// it is incomplete.
    pub(super) fn break_off(self) -> Result<()> {
        if self.unsorted.is_some() || self.printed.is_unsorted {
            self.end()?;
        }
        Ok(())
    }

    /// Prints the findings that were kept, and ends the report.
    pub(super) fn end(mut self) -> Result<Printed> {
        let mut findings = self.unsorted.take().unwrap_or_default();
        // Rules are in the order of severity; within a rule the order of keys
        // stays.
        findings.sort_by_key(|finding| finding.rule);
        for finding in findings {
            self.print_row(&finding)?;
        }
        if self.has_begun {
            self.printed.hidden_columns = self.output.end()?;
        }
        Ok(self.printed)
    }
}

impl Printed {
    /// The highest severity that was found.
    pub(super) fn worst(&self) -> Option<Severity> {
        let found = RULES.iter().zip(self.counts).find(|(_, count)| *count > 0);
        found.map(|(info, _)| info.severity)
    }

    /// Says what was found, and for a table what to run next.
    pub(super) fn summarize(
        &self,
        session: &mut Session<'_>,
        audited: &Audited,
        tenant_id: Option<&str>,
    ) {
        let is_table = !session.output.format().is_machine_readable();
        session.messages.note(&format!(
            "audited {} of {}: {}",
            count(audited.keys, "key"),
            count(audited.tenants, "tenant"),
            self.total()
        ));
        if is_table {
            self.suggest(session, tenant_id);
        }
        if audited.has_guessable_ids && self.has_ids {
            session.messages.warning(
                "do not share this report: it contains the IDs of guessable keys (CVE-2025-69286), \
                 and such a key can be recovered from its ID; replace these keys first",
            );
        }
    }

    /// `3 findings (1 critical, 2 low)`
    fn total(&self) -> String {
        let all = self.counts.iter().sum::<u64>();
        if all == 0 {
            return "no findings".to_owned();
        }
        let number = |severity| {
            let counts = RULES.iter().zip(self.counts);
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

    /// Says for each rule what to run next.
    fn suggest(&self, session: &mut Session<'_>, tenant_id: Option<&str>) {
        let messages = &mut session.messages;
        let owner = match tenant_id {
            Some(id) => format!("--tenant {}", shell_word(id)),
            None => "--all".to_owned(),
        };
        let per_key = match self.hidden_columns.contains(&"fix") {
            true => "commands: add --fields id,fix",
            false => "commands: column \"fix\"",
        };
        for (info, number) in RULES.iter().zip(self.counts).filter(|(_, n)| *n > 0) {
            let next = match info.fix_all_command {
                _ if !info.fix.contains("ragflowctl") => info.fix.trim_end_matches('.').to_owned(),
                // Without an owner, backfill takes all tenants and has no --all.
                Some(command) if command.contains("backfill") && tenant_id.is_none() => {
                    format!("fix with: {command}")
                }
                Some(command) => format!("fix with: {command} {owner}"),
                None => per_key.to_owned(),
            };
            messages.note(&format!(
                "{}, {}: {number}; {next}",
                info.severity.name(),
                info.name
            ));
        }
        if self.is_unsorted {
            messages.note(&format!(
                "more than {MAX_SORTED} findings: they are not sorted by severity (to get fewer, use \
                 --min-severity or --rule)"
            ));
        }
        if !self.hidden_columns.is_empty() {
            messages.note(&notes::hidden_columns(&self.hidden_columns));
        }
        if self.worst().is_some() {
            messages.note("to read about a rule: ragflowctl audit --explain RULE");
        }
    }
}

/// Breaks a paragraph into lines.
pub(super) fn wrap(paragraph: &str, out: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ') {
        if column > 0 && column + 1 + word.len() > TEXT_WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out.push('\n');
}
