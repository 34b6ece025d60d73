//! The files in which the databases' own clients keep passwords: `~/.pgpass` and
//! `~/.my.cnf`, each in its own format and with its own rules.
//!
//! A line of `.pgpass` names its server. `.my.cnf` need not: if it has no host,
//! its own client connects to this machine, so the password is sent nowhere else.

use std::path::{Path, PathBuf};

use super::private_file::{self, FileOwnership};
use crate::database_url::{Password, Server};
use crate::env::{Host, Vars};
use crate::error::Result;

/// The groups of `.my.cnf` that the `mysql` and `mariadb` clients read.
const GROUPS: [&str; 5] = [
    "client",
    "client-server",
    "client-mariadb",
    "mysql",
    "mariadb-client",
];

/// The password for a PostgreSQL server, and the file that holds it: the one in
/// PGPASSFILE, else `~/.pgpass`.
pub(super) fn find_in_pgpass(
    server: &Server,
    vars: &Vars,
    home: Option<&Path>,
    host: &dyn Host,
) -> Result<Option<(Password, PathBuf)>> {
    let from_variable = vars.get("PGPASSFILE").map(PathBuf::from);
    let Some(path) = from_variable.or_else(|| Some(home?.join(".pgpass"))) else {
        return Ok(None);
    };
    let Some((text, ownership)) = read_if_present(&path, host)? else {
        return Ok(None);
    };
    let port = server.port.to_string();
    // A line for a socket names `localhost` or the socket's directory.
    let hosts = match &server.socket {
        Some(directory) => vec!["localhost".to_owned(), directory.display().to_string()],
        None => vec![server.host.clone()],
    };
    let password_for_server = |line| {
        hosts.iter().find_map(|host| {
            match_pgpass_line(line, &[host, &port, &server.database, &server.user])
        })
    };
    let password = text.lines().find_map(password_for_server);
    require_private_file(path, password, &ownership)
}

/// The password of a line `host:port:database:user:password`, if the line
/// matches the server. `*` matches everything; a backslash escapes ':' and
/// itself.
fn match_pgpass_line(line: &str, server: &[&str; 4]) -> Option<String> {
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
    let is_match = fields
        .iter()
        .zip(server)
        .all(|((field, is_escaped), value)| (field == "*" && !is_escaped) || field == value);
    (is_match && !password.is_empty()).then(|| password.clone())
}

/// The password for a MySQL server, and the file that holds it: `~/.my.cnf`.
pub(super) fn find_in_my_cnf(
    server: &Server,
    home: Option<&Path>,
    host: &dyn Host,
) -> Result<Option<(Password, PathBuf)>> {
    let Some(path) = home.map(|home| home.join(".my.cnf")) else {
        return Ok(None);
    };
    let Some((text, ownership)) = read_if_present(&path, host)? else {
        return Ok(None);
    };
    let options = parse_client_options(&text);
    let option = |name: &str| {
        let found = options.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    let is_for_host = match option("host") {
        Some(host) if host != "localhost" => server.socket.is_none() && server.host == host,
        _ => server.is_local(),
    };
    let is_for_port = match option("port") {
        Some(port) => server.socket.is_some() || server.port.to_string() == port,
        None => true,
    };
    let is_for_user = option("user").is_none_or(|user| user == server.user);
    let password = option("password")
        .filter(|password| !password.is_empty() && is_for_host && is_for_port && is_for_user);
    require_private_file(path, password.map(str::to_owned), &ownership)
}

/// The password, if there is one. Its file must be private, whichever client it
/// belongs to.
fn require_private_file(
    path: PathBuf,
    password: Option<String>,
    ownership: &FileOwnership,
) -> Result<Option<(Password, PathBuf)>> {
    let Some(password) = password else {
        return Ok(None);
    };
    private_file::require_private(&path, ownership)?;
    Ok(Some((Password::new(password), path)))
}

/// The options of the client's groups, in the order of the file. If one is there
/// twice, the client uses the last.
fn parse_client_options(text: &str) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let mut is_client_group = false;
    for line in text.lines() {
        let line = line.trim();
        if let Some(group) = line.strip_prefix('[') {
            let group = group.split(']').next().unwrap_or_default().trim();
            is_client_group = GROUPS.contains(&group);
        } else if is_client_group && !line.starts_with(['#', ';', '!']) {
            let Some((key, value)) = line.split_once('=') else {
                continue;
            };
            let key = key.trim().replace('_', "-");
            // Clients of other versions write `pass`.
            let key = if key == "pass" {
                "password".to_owned()
            } else {
                key
            };
            options.push((key, parse_option_value(value.trim())));
        }
    }
    options
}

/// A value as the clients read it: a `#` outside quotes begins a comment, quotes
/// around the whole value are removed, and a backslash escapes some letters.
fn parse_option_value(text: &str) -> String {
    let mut quote = None;
    let mut is_escaped = false;
    let mut end = text.len();
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, '#') => {
                end = index;
                break;
            }
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character && !is_escaped => quote = None,
            _ => {}
        }
        is_escaped = quote.is_some() && character == '\\' && !is_escaped;
    }
    let text = text[..end].trim_end();
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?;
        inside.strip_suffix(quote)
    });
    let mut value = String::new();
    let mut characters = unquoted.unwrap_or(text).chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = characters
            .peek()
            .filter(|_| character == '\\')
            .and_then(|next| {
                Some(match next {
                    'b' => '\u{8}',
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    's' => ' ',
                    '\\' | '"' | '\'' => *next,
                    _ => return None,
                })
            });
        value.push(escaped.unwrap_or(character));
        if escaped.is_some() {
            characters.next();
        }
    }
    value
}

/// The file's text and who has access to it; `None` if there is no file.
fn read_if_present(path: &Path, host: &dyn Host) -> Result<Option<(String, FileOwnership)>> {
    match private_file::read_text(path, host) {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(private_file::cannot_read(path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        match_pgpass_line(text, &["db", "5432", "rag:flow", "rag"])
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
            "*:*:*:*:",
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
    fn only_options_of_the_clients_groups_are_read() {
        let text = "[mysqld]\npassword=no\n[client]\nuser = root\n# password=no\n\
                    password=\"a#b\"\n[other]\npassword=no\n[mysql]\r\nhost=db\r\n";
        let options = parse_client_options(text);
        let expected = [("user", "root"), ("password", "a#b"), ("host", "db")];
        assert_eq!(options, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }

    #[test]
    fn values_are_read_as_the_clients_read_them() {
        for (text, value) in [
            ("plain", "plain"),
            ("plain # comment", "plain"),
            ("pl#ain", "pl"),
            ("'pl#ain' # comment", "pl#ain"),
            (r#""say \"x\" # y""#, "say \"x\" # y"),
            ("it's#x", "it's#x"),
            (r"a\sb\\c\d", r"a b\c\d"),
            ("' blank '", " blank "),
            ("päß", "päß"),
            ("", ""),
        ] {
            assert_eq!(parse_option_value(text), value, "{text}");
        }
    }
}
