//! The settings of a run: those of the command line and the environment, and
//! those that come with the database.

use std::time::Duration;

use super::color::color;
use super::default_user::DefaultUser;
use super::{DatabaseTarget, Origin, Setting};
use crate::domain::zone::ZoneSpec;
use crate::env::{Terminal, Vars};
use crate::error::{Error, Result};
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
    /// RAGFLOWCTL_USER or the profile's `user`; `None` if neither is set.
    default_user: Option<DefaultUser>,
    /// The file that records every change; `None`: the default one.
    pub change_log: Option<Setting<FileChoice>>,
    /// The directory of undo files; `None`: the default one.
    pub undo_dir: Option<Setting<FileChoice>>,
    /// Why RAGFLOWCTL_OUTPUT is not a format.
    wrong_format: Option<String>,
}

/// The variable with the output format.
const OUTPUT_VARIABLE: &str = "RAGFLOWCTL_OUTPUT";

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
        let (variable_format, wrong_format) = match format_from_variable(vars) {
            Some(Ok(format)) => (Some(format), None),
            Some(Err(problem)) => (None, Some(problem)),
            None => (None, None),
        };
        let format = resolve_format(options, variable_format, database);
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
            default_user: DefaultUser::read(vars).or_else(|| DefaultUser::of_profile(database?)),
            change_log: resolve_file(
                options.change_log.as_ref(),
                (vars, "RAGFLOWCTL_CHANGE_LOG"),
                database.map(|database| (&database.defaults.change_log, &database.origin)),
            ),
            undo_dir: resolve_file(
                None,
                (vars, "RAGFLOWCTL_UNDO_DIR"),
                database.map(|database| (&database.defaults.undo_dir, &database.origin)),
            ),
            wrong_format,
        }
    }

    /// Refuses a variable that no command can use.
    ///
    /// # Errors
    /// When RAGFLOWCTL_OUTPUT is not a format.
    pub fn check(&self) -> Result<()> {
        match &self.wrong_format {
            None => Ok(()),
            Some(problem) => {
                Err(Error::usage(format!("{OUTPUT_VARIABLE}: {problem}")).hint(FormatName::hint()))
            }
        }
    }

    /// The owner for a command that requires one and was given none.
    ///
    /// # Errors
    /// When RAGFLOWCTL_USER or the profile's `user` is set and is not UTF-8, is blank,
    /// or contains a NUL character.
    pub fn default_user(&self) -> Result<Option<&str>> {
        self.default_user
            .as_ref()
            .map(DefaultUser::name)
            .transpose()
    }

    /// The same owner for display, even if it is unusable, and its origin.
    pub fn default_user_for_display(&self) -> Option<Setting<&str>> {
        let user = self.default_user.as_ref()?;
        Some(Setting::new(user.lossy(), user.origin.clone()))
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

/// The format of RAGFLOWCTL_OUTPUT, or why there is none of that name; `None` if the
/// variable is not set.
pub fn format_from_variable(vars: &Vars) -> Option<std::result::Result<FormatName, String>> {
    let name = vars.get(OUTPUT_VARIABLE)?;
    Some(FormatName::parse(&name.to_string_lossy()))
}

fn resolve_format(
    options: &GlobalOptions,
    variable: Option<FormatName>,
    database: Option<&DatabaseTarget>,
) -> Setting<FormatName> {
    if options.field.is_some() {
        return Setting::new(FormatName::of_field(), Origin::Flag("--field"));
    }
    if options.json {
        let json = FormatName::from_name("json").unwrap_or_default();
        return Setting::new(json, Origin::Flag("--json"));
    }
    let option = options
        .output
        .map(|format| (format, Origin::Flag("--output")));
    let variable = variable.map(|format| (format, Origin::Variable(OUTPUT_VARIABLE)));
    let profile = || {
        let database = database?;
        Some((database.defaults.output?, database.origin.clone()))
    };
    let (format, origin) = option
        .or(variable)
        .or_else(profile)
        .unwrap_or((FormatName::default(), Origin::Default));
    Setting::new(format, origin)
}

/// A file or directory that `--change-log`, a variable or the profile names.
fn resolve_file(
    change_log: Option<&FileChoice>,
    (vars, variable): (&Vars, &'static str),
    profile: Option<(&Option<FileChoice>, &Origin)>,
) -> Option<Setting<FileChoice>> {
    let from_variable = || {
        let value = vars.get(variable)?.to_owned();
        Some(Setting::new(value.into(), Origin::Variable(variable)))
    };
    let from_profile = || {
        let (choice, origin) = profile?;
        Some(Setting::new(choice.clone()?, origin.clone()))
    };
    change_log
        .map(|choice| Setting::new(choice.clone(), Origin::Flag("--change-log")))
        .or_else(from_variable)
        .or_else(from_profile)
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
        assert_eq!(resolve(&[], &[]).change_log, None);
        let vars = [
            ("RAGFLOWCTL_CHANGE_LOG", "x"),
            ("RAGFLOWCTL_UNDO_DIR", "off"),
        ];
        let off = resolve(&["--change-log", "off"], &vars);
        let change_log = off.change_log.map(|setting| setting.value);
        assert_eq!(change_log, Some(FileChoice::Off));
        let undo_dir = off.undo_dir.map(|setting| setting.origin.to_string());
        assert_eq!(undo_dir.as_deref(), Some("RAGFLOWCTL_UNDO_DIR"));
        let variable = resolve(&[], &vars).change_log.map(|setting| setting.value);
        assert_eq!(variable, Some(FileChoice::At("x".into())));
    }

    #[test]
    fn an_option_for_the_output_takes_precedence_over_the_variable() {
        let json = [("RAGFLOWCTL_OUTPUT", "json")];
        let format = |args: &[&str]| resolve(args, &json).format.value.name();
        assert_eq!((format(&[]), format(&["-o", "csv"])), ("json", "csv"));
        let wrong = resolve(&[], &[("RAGFLOWCTL_OUTPUT", "xml")]);
        assert!(wrong.check().is_err() && wrong.format.value.name() == "table");
    }
}
