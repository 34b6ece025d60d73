//! What commands share, without output: find an owner, resolve KEYs and
//! selections, plan and apply changes, fill betas, audit keys, find secrets in text, embed pages.
//!
//! A function takes what it needs (the store, the clock, entropy, an
//! [`Observer`]) and returns values. It never sees the session, and prints
//! nothing.

pub(crate) mod access;
pub(crate) mod audit;
pub(crate) mod backfill;
pub(crate) mod change;
pub(crate) mod copy;
pub(crate) mod embed;
pub(crate) mod explain;
pub(crate) mod key;
pub(crate) mod key_details;
pub(crate) mod key_filter;
pub(crate) mod login;
pub(crate) mod new_rows;
pub(crate) mod observer;
pub(crate) mod owner;
pub(crate) mod scan;
pub(crate) mod summaries;

pub(crate) use observer::Observer;
