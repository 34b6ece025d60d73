//! Finding the live keys, betas and login tokens of a database in texts.
//!
//! `domain::scan` finds what may be one; here each is looked up. The text is read
//! in windows of constant size.

mod known;
mod secrets;
mod windows;

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::rc::Rc;

use crate::domain::scan::find_candidates;
use crate::env::Interrupt;
use crate::error::{Error, Result};
use known::find_known;
use windows::Windows;

pub(crate) use known::{KnownSecret, LookUp};
pub(crate) use secrets::{Secrets, read_secrets};
pub(crate) use windows::Place;

/// Secrets whose look-up is remembered. In a log the same ones come again and again.
const MAX_REMEMBERED: usize = 10_000;

/// Receives each place where a live secret was found.
pub(crate) type EachPlace<'a> = dyn FnMut(&Place, &KnownSecret) -> Result<()> + 'a;

/// Scans texts.
pub(crate) struct Scanner<'a> {
    look_up: LookUp<'a>,
    secrets: &'a Secrets,
    interrupt: &'a Interrupt,
    pub(crate) scanned: Scanned,
    remembered: HashMap<Vec<u8>, Rc<[KnownSecret]>>,
    windows: Windows,
    /// The fingerprints of the secrets that were found.
    distinct: HashSet<u64>,
}

/// What was scanned and found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scanned {
    pub(crate) bytes: u64,
    /// Places with a live secret. One that several rows have counts once.
    pub(crate) places: u64,
    /// Different secrets.
    pub(crate) secrets: u64,
    /// Places with a login token whose signature could not be checked.
    pub(crate) unverified: u64,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(look_up: LookUp<'a>, secrets: &'a Secrets, interrupt: &'a Interrupt) -> Self {
        Self {
            look_up,
            secrets,
            interrupt,
            scanned: Scanned::default(),
            remembered: HashMap::new(),
            windows: Windows::new(),
            distinct: HashSet::new(),
        }
    }

    /// Scans one text to its end. Returns the error that ended it early, after
    /// what was read before has been scanned.
    ///
    /// # Errors
    /// When the database cannot be read, `each` fails, or the user asks to stop.
    pub(crate) fn scan(
        &mut self,
        input: &mut dyn Read,
        each: &mut EachPlace<'_>,
    ) -> Result<Option<io::Error>> {
        let mut windows = std::mem::take(&mut self.windows);
        let read = windows.for_each(input, &mut |window| {
            if self.interrupt.is_requested() {
                return Err(Error::stopped().hint("output is incomplete"));
            }
            self.scanned.bytes += window.owned.len() as u64;
            for candidate in find_candidates(window.text, &self.secrets.index) {
                if !window.owned.contains(&candidate.range.start) {
                    continue;
                }
                let secret = candidate.secret(window.text);
                let known = self.find(&secret, candidate.is_login)?;
                if known.is_empty() {
                    continue;
                }
                let place = window.place(candidate.range.start);
                self.count(&secret, &known);
                known.iter().try_for_each(|known| each(&place, known))?;
            }
            Ok(())
        });
        self.windows = windows;
        read
    }

    fn count(&mut self, secret: &[u8], known: &[KnownSecret]) {
        self.scanned.places += 1;
        if known.iter().any(|known| known.is_unverified) {
            self.scanned.unverified += 1;
        }
        if self.distinct.insert(self.secrets.index.fingerprint(secret)) {
            self.scanned.secrets += 1;
        }
    }

    /// The rows that have a secret now.
    fn find(&mut self, secret: &[u8], is_login: bool) -> Result<Rc<[KnownSecret]>> {
        if let Some(known) = self.remembered.get(secret) {
            return Ok(Rc::clone(known));
        }
        let known: Rc<[KnownSecret]> = match std::str::from_utf8(secret) {
            Ok(text) => find_known(text, is_login, &mut self.look_up)?.into(),
            Err(_) => Rc::default(),
        };
        // The next text may take hours to come.
        self.look_up.store.end_snapshot()?;
        if self.remembered.len() == MAX_REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(secret.to_owned(), Rc::clone(&known));
        Ok(known)
    }
}
