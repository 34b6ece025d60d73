//! How findings are printed: for machines as they come, for people the worst
//! first, as far as they can be held; and what is said about them.

use crate::domain::audit::{Finding, RULES, Severity};
use crate::error::Result;
use crate::operation::audit::Audited;
use crate::report::{Cell, Column, Output, Shape};
use crate::session::Session;
use crate::text::count;

/// So many findings are held to print the worst first. A person reads fewer;
/// a million guessable keys are a million findings.
const HELD: usize = 10_000;
/// Columns of a terminal on which the commands that mend are shown.
const WIDE: u16 = 160;
/// Where an explanation is broken into lines.
const LINE: usize = 80;

/// A field of a finding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    AuditRule,
    Severity,
    Id,
    TenantId,
    User,
    Why,
    Fix,
}

/// The fields and their columns, in the order machines get them.
const FIELDS: [(Field, Column); 7] = [
    (Field::AuditRule, Column::new("rule", 0)),
    (Field::Severity, Column::new("severity", 0)),
    (Field::Id, Column::new("id", 0)),
    (Field::TenantId, Column::new("tenant_id", 3)),
    (Field::User, Column::new("user", 1)),
    (Field::Why, Column::new("why", 0)),
    (Field::Fix, Column::new("fix", 2)),
];
/// The order for people, who group by severity.
const FOR_PEOPLE: [&str; 7] = ["severity", "rule", "id", "user", "why", "fix", "tenant_id"];

/// The columns to print, and their fields, on a terminal so wide.
pub(super) fn fields(output: &Output<'_>, width: Option<u16>) -> Result<(Vec<Column>, Vec<Field>)> {
    let mut all = FIELDS.map(|(_, column)| column);
    // There is room for a command beside what was seen: rather cut a long one
    // than leave all out.
    if width.is_some_and(|width| width >= WIDE) {
        for column in all.iter_mut().filter(|column| column.key == "fix") {
            column.drop_priority = 0;
        }
    }
    let usual = match output.format().is_machine_readable() {
        true => all.map(|column| column.key),
        false => FOR_PEOPLE,
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
    fields: Vec<Field>,
    /// Findings that wait to be sorted; `None`: they are printed as they come.
    held: Option<Vec<Finding>>,
    printed: Printed,
    has_begun: bool,
}

/// What was printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Findings of each rule.
    counts: [u64; RULES.len()],
    /// Whether there were too many to be sorted.
    is_unsorted: bool,
    /// Whether IDs were among the fields.
    has_ids: bool,
    left_out: Vec<&'static str>,
}

impl<'o, 'w> Printer<'o, 'w> {
    pub(super) fn new(
        output: &'o mut Output<'w>,
        columns: Vec<Column>,
        fields: Vec<Field>,
        is_quiet: bool,
    ) -> Self {
        let for_people = !output.format().is_machine_readable();
        let names_keys = [Field::Id, Field::Why, Field::Fix];
        let mut printer = Self {
            printed: Printed {
                has_ids: fields.iter().any(|field| names_keys.contains(field)),
                ..Printed::default()
            },
            output,
            columns,
            fields,
            held: for_people.then(Vec::new),
            has_begun: false,
        };
        // A cron job with --quiet is silent where nothing is found: not even a
        // header. A machine gets its document all the same.
        if !(is_quiet && for_people) {
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

    /// Takes a finding.
    pub(super) fn take(&mut self, finding: Finding) -> Result<()> {
        self.begin();
        self.printed.counts[finding.rule as usize] += 1;
        let Some(held) = &mut self.held else {
            return self.print(&finding);
        };
        held.push(finding);
        if held.len() < HELD {
            return Ok(());
        }
        self.printed.is_unsorted = true;
        for finding in self.held.take().unwrap_or_default() {
            self.print(&finding)?;
        }
        Ok(())
    }

    fn print(&mut self, finding: &Finding) -> Result<()> {
        let entry = finding.rule.info();
        let cell = |field: &Field| match field {
            Field::AuditRule => Cell::Text(entry.name),
            Field::Severity => Cell::Text(entry.severity.name()),
            Field::Id => Cell::text_or_null(finding.id.as_deref()),
            Field::TenantId => Cell::text_or_null(finding.tenant_id.as_deref()),
            Field::User => Cell::text_or_null(finding.user.as_deref()),
            Field::Why => Cell::Text(&finding.why),
            Field::Fix => Cell::text_or_null(finding.fix.as_deref()),
        };
        let cells: Vec<Cell<'_>> = self.fields.iter().map(cell).collect();
        self.output.row(&cells)
    }

    /// Prints what waits, and closes the report.
    pub(super) fn end(mut self) -> Result<Printed> {
        let mut held = self.held.take().unwrap_or_default();
        // Rules are in the order of severity; within one the order of keys stays.
        held.sort_by_key(|finding| finding.rule);
        for finding in held {
            self.print(&finding)?;
        }
        if self.has_begun {
            self.printed.left_out = self.output.end()?;
        }
        Ok(self.printed)
    }
}

impl Printed {
    /// The worst severity that was found.
    pub(super) fn worst(&self) -> Option<Severity> {
        let found = RULES.iter().zip(self.counts).find(|(_, count)| *count > 0);
        found.map(|(entry, _)| entry.severity)
    }

    /// Says what was found, and for people what to run next.
    pub(super) fn say(
        &self,
        session: &mut Session<'_>,
        audited: &Audited,
        tenant_id: Option<&str>,
    ) {
        let of = |severity| {
            let found = RULES.iter().zip(self.counts);
            let found = found.filter(|(entry, _)| entry.severity == severity);
            found.map(|(_, count)| count).sum::<u64>()
        };
        let shares = Severity::ALL.map(|severity| (of(severity), severity.name()));
        let shares = shares.iter().filter(|(number, _)| *number > 0);
        let shares: Vec<String> = shares
            .map(|(number, name)| format!("{number} {name}"))
            .collect();
        let all = match self.counts.iter().sum::<u64>() {
            0 => "nothing was found".to_owned(),
            all => format!("{} ({})", count(all, "finding"), shares.join(", ")),
        };
        session.messages.note(&format!(
            "audited {} of {}: {all}",
            count(audited.keys, "key"),
            count(audited.tenants, "tenant")
        ));
        if !session.output.format().is_machine_readable() {
            self.say_what_next(session, tenant_id);
        }
        if audited.names_guessable && self.has_ids {
            session.messages.warning(
                "keys above can be guessed (CVE-2025-69286), and the ID of such a key lets its \
                 holder search for the key: replace them before sharing this report",
            );
        }
    }

    fn say_what_next(&self, session: &mut Session<'_>, tenant_id: Option<&str>) {
        let owner = match tenant_id {
            Some(id) => format!("--tenant {id}"),
            None => "--all".to_owned(),
        };
        let each = match self.left_out.contains(&"fix") {
            true => "next: the command that --fields id,fix shows",
            false => "next: the command under fix",
        };
        for (entry, number) in RULES.iter().zip(self.counts).filter(|(_, n)| *n > 0) {
            let next = match entry.fix_all_command {
                // Without an owner it takes those of all, and knows no --all.
                Some(command) if command.contains("backfill") && tenant_id.is_none() => {
                    format!("next: {command}")
                }
                Some(command) => format!("next: {command} {owner}"),
                None => each.to_owned(),
            };
            let next = match entry.fix.contains("ragflowctl") {
                true => next,
                false => entry.fix.trim_end_matches('.').to_owned(),
            };
            session.messages.note(&format!(
                "{}, {}: {number}; {next}",
                entry.severity.name(),
                entry.name
            ));
        }
        if self.is_unsorted {
            session.messages.note(&format!(
                "more than {HELD} findings: in the order of keys, not the worst first \
                 (--min-severity, --rule)"
            ));
        }
        if !self.left_out.is_empty() {
            session.messages.note(&format!(
                "left out to fit the terminal: {} (--fields or -o json shows them)",
                self.left_out.join(", ")
            ));
        }
        if self.worst().is_some() {
            session
                .messages
                .note("ragflowctl audit --explain RULE tells what a rule is about");
        }
    }
}

/// Breaks a paragraph into lines.
pub(super) fn wrap(paragraph: &str, out: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ') {
        if column > 0 && column + 1 + word.len() > LINE {
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
