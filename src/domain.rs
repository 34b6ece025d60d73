//! What a RAGFlow API key *is*: the types and the judgement, with no I/O.
//!
//! Nothing here reads a clock, a file, a database or an argument; the store
//! fills these types and the commands act on them.

pub mod api_key;
pub mod audit;
pub mod change;
pub mod import;
pub mod key_selector;
pub mod legacy;
pub mod login;
pub mod serialized_key;
pub mod stamp;
pub mod string_kind;
pub mod tenant;
pub mod token;
pub mod verdict;
pub mod zone;
