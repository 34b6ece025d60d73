//! `ragflowctl db check`

use clap::Args;

use crate::command::Run;
use crate::error::Result;
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::Session;
use crate::store::{Access, OPTIONAL_TABLES};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: db check
  ragflowctl -d mysql://root@127.0.0.1:3306/rag_flow db check -v
  ragflowctl db check --json | jq -e .data.writable";

/// Is the database reachable, is it RAGFlow's, and can this program work with it?
///
/// Reads only. Exit status 5 when it cannot be reached, 6 when it is not
/// RAGFlow's or of a schema this program cannot work with; warnings leave it 0.
/// `zone` is the one in which dates are written, `zone_source` who named it or
/// what it was taken from; a warning says where rows disagree.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Check {}

impl Run for Check {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let named_by = match &session.database {
            Some(Ok(Some(database))) => database.origin.to_string(),
            _ => String::new(),
        };
        let mut store = session.open(Access::Read)?;
        let database = store.url().to_string();
        let server = store.server_version()?;
        let connection = store.link().to_string();
        let refusal = store.refuses_writes()?;
        let absent: Vec<&str> = store.schema().absent().into_iter().collect();
        let absent = absent.join(", ");
        let range = store.schema().version_range();
        let decision = session.zone(&mut store)?;
        let zone = session.zone_name(&decision.zone);
        let zone_source = session.zone_source(&decision);
        let text = |key, text| (Column::new(key, 0), Cell::Text(text));
        session.output.record(&[
            text("database", &database),
            text("named_by", &named_by),
            text("server", &server),
            text("connection", &connection),
            text("ragflow", range),
            (
                Column::new("absent_tables", 0),
                Cell::text_or_null((!absent.is_empty()).then_some(&absent)),
            ),
            (Column::new("writable", 0), Cell::Bool(refusal.is_none())),
            text("zone", &zone),
            text("zone_source", &zone_source),
        ])?;
        if let Some(why) = refusal {
            session
                .messages
                .warning(&format!("nothing can be written: {why}"));
        }
        if !absent.is_empty() {
            session.messages.warning(&format!(
                "of {} tables that names are looked up in, some are not there: {absent}",
                OPTIONAL_TABLES.len()
            ));
        }
        session.warn_of_zone(&decision, &store);
        Ok(Exit::Done)
    }
}
