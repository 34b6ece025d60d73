//! KEY: IDs, or secrets on stdin

use std::collections::BTreeSet;

use clap::Args;

use crate::command::notes;
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::KeySelector;
use crate::error::{Error, Result};
use crate::operation::key::{GivenKey, find_keys};
use crate::operation::owner::Owner;
use crate::session::Session;
use crate::store::Store;

/// The keys that a command is about.
#[derive(Args)]
pub(crate) struct KeyArgs {
    /// A key ID, or at least its first 6 hex digits (see `token list`), or - to read keys from stdin
    ///
    /// Each line of stdin is a key, a beta or a key ID. A secret on the command line
    /// works, but other users of this machine can see it.
    #[arg(value_name = "KEY", conflicts_with_all = ["weak", "rule", "older_than"])]
    pub(crate) keys: Vec<String>,
}

impl KeyArgs {
    /// Whether any KEY is given.
    pub(crate) fn is_given(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Finds the rows that the KEYs name, each once.
    ///
    /// # Errors
    /// When a KEY names no row, several rows, or another tenant's.
    pub(crate) fn find(
        &self,
        owner: Option<&Owner>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Vec<ApiKey<'static>>> {
        if self.keys.iter().any(|key| key == "-") {
            // Stdin may be a person at a terminal.
            store.end_snapshot()?;
        }
        let selectors = self.selectors(session)?;
        let found = find_keys(&selectors, owner, store)?;
        for id in &found.named_by_beta {
            session
                .messages
                .note(&format!("a beta was given; its key is {id}"));
        }
        Ok(found.keys)
    }

    /// What the KEYs are, each once, in the order given.
    fn selectors(&self, session: &mut Session<'_>) -> Result<Vec<GivenKey>> {
        if !self.is_given() {
            return Err(
                Error::usage("no key given").hint("give key IDs, or - to read keys from stdin")
            );
        }
        let mut selectors = Vec::new();
        let mut has_warned = false;
        for text in &self.keys {
            if text == "-" {
                let lines = session.stdin.read_keys("-")?.into_iter();
                selectors.extend(lines.map(|(line, selector)| GivenKey {
                    selector,
                    line: Some(line),
                }));
                continue;
            }
            let selector = KeySelector::new(text);
            if !has_warned && matches!(selector, KeySelector::Secret(_)) {
                has_warned = true;
                let warning = notes::secret_on_command_line(
                    "give the key ID instead, or - and the secret on stdin",
                );
                session.messages.warning(&warning);
            }
            selectors.push(GivenKey {
                selector,
                line: None,
            });
        }
        let mut seen = BTreeSet::new();
        selectors.retain(|given| match &given.selector {
            KeySelector::Id(text) | KeySelector::Secret(text) => seen.insert(text.clone()),
        });
        if selectors.is_empty() {
            return Err(
                Error::usage("no key given: stdin is empty or has only blank lines")
                    .hint("give key IDs, or write one key, beta or key ID per line to stdin"),
            );
        }
        Ok(selectors)
    }
}
