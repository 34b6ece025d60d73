//! Every statement of this program, and why each clause is there: one file for
//! each subject.
//!
//! A statement is written once. Where engines spell differently, the spelling
//! comes from the [`Dialect`](super::dialect::Dialect). Placeholders are `?`,
//! and values are always parameters.

pub(super) mod access;
pub(super) mod audit;
pub(super) mod backfill;
pub(super) mod bindings;
pub(super) mod copy;
pub(super) mod fragments;
pub(super) mod ids;
pub(super) mod keys;
pub(super) mod listing;
pub(super) mod settings;
pub(super) mod summaries;
pub(super) mod users;
pub(super) mod zone;
