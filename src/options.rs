//! The options that every command shares, as the parser gives them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};

use crate::domain::zone::{ZoneError, ZoneSpec};
use crate::ragflow_conf::ConfSource;
use crate::report::{FORMATS, FormatName};

/// The options every command shares.
#[derive(Args, Clone)]
pub struct GlobalOptions {
    /// The database: sqlite:PATH, mysql://USER@HOST:PORT/NAME,
    /// postgres://USER@HOST:PORT/NAME, or demo:
    ///
    /// Also mariadb:// and oceanbase:// (MySQL's protocol), postgresql://,
    /// sqlite::memory:, and unix sockets: mysql://USER@localhost/NAME?socket=PATH,
    /// postgres://USER@/NAME?host=DIRECTORY. demo: is a sample database in memory.
    /// Over TCP, TLS is used if the server offers it; ?ssl-mode=required,
    /// verify-ca or verify-identity demands it, with ssl-ca=FILE, ssl-cert=FILE
    /// and ssl-key=FILE (or PostgreSQL's sslmode=…, sslrootcert=…).
    /// A password in a URL is visible to others on this machine while it stands
    /// on a command line; RAGFLOWCTL_DATABASE_URL keeps it out of there.
    #[arg(
        short,
        long,
        global = true,
        value_name = "URL",
        help_heading = "Connection"
    )]
    pub database: Option<String>,

    /// A profile of the config file
    ///
    /// See `ragflowctl help config`. RAGFLOWCTL_PROFILE names one as well.
    #[arg(long, global = true, value_name = "NAME", help_heading = "Connection")]
    #[arg(conflicts_with_all = ["database", "ragflow"])]
    pub profile: Option<String>,

    /// The directory of a RAGFlow deployment: take the database from its own settings
    ///
    /// A checkout or its docker/ directory (docker/.env with the template and
    /// the port exposed on this host), or a directory with
    /// conf/service_conf.yaml. RAGFLOW_HOME names one as well.
    #[arg(long, global = true, value_name = "DIR", help_heading = "Connection")]
    #[arg(conflicts_with = "database")]
    pub ragflow: Option<PathBuf>,

    /// Which of a checkout's settings count, where conf/ and docker/ disagree
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
    /// It holds the password and nothing else, and only you can read it. Other
    /// ways, first that is set: RAGFLOWCTL_PASSWORD or RAGFLOWCTL_PASSWORD_FILE,
    /// systemd's credential ragflowctl_password, the profile, RAGFlow's own
    /// settings, ~/.pgpass and ~/.my.cnf.
    #[arg(long, global = true, value_name = "FILE", help_heading = "Connection")]
    pub password_file: Option<PathBuf>,

    /// Wait so long for a connection [default: 10s]
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub connect_timeout: Option<Duration>,

    /// Let no statement run longer (0s: as long as it takes) [default: 0s]
    ///
    /// Kept by the server. MySQL keeps it for SELECT only, SQLite not at all.
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub statement_timeout: Option<Duration>,

    /// Wait so long for a row or file that another session holds [default: 5s]
    #[arg(long, global = true, value_name = "DURATION")]
    #[arg(value_parser = humantime::parse_duration, help_heading = "Connection")]
    pub lock_timeout: Option<Duration>,

    /// Write dates in this zone: Asia/Shanghai, UTC, +08:00
    ///
    /// RAGFlow's server writes dates in its own local zone (TZ), without saying
    /// which. Name it where this process runs in another one; otherwise a
    /// deployment's TZ or the newest rows tell. `db check` shows the zone.
    #[arg(long, global = true, value_name = "ZONE", allow_hyphen_values = true)]
    #[arg(value_parser = parse_zone, help_heading = "Connection")]
    pub timezone: Option<ZoneSpec>,

    /// How to print [default: table]
    #[arg(short, long, global = true, value_name = "FORMAT")]
    #[arg(value_parser = format_parser(), help_heading = "Output")]
    pub output: Option<FormatName>,

    /// The same as --output json
    #[arg(
        long,
        global = true,
        conflicts_with = "output",
        help_heading = "Output"
    )]
    pub json: bool,

    /// Which fields to print, in this order, separated by commas
    #[arg(long, global = true, value_name = "FIELDS", value_delimiter = ',')]
    #[arg(help_heading = "Output")]
    pub fields: Option<Vec<String>>,

    /// Show keys and betas in full, in tables too
    #[arg(long, global = true, conflicts_with = "mask", help_heading = "Output")]
    pub reveal: bool,

    /// Hide keys and betas, in machine formats too
    #[arg(long, global = true, help_heading = "Output")]
    pub mask: bool,

    /// Say nothing but errors, and print only what a script needs
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Output"
    )]
    pub quiet: bool,

    /// Explain: which settings from where, which engine
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,

    /// Write nothing: the engine itself refuses writes in this session
    #[arg(long, global = true, help_heading = "Safety")]
    pub read_only: bool,

    /// Where every change is noted, a line of JSON each [default: changes.jsonl
    /// in the state directory]
    ///
    /// Who changed which key where and when; never a secret.
    #[arg(long, global = true, value_name = "FILE|off", help_heading = "Safety")]
    pub change_log: Option<FileChoice>,
}

/// A file to write to, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    /// `off`: none.
    Off,
    /// This one. One that is called `off` is written `./off`.
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
        PossibleValue::new("docker").help("docker/.env and the template beside it"),
    ];
    PossibleValuesParser::new(names)
        .try_map(|name| ConfSource::named(&name).ok_or("no such source"))
}

/// A zone, or what to write instead: the parser shows tips as hints.
fn parse_zone(text: &str) -> Result<ZoneSpec, String> {
    text.parse().map_err(|error: ZoneError| {
        let similar = error.similar.join(" or ");
        let tip = match similar.is_empty() {
            true => "zones are called Asia/Shanghai, Europe/Berlin, UTC or +08:00".to_owned(),
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
