//! The change log: one line of JSON per change, and never a secret.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

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
    /// When it cannot be written.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map(Self)
    }

    /// Appends lines with one write, so that the lines of two runs do not mix.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn write(
        &mut self,
        time: &str,
        actor: &Actor,
        events: &[Event<'_>],
    ) -> io::Result<()> {
        let mut lines = Vec::new();
        for event in events {
            serde_json::to_writer(&mut lines, &Entry { time, actor, event })?;
            lines.push(b'\n');
        }
        self.0.write_all(&lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_records_who_changed_what_and_where() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("changes.jsonl");
        let actor = Actor {
            uid: Some(7),
            sudo_user: None,
            host: "h".to_owned(),
            database: "demo:".to_owned(),
            command: "token delete",
        };
        let event = Event {
            tenant_id: "t",
            id: Some("0123".to_owned()),
            outcome: "done",
            ..Event::default()
        };
        for _ in 0..2 {
            let mut log = ChangeLog::open(&path).expect("a file");
            log.write("now", &actor, std::slice::from_ref(&event))
                .expect("a line");
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let line = r#"{"time":"now","uid":7,"sudo_user":null,"host":"h","database":"demo:","command":"token delete","tenant_id":"t","id":"0123","outcome":"done"}"#;
        assert_eq!(text, format!("{line}\n{line}\n"));
    }
}
