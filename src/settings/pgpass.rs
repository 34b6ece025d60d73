//! `~/.pgpass`, the password file of PostgreSQL's clients, by libpq's rules.

use std::path::{Path, PathBuf};

use super::client_file::{ClientFile, FileValue};
use crate::database_url::Server;
use crate::env::Vars;

/// The socket directories that a line for `localhost` stands for: the default of
/// the distributions' packages. libpq's own default is /tmp, where every account
/// of the machine could listen.
const DEFAULT_SOCKET_DIRECTORIES: [&str; 2] = ["/var/run/postgresql", "/run/postgresql"];

/// The password for a PostgreSQL server in the file that PGPASSFILE names, else in
/// `~/.pgpass`. The first line that matches decides, also if its password is empty.
pub(super) fn find(
    server: &Server,
    vars: &Vars,
    home: Option<&Path>,
    warnings: &mut Vec<String>,
) -> Option<FileValue> {
    let path = vars.get("PGPASSFILE").map(PathBuf::from);
    let file = ClientFile::read(path.or_else(|| Some(home?.join(".pgpass")))?, warnings)?;
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let password = text.lines().find_map(|line| match_line(line, server))?;
    Some(file.value(password))
}

/// The password of a line `host:port:database:user:password`, if the line matches
/// the server. `*` matches everything; a backslash escapes ':' and itself.
fn match_line(line: &str, server: &Server) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    // Each field, and whether it has an escape: an escaped `*` is literal.
    let mut fields: Vec<(String, bool)> = vec![(String::new(), false)];
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let last = fields.len() - 1;
        match character {
            '\\' => {
                fields[last].0.extend(characters.next());
                fields[last].1 = true;
            }
            ':' => fields.push((String::new(), false)),
            other => fields[last].0.push(other),
        }
    }
    let (password, _) = fields.get(4)?;
    let port = server.port.to_string();
    let matches = |index: usize, value: &str| {
        let (field, is_escaped) = &fields[index];
        (field == "*" && !is_escaped) || field == value
    };
    let is_match = hosts(server).iter().any(|host| matches(0, host))
        && matches(1, &port)
        && matches(2, &server.database)
        && matches(3, &server.user);
    is_match.then(|| password.clone())
}

/// The names under which a line can mean the server.
fn hosts(server: &Server) -> Vec<String> {
    let Some(directory) = &server.socket else {
        return vec![server.host.clone()];
    };
    let mut hosts = vec![directory.display().to_string()];
    if DEFAULT_SOCKET_DIRECTORIES
        .iter()
        .any(|default| directory == Path::new(default))
    {
        hosts.push("localhost".to_owned());
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        match_line(
            text,
            &Server::new("postgres", "db", 5432, "rag", "rag:flow"),
        )
    }

    /// The password for `server` in a file with this text.
    fn find_in(text: &[u8], server: &Server) -> Option<String> {
        let home = tempfile::tempdir().expect("a folder");
        std::fs::write(home.path().join(".pgpass"), text).expect("written");
        let mut warnings = Vec::new();
        let found = find(server, &Vars::default(), Some(home.path()), &mut warnings);
        assert!(warnings.is_empty(), "{warnings:?}");
        found.map(|found| found.text)
    }

    #[test]
    fn a_line_of_pgpass_matches_only_its_server() {
        let secret = Some("secret".to_owned());
        assert_eq!(line(r"db:5432:rag\:flow:rag:secret"), secret);
        assert_eq!(line("*:*:*:*:secret"), secret);
        for other in [
            r"dc:5432:rag\:flow:rag:secret",
            r"db:5433:rag\:flow:rag:secret",
            "db:5432:rag_flow:rag:secret",
            r"db:5432:rag\:flow:me:secret",
            r"\*:*:*:*:secret",
            "#*:*:*:*:secret",
            "*:*:*",
            "",
        ] {
            assert_eq!(line(other), None, "{other}");
        }
    }

    #[test]
    fn a_password_in_pgpass_escapes_colons_and_backslashes() {
        assert_eq!(line(r"*:*:*:*:a\:b\\c *").as_deref(), Some(r"a:b\c *"));
        // As in libpq, an unescaped colon ends the password.
        assert_eq!(line("*:*:*:*:a:b").as_deref(), Some("a"));
    }

    #[test]
    fn the_first_line_that_matches_decides_also_without_a_password() {
        let server = Server::new("postgres", "db", 5432, "rag", "d");
        let found = find_in(b"x:*:*:*:no\ndb:*:*:*:\n*:*:*:*:no\n", &server);
        assert_eq!(found.as_deref(), Some(""));
    }

    #[test]
    fn a_line_of_another_server_may_have_any_bytes() {
        let server = Server::new("postgres", "db", 5432, "rag", "d");
        let found = find_in(b"\xef\xbb\xbfx:*:*:*:caf\xe9\ndb:*:*:*:secret\n", &server);
        assert_eq!(found.as_deref(), Some("secret"));
    }

    #[test]
    fn localhost_is_only_the_default_socket_directory() {
        for (directory, localhost) in [
            ("/var/run/postgresql", true),
            ("/run/postgresql", true),
            ("/tmp", false),
            ("/tmp/mine", false),
        ] {
            let mut server = Server::new("postgres", "localhost", 5432, "rag", "d");
            server.socket = Some(PathBuf::from(directory));
            let found = match_line("localhost:*:*:*:secret", &server);
            assert_eq!(found.is_some(), localhost, "{directory}");
            let own = match_line(&format!("{directory}:*:*:*:secret"), &server);
            assert!(own.is_some(), "{directory}");
        }
    }
}
