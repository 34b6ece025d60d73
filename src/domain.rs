//! What a RAGFlow API key *is*: the types and the judgement, with no I/O.
//!
//! Nothing here reads a clock, a file, a database or an argument; the store
//! fills these types and the commands act on them.

pub mod audit;
pub mod kind;
pub mod legacy;
pub mod listing;
pub mod login;
pub mod plan;
pub mod record;
pub mod row;
pub mod selector;
pub mod stamp;
pub mod tenant;
pub mod token;
pub mod verdict;
pub mod zone;
