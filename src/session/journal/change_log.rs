//! The change log: one line of JSON per change, and never a secret.

use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use serde::Serialize;

use super::append::append_lines;
use super::trusted_file::{check_file, open_directory};

/// Who runs which command on which database: the same in every line of a run.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Actor {
    /// The user id; `None` on systems without one.
    pub(crate) uid: Option<u32>,
    /// SUDO_USER, where the program runs under sudo.
    pub(crate) sudo_user: Option<String>,
    /// The name of this machine.
    pub(crate) host: String,
    /// The database's URL without its password.
    pub(crate) database: String,
    /// `token delete`
    pub(crate) command: &'static str,
}

/// What is different in each line.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Event<'a> {
    pub(crate) tenant_id: &'a str,
    /// The ID of the key, where the line is about one key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// The ID of the key that replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) new_id: Option<String>,
    /// The number of keys, where the line is about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keys: Option<u64>,
    /// The table, where the line is about rows of any table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) table: Option<&'static str>,
    /// The number of its rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rows: Option<u64>,
    /// The URL of the database that they were copied from, without its password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<&'a str>,
    /// `done`, `partial`, `conflict`, `failed`; where the answer to the commit was
    /// lost and the rows are unchanged, `not done`; where the rows do not show it,
    /// `unknown`.
    pub(crate) outcome: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    time: &'a str,
    #[serde(flatten)]
    actor: &'a Actor,
    #[serde(flatten)]
    event: &'a Event<'a>,
}

/// An open change log. Several runs can write to one file at a time.
#[derive(Debug)]
pub(crate) struct ChangeLog(File);

impl ChangeLog {
    /// Opens the file, or creates it so that only its owner can read it.
    ///
    /// # Errors
    /// When it cannot be written, or another account could have put it there.
    pub(crate) fn open(path: &Path, user_id: Option<u32>) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let directory = open_directory(path.parent().unwrap_or(Path::new("/")), user_id)?;
        // Opening a FIFO must not wait for its other end.
        let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE | OFlags::CLOEXEC;
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let opened = rustix::fs::openat(&directory, name, flags, Mode::RUSR | Mode::WUSR);
        let file = File::from(opened.map_err(|error| match error {
            Errno::LOOP => io::Error::other("it is a symbolic link"),
            error => error.into(),
        })?);
        check_file(&file, user_id)?;
        Ok(Self(file))
    }

    /// Appends lines with one write, so that the lines of two runs do not mix.
    ///
    /// # Errors
    /// When they cannot be written; then none of them is in the file.
    pub(crate) fn write(
        &mut self,
        time: &str,
        actor: &Actor,
        events: &[Event<'_>],
    ) -> io::Result<()> {
        let mut lines = String::new();
        for event in events {
            let line = serde_json::to_string(&Entry { time, actor, event })?;
            push_ascii(&line, &mut lines);
            lines.push('\n');
        }
        append_lines(&mut self.0, lines.as_bytes())
    }
}

/// Appends JSON with every character beyond printable ASCII as `\uXXXX`: the log is
/// read in terminals, where some of the others are invisible or reorder the text.
/// In JSON such characters are only within strings.
fn push_ascii(json: &str, out: &mut String) {
    let mut units = [0; 2];
    for character in json.chars() {
        match character {
            ' '..='~' => out.push(character),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(host: &str) -> Actor {
        Actor {
            uid: Some(7),
            sudo_user: None,
            host: host.to_owned(),
            database: "demo:".to_owned(),
            command: "token delete",
        }
    }

    fn event() -> Event<'static> {
        Event {
            tenant_id: "t",
            id: Some("0123".to_owned()),
            outcome: "done",
            ..Event::default()
        }
    }

    /// Writes one line into a file of this folder.
    fn write(path: &Path, host: &str) -> io::Result<()> {
        let user_id = Some(rustix::process::geteuid().as_raw());
        let mut log = ChangeLog::open(path, user_id)?;
        log.write("now", &actor(host), &[event()])
    }

    const LINE: &str = r#"{"time":"now","uid":7,"sudo_user":null,"host":"h","database":"demo:","command":"token delete","tenant_id":"t","id":"0123","outcome":"done"}"#;

    #[test]
    fn a_line_records_who_changed_what_and_where() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("changes.jsonl");
        for _ in 0..2 {
            write(&path, "h").expect("a line");
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(text, format!("{LINE}\n{LINE}\n"));
    }

    #[test]
    fn a_line_after_half_a_line_begins_on_a_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("changes.jsonl");
        std::fs::write(&path, "{\"time\":\"2026").expect("a file");
        write(&path, "h").expect("a line");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(text, format!("{{\"time\":\"2026\n{LINE}\n"));
    }

    #[test]
    fn characters_that_a_terminal_obeys_or_hides_are_escaped() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("changes.jsonl");
        let host = "a\u{7f}\u{9b}\u{200b}\u{202e}\u{2028}\u{e0041}\u{1b}王\"";
        write(&path, host).expect("a line");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(
            text.trim_end()
                .bytes()
                .all(|byte| (b' '..=b'~').contains(&byte))
        );
        let line: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(line["host"], host);
    }

    #[test]
    fn only_a_regular_file_of_this_account_is_written() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let mode = |path: &Path, mode| {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(path, mode).expect("a mode");
        };
        let reason = |path: &Path| match write(path, "h") {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        };
        let target = folder.path().join("target");
        std::fs::write(&target, "").expect("a file");
        let link = folder.path().join("link");
        symlink(&target, &link).expect("a link");
        assert!(reason(&link).contains("symbolic link"));
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert!(!reason(&socket).is_empty());
        mode(&target, 0o666);
        assert!(reason(&target).contains("can write"));
        mode(&target, 0o600);
        mode(folder.path(), 0o777);
        assert!(reason(&target).contains("directory is not safe"));
        mode(folder.path(), 0o1777);
        assert_eq!(reason(&target), "");
    }
}
