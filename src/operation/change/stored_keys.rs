//! Where keys of a plan are stored: agents, MCP servers and connectors that stop
//! working without them.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use crate::confirm::Proposal;
use crate::domain::api_key::ApiKey;
use crate::domain::form::PREFIX;
use crate::domain::scan::{SecretIndex, find_candidates};
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::store::{SettingsKind, Store};
use crate::text::count;

/// Things with a key that a plan names.
const MAX_NAMED: usize = 10;
/// Keys of each that a plan names.
const MAX_KEYS: usize = 5;

/// Adds to a plan which agents, MCP servers and connectors have one of these keys in
/// their settings. They are searched as `token scan` searches a text.
///
/// # Errors
/// When the connection is lost, or the user asks to stop.
pub(crate) fn add_stored_keys(
    keys: &[ApiKey<'_>],
    proposal: &mut Proposal,
    store: &mut Store,
    interrupt: &Interrupt,
) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let wanted = WantedKeys::new(keys);
    let mut lines = Vec::new();
    let mut found = 0;
    let mut denied = Vec::new();
    for kind in SettingsKind::ALL {
        let not_checked =
            store.stream_settings(kind, wanted.have_prefix, &mut |id, name, text| {
                if interrupt.is_requested() {
                    return ControlFlow::Break(());
                }
                let keys = wanted.find(text);
                if !keys.is_empty() {
                    found += 1;
                    if lines.len() < MAX_NAMED {
                        lines.push(line(kind, id, name, &keys));
                    }
                }
                ControlFlow::Continue(())
            })?;
        if interrupt.is_requested() {
            return Err(Error::stopped().hint("nothing was changed"));
        }
        // A table that does not exist has no keys.
        denied.extend(
            not_checked
                .filter(|reason| reason.is_denied)
                .map(|reason| reason.place),
        );
    }
    let more = found - lines.len() as u64;
    if more > 0 {
        lines.push(format!("{} with these keys", count(more, "other place")));
    }
    proposal.details.extend(lines.iter().cloned());
    proposal.warnings.extend(lines);
    if !denied.is_empty() {
        proposal.details.push(format!(
            "not searched for these keys: no right to read {}",
            denied.join(", ")
        ));
    }
    Ok(())
}

/// `agent Digest (98a7…) uses key 7c82c4c66475, which stops working`
fn line(kind: SettingsKind, id: &str, name: &str, keys: &BTreeSet<&str>) -> String {
    let more = keys.len().saturating_sub(MAX_KEYS);
    let named: Vec<&str> = keys.iter().copied().take(MAX_KEYS).collect();
    let mut named = named.join(", ");
    if more > 0 {
        named.push_str(&format!(" and {more} more"));
    }
    let (noun, verb) = match keys.len() {
        1 => ("key", "stops"),
        _ => ("keys", "stop"),
    };
    format!(
        "{} {name} ({id}) uses {noun} {named}, which {verb} working",
        kind.name()
    )
}

/// The keys that are searched.
struct WantedKeys {
    index: SecretIndex,
    /// The IDs, by the keys without their prefix.
    ids: HashMap<Vec<u8>, String>,
    /// Whether all of them begin with RAGFlow's prefix.
    have_prefix: bool,
}

impl WantedKeys {
    fn new(keys: &[ApiKey<'_>]) -> Self {
        let mut wanted = Self {
            index: SecretIndex::default(),
            ids: HashMap::new(),
            have_prefix: true,
        };
        for key in keys {
            let token = key.token.expose();
            let secret = token.strip_prefix(PREFIX);
            wanted.have_prefix &= secret.is_some();
            wanted.index.add_key(token);
            let secret = secret.unwrap_or(token).as_bytes().to_vec();
            wanted.ids.insert(secret, key.token.id());
        }
        wanted
    }

    /// The IDs of the keys that a text contains.
    fn find(&self, text: &str) -> BTreeSet<&str> {
        let text = text.as_bytes();
        let mut ids = BTreeSet::new();
        for candidate in find_candidates(text, &self.index) {
            let secret = candidate.secret(text);
            let secret = secret.strip_prefix(PREFIX.as_bytes()).unwrap_or(&secret);
            // A fingerprint is no proof.
            ids.extend(self.ids.get(secret).map(String::as_str));
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_json() {
        let token = "ragflow-mgZ_LpHUbMRIqzlZh-8-mIs3QhEKpNSjOpe6n0t5Df8";
        let keys = [ApiKey::with_primary_key("t", token)];
        let wanted = WantedKeys::new(&keys);
        let settings = format!(r#"{{"headers": {{"Authorization": "Bearer {token}"}}}}"#);
        assert_eq!(wanted.find(&settings).len(), 1);
        assert_eq!(wanted.find(&token[..20]).len(), 0);
        assert!(wanted.have_prefix);
    }
}
