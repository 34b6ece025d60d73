//! What a section of the settings means for the kind of server it belongs to.

use std::path::{Path, PathBuf};

use super::db_type::DbType;
use super::error::{ConfError, FileLocation};
use super::service_conf::{Section, YamlFile, YamlValue, find_encrypt_password, find_section};
use crate::database_url::{DatabaseUrl, Password, Server};

/// Turns a value as it is written in a file into what it means.
pub(super) type ValueResolver<'a> = &'a dyn Fn(&Path, &YamlValue) -> Result<String, ConfError>;

/// What a section says. No Debug: `raw_password` is a password in plain text.
pub(super) struct Connection {
    pub(super) db_type: &'static DbType,
    pub(super) server: Server,
    /// `None` if there is no password, or if it is encrypted.
    pub(super) password: Option<Password>,
    /// The file that holds the section.
    pub(super) file: PathBuf,
    /// The port as it is written.
    pub(super) raw_port: Option<String>,
    /// The password as it is written.
    pub(super) raw_password: Option<String>,
    /// There is a password, encrypted by a module of the operator's own.
    pub(super) is_encrypted: bool,
    /// The address is the one that docker publishes on this host.
    pub(super) is_published: bool,
}

impl Connection {
    /// Reads the section of this kind of server, from the first file that has it.
    pub(super) fn read(
        files: &[YamlFile],
        db_type: &'static DbType,
        origin: &str,
        resolve: ValueResolver<'_>,
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
            find_section(files, db_type.name)?.ok_or_else(|| missing(db_type.name))?;
        let mut db_type = db_type;
        let scheme = section
            .scheme
            .as_ref()
            .map(|scheme| scheme.value.to_lowercase());
        if db_type.name == "oceanbase" && scheme.as_deref() == Some("mysql") {
            db_type = DbType::named(None, origin)?;
            (section, file) =
                find_section(files, db_type.name)?.ok_or_else(|| missing(db_type.name))?;
        }
        let is_encrypted = match find_encrypt_password(files, db_type.name)? {
            Some((value, file)) => is_true(&resolve(file, &value)?),
            None => false,
        };
        Self::from_section(db_type, section.flattened(), file, is_encrypted, resolve)
    }

    fn from_section(
        db_type: &'static DbType,
        section: Section,
        file: &Path,
        is_encrypted: bool,
        resolve: ValueResolver<'_>,
    ) -> Result<Self, ConfError> {
        let require = |key: &str, raw: &Option<YamlValue>| {
            let value = raw.as_ref().map(|raw| resolve(file, raw)).transpose()?;
            value.filter(|value| !value.is_empty()).ok_or_else(|| {
                let location = match raw {
                    Some(raw) => FileLocation::line(file, raw.referenced.line()),
                    None => FileLocation::file(file),
                };
                let problem = format!("the section '{}:' has no '{key}:'", db_type.name);
                ConfError::Invalid { location, problem }
            })
        };
        let host = require("host", &section.host)?;
        let port = match &section.port {
            Some(raw) => parse_port(file, raw, &resolve(file, raw)?)?,
            None => db_type.port,
        };
        let mut server = Server::new(
            db_type.name,
            host.trim_start_matches('[').trim_end_matches(']'),
            port,
            &require("user", &section.user)?,
            &require("name", &section.name)?,
        );
        if host.starts_with('/') && db_type.name == "postgres" {
            server.socket = Some(PathBuf::from(&host));
        }
        let password = section.password.as_ref();
        let password = password.map(|raw| resolve(file, raw)).transpose()?;
        let password = password.filter(|password| !password.is_empty());
        Ok(Self {
            db_type,
            server,
            is_encrypted: is_encrypted && password.is_some(),
            password: password.filter(|_| !is_encrypted).map(Password::new),
            file: file.to_owned(),
            raw_port: section.port.map(|raw| raw.value),
            raw_password: section.password.map(|raw| raw.value),
            is_published: false,
        })
    }

    /// The address, without the password.
    pub(super) fn url(&self) -> DatabaseUrl {
        (self.db_type.to_url)(self.server.clone())
    }
}

fn parse_port(file: &Path, raw: &YamlValue, value: &str) -> Result<u16, ConfError> {
    let port = value.trim().parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| ConfError::Invalid {
        location: FileLocation::line(file, raw.referenced.line()),
        problem: "the port must be a number from 1 to 65535".to_owned(),
    })
}

/// Whether a text means yes to RAGFlow: everything but these words does.
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
        let files = [YamlFile::new(
            PathBuf::from("service_conf.yaml"),
            text.to_owned(),
        )];
        let db_type = DbType::named(Some(db_type), "DB_TYPE")?;
        Connection::read(&files, db_type, "DB_TYPE", &|_, raw| Ok(raw.value.clone()))
    }

    fn address_or_error(db_type: &str, text: &str) -> String {
        match read(db_type, text) {
            Ok(connection) => connection.url().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_section_becomes_an_address() {
        let rest = "  user: u\n  password: hunter2\n  host: h\n";
        let with = |section: &str, more: &str| format!("{section}:\n{rest}{more}");
        for (db_type, more, address) in [
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
            assert_eq!(address_or_error(db_type, &with(db_type, more)), address);
        }
        let nested =
            "oceanbase:\n  scheme: oceanbase\n  config: {db_name: d, user: 'root@t#c', host: h}\n";
        assert_eq!(
            address_or_error("oceanbase", nested),
            "oceanbase://root@t#c@h:2881/d"
        );
        let sent = nested.replace("scheme: oceanbase", "scheme: MySQL");
        let sent = sent + &with("mysql", "  name: d\n");
        assert_eq!(address_or_error("oceanbase", &sent), "mysql://u@h:3306/d");
        let socket = "postgres: {name: d, user: u, host: /run/pg}\n";
        assert_eq!(
            address_or_error("postgres", socket),
            "postgres://u@[/run/pg]/d"
        );
    }

    #[test]
    fn a_missing_or_invalid_key_is_named_in_the_error() {
        for (text, message) in [
            (
                "es: 1\n",
                "service_conf.yaml has no section 'mysql:', which DB_TYPE requires",
            ),
            (
                "mysql:\n",
                "service_conf.yaml has no section 'mysql:', which DB_TYPE requires",
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
                "service_conf.yaml, line 5: the port must be a number from 1 to 65535",
            ),
        ] {
            assert_eq!(address_or_error("mysql", text), message);
        }
    }

    #[test]
    fn a_password_may_be_absent_or_encrypted() {
        let text = "mysql: {name: d, user: u, host: h, password: hunter2}\n";
        let with = |more: &str| read("mysql", &format!("{text}{more}")).expect("a connection");
        let plain = with("");
        assert_eq!(
            plain.password.as_ref().map(Password::expose),
            Some("hunter2")
        );
        assert!(!plain.is_encrypted && !with("encrypt_password: false\n").is_encrypted);
        let encrypted = with("encrypt_password: true\n");
        assert!(encrypted.is_encrypted && encrypted.password.is_none());
        let none = read("mysql", &text.replace("hunter2", "''")).ok();
        assert!(none.expect("a connection").password.is_none());
    }
}
