//! Printing findings: in machine-readable formats as they come; for people a summary
//! of the rules, then the findings, the most severe ones last.

use super::spool::Spool;
use super::summary::{Counts, NextCommand, SEVERITY_STYLES};
use crate::command::notes;
use crate::domain::audit::{Finding, Severity};
use crate::error::Result;
use crate::operation::audit::Audited;
use crate::report::{Cell, Column, Output, Shape};
use crate::session::Session;
use crate::text::{count, with_connection};

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
    (
        FindingField::Severity,
        Column::new("severity", 0).with_styles(&SEVERITY_STYLES),
    ),
    (FindingField::Id, Column::new("id", 0)),
    (FindingField::TenantId, Column::new("tenant_id", 3)),
    (FindingField::User, Column::new("user", 0)),
    (FindingField::Why, Column::new("why", 0)),
    (FindingField::Fix, Column::new("fix", 0).movable_below()),
];
/// The order in a table.
const TABLE: [&str; 7] = ["severity", "rule", "id", "user", "why", "tenant_id", "fix"];

/// The columns of every field.
pub(super) fn all_columns() -> Vec<Column> {
    FIELDS.iter().map(|(_, column)| *column).collect()
}

/// The columns to print, and their fields.
pub(super) fn choose_columns(output: &Output<'_>) -> Result<(Vec<Column>, Vec<FindingField>)> {
    let all = FIELDS.map(|(_, column)| column);
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
    /// The findings of a table, which is sorted; `None` where they are printed as they
    /// come.
    spool: Option<Spool>,
    printed: Printed,
}

/// What was printed.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    pub(super) counts: Counts,
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
    ) -> Self {
        let is_table = !output.format().is_machine_readable();
        let id_fields = [FindingField::Id, FindingField::Why, FindingField::Fix];
        if !is_table {
            output.begin(&columns, Shape::Rows);
        }
        Self {
            printed: Printed {
                has_ids: fields.iter().any(|field| id_fields.contains(field)),
                ..Printed::default()
            },
            output,
            columns,
            fields,
            connection: connection.to_owned(),
            spool: is_table.then(Spool::default),
        }
    }

    /// Prints a finding, or keeps it to be sorted.
    pub(super) fn print(&mut self, finding: Finding) -> Result<()> {
        self.printed.counts.add(&finding);
        match &mut self.spool {
            Some(spool) => spool.add(&finding),
            None => self.print_row(&finding),
        }
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

    /// The highest severity that was found.
    pub(super) fn worst(&self) -> Option<Severity> {
        self.printed.counts.worst()
    }

    /// Prints the findings of a table. A machine-readable report is not ended: it is
    /// incomplete.
    pub(super) fn break_off(self) -> Result<()> {
        match self.spool.is_some() {
            true => self.end(None).map(drop),
            false => Ok(()),
        }
    }

    /// Prints the findings of a table, and ends the report. `next`: before a table, the
    /// summary of its rules, with what to run next for each.
    pub(super) fn end(mut self, next: Option<&NextCommand<'_>>) -> Result<Printed> {
        if let Some(spool) = self.spool.take() {
            if let Some(next) = next.filter(|_| self.printed.counts.worst().is_some()) {
                self.printed.counts.print(next, self.output)?;
                self.output.line("");
            }
            self.output.begin(&self.columns, Shape::Rows);
            spool.read(&mut |finding| self.print_row(&finding))?;
        }
        self.printed.hidden_columns = self.output.end()?;
        Ok(self.printed)
    }
}

impl Printed {
    /// Says what was audited and found.
    pub(super) fn report(&self, session: &mut Session<'_>, audited: &Audited) {
        let is_table = !session.output.format().is_machine_readable();
        let messages = &mut session.messages;
        if !self.hidden_columns.is_empty() {
            messages.note(&notes::hidden_columns(&self.hidden_columns));
        }
        if is_table && self.counts.worst().is_some() {
            messages.note("to read about a rule: ragflowctl audit --explain RULE");
        }
        messages.note(&format!(
            "audited {} of {}: {}",
            count(audited.keys, "key"),
            count(audited.tenants, "tenant"),
            self.counts.total()
        ));
        if audited.has_guessable_ids && self.has_ids {
            messages.warning(
                "do not share this report: it contains the IDs of guessable keys (CVE-2025-69286), \
                 and such a key can be recovered from its ID; replace these keys first",
            );
        }
    }
}
