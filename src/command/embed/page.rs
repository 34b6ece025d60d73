//! Printing the URL and the HTML of a page.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use crate::command::args::{KeyArgs, OwnerArgs};
use crate::command::change::NO_UNDO_FILE;
use crate::command::fill::fill;
use crate::command::notes;
use crate::domain::api_key::ApiKey;
use crate::domain::beta_state::BetaState;
use crate::domain::embed::{EmbedOptions, EmbedPage, PagePath, RagflowVersion, SiteOrigin};
use crate::domain::form::Form;
use crate::domain::token::Beta;
use crate::domain::verdict::EmbedKind;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::backfill::{BackfillLimits, plan_backfill};
use crate::operation::embed::{choose_key, find_embedded, judge_page, not_published, rejection};
use crate::operation::owner::Owner;
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::store::{Access, Store};
use crate::text::{count, named_path, shell_word};

/// A page to embed, checked as far as possible without the database.
pub(super) struct Request<'a> {
    pub(super) kind: EmbedKind,
    pub(super) id: &'a str,
    pub(super) origin: &'a SiteOrigin,
    pub(super) options: &'a EmbedOptions,
    pub(super) version: RagflowVersion,
    pub(super) key: Option<&'a str>,
    pub(super) backfill: bool,
    pub(super) test_page: Option<&'a Path>,
}

impl Request<'_> {
    /// Prints the page.
    ///
    /// # Errors
    /// When something does not exist, or no key has a beta.
    pub(super) fn run(
        &self,
        owner: &OwnerArgs,
        session: &mut Session<'_>,
        target: Target,
    ) -> Result<Exit> {
        let Some(path) = PagePath::select(self.kind, self.options.widget.is_some(), self.version)
        else {
            return Err(Error::usage(format!(
                "RAGFlow {} has no such page",
                self.version
            )));
        };
        if self.version > RagflowVersion::NEWEST {
            session.messages.warning(&format!(
                "RAGFlow {} is newer than this program; the paths are those of {}",
                self.version,
                RagflowVersion::NEWEST
            ));
        }
        let mut database = session.open(target, Access::write_unless(!self.backfill))?;
        let owner = owner.find_required(&mut database, session)?;
        let store = &mut database.store;
        let name = find_embedded(self.kind, self.id, &owner, store)?;
        if self.backfill {
            create_missing(&owner, store, session)?;
        }
        let key = self.find_key(&owner, store, session)?;
        let beta = key.beta.as_ref().map_or("", Beta::expose);
        let is_accepted = self.judge(beta, store, session)?;
        let shown = match session.settings.mask.value {
            true => Beta::new(beta).mask(),
            false => beta.to_owned(),
        };
        let page = EmbedPage {
            kind: self.kind,
            id: self.id,
            tenant_id: &owner.tenant_id,
            beta: &shown,
            origin: self.origin,
            path,
            options: self.options,
        };
        if let Some(file) = self.test_page {
            let name = name.as_deref().unwrap_or(self.id);
            let page = EmbedPage { beta, ..page };
            write_new(file, &page.test_page(name))?;
            let file = named_path(file);
            session.messages.note(&format!("test page: {file}"));
        }
        print(&page, name.as_deref(), &key, session)?;
        Ok(match is_accepted {
            true => Exit::Done,
            false => Exit::Findings,
        })
    }

    /// The key of the argument, or the best of the owner.
    fn find_key(
        &self,
        owner: &Owner,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<ApiKey<'static>> {
        let tenant_id = &owner.tenant_id;
        let to_create = "create the missing betas with --backfill";
        if let Some(key) = self.key {
            let keys = KeyArgs {
                keys: vec![key.to_owned()],
            };
            let mut keys = keys.find(Some(owner), store, session)?;
            let (Some(key), None) = (keys.pop(), keys.pop()) else {
                return Err(Error::usage("several keys given").hint("give one key"));
            };
            if key.lacks_beta() {
                let message = format!("key {} has no beta", key.token.id());
                return Err(Error::not_found(message).hint(to_create));
            }
            self.warn_of_beta(BetaState::new(&key, false), &key, session);
            return Ok(key);
        }
        let Some(chosen) = choose_key(tenant_id, store)? else {
            let message = format!("no key of tenant {tenant_id} has a beta");
            return Err(Error::not_found(message).hint(format!(
                "{to_create}, or create a key: ragflowctl token create --tenant {}",
                shell_word(tenant_id)
            )));
        };
        let id = chosen.key.token.id();
        session
            .messages
            .note(&format!("beta of key {id}, {}", chosen.reason()));
        self.warn_of_beta(chosen.state, &chosen.key, session);
        Ok(chosen.key)
    }

    fn warn_of_beta(&self, state: BetaState, key: &ApiKey<'_>, session: &mut Session<'_>) {
        let tenant = format!("--tenant {}", shell_word(&key.tenant_id));
        let id = key.token.id();
        match state {
            BetaState::Guessable => session.messages.warning(&format!(
                "every visitor can work out the API key from this beta (CVE-2025-69286); replace \
                 both with: ragflowctl token rotate {id} {tenant}"
            )),
            BetaState::Shared => session.messages.warning(&format!(
                "another key has the same beta, and RAGFlow takes any of them; replace it with: \
                 ragflowctl beta rotate {id} {tenant}"
            )),
            BetaState::Missing | BetaState::Fine => {}
        }
    }

    /// Warns of versions that reject the page. Returns whether the one that was asked
    /// about accepts it.
    fn judge(&self, beta: &str, store: &mut Store, session: &mut Session<'_>) -> Result<bool> {
        let now = session.clock.now().timestamp();
        let cases = judge_page(beta, (self.kind, self.id), now, store)?;
        let mut faults: Vec<_> = rejection(&cases, self.version).into_iter().collect();
        if self.options.release {
            match store.is_agent_published(self.id)? {
                Some(true) => {}
                Some(false) => faults.push(not_published()),
                None => session.messages.warning(
                    "this database does not say whether the agent has a published version",
                ),
            }
        }
        if self.origin.is_mixed_content() {
            session.messages.warning(
                "browsers do not show a page over http within one over https: offer RAGFlow over \
                 https",
            );
        }
        for fault in &faults {
            session.messages.warning(&fault.to_string());
        }
        Ok(!faults.iter().any(|fault| fault.is_error))
    }
}

/// Creates the owner's missing betas.
fn create_missing(owner: &Owner, store: &mut Store, session: &mut Session<'_>) -> Result<()> {
    if !owner.is_owned {
        return Err(
            Error::refused("the tenant has no owner, so no beta was created").hint(format!(
                "to create them: ragflowctl beta backfill --tenant {} --include-ownerless",
                shell_word(&owner.tenant_id)
            )),
        );
    }
    let limits = BackfillLimits {
        command: "embed",
        tenant_id: Some(&owner.tenant_id),
        connections: Some(1),
        undo_file: NO_UNDO_FILE,
        ..BackfillLimits::default()
    };
    let plan = plan_backfill(store, &limits, session.clock)?;
    let done = fill(session, store, limits, plan)?;
    if done.filled > 0 {
        session
            .messages
            .note(&format!("created {}", count(done.filled, "missing beta")));
    }
    Ok(())
}

/// Writes a file that does not exist yet, for its owner only: it contains the beta.
fn write_new(path: &Path, text: &str) -> Result<()> {
    let name = named_path(path);
    let mut options = std::fs::OpenOptions::new();
    let opened = options.write(true).create_new(true).mode(0o600).open(path);
    let written = opened.and_then(|mut file| {
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a page is of no use. The error that matters is the first one.
            let _ = std::fs::remove_file(path);
        }
        written
    });
    written.map_err(|error| {
        let exists = error.kind() == std::io::ErrorKind::AlreadyExists;
        let kind = match exists {
            true => Kind::Conflict,
            false => Kind::Failed,
        };
        let failed =
            Error::new(kind, format!("cannot write the test page {name}")).caused_by(error);
        match exists {
            true => failed.hint("give the name of a new file"),
            false => failed,
        }
    })
}

fn print(
    page: &EmbedPage<'_>,
    name: Option<&str>,
    key: &ApiKey<'_>,
    session: &mut Session<'_>,
) -> Result<()> {
    let url = page.url().to_string();
    let snippet = page.snippet();
    let is_for_people =
        !session.output.format().is_machine_readable() && !session.output.is_for_script();
    if is_for_people {
        let text = match session.settings.quiet {
            true => format!("{url}\n"),
            false => format!("{url}\n\n{snippet}"),
        };
        return session.output.raw(text.as_bytes());
    }
    let id = key.token.id();
    let text = |key, text| (Column::new(key, 0), Cell::Text(text));
    session.output.record(&[
        text("url", &url),
        text("snippet", &snippet),
        text("kind", page.kind.name()),
        text("target_id", page.id),
        (Column::new("name", 0), Cell::text_or_null(name)),
        text("id", &id),
        text("tenant_id", page.tenant_id),
    ])?;
    if key.token.form() == Form::Legacy {
        let warning = notes::guessable_ids(1, Some(&key.tenant_id));
        session.messages.warning(&warning);
    }
    Ok(())
}
