//! The parts of `benches/run` that are no matter for a shell: rows to fill the
//! databases with, the measure of a command, a client that behaves as RAGFlow's
//! server does, and the tables at the end. Run `benches/run`, not this.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of its own: it measures time, and prints"
)]

mod client;
mod measure;
mod rows;
mod server;
mod summary;

use std::process::ExitCode;

/// What goes wrong ends the run, with its reason.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["rows", number] => rows::print(number),
        ["measure", log, group, who, wanted, out, "--", command @ ..] => {
            measure::run(log, [group, who, wanted], out, command)
        }
        ["polite", log, group, database, keys, "--", command @ ..] => {
            server::work_beside(log, group, database, keys, command)
        }
        ["summary", log, politeness] => summary::print(log, politeness),
        // Also what `cargo bench` starts it with.
        _ => Err("run benches/run".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("engines: {error}");
            ExitCode::FAILURE
        }
    }
}
