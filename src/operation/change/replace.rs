//! Replacing keys or betas: what `token rotate` and `beta rotate` share.

use std::collections::HashSet;

use super::apply::{Work, apply};
use super::proposal::propose;
use super::selection::Selected;
use crate::confirm::ConfirmArgs;
use crate::domain::api_key::ApiKey;
use crate::domain::change::{Change, has_weak_beta};
use crate::domain::key_selector::{KeySelector, MatchedField};
use crate::domain::stamp::Stamp;
use crate::domain::token::Beta;
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::report::pair_columns::PairColumns;
use crate::report::{Output, Secrets, Shape};
use crate::session::Session;
use crate::store::Store;

/// Makes the row that takes a row's place.
pub(crate) type Make<'a> =
    dyn FnMut(&ApiKey<'static>, Stamp, &mut dyn Entropy) -> Result<ApiKey<'static>> + 'a;

/// How rows are replaced.
pub(crate) struct Renewal<'a> {
    pub(crate) work: Work<'a>,
    /// `replace`
    pub(crate) verb: &'static str,
    pub(crate) confirm: &'a ConfirmArgs,
    pub(crate) of_everyone: bool,
    pub(crate) keeps_old: bool,
    /// Whether pages that embed a key's beta stop working.
    pub(crate) loses_beta: &'a dyn Fn(&ApiKey<'_>) -> bool,
    /// What `--quiet` prints of a new row: the secret, or its mask.
    pub(crate) bare: fn(&ApiKey<'_>, Secrets) -> String,
}

impl Renewal<'_> {
    /// Plans, asks, and replaces.
    pub(crate) fn run(
        &self,
        pairs: PairColumns,
        selected: &Selected,
        make: &mut Make<'_>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Exit> {
        let noun = self.work.noun;
        let (loses_beta, everyone) = (self.loses_beta, self.of_everyone);
        let proposal = propose(self.verb, noun, selected, loses_beta, everyone, store)?;
        let is_bare = session.settings.quiet && !session.output.format().is_machine_readable();
        if self.confirm.dry_run || selected.keys.is_empty() {
            self.confirm.check_size(&proposal)?;
            if !is_bare {
                print_old(pairs.retain_old(), selected, session)?;
            }
            match self.confirm.dry_run {
                true => session.say_dry_run(&proposal, &selected.keys),
                false => session
                    .messages
                    .note(&format!("no such {noun}: nothing to {}", self.verb)),
            }
            return Ok(Exit::Done);
        }
        let permit = self.confirm.confirm(&proposal, store, session)?;
        let now = session.now(store)?;
        let mut changes = Vec::with_capacity(selected.keys.len());
        for old in &selected.keys {
            let new = make(old, now, session.entropy)?;
            changes.push(Change::replace(old.clone(), new, self.keeps_old));
        }
        // What --mask hides is hidden; a table's caution does not count here.
        let secrets = match session.settings.mask.value {
            true => Secrets::Masked,
            false => Secrets::Revealed,
        };
        let bare = self.bare;
        let mut print = |output: &mut Output<'_>, change: &Change| match (&change.old, &change.new)
        {
            (_, Some(new)) if is_bare => output.raw((bare(new, secrets) + "\n").as_bytes()),
            (Some(old), Some(new)) => {
                pairs.print_pair(output, old, new, selected.email(&new.tenant_id))
            }
            _ => Ok(()),
        };
        if !is_bare {
            session.output.begin(&pairs.columns, Shape::Rows);
        }
        let work = Work {
            reports: !is_bare,
            ..self.work
        };
        apply(work, changes, &permit, store, session, &mut print)?;
        if !is_bare && session.settings.secrets == Secrets::Masked {
            session.messages.note(&format!(
                "the new {noun}s are masked: --reveal shows them, --quiet prints them bare"
            ));
        }
        Ok(Exit::Done)
    }
}

/// What would be replaced: nothing new is made for a look.
fn print_old(pairs: PairColumns, selected: &Selected, session: &mut Session<'_>) -> Result<()> {
    session.output.begin(&pairs.columns, Shape::Rows);
    for key in &selected.keys {
        pairs.print_pair(
            &mut session.output,
            key,
            key,
            selected.email(&key.tenant_id),
        )?;
    }
    session.output.end().map(drop)
}

/// The strong betas among these keys' that another row has as well.
pub(crate) fn shared_betas(keys: &[ApiKey<'_>], store: &mut Store) -> Result<HashSet<String>> {
    let strong = keys.iter().filter(|key| !has_weak_beta(key));
    let betas: HashSet<&str> = strong
        .filter_map(|key| key.beta.as_ref())
        .map(Beta::expose)
        .filter(|beta| !beta.is_empty())
        .collect();
    let selectors: Vec<KeySelector> = betas
        .into_iter()
        .map(|beta| KeySelector::Secret(beta.to_owned()))
        .collect();
    let mut rows = vec![0_u32; selectors.len()];
    for found in store.find_keys(&selectors)? {
        if found.matched_by == MatchedField::Beta {
            rows[found.selector] += 1;
        }
    }
    let shared = selectors
        .into_iter()
        .zip(rows)
        .filter(|(_, rows)| *rows > 1);
    Ok(shared
        .filter_map(|(selector, _)| match selector {
            KeySelector::Secret(beta) => Some(beta),
            KeySelector::Id(_) => None,
        })
        .collect())
}
