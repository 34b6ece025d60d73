//! The pager: a program that shows a long text on a terminal, screen by screen.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

use super::host::SECRET_VARIABLES;

/// How to start a pager, and what fits on the screen without one.
#[derive(Clone, Debug)]
pub struct PagerSettings {
    /// The command, which a shell runs.
    pub command: OsString,
    /// The environment variables that it gets in addition.
    pub vars: Vec<(&'static str, &'static str)>,
    /// The height of the terminal, in lines.
    pub height: usize,
    /// The width of the terminal, in columns.
    pub width: usize,
}

/// A running pager. It writes to the terminal itself.
#[derive(Debug)]
pub struct Pager {
    child: Child,
    input: Option<ChildStdin>,
}

impl PagerSettings {
    /// Starts the pager, without this program's own secrets.
    ///
    /// # Errors
    /// When there is no shell. A shell that does not find the pager ends with an
    /// exit status.
    pub fn start(&self) -> io::Result<Pager> {
        let mut command = Command::new("sh");
        command.arg("-c").arg(&self.command);
        for name in SECRET_VARIABLES {
            command.env_remove(name);
        }
        let vars = self.vars.iter().copied();
        let mut child = command.envs(vars).stdin(Stdio::piped()).spawn()?;
        let input = child.stdin.take();
        Ok(Pager { child, input })
    }
}

impl Pager {
    /// Passes on a part of the text.
    ///
    /// # Errors
    /// With [`io::ErrorKind::BrokenPipe`] if the pager has ended.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.input {
            Some(input) => input.write_all(bytes),
            None => Ok(()),
        }
    }

    /// Ends the text, and waits until the user ends the pager.
    ///
    /// # Errors
    /// When the system does not report the end.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        self.input = None;
        self.child.wait()
    }
}
