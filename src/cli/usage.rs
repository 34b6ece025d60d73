//! Usage errors: the parser's error as one of ours, and the output format that it
//! is reported in.

mod hints;

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{
    Arg, ArgAction, ArgMatches, Command, CommandFactory as _, ValueEnum as _, value_parser,
};

use self::hints::{misplaced_command, surplus_user, usage};
use super::Cli;
use crate::error::Error;
use crate::options::ColorWhen;
use crate::report::FormatName;
use crate::text::{may_be_secret, sanitize};

/// The parser's error as one line, with its suggestions as hints.
pub(crate) fn error(parsed: &clap::Error) -> Error {
    let misplaced = misplaced_command(parsed);
    let text = without_secrets(parsed, misplaced.is_some());
    let first: Vec<&str> = text
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .map(str::trim)
        .collect();
    let message = first.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    let message = match parsed.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "no command given",
        _ => message,
    };
    let reworded = reworded(message);
    // The message repeats a rejected value: make it safe, and cut it if it is
    // too long.
    let cut: String = sanitize(reworded.as_deref().unwrap_or(message))
        .chars()
        .take(400)
        .collect();
    let mut error = Error::usage(cut);
    let tips = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    for tip in tips {
        error = error.hint(tip);
    }
    if let Some(hint) = misplaced.or_else(|| surplus_user(parsed)) {
        error = error.hint(hint);
    }
    match usage(parsed) {
        Some(usage) => error.hint(format!("usage: {usage}; for details see --help")),
        None => error.hint("for details see --help"),
    }
}

/// A message in plain words, if it is one with a range in the syntax of Rust or
/// with units that are too small to be useful here.
fn reworded(message: &str) -> Option<String> {
    if let Some((start, _)) = message.split_once("time unit needed, for example ") {
        return Some(format!(
            "{start}missing unit (write for example 30s, 5m or 1h30m)"
        ));
    }
    let (start, range) = message.rsplit_once(" is not in ")?;
    let (start, value) = start.rsplit_once(": ")?;
    let (least, most) = range.split_once("..")?;
    let inclusive = most.strip_prefix('=');
    let bounds = [least, inclusive.unwrap_or(most)].map(str::parse::<u64>);
    let [Ok(least), Ok(most)] = bounds else {
        return None;
    };
    Some(match inclusive {
        None if value == "0" => format!("{start}: must be at least {least}"),
        _ => format!("{start}: must be between {least} and {most}"),
    })
}

/// The parser's error without the words that it does not understand: any of them
/// may be a password or a key. Only options, names from the parser itself and words
/// that resemble one of those are repeated.
fn without_secrets(parsed: &clap::Error, is_known_word: bool) -> String {
    let has_suggestion = is_known_word
        || parsed.context().any(|(kind, _)| {
            matches!(
                kind,
                ContextKind::SuggestedSubcommand | ContextKind::SuggestedValue
            )
        });
    let mut text = parsed.render().to_string();
    for (kind, value) in parsed.context() {
        let ContextValue::String(word) = value else {
            continue;
        };
        let is_harmless = match kind {
            ContextKind::InvalidArg => is_option(word) || is_placeholder(word),
            ContextKind::InvalidValue | ContextKind::InvalidSubcommand => {
                has_suggestion && !may_be_secret(word)
            }
            // The others are names from the parser.
            _ => true,
        };
        if !is_harmless && !word.is_empty() {
            text = without_word(&text, word);
        }
    }
    text.replace("invalid value '…' for", "invalid value for")
}

/// `-o`, `--limit`, `--limit <N>`
fn is_option(word: &str) -> bool {
    let name = word.split([' ', '=']).next().unwrap_or_default();
    let rest = &word[name.len()..];
    let letters = name.trim_start_matches('-');
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    name.starts_with('-')
        && (letters.chars().count() <= 1
            || (name.starts_with("--") && !may_be_secret(name) && letters.chars().all(is_name)))
        && (rest.is_empty() || is_placeholder(rest.trim_start_matches([' ', '='])))
}

/// `<KEY>`, `[SHELL]`, `<KEY|--weak>`
fn is_placeholder(word: &str) -> bool {
    let is_name =
        |c: char| c.is_ascii_uppercase() || "-_|<>[]. ".contains(c) || c.is_ascii_lowercase();
    word.starts_with(['<', '[']) && word.chars().all(is_name) && !may_be_secret(word)
}

/// The text with `…` for a word. A short word can be part of any other: only
/// between the quotes that the parser puts around it.
fn without_word(text: &str, word: &str) -> String {
    if word.chars().count() > 4 {
        return text.replace(word, "…");
    }
    text.replace(&format!("'{word}'"), "'…'")
        .replace(&format!("'-- {word}'"), "'-- …'")
}

/// Unknown options to skip while looking for the output format. A command line
/// with more of them gets the format of the part before.
const MAX_UNKNOWN_OPTIONS: usize = 16;

/// The machine format of a command line that the parser rejected, so that a
/// script gets an envelope for a usage error too. `None`: no format, or one for
/// people.
pub(crate) fn asked_format(args: &[OsString]) -> Option<FormatName> {
    let mut words = args.to_vec();
    for _ in 0..MAX_UNKNOWN_OPTIONS {
        match tolerant_parser().try_get_matches_from(&words) {
            Ok(matches) => return machine_format(&matches),
            Err(error) if remove_unknown_option(&mut words, &error) => {}
            Err(_) => break,
        }
    }
    let parser = tolerant_parser().ignore_errors(true);
    machine_format(&parser.try_get_matches_from(&words).ok()?)
}

fn machine_format(matches: &ArgMatches) -> Option<FormatName> {
    let is_json = matches.try_get_one::<bool>("json").ok().flatten();
    let name = match is_json {
        Some(true) => "json",
        _ => {
            let output = matches.try_get_one::<OsString>("output").ok().flatten()?;
            output.to_str()?
        }
    };
    FormatName::from_name(name).filter(|format| format.is_machine_readable())
}

/// The value of `--color` of a command line that was not parsed.
pub(crate) fn asked_color(args: &[OsString]) -> ColorWhen {
    let words: Vec<&str> = args.iter().filter_map(|word| word.to_str()).collect();
    let options = words.split(|word| *word == "--").next().unwrap_or_default();
    let separate = options.windows(2).filter(|pair| pair[0] == "--color");
    let joined = options
        .iter()
        .filter_map(|word| word.strip_prefix("--color="));
    let value = separate.map(|pair| pair[1]).chain(joined).last();
    value
        .and_then(|value| ColorWhen::from_str(value, false).ok())
        .unwrap_or_default()
}

/// The program's parser without the checks that would end the parsing before
/// the output format is seen: every option accepts any value or none, every
/// command accepts surplus words, and `--help` is an unknown option.
fn tolerant_parser() -> Command {
    tolerate(Cli::command())
        .args_override_self(true)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
}

fn tolerate(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_action() {
        ArgAction::Set | ArgAction::Append => {
            let is_positional = arg.is_positional();
            let arg = arg.value_parser(value_parser!(OsString));
            if is_positional {
                arg
            } else {
                arg.num_args(0..=1)
            }
        }
        _ => arg,
    });
    let takes_any_number = command
        .get_positionals()
        .any(|arg| matches!(arg.get_action(), ArgAction::Append));
    let command = match takes_any_number {
        true => command,
        false => command.arg(
            Arg::new("surplus")
                .num_args(0..)
                .value_parser(value_parser!(OsString)),
        ),
    };
    command
        .subcommand_precedence_over_arg(true)
        .mut_subcommands(tolerate)
}

/// Removes the option that the parser does not know, or that takes no value and
/// was given one. False if that was not the error.
fn remove_unknown_option(words: &mut Vec<OsString>, error: &clap::Error) -> bool {
    if !matches!(
        error.kind(),
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues
    ) {
        return false;
    }
    let unknown = error
        .context()
        .find_map(|(kind, value)| match (kind, value) {
            (ContextKind::InvalidArg, ContextValue::String(option)) => Some(option.as_str()),
            _ => None,
        });
    let Some(unknown) = unknown else {
        return false;
    };
    let length = words.len();
    let with_value = format!("{unknown}=");
    words.retain(|word| {
        let word = word.to_string_lossy();
        word != unknown && !word.starts_with(&with_value)
    });
    words.len() < length || remove_from_cluster(words, unknown)
}

/// Removes an unknown `-x` from the first word of short options that has it.
fn remove_from_cluster(words: &mut [OsString], unknown: &str) -> bool {
    let Some(letter) = unknown.strip_prefix('-') else {
        return false;
    };
    for word in words.iter_mut().skip(1) {
        let text = word.to_string_lossy();
        let cluster = text.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        if let Some(cluster) = cluster
            && cluster.contains(letter)
        {
            *word = format!("-{}", cluster.replacen(letter, "", 1)).into();
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Option<&'static str> {
        let words = line.split(' ').filter(|word| !word.is_empty());
        let args: Vec<OsString> = std::iter::once("ragflowctl")
            .chain(words)
            .map(OsString::from)
            .collect();
        asked_format(&args).map(FormatName::name)
    }

    #[test]
    fn the_format_is_found_in_every_spelling() {
        for line in [
            "--json",
            "-o json",
            "-ojson",
            "-o=json",
            "--output json",
            "--output=json",
            "token --json",
            "token delete -yojson",
            "token delete -yo json",
            "token delete -yo=json",
            "token list -vo json",
            "token list -qojson",
            "-o yaml --json",
            "--json -o table",
            "-o table -o json",
        ] {
            assert_eq!(asked(line), Some("json"), "{line}");
        }
        assert_eq!(asked("-o jsonl"), Some("jsonl"));
        assert_eq!(asked("-o csv token list"), Some("csv"));
    }

    #[test]
    fn the_format_is_found_before_and_after_what_is_wrong() {
        for wrong in [
            "--bad",
            "--bad=value",
            "--bad value",
            "-x",
            "-xq",
            "--al",
            "extra words",
            "json",
            "--limit 0",
            "--limit",
            "--limit -1",
            "--lock-timeout soon",
            "--sort nonsense",
            "--user",
            "--user a --tenant b",
            "--reveal --mask",
            "-q -v",
            "--all --all",
            "--json=x",
            "--help",
            "--version",
        ] {
            for line in [
                format!("token list {wrong} --output json"),
                format!("token list --output json {wrong}"),
                format!("--output json token list {wrong}"),
                format!("token list {wrong} -ojson"),
            ] {
                assert_eq!(asked(&line), Some("json"), "{line}");
            }
        }
        for line in [
            "tokn list --json",
            "token lst --json",
            "token frobnicate --json",
            "completions tcsh --json",
            "help nothing --json",
            "token list --bad -xojson",
        ] {
            assert_eq!(asked(line), Some("json"), "{line}");
        }
    }

    #[test]
    fn words_that_are_not_utf8_do_not_hide_the_format() {
        use std::os::unix::ffi::OsStringExt as _;
        for before in [
            "",
            "token",
            "token list",
            "token list --user",
            "token list -o",
        ] {
            let words = before.split(' ').filter(|word| !word.is_empty());
            let mut args: Vec<OsString> = std::iter::once("ragflowctl")
                .chain(words)
                .map(OsString::from)
                .collect();
            args.push(OsString::from_vec(b"a\xffb".to_vec()));
            args.push("--json".into());
            assert_eq!(
                asked_format(&args).map(FormatName::name),
                Some("json"),
                "{args:?}"
            );
        }
    }

    #[test]
    fn a_format_for_people_or_none_is_not_a_machine_format() {
        for line in [
            "",
            "token list --bad",
            "-o table",
            "-o yaml",
            "-o",
            "token list --jsno",
            "token show -- --json",
            "token list -- -ojson",
            "--user -o token list --bad",
        ] {
            assert_eq!(asked(line), None, "{line}");
        }
    }

    #[test]
    fn a_long_command_line_is_searched_only_so_far() {
        let many: Vec<String> = (0..100).map(|number| format!("--bad{number}")).collect();
        let line = format!("-ojson token list {} --quiet", many.join(" "));
        assert_eq!(asked(&line), Some("json"));
    }
}
