//! `ragflowctl db copy`

use clap::Args;

use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::command::observer::MessageObserver;
use crate::confirm::{ConfirmArgs, Confirmed, Proposal};
use crate::database_url::DatabaseUrl;
use crate::domain::secret_replacement::SecretReplacer;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::copy::{Copied, Copier, TableCounts};
use crate::report::summary_columns::number;
use crate::report::{Cell, Column, Shape};
use crate::session::journal::change_log::Event;
use crate::session::{OpenedTarget, Session, Target};
use crate::store::{Access, CopySource, CopyTarget, Store, TableSelection};
use crate::text::count;

const AFTER: &str = "\
Fields:
  table      the name of the table
  rows       rows of the source
  copied     rows that were added to the target
  skipped    rows that were there already (with --merge)
  conflicts  rows that were not added, because the target has another row with the same primary
             key, or with a value that must be unique there. The exit status is then 1

Not copied: user.password, and the settings of chats and agents (dsl, prompt_config, and so on).
RAGFlow itself cannot run on the copy. With --no-secrets, API keys, betas and access tokens are
replaced by random ones of the same form, equal ones by equal ones, so that an audit finds the
same; names and e-mail addresses stay.

A new SQLite file appears when it is complete and was compared with what was read, and only you
can read it. On a server the rows are written in short transactions: a copy that was interrupted
leaves the rows written before, and the same command with --merge adds the others.

The password of the target is that of its URL, else the one in ~/.pgpass or ~/.my.cnf, else a
terminal is asked. --password-file and RAGFLOWCTL_PASSWORD are for the database that is read, and
so is --read-only. On a server the account needs CREATE, SELECT and INSERT.

Examples:
  ragflowctl db copy --to sqlite:snapshot.db
  ragflowctl db copy --to sqlite:for-support.db --no-secrets --yes
  ragflowctl --ragflow . db copy --to postgres://me@db2/rag_flow --dry-run
  ragflowctl -d sqlite:snapshot.db audit";

const COLUMNS: [Column; 5] = [
    Column::new("table", 0),
    Column::new("rows", 0).align_right(),
    Column::new("copied", 0).align_right(),
    Column::new("skipped", 0).align_right(),
    Column::new("conflicts", 0).align_right(),
];
const FIELDS: [&str; 5] = ["table", "rows", "copied", "skipped", "conflicts"];

/// Copy the tables that this program reads to another database
///
/// The target can be of any engine: an empty database, in which the tables are created,
/// a new SQLite file, or with --merge a database that has RAGFlow's tables. Rows of the
/// target are never changed. All rows are those of one moment.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Copy {
    /// Database to copy to: sqlite:PATH, mysql://… or postgres://…
    #[arg(long, value_name = "URL")]
    to: String,

    /// Replace keys, betas and access tokens by random ones
    #[arg(long, conflicts_with = "merge")]
    no_secrets: bool,

    /// Add the rows that are missing in a database with RAGFlow's tables
    #[arg(long)]
    merge: bool,

    /// Do not ask for confirmation (required without a terminal)
    #[arg(short, long, help_heading = "Safety")]
    yes: bool,

    /// Abort unless exactly N rows are to be copied or compared
    #[arg(long, value_name = "N", help_heading = "Safety")]
    expect: Option<u64>,

    /// Show what would be copied without changing anything
    #[arg(long, help_heading = "Safety")]
    dry_run: bool,
}

impl Run for Copy {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        // A wrong field name is reported before anything is copied.
        let columns = session.output.select_columns(&COLUMNS, &FIELDS)?;
        let mut database = session.open(target, Access::Read)?;
        let source = &mut database.store;
        let source_url = source.url().clone();
        let named = session.select_copy_target(&self.to, &source_url)?;
        source.hold_snapshot()?;
        let found = source.copy_source()?;
        let access = Access::write_unless(self.dry_run);
        let mut opened = session.open_copy_target(named, access)?;
        self.refuse_filled_target(&opened)?;
        let tables = shared_tables(found, &opened, session);
        let proposal = self.proposal(source, &tables, &source_url, &opened.url)?;
        let confirm = ConfirmArgs {
            yes: self.yes,
            expect: self.expect,
            dry_run: self.dry_run,
        };
        if self.dry_run {
            confirm.check_size(&proposal)?;
            let copied = self.preview(source, opened.target.as_mut(), &tables, session)?;
            print(&columns, &copied, session)?;
            let summary = &proposal.summary;
            session.messages.note(&format!("dry run: would {summary}"));
            return conflict_error(&copied, &opened.url).map_or(Ok(Exit::Done), Err);
        }
        // The question may wait for long.
        source.end_snapshot()?;
        let destination = opened.destination();
        let permit = confirm.confirm(&proposal, &mut session.asker(destination))?;
        // From here on a signal must not leave a half of a file behind.
        session.interrupt.defer();
        session.journal.open_change_log(&opened.url)?;
        let target = match opened.target {
            Some(target) => target,
            None => session.create_copy_file(&opened.url)?,
        };
        let has_own_file = target.is_all_or_nothing();
        source.hold_snapshot()?;
        let copied = self.copy(source, target, &tables, proposal.rows, &permit, session)?;
        if copied.failure.is_none() || !has_own_file {
            record(&copied, &opened.url, &source_url, session);
        }
        self.report(copied, &columns, &opened.url, has_own_file, session)
    }
}

impl Copy {
    /// Refuses to mix the rows of two databases, unless that was asked for.
    fn refuse_filled_target(&self, opened: &OpenedTarget) -> Result<()> {
        match &opened.target {
            Some(target) if !target.is_new() && !self.merge => {
                let message = format!("{} has RAGFlow's tables already", opened.url);
                Err(Error::refused(message).hint(
                    "use an empty database or a new file, or add --merge to add the rows that are \
                     missing there",
                ))
            }
            _ => Ok(()),
        }
    }

    /// What is going to happen, with the number of rows.
    fn proposal(
        &self,
        source: &mut Store,
        tables: &[TableSelection],
        from: &DatabaseUrl,
        to: &DatabaseUrl,
    ) -> Result<Proposal> {
        let mut rows = 0;
        let mut details = vec![format!("{:<12} {from}", "from")];
        for table in tables {
            let number = source.count_copied_rows(table)?;
            details.push(format!("{:<20} {}", table.name, count(number, "row")));
            rows += number;
        }
        details.push(match self.no_secrets {
            true => "API keys, betas and access tokens are replaced".to_owned(),
            false => "the copy contains API keys, betas and access tokens in full".to_owned(),
        });
        Ok(Proposal {
            summary: format!(
                "copy {} of {} to {to}",
                count(rows, "row"),
                count(tables.len() as u64, "table")
            ),
            rows,
            details,
            warnings: Vec::new(),
            all_tenants: false,
        })
    }

    fn preview(
        &self,
        source: &mut Store,
        target: Option<&mut CopyTarget>,
        tables: &[TableSelection],
        session: &mut Session<'_>,
    ) -> Result<Vec<TableCounts>> {
        Copier {
            clock: session.clock,
            interrupt: &session.interrupt,
            observer: &mut MessageObserver::new(&mut session.messages),
            replacer: None,
        }
        .preview(source, target, tables)
    }

    fn copy(
        &self,
        source: &mut Store,
        target: CopyTarget,
        tables: &[TableSelection],
        rows: u64,
        permit: &Confirmed,
        session: &mut Session<'_>,
    ) -> Result<Copied> {
        let replacer = match self.no_secrets {
            true => Some(SecretReplacer::new(&mut *session.entropy)?),
            false => None,
        };
        let mut observer =
            MessageObserver::with_progress(&mut session.messages, "copying rows", rows);
        Ok(Copier {
            clock: session.clock,
            interrupt: &session.interrupt,
            observer: &mut observer,
            replacer: replacer.as_ref(),
        }
        .copy(source, target, tables, permit))
    }

    /// Prints what was copied, or why not everything was.
    fn report(
        &self,
        copied: Copied,
        columns: &[Column],
        to: &DatabaseUrl,
        has_own_file: bool,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        if let Some(error) = copied.failure {
            return Err(match (has_own_file, self.no_secrets) {
                (true, _) => error.hint(format!("{to} was not created")),
                (false, true) => error.hint(
                    "the target has a part of the rows: empty it before another copy, because each \
                     copy with --no-secrets replaces secrets in another way",
                ),
                (false, false) => error.hint(
                    "the target may have a part of the rows; to add the others, run the same \
                     command with --merge",
                ),
            });
        }
        print(columns, &copied.tables, session)?;
        if let Some(error) = conflict_error(&copied.tables, to) {
            return Err(error);
        }
        let rows: u64 = copied.tables.iter().map(|table| table.counts.copied).sum();
        let tables = count(copied.tables.len() as u64, "table");
        let note = format!("copied {} of {tables} to {to}", count(rows, "row"));
        session.messages.note(&note);
        Ok(Exit::Done)
    }
}

/// The tables and columns that source and target have. Says which ones are left out.
fn shared_tables(
    found: CopySource,
    opened: &OpenedTarget,
    session: &mut Session<'_>,
) -> Vec<TableSelection> {
    let CopySource {
        tables,
        missing,
        unreadable,
    } = found;
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let note = format!("not copied, because the source does not have them: {missing}");
        session.messages.note(&note);
    }
    if !unreadable.is_empty() {
        let unreadable = unreadable.join(", ");
        let warning = format!("not copied, because this account may not read them: {unreadable}");
        session.messages.warning(&warning);
    }
    let Some(target) = &opened.target else {
        return tables;
    };
    let mut lost = Vec::new();
    let shared = target.shared_tables(&tables, &mut lost);
    if !lost.is_empty() {
        let lost = lost.join(", ");
        let warning = format!("not copied, because the target does not have them: {lost}");
        session.messages.warning(&warning);
    }
    shared
}

/// Prints a row for each table. The report is ended only if no error follows.
fn print(columns: &[Column], tables: &[TableCounts], session: &mut Session<'_>) -> Result<()> {
    if session.is_output_quiet() {
        return Ok(());
    }
    let output = &mut session.output;
    output.begin(columns, Shape::Rows);
    for table in tables {
        let cells = columns.iter().map(|column| match column.key {
            "rows" => number(table.rows),
            "copied" => number(table.counts.copied),
            "skipped" => number(table.counts.skipped),
            "conflicts" => number(table.counts.conflicts),
            _ => Cell::Text(table.table),
        });
        output.committed_row(&cells.collect::<Vec<_>>())?;
    }
    let has_conflicts = tables.iter().any(|table| table.counts.conflicts > 0);
    match has_conflicts && output.format().is_machine_readable() {
        true => Ok(()),
        false => output.end().map(drop),
    }
}

/// The error if the target has other rows.
fn conflict_error(tables: &[TableCounts], to: &DatabaseUrl) -> Option<Error> {
    let conflicts = tables.iter().filter(|table| table.counts.conflicts > 0);
    let named: Vec<String> = conflicts
        .map(|table| format!("{} {}", table.table, table.counts.conflicts))
        .collect();
    if named.is_empty() {
        return None;
    }
    let message = format!(
        "{to} has other rows with the same primary key or unique value; they were left alone: {}",
        named.join(", ")
    );
    Some(Error::new(Kind::Conflict, message))
}

/// Records the copy in the change log of the target.
fn record(copied: &Copied, to: &DatabaseUrl, from: &DatabaseUrl, session: &mut Session<'_>) {
    let source = from.to_string();
    let is_whole = copied.failure.is_none();
    let written = copied.tables.iter().filter(|table| table.counts.copied > 0);
    let events = written.map(|table| Event {
        table: Some(table.table),
        rows: Some(table.counts.copied),
        source: Some(&source),
        outcome: match (is_whole, table.counts.conflicts) {
            (false, _) => "partial",
            (true, 0) => "done",
            (true, _) => "conflict",
        },
        ..Event::default()
    });
    let events: Vec<Event<'_>> = events.collect();
    if events.is_empty() {
        return;
    }
    if let Err(error) = session.journal.record("db copy", to, &events) {
        session
            .messages
            .always(&format!("the copy was not recorded: {error}"));
    }
}
