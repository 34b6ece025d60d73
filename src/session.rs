//! One run's resources, each a type with its own methods.
//!
//! * [`Session`]: holds the parts; [`Target`]: the database that was selected,
//!   which [`Session::open`] consumes.
//! * [`Messages`]: everything on stderr. [`Prompt`](prompt::Prompt): questions to a person.
//! * [`Stdin`](stdin::Stdin): standard input, which only one thing can read.
//! * [`Journal`]: the undo file and the change log.
//! * [`ZoneChoice`](zone::ZoneChoice): the time zone of the dates that are written.

mod copy_target;
pub(crate) mod journal;
mod messages;
mod open;
mod plan_asker;
mod prompt;
mod resources;
mod stdin;
mod target;
mod zone;

pub(crate) use copy_target::OpenedTarget;
pub(crate) use journal::Journal;
pub(crate) use messages::Messages;
pub(crate) use open::OpenDatabase;
pub(crate) use resources::Session;
pub(crate) use target::Target;
