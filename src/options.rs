//! The options that every command has, as the parser gives them.

mod store_errors;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum, ValueHint};

use crate::domain::zone::{ZoneError, ZoneSpec};
use crate::ragflow_conf::ConfSource;
use crate::report::{FORMATS, FormatName};

/// The options that every command has. Their doc comments are the help.
#[derive(Args, Clone)]
pub struct GlobalOptions {
    /// Database URL: sqlite:PATH, mysql://USER@HOST:PORT/NAME,
    /// postgres://USER@HOST:PORT/NAME, or demo:
    ///
    /// demo: is a sample database in memory. `ragflowctl help urls` describes all
    /// URLs, unix sockets and TLS. A password in the URL is visible to others on
    /// this machine while the command runs, and stays in your shell history; use
    /// RAGFLOWCTL_DATABASE_URL instead.
    #[arg(
        short,
        long,
        global = true,
        value_name = "URL",
        help_heading = "Connection"
    )]
    pub database: Option<String>,

    /// Use this profile of the config file
    ///
    /// See `ragflowctl help config-file`. RAGFLOWCTL_PROFILE does the same.
    #[arg(long, global = true, value_name = "NAME", help_heading = "Connection")]
    #[arg(conflicts_with_all = ["database", "ragflow"])]
    pub profile: Option<String>,

    /// Use the database of the RAGFlow deployment in this directory
    ///
    /// A RAGFlow checkout, its docker/ directory (uses .env, the template and the
    /// port published on this host), or a directory with conf/service_conf.yaml.
    /// RAGFLOW_HOME does the same.
    #[arg(long, global = true, value_name = "DIR", help_heading = "Connection")]
    #[arg(value_hint = ValueHint::DirPath)]
    #[arg(conflicts_with = "database")]
    pub ragflow: Option<PathBuf>,

    /// Which settings to use if conf/ and docker/ differ
    #[arg(
        long,
        global = true,
        value_name = "SOURCE",
        help_heading = "Connection"
    )]
    #[arg(value_parser = source_parser(), conflicts_with = "database")]
    pub ragflow_source: Option<ConfSource>,

    /// Read the database's password from this file
    ///
    /// The file must contain the password and nothing else, and only you may have
    /// access to it. Other sources, in this order: RAGFLOWCTL_PASSWORD or
    /// RAGFLOWCTL_PASSWORD_FILE, systemd's credential ragflowctl_password, the
    /// profile, RAGFlow's own settings, ~/.pgpass and ~/.my.cnf.
    #[arg(long, global = true, value_name = "FILE", help_heading = "Connection")]
    #[arg(value_hint = ValueHint::FilePath)]
    pub password_file: Option<PathBuf>,

    /// Connection timeout (0s: no limit) [default: 10s]
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub connect_timeout: Option<Duration>,

    /// Maximum time for one SQL statement (0s: no limit) [default: 5m of silence]
    ///
    /// The server ends the statement (MySQL only SELECT, SQLite none). If it sends
    /// nothing for half a second more (or for the lock timeout, if that is longer),
    /// the program ends the connection, with exit status 5. Without this option, it
    /// does so after 5 minutes in which the server sends nothing. With 0s it waits
    /// until the system reports that the server is gone; a proxy can prevent that.
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub statement_timeout: Option<Duration>,

    /// How long to wait for a lock held by another session [default: 5s]
    ///
    /// A transaction that meets such a lock is tried up to five times.
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub lock_timeout: Option<Duration>,

    /// Time zone of the dates in the database: Asia/Shanghai, UTC, +08:00
    ///
    /// RAGFlow's server writes dates in its own local zone (TZ) and does not store
    /// the zone. Set this option if this machine is in another zone. Without it, the
    /// zone comes from the deployment's TZ, or from the newest rows. See
    /// `ragflowctl help time-zone`.
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    #[arg(value_parser = parse_zone, help_heading = "Connection")]
    pub timezone: Option<ZoneSpec>,

    /// Output format [default: table]
    #[arg(short, long, alias = "format", global = true, value_name = "FORMAT")]
    #[arg(value_parser = format_parser(), help_heading = "Output")]
    pub output: Option<FormatName>,

    /// Same as --output json
    #[arg(
        long,
        global = true,
        conflicts_with = "output",
        help_heading = "Output"
    )]
    pub json: bool,

    /// Fields to print, in this order, separated by commas
    #[arg(long, global = true, value_name = "FIELDS", value_delimiter = ',')]
    #[arg(help_heading = "Output")]
    pub fields: Option<Vec<String>>,

    /// Print only this field: one value per line, without a header
    #[arg(long, global = true, value_name = "FIELD", help_heading = "Output")]
    #[arg(conflicts_with_all = ["fields", "output", "json"])]
    pub field: Option<String>,

    /// Print no header line (table, wide, csv, tsv)
    #[arg(long, global = true, help_heading = "Output")]
    pub no_headers: bool,

    /// Print a long table without a pager
    ///
    /// On a terminal, a list of more than a screen goes through $PAGER (default:
    /// less -FRX; empty: no pager).
    #[arg(long, global = true, help_heading = "Output")]
    pub no_pager: bool,

    /// Show keys and betas in full, also in tables
    #[arg(long, global = true, conflicts_with = "mask", help_heading = "Output")]
    pub reveal: bool,

    /// Mask keys and betas in every format, also in JSON, JSON Lines, CSV and TSV
    #[arg(long, global = true, help_heading = "Output")]
    pub mask: bool,

    /// When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    #[arg(help_heading = "Output")]
    pub color: ColorWhen,

    /// Print only errors and the data a script needs
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Output"
    )]
    pub quiet: bool,

    /// Show where each setting came from and which database is used
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,

    /// Read-only session, enforced by the database
    #[arg(long, global = true, help_heading = "Safety")]
    pub read_only: bool,

    /// Record every change in this file, one line of JSON per change [default:
    /// changes.jsonl in ~/.local/state/ragflowctl or the platform's equivalent]
    ///
    /// It records who changed which key, where and when, and never a secret. With
    /// `off` nothing is recorded.
    #[arg(long, global = true, value_name = "FILE|off", help_heading = "Safety")]
    #[arg(value_hint = ValueHint::FilePath)]
    pub change_log: Option<FileChoice>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless the environment says something else.
    #[default]
    Auto,
    /// Also in pipes and files.
    Always,
    /// Nowhere.
    Never,
}

/// A file to write to, or `off`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    /// The word `off`: write no file.
    Off,
    /// This file. A file with the name `off` is written as `./off`.
    At(PathBuf),
}

impl From<OsString> for FileChoice {
    fn from(text: OsString) -> Self {
        match text == "off" {
            true => Self::Off,
            false => Self::At(text.into()),
        }
    }
}

fn source_parser() -> impl clap::builder::TypedValueParser<Value = ConfSource> {
    let names = [
        PossibleValue::new("conf").help("conf/service_conf.yaml"),
        PossibleValue::new("docker").help("docker/.env and its template"),
    ];
    PossibleValuesParser::new(names)
        .try_map(|name| ConfSource::named(&name).ok_or("no such source"))
}

/// Parses a zone. `usage.rs` shows the tip of an error as a hint.
fn parse_zone(text: &str) -> Result<ZoneSpec, String> {
    text.parse().map_err(|error: ZoneError| {
        let similar = error.similar.join(" or ");
        let tip = match similar.is_empty() {
            true => "use a name like Asia/Shanghai or Europe/Berlin, or UTC, or +08:00".to_owned(),
            false => format!("did you mean {similar}?"),
        };
        format!("{error}\n\n  tip: {tip}")
    })
}

fn format_parser() -> impl clap::builder::TypedValueParser<Value = FormatName> {
    let names = FORMATS
        .iter()
        .map(|entry| PossibleValue::new(entry.name).help(entry.help));
    PossibleValuesParser::new(names)
        .try_map(|name| FormatName::from_name(&name).ok_or("no such format"))
}
