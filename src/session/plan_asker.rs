//! Shows a plan at the terminal and asks for confirmation.

use super::open::{OpenDatabase, name_database};
use super::prompt::Prompt;
use super::resources::Session;
use crate::confirm::{Asker, Destination};
use crate::error::Result;

/// The person at the terminal, and the open database that a plan is for.
pub(crate) struct PlanAsker<'s, 'a> {
    prompt: Prompt<'s, 'a>,
    can_ask: bool,
    destination: Destination,
}

impl<'a> Session<'a> {
    /// Asks for confirmation of a plan for this database.
    pub(crate) fn plan_asker(&mut self, database: &OpenDatabase) -> PlanAsker<'_, 'a> {
        let url = database.store.url();
        self.asker(Destination {
            engine: database.store.engine().name().to_owned(),
            host: url.location(),
            database: url.name(),
            selected_by: database.origin.to_string(),
            is_implicit: database.is_implicit(),
            hint: name_database(url),
        })
    }

    /// The same for a plan that creates or fills another database.
    pub(crate) fn asker(&mut self, destination: Destination) -> PlanAsker<'_, 'a> {
        PlanAsker {
            can_ask: self.terminal.can_ask(),
            destination,
            prompt: self.prompt(),
        }
    }
}

impl Asker for PlanAsker<'_, '_> {
    fn can_ask(&self) -> bool {
        self.can_ask
    }

    fn destination(&self) -> &Destination {
        &self.destination
    }

    fn show(&mut self, line: &str) {
        self.prompt.messages.plan(line);
    }

    fn warn(&mut self, text: &str) {
        self.prompt.messages.warning(text);
    }

    fn ask_line(&mut self, question: &str) -> Result<String> {
        self.prompt.line(question)
    }

    fn ask_yes(&mut self, question: &str) -> Result<bool> {
        self.prompt.yes(question, false)
    }
}
