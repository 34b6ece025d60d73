//! The parts of a session.

use std::sync::Arc;
use std::time::Duration;

use super::journal::Journal;
use super::messages::Messages;
use super::prompt::Prompt;
use super::stdin::Stdin;
use super::target::Target;
use super::zone::ZoneChoice;
use crate::env::{Clock, Dirs, Entropy, Env, Host, Interrupt, StatementHook, Terminal, Vars};
use crate::error::{Error, Kind, Result};
use crate::options::GlobalOptions;
use crate::report::{Column, Output, OutputOptions};
use crate::settings::{self, Settings, SettingsSources, help_width};
use crate::store::Store;
use crate::text::shell_word;

/// What a command works with.
pub(crate) struct Session<'a> {
    /// Options, environment and config file, checked and combined.
    pub(crate) settings: Settings,
    /// The global options as they were given.
    pub(crate) options: GlobalOptions,
    /// Data, on stdout.
    pub(crate) output: Output<'a>,
    /// Everything else, on stderr.
    pub(crate) messages: Messages<'a>,
    /// Which streams are terminals.
    pub(crate) terminal: Terminal,
    /// Whether the user asked to stop.
    pub(crate) interrupt: Interrupt,
    pub(crate) clock: &'a dyn Clock,
    /// Random bytes for keys and betas.
    pub(crate) entropy: &'a mut dyn Entropy,
    pub(crate) stdin: Stdin<'a>,
    /// Undo file and change log.
    pub(crate) journal: Journal<'a>,
    /// The zone of the dates that are written.
    pub(crate) zone: ZoneChoice<'a>,
    pub(crate) vars: Vars,
    /// Directories of this account and machine.
    pub(crate) dirs: Dirs,
    /// Other programs, and the terminal's hidden input.
    pub(crate) host: &'a mut dyn Host,
    /// The program's parser, with help of the given width in columns.
    parser: fn(usize) -> clap::Command,
    /// How long the whole run may take; `None` means no limit.
    pub(crate) time_limit: Option<Duration>,
    /// Whether a note says who else can read RAGFlow's file with the password;
    /// otherwise only `-v` shows it.
    pub(crate) notes_file_access: bool,
    /// Test hook around every statement; unset in production.
    pub(super) statement_hook: Option<Arc<dyn StatementHook>>,
}

/// The options that name the database, as they were given, without a password.
fn connection_options(options: &GlobalOptions, target: &Target) -> String {
    if options.database.is_some() {
        let known = target.known();
        let url = known.map(|database| shell_word(&database.url.to_argument()));
        return url.map_or_else(String::new, |url| format!("-d {url}"));
    }
    if let Some(profile) = &options.profile {
        return format!("--profile {}", shell_word(profile));
    }
    let Some(directory) = &options.ragflow else {
        return String::new();
    };
    let directory = directory.display().to_string();
    let source = match options.ragflow_source {
        Some(source) => format!(" --ragflow-source {source}"),
        None => String::new(),
    };
    format!("--ragflow {}{source}", shell_word(&directory))
}

impl<'a> Session<'a> {
    /// Prepares a run, and selects its database without opening it.
    pub(crate) fn new(
        options: GlobalOptions,
        parser: fn(usize) -> clap::Command,
        env: &'a mut Env<'_>,
    ) -> (Self, Target) {
        let sources = SettingsSources {
            vars: &env.vars,
            dirs: &env.dirs,
            host: env.host,
        };
        let target = Target::select(&options, sources);
        let settings = Settings::resolve(&options, target.known(), &env.vars, env.terminal);
        let look = OutputOptions {
            format: settings.format.value,
            secrets: settings.secrets,
            fields: match &options.field {
                Some(field) => Some(vec![field.clone()]),
                None => options.fields.clone(),
            },
            color: settings.color_out,
            width: env.terminal.width.filter(|_| env.terminal.stdout),
            has_header: !options.no_headers,
            pager: match options.no_pager {
                true => None,
                false => settings::pager(&env.vars, env.terminal),
            },
        };
        let journal = Journal::new(
            (settings.change_log.clone(), settings.undo_dir.clone()),
            env.dirs.state.as_deref(),
            env.vars.get("SUDO_USER"),
            env.host,
            env.clock,
        );
        let session = Self {
            output: Output::new(&mut *env.stdout, look, env.interrupt.clone()),
            messages: Messages::new(&mut *env.stderr, settings.quiet, options.verbose)
                .on_terminal(env.terminal, settings.color_err)
                .on_database(connection_options(&options, &target)),
            terminal: env.terminal,
            interrupt: env.interrupt.clone(),
            clock: env.clock,
            entropy: &mut *env.entropy,
            stdin: Stdin::new(&mut *env.stdin),
            journal,
            zone: ZoneChoice::new(settings.timezone.clone(), env.clock),
            vars: env.vars.clone(),
            dirs: env.dirs.clone(),
            host: &mut *env.host,
            parser,
            time_limit: None,
            notes_file_access: false,
            statement_hook: env.statement_hook.clone(),
            options,
            settings,
        };
        (session, target)
    }

    /// The program's parser, for help and manual pages.
    pub(crate) fn help_parser(&self) -> clap::Command {
        (self.parser)(self.help_width())
    }

    /// The width of help texts, in columns.
    pub(crate) fn help_width(&self) -> usize {
        help_width(&self.vars, self.terminal)
    }

    /// Whether a person sees both data and messages.
    pub(crate) fn is_interactive(&self) -> bool {
        self.terminal.stdout && self.terminal.stderr
    }

    /// Whether `--quiet` reduces this command's output to what a script needs.
    /// A machine format is always printed whole.
    pub(crate) fn is_output_quiet(&self) -> bool {
        self.settings.quiet && !self.output.format().is_machine_readable()
    }

    /// Refuses to store keys or betas that are printed only once, if stdout is closed.
    ///
    /// # Errors
    /// When it is.
    pub(crate) fn require_stdout(&self) -> Result<()> {
        match self.terminal.is_stdout_closed {
            false => Ok(()),
            true => Err(Error::new(
                Kind::Failed,
                "stdout is closed, so the new secrets could not be printed; nothing was changed",
            )
            .hint("to change keys without printing them, add: > /dev/null")),
        }
    }

    /// Names the zone of local times in the headings of a table. Reads the database if
    /// a column needs it: not to be called inside a transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn name_zone(&mut self, columns: &[Column], store: &mut Store) -> Result<()> {
        let has_local_times = columns.iter().any(|column| column.is_local_time);
        if has_local_times && !self.output.format().is_machine_readable() {
            let zone = self.zone.heading(store, &mut self.messages)?;
            self.output.set_zone(&zone);
        }
        Ok(())
    }

    /// Questions to the person at the terminal.
    pub(crate) fn prompt(&mut self) -> Prompt<'_, 'a> {
        Prompt {
            stdin: &mut self.stdin,
            messages: &mut self.messages,
            host: &mut *self.host,
            interrupt: &self.interrupt,
        }
    }

    /// What settings are read from, beside the command line.
    pub(crate) fn settings_sources(&self) -> SettingsSources<'_> {
        SettingsSources {
            vars: &self.vars,
            dirs: &self.dirs,
            host: self.host,
        }
    }
}
