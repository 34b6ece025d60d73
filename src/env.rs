//! The outside world as values: streams, environment variables, clock,
//! randomness, operating system.
//!
//! Everything that can differ between two runs comes in through [`Env`], so
//! `run` can be called many times in one process and a test controls all of
//! it. Only this module reads the system's clock and random generator; a lint
//! and a test enforce that.

mod clock;
mod entropy;
mod host;
mod interrupt;
mod ownership;
mod pager;
mod statement_hook;
mod vars;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

pub use clock::{Clock, Deadline, SystemClock};
pub use entropy::{Entropy, EntropyError, SystemEntropy};
pub use host::{Host, ProgramOutput, SystemHost, is_stdout_closed};
pub use interrupt::Interrupt;
pub use ownership::FileOwnership;
pub use pager::{Pager, PagerSettings};
pub use statement_hook::{InjectedFailure, StatementHook};
pub use vars::{NotUtf8, Vars};

/// The outside world of one run.
pub struct Env<'a> {
    /// Secrets and files that are given as `-`, and answers to prompts.
    pub stdin: &'a mut dyn Read,
    /// Data and nothing else.
    pub stdout: &'a mut dyn Write,
    /// Messages: notes, warnings, errors, prompts.
    pub stderr: &'a mut dyn Write,
    /// The environment variables of the process.
    pub vars: Vars,
    /// Which streams are terminals, and how wide.
    pub terminal: Terminal,
    /// Where to look for files that no option names.
    pub dirs: Dirs,
    /// The services of the operating system besides files and time.
    pub host: &'a mut dyn Host,
    /// The source of every date and time.
    pub clock: &'a dyn Clock,
    /// The source of random bytes for keys.
    pub entropy: &'a mut dyn Entropy,
    /// Set when the user asks the run to stop.
    pub interrupt: Interrupt,
    /// Called around every statement by tests; `None` in the shipped program.
    pub statement_hook: Option<Arc<dyn StatementHook>>,
}

/// Directories that are searched for files that no option names.
#[derive(Clone, Debug, Default)]
pub struct Dirs {
    /// The platform's directory for a user's data (`dirs::data_dir`).
    pub data: Option<PathBuf>,
    /// The platform's directory for a program's state (`dirs::state_dir`, else
    /// the data directory): undo files and the change log.
    pub state: Option<PathBuf>,
    /// The directories of the config file: the user's, then the machine's.
    pub config: Vec<PathBuf>,
    /// The user's home: `~` in the config file, and the configuration files of
    /// the database clients.
    pub home: Option<PathBuf>,
    /// The directory of RAGFlow inside its own container.
    pub container: PathBuf,
    /// The working directory.
    pub working: PathBuf,
}

/// Which streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Whether a person can answer a prompt.
    pub stdin: bool,
    /// Whether a person reads the data.
    pub stdout: bool,
    /// Whether a person reads the messages.
    pub stderr: bool,
    /// Width of the terminal behind stdout, in columns; `None` if unknown.
    pub width: Option<u16>,
    /// Height of that terminal, in lines; `None` if unknown.
    pub height: Option<u16>,
    /// Whether stdout was closed before the program started (`>&-`).
    pub is_stdout_closed: bool,
}

impl Terminal {
    /// Whether a person can see a prompt and answer it.
    pub fn can_ask(self) -> bool {
        self.stdin && self.stderr
    }
}
