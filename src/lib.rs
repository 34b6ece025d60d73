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
//! * [`cli`], [`command`]: the parser; one file a command, whose doc comment is
//!   its help. `ragflowctl token list` is `src/command/token/list.rs`.
//! * [`domain`]: what a key, a tenant, an owner is. No I/O.
//! * [`store`]: every statement, written once (`store/sql.rs`), above one driver
//!   an engine (`store/{sqlite,mysql,postgres}.rs`).
//! * [`report`]: results as data, formats as plug-ins, masking, talk.
//! * [`error`] and [`exit`]: what can go wrong, and the number it ends with.

pub mod cli;
pub mod command;
pub mod domain;
pub mod env;
pub mod error;
pub mod exit;
pub mod report;
pub mod settings;
pub mod store;

use std::ffi::OsString;

use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use cli::Cli;
use command::{Context, Run as _};
use env::{Env, Interrupt};
use error::{Error, Kind};
use exit::Exit;
use report::{FormatName, Look, Output, Secrets, Talk, sanitize};
use settings::Settings;

/// Runs the program once: parses, acts, prints, and says how it ended. Can be
/// called many times in one process.
pub fn run(args: impl IntoIterator<Item = OsString>, env: &mut Env<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error, &args, env),
    };
    let settings = Settings::resolve(&cli.global, env);
    let global = cli.global;
    let mut cx = command::new_context(
        settings,
        global.fields,
        global.verbose,
        global.database,
        env,
    );
    let result = cli.command.run(&mut cx);
    finish(result, &mut cx)
}

fn finish(result: error::Result<Exit>, cx: &mut Context<'_>) -> Exit {
    match result {
        Ok(exit) => exit,
        Err(error) => {
            let (exit, _) = error.kind().codes();
            if error.kind() != Kind::ClosedPipe {
                cx.output.fail(&error);
                cx.talk.error(&error);
            }
            exit
        }
    }
}

/// Help and version go to stdout; a usage error is an error like any other, in
/// the format that was asked for.
fn not_parsed(parsed: &clap::Error, args: &[OsString], env: &mut Env<'_>) -> Exit {
    let color = |terminal| settings::color(&env.vars, terminal);
    if matches!(
        parsed.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let text = parsed.render();
        let text = if color(env.terminal.stdout) {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        let look = Look {
            format: FormatName::default(),
            secrets: Secrets::Masked,
            fields: None,
            color: false,
            width: None,
        };
        let mut output = Output::new(&mut *env.stdout, look, Interrupt::default());
        return match output.raw(text.as_bytes()) {
            Ok(()) => Exit::Done,
            Err(error) => {
                let (exit, _) = error.kind().codes();
                if error.kind() != Kind::ClosedPipe {
                    Talk::new(&mut *env.stderr, false, false).error(&error);
                }
                exit
            }
        };
    }
    let error = usage_error(parsed);
    let format = asked_format(args);
    if let Some(format) = format {
        let look = Look {
            format,
            secrets: Secrets::Masked,
            fields: None,
            color: false,
            width: None,
        };
        Output::new(&mut *env.stdout, look, Interrupt::default()).fail(&error);
    }
    if parsed.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && format.is_none() {
        let _ = write!(env.stderr, "{}", parsed.render());
    } else {
        let color = color(env.terminal.stderr);
        Talk::new(&mut *env.stderr, false, false)
            .on_terminal(env.terminal.stderr, color)
            .error(&error);
    }
    Exit::Usage
}

/// The parser's complaint as one line, with its suggestion as a hint.
fn usage_error(parsed: &clap::Error) -> Error {
    let text = without_secrets(parsed);
    let first: Vec<&str> = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    let message = first.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let message = match parsed.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "no command is named",
        _ => message,
    };
    // A value that was refused is repeated in the message: cut what is too
    // long, and make it safe.
    let cut: String = sanitize(message).chars().take(400).collect();
    let mut error = Error::usage(cut);
    let tips = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    for tip in tips {
        error = error.hint(tip);
    }
    let usage = parsed.context().find_map(|(kind, value)| match kind {
        ContextKind::Usage => Some(value.to_string()),
        _ => None,
    });
    match usage
        .as_deref()
        .map(|usage| usage.trim().trim_start_matches("Usage: "))
    {
        Some(usage) if !usage.is_empty() => {
            let usage = usage.lines().next().unwrap_or_default();
            error.hint(format!("usage: {usage}; --help tells more"))
        }
        _ => error.hint("--help tells more"),
    }
}

/// The parser's complaint, which repeats the words it does not understand,
/// without those that may hold a password or a key.
fn without_secrets(parsed: &clap::Error) -> String {
    let is_secret = |word: &str| {
        word.contains("://")
            || (word.contains(':') && word.contains('@'))
            || word.to_lowercase().contains("password")
            || word.contains(domain::token::PREFIX)
    };
    let mut text = parsed.render().to_string();
    for (_, value) in parsed.context() {
        match value {
            ContextValue::String(word) if is_secret(word) => text = text.replace(word, "…"),
            _ => {}
        }
    }
    text
}

/// The machine format that was asked for on a command line that could not be
/// parsed: whoever pipes into jq gets an envelope for a usage error too.
fn asked_format(args: &[OsString]) -> Option<FormatName> {
    let mut asked = None;
    let mut words = args
        .iter()
        .skip(1)
        .map(|word| word.to_str().unwrap_or_default());
    while let Some(word) = words.next() {
        let name = match word {
            "--" => break,
            "--json" => Some("json"),
            "-o" | "--output" => words.next(),
            other => other.strip_prefix("--output=").or_else(|| {
                // Also behind short switches in one word: -vojson.
                let (_, value) = other
                    .strip_prefix('-')
                    .filter(|rest| !rest.starts_with('-'))?
                    .split_once('o')
                    .filter(|(before, _)| before.chars().all(|switch| "qva".contains(switch)))?;
                Some(value.strip_prefix('=').unwrap_or(value))
            }),
        };
        if let Some(format) = name.and_then(FormatName::named) {
            asked = Some(format);
        }
    }
    asked.filter(|format| format.for_machines())
}
