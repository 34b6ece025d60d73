//! Replacing keys or betas: what `token rotate` and `beta rotate` share.

use std::collections::HashSet;

use super::apply::{Work, apply};
use super::proposal::propose;
use super::select::Selected;
use crate::command::Context;
use crate::command::token::pairs::Pairs;
use crate::confirm::ConfirmArgs;
use crate::domain::plan::{Change, has_weak_beta};
use crate::domain::record::Record;
use crate::domain::selector::{Fit, Selector};
use crate::domain::stamp::Stamp;
use crate::domain::token::Beta;
use crate::env::Entropy;
use crate::error::Result;
use crate::exit::Exit;
use crate::report::{Output, Secrets, Shape};
use crate::store::Store;

/// Makes the row that takes a row's place.
pub(in crate::command) type Make<'a> =
    dyn FnMut(&Record<'static>, Stamp, &mut dyn Entropy) -> Result<Record<'static>> + 'a;

/// How rows are replaced.
pub(in crate::command) struct Renewal<'a> {
    pub(in crate::command) work: Work<'a>,
    /// `replace`
    pub(in crate::command) verb: &'static str,
    pub(in crate::command) confirm: &'a ConfirmArgs,
    pub(in crate::command) of_everyone: bool,
    pub(in crate::command) keeps_old: bool,
    /// Whether pages that embed a key's beta stop working.
    pub(in crate::command) loses_beta: &'a dyn Fn(&Record<'_>) -> bool,
    /// What `--quiet` prints of a new row: the secret, or its mask.
    pub(in crate::command) bare: fn(&Record<'_>, Secrets) -> String,
}

impl Renewal<'_> {
    /// Plans, asks, and replaces.
    pub(in crate::command) fn run(
        &self,
        pairs: Pairs,
        selected: &Selected,
        make: &mut Make<'_>,
        store: &mut Store,
        cx: &mut Context<'_>,
    ) -> Result<Exit> {
        let noun = self.work.noun;
        let (loses_beta, everyone) = (self.loses_beta, self.of_everyone);
        let proposal = propose(self.verb, noun, selected, loses_beta, everyone, store)?;
        let is_bare = cx.settings.quiet && !cx.output.format().for_machines();
        if self.confirm.dry_run || selected.keys.is_empty() {
            self.confirm.check_size(&proposal)?;
            if !is_bare {
                print_old(pairs.only_old(), selected, cx)?;
            }
            match self.confirm.dry_run {
                true => cx.say_dry_run(&proposal, &selected.keys),
                false => cx
                    .talk
                    .note(&format!("no such {noun}: nothing to {}", self.verb)),
            }
            return Ok(Exit::Done);
        }
        let permit = self.confirm.confirm(&proposal, store, cx)?;
        let now = cx.now(store)?;
        let mut changes = Vec::with_capacity(selected.keys.len());
        for old in &selected.keys {
            let new = make(old, now, cx.entropy)?;
            changes.push(Change::replace(old.clone(), new, self.keeps_old));
        }
        // What --mask hides is hidden; a table's caution does not count here.
        let secrets = match cx.settings.mask.value {
            true => Secrets::Masked,
            false => Secrets::Revealed,
        };
        let bare = self.bare;
        let mut print = |output: &mut Output<'_>, change: &Change| match (&change.old, &change.new)
        {
            (_, Some(new)) if is_bare => output.raw((bare(new, secrets) + "\n").as_bytes()),
            (Some(old), Some(new)) => pairs.print(output, old, new, selected.email(&new.tenant_id)),
            _ => Ok(()),
        };
        if !is_bare {
            cx.output.begin(&pairs.columns, Shape::Rows);
        }
        let work = Work {
            reports: !is_bare,
            ..self.work
        };
        apply(work, changes, &permit, store, cx, &mut print)?;
        if !is_bare && cx.settings.secrets == Secrets::Masked {
            cx.talk.note(&format!(
                "the new {noun}s are masked: --reveal shows them, --quiet prints them bare"
            ));
        }
        Ok(Exit::Done)
    }
}

/// What would be replaced: nothing new is made for a look.
fn print_old(pairs: Pairs, selected: &Selected, cx: &mut Context<'_>) -> Result<()> {
    cx.output.begin(&pairs.columns, Shape::Rows);
    for key in &selected.keys {
        pairs.print(&mut cx.output, key, key, selected.email(&key.tenant_id))?;
    }
    cx.output.end().map(drop)
}

/// The strong betas among these keys' that another row has as well.
pub(in crate::command) fn shared_betas(
    keys: &[Record<'_>],
    store: &mut Store,
) -> Result<HashSet<String>> {
    let strong = keys.iter().filter(|key| !has_weak_beta(key));
    let betas: HashSet<&str> = strong
        .filter_map(|key| key.beta.as_ref())
        .map(Beta::expose)
        .filter(|beta| !beta.is_empty())
        .collect();
    let selectors: Vec<Selector> = betas
        .into_iter()
        .map(|beta| Selector::Secret(beta.to_owned()))
        .collect();
    let mut rows = vec![0_u32; selectors.len()];
    for found in store.find_keys(&selectors)? {
        if found.fit == Fit::Beta {
            rows[found.selector] += 1;
        }
    }
    let shared = selectors
        .into_iter()
        .zip(rows)
        .filter(|(_, rows)| *rows > 1);
    Ok(shared
        .filter_map(|(selector, _)| match selector {
            Selector::Secret(beta) => Some(beta),
            Selector::Id(_) => None,
        })
        .collect())
}
