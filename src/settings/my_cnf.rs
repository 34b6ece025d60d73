//! `~/.my.cnf`, the option file of MySQL's and MariaDB's clients.
//!
//! It need not name its server: if it has no host, its own client connects to this
//! machine, so the password is sent nowhere else.

use std::path::{Path, PathBuf};

use super::client_file::{ClientFile, FileValue};
use crate::database_url::Server;

/// The groups that the `mysql` and `mariadb` clients read.
const GROUPS: [&str; 5] = [
    "client",
    "client-server",
    "client-mariadb",
    "mysql",
    "mariadb-client",
];

/// How deep files may include files, as in the clients.
const MAX_DEPTH: usize = 10;
/// How many files are read: files that include each other twice would be read
/// thousands of times.
const MAX_FILES: usize = 100;

/// An option that a client would take from a file.
struct FileOption {
    name: String,
    value: FileValue,
}

/// The password for a MySQL server in `~/.my.cnf` and the files that it includes.
pub(super) fn find(
    server: &Server,
    home: Option<&Path>,
    warnings: &mut Vec<String>,
) -> Option<FileValue> {
    let mut reader = OptionReader {
        options: Vec::new(),
        files: 0,
        warnings,
    };
    reader.read_file(home?.join(".my.cnf"), 0);
    // If an option is there twice, the client uses the last.
    let option = |name: &str| {
        let mut options = reader.options.iter().rev();
        options.find(|option| option.name == name)
    };
    let text = |name: &str| option(name).map(|option| option.value.text.as_str());
    let is_for_host = match text("host") {
        Some(host) if host != "localhost" => server.socket.is_none() && server.host == host,
        _ => server.is_local(),
    };
    let is_for_port = match text("port") {
        Some(port) => server.socket.is_some() || server.port.to_string() == port,
        None => true,
    };
    let is_for_user = text("user").is_none_or(|user| user == server.user);
    option("password")
        .filter(|_| is_for_host && is_for_port && is_for_user)
        .map(|option| option.value.clone())
}

/// Collects the options of the clients' groups, in the order of the files.
struct OptionReader<'a> {
    options: Vec<FileOption>,
    files: usize,
    warnings: &'a mut Vec<String>,
}

impl OptionReader<'_> {
    fn read_file(&mut self, path: PathBuf, depth: usize) {
        self.files += 1;
        if depth > MAX_DEPTH || self.files > MAX_FILES {
            return;
        }
        let Some(file) = ClientFile::read(path, self.warnings) else {
            return;
        };
        let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        let mut is_client_group = false;
        for line in text.lines() {
            let line = line.trim();
            if let Some(group) = line.strip_prefix('[') {
                let group = group.split(']').next().unwrap_or_default().trim_end();
                is_client_group = GROUPS.iter().any(|name| name.eq_ignore_ascii_case(group));
            } else if let Some(directive) = line.strip_prefix('!') {
                self.include(directive, depth);
            } else if is_client_group && !line.starts_with(['#', ';']) {
                self.options.extend(parse_option(line, &file));
            }
        }
    }

    /// Follows `include FILE` and `includedir DIRECTORY`.
    fn include(&mut self, directive: &str, depth: usize) {
        let Some((word, path)) = directive.split_once(char::is_whitespace) else {
            return;
        };
        let path = PathBuf::from(path.trim());
        match word {
            "include" => self.read_file(path, depth + 1),
            "includedir" => {
                let Ok(entries) = std::fs::read_dir(path) else {
                    return;
                };
                let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
                files.retain(|file| file.extension().is_some_and(|it| it == "cnf"));
                files.sort();
                for file in files {
                    self.read_file(file, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// An option `name = value`. The clients accept other cases, `_` for `-`, the
/// prefix `loose-`, and names that are cut short.
fn parse_option(line: &str, file: &ClientFile) -> Option<FileOption> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim().to_ascii_lowercase().replace('_', "-");
    let name = name.strip_prefix("loose-").unwrap_or(&name);
    let is_password = name == "password1" || (name.len() > 2 && "password".starts_with(name));
    Some(FileOption {
        name: if is_password { "password" } else { name }.to_owned(),
        value: file.value(parse_value(value.trim())),
    })
}

/// A value as the clients read it: a `#` outside quotes begins a comment, quotes
/// around the whole value are removed, and a backslash escapes some letters.
fn parse_value(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The password for `root@127.0.0.1` with these files in the home directory.
    fn find_in(files: &[(&str, &[u8])]) -> Option<String> {
        let home = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let file = home.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a parent")).expect("made");
            let text = String::from_utf8_lossy(bytes);
            let bytes = match text.contains("HOME") {
                true => text
                    .replace("HOME", &home.path().display().to_string())
                    .into_bytes(),
                false => bytes.to_vec(),
            };
            std::fs::write(file, bytes).expect("written");
        }
        let mut warnings = Vec::new();
        let server = Server::new("mysql", "127.0.0.1", 3306, "root", "d");
        let found = find(&server, Some(home.path()), &mut warnings);
        assert!(warnings.is_empty(), "{warnings:?}");
        found.map(|found| found.text)
    }

    #[test]
    fn only_options_of_the_clients_groups_are_read() {
        for (text, password) in [
            (
                "[mysqld]\npassword=no\n[client]\nuser = root\n# password=no\n",
                None,
            ),
            (
                "[client]\npassword=\"a#b\"\n[other]\npassword=no\n",
                Some("a#b"),
            ),
            ("[client]\npassword=a\n[mysql]\r\npassword=b\r\n", Some("b")),
            ("[client]\npassword=a\n[mysql]\r\nhost=db\r\n", None),
            ("[client]\npassword=a\nuser=me\n", None),
            ("[client]\npassword=a\nport=1\n", None),
            ("password=a\n", None),
            ("\u{feff}[client]\npassword=a\n", Some("a")),
        ] {
            let found = find_in(&[(".my.cnf", text.as_bytes())]);
            assert_eq!(found.as_deref(), password, "{text:?}");
        }
    }

    #[test]
    fn names_are_read_in_every_form_that_the_clients_accept() {
        for line in [
            "PASSWORD=a",
            "loose-password=a",
            "loose_Password = a",
            "pass=a",
            "password1=a",
        ] {
            for group in ["[client]", "[CLIENT]", "[Client ]", "[mariadb-client]"] {
                let text = format!("{group}\n{line}\n");
                let found = find_in(&[(".my.cnf", text.as_bytes())]);
                assert_eq!(found.as_deref(), Some("a"), "{text}");
            }
        }
        assert_eq!(
            find_in(&[(".my.cnf", b"[client]\npa=a\n")]),
            None,
            "ambiguous"
        );
    }

    #[test]
    fn included_files_are_read() {
        let own = b"[client]\npassword=a\n";
        for (line, file) in [
            ("!include HOME/other", "other"),
            ("!includedir HOME/dir", "dir/z.cnf"),
            ("!includedir HOME/dir/", "dir/z.cnf"),
        ] {
            let found = find_in(&[(".my.cnf", line.as_bytes()), (file, own)]);
            assert_eq!(found.as_deref(), Some("a"), "{line}");
        }
        let line = b"!includedir HOME/dir";
        assert_eq!(find_in(&[(".my.cnf", line), ("dir/z.txt", own)]), None);
        // Files that include each other end somewhere, and a missing one is passed over.
        let circle = b"!include HOME/.my.cnf\n!include HOME/.my.cnf\n!include HOME/missing\n[client]\npassword=a\n";
        assert_eq!(find_in(&[(".my.cnf", circle)]).as_deref(), Some("a"));
    }

    #[test]
    fn a_comment_may_have_any_bytes() {
        let found = find_in(&[(".my.cnf", b"# caf\xe9\n[client]\npassword=secret\n")]);
        assert_eq!(found.as_deref(), Some("secret"));
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
            assert_eq!(parse_value(text), value, "{text}");
        }
    }
}
