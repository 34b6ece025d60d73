//! What settings are read from, apart from the command line.

use crate::env::{Dirs, Host, Vars};

/// What settings are read from, apart from the command line.
#[derive(Clone, Copy)]
pub struct SettingsSources<'a> {
    /// The environment variables of the process.
    pub vars: &'a Vars,
    /// The directories in which files are looked for.
    pub dirs: &'a Dirs,
    /// The operating system: the account that files must belong to.
    pub host: &'a dyn Host,
}
