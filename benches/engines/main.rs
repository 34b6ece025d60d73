//! The parts of `benches/run` that a shell script cannot do well: it creates the
//! rows of the databases, measures one command, updates keys as RAGFlow's server
//! does, and prints the tables of the results. Run `benches/run`, not this program.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a separate program that measures time and prints its results"
)]

mod client;
mod latency;
mod measure;
mod rows;
mod summary;

use std::process::ExitCode;

/// Any error ends the program, which prints it.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["rows", number] => rows::print(number),
        [
            "measure",
            log,
            group,
            program,
            limit,
            out,
            "--",
            command @ ..,
        ] => measure::run(log, [group, program, limit], out, command),
        ["latency", log, group, database, keys, "--", command @ ..] => {
            latency::measure(log, group, database, keys, command)
        }
        ["summary", log, latency_log] => summary::print(log, latency_log),
        // `cargo bench` ends here too.
        _ => Err("wrong arguments: start benches/run instead".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("engines: {error}");
            ExitCode::FAILURE
        }
    }
}
