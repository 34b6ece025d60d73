//! `ragflowctl db check`

use clap::Args;

use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::error::Result;
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::{Access, WriteRefusal};

const AFTER: &str = "\
Examples:
  ragflowctl -d demo: db check
  ragflowctl -d mysql://root@127.0.0.1:3306/rag_flow db check -v
  ragflowctl db check --json | jq -e .data.writable";

/// Check that the database is reachable, belongs to RAGFlow, and is supported
///
/// Changes nothing. The exit status is 5 if the database cannot be reached, 6 if it
/// is not RAGFlow's or has an unsupported schema, and 4 if this account cannot read
/// all rows that this program needs. Warnings do not change the exit status. `zone` is the time zone of new dates, and `zone_source` says where it
/// comes from. A warning appears if dates in the newest rows have another zone.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::named(&["database", "named_by", "server", "connection", "ragflow", "absent_tables", "writable", "zone", "zone_source"]))]
pub(crate) struct Check {}

impl Run for Check {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        session.notes_file_access = true;
        let mut database = session.open(target, Access::Read)?;
        let named_by = database.origin.to_string();
        let store = &mut database.store;
        let url = store.url().to_string();
        let server = store.server_version()?;
        let connection = store.connection_security().to_string();
        let refusal = store.write_refusal()?;
        let unreadable = store.unreadable_tables()?;
        let absent: Vec<&str> = store
            .schema()
            .missing_optional_tables()
            .into_iter()
            .collect();
        let range = store.schema().version_range();
        let decision = session.zone.decide(store, &mut session.messages)?;
        let zone = session.zone.name(&decision.zone);
        let zone_source = session.zone.source(&decision);
        let text = |key, text| (Column::new(key, 0), Cell::Text(text));
        session.output.record(&[
            text("database", &url),
            text("named_by", &named_by),
            text("server", &server),
            text("connection", &connection),
            text("ragflow", range),
            (Column::new("absent_tables", 0), Cell::List(&absent)),
            (Column::new("writable", 0), Cell::Bool(refusal.is_none())),
            text("zone", &zone),
            text("zone_source", &zone_source),
        ])?;
        let messages = &mut session.messages;
        if let Some(refusal) = refusal {
            let WriteRefusal { reason, hint } = refusal;
            messages.warning(&format!(
                "the database cannot be changed: {reason} ({hint})"
            ));
        }
        if !absent.is_empty() {
            messages.warning(&format!(
                "these optional tables do not exist, or this account may not read them: {}; \
                 the names in them cannot be shown",
                absent.join(", ")
            ));
        }
        for (table, why) in unreadable {
            messages.warning(&format!(
                "this account cannot read the optional table {table}: {why}"
            ));
        }
        session.zone.warn(&decision, store, messages);
        Ok(Exit::Done)
    }
}
