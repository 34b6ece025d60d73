//! The change log: a line of JSON for every change, and never a secret.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

/// Who changes what where.
#[derive(Clone, Debug, Serialize)]
pub struct Actor {
    /// The account's number, where accounts have one.
    pub uid: Option<u32>,
    /// Who became that account.
    pub sudo_user: Option<String>,
    /// This machine.
    pub host: String,
    /// The database, without its password.
    pub database: String,
    /// What was called.
    pub command: &'static str,
}

/// What happened.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Event<'a> {
    /// The tenant.
    pub tenant_id: &'a str,
    /// The key, where the line is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The key that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_id: Option<String>,
    /// How many keys, where the line is about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<u64>,
    /// `done`, `conflict`, `failed`; `unknown` where the connection broke.
    pub outcome: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    time: &'a str,
    #[serde(flatten)]
    actor: &'a Actor,
    #[serde(flatten)]
    event: &'a Event<'a>,
}

/// An open log. Several runs may write to one file.
#[derive(Debug)]
pub struct ChangeLog(File);

impl ChangeLog {
    /// Opens the file, and makes it where it is not there; only its owner can
    /// read a new one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map(Self)
    }

    /// Adds lines, in one piece: lines of two runs do not mix.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, time: &str, actor: &Actor, events: &[Event<'_>]) -> io::Result<()> {
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
    fn a_line_says_who_did_what_where() {
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
