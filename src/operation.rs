//! What commands share, without output.

pub(crate) mod audit;
pub(crate) mod backfill;
pub(crate) mod change;
pub(crate) mod key;
pub(crate) mod login;
pub(crate) mod owner;
