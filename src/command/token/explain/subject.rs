//! The string that is explained.

use super::remarks::Remarks;
use crate::domain::form::PREFIX;
use crate::domain::key_selector::KeySelector;
use crate::domain::login::LoginToken;
use crate::domain::pasted::{self, PastedLine};
use crate::domain::string_kind;
use crate::domain::verdict::{EmbedKind, Generation, Purpose};
use crate::error::Result;
use crate::store::Store;

/// What is explained.
pub(super) struct Subject {
    /// The bytes of the header, or those of the string without what does not
    /// belong to it.
    pub(super) bytes: Vec<u8>,
    /// Whether the bytes are a whole header.
    pub(super) is_header: bool,
    /// The string as text, for what it looks like.
    pub(super) text: String,
    /// The whole text that was pasted.
    pub(super) pasted: String,
    /// The number of its line.
    pub(super) line: usize,
    /// Whether an embedded page sends it, as a beta.
    pub(super) is_embed: bool,
    /// The chat, agent or search of an embed URL.
    pub(super) embed: Option<(EmbedKind, String)>,
    /// What was taken away from the string.
    removed: Vec<&'static str>,
    /// Whether the prefix of API keys was added.
    is_completed: bool,
}

impl Subject {
    pub(super) fn header(bytes: Vec<u8>) -> Self {
        let pasted = String::from_utf8_lossy(&bytes).into_owned();
        Self {
            text: pasted::clean(&pasted).rest,
            pasted,
            bytes,
            line: 1,
            is_header: true,
            is_embed: false,
            embed: None,
            removed: Vec::new(),
            is_completed: false,
        }
    }

    /// A pasted string, without what does not belong to it; unless a row has the
    /// string as it is.
    pub(super) fn pasted(given: PastedLine, store: &mut Store) -> Result<Self> {
        let mut known = |text: &str| -> Result<bool> {
            let selector = KeySelector::Secret(text.to_owned());
            Ok(!store.find_keys(&[selector])?.is_empty())
        };
        let whole = given.text.trim();
        let mut cleaned = pasted::clean(&given.text);
        if whole != cleaned.rest && !whole.is_empty() && known(whole)? {
            cleaned.removed.clear();
            cleaned.rest = whole.to_owned();
        }
        let with_prefix = format!("{PREFIX}{}", cleaned.rest);
        let is_short = !cleaned.rest.is_empty() && !cleaned.rest.starts_with(PREFIX);
        let is_completed = is_short && !known(&cleaned.rest)? && known(&with_prefix)?;
        if is_completed {
            cleaned.rest = with_prefix;
        }
        Ok(Self {
            bytes: cleaned.rest.clone().into_bytes(),
            is_header: false,
            text: cleaned.rest,
            pasted: given.text,
            line: given.number,
            is_embed: cleaned.is_embed,
            embed: cleaned.embed,
            removed: cleaned.removed,
            is_completed,
        })
    }

    /// What the client sends. Up to 0.24 a login token stands alone.
    pub(super) fn header_for(&self, purpose: Purpose, generation: Generation) -> Vec<u8> {
        let is_alone = purpose == Purpose::Login && generation == Generation::UpTo024;
        match self.is_header || is_alone {
            true => self.bytes.clone(),
            false => [b"Bearer ", self.bytes.as_slice()].concat(),
        }
    }

    pub(super) fn login_token(&self) -> Option<LoginToken<'_>> {
        LoginToken::parse(&self.text).ok()
    }

    /// The use for which a string that no row has is probably meant.
    pub(super) fn probable_purpose(&self) -> Purpose {
        let kinds = string_kind::possible_kinds(&self.text);
        match (self.login_token(), kinds.first()) {
            (Some(_), _) => Purpose::Login,
            (None, Some(kind)) if kind.contains("beta of RAGFlow") => Purpose::Beta,
            _ => Purpose::ApiKey,
        }
    }

    /// What the string looks like, as a predicate.
    pub(super) fn appearance(&self) -> String {
        let text = &self.text;
        match string_kind::possible_kinds(text).as_slice() {
            [] | [string_kind::UNKNOWN] => "does not look like a RAGFlow key or beta".to_owned(),
            [_] if text.is_empty() => "is empty".to_owned(),
            [_] if text.trim().is_empty() => "is only whitespace".to_owned(),
            kinds => format!("looks like {}", kinds.join(", or ")),
        }
    }

    /// Says what the string looks like, unless a conclusion says what it is; and what
    /// was taken away.
    pub(super) fn report(&self, has_conclusion: bool, remarks: &mut Remarks<'_, '_>) {
        let appearance = format!("the string {}", self.appearance());
        match has_conclusion {
            true => remarks.verbose(&appearance),
            false => remarks.note(&appearance),
        }
        if let Some(removed) = self.removed_text() {
            remarks.warning(&format!(
                "the string contains text that is not part of a key, and was judged without it: \
                 {removed}"
            ));
        }
        if self.is_completed {
            remarks.warning("'ragflow-' was missing before the key, and was added");
        }
    }

    /// What was taken away, if anything was.
    pub(super) fn removed_text(&self) -> Option<String> {
        (!self.removed.is_empty()).then(|| self.removed.join(", "))
    }
}
