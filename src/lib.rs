//! Administer the API keys of a self-hosted RAGFlow, straight from its
//! database.
//!
//! # The map
//!
//! A run goes one way: arguments → [`settings`] → [`store`] → the command's
//! operation on [`domain`] types → [`report`] or [`error`] → bytes → [`exit`].
//! Only this file sees all of it.
//!
//! * [`mod@env`]: the outside world as values; clock and randomness live there.
//! * [`cli`], [`command`]: the parser; one file a command, scope doc comment is
//!   its help. `ragflowctl token list` is `src/command/token/list.rs`.
//! * [`domain`]: what a key, a tenant, an owner is. No I/O.
//! * [`store`]: every statement, written once (`store/sql.rs`), above one driver
//!   an engine (`store/{sqlite,mysql,postgres}.rs`).
//! * [`settings`]: who said what, flags to client files; which database that
//!   means, and scope password may go there.
//! * [`ragflow_conf`]: which database a RAGFlow deployment's own files mean.
//! * [`report`]: results as data, formats as plug-ins, masking, messages.
//! * [`mod@confirm`]: a person's yes, as a value that destructive operations
//!   demand; [`undo_file`] and [`change_log`]: what stays behind of a change.
//! * [`error`] and [`exit`]: what can go wrong, and the number it ends with.

pub mod cli;
pub mod command;
pub mod confirm;
pub mod database_url;
pub mod domain;
pub mod env;
pub mod error;
pub mod exit;
pub mod operation;
pub mod options;
pub mod ragflow_conf;
pub mod report;
pub mod session;
pub mod settings;
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
use session::Messages;

/// Runs the program once: parses, acts, prints, and says how it ended. Can be
/// called many times in one process.
pub fn run(args: impl IntoIterator<Item = OsString>, env: &mut Env<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error, &args, env),
    };
    let mut session = session::new(cli.global, env);
    let result = cli.command.run(&mut session);
    finish(result, &mut session.output, &mut session.messages)
}

/// The one place where an error becomes output, talk and a status.
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

/// Help and version go to stdout; a usage error is an error like any other, in
/// the format that was asked for.
fn not_parsed(parsed: &clap::Error, args: &[OsString], env: &mut Env<'_>) -> Exit {
    let styled = |terminal| {
        let text = parsed.render();
        match settings::color(&env.vars, terminal) {
            true => text.ansi().to_string(),
            false => text.to_string(),
        }
    };
    let format = cli::usage::asked_format(args);
    let color = settings::color(&env.vars, env.terminal.stderr);
    let result = match parsed.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(styled(env.terminal.stdout)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if format.is_none() => {
            let _ = env.stderr.write_all(styled(env.terminal.stderr).as_bytes());
            return Exit::Usage;
        }
        _ => Err(cli::usage::error(parsed)),
    };
    let look = OutputOptions::plain(format.unwrap_or_default());
    let mut output = Output::new(&mut *env.stdout, look, env.interrupt.clone());
    let mut talk =
        Messages::new(&mut *env.stderr, false, false).on_terminal(env.terminal.stderr, color);
    let result = result.and_then(|text| output.raw(text.as_bytes()));
    finish(result.map(|()| Exit::Done), &mut output, &mut talk)
}
