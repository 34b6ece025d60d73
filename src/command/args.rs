//! Arguments that several commands take.

mod filter;
mod key;
mod moment;
mod owner;
mod selection;
mod summary_filter;
mod undo_file;

pub(crate) use filter::FilterArgs;
pub(crate) use key::KeyArgs;
pub(crate) use moment::Moment;
pub(crate) use owner::OwnerArgs;
pub(crate) use selection::SelectionArgs;
pub(crate) use summary_filter::SummaryFilterArgs;
pub(crate) use undo_file::UndoFileArgs;
