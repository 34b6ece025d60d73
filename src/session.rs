//! What a command works with.

use std::io::Read;
use std::sync::Arc;

pub mod journal;
mod messages;
mod prompt;
mod zone;

pub use messages::Messages;

use crate::database_url::{DatabaseUrl, Server};
use crate::domain::login::SecretKey;
use crate::env::{Clock, Dirs, Entropy, Env, Host, Interrupt, StatementHook, Terminal, Vars};
use crate::error::{Error, Result};
use crate::options::GlobalOptions;
use crate::report::Output;
use crate::settings::{
    self, DatabaseTarget, Origin, PasswordCandidate, PasswordSource, Setting, Settings,
    SettingsSources,
};
use crate::store::{Access, Link, Store, Verified};
use journal::Log;
use zone::Chosen;

/// What a command works with: settings, streams, clock, randomness, and the
/// way to the database.
pub struct Session<'a> {
    /// What the run was told.
    pub settings: Settings,
    /// Data.
    pub output: Output<'a>,
    /// Messages.
    pub messages: Messages<'a>,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Randomness for keys.
    pub entropy: &'a mut dyn Entropy,
    /// Whether the user asked to stop.
    pub interrupt: Interrupt,
    /// Environment variables.
    pub vars: Vars,
    /// Where things are looked for.
    pub dirs: Dirs,
    /// Programs, and the terminal's hidden line.
    pub host: &'a mut dyn Host,
    /// What a person types, or what is piped in.
    pub stdin: &'a mut dyn Read,
    /// What reads it: only one thing can.
    pub(crate) stdin_reader: Option<&'static str>,
    /// Which streams are terminals.
    pub terminal: Terminal,
    /// The options every command shares, as they were given.
    pub global: GlobalOptions,
    /// What RAGFlow signs login tokens with, where the database's own
    /// deployment says so; known once the database is open.
    pub(crate) secret_key: Option<Setting<SecretKey>>,
    /// The zone of dates, once something needed it.
    pub(crate) zone: Chosen,
    /// Who named the database that was opened.
    pub(crate) origin: Option<Origin>,
    /// Where changes are noted, once there was one.
    pub(crate) log: Log,
    /// Who looks on at every statement.
    pub(crate) statement_hook: Option<Arc<dyn StatementHook>>,
    /// The database, `None` where nobody named one, or why that is not clear:
    /// not every command needs one.
    pub(crate) database: Option<Result<Option<DatabaseTarget>>>,
}

impl Session<'_> {
    /// Opens the database for what the command is going to do.
    ///
    /// # Errors
    /// When none is named, it cannot be opened, or it may not be written.
    pub fn open(&mut self, access: Access) -> Result<Store> {
        if access == Access::Write {
            self.refuse_if_read_only()?;
        }
        let mut store = self.connect(access)?;
        if access == Access::Write {
            refuse_replica(&mut store)?;
            if *store.url() == DatabaseUrl::Demo {
                self.messages
                    .note("demo: lives in memory; what is written is gone when this command ends");
            }
        }
        Ok(store)
    }

    /// Refuses to go on where writing was forbidden, and says by whom.
    ///
    /// # Errors
    /// When it was.
    pub fn refuse_if_read_only(&self) -> Result<()> {
        let read_only = &self.settings.read_only;
        match read_only.value {
            false => Ok(()),
            true => Err(Error::refused(format!(
                "this command writes, and {} forbids it",
                read_only.origin
            ))
            .hint("take that away, or see what --dry-run says")),
        }
    }

    /// Opens the database to read, and to write as well where that is
    /// possible: `token list` fills betas when it may. Says what keeps it from
    /// writing, if something does.
    ///
    /// # Errors
    /// As for [`Session::open`].
    pub fn open_to_fill(&mut self) -> Result<(Store, Option<String>)> {
        let found = matches!(
            &self.database,
            Some(Ok(Some(database))) if database.origin == Origin::Embedded
        );
        if found && !self.is_interactive() {
            let why = "the database was not named, and nobody watches".to_owned();
            return Ok((self.open(Access::Read)?, Some(why)));
        }
        let mut store = self.connect(Access::Write)?;
        let refusal = store.refuses_writes()?;
        Ok((store, refusal))
    }

    /// Whether a person watches both streams.
    pub fn is_interactive(&self) -> bool {
        self.terminal.stdout && self.terminal.stderr
    }

    fn connect(&mut self, access: Access) -> Result<Store> {
        let mut database = match self.database.take() {
            Some(database) => database?.ok_or_else(settings::no_database_given)?,
            None => return Err(Error::usage("the database was opened before")),
        };
        self.messages.verbose(&format!(
            "database: {} (from {})",
            database.url, database.origin
        ));
        for file in &database.files {
            self.messages.verbose(&format!("read {}", file.display()));
        }
        for note in &database.notes {
            self.messages.note(note);
        }
        self.warn_of(&database, access)?;
        self.add_password(&mut database)?;
        self.secret_key = database.secret_key.take();
        let mut store = Store::open(&database.url, access, self.settings.timeouts())?;
        if let Some(statement_hook) = &self.statement_hook {
            store = store.with_hook(statement_hook.clone());
        }
        self.origin = Some(database.origin);
        if let DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) = &database.url {
            self.messages
                .verbose(&format!("connection: {}", store.link()));
            if let Some(warning) = warning(store.link(), server) {
                self.messages.warning(&warning);
            }
        }
        if self.messages.is_verbose() {
            let version = store.server_version()?;
            let range = store.schema().version_range();
            self.messages
                .verbose(&format!("engine: {version}; schema of RAGFlow {range}"));
            self.zone(&mut store)?;
        }
        Ok(store)
    }

    /// Finds the password of a database, and puts it into its address.
    fn add_password(&mut self, database: &mut DatabaseTarget) -> Result<()> {
        let candidate = self.find_password(database)?;
        let Some(candidate) = candidate else {
            if let DatabaseUrl::MySql(_) | DatabaseUrl::Postgres(_) = database.url {
                self.messages.verbose("password: none was found");
            }
            return Ok(());
        };
        self.messages
            .verbose(&format!("password: from {}", candidate.origin));
        if let Some(note) = candidate.permissions_note(self.host) {
            self.messages.note(&note);
        }
        let password = match &candidate.source {
            PasswordSource::Encrypted(file) if self.terminal.can_ask() => {
                let why = format!("the password in {} is encrypted", file.display());
                self.messages.note(&why);
                self.ask_password(&format!("Password of {}: ", database.url))?
            }
            _ => Some(candidate.read(self.host)?),
        };
        if let Some(password) = password {
            database.url.set_password(password);
        }
        Ok(())
    }

    /// Who has the password of a database, as far as that can be told without
    /// reading it.
    ///
    /// # Errors
    /// When two of one rank have one.
    pub(crate) fn find_password(
        &self,
        database: &DatabaseTarget,
    ) -> Result<Option<PasswordCandidate>> {
        settings::find_password(database, &self.global, self.settings_sources())
    }

    /// Finds the database of the options as they are now.
    ///
    /// # Errors
    /// When what names it is malformed.
    pub(crate) fn find_database(&self) -> Result<Option<DatabaseTarget>> {
        settings::find_database(&self.global, self.settings_sources())
    }

    fn settings_sources(&self) -> SettingsSources<'_> {
        SettingsSources {
            vars: &self.vars,
            dirs: &self.dirs,
            host: self.host,
        }
    }

    /// Says what is dangerous or surprising about a database, or refuses it.
    fn warn_of(&mut self, database: &DatabaseTarget, access: Access) -> Result<()> {
        if database.origin == Origin::Embedded {
            if access == Access::Write && !self.is_interactive() {
                return Err(Error::refused(
                    "the database was not named, and without a terminal nothing is written to one \
                     that was merely found",
                )
                .hint(format!("name it: --database {}", database.url)));
            }
            self.messages.always(&format!(
                "no database is named: using the embedded one, {}",
                database.url
            ));
        }
        let on_command_line = matches!(database.origin, Origin::Flag(_));
        if on_command_line && matches!(database.password, Some(PasswordSource::Text(_))) {
            self.messages.warning(
                "a password on the command line is visible to others on this machine and lands in \
                 the shell's history; RAGFLOWCTL_DATABASE_URL keeps it out of there",
            );
        }
        Ok(())
    }
}

/// What may happen to a connection that leaves this machine, and how to
/// prevent it.
fn warning(link: Link, server: &Server) -> Option<String> {
    if server.is_local() {
        return None;
    }
    let host = &server.host;
    match link {
        Link::Local | Link::Encrypted(Verified::Chain | Verified::Name) => None,
        Link::Plain => Some(format!(
            "the connection to {host} is not encrypted, and passwords and keys can be read on the \
             way: let the server candidate TLS, and demand it (?ssl-mode=verify-identity&ssl-ca=FILE)"
        )),
        Link::Encrypted(Verified::No) => Some(format!(
            "the connection to {host} is encrypted, but anyone on the way can pose as the server: \
             verify it (?ssl-mode=verify-identity&ssl-ca=FILE)"
        )),
    }
}

/// Refuses a server that takes no writes, even where this account could: a
/// write on a replica breaks it.
fn refuse_replica(store: &mut Store) -> Result<()> {
    match store.refuses_writes()? {
        None => Ok(()),
        Some(why) => Err(Error::refused(format!("{why}: {}", store.url()))
            .hint("name the primary server, or a file that can be written")),
    }
}

/// Builds the context of a run from its command line and environment.
pub(crate) fn new<'a>(global: GlobalOptions, env: &'a mut Env<'_>) -> Session<'a> {
    let sources = SettingsSources {
        vars: &env.vars,
        dirs: &env.dirs,
        host: env.host,
    };
    let database = settings::find_database(&global, sources);
    let named = database.as_ref().ok().and_then(Option::as_ref);
    let settings = Settings::resolve(&global, named, &env.vars, env.terminal);
    let look = crate::report::Look {
        format: settings.format.value,
        secrets: settings.secrets,
        fields: global.fields.clone(),
        color: settings.color_out,
        width: env.terminal.width.filter(|_| env.terminal.stdout),
    };
    Session {
        output: Output::new(&mut *env.stdout, look, env.interrupt.clone()),
        messages: Messages::new(&mut *env.stderr, settings.quiet, global.verbose)
            .on_terminal(env.terminal.stderr, settings.color_err),
        clock: env.clock,
        entropy: &mut *env.entropy,
        interrupt: env.interrupt.clone(),
        vars: env.vars.clone(),
        dirs: env.dirs.clone(),
        host: &mut *env.host,
        stdin: &mut *env.stdin,
        stdin_reader: None,
        terminal: env.terminal,
        global,
        secret_key: None,
        zone: Chosen::default(),
        origin: None,
        log: Log::default(),
        statement_hook: env.statement_hook.clone(),
        database: Some(database),
        settings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_machine_unprotected_is_warned_of() {
        let at = |host: &str| Server::new("mysql", host, 3306, "u", "d");
        let mut socket = at("db");
        socket.socket = Some("/run/mysqld.sock".into());
        let links = [
            Link::Local,
            Link::Plain,
            Link::Encrypted(Verified::No),
            Link::Encrypted(Verified::Chain),
            Link::Encrypted(Verified::Name),
        ];
        for link in links {
            for here in [at("localhost"), at("127.0.0.2"), at("::1"), socket.clone()] {
                assert_eq!(warning(link, &here), None, "{link:?} {here}");
            }
            for there in ["db", "192.0.2.1", "2001:db8::1", "localhost.example.com"] {
                let warned = warning(link, &at(there));
                let expected = matches!(link, Link::Plain | Link::Encrypted(Verified::No));
                assert_eq!(warned.is_some(), expected, "{link:?} {there}");
                if let Some(warning) = warned {
                    assert!(warning.contains(there), "{warning}");
                    assert!(!warning.contains("  "), "{warning}");
                    assert!(warning.contains("?ssl-mode=verify-identity&ssl-ca=FILE"));
                    assert_eq!(warning.contains("not encrypted"), link == Link::Plain);
                }
            }
        }
    }
}
