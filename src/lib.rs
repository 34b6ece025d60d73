//! Administer the API keys of a self-hosted RAGFlow, straight from its
//! database.
//!
//! # Map of the code
//!
//! A run goes one way: parse ([`cli`]) → prepare (`session`) → `command` →
//! `operation` → [`store`] → output (`report`) → [`exit`]. Every module uses
//! only modules below it; `tests/architecture` checks that.
//!
//! | module | what is there |
//! |---|---|
//! | [`cli`] | the parser, usage errors |
//! | `command/` | one file per subcommand: `ragflowctl token list` is `command/token/list.rs`; its doc comment is its help |
//! | `operation/` | what commands share, without output: `owner`, `key`, `change` (plan; `apply`: undo file, transactions, change log), `backfill`, `audit`, `login`, `explain`, `scan` |
//! | `session/` | one run's resources: `open` (database, password, warnings about the connection), `prompt`, `stdin`, `journal` (undo file, change log), `zone`, `messages` (stderr) |
//! | [`settings`] | options, environment, config file and client files → checked settings with their origin; passwords |
//! | `options` | the global options; `options/store_errors.rs`: a database fault → kind of error (exit status) and hint |
//! | [`ragflow_conf`] | which database a RAGFlow deployment's own files mean |
//! | [`store`] | every SQL statement (`store/sql/`), above one driver per engine (`store/{sqlite,mysql,postgres}/`) |
//! | `confirm` | the plan, its confirmation, and the permit that destructive operations demand; `session/prompt.rs` asks |
//! | `report/` | rows, formats, stdout; whether secrets are masked |
//! | [`exit`] | kind of error → exit status and envelope code |
//! | [`domain`] | what a key (and its mask), tenant, owner, finding, verdict is; no I/O |
//! | [`database_url`], `text`, [`error`], [`mod@env`] | URLs and TLS options; escaping and quoting; errors; traits for clock, entropy, host |

#[cfg(not(unix))]
compile_error!("ragflowctl protects its files by Unix owners and modes, and runs on Unix only");

pub mod cli;
mod command;
pub mod confirm;
#[warn(missing_docs)]
pub mod database_url;
#[warn(missing_docs)]
pub mod domain;
#[warn(missing_docs)]
pub mod env;
#[warn(missing_docs)]
pub mod error;
#[warn(missing_docs)]
pub mod exit;
mod operation;
pub mod options;
#[warn(missing_docs)]
pub mod ragflow_conf;
pub mod report;
mod session;
pub mod settings;
#[warn(missing_docs)]
pub mod store;
pub mod text;

use std::ffi::OsString;

use clap::Parser as _;
use clap::error::ErrorKind;

use cli::Cli;
use command::Run as _;
use env::Env;
use error::Kind;
use exit::Exit;
use report::{Output, OutputOptions};
use session::{Messages, Session};

/// Runs the program once: parses, acts, prints, and returns the exit status.
/// Can be called many times in one process.
pub fn run(args: impl IntoIterator<Item = OsString>, env: &mut Env<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(shell) = env.vars.get(command::completions::VARIABLE) {
        let shell = shell.to_string_lossy().into_owned();
        return complete(&shell, &args, env);
    }
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return report_unparsed(&error, &args, env),
    };
    let (mut session, target) = Session::new(cli.options, cli::help_parser, env);
    let checked = session.settings.check();
    let result = checked.and_then(|()| cli.command.run(&mut session, target));
    let exit = finish(result, &mut session.output, &mut session.messages);
    // The user's request also ends a call that waits for the server: also if that
    // is reported as a lost connection, the run was stopped.
    match exit == Exit::Unavailable && session.interrupt.is_requested() {
        true => Exit::Interrupted,
        false => exit,
    }
}

/// Answers the completion script of a shell. An error would be in the way of the
/// person who types.
fn complete(shell: &str, args: &[OsString], env: &mut Env<'_>) -> Exit {
    let profiles = settings::profile_names(&env.dirs, env.host);
    let Some(text) = cli::completion::complete(shell, args, &profiles, &env.vars) else {
        return Exit::Failed;
    };
    let look = OutputOptions::plain(report::FormatName::default());
    let mut output = Output::new(&mut *env.stdout, look, env.interrupt.clone());
    match output.raw(&text) {
        Ok(()) => Exit::Done,
        Err(error) => error.kind().codes().0,
    }
}

/// The one place where an error becomes output, a message and an exit status.
fn finish(
    result: error::Result<Exit>,
    output: &mut Output<'_>,
    messages: &mut Messages<'_>,
) -> Exit {
    let error = match result {
        Ok(exit) => return exit,
        Err(error) => error,
    };
    if error.kind() != Kind::ClosedPipe {
        output.fail(&error);
        messages.error(&error);
    }
    error.kind().codes().0
}

/// Prints help and version to stdout. A usage error is an error like any
/// other, in the format of the command line.
fn report_unparsed(parsed: &clap::Error, args: &[OsString], env: &mut Env<'_>) -> Exit {
    let when = cli::usage::asked_color(args);
    let color = |is_terminal| settings::color(&env.vars, is_terminal, when);
    let is_help = matches!(
        parsed.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    // Finding the format parses again, which takes as long as the start.
    let format = match is_help {
        true => None,
        false => cli::usage::asked_format(args),
    };
    let stderr_color = color(env.terminal.stderr);
    let help = |color| {
        let width = settings::help_width(&env.vars, env.terminal);
        let again = cli::help_parser(width).try_get_matches_from(args);
        let text = again
            .err()
            .map_or_else(|| parsed.render(), |error| error.render());
        match color {
            true => text.ansi().to_string(),
            false => text.to_string(),
        }
    };
    let result = match parsed.kind() {
        _ if is_help => Ok(help(color(env.terminal.stdout))),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if format.is_none() => {
            let _ = env.stderr.write_all(help(stderr_color).as_bytes());
            return Exit::Usage;
        }
        _ => Err(cli::usage::error(parsed)),
    };
    let from_variable = settings::format_from_variable(&env.vars).and_then(Result::ok);
    let look = OutputOptions::plain(format.or(from_variable).unwrap_or_default());
    let mut output = Output::new(&mut *env.stdout, look, env.interrupt.clone());
    let mut messages =
        Messages::new(&mut *env.stderr, false, false).on_terminal(env.terminal, stderr_color);
    let result = result.and_then(|text| output.raw(text.as_bytes()));
    finish(result.map(|()| Exit::Done), &mut output, &mut messages)
}
