//! DB_TYPE, and what a section means for the engine it names.
//!
//! [`ENGINES`] is the one table of engines: their section, their port, the name
//! of their service in docker compose and the variables about it.

use std::path::{Path, PathBuf};

use super::error::{ConfError, Place};
use super::service_conf::{Section, Text, Yaml, encrypts, pick};
use crate::database_url::{DatabaseUrl, Password, Server};

/// A kind of server RAGFlow keeps its metadata on.
#[derive(Debug)]
pub(super) struct Engine {
    /// DB_TYPE's value, the section's name, the scheme of the URL and the name
    /// of the service in docker compose: RAGFlow uses one word for all.
    pub(super) name: &'static str,
    /// The port where the section names none.
    pub(super) port: u16,
    /// The variable with the port on the Docker host.
    pub(super) exposed: &'static str,
    /// The variable with the port inside docker; in older releases with the
    /// one on the host, and inside it was fixed.
    pub(super) port_variable: &'static str,
    /// Compose publishes the port inside docker as it is, in every release.
    pub(super) is_published_as_is: bool,
    url: fn(Server) -> DatabaseUrl,
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "mysql",
        port: 3306,
        exposed: "EXPOSE_MYSQL_PORT",
        port_variable: "MYSQL_PORT",
        is_published_as_is: false,
        url: DatabaseUrl::MySql,
    },
    Engine {
        name: "postgres",
        port: 5432,
        exposed: "EXPOSE_POSTGRES_PORT",
        port_variable: "POSTGRES_PORT",
        is_published_as_is: false,
        url: DatabaseUrl::Postgres,
    },
    Engine {
        name: "oceanbase",
        port: 2881,
        exposed: "EXPOSE_OCEANBASE_PORT",
        port_variable: "OCEANBASE_PORT",
        is_published_as_is: true,
        url: DatabaseUrl::MySql,
    },
];

impl Engine {
    /// The engine DB_TYPE names, as RAGFlow reads it: exactly, except for
    /// GaussDB, and MySQL where it is not set. `origin` says scope DB_TYPE.
    pub(super) fn named(db_type: Option<&str>, origin: &str) -> Result<&'static Self, ConfError> {
        let name = db_type.filter(|name| !name.is_empty()).unwrap_or("mysql");
        if let Some(engine) = ENGINES.iter().find(|engine| engine.name == name) {
            return Ok(engine);
        }
        let origin = origin.to_owned();
        let lower = name.trim().to_lowercase();
        let meant = match lower.as_str() {
            "gaussdb" | "gauss" => return Err(ConfError::GaussDb { origin }),
            "mysql" | "mariadb" => Some("mysql"),
            "oceanbase" => Some("oceanbase"),
            other if other.starts_with("postgre") || other.starts_with("pg") => Some("postgres"),
            _ => None,
        };
        Err(ConfError::UnknownEngine {
            origin,
            name: name.to_owned(),
            meant,
        })
    }
}

/// Turns a value as it is written in a file into what it means.
pub(super) type Resolve<'a> = &'a dyn Fn(&Path, &Text) -> Result<String, ConfError>;

/// What a section says. No Debug: it holds a password.
pub(super) struct Connection {
    pub(super) engine: &'static Engine,
    pub(super) server: Server,
    pub(super) password: Option<String>,
    /// The file the section stands in.
    pub(super) file: PathBuf,
    /// The port as it is written.
    pub(super) port_written: Option<String>,
    /// The password as it is written.
    pub(super) password_written: Option<String>,
    pub(super) encrypted: bool,
    /// The address is the one docker publishes on this host.
    pub(super) is_published: bool,
}

impl Connection {
    /// Reads the engine's section; of the files, the first that has it counts.
    pub(super) fn read(
        files: &[Yaml],
        engine: &'static Engine,
        origin: &str,
        resolve: Resolve<'_>,
    ) -> Result<Self, ConfError> {
        let missing = |section| ConfError::NoSection {
            file: files
                .last()
                .map(|yaml| yaml.file.clone())
                .unwrap_or_default(),
            section,
            origin: origin.to_owned(),
        };
        let (mut section, mut file) =
            pick(files, engine.name)?.ok_or_else(|| missing(engine.name))?;
        let mut engine = engine;
        let scheme = section
            .scheme
            .as_ref()
            .map(|text| text.value.to_lowercase());
        if engine.name == "oceanbase" && scheme.as_deref() == Some("mysql") {
            engine = Engine::named(None, origin)?;
            (section, file) = pick(files, engine.name)?.ok_or_else(|| missing(engine.name))?;
        }
        let encrypt = match encrypts(files, engine.name)? {
            Some((text, file)) => is_true(&resolve(file, &text)?),
            None => false,
        };
        Self::of_section(engine, section.flattened(), file, encrypt, resolve)
    }

    fn of_section(
        engine: &'static Engine,
        section: Section,
        file: &Path,
        encrypt: bool,
        resolve: Resolve<'_>,
    ) -> Result<Self, ConfError> {
        let needed = |key: &str, text: &Option<Text>| {
            let value = text.as_ref().map(|text| resolve(file, text)).transpose()?;
            value.filter(|value| !value.is_empty()).ok_or_else(|| {
                let place = match text {
                    Some(text) => Place::line(file, text.referenced.line()),
                    None => Place::file(file),
                };
                let what = format!("the section '{}:' has no '{key}:'", engine.name);
                ConfError::Incomplete { place, what }
            })
        };
        let host = needed("host", &section.host)?;
        let port = match &section.port {
            Some(text) => port(file, text, &resolve(file, text)?)?,
            None => engine.port,
        };
        let mut server = Server::new(
            engine.name,
            host.trim_start_matches('[').trim_end_matches(']'),
            port,
            &needed("user", &section.user)?,
            &needed("name", &section.name)?,
        );
        if host.starts_with('/') && engine.name == "postgres" {
            server.socket = Some(PathBuf::from(&host));
        }
        let password = section.password.as_ref();
        let password = password.map(|text| resolve(file, text)).transpose()?;
        let password = password.filter(|password| !password.is_empty());
        Ok(Self {
            engine,
            server,
            encrypted: encrypt && password.is_some(),
            password: password.filter(|_| !encrypt),
            file: file.to_owned(),
            port_written: section.port.map(|text| text.value),
            password_written: section.password.map(|text| text.value),
            is_published: false,
        })
    }

    /// The address, without the password.
    pub(super) fn url(&self) -> DatabaseUrl {
        (self.engine.url)(self.server.clone())
    }

    /// The password, for that address alone.
    pub(super) fn secret(&self) -> Option<Password> {
        self.password.as_deref().map(Password::new)
    }
}

fn port(file: &Path, text: &Text, value: &str) -> Result<u16, ConfError> {
    let port = value.trim().parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| ConfError::Incomplete {
        place: Place::line(file, text.referenced.line()),
        what: "the port is no number from 1 to 65535".to_owned(),
    })
}

fn is_true(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    !matches!(
        text.as_str(),
        "" | "0" | "false" | "no" | "off" | "null" | "~"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(db_type: &str, text: &str) -> Result<Connection, ConfError> {
        let files = [Yaml::new(
            PathBuf::from("service_conf.yaml"),
            text.to_owned(),
        )];
        let engine = Engine::named(Some(db_type), "DB_TYPE")?;
        Connection::read(&files, engine, "DB_TYPE", &|_, text| Ok(text.value.clone()))
    }

    fn said(db_type: &str, text: &str) -> String {
        match read(db_type, text) {
            Ok(connection) => connection.url().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn db_type_is_read_as_ragflow_does() {
        let named = |name: &str| Engine::named(Some(name), "DB_TYPE").map(|engine| engine.name);
        for name in ["mysql", "postgres", "oceanbase"] {
            assert_eq!(named(name).ok(), Some(name));
        }
        assert_eq!(named("").ok(), Some("mysql"));
        for (name, meant) in [
            ("MYSQL", Some("mysql")),
            ("mariadb", Some("mysql")),
            ("postgresql", Some("postgres")),
            ("PostgreSQL", Some("postgres")),
            (" oceanbase", Some("oceanbase")),
            ("sqlite", None),
        ] {
            let error = named(name).expect_err("no engine");
            assert!(
                matches!(&error, ConfError::UnknownEngine { meant: m, .. } if *m == meant),
                "{name}: {error}"
            );
        }
        for name in ["gaussdb", "GaussDB", " GAUSS "] {
            let error = crate::error::Error::from(named(name).expect_err("refused"));
            assert!(
                error.to_string().contains("GAUSSDB_METADATA_HOST"),
                "{error}"
            );
            assert!(error.hints()[0].contains("--database postgres://"));
        }
    }

    #[test]
    fn a_section_becomes_an_address() {
        let rest = "  user: u\n  password: hunter2\n  host: h\n";
        let with = |section: &str, more: &str| format!("{section}:\n{rest}{more}");
        for (engine, more, address) in [
            ("mysql", "  name: d\n", "mysql://u@h:3306/d"),
            ("mysql", "  name: d\n  port: 5455\n", "mysql://u@h:5455/d"),
            (
                "mysql",
                "  name: d\n  port: ' 5455'\n",
                "mysql://u@h:5455/d",
            ),
            ("postgres", "  name: d\n", "postgres://u@h:5432/d"),
            ("oceanbase", "  name: d\n", "oceanbase://u@h:2881/d"),
        ] {
            assert_eq!(said(engine, &with(engine, more)), address);
        }
        let nested =
            "oceanbase:\n  scheme: oceanbase\n  config: {db_name: d, user: 'root@t#c', host: h}\n";
        assert_eq!(said("oceanbase", nested), "oceanbase://root@t#c@h:2881/d");
        let sent = nested.replace("scheme: oceanbase", "scheme: MySQL");
        let sent = sent + &with("mysql", "  name: d\n");
        assert_eq!(said("oceanbase", &sent), "mysql://u@h:3306/d");
        let socket = "postgres: {name: d, user: u, host: /run/pg}\n";
        assert_eq!(said("postgres", socket), "postgres://u@[/run/pg]/d");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        for (text, message) in [
            (
                "es: 1\n",
                "service_conf.yaml has no section 'mysql:', which DB_TYPE asks for",
            ),
            (
                "mysql:\n",
                "service_conf.yaml has no section 'mysql:', which DB_TYPE asks for",
            ),
            (
                "mysql: {user: u, host: h}\n",
                "service_conf.yaml: the section 'mysql:' has no 'name:'",
            ),
            (
                "mysql:\n  name: ''\n  user: u\n  host: h\n",
                "service_conf.yaml, line 2: the section 'mysql:' has no 'name:'",
            ),
            (
                "mysql:\n  name: d\n  user: u\n  host: h\n  port: 99999\n",
                "service_conf.yaml, line 5: the port is no number from 1 to 65535",
            ),
        ] {
            assert_eq!(said("mysql", text), message);
        }
    }

    #[test]
    fn a_password_may_be_absent_or_encrypted() {
        let text = "mysql: {name: d, user: u, host: h, password: hunter2}\n";
        let with = |more: &str| read("mysql", &format!("{text}{more}")).expect("a connection");
        let plain = with("");
        assert_eq!(plain.password.as_deref(), Some("hunter2"));
        assert!(!plain.encrypted && !with("encrypt_password: false\n").encrypted);
        let encrypted = with("encrypt_password: true\n");
        assert!(encrypted.encrypted && encrypted.password.is_none());
        let none = read("mysql", &text.replace("hunter2", "''")).ok();
        assert!(none.expect("a connection").password.is_none());
    }
}
