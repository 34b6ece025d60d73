//! Opening the selected database: its password, warnings about the
//! connection, and refusals before anything is written.

use super::resources::Session;
use super::target::Target;
use crate::database_url::{DatabaseUrl, Server};
use crate::domain::login::SecretKey;
use crate::error::{Error, Result};
use crate::settings::{self, DatabaseTarget, Origin, PasswordCandidate, PasswordSource, Setting};
use crate::store::{
    Access, ConnectionSecurity, Fault, ServerVerification, Store, StoreError, Timeouts,
    WriteRefusal,
};
use crate::text::shell_word;

/// An open database, and what its selection brought along.
pub(crate) struct OpenDatabase {
    pub(crate) store: Store,
    /// What selected the database.
    pub(crate) origin: Origin,
    /// What RAGFlow signs login tokens with, where the database's own
    /// deployment says so.
    pub(crate) secret_key: Option<Setting<SecretKey>>,
}

/// The warnings of a password in a URL that is an argument.
const ON_COMMAND_LINE: &str = "a password on the command line can be seen by other users of this \
                               machine, and the shell keeps it in its history; use \
                               RAGFLOWCTL_DATABASE_URL instead";
const ON_COMMAND_LINE_OF_COPY: &str = "a password on the command line can be seen by other users \
                                       of this machine, and the shell keeps it in its history; \
                                       use ~/.pgpass or ~/.my.cnf for that of --to";

impl OpenDatabase {
    /// Whether no option, variable or profile names the database: it is that
    /// of RAGFlow's container or the local SQLite database.
    pub(crate) fn is_implicit(&self) -> bool {
        matches!(
            self.origin.selected_by(),
            Origin::Container | Origin::Embedded
        )
    }
}

impl Session<'_> {
    /// Opens the database for what the command is going to do.
    ///
    /// # Errors
    /// When none is selected, it cannot be opened, or it may not be written.
    pub(crate) fn open(&mut self, target: Target, access: Access) -> Result<OpenDatabase> {
        if access == Access::Write {
            self.refuse_if_read_only()?;
        }
        let mut database = self.connect(target, access)?;
        if access == Access::Write {
            refuse_unwritable(&mut database.store)?;
            if *database.store.url() == DatabaseUrl::Demo {
                self.messages.note(
                    "the database demo: is in memory; changes are lost when this command ends",
                );
            }
        }
        Ok(database)
    }

    /// Opens the database to read, and also to write where that is possible:
    /// `token list` fills betas when it may. Returns what prevents writing.
    ///
    /// # Errors
    /// As for [`Session::open`].
    pub(crate) fn open_writable_if_possible(
        &mut self,
        target: Target,
    ) -> Result<(OpenDatabase, Option<String>)> {
        let is_embedded = target
            .known()
            .is_some_and(|database| database.origin == Origin::Embedded);
        if is_embedded && !self.is_interactive() {
            let why = "the database was selected automatically, and the output is not a terminal"
                .to_owned();
            return Ok((self.open(target, Access::Read)?, Some(why)));
        }
        let mut database = self.connect(target, Access::Write)?;
        let refusal = database.store.write_refusal()?;
        Ok((database, refusal.map(|refusal| refusal.reason)))
    }

    /// Refuses a command that writes where writing is forbidden.
    ///
    /// # Errors
    /// When it is; the message says by which option, variable or profile.
    pub(crate) fn refuse_if_read_only(&self) -> Result<()> {
        let read_only = &self.settings.read_only;
        match read_only.value {
            false => Ok(()),
            true => Err(Error::refused(format!(
                "this command changes the database, but the session is read-only, set by {}",
                read_only.origin
            ))
            .hint(match &read_only.origin {
                Origin::Variable(name) => format!("unset {name}, or use --dry-run"),
                Origin::Profile { .. } => {
                    "remove read_only from the profile, or use --dry-run".to_owned()
                }
                _ => "omit --read-only, or use --dry-run".to_owned(),
            })),
        }
    }

    fn connect(&mut self, target: Target, access: Access) -> Result<OpenDatabase> {
        let mut database = target.into_database()?;
        self.report_selection(&database);
        self.check_selection(&database, access)?;
        self.add_password(&mut database)?;
        let mut store = self.log_in(&mut database, access)?;
        store.check_schema()?;
        if let Some(hook) = &self.statement_hook {
            store = store.with_statement_hook(hook.clone());
        }
        if let DatabaseUrl::MySql(_) | DatabaseUrl::Postgres(_) = &database.url {
            self.messages
                .verbose(&format!("connection: {}", store.connection_security()));
        }
        if self.messages.is_verbose() {
            let version = store.server_version()?;
            let range = store.schema().version_range();
            self.messages
                .verbose(&format!("server: {version}; schema of RAGFlow {range}"));
            self.zone.decide(&mut store, &mut self.messages)?;
        }
        Ok(OpenDatabase {
            store,
            origin: database.origin,
            secret_key: database.secret_key,
        })
    }

    /// Connects. If the server refuses a login without a password, a person is asked
    /// for one, once.
    pub(super) fn log_in(
        &mut self,
        database: &mut DatabaseTarget,
        access: Access,
    ) -> Result<Store> {
        let refused = match self.open_store(&database.url, access, true) {
            Ok(store) => return Ok(store),
            Err(error) if error.fault == Fault::Login && lacks_password(&database.url) => error,
            Err(error) => return Err(error.into()),
        };
        if self.terminal.can_ask()
            && let Some(password) = self
                .prompt()
                .password(&format!("Password of {}: ", database.url))?
        {
            database.url.set_password(password);
            return Ok(self.open_store(&database.url, access, false)?);
        }
        let client_file = match database.url {
            DatabaseUrl::Postgres(_) => "~/.pgpass",
            _ => "~/.my.cnf",
        };
        let ways = match database.is_copy_target() {
            true => format!("{client_file}, or a terminal"),
            false => format!("--password-file FILE, RAGFLOWCTL_PASSWORD or {client_file}"),
        };
        Err(Error::from(refused).hint(format!("no password was given; to give one: {ways}")))
    }

    fn open_store(
        &mut self,
        url: &DatabaseUrl,
        access: Access,
        warns: bool,
    ) -> std::result::Result<Store, StoreError> {
        let timeouts = Timeouts {
            run: self.time_limit,
            ..self.settings.timeouts()
        };
        let messages = &mut self.messages;
        let mut before_login = |security| {
            if let DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) = url
                && let Some(warning) = connection_warning(security, server)
                && warns
            {
                messages.warning(&warning);
            }
        };
        Store::connect_unchecked(url, access, timeouts, &self.interrupt, &mut before_login)
    }

    /// Says which database was selected, by what, and from which files.
    pub(super) fn report_selection(&mut self, database: &DatabaseTarget) {
        self.messages.verbose(&format!(
            "database: {} (named by {})",
            database.url, database.origin
        ));
        for file in &database.files {
            self.messages.verbose(&format!("read {}", file.display()));
        }
        for note in &database.notes {
            self.messages.note(note);
        }
    }

    /// Warns of a dangerous or surprising selection, or refuses it.
    pub(super) fn check_selection(
        &mut self,
        database: &DatabaseTarget,
        access: Access,
    ) -> Result<()> {
        if database.origin == Origin::Embedded {
            if access == Access::Write && !self.is_interactive() {
                return Err(Error::refused(
                    "refusing to write to a database that was selected automatically: the output is not a terminal",
                )
                .hint(name_database(&database.url)));
            }
            self.messages.always(&format!(
                "no database given; using the local SQLite database, {}",
                database.url
            ));
        }
        let is_on_command_line = matches!(database.origin, Origin::Flag(_));
        if is_on_command_line && matches!(database.password, Some(PasswordSource::Text(_))) {
            self.messages.warning(match database.is_copy_target() {
                true => ON_COMMAND_LINE_OF_COPY,
                false => ON_COMMAND_LINE,
            });
        }
        Ok(())
    }

    /// Finds the password of a database, and puts it into its URL.
    pub(super) fn add_password(&mut self, database: &mut DatabaseTarget) -> Result<()> {
        let Some(candidate) = self.find_password(database)? else {
            if let DatabaseUrl::MySql(_) | DatabaseUrl::Postgres(_) = database.url {
                self.messages.verbose("password: none found");
            }
            return Ok(());
        };
        self.messages
            .verbose(&format!("password: from {}", candidate.origin));
        if let Some(warning) = candidate.line_end_warning() {
            self.messages.warning(&warning);
        }
        if let Some(note) = candidate.permissions_note(self.host) {
            // RAGFlow ships the file so.
            match self.notes_file_access {
                true => self.messages.note(&note),
                false => self.messages.verbose(&note),
            }
        }
        let password = match &candidate.source {
            PasswordSource::Encrypted(file) if self.terminal.can_ask() => {
                let note = format!("the password in {} is encrypted", file.display());
                self.messages.note(&note);
                self.prompt()
                    .password(&format!("Password of {}: ", database.url))?
            }
            _ => Some(candidate.read(self.host)?),
        };
        if let Some(password) = password {
            database.url.set_password(password);
        }
        Ok(())
    }

    /// Where the password of a database is, without reading it. Warns of files
    /// that had to be skipped.
    ///
    /// # Errors
    /// When two places of the same rank have one.
    pub(crate) fn find_password(
        &mut self,
        database: &DatabaseTarget,
    ) -> Result<Option<PasswordCandidate>> {
        let found = settings::find_password(database, &self.options, self.settings_sources())?;
        for warning in &found.warnings {
            self.messages.warning(warning);
        }
        Ok(found.candidate)
    }
}

/// Whether a server is asked for a login without a password.
fn lacks_password(url: &DatabaseUrl) -> bool {
    match url {
        DatabaseUrl::MySql(server) | DatabaseUrl::Postgres(server) => {
            let password = server.password.as_ref();
            password.is_none_or(|password| password.expose().is_empty())
        }
        DatabaseUrl::SqliteFile(_) | DatabaseUrl::SqliteMemory | DatabaseUrl::Demo => false,
    }
}

/// The hint for a database that was selected implicitly.
pub(super) fn name_database(url: &DatabaseUrl) -> String {
    format!(
        "to use it, add --database {}",
        shell_word(&url.to_argument())
    )
}

/// What can happen to a connection that leaves this machine, and how to
/// prevent it.
fn connection_warning(link: ConnectionSecurity, server: &Server) -> Option<String> {
    if server.is_local() {
        return None;
    }
    let host = &server.host;
    match link {
        ConnectionSecurity::Local
        | ConnectionSecurity::Encrypted(
            ServerVerification::Certificate | ServerVerification::CertificateAndName,
        ) => None,
        ConnectionSecurity::Plain => Some(format!(
            "the connection to {host} is not encrypted: others on the network can read passwords \
             and keys. Enable TLS on the server and require it \
             (?ssl-mode=verify-identity&ssl-ca=FILE)"
        )),
        ConnectionSecurity::Encrypted(ServerVerification::Unverified) => Some(format!(
            "the server's certificate is not verified: an attacker on the network can impersonate \
             {host}. Verify it (?ssl-mode=verify-identity&ssl-ca=FILE)"
        )),
    }
}

/// Refuses a server or a file that refuses writes. A replica is refused even if
/// this account may write, because a write breaks it.
pub(super) fn refuse_unwritable(store: &mut Store) -> Result<()> {
    match store.write_refusal()? {
        None => Ok(()),
        Some(WriteRefusal { reason, hint }) => {
            Err(Error::refused(format!("{reason}: {}", store.url())).hint(hint))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unprotected_connection_beyond_this_machine_is_warned_of() {
        let at = |host: &str| Server::new("mysql", host, 3306, "u", "d");
        let mut socket = at("db");
        socket.socket = Some("/run/mysqld.sock".into());
        let links = [
            ConnectionSecurity::Local,
            ConnectionSecurity::Plain,
            ConnectionSecurity::Encrypted(ServerVerification::Unverified),
            ConnectionSecurity::Encrypted(ServerVerification::Certificate),
            ConnectionSecurity::Encrypted(ServerVerification::CertificateAndName),
        ];
        for link in links {
            for local in [at("localhost"), at("127.0.0.2"), at("::1"), socket.clone()] {
                assert_eq!(connection_warning(link, &local), None, "{link:?} {local}");
            }
            for remote in ["db", "192.0.2.1", "2001:db8::1", "localhost.example.com"] {
                let warning = connection_warning(link, &at(remote));
                let expected = matches!(
                    link,
                    ConnectionSecurity::Plain
                        | ConnectionSecurity::Encrypted(ServerVerification::Unverified)
                );
                assert_eq!(warning.is_some(), expected, "{link:?} {remote}");
                if let Some(warning) = warning {
                    assert!(warning.contains(remote), "{warning}");
                    assert!(!warning.contains("  "), "{warning}");
                    assert!(warning.contains("?ssl-mode=verify-identity&ssl-ca=FILE"));
                    assert_eq!(
                        warning.contains("not encrypted"),
                        link == ConnectionSecurity::Plain
                    );
                }
            }
        }
    }
}
