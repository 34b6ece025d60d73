//! What the lists of users and of tenants share.

use super::notes;
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::summaries::Listed;
use crate::session::Session;
use crate::text::count;

/// Ends a list, and says how many were listed.
///
/// # Errors
/// When keys could not be read: the list is incomplete.
pub(super) fn end_list(listed: &Listed, noun: &str, session: &mut Session<'_>) -> Result<Exit> {
    if let Some(error) = listed.unreadable.error("read") {
        return Err(error);
    }
    let hidden = session.output.end()?;
    if !session.output.format().is_machine_readable() {
        session.messages.note(&match listed.number {
            0 => format!("no {noun}s"),
            number => count(number, noun),
        });
    }
    if !hidden.is_empty() {
        session.messages.note(&notes::hidden_columns(&hidden));
    }
    Ok(Exit::Done)
}
