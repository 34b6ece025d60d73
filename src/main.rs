//! Keeps the process's memory out of core dumps and panic messages, and passes the
//! real streams, clock, entropy and variables to [`ragflowctl::run`]; nothing else.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use ragflowctl::env::{
    Dirs, Env, Interrupt, SystemClock, SystemEntropy, SystemHost, Terminal, is_stdout_closed,
};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

#[expect(
    clippy::disallowed_methods,
    reason = "the real streams are opened here and passed on"
)]
fn main() -> ExitCode {
    forbid_core_dumps();
    std::panic::set_hook(Box::new(report_panic));
    let interrupt = Interrupt::default();
    for signal in [SIGINT, SIGTERM] {
        // The order matters: until the run defers interrupts, the first signal
        // ends the process; after that, the second one does. If a handler
        // cannot be registered, the system's default applies.
        let immediate = interrupt.immediate.clone();
        let requested = interrupt.requested.clone();
        let _ = flag::register_conditional_shutdown(signal, 130, immediate);
        let second = flag::register_conditional_shutdown(signal, 130, requested.clone());
        if let (SIGINT, Ok(handler), Ok(mut handlers)) =
            (signal, second, interrupt.repetition.lock())
        {
            handlers.push(handler);
        }
        let _ = flag::register(signal, requested);
    }
    let stdout = std::io::stdout();
    let is_terminal = |stream: &dyn IsTerminal| stream.is_terminal();
    let size = terminal_size::terminal_size();
    let terminal = Terminal {
        stdin: is_terminal(&std::io::stdin()),
        stdout: is_terminal(&stdout),
        stderr: is_terminal(&std::io::stderr()),
        width: size.map(|(width, _)| width.0),
        height: size.map(|(_, height)| height.0),
        is_stdout_closed: is_stdout_closed(),
    };
    let machine_config = PathBuf::from("/etc/ragflowctl");
    let user_config = dirs::config_dir().map(|directory| directory.join("ragflowctl"));
    let dirs = Dirs {
        data: dirs::data_dir(),
        state: dirs::state_dir().or_else(dirs::data_dir),
        config: user_config.into_iter().chain([machine_config]).collect(),
        home: dirs::home_dir(),
        container: PathBuf::from("/ragflow"),
        working: PathBuf::from("."),
    };
    let mut env = Env {
        stdin: &mut std::io::stdin(),
        stdout: &mut stdout.lock(),
        stderr: &mut std::io::stderr(),
        vars: std::env::vars_os().collect(),
        terminal,
        dirs,
        host: &mut SystemHost,
        clock: &SystemClock::start(),
        entropy: &mut SystemEntropy::default(),
        interrupt,
        statement_hook: None,
    };
    ragflowctl::run(std::env::args_os(), &mut env).into()
}

/// A core dump would contain keys and passwords.
fn forbid_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Not worth an error: the program itself writes no dump.
    let _ = setrlimit(Resource::Core, none);
    // The limit does not apply to a program that the system passes dumps to.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Says where the program failed. The message of a panic can contain the text that
/// it was working on, and so a key.
#[expect(clippy::print_stderr, reason = "no session exists for this message")]
fn report_panic(info: &std::panic::PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string);
    eprintln!(
        "ragflowctl: internal error at {}; please report it",
        place.as_deref().unwrap_or("an unknown place")
    );
}
