//! What a run was told, and by whom: flags, the environment, the config file,
//! RAGFlow's own files. Every value remembers where it came from.

pub mod config_file;

mod client_files;
mod database;
mod interim;
mod new_profile;
mod password;
mod private_file;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

pub use database::{Database, PasswordSource, embedded_path, find as find_database, none_named};
pub use interim::{SecretKeyLookup, find_secret_key};
pub use new_profile::{NewProfile, add_profile};
pub use password::{PasswordCandidate, find as find_password};

use crate::domain::zone::ZoneSpec;
use crate::env::{Dirs, Env, Host, Vars};
use crate::options::GlobalOptions;
use crate::report::{FormatName, Secrets};
use crate::store::Timeouts;

/// What settings are gathered from, beside the command line.
#[derive(Clone, Copy)]
pub struct SettingsSources<'a> {
    /// Environment variables.
    pub vars: &'a Vars,
    /// Where files are looked for.
    pub dirs: &'a Dirs,
    /// Who we are.
    pub host: &'a dyn Host,
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said otherwise.
    Default,
    /// An option on the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// Somebody typed it when asked.
    Answer,
    /// The config file's `default_profile`.
    DefaultProfile,
    /// A profile of the config file.
    Profile {
        /// Its name.
        name: String,
        /// Who chose it.
        chosen_by: Box<Self>,
    },
    /// A file of RAGFlow's own.
    RagflowFile(PathBuf),
    /// A file of the engine's own client.
    ClientFile(PathBuf),
    /// Nobody named it: this is RAGFlow's own container.
    Container,
    /// Nobody named it: the database that `db init` made.
    Embedded,
}

impl Origin {
    /// What decided in the end: whoever chose the profile.
    pub fn chosen_by(&self) -> &Self {
        match self {
            Self::Profile { chosen_by, .. } => chosen_by.chosen_by(),
            other => other,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Answer => f.write_str("your answer"),
            Self::DefaultProfile => f.write_str("default_profile"),
            Self::Profile { name, chosen_by } => write!(f, "profile {name} ({chosen_by})"),
            Self::RagflowFile(path) | Self::ClientFile(path) => path.display().fmt(f),
            Self::Container => f.write_str("RAGFlow's own container, because none was named"),
            Self::Embedded => f.write_str("the embedded database, because none was named"),
        }
    }
}

/// A value, and who set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who set it.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// A value that somebody set.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// What a run was told.
#[derive(Debug)]
pub struct Settings {
    /// How long to wait for a connection.
    pub connect_timeout: Setting<Duration>,
    /// How long to let a statement run; zero: as long as it takes.
    pub statement_timeout: Setting<Duration>,
    /// How long to wait for a lock.
    pub lock_timeout: Setting<Duration>,
    /// The zone that dates are written in, where somebody named it.
    pub timezone: Option<Setting<ZoneSpec>>,
    /// The session may write nothing.
    pub read_only: Setting<bool>,
    /// Secrets are hidden in every format.
    pub mask: Setting<bool>,
    /// How to print.
    pub format: Setting<FormatName>,
    /// The default owner.
    pub user: Option<Setting<std::ffi::OsString>>,
    /// Say nothing but errors.
    pub quiet: bool,
    /// Whether secrets are printed.
    pub secrets: Secrets,
    /// Colour on stdout.
    pub color_out: bool,
    /// Colour on stderr.
    pub color_err: bool,
}

impl Settings {
    /// Gathers what was said on the command line, in the environment, and by
    /// whoever named the database.
    pub fn resolve(global: &GlobalOptions, database: Option<&Database>, env: &Env<'_>) -> Self {
        let vars = &env.vars;
        let switch = |flag: bool, name, variable, said: fn(&Database) -> bool| {
            if flag {
                Setting::new(true, Origin::Flag(name))
            } else if vars.is_on(variable) {
                Setting::new(true, Origin::Variable(variable))
            } else if let Some(database) = database.filter(|database| said(database)) {
                Setting::new(true, database.origin.clone())
            } else {
                Setting::new(false, Origin::Default)
            }
        };
        let mask = match global.reveal {
            true => Setting::new(false, Origin::Flag("--reveal")),
            false => switch(global.mask, "--mask", "RAGFLOWCTL_MASK", |database| {
                database.mask
            }),
        };
        let format = match (global.json, global.output) {
            (true, _) => {
                let json = FormatName::from_name("json").unwrap_or_default();
                Setting::new(json, Origin::Flag("--json"))
            }
            (false, Some(format)) => Setting::new(format, Origin::Flag("--output")),
            (false, None) => Setting::new(FormatName::default(), Origin::Default),
        };
        let reveals = global.reveal || format.value.is_machine_readable();
        let wait = |given: Option<Duration>, name, seconds| match given {
            Some(given) => Setting::new(given, Origin::Flag(name)),
            None => Setting::new(Duration::from_secs(seconds), Origin::Default),
        };
        Self {
            connect_timeout: wait(global.connect_timeout, "--connect-timeout", 10),
            statement_timeout: wait(global.statement_timeout, "--statement-timeout", 0),
            lock_timeout: wait(global.lock_timeout, "--lock-timeout", 5),
            read_only: switch(
                global.read_only,
                "--read-only",
                "RAGFLOWCTL_READ_ONLY",
                |database| database.read_only,
            ),
            secrets: match reveals && !mask.value {
                true => Secrets::Revealed,
                false => Secrets::Masked,
            },
            timezone: match global.timezone.clone() {
                Some(zone) => Some(Setting::new(zone, Origin::Flag("--timezone"))),
                None => database.and_then(|database| database.timezone.clone()),
            },
            mask,
            format,
            user: vars
                .get("RAGFLOWCTL_USER")
                .map(|user| Setting::new(user.to_owned(), Origin::Variable("RAGFLOWCTL_USER"))),
            quiet: global.quiet,
            color_out: color(vars, env.terminal.stdout),
            color_err: color(vars, env.terminal.stderr),
        }
    }

    /// How long to wait for what.
    pub fn timeouts(&self) -> Timeouts {
        Timeouts {
            connect: self.connect_timeout.value,
            statement: self.statement_timeout.value,
            lock: self.lock_timeout.value,
        }
    }
}

/// Whether a stream gets colour: NO_COLOR forbids it, CLICOLOR_FORCE asks for
/// it, and otherwise a terminal that is not `dumb` gets it.
pub fn color(vars: &Vars, terminal: bool) -> bool {
    let dumb = vars.get("TERM").is_some_and(|term| term == "dumb");
    if vars.get("NO_COLOR").is_some() {
        false
    } else if vars.is_on("CLICOLOR_FORCE") {
        true
    } else {
        terminal && !dumb
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_conventions() {
        let vars = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<Vars>();
        assert!(color(&vars(&[]), true));
        assert!(!color(&vars(&[]), false));
        assert!(!color(&vars(&[("TERM", "dumb")]), true));
        assert!(!color(&vars(&[("NO_COLOR", "1")]), true));
        assert!(
            color(&vars(&[("NO_COLOR", "")]), true),
            "empty counts as unset"
        );
        assert!(color(&vars(&[("CLICOLOR_FORCE", "1")]), false));
        assert!(!color(&vars(&[("CLICOLOR_FORCE", "0")]), false));
        assert!(!color(
            &vars(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            true
        ));
    }
}
