//! The rows: what each version of RAGFlow does with a string in each use.

use super::subject::Subject;
use crate::domain::string_kind;
use crate::error::Result;
use crate::operation::explain::Case;
use crate::report::{Cell, Column, Output};
use crate::session::Session;
use crate::text::with_connection;

/// The colours of the verdicts: green, red and yellow.
const VERDICT_STYLES: [(&str, &str); 4] = [
    ("accepted", "\x1b[32m"),
    ("rejected", "\x1b[31m"),
    ("mixed", "\x1b[33m"),
    ("unknown", "\x1b[33m"),
];
/// The fields; a narrow table hides those with the highest number first.
pub(super) const COLUMNS: [Column; 16] = [
    Column::new("use", 0),
    Column::new("generation", 0),
    Column::new("verdict", 0).with_styles(&VERDICT_STYLES),
    Column::new("decided_by", 2),
    Column::new("message", 0),
    Column::new("http_status", 0),
    Column::new("code", 3),
    Column::new("fix", 0),
    Column::new("basis", 0),
    Column::new("match", 0),
    Column::new("ambiguous", 0),
    Column::new("id", 0),
    Column::new("tenant_id", 0),
    Column::new("user", 0),
    Column::new("kinds", 0),
    Column::new("line", 0).align_right(),
];
/// The fields of a table.
const TABLE: [&str; 8] = [
    "line",
    "use",
    "generation",
    "verdict",
    "decided_by",
    "message",
    "code",
    "id",
];

/// Checks the fields that the user selected.
pub(super) fn check_fields(output: &Output<'_>) -> Result<()> {
    select(output, true, true).map(drop)
}

/// The columns to print. A table has those of the use and of the line only if they
/// differ between its rows.
pub(super) fn select(output: &Output<'_>, has_uses: bool, has_lines: bool) -> Result<Vec<Column>> {
    if output.format().is_machine_readable() {
        return output.select_columns(&COLUMNS, &COLUMNS.map(|column| column.key));
    }
    let is_needed = |key: &&str| match *key {
        "use" => has_uses,
        "line" => has_lines,
        _ => true,
    };
    let table: Vec<&str> = TABLE.into_iter().filter(is_needed).collect();
    output.select_columns(&COLUMNS, &table)
}

/// Prints the row of a case.
pub(super) fn print(
    case: &Case,
    columns: &[Column],
    subject: &Subject,
    session: &mut Session<'_>,
) -> Result<()> {
    let is_table = !session.output.format().is_machine_readable();
    let kinds = string_kind::possible_kinds(&subject.text).join("; ");
    let row = case.matched.as_ref();
    let answer = case.verdict.answer.as_ref();
    let connection = session.messages.connection();
    let fix = case.verdict.fix.map(|fix| with_connection(fix, connection));
    let cells = columns.iter().map(|column| match column.key {
        "use" => Cell::Text(case.purpose.name()),
        "generation" if is_table => Cell::Text(case.generation.short_name()),
        "generation" => Cell::Text(case.generation.name()),
        "verdict" => Cell::Text(case.verdict.outcome.name()),
        "decided_by" => Cell::Text(case.verdict.decided_by),
        "message" => Cell::text_or_null(answer.and_then(|answer| answer.message.as_deref())),
        "http_status" => Cell::int_or_null(answer.map(|answer| answer.http_status.into())),
        "code" => Cell::int_or_null(answer.and_then(|answer| answer.code.map(Into::into))),
        "fix" => Cell::text_or_null(fix.as_deref()),
        "basis" => Cell::Text(case.generation.basis()),
        "match" => Cell::text_or_null(row.map(|row| match row.is_exact {
            true => "exact",
            false => "collation",
        })),
        "ambiguous" => Cell::Bool(case.is_ambiguous),
        "id" => Cell::text_or_null(row.and_then(|row| row.id.as_deref())),
        "tenant_id" => Cell::text_or_null(row.and_then(|row| row.tenant_id.as_deref())),
        "user" => Cell::text_or_null(row.and_then(|row| row.user.as_deref())),
        "line" => Cell::Int(i64::try_from(subject.line).unwrap_or(i64::MAX)),
        _ => Cell::Text(&kinds),
    });
    session.output.row(&cells.collect::<Vec<_>>())
}
