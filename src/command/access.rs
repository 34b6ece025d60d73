//! What `user show` and `tenant show` share: the columns, and printing what is open.

use super::notes;
use crate::domain::access::{Access, AccessKind, Openness};
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::access::{EachAccess, Listed};
use crate::report::summary_columns::ListColumns;
use crate::report::{Cell, Column, DefaultColumns, Output, Shape};
use crate::session::Session;
use crate::text::with_connection;

/// The fields, for the help of both commands.
macro_rules! help_of_fields {
    () => {
        "  id                            the key ID, of a key or a beta
  object_id, name               the ID and the name or address of the user, tenant, chat, agent,
                                search or bot
  tenant_id                     the tenant that it belongs to or opens
  state                         the state, or the role
  open                          yes, no, unknown, or mixed: in some versions of RAGFlow
  closed_in, why                the versions that do not open it, and the reason of the first
  close                         what closes it: a command, or what is to be done `in RAGFlow`

This program changes the table api_token alone: it deletes keys and replaces betas. Accounts,
sessions, memberships, webhooks and bots are closed in RAGFlow. What this account may not read is
listed as `not checked`, never left out."
    };
}
pub(super) use help_of_fields;

/// The colours of `open`.
const OPEN_STYLES: [(&str, &str); 4] = [
    ("yes", "\x1b[31m"),
    ("no", "\x1b[32m"),
    ("mixed", "\x1b[33m"),
    ("unknown", "\x1b[33m"),
];

/// The columns, in the order of the cells.
pub(super) const COLUMNS: [Column; 10] = [
    Column::new("access", 0),
    Column::new("id", 4).whole(),
    Column::new("object_id", 9),
    Column::new("name", 0),
    Column::new("tenant_id", 9),
    Column::new("state", 0),
    Column::new("open", 0).with_styles(&OPEN_STYLES),
    Column::new("closed_in", 6),
    Column::new("why", 5),
    Column::new("close", 0).movable_below(),
];

const TABLE: [&str; 6] = ["access", "id", "name", "state", "open", "close"];

/// Prints what `list` passes on. The format of bare IDs gets those of the keys.
///
/// # Errors
/// When `list` fails, stdout cannot be written, or keys could not be read.
pub(super) fn print_access(
    session: &mut Session<'_>,
    list: impl FnOnce(&mut EachAccess<'_>) -> Result<Listed>,
) -> Result<Exit> {
    let columns = ListColumns::select(&session.output, &COLUMNS, &TABLE, &[])?;
    let format = session.output.format();
    let only_keys = format.default_columns() == DefaultColumns::Id;
    let connection = session.messages.connection().to_owned();
    session.output.use_pager();
    session.output.begin(&columns.selected, Shape::Rows);
    let output = &mut session.output;
    let listed = list(
        &mut |access| match only_keys && access.kind != AccessKind::Key {
            true => Ok(()),
            false => print_row(access, &columns, &connection, output),
        },
    )?;
    if let Some(error) = listed.unreadable.error("read") {
        return Err(error);
    }
    let hidden = session.output.end()?;
    if !format.is_machine_readable() {
        session.messages.note(
            "ragflowctl changes only API keys and betas; everything else has to be closed in RAGFlow",
        );
    }
    if !hidden.is_empty() {
        session.messages.note(&notes::hidden_columns(&hidden));
    }
    if listed.guessable > 0 {
        let tenant_id = listed.guessable_tenant.as_deref();
        let warning = notes::guessable_ids(listed.guessable, tenant_id);
        session.messages.warning(&warning);
    }
    Ok(Exit::Done)
}

fn print_row(
    access: &Access,
    columns: &ListColumns,
    connection: &str,
    output: &mut Output<'_>,
) -> Result<()> {
    let close = access.close.as_deref();
    let close = close.map(|close| with_connection(close, connection));
    let closed_in = access.closed_in.join(", ");
    let closed_in = Some(closed_in.as_str()).filter(|versions| !versions.is_empty());
    output.row(&columns.cells(&[
        Cell::Text(access.kind.name()),
        Cell::text_or_null(access.key_id.as_deref()),
        Cell::text_or_null(access.object_id.as_deref()),
        Cell::text_or_null(access.name.as_deref()),
        Cell::text_or_null(access.tenant_id.as_deref()),
        Cell::Text(&access.state),
        Cell::text_or_null(access.open.map(Openness::name)),
        Cell::text_or_null(closed_in),
        Cell::text_or_null(access.why),
        Cell::text_or_null(close.as_deref()),
    ]))
}
