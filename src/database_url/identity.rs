//! The name, the location and the identity of a database: for plans that a
//! person reads, and for files that must not be applied to another database.

use std::path::{Path, PathBuf};

use super::{DatabaseUrl, Server};

impl DatabaseUrl {
    /// The short name that a person uses: the file name or the database name.
    pub fn name(&self) -> String {
        match self {
            Self::SqliteFile(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
            Self::SqliteMemory => "memory".to_owned(),
            Self::Demo => "demo".to_owned(),
            Self::MySql(server) | Self::Postgres(server) => server.database.clone(),
        }
    }

    /// The location: host and port, a socket, or the file's directory.
    pub fn location(&self) -> String {
        match self {
            Self::SqliteFile(path) => {
                let path = absolute(path);
                let folder = path.parent().unwrap_or(Path::new("/"));
                format!("this machine, {}", folder.display())
            }
            Self::SqliteMemory | Self::Demo => "this process".to_owned(),
            Self::MySql(server) | Self::Postgres(server) => server_location(server),
        }
    }

    /// A text that identifies the database. It does not depend on the account
    /// or on TLS. Two names of one host give two texts, because nothing here
    /// can tell that they mean the same machine.
    pub fn identity(&self) -> String {
        match self {
            Self::SqliteFile(path) => format!("sqlite {}", absolute(path).display()),
            Self::SqliteMemory => "sqlite memory".to_owned(),
            Self::Demo => "demo".to_owned(),
            Self::MySql(server) => {
                format!("mysql {} {}", server_location(server), server.database)
            }
            Self::Postgres(server) => {
                let location = server_location(server);
                let mut text = format!("postgres {location} {}", server.database);
                if let Some(schema) = &server.schema {
                    text.push(' ');
                    text.push_str(schema);
                }
                text
            }
        }
    }

    /// Whether the database ends with this process.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::SqliteMemory | Self::Demo)
    }
}

fn server_location(server: &Server) -> String {
    match &server.socket {
        Some(socket) => format!("{} port {}", absolute(socket).display(), server.port),
        None => format!("{}:{}", server.host.to_lowercase(), server.port),
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> DatabaseUrl {
        DatabaseUrl::parse(text, None).expect("a URL")
    }

    #[test]
    fn account_password_and_tls_are_not_part_of_the_identity() {
        let one = url("mysql://root:hunter2@DB:3306/rag_flow");
        let other = url("mysql://reader@db/rag_flow?ssl-mode=required");
        assert_eq!(one.identity(), other.identity());
        assert_eq!(one.identity(), "mysql db:3306 rag_flow");
        assert_eq!(
            (one.name().as_str(), one.location().as_str()),
            ("rag_flow", "db:3306")
        );
    }

    #[test]
    fn database_port_schema_and_engine_are_part_of_the_identity() {
        let texts = [
            "mysql://u@db/rag_flow",
            "mysql://u@db/other",
            "mysql://u@db:3307/rag_flow",
            "postgres://u@db/rag_flow",
            "postgres://u@db/rag_flow?schema=s",
            "sqlite:rag_flow",
        ];
        let all: std::collections::BTreeSet<_> =
            texts.iter().map(|text| url(text).identity()).collect();
        assert_eq!(all.len(), texts.len());
    }
}
