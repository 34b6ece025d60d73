//! The services of the operating system besides streams, files and time: the
//! account and the machine's name, running a program, and reading a line that
//! the terminal does not show.

use std::io::{self, Read as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::fs::OFlags;

/// The operating system, as far as this program needs it.
pub trait Host {
    /// The effective user id of this process; `None` where accounts have no number.
    fn user_id(&self) -> Option<u32>;

    /// The host name of this machine; empty if it has none.
    fn name(&self) -> String;

    /// Runs a program to its end and captures its stdout. Its stdin is empty, its
    /// stderr is that of this process, and its environment has none of this program's
    /// own secrets.
    ///
    /// # Errors
    /// When the program cannot be started, prints too much, or takes too long.
    fn run(&mut self, program: &str, arguments: &[String]) -> io::Result<ProgramOutput>;

    /// Calls `ask`, which prints a prompt, and reads one line from the terminal,
    /// and further lines until the text `is_complete`. Echo is off before the
    /// prompt appears.
    ///
    /// # Errors
    /// When there is no terminal.
    fn read_hidden(
        &mut self,
        ask: &mut dyn FnMut(),
        is_complete: &dyn Fn(&str) -> bool,
    ) -> io::Result<String>;
}

/// Variables that are not passed on to other programs.
pub(super) const SECRET_VARIABLES: [&str; 3] = [
    "RAGFLOWCTL_PASSWORD",
    "RAGFLOWCTL_DATABASE_URL",
    "RAGFLOW_SECRET_KEY",
];

/// The longest output that is read.
const MAX_PRINTED: u64 = 64 * 1024;

/// A hidden text of more lines ends when it is this long, in bytes.
const MAX_HIDDEN: usize = 64 * 1024;

/// How long a program may run: long enough for a person to unlock a password
/// manager.
const MAX_RUN_TIME: Duration = Duration::from_secs(60);

/// The exit status and the output of a program.
pub struct ProgramOutput {
    /// The exit status; `None` if a signal ended the program.
    pub status: Option<i32>,
    /// What the program printed. It may be a secret: never show it.
    pub stdout: Vec<u8>,
}

/// Whether stdout was closed before the program started. Rust's runtime then opens
/// /dev/null in its place, for reading and writing; a shell opens it for writing
/// only.
pub fn is_stdout_closed() -> bool {
    let stdout = rustix::stdio::stdout();
    let flags = rustix::fs::fcntl_getfl(stdout);
    let device = rustix::fs::fstat(stdout).map(|file| file.st_rdev);
    let null = rustix::fs::stat("/dev/null").map(|file| file.st_rdev);
    flags.is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR)
        && matches!((device, null), (Ok(device), Ok(null)) if device == null)
}

/// The real operating system.
#[derive(Debug, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    fn user_id(&self) -> Option<u32> {
        Some(rustix::process::geteuid().as_raw())
    }

    fn name(&self) -> String {
        let system = rustix::system::uname();
        system.nodename().to_string_lossy().into_owned()
    }

    fn run(&mut self, program: &str, arguments: &[String]) -> io::Result<ProgramOutput> {
        let mut command = Command::new(program);
        for name in SECRET_VARIABLES {
            command.env_remove(name);
        }
        let mut child = command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let stdout = child.stdout.take();
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut printed = Vec::new();
            let read = stdout.map_or(Ok(0), |stdout| {
                stdout.take(MAX_PRINTED + 1).read_to_end(&mut printed)
            });
            // The receiver is gone if the time is over.
            let _ = sender.send(read.map(|_| printed));
        });
        let printed = match receiver.recv_timeout(MAX_RUN_TIME) {
            Ok(Ok(printed)) if printed.len() as u64 <= MAX_PRINTED => Ok(printed),
            Ok(Ok(_)) => Err(io::Error::other("it prints more than 64 KiB")),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(io::Error::new(
                io::ErrorKind::TimedOut,
                format!("it has not ended after {MAX_RUN_TIME:?}"),
            )),
        };
        if printed.is_err() {
            // It may have ended by itself.
            let _ = child.kill();
        }
        let status = child.wait()?;
        Ok(ProgramOutput {
            status: status.code(),
            stdout: printed?,
        })
    }

    fn read_hidden(
        &mut self,
        ask: &mut dyn FnMut(),
        is_complete: &dyn Fn(&str) -> bool,
    ) -> io::Result<String> {
        // rpassword turns echo off only when it starts to read. Text that is
        // typed or pasted while the prompt appears would be visible.
        let _echo_off = EchoOff::new()?;
        ask();
        let mut text = rpassword::read_password()?;
        while !is_complete(&text) && text.len() < MAX_HIDDEN {
            text.push('\n');
            text.push_str(&rpassword::read_password()?);
        }
        Ok(text)
    }
}

/// Turns echo off until it is dropped, and discards what was typed or pasted after
/// the answer: the shell would show it, and run it. Line editing and signals are off as
/// well, so that Ctrl-C reaches rpassword as a character.
struct EchoOff {
    terminal: std::fs::File,
    before: rustix::termios::Termios,
}

impl EchoOff {
    fn new() -> io::Result<Self> {
        use rustix::termios::{
            LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr,
        };
        let terminal = std::fs::File::open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut modes = before.clone();
        let echo = LocalModes::ECHO | LocalModes::ECHONL;
        let editing_and_signals = LocalModes::ICANON | LocalModes::ISIG;
        modes.local_modes.remove(echo | editing_and_signals);
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&terminal, OptionalActions::Now, &modes)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for EchoOff {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // If the terminal is gone there is nothing to restore.
        let _ = tcsetattr(&self.terminal, OptionalActions::Flush, &self.before);
    }
}
