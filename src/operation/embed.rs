//! Embedding: what is embedded, which beta is used, and what servers do with it.

mod check;
mod choice;
mod lookup;

pub(crate) use check::{CheckedUrl, check_url, not_published, rejection};
pub(crate) use choice::choose_key;
pub(crate) use lookup::{find_embedded, judge_page};
