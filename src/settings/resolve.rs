//! The settings of a run: those of the command line and the environment, and
//! those that come with the database.

use std::time::Duration;

use super::color::color;
use super::default_user::{DEFAULT_USER_VARIABLE, DefaultUser};
use super::{DatabaseTarget, Origin, Setting};
use crate::domain::zone::ZoneSpec;
use crate::env::{Terminal, Vars};
use crate::error::Result;
use crate::options::{FileChoice, GlobalOptions};
use crate::report::{FormatName, Secrets};
use crate::store::Timeouts;

const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The settings of a run.
#[derive(Debug)]
pub struct Settings {
    /// How long to wait for a connection.
    pub connect_timeout: Setting<Duration>,
    /// How long one SQL statement may take; zero: no limit.
    pub statement_timeout: Setting<Duration>,
    /// How long to wait for a lock that another session holds.
    pub lock_timeout: Setting<Duration>,
    /// The zone of the `*_date` columns; `None`: it is derived from the rows.
    pub timezone: Option<Setting<ZoneSpec>>,
    /// Whether the database must refuse writes in this session.
    pub read_only: Setting<bool>,
    /// Whether secrets are masked in every format.
    pub mask: Setting<bool>,
    /// The output format.
    pub format: Setting<FormatName>,
    /// Whether only errors and the data a script needs are printed.
    pub quiet: bool,
    /// Whether the format and the options together reveal secrets.
    pub secrets: Secrets,
    /// Whether stdout gets colour.
    pub color_out: bool,
    /// Whether stderr gets colour.
    pub color_err: bool,
    /// RAGFLOWCTL_USER; `None` if it is not set.
    default_user: Option<DefaultUser>,
    change_log: Option<FileChoice>,
}

impl Settings {
    /// Resolves the settings from the command line, the environment, and what
    /// comes with the database.
    pub fn resolve(
        options: &GlobalOptions,
        database: Option<&DatabaseTarget>,
        vars: &Vars,
        terminal: Terminal,
    ) -> Self {
        let mask = match options.reveal {
            true => Setting::new(false, Origin::Flag("--reveal")),
            false => resolve_switch(
                (options.mask, "--mask"),
                (vars, "RAGFLOWCTL_MASK"),
                database.filter(|database| database.mask),
            ),
        };
        let format = resolve_format(options);
        let reveals = options.reveal || format.value.is_machine_readable();
        Self {
            connect_timeout: resolve_timeout(
                (options.connect_timeout, "--connect-timeout"),
                DEFAULT_CONNECT_TIMEOUT,
            ),
            statement_timeout: resolve_timeout(
                (options.statement_timeout, "--statement-timeout"),
                Duration::ZERO,
            ),
            lock_timeout: resolve_timeout(
                (options.lock_timeout, "--lock-timeout"),
                DEFAULT_LOCK_TIMEOUT,
            ),
            read_only: resolve_switch(
                (options.read_only, "--read-only"),
                (vars, "RAGFLOWCTL_READ_ONLY"),
                database.filter(|database| database.read_only),
            ),
            secrets: match (mask.value, reveals) {
                (true, _) => Secrets::Masked,
                (false, true) => Secrets::Revealed,
                (false, false) => Secrets::NewRevealed,
            },
            timezone: match options.timezone.clone() {
                Some(zone) => Some(Setting::new(zone, Origin::Flag("--timezone"))),
                None => database.and_then(|database| database.timezone.clone()),
            },
            mask,
            format,
            quiet: options.quiet,
            color_out: color(vars, terminal.stdout, options.color),
            color_err: color(vars, terminal.stderr, options.color),
            default_user: DefaultUser::read(vars),
            change_log: options.change_log.clone(),
        }
    }

    /// The owner for a command that requires one and was given none.
    ///
    /// # Errors
    /// When RAGFLOWCTL_USER is set and is not UTF-8, is blank, or contains a NUL
    /// character.
    pub fn default_user(&self) -> Result<Option<&str>> {
        self.default_user
            .as_ref()
            .map(DefaultUser::name)
            .transpose()
    }

    /// The same owner for display, even if it is unusable, and its origin.
    pub fn default_user_for_display(&self) -> Option<Setting<&str>> {
        let user = self.default_user.as_ref()?;
        let origin = Origin::Variable(DEFAULT_USER_VARIABLE);
        Some(Setting::new(user.lossy(), origin))
    }

    /// The file that records every change; `None`: the default one.
    pub fn change_log(&self) -> Option<&FileChoice> {
        self.change_log.as_ref()
    }

    /// The three timeouts, as the store takes them.
    pub fn timeouts(&self) -> Timeouts {
        let statement = &self.statement_timeout;
        let is_chosen = statement.origin != Origin::Default;
        Timeouts::new(
            self.connect_timeout.value,
            is_chosen.then_some(statement.value),
            self.lock_timeout.value,
        )
    }
}

fn resolve_format(options: &GlobalOptions) -> Setting<FormatName> {
    if options.field.is_some() {
        return Setting::new(FormatName::of_field(), Origin::Flag("--field"));
    }
    match (options.json, options.output) {
        (true, _) => {
            let json = FormatName::from_name("json").unwrap_or_default();
            Setting::new(json, Origin::Flag("--json"))
        }
        (false, Some(format)) => Setting::new(format, Origin::Flag("--output")),
        (false, None) => Setting::new(FormatName::default(), Origin::Default),
    }
}

fn resolve_timeout(
    (value, flag): (Option<Duration>, &'static str),
    default: Duration,
) -> Setting<Duration> {
    match value {
        Some(value) => Setting::new(value, Origin::Flag(flag)),
        None => Setting::new(default, Origin::Default),
    }
}

/// A switch that a flag, an environment variable or the database's profile can
/// turn on. `profile` is `Some` if the database's profile does.
fn resolve_switch(
    (is_given, flag): (bool, &'static str),
    (vars, variable): (&Vars, &'static str),
    profile: Option<&DatabaseTarget>,
) -> Setting<bool> {
    if is_given {
        Setting::new(true, Origin::Flag(flag))
    } else if vars.is_on(variable) {
        Setting::new(true, Origin::Variable(variable))
    } else if let Some(database) = profile {
        Setting::new(true, database.origin.clone())
    } else {
        Setting::new(false, Origin::Default)
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, FromArgMatches as _};

    use super::*;

    fn options(args: &[&str]) -> GlobalOptions {
        let command = GlobalOptions::augment_args(clap::Command::new("ragflowctl"));
        let args = std::iter::once("ragflowctl").chain(args.iter().copied());
        let matches = command.try_get_matches_from(args).expect("valid options");
        GlobalOptions::from_arg_matches(&matches).expect("valid options")
    }

    fn resolve(args: &[&str], vars: &[(&str, &str)]) -> Settings {
        let vars = vars.iter().copied().collect();
        Settings::resolve(&options(args), None, &vars, Terminal::default())
    }

    #[test]
    fn a_flag_takes_precedence_over_a_variable_and_a_variable_over_the_default() {
        let read_only = |args: &[&str], value: &str| {
            let settings = resolve(args, &[("RAGFLOWCTL_READ_ONLY", value)]);
            (
                settings.read_only.value,
                settings.read_only.origin.to_string(),
            )
        };
        assert_eq!(
            read_only(&["--read-only"], "1"),
            (true, "--read-only".to_owned())
        );
        assert_eq!(
            read_only(&[], "1"),
            (true, "RAGFLOWCTL_READ_ONLY".to_owned())
        );
        assert_eq!(read_only(&[], "0"), (false, "default".to_owned()));
    }

    #[test]
    fn secrets_are_revealed_in_machine_formats_unless_masked() {
        let secrets = |args: &[&str]| resolve(args, &[]).secrets;
        assert_eq!(secrets(&[]), Secrets::NewRevealed);
        assert_eq!(secrets(&["--mask"]), Secrets::Masked);
        assert_eq!(secrets(&["--reveal"]), Secrets::Revealed);
        assert_eq!(secrets(&["--json"]), Secrets::Revealed);
        assert_eq!(secrets(&["--json", "--mask"]), Secrets::Masked);
        let masked = resolve(&["--json"], &[("RAGFLOWCTL_MASK", "yes")]);
        assert_eq!(masked.secrets, Secrets::Masked);
    }

    #[test]
    fn the_default_user_is_displayed_with_its_origin() {
        let settings = resolve(&[], &[("RAGFLOWCTL_USER", " ")]);
        assert!(settings.default_user().is_err());
        let shown = settings.default_user_for_display().expect("a user");
        let origin = shown.origin.to_string();
        assert_eq!((shown.value, origin.as_str()), (" ", "RAGFLOWCTL_USER"));
        let unset = resolve(&[], &[]);
        assert_eq!(unset.default_user().ok(), Some(None));
        assert_eq!(unset.default_user_for_display(), None);
    }

    #[test]
    fn the_change_log_is_the_one_of_the_options() {
        assert_eq!(resolve(&[], &[]).change_log(), None);
        let off = resolve(&["--change-log", "off"], &[]);
        assert_eq!(off.change_log(), Some(&FileChoice::Off));
    }
}
