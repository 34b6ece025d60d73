//! What a command works with.

use crate::env::{Clock, Entropy, Env, Interrupt, Vars};
use crate::error::{Error, Result};
use crate::report::{Output, Talk};
use crate::settings::{self, Database, Origin, Settings};
use crate::store::{Access, DatabaseUrl, Store};

/// What a command works with: settings, streams, clock, randomness, and the
/// way to the database.
pub struct Context<'a> {
    /// What the run was told.
    pub settings: Settings,
    /// Data.
    pub output: Output<'a>,
    /// Talk.
    pub talk: Talk<'a>,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Randomness for keys.
    pub entropy: &'a mut dyn Entropy,
    /// Whether the user asked to stop.
    pub interrupt: Interrupt,
    /// Environment variables.
    pub vars: Vars,
    /// Whether a person watches both streams.
    pub interactive: bool,
    /// Where the embedded database is, or would be.
    pub embedded_path: Option<std::path::PathBuf>,
    /// The database of the command line, as it was written.
    pub database_flag: Option<String>,
    /// The database, or why there is none: not every command needs one.
    pub(crate) database: Option<Result<Database>>,
}

impl Context<'_> {
    /// Opens the database for what the command is going to do.
    ///
    /// # Errors
    /// When none is named, it cannot be opened, or it may not be written.
    pub fn open(&mut self, access: Access) -> Result<Store> {
        if access == Access::Write && self.settings.read_only {
            return Err(
                Error::refused("this command writes, and --read-only forbids it")
                    .hint("drop --read-only (RAGFLOWCTL_READ_ONLY), or see what --dry-run says"),
            );
        }
        let mut store = self.connect(access)?;
        if access == Access::Write {
            refuse_replica(&mut store)?;
            if *store.url() == DatabaseUrl::Demo {
                self.talk
                    .note("demo: lives in memory; what is written is gone when this command ends");
            }
        }
        Ok(store)
    }

    /// Opens the database to read, and to write as well where that is
    /// possible: `token list` fills betas when it may. Says what keeps it from
    /// writing, if something does.
    ///
    /// # Errors
    /// As for [`Context::open`].
    pub fn open_to_fill(&mut self) -> Result<(Store, Option<String>)> {
        let found =
            matches!(&self.database, Some(Ok(database)) if database.origin == Origin::Embedded);
        if found && !self.interactive {
            let why = "the database was not named, and nobody watches".to_owned();
            return Ok((self.open(Access::Read)?, Some(why)));
        }
        let mut store = self.connect(Access::Write)?;
        let refusal = store.refuses_writes()?;
        Ok((store, refusal))
    }

    fn connect(&mut self, access: Access) -> Result<Store> {
        let database = match self.database.take() {
            Some(database) => database?,
            None => return Err(Error::usage("the database was opened before")),
        };
        self.talk.explain(&format!(
            "database: {} (from {})",
            database.url, database.origin
        ));
        self.warn_of(&database, access)?;
        let mut store = Store::open(&database.url, access, self.settings.timeouts)?;
        if self.talk.is_verbose() {
            let version = store.server_version()?;
            let range = store.schema().version_range();
            self.talk
                .explain(&format!("engine: {version}; schema of RAGFlow {range}"));
            let offset = self.clock.now().offset();
            self.talk.explain(&format!(
                "zone: dates are written as this process's, UTC{offset}"
            ));
        }
        Ok(store)
    }

    /// Says what is dangerous or surprising about a database, or refuses it.
    fn warn_of(&mut self, database: &Database, access: Access) -> Result<()> {
        if database.origin == Origin::Embedded {
            if access == Access::Write && !self.interactive {
                return Err(Error::refused(
                    "the database was not named, and without a terminal nothing is written to one \
                     that was merely found",
                )
                .hint(format!("name it: --database {}", database.url)));
            }
            self.talk.insist(&format!(
                "no database is named: using the embedded one, {}",
                database.url
            ));
        }
        let on_command_line = matches!(database.origin, Origin::Flag(_));
        if on_command_line && database.url.has_password() {
            self.talk.warn(
                "a password on the command line is visible to others on this machine and lands in \
                 the shell's history; RAGFLOWCTL_DATABASE_URL keeps it out of there",
            );
        }
        if let DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) = &database.url
            && !server.is_local()
        {
            self.talk.warn(&format!(
                "the connection to {} is not encrypted: use a tunnel where others can listen",
                server.host
            ));
        }
        Ok(())
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

/// Builds the context of a run from its environment.
pub(crate) fn new<'a>(
    settings: Settings,
    fields: Option<Vec<String>>,
    verbose: bool,
    database_flag: Option<String>,
    env: &'a mut Env<'_>,
) -> Context<'a> {
    let database = settings::find_database(database_flag.as_deref(), env);
    let look = crate::report::Look {
        format: settings.format,
        secrets: settings.secrets,
        fields,
        color: settings.color_out,
        width: env.terminal.width.filter(|_| env.terminal.stdout),
    };
    Context {
        output: Output::new(&mut *env.stdout, look, env.interrupt.clone()),
        talk: Talk::new(&mut *env.stderr, settings.quiet, verbose)
            .on_terminal(env.terminal.stderr, settings.color_err),
        clock: env.clock,
        entropy: &mut *env.entropy,
        interrupt: env.interrupt.clone(),
        vars: env.vars.clone(),
        interactive: env.terminal.stdout && env.terminal.stderr,
        embedded_path: settings::embedded_path(env.data_dir.as_deref()),
        database_flag,
        database: Some(database),
        settings,
    }
}
