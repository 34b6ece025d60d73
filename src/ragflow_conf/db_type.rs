//! The kinds of database server that RAGFlow's variable DB_TYPE can name.
//!
//! [`DB_TYPES`] is the one table of them: section, port, the service's name in docker compose, and the
//! variables about it.

use super::error::ConfError;
use crate::database_url::{DatabaseUrl, Server};

/// A kind of server that RAGFlow keeps its metadata on.
#[derive(Debug)]
pub(super) struct DbType {
    /// DB_TYPE's value, the section's name, the scheme of the URL and the name of the service in docker
    /// compose: RAGFlow uses one word for all.
    pub(super) name: &'static str,
    /// The port if the section names none.
    pub(super) port: u16,
    /// The variable with the port on the Docker host.
    pub(super) exposed_port_variable: &'static str,
    /// The variable with the port inside docker. In older releases, where the port inside is fixed, it
    /// holds the port on the host.
    pub(super) port_variable: &'static str,
    /// Compose publishes the port inside docker under the same number, in every release.
    pub(super) has_same_port_on_host: bool,
    /// Makes the URL of such a server.
    pub(super) to_url: fn(Server) -> DatabaseUrl,
}

const DB_TYPES: [DbType; 3] = [
    DbType {
        name: "mysql",
        port: 3306,
        exposed_port_variable: "EXPOSE_MYSQL_PORT",
        port_variable: "MYSQL_PORT",
        has_same_port_on_host: false,
        to_url: DatabaseUrl::MySql,
    },
    DbType {
        name: "postgres",
        port: 5432,
        exposed_port_variable: "EXPOSE_POSTGRES_PORT",
        port_variable: "POSTGRES_PORT",
        has_same_port_on_host: false,
        to_url: DatabaseUrl::Postgres,
    },
    DbType {
        name: "oceanbase",
        port: 2881,
        exposed_port_variable: "EXPOSE_OCEANBASE_PORT",
        port_variable: "OCEANBASE_PORT",
        has_same_port_on_host: true,
        to_url: DatabaseUrl::MySql,
    },
];

impl DbType {
    /// The kind that DB_TYPE names, read as RAGFlow reads it: exactly, except for GaussDB; MySQL if it is
    /// not set. `origin` says which DB_TYPE this is, for messages.
    pub(super) fn named(value: Option<&str>, origin: &str) -> Result<&'static Self, ConfError> {
        let name = value.filter(|name| !name.is_empty()).unwrap_or("mysql");
        if let Some(db_type) = DB_TYPES.iter().find(|db_type| db_type.name == name) {
            return Ok(db_type);
        }
        let origin = origin.to_owned();
        let lower = name.trim().to_lowercase();
        let similar = match lower.as_str() {
            "gaussdb" | "gauss" => return Err(ConfError::GaussDb { origin }),
            "mysql" | "mariadb" => Some("mysql"),
            "oceanbase" => Some("oceanbase"),
            other if other.starts_with("postgre") || other.starts_with("pg") => Some("postgres"),
            _ => None,
        };
        Err(ConfError::UnknownDbType {
            origin,
            name: name.to_owned(),
            similar,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn db_type_is_read_as_ragflow_reads_it() {
        let named = |name: &str| DbType::named(Some(name), "DB_TYPE").map(|db_type| db_type.name);
        for name in ["mysql", "postgres", "oceanbase"] {
            assert_eq!(named(name).ok(), Some(name));
        }
        assert_eq!(named("").ok(), Some("mysql"));
        for (name, expected) in [
            ("MYSQL", Some("mysql")),
            ("mariadb", Some("mysql")),
            ("postgresql", Some("postgres")),
            ("PostgreSQL", Some("postgres")),
            (" oceanbase", Some("oceanbase")),
            ("sqlite", None),
        ] {
            let error = named(name).expect_err("unknown");
            assert!(
                matches!(&error, ConfError::UnknownDbType { similar, .. } if *similar == expected),
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
}
