//! What each generation of RAGFlow does with a string that a client sends.
//!
//! The caller looks up the [`Facts`] in the database, and [`judge`] applies the
//! rules of `verdict/rules.rs` to them. The owner of a key is the user whose id
//! is the key's tenant_id.

pub(crate) mod embed;
mod facts;
mod generation;
mod header;
mod outcome;
mod purpose;
mod rules;

pub use embed::{EmbedFacts, EmbedKind, judge_embed};
pub use facts::{AccessTokenState, Facts, LoginFacts, OwnerFacts};
pub use generation::Generation;
pub use header::{HeaderFault, read_credential};
pub use outcome::{Answer, Verdict, VerdictOutcome};
pub use purpose::Purpose;
pub use rules::{judge, nul_verdict};
