//! What every command can do.

use crate::error::Result;
use crate::exit::Exit;
use crate::session::{Session, Target};

/// A command that can be run.
pub(crate) trait Run {
    /// Runs the command. `target` is the database that the global options,
    /// the environment or the config file select.
    ///
    /// # Errors
    /// When the command fails; the kind decides the exit status.
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit>;
}
