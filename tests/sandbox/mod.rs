//! Runs the program in this process, with streams, variables, clock and terminal that the test
//! sets. Every test binary that includes this file must use all of it.

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;
use ragflowctl::env::{
    Clock, Dirs, Entropy, EntropyError, Env, Host, InjectedFailure, Interrupt, ProgramOutput,
    StatementHook, SystemEntropy, SystemHost, Terminal, Vars,
};

/// The time of the sandbox's clock: Unix time in milliseconds.
pub(crate) const NOW_MS: i64 = 1_795_365_296_789;
/// The same time as a RAGFlow server in Asia/Shanghai stores it.
pub(crate) const NOW_DATE: &str = "2026-11-23 00:34:56";

/// The output and the exit status of a run.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: u8,
}

/// The environment that the program sees.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
    vars: Vec<(String, String)>,
    terminal: Terminal,
    /// What is typed at the terminal or piped to stdin, line by line.
    typed: Vec<u8>,
    /// What is typed at a password prompt.
    hidden: String,
    zone: Tz,
    statement_hook: Option<Arc<dyn StatementHook>>,
}

impl Sandbox {
    /// No terminal, no variables, empty folders, and Asia/Shanghai as the local zone.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            vars: Vec::new(),
            terminal: Terminal::default(),
            typed: Vec::new(),
            hidden: String::new(),
            zone: Tz::Asia__Shanghai,
            statement_hook: None,
        }
    }

    /// Breaks the connection at the statement of this number, counted from 0: before it reaches the
    /// database, or, if `answered`, after the database executed it.
    pub(crate) fn failing_at_statement(self, statement: u32, answered: bool) -> Self {
        self.with_statement_hook(StatementFailure {
            left: AtomicU32::new(statement),
            answered,
        })
    }

    /// Calls a hook around every statement.
    pub(crate) fn with_statement_hook(mut self, hook: impl StatementHook + 'static) -> Self {
        self.statement_hook = Some(Arc::new(hook));
        self
    }

    /// The folder with everything that the program sees: `data`, `config`, `machine` (the machine's
    /// config), `state`, `home`, `ragflow` (the folder of RAGFlow's container) and `working`.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder, readable by its owner only.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        let folder = path.parent().expect("it is in the folder");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        self.mode(name, 0o600);
        path
    }

    /// Changes the permissions of a file of the folder.
    pub(crate) fn mode(&self, name: &str, mode: u32) {
        let permissions = PermissionsExt::from_mode(mode);
        std::fs::set_permissions(self.folder().join(name), permissions).expect("a mode");
    }

    /// All streams are a terminal. These lines are typed at it, and this password at a password
    /// prompt.
    pub(crate) fn typing(self, lines: &str, hidden: &str) -> Self {
        let mut sandbox = self.terminal(80);
        sandbox.terminal.stdin = true;
        sandbox.typed = lines.as_bytes().to_owned();
        sandbox.hidden = hidden.to_owned();
        sandbox
    }

    /// Stdin is a pipe with this text in it.
    pub(crate) fn piping(self, text: &str) -> Self {
        self.piping_bytes(text.as_bytes())
    }

    /// Stdin is a pipe with these bytes in it.
    pub(crate) fn piping_bytes(mut self, bytes: &[u8]) -> Self {
        self.typed = bytes.to_owned();
        self
    }

    /// Sets an environment variable.
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Stdout and stderr are a terminal of this width, in columns.
    pub(crate) fn terminal(mut self, width: u16) -> Self {
        self.terminal = Terminal {
            stdout: true,
            stderr: true,
            width: Some(width),
            ..self.terminal
        };
        self
    }

    /// Sets the local time zone.
    pub(crate) fn zone(mut self, name: &str) -> Self {
        self.zone = name.parse().expect("a zone");
        self
    }

    /// Runs the program with these arguments.
    pub(crate) fn run<S: Into<OsString>>(&self, args: impl IntoIterator<Item = S>) -> Finished {
        self.run_with_hook(args, &mut || {})
    }

    /// Runs the program, and the hook whenever the program asks for random bytes. A backfill does
    /// once: after it has read the first rows without a beta, and before it writes one.
    pub(crate) fn run_with_hook<S: Into<OsString>>(
        &self,
        args: impl IntoIterator<Item = S>,
        hook: &mut dyn FnMut(),
    ) -> Finished {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let interrupt = Interrupt::default();
        let name = std::iter::once(OsString::from("ragflowctl"));
        let args = name.chain(args.into_iter().map(Into::into));
        let exit = ragflowctl::run(
            args,
            &mut Env {
                stdin: &mut self.typed.as_slice(),
                stdout: &mut stdout,
                stderr: &mut stderr,
                vars: self.vars.iter().cloned().collect::<Vars>(),
                terminal: self.terminal,
                dirs: Dirs {
                    data: Some(self.folder().join("data")),
                    state: Some(self.folder().join("state")),
                    config: vec![self.folder().join("config"), self.folder().join("machine")],
                    home: Some(self.folder().join("home")),
                    container: self.folder().join("ragflow"),
                    working: self.folder().join("working"),
                },
                host: &mut ScriptedHost {
                    hidden: self.hidden.clone(),
                    interrupt: interrupt.clone(),
                },
                clock: &FixedClock::new(self.zone),
                entropy: &mut HookedEntropy {
                    hook,
                    entropy: SystemEntropy::default(),
                },
                interrupt,
                statement_hook: self.statement_hook.clone(),
            },
        );
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Finished {
            stdout: text(stdout),
            stderr: text(stderr),
            status: exit as u8,
        }
    }
}

/// The real operating system, with a scripted answer to the password prompt.
struct ScriptedHost {
    hidden: String,
    interrupt: Interrupt,
}

impl Host for ScriptedHost {
    fn user_id(&self) -> Option<u32> {
        SystemHost.user_id()
    }

    fn name(&self) -> String {
        "sandbox".to_owned()
    }

    fn run(&mut self, program: &str, arguments: &[String]) -> std::io::Result<ProgramOutput> {
        SystemHost.run(program, arguments)
    }

    fn read_hidden(
        &mut self,
        ask: &mut dyn FnMut(),
        _: &dyn Fn(&str) -> bool,
    ) -> std::io::Result<String> {
        ask();
        // Ctrl-C during the prompt: the signal is recorded, and the reading goes on.
        if self.hidden.contains('\x03') {
            self.interrupt.requested.store(true, Ordering::SeqCst);
        }
        Ok(self.hidden.clone())
    }
}

/// Always shows [`NOW_MS`]; sleeping advances only `elapsed`.
struct FixedClock {
    zone: Tz,
    waited: Mutex<Duration>,
}

impl FixedClock {
    fn new(zone: Tz) -> Self {
        let waited = Mutex::default();
        Self { zone, waited }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(NOW_MS).expect("a time")
    }

    fn offset_at(&self, at: DateTime<Utc>) -> FixedOffset {
        self.zone.offset_from_utc_datetime(&at.naive_utc()).fix()
    }

    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64> {
        let instant = local.and_local_timezone(self.zone).earliest()?;
        Some(instant.timestamp_millis())
    }

    fn elapsed(&self) -> Duration {
        *self.waited.lock().expect("a clock")
    }

    fn sleep(&self, how_long: Duration) {
        *self.waited.lock().expect("a clock") += how_long;
    }
}

/// Breaks the connection once, at one statement.
struct StatementFailure {
    left: AtomicU32,
    answered: bool,
}

impl StatementFailure {
    /// Counts a statement, and fails at the chosen one.
    fn check(&self, answered: bool) -> Result<(), InjectedFailure> {
        if answered != self.answered {
            return Ok(());
        }
        if self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            Err(InjectedFailure)
        } else {
            Ok(())
        }
    }
}

impl StatementHook for StatementFailure {
    fn before(&self) -> Result<(), InjectedFailure> {
        self.check(false)
    }

    fn after(&self) -> Result<(), InjectedFailure> {
        self.check(true)
    }
}

/// The generator of the operating system, with a hook before every use.
struct HookedEntropy<'a> {
    hook: &'a mut dyn FnMut(),
    entropy: SystemEntropy,
}

impl Entropy for HookedEntropy<'_> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        (self.hook)();
        self.entropy.fill(bytes)
    }
}
