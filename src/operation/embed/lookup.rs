//! Looking up what is embedded, and what servers do with a beta for it.

use crate::domain::verdict::{EmbedKind, Generation, Purpose};
use crate::error::{Error, Kind, Result};
use crate::operation::explain::{Case, Presented, explain};
use crate::operation::owner::Owner;
use crate::store::{EmbedTenant, Store};
use crate::text::{quoted, shell_word};

/// Every kind, with the option that names one.
const KINDS: [(EmbedKind, &str); 3] = [
    (EmbedKind::Chat, "--dialog"),
    (EmbedKind::Agent, "--agent"),
    (EmbedKind::Search, "--search"),
];

/// Checks that a chat, agent or search exists and is the owner's, and returns its name.
///
/// # Errors
/// When it does not exist, is another tenant's, or cannot be looked up.
pub(crate) fn find_embedded(
    kind: EmbedKind,
    id: &str,
    owner: &Owner,
    store: &mut Store,
) -> Result<Option<String>> {
    let noun = kind.name();
    match store.find_embed_tenant(kind, id)? {
        EmbedTenant::Found { tenant_id, .. } if tenant_id == owner.tenant_id => {
            Ok(store.find_embed_name(kind, id)?)
        }
        EmbedTenant::Found { tenant_id, .. } => Err(Error::refused(format!(
            "{noun} {} belongs to tenant {tenant_id}, not to tenant {}",
            quoted(id),
            owner.tenant_id
        ))
        .hint(format!(
            "use a {noun} of this owner, or the {noun}'s owner: --tenant {}",
            shell_word(&tenant_id)
        ))),
        EmbedTenant::Missing => {
            let message = format!("no {noun} {} in the database {}", quoted(id), store.url());
            let hint = match find_other_kind(kind, id, store)? {
                Some((other, option)) => {
                    format!("it is the ID of {}: use {option}", other.with_article())
                }
                None => format!("copy the ID from the URL of the {noun} in RAGFlow's web UI"),
            };
            Err(Error::not_found(message).hint(hint))
        }
        EmbedTenant::Unavailable => Err(cannot_look_up(kind, store)),
    }
}

/// The other kind of which an id is, with its option.
pub(super) fn find_other_kind(
    kind: EmbedKind,
    id: &str,
    store: &mut Store,
) -> Result<Option<(EmbedKind, &'static str)>> {
    for (other, option) in KINDS.into_iter().filter(|(other, _)| *other != kind) {
        if let EmbedTenant::Found { .. } = store.find_embed_tenant(other, id)? {
            return Ok(Some((other, option)));
        }
    }
    Ok(None)
}

/// The table in which things of a kind are looked up.
fn table(kind: EmbedKind) -> &'static str {
    match kind {
        EmbedKind::Chat => "dialog",
        EmbedKind::Agent => "user_canvas",
        EmbedKind::Search => "search",
    }
}

fn cannot_look_up(kind: EmbedKind, store: &Store) -> Error {
    let (noun, table) = (kind.name(), table(kind));
    match store.schema().has_table(table) {
        false => Error::new(
            Kind::NotRagflow,
            format!(
                "cannot look up the {noun}: the database {} has no table {table}",
                store.url()
            ),
        ),
        true => Error::refused(format!(
            "cannot look up the {noun}: this account may not read the table {table}"
        ))
        .hint(format!("grant SELECT on {table}")),
    }
}

/// What each generation does with a beta on the page of a chat, agent or search. `now`
/// is Unix time in seconds.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn judge_page(
    beta: &str,
    embed: (EmbedKind, &str),
    now: i64,
    store: &mut Store,
) -> Result<Vec<Case>> {
    let header = |_: Purpose, _: Generation| [b"Bearer ", beta.as_bytes()].concat();
    let presented = Presented {
        header: &header,
        embed: Some(embed),
        secret: None,
        now,
    };
    let mut cases = explain(&presented, store)?;
    cases.retain(|case| case.purpose == Purpose::Beta);
    Ok(cases)
}
