//! What a key, a tenant, an owner, a finding and a verdict are: types and rules,
//! without input or output.
//!
//! Nothing here reads a clock, a file, a database or an argument: the store
//! fills these types, and operations and commands work with them.

pub mod access;
pub mod added_key;
pub mod address_list;
pub mod api_key;
pub mod audit;
pub mod beta_seed;
pub mod beta_state;
pub mod binding;
pub mod change;
pub mod embed;
pub mod error_message;
pub mod form;
pub mod import;
pub mod key_age;
pub mod key_selector;
pub mod legacy;
pub mod login;
pub mod metrics;
pub mod pasted;
pub mod scan;
pub mod secret_replacement;
pub mod serialized_key;
pub mod stamp;
pub mod string_kind;
pub mod summary;
pub mod tenant;
pub mod token;
pub mod verdict;
pub mod webhook;
pub mod zone;
