//! Which of two sources names the database, and that no password is sent to the database of the
//! other.

use std::collections::BTreeMap;

use crate::listener::Listener;
use crate::sandbox::{Finished, Sandbox};

/// The sources that can name a database, from the highest rank to the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    DatabaseFlag,
    ProfileFlag,
    RagflowFlag,
    UrlVariable,
    UrlFileVariable,
    ProfileVariable,
    HomeVariable,
    DefaultProfile,
    Container,
    Embedded,
}

use Source::{
    Container, DatabaseFlag, DefaultProfile, Embedded, HomeVariable, ProfileFlag, ProfileVariable,
    RagflowFlag, UrlFileVariable, UrlVariable,
};

const ALL_SOURCES: [Source; 10] = [
    DatabaseFlag,
    ProfileFlag,
    RagflowFlag,
    UrlVariable,
    UrlFileVariable,
    ProfileVariable,
    HomeVariable,
    DefaultProfile,
    Container,
    Embedded,
];

impl Source {
    /// 0 for flags, 1 for variables, 2 for the config file, 3 and 4 for implicit databases.
    fn rank(self) -> u8 {
        match self {
            DatabaseFlag | ProfileFlag | RagflowFlag => 0,
            UrlVariable | UrlFileVariable | ProfileVariable | HomeVariable => 1,
            DefaultProfile => 2,
            Container => 3,
            Embedded => 4,
        }
    }

    /// The name of the source in the output of the program.
    fn shown(self) -> &'static str {
        match self {
            DatabaseFlag => "--database",
            ProfileFlag => "profile ProfileFlag (--profile)",
            RagflowFlag => "--ragflow",
            UrlVariable => "RAGFLOWCTL_DATABASE_URL",
            UrlFileVariable => "RAGFLOWCTL_DATABASE_URL_FILE",
            ProfileVariable => "profile ProfileVariable (RAGFLOWCTL_PROFILE)",
            HomeVariable => "RAGFLOW_HOME",
            DefaultProfile => "profile DefaultProfile (default_profile)",
            Container => "RAGFlow's own container, selected automatically",
            Embedded => "the local SQLite database, selected automatically",
        }
    }

    fn password(self) -> String {
        format!("password of {self:?}").replace(' ', "-")
    }
}

/// Some sources, each naming a database on a server of its own.
struct Scenario {
    sandbox: Sandbox,
    args: Vec<String>,
    config: String,
    listeners: BTreeMap<Source, Listener>,
}

impl Scenario {
    fn new() -> Self {
        Self {
            // A deployment without docker/.env takes the section from this variable.
            sandbox: Sandbox::new().var("DB_TYPE", "postgres"),
            args: Vec::new(),
            config: String::new(),
            listeners: BTreeMap::new(),
        }
    }

    /// Adds a source that names its database, with or without a password.
    fn with(mut self, source: Source, has_password: bool) -> Self {
        let listener = Listener::start();
        let port = listener.port();
        self.listeners.insert(source, listener);
        let password = source.password();
        let url = match has_password {
            true => format!("postgres://me:{password}@127.0.0.1:{port}/rag_flow"),
            false => format!("postgres://me@127.0.0.1:{port}/rag_flow"),
        };
        let name = format!("{source:?}");
        match source {
            DatabaseFlag => self.args.extend(["--database".to_owned(), url]),
            UrlVariable => self.sandbox = self.sandbox.var("RAGFLOWCTL_DATABASE_URL", &url),
            UrlFileVariable => {
                let path = self.sandbox.file("url", &format!("{url}\n"));
                let path = path.to_string_lossy();
                self.sandbox = self.sandbox.var("RAGFLOWCTL_DATABASE_URL_FILE", &path);
            }
            ProfileFlag | ProfileVariable | DefaultProfile => {
                self.config
                    .push_str(&format!("[profiles.{name}]\nurl = \"{url}\"\n"));
                match source {
                    ProfileFlag => self.args.extend(["--profile".to_owned(), name]),
                    ProfileVariable => {
                        self.sandbox = self.sandbox.var("RAGFLOWCTL_PROFILE", &name);
                    }
                    _ => {
                        let line = format!("default_profile = \"{name}\"\n");
                        self.config.insert_str(0, &line);
                    }
                }
                self.sandbox.file("config/config.toml", &self.config);
            }
            RagflowFlag | HomeVariable | Container => {
                let folder = match source {
                    Container => "ragflow",
                    _ => &name,
                };
                let password = if has_password { &password } else { "" };
                self.sandbox.file(
                    &format!("{folder}/conf/service_conf.yaml"),
                    &format!(
                        "postgres:\n  name: rag_flow\n  user: me\n  password: '{password}'\n  \
                         host: 127.0.0.1\n  port: {port}\n"
                    ),
                );
                let path = self.sandbox.folder().join(folder);
                let path = path.to_string_lossy().into_owned();
                match source {
                    RagflowFlag => self.args.extend(["--ragflow".to_owned(), path]),
                    HomeVariable => self.sandbox = self.sandbox.var("RAGFLOW_HOME", &path),
                    _ => {}
                }
            }
            Embedded => {
                let ran = self.sandbox.run(["db", "init", "--demo"]);
                assert_eq!(ran.status, 0, "{}", ran.stderr);
            }
        }
        self
    }

    fn var(mut self, name: &str, value: &str) -> Self {
        self.sandbox = self.sandbox.var(name, value);
        self
    }

    fn run(&self, args: &[&str]) -> Finished {
        self.sandbox.run(
            self.args
                .iter()
                .map(String::as_str)
                .chain(args.iter().copied()),
        )
    }

    /// Tries to connect, and returns the passwords that each source's server received.
    fn connect(&self) -> BTreeMap<Source, Vec<Option<String>>> {
        let ran = self.run(&["db", "check"]);
        assert_ne!(ran.status, 2, "{}", ran.stderr);
        let received = |(source, listener): (&Source, &Listener)| (*source, listener.received());
        self.listeners.iter().map(received).collect()
    }
}

#[test]
fn the_higher_rank_wins_and_equal_ranks_are_refused() {
    for (first, source) in ALL_SOURCES.into_iter().enumerate() {
        for other in ALL_SOURCES.into_iter().skip(first + 1) {
            let scenario = Scenario::new().with(source, true).with(other, true);
            let ran = scenario.run(&["config", "show", "--json"]);
            let pair = format!("{source:?} and {other:?}: {}{}", ran.stdout, ran.stderr);
            if source.rank() == other.rank() {
                assert_eq!(ran.status, 2, "{pair}");
                continue;
            }
            assert_eq!(ran.status, 0, "{pair}");
            let shown: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
            let lines = shown["data"].as_array().expect("rows");
            let database = lines.iter().find(|line| line["setting"] == "database");
            let database = database.expect("a database");
            assert_eq!(database["origin"], source.shown(), "{pair}");
            let port = scenario.listeners[&source].port().to_string();
            let value = database["value"].as_str().expect("a URL");
            assert!(value.contains(&port), "{pair}");
            assert!(!ran.stdout.contains(&source.password()), "{pair}");
        }
    }
}

#[test]
fn each_password_is_sent_only_to_its_own_database() {
    for (first, source) in ALL_SOURCES.into_iter().enumerate() {
        for other in ALL_SOURCES.into_iter().skip(first + 1) {
            if source.rank() == other.rank() {
                continue;
            }
            let received = Scenario::new()
                .with(source, true)
                .with(other, true)
                .connect();
            let pair = format!("{source:?} and {other:?}");
            assert_eq!(received[&source], [Some(source.password())], "{pair}");
            assert_eq!(received[&other], [], "{pair}");
        }
    }
}

#[test]
fn no_password_is_borrowed_from_another_source() {
    for (first, source) in ALL_SOURCES.into_iter().enumerate() {
        for other in ALL_SOURCES.into_iter().skip(first + 1) {
            if source.rank() == other.rank() {
                continue;
            }
            let received = Scenario::new()
                .with(source, false)
                .with(other, true)
                .connect();
            let pair = format!("{source:?} and {other:?}");
            assert_eq!(received[&source], [None], "{pair}");
            assert_eq!(received[&other], [], "{pair}");
        }
    }
}

/// Sets the password of the environment through one of its variables.
fn with_password_in_environment(scenario: Scenario, form: &str) -> Scenario {
    match form {
        "RAGFLOWCTL_PASSWORD" => scenario.var(form, "of-the-environment"),
        "RAGFLOWCTL_PASSWORD_FILE" => {
            let path = scenario.sandbox.file("password", "of-the-environment\n");
            scenario.var(form, &path.to_string_lossy())
        }
        _ => {
            let path = scenario
                .sandbox
                .file("credentials/ragflowctl_password", "of-the-environment\n");
            // As systemd creates it: with an access list, which appears as group permissions.
            scenario
                .sandbox
                .mode("credentials/ragflowctl_password", 0o440);
            let folder = path.parent().expect("a folder").to_string_lossy();
            scenario.var("CREDENTIALS_DIRECTORY", &folder)
        }
    }
}

const PASSWORD_VARIABLES: [&str; 3] = [
    "RAGFLOWCTL_PASSWORD",
    "RAGFLOWCTL_PASSWORD_FILE",
    "CREDENTIALS_DIRECTORY",
];

#[test]
fn the_password_of_the_environment_is_for_its_database_only() {
    let sent = vec![Some("of-the-environment".to_owned())];
    for form in PASSWORD_VARIABLES {
        for source in ALL_SOURCES.into_iter().filter(|source| *source != Embedded) {
            // No other source has a password.
            let scenario = with_password_in_environment(Scenario::new().with(source, false), form);
            assert_eq!(scenario.connect()[&source], sent, "{form} for {source:?}");
            // It overrides the password of a profile and of a deployment.
            if ![DatabaseFlag, UrlVariable, UrlFileVariable].contains(&source) {
                let scenario =
                    with_password_in_environment(Scenario::new().with(source, true), form);
                assert_eq!(
                    scenario.connect()[&source],
                    sent,
                    "{form} before {source:?}"
                );
            }
        }
        for variable in [UrlVariable, UrlFileVariable, ProfileVariable, HomeVariable] {
            for flag in [DatabaseFlag, ProfileFlag, RagflowFlag] {
                let scenario = Scenario::new().with(flag, false).with(variable, false);
                let received = with_password_in_environment(scenario, form).connect();
                let pair = format!("{form} with {variable:?}, but {flag:?}");
                assert_eq!(received[&flag], [None], "{pair}");
                assert_eq!(received[&variable], [], "{pair}");
            }
        }
    }
}

#[test]
fn two_passwords_of_one_rank_are_refused() {
    let refused = |scenario: Scenario, names: [&str; 2]| {
        let ran = scenario.run(&["db", "check"]);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(
            names.iter().all(|name| ran.stderr.contains(name)),
            "{}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("of-the-environment"), "{}", ran.stderr);
        assert!(
            scenario
                .listeners
                .values()
                .all(|listener| listener.received().is_empty())
        );
    };
    for form in PASSWORD_VARIABLES {
        for source in [UrlVariable, UrlFileVariable] {
            let scenario = with_password_in_environment(Scenario::new().with(source, true), form);
            refused(scenario, [source.shown(), form]);
        }
    }
    for source in ALL_SOURCES.into_iter().filter(|source| *source != Embedded) {
        let mut scenario = Scenario::new().with(source, false);
        for form in &PASSWORD_VARIABLES[..2] {
            scenario = with_password_in_environment(scenario, form);
        }
        refused(scenario, [PASSWORD_VARIABLES[0], PASSWORD_VARIABLES[1]]);
    }
    let mut scenario = Scenario::new().with(DatabaseFlag, true);
    let path = scenario.sandbox.file("password", "of-the-flag");
    let path = path.to_string_lossy().into_owned();
    scenario.args.extend(["--password-file".to_owned(), path]);
    refused(scenario, ["--database", "--password-file"]);
}

#[test]
fn the_password_file_of_the_command_line_comes_first() {
    for source in ALL_SOURCES.into_iter().filter(|source| *source != Embedded) {
        for has_password in [false, true] {
            if has_password && source == DatabaseFlag {
                continue;
            }
            let scenario = Scenario::new().with(source, has_password);
            let mut scenario = with_password_in_environment(scenario, "RAGFLOWCTL_PASSWORD");
            let path = scenario.sandbox.file("of-the-flag", " say \"x\" \r\n");
            let path = path.to_string_lossy().into_owned();
            scenario.args.extend(["--password-file".to_owned(), path]);
            let sent = Some(" say \"x\" ".to_owned());
            assert_eq!(scenario.connect()[&source], [sent], "{source:?}");
        }
    }
}

#[test]
fn the_client_file_comes_last() {
    for source in ALL_SOURCES.into_iter().filter(|source| *source != Embedded) {
        for has_password in [false, true] {
            let scenario = Scenario::new().with(source, has_password);
            let port = scenario.listeners[&source].port();
            let lines = format!("other:*:*:*:no\n127.0.0.1:{port}:rag_flow:me:of\\:pgpass\n");
            scenario.sandbox.file("home/.pgpass", &lines);
            let sent = match has_password {
                true => source.password(),
                false => "of:pgpass".to_owned(),
            };
            assert_eq!(scenario.connect()[&source], [Some(sent)], "{source:?}");
        }
    }
}
