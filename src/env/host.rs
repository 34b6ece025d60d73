//! What the operating system does beside streams, files and time: it says who
//! we are, runs a program, and reads a line that the terminal does not show.

use std::io;
use std::process::{Command, Stdio};

/// The operating system, as far as the settings need it.
pub trait Host {
    /// The account this process acts as; `None` where accounts have no number.
    fn user_id(&self) -> Option<u32>;

    /// The name of this machine; empty where it has none.
    fn name(&self) -> String;

    /// Runs a program to its end and keeps what it prints. It gets no input,
    /// and its stderr is ours.
    ///
    /// # Errors
    /// When it cannot be started.
    fn run(&mut self, program: &str, arguments: &[String]) -> io::Result<ProgramOutput>;

    /// Asks, and reads one line from the terminal without showing what is
    /// typed, be it before the question stands there.
    ///
    /// # Errors
    /// When there is no terminal.
    fn read_hidden(&mut self, ask: &mut dyn FnMut()) -> io::Result<String>;
}

/// How a program ended, and what it printed.
pub struct ProgramOutput {
    /// Its exit status; `None` if a signal ended it.
    pub status: Option<i32>,
    /// Its stdout. It may be a secret: never print it.
    pub stdout: Vec<u8>,
}

/// The real one.
#[derive(Debug, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    #[cfg(unix)]
    fn user_id(&self) -> Option<u32> {
        Some(rustix::process::geteuid().as_raw())
    }

    #[cfg(not(unix))]
    fn user_id(&self) -> Option<u32> {
        None
    }

    #[cfg(unix)]
    fn name(&self) -> String {
        let system = rustix::system::uname();
        system.nodename().to_string_lossy().into_owned()
    }

    #[cfg(not(unix))]
    fn name(&self) -> String {
        String::new()
    }

    fn run(&mut self, program: &str, arguments: &[String]) -> io::Result<ProgramOutput> {
        let output = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()?;
        Ok(ProgramOutput {
            status: output.status.code(),
            stdout: output.stdout,
        })
    }

    fn read_hidden(&mut self, ask: &mut dyn FnMut()) -> io::Result<String> {
        // The library readies the terminal once it reads, which is after the
        // question: a quick hand, or a script, is earlier.
        #[cfg(unix)]
        let _hidden = Hidden::new()?;
        ask();
        rpassword::read_password()
    }
}

/// While it lives, the terminal does not show what is typed, and hands over
/// each character, Ctrl-C too: a signal would find nobody waiting for it.
#[cfg(unix)]
struct Hidden {
    terminal: std::fs::File,
    before: rustix::termios::Termios,
}

#[cfg(unix)]
impl Hidden {
    fn new() -> io::Result<Self> {
        use rustix::termios::{
            LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr,
        };
        let terminal = std::fs::File::open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut hidden = before.clone();
        let shown = LocalModes::ECHO | LocalModes::ECHONL;
        let kept = LocalModes::ICANON | LocalModes::ISIG;
        hidden.local_modes.remove(shown | kept);
        hidden.special_codes[SpecialCodeIndex::VMIN] = 1;
        hidden.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&terminal, OptionalActions::Now, &hidden)?;
        Ok(Self { terminal, before })
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // A terminal that is gone shows nothing anyway.
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}
