//! The files in which the engines' own clients keep passwords: `~/.pgpass` and
//! `~/.my.cnf`, each in its own format and with its own rules.
//!
//! A line of `.pgpass` says for which server it is. `.my.cnf` need not: there
//! an absent host means this machine, as it does for its own client, so its
//! password is sent nowhere else.

use std::path::{Path, PathBuf};

use super::private_file;
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

/// The password for a PostgreSQL server, and the file that has it.
pub(super) fn pgpass(
    server: &Server,
    vars: &Vars,
    home: Option<&Path>,
    host: &dyn Host,
) -> Result<Option<(Password, PathBuf)>> {
    let named = vars.get("PGPASSFILE").map(PathBuf::from);
    let Some(path) = named.or_else(|| Some(home?.join(".pgpass"))) else {
        return Ok(None);
    };
    let Some(text) = read(&path)? else {
        return Ok(None);
    };
    let port = server.port.to_string();
    // A socket is `localhost`, or its directory.
    let hosts = match &server.socket {
        Some(directory) => vec!["localhost".to_owned(), directory.display().to_string()],
        None => vec![server.host.clone()],
    };
    let fits = |line| {
        hosts
            .iter()
            .find_map(|host| pgpass_line(line, &[host, &port, &server.database, &server.user]))
    };
    found_in(path, text.lines().find_map(fits), host)
}

/// `host:port:database:user:password`; `*` fits anything, a backslash takes
/// the meaning from ':' and itself.
fn pgpass_line(line: &str, wanted: &[&str; 4]) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
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
    let fits = fields
        .iter()
        .zip(wanted)
        .all(|((field, escaped), wanted)| (field == "*" && !escaped) || field == wanted);
    (fits && !password.is_empty()).then(|| password.clone())
}

/// The password for a MySQL server, and the file that has it.
pub(super) fn my_cnf(
    server: &Server,
    home: Option<&Path>,
    host: &dyn Host,
) -> Result<Option<(Password, PathBuf)>> {
    let Some(path) = home.map(|home| home.join(".my.cnf")) else {
        return Ok(None);
    };
    let Some(text) = read(&path)? else {
        return Ok(None);
    };
    let options = client_options(&text);
    let option = |name: &str| {
        let found = options.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    let is_its_host = match option("host") {
        Some(host) if host != "localhost" => server.socket.is_none() && server.host == host,
        _ => server.is_local(),
    };
    let is_its_port = match option("port") {
        Some(port) => server.socket.is_some() || server.port.to_string() == port,
        None => true,
    };
    let is_its_user = option("user").is_none_or(|user| user == server.user);
    let password = option("password")
        .filter(|password| !password.is_empty() && is_its_host && is_its_port && is_its_user);
    found_in(path, password.map(str::to_owned), host)
}

/// A password counts only if nobody else can read it, whichever client's file
/// it is in.
fn found_in(
    path: PathBuf,
    password: Option<String>,
    host: &dyn Host,
) -> Result<Option<(Password, PathBuf)>> {
    let Some(password) = password else {
        return Ok(None);
    };
    private_file::check(&path, host)?;
    Ok(Some((Password::new(password), path)))
}

/// The options of the client's groups, in the order of the file: of two, the
/// later counts.
fn client_options(text: &str) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let mut is_ours = false;
    for line in text.lines() {
        let line = line.trim();
        if let Some(group) = line.strip_prefix('[') {
            let group = group.split(']').next().unwrap_or_default().trim();
            is_ours = GROUPS.contains(&group);
        } else if is_ours && !line.starts_with(['#', ';', '!']) {
            let Some((key, value)) = line.split_once('=') else {
                continue;
            };
            let key = key.trim().replace('_', "-");
            // The name clients of other versions write.
            let key = if key == "pass" {
                "password".to_owned()
            } else {
                key
            };
            options.push((key, option_value(value.trim())));
        }
    }
    options
}

/// A value as the clients read it: a `#` outside quotes begins a comment,
/// quotes sources the whole are none of it, and some letters behind a
/// backslash mean something else.
fn option_value(text: &str) -> String {
    let mut quote = None;
    let mut escaped = false;
    let mut end = text.len();
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, '#') => {
                end = index;
                break;
            }
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character && !escaped => quote = None,
            _ => {}
        }
        escaped = quote.is_some() && character == '\\' && !escaped;
    }
    let text = text[..end].trim_end();
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = text.strip_prefix(quote)?;
        inside.strip_suffix(quote)
    });
    let mut value = String::new();
    let mut characters = unquoted.unwrap_or(text).chars().peekable();
    while let Some(character) = characters.next() {
        let meant = characters
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
        value.push(meant.unwrap_or(character));
        if meant.is_some() {
            characters.next();
        }
    }
    value
}

/// The file's text, where there is one for us alone.
fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(private_file::unreadable(path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        pgpass_line(text, &["db", "5432", "rag:flow", "rag"])
    }

    #[test]
    fn a_line_of_pgpass_is_for_its_server() {
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
        // As libpq does: an unescaped colon ends it.
        assert_eq!(line("*:*:*:*:a:b").as_deref(), Some("a"));
    }

    #[test]
    fn options_are_those_of_the_clients_groups() {
        let text = "[mysqld]\npassword=no\n[client]\nuser = root\n# password=no\n\
                    password=\"a#b\"\n[other]\npassword=no\n[mysql]\r\nhost=db\r\n";
        let options = client_options(text);
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
            assert_eq!(option_value(text), value, "{text}");
        }
    }
}
