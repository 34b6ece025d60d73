//! Passes the real streams, clock, entropy and variables to
//! [`ragflowctl::run`]; nothing else.

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
    let interrupt = Interrupt::default();
    for signal in [SIGINT, SIGTERM] {
        // The order matters: until the run defers interrupts, the first signal
        // ends the process; after that, the second one does. If a handler
        // cannot be registered, the system's default applies.
        let immediate = interrupt.immediate.clone();
        let requested = interrupt.requested.clone();
        let _ = flag::register_conditional_shutdown(signal, 130, immediate);
        let _ = flag::register_conditional_shutdown(signal, 130, requested.clone());
        let _ = flag::register(signal, requested);
    }
    let stdout = std::io::stdout();
    let is_terminal = |stream: &dyn IsTerminal| stream.is_terminal();
    let terminal = Terminal {
        stdin: is_terminal(&std::io::stdin()),
        stdout: is_terminal(&stdout),
        stderr: is_terminal(&std::io::stderr()),
        width: terminal_size::terminal_size().map(|(width, _)| width.0),
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
