//! `token create --users`: a key for each user of a list.

use std::collections::{BTreeMap, BTreeSet};

use super::Create;
use crate::domain::address_list;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::new_rows::warn_of_rejections;
use crate::operation::owner::{Owner, find_owned_tenant};
use crate::report::Shape;
use crate::report::key_columns::{self, KeyTable};
use crate::session::{Session, Target};
use crate::store::{Access, Listing, Store};
use crate::text::count;

/// Users that the error at the end names.
const MAX_NAMED: usize = 5;

/// The users of a list.
#[derive(Default)]
struct FoundUsers {
    /// Those who get a key, in the order of the list.
    owners: Vec<Owner>,
    /// Users who have a key already.
    skipped: u64,
    /// Whether users with a key are left out.
    skips_existing: bool,
    /// Why users get none, with their lines.
    failures: Vec<String>,
}

impl Create {
    pub(super) fn create_for_users(
        &self,
        file: &str,
        session: &mut Session<'_>,
        target: Target,
    ) -> Result<Exit> {
        if !self.dry_run {
            session.require_stdout()?;
        }
        let (columns, fields) = key_columns::select(&session.output, KeyTable::New)?;
        let addresses = read_addresses(file, session)?;
        let mut database = session.open(target, Access::write_unless(self.dry_run))?;
        let store = &mut database.store;
        let found = self.find_users(&addresses, store, session)?;
        let tenant_ids = found.owners.iter().map(|owner| owner.tenant_id.as_str());
        for warning in warn_of_rejections(tenant_ids, store)? {
            session.messages.warning(&warning);
        }
        if found.skipped > 0 {
            let skipped = count(found.skipped, "user");
            let note = format!("skipped {skipped} with a key of their own");
            session.messages.note(&note);
        }
        session.name_zone(&columns, store)?;
        if self.dry_run || found.owners.is_empty() {
            let users = count(found.owners.len() as u64, "user");
            if self.dry_run {
                let keys = count(found.owners.len() as u64 * u64::from(self.count), "key");
                let note = format!("dry run: would create {keys} for {users}");
                session.messages.note(&note);
            }
            if !session.is_output_quiet() {
                session.output.begin(&columns, Shape::Rows);
                session.output.end()?;
            }
            return found.end();
        }
        let now = session.zone.date_clock(store, &mut session.messages)?.now();
        let mut keys = Vec::new();
        for owner in &found.owners {
            keys.extend(self.mint(&owner.tenant_id, None, now, session)?);
        }
        let emails: BTreeMap<&str, Option<&str>> = found
            .owners
            .iter()
            .map(|owner| (owner.tenant_id.as_str(), owner.email()))
            .collect();
        self.store_and_print(keys, (columns, fields), &emails, store, session)?;
        found.end()
    }

    /// Finds the users' own tenants, each once.
    fn find_users(
        &self,
        addresses: &[(usize, String)],
        store: &mut Store,
        session: &mut Session<'_>,
    ) -> Result<FoundUsers> {
        let mut found = FoundUsers {
            skips_existing: self.skip_existing,
            ..FoundUsers::default()
        };
        let mut seen = BTreeSet::new();
        for (line, address) in addresses {
            let owner = match find_owned_tenant(address, store) {
                Ok(owner) => owner,
                Err(error) if matches!(error.kind(), Kind::NotFound | Kind::Conflict) => {
                    let place = format!(" in the database {}", store.url());
                    let why = error.to_string().replace(&place, "");
                    found.failures.push(format!("line {line}: {why}"));
                    continue;
                }
                Err(error) => return Err(error),
            };
            if !seen.insert(owner.tenant_id.clone()) {
                continue;
            }
            if self.skip_existing && has_key(&owner.tenant_id, store)? {
                found.skipped += 1;
                continue;
            }
            for warning in owner.warnings() {
                session.messages.warning(&warning);
            }
            found.owners.push(owner);
        }
        Ok(found)
    }
}

impl FoundUsers {
    /// The end of the run: an error if some users got no key.
    fn end(self) -> Result<Exit> {
        if self.failures.is_empty() {
            return Ok(Exit::Done);
        }
        let number = self.failures.len();
        let named = self.failures.iter().take(MAX_NAMED);
        let mut named = named.cloned().collect::<Vec<_>>().join("; ");
        if number > MAX_NAMED {
            named.push_str(&format!("; and {} more", number - MAX_NAMED));
        }
        let verb = match number {
            1 => "gets",
            _ => "get",
        };
        let message = format!("{} {verb} no key: {named}", count(number as u64, "user"));
        Err(
            Error::new(Kind::Failed, message).hint(match self.skips_existing {
                true => "correct these lines, and run the same command again",
                false => "correct these lines, and run the command again with --skip-existing",
            }),
        )
    }
}

fn has_key(tenant_id: &str, store: &mut Store) -> Result<bool> {
    let mut has_key = false;
    let listing = Listing {
        tenant_id: Some(tenant_id),
        limit: Some(1),
        ..Listing::default()
    };
    store.list_keys(&listing, &mut |_, _| {
        has_key = true;
        Ok::<(), Error>(())
    })?;
    Ok(has_key)
}

/// Reads the list, before anything is opened.
fn read_addresses(file: &str, session: &mut Session<'_>) -> Result<Vec<(usize, String)>> {
    let (name, bytes) = session.stdin.read_file(file, "--users -")?;
    let hint = "write one e-mail address per line, or a CSV with a column email";
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::usage(format!("--users: {name} is not UTF-8 text")).hint(hint))?;
    address_list::parse(&text)
        .map_err(|error| Error::usage(format!("--users: {name}: {error}")).hint(hint))
}
