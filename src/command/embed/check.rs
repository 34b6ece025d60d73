//! Checking pages that embed something.

use crate::command::notes;
use crate::domain::embed::{EmbedFault, EmbedUrl, FoundUrl, RagflowVersion, find_urls};
use crate::domain::verdict::EmbedKind;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::embed::{CheckedUrl, check_url};
use crate::report::{Cell, Column, Shape};
use crate::session::{Session, Target};
use crate::store::Access;
use crate::text::{count, with_connection};

/// The colours of the severities.
const SEVERITY_STYLES: [(&str, &str); 2] = [("error", "\x1b[31m"), ("warning", "\x1b[33m")];

const COLUMNS: [Column; 10] = [
    Column::new("line", 0).align_right(),
    Column::new("fault", 0),
    Column::new("severity", 0).with_styles(&SEVERITY_STYLES),
    Column::new("why", 0),
    Column::new("fix", 0),
    Column::new("kind", 4),
    Column::new("target_id", 5),
    Column::new("id", 1),
    Column::new("tenant_id", 6),
    Column::new("user", 3),
];
/// Checks the embed URLs in a text, or in the page on stdin.
///
/// # Errors
/// When there is none, or the database cannot be read.
pub(super) fn run(
    page: &str,
    version: RagflowVersion,
    session: &mut Session<'_>,
    target: Target,
) -> Result<Exit> {
    let all = COLUMNS.map(|column| column.key);
    let columns = session.output.select_columns(&COLUMNS, &all)?;
    let urls = read_urls(page, session)?;
    let mut database = session.open(target, Access::Read)?;
    let now = session.clock.now().timestamp();
    let connection = session.messages.connection().to_owned();
    let is_for_people =
        !session.output.format().is_machine_readable() && !session.output.is_for_script();
    let mut errors = 0_u64;
    let mut warnings = 0_u64;
    let mut guessable = 0_u64;
    if !is_for_people {
        session.output.begin(&columns, Shape::Rows);
    }
    for found in &urls {
        let url = EmbedUrl::parse(&found.text, version);
        let mut checked = check_url(&url, version, now, &mut database.store)?;
        guessable += u64::from(checked.has_guessable_id && checked.key_id.is_some());
        for fault in &mut checked.faults {
            match fault.is_error {
                true => errors += 1,
                false => warnings += 1,
            }
            fault.fix = with_connection(&fault.fix, &connection);
        }
        for fault in &checked.faults {
            match is_for_people {
                true => print_text(found.line, fault, session),
                false => print_row(found.line, (&url, &checked), fault, &columns, session)?,
            }
        }
    }
    match is_for_people {
        true => session.output.flush()?,
        false => session.output.end().map(drop)?,
    }
    if guessable > 0 {
        session
            .messages
            .warning(&notes::guessable_ids(guessable, None));
    }
    session.messages.note(&format!(
        "{}, {}, {} (for RAGFlow {version})",
        count(urls.len() as u64, "embedded page"),
        count(errors, "error"),
        count(warnings, "warning")
    ));
    Ok(match errors {
        0 => Exit::Done,
        _ => Exit::Findings,
    })
}

/// Prints a fault in two lines, which are never cut.
fn print_text(line: usize, fault: &EmbedFault, session: &mut Session<'_>) {
    let (severity, name) = (fault.severity(), fault.kind.name());
    let text = format!("line {line}: {severity}: {name}: {}", fault.why);
    session.output.line(&text);
    session.output.line(&format!("  fix: {}", fault.fix));
}

fn print_row(
    line: usize,
    (url, checked): (&EmbedUrl, &CheckedUrl),
    fault: &EmbedFault,
    columns: &[Column],
    session: &mut Session<'_>,
) -> Result<()> {
    let cell = |column: &Column| match column.key {
        "line" => Cell::Int(i64::try_from(line).unwrap_or(i64::MAX)),
        "fault" => Cell::Text(fault.kind.name()),
        "severity" => Cell::Text(fault.severity()),
        "why" => Cell::Text(&fault.why),
        "fix" => Cell::Text(&fault.fix),
        "kind" => Cell::text_or_null(url.kind.map(EmbedKind::name)),
        "target_id" => Cell::text_or_null(checked.target_id.as_deref()),
        "id" => Cell::text_or_null(checked.key_id.as_deref()),
        "tenant_id" => Cell::text_or_null(checked.tenant_id.as_deref()),
        _ => Cell::text_or_null(checked.user.as_deref()),
    };
    let cells: Vec<Cell<'_>> = columns.iter().map(cell).collect();
    session.output.row(&cells)
}

/// The embed URLs of a text, or of the page on stdin.
fn read_urls(page: &str, session: &mut Session<'_>) -> Result<Vec<FoundUrl>> {
    let text = match page {
        "-" => {
            let (_, bytes) = session.stdin.read_file("-", "--check -")?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        url => url.to_owned(),
    };
    let urls = find_urls(&text);
    if urls.is_empty() {
        return Err(Error::not_found("no embed URL found").hint(
            "give the URL of a share page, its <iframe>, or a page with it; a page that a script \
             builds has to be saved from the browser first",
        ));
    }
    Ok(urls)
}
