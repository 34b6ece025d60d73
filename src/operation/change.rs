//! Changing keys: choose the rows, propose the change, apply it.

pub(crate) mod apply;
pub(crate) mod proposal;
pub(crate) mod replacement;
pub(crate) mod restore;
pub(crate) mod selection;
pub(crate) mod stored_keys;
