//! Copying RAGFlow's tables to another database, of the same or another engine.
//!
//! * `row`: a row in memory, and the digest of many rows
//! * `source`: reading them
//! * `target`: writing them, and reading them again
//! * `new_file`: a new SQLite file, which appears when it is complete

mod new_file;
mod row;
mod source;
mod target;

pub use new_file::NewFile;
pub use row::{CopiedRow, CopiedValue, Digest};
pub use source::CopySource;
pub use target::{BatchCounts, CopyTarget};
