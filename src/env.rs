//! The outside world as values: streams, variables, clock, randomness.
//!
//! Everything that could differ between two runs comes in through [`Env`], so
//! `run` can be called many times in one process and a test sees what a user
//! would. The system's clock and generator are named in this file and nowhere
//! else (a lint holds that).

mod host;

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone as _, Utc};
use rand::TryRng as _;
use rand::rngs::SysRng;

pub use host::{Host, ProgramOutput, SystemHost};

/// The outside world of one run.
pub struct Env<'a> {
    /// Where `-` reads secrets from.
    pub stdin: &'a mut dyn Read,
    /// Data.
    pub stdout: &'a mut dyn Write,
    /// Messages: notes, warnings, errors.
    pub stderr: &'a mut dyn Write,
    /// Environment variables.
    pub vars: Vars,
    /// What is a terminal, and how wide.
    pub terminal: Terminal,
    /// Where to look for what was not named.
    pub dirs: Dirs,
    /// What the operating system does for us beside files.
    pub host: &'a mut dyn Host,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Randomness for keys.
    pub entropy: &'a mut dyn Entropy,
    /// Whether the user asked to stop.
    pub interrupt: Interrupt,
    /// Who looks on at every statement; nobody in the shipped program.
    pub statement_hook: Option<Arc<dyn StatementHook>>,
}

/// Looks on at every statement that goes to the database, and may let it fail:
/// the tests see in this way that no moment of a run leaves anything half done.
pub trait StatementHook: Send + Sync {
    /// A statement is about to be sent.
    ///
    /// # Errors
    /// When it is not to be.
    fn before(&self) -> Result<(), InjectedFailure>;
    /// It was carried out.
    ///
    /// # Errors
    /// When its answer is to be lost.
    fn after(&self) -> Result<(), InjectedFailure>;
}

/// The connection broke, because a [`StatementHook`] said so.
#[derive(Debug, thiserror::Error)]
#[error("the connection was severed")]
pub struct InjectedFailure;

/// Directories in which things are looked for.
#[derive(Clone, Debug, Default)]
pub struct Dirs {
    /// Where the platform keeps a user's data (`dirs::data_dir`).
    pub data: Option<PathBuf>,
    /// Where the platform keeps what programs remember (`dirs::state_dir`, else
    /// the data directory): undo files and the change log.
    pub state: Option<PathBuf>,
    /// Where a config file may be: the user's directory, then the machine's.
    pub config: Vec<PathBuf>,
    /// The user's home: `~` in the config file, the clients' own files.
    pub home: Option<PathBuf>,
    /// Where RAGFlow is, inside its own container.
    pub container: PathBuf,
}

/// Environment variables, as given to the process or by a test.
#[derive(Clone, Debug, Default)]
pub struct Vars(HashMap<OsString, OsString>);

impl Vars {
    /// The variable's value; one that is set to the empty text counts as unset.
    pub fn get(&self, name: &str) -> Option<&OsStr> {
        self.0
            .get(OsStr::new(name))
            .map(OsString::as_os_str)
            .filter(|value| !value.is_empty())
    }

    /// The variable's value as text.
    ///
    /// # Errors
    /// When it is not UTF-8. The value is not repeated: it may be a secret.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, NotText> {
        let value = self.get(name);
        value
            .map(|value| value.to_str().ok_or(NotText(name)))
            .transpose()
    }

    /// Whether a switch such as `RAGFLOWCTL_READ_ONLY` is on: set, and not to
    /// `0`, `false`, `no` or `off`.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| {
            let value = value.to_string_lossy().to_ascii_lowercase();
            !matches!(value.as_str(), "0" | "false" | "no" | "off")
        })
    }
}

/// A variable's value is not text.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not valid UTF-8")]
pub struct NotText(&'static str);

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Vars {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let pairs = pairs.into_iter();
        Self(pairs.map(|(k, v)| (k.into(), v.into())).collect())
    }
}

/// Which streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// A person can answer.
    pub stdin: bool,
    /// Data goes to a person.
    pub stdout: bool,
    /// Messages goes to a person.
    pub stderr: bool,
    /// Columns of the terminal behind stdout.
    pub width: Option<u16>,
}

impl Terminal {
    /// Whether somebody sees a question and can answer it.
    pub fn can_ask(self) -> bool {
        self.stdin && self.stderr
    }
}

/// Tells the time, to every thread.
pub trait Clock: Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
    /// How far the process's local time is ahead of UTC at an instant.
    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset;
    /// The Unix time in milliseconds of a date in the process's zone; `None`
    /// where the zone skips it. Of two, the earlier.
    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64>;
    /// Time since some fixed moment, for pauses and limits: never goes back.
    fn elapsed(&self) -> std::time::Duration;
    /// Waits.
    fn sleep(&self, how_long: std::time::Duration);
}

/// Draws random bytes fit for secrets.
pub trait Entropy {
    /// Fills `bytes`, or fails: there is no fallback.
    ///
    /// # Errors
    /// When the source fails.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError>;
}

/// The random source failed.
#[derive(Debug, thiserror::Error)]
#[error("the system's random source failed: {0}")]
pub struct EntropyError(String);

impl EntropyError {
    /// An error that says why.
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// The system's clock, in the process's local zone (`TZ`).
#[derive(Debug)]
pub struct SystemClock {
    started: std::time::Instant,
}

impl SystemClock {
    /// A clock scope [`Clock::elapsed`] begins now.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn start() -> Self {
        Self {
            started: std::time::Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset {
        Local.offset_from_utc_datetime(&at.naive_utc())
    }

    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64> {
        let instant = Local.from_local_datetime(&local).earliest()?;
        Some(instant.timestamp_millis())
    }

    fn elapsed(&self) -> std::time::Duration {
        self.started.elapsed()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that waits"
    )]
    fn sleep(&self, how_long: std::time::Duration) {
        std::thread::sleep(how_long);
    }
}

/// The operating system's generator, read in blocks: a call for each of a
/// million betas would cost more than the betas.
pub struct SystemEntropy {
    block: Box<[u8; Self::BLOCK]>,
    used: usize,
}

impl SystemEntropy {
    const BLOCK: usize = 4096;
}

impl Default for SystemEntropy {
    fn default() -> Self {
        Self {
            block: Box::new([0; Self::BLOCK]),
            used: Self::BLOCK,
        }
    }
}

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        if self.used + bytes.len() > Self::BLOCK {
            SysRng
                .try_fill_bytes(&mut *self.block)
                .map_err(|error| EntropyError::new(error.to_string()))?;
            self.used = 0;
        }
        let fresh = &mut self.block[self.used..self.used + bytes.len()];
        bytes.copy_from_slice(fresh);
        // What has been handed out is part of a secret: keep no copy.
        fresh.fill(0);
        self.used += bytes.len();
        Ok(())
    }
}

/// Asks a run to stop (Ctrl-C, SIGTERM).
///
/// While nothing is at stake the signal ends the process at once; a run that
/// streams or writes calls [`Interrupt::defer`] and then looks at
/// [`Interrupt::requested`] between rows and transactions.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Set by the signal.
    pub requested: Arc<AtomicBool>,
    /// Whether the signal handler may end the process by itself.
    pub immediate: Arc<AtomicBool>,
}

impl Default for Interrupt {
    fn default() -> Self {
        Self {
            requested: Arc::new(AtomicBool::new(false)),
            immediate: Arc::new(AtomicBool::new(true)),
        }
    }
}

impl Interrupt {
    /// From here on the run stops by itself, in good order.
    pub fn defer(&self) {
        self.immediate.store(false, Ordering::SeqCst);
    }

    /// From here on the signal ends the process by itself again.
    pub fn resume(&self) {
        self.immediate.store(true, Ordering::SeqCst);
    }

    /// Whether the user asked to stop.
    pub fn requested(&self) -> bool {
        self.requested.load(Ordering::Relaxed)
    }
}
