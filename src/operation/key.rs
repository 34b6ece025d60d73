//! KEY: which keys a command is about.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};

use clap::Args;

use super::owner::Owner;
use crate::domain::api_key::ApiKey;
use crate::domain::key_selector::{KeySelector, MIN_ID_LENGTH, MatchedField};
use crate::error::{Error, Kind, Result};
use crate::session::Session;
use crate::store::{Match, Store};

/// No secret of RAGFlow's is longer: the columns hold 255 characters.
const LONGEST_LINE: usize = 4096;
/// So many rows of an ambiguous KEY are listed.
const LISTED: usize = 5;

/// Which keys.
#[derive(Args)]
pub(crate) struct KeyArgs {
    /// A key's ID (its first 6 to 12 digits, see `token list`), or - to read secrets from stdin
    ///
    /// On stdin a line is a key, or the beta of one. A secret on the command
    /// line works, but others on this machine can see it there.
    #[arg(value_name = "KEY")]
    pub(crate) keys: Vec<String>,
}

impl KeyArgs {
    /// Whether any key is named.
    pub(crate) fn is_given(&self) -> bool {
        !self.keys.is_empty()
    }

    /// What is named, each once, in the order it was named.
    pub(crate) fn selectors(&self, session: &mut Session<'_>) -> Result<Vec<KeySelector>> {
        if !self.is_given() {
            return Err(Error::usage("no key is named")
                .hint("name keys by ID, or write - and give their secrets on stdin"));
        }
        let mut selectors = Vec::new();
        let mut warned = false;
        for text in &self.keys {
            if text == "-" {
                selectors.extend(session.read_secrets("-")?);
                continue;
            }
            let selector = KeySelector::new(text);
            if !warned && matches!(selector, KeySelector::Secret(_)) {
                warned = true;
                session.warn_of_visible_secret("write its ID, or - and give it on stdin");
            }
            selectors.push(selector);
        }
        let mut seen = BTreeSet::new();
        // What is an ID on the command line may be a secret on stdin.
        selectors.retain(|selector| match selector {
            KeySelector::Id(text) => seen.insert((true, text.clone())),
            KeySelector::Secret(text) => seen.insert((false, text.clone())),
        });
        if selectors.is_empty() {
            return Err(
                Error::usage("no key is named: stdin had no line that is not blank")
                    .hint("name keys by ID, or write their secrets to stdin, one a line"),
            );
        }
        Ok(selectors)
    }

    /// The rows that are named, each once. With an owner they must be that
    /// owner's.
    ///
    /// # Errors
    /// When a key is not there, is another tenant's, or several fit one name.
    pub(crate) fn find(
        &self,
        owner: Option<&Owner>,
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<Vec<ApiKey<'static>>> {
        let selectors = self.selectors(session)?;
        let matches = store.find_keys(&selectors)?;
        // There may be many: look at each match and each key once.
        let mut fitting: Vec<Vec<&Match>> = vec![Vec::new(); selectors.len()];
        for found in &matches {
            fitting[found.selector].push(found);
        }
        let mut seen = BTreeSet::new();
        let mut keys: Vec<ApiKey<'static>> = Vec::with_capacity(selectors.len());
        for (selector, fitting) in selectors.iter().zip(&fitting) {
            let only = choose(selector, fitting, owner)?;
            if only.matched_by == MatchedField::Beta {
                session.messages.note(&format!(
                    "a beta was given: it belongs to the key {}",
                    only.key.token.id()
                ));
            }
            if seen.insert((only.key.tenant_id.as_ref(), only.key.token.expose())) {
                keys.push(only.key.clone());
            }
        }
        Ok(keys)
    }
}

/// The one row that a selector means.
fn choose<'a>(
    selector: &KeySelector,
    fitting: &[&'a Match],
    owner: Option<&Owner>,
) -> Result<&'a Match> {
    if fitting.is_empty() {
        let error = |what: &str| Error::not_found(format!("there is no key {what}"));
        return Err(match selector {
            KeySelector::Id(id) => {
                error(&format!("scope ID begins with {id}")).hint("token list --all shows the IDs")
            }
            KeySelector::Secret(text)
                if text.len() < MIN_ID_LENGTH
                    && text.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                error("of that text").hint(format!("an ID has at least {MIN_ID_LENGTH} digits"))
            }
            KeySelector::Secret(_) => error("or beta of that text")
                .hint("token explain - tells what the string could be, and what it is close to"),
        });
    }
    let theirs: Vec<&Match> = fitting
        .iter()
        .copied()
        .filter(|fitting| owner.is_none_or(|owner| owner.tenant_id == fitting.key.tenant_id))
        .collect();
    match theirs.as_slice() {
        [only] => Ok(only),
        [] => Err(Error::refused(format!(
            "the key {} is not of tenant {}, but of {}",
            fitting[0].key.token.id(),
            owner.map_or("", |owner| &owner.tenant_id),
            fitting[0].key.tenant_id
        ))
        .hint("name that tenant, or none")),
        several => {
            let listed = several.iter().take(LISTED).map(|fitting| {
                format!(
                    "{} of tenant {}",
                    fitting.key.token.id(),
                    fitting.key.tenant_id
                )
            });
            let mut listed = listed.collect::<Vec<_>>().join(", ");
            if several.len() > LISTED {
                listed.push_str(", …");
            }
            let number = several.len();
            let message = match selector {
                KeySelector::Id(id) => {
                    format!("{number} keys have an ID that begins with {id}: {listed}")
                }
                KeySelector::Secret(_) => format!("{number} keys have that secret: {listed}"),
            };
            let token = &several[0].key.token;
            let hint = match selector {
                _ if several.iter().all(|fitting| fitting.key.token == *token) => {
                    "the same key stands in each of these tenants: name the owner, --user or \
                     --tenant"
                }
                KeySelector::Id(_) => "write more digits, or name the owner: --user or --tenant",
                KeySelector::Secret(_) => "write an ID, or name the owner: --user or --tenant",
            };
            Err(Error::new(Kind::Conflict, message).hint(hint))
        }
    }
}

impl Session<'_> {
    /// Says that a secret stands on the command line, and what to do instead.
    pub(crate) fn warn_of_visible_secret(&mut self, instead: &str) {
        self.messages.warning(&format!(
            "a secret on the command line is visible to others on this machine and lands in the \
             shell's history: {instead}"
        ));
    }

    /// Takes stdin for one purpose.
    ///
    /// # Errors
    /// When the command reads it for something else already.
    pub(crate) fn take_stdin(&mut self, purpose: &'static str) -> Result<()> {
        match self.stdin_reader.replace(purpose) {
            None => Ok(()),
            Some(other) => Err(
                Error::usage(format!("{other} and {purpose} both read stdin"))
                    .hint("give one of them in another way"),
            ),
        }
    }

    /// Secrets from stdin, one a line. Blank lines are passed over.
    ///
    /// # Errors
    /// When stdin cannot be read, or a line is no secret.
    pub(crate) fn read_secrets(&mut self, purpose: &'static str) -> Result<Vec<KeySelector>> {
        let mut secrets = Vec::new();
        let mut each = |line: &str| {
            if !line.trim().is_empty() {
                secrets.push(KeySelector::Secret(line.to_owned()));
            }
            Ok(())
        };
        self.read_lines(
            purpose,
            "each line is one key, or the beta of one",
            &mut each,
        )?;
        Ok(secrets)
    }

    /// The one line of stdin, exactly as it is but for its end. An empty input
    /// is an empty line; blank lines beside it do not count.
    ///
    /// # Errors
    /// When there are several, or it is no text.
    pub(crate) fn read_one_line(
        &mut self,
        purpose: &'static str,
        form: &'static str,
    ) -> Result<String> {
        let mut only = String::new();
        let mut each = |line: &str| {
            if line.trim().is_empty() && !only.is_empty() {
                return Ok(());
            }
            if !only.trim().is_empty() {
                return Err(Error::usage("stdin has several lines").hint(form));
            }
            only = line.to_owned();
            Ok(())
        };
        self.read_lines(purpose, form, &mut each)?;
        Ok(only)
    }

    /// Lines of stdin without their ends; no message repeats one.
    fn read_lines(
        &mut self,
        purpose: &'static str,
        form: &'static str,
        each: &mut dyn FnMut(&str) -> Result<()>,
    ) -> Result<()> {
        self.take_stdin(purpose)?;
        let mut input = BufReader::new(&mut *self.stdin);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            let limit = u64::try_from(LONGEST_LINE + 2).unwrap_or(u64::MAX);
            let read = (&mut input).take(limit).read_until(b'\n', &mut line);
            let read = read.map_err(|error| {
                Error::new(Kind::Failed, "stdin cannot be read").caused_by(error)
            })?;
            if read == 0 {
                break;
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let wrong =
                |why: &str| Error::usage(format!("line {number} of stdin {why}")).hint(form);
            if text.len() > LONGEST_LINE {
                return Err(wrong("is too long"));
            }
            let text = std::str::from_utf8(text).map_err(|_| wrong("is not valid UTF-8"))?;
            if text.contains('\0') {
                return Err(wrong("holds a NUL character"));
            }
            each(text)?;
        }
        Ok(())
    }
}
