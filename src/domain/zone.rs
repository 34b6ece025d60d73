//! The time zone of the `*_date` columns.
//!
//! RAGFlow's server writes an instant twice: `*_time` as Unix time, `*_date` as
//! local time of its own process, without a zone. Rows that this program writes
//! must look the same, so the zone is given by the operator ([`ZoneSpec`]) or
//! taken from the existing rows ([`decide`]). Only the rules are here: the
//! caller supplies the rows, the time and the process's zone.

mod date_zone;
mod decision;
mod offset;
mod spec;
mod time_pair;

pub use date_zone::{DateZone, ProcessZone};
pub use decision::{OffsetCount, ZoneDecision, ZoneReason, decide};
pub use spec::{ZoneError, ZoneSpec};
pub use time_pair::TimePair;
