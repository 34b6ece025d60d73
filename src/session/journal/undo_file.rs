//! Undo files: old and new rows, on disk before a change commits.
//!
//! A file is JSON Lines: a header, one line `{"old":row,"new":row}` per change,
//! and after them one line `{"committed":tenant}` per transaction that is known
//! to have ended. A run can be killed between its commit and that line, so a
//! reader compares the rows with the database and does not rely on the line.
//! The file contains full keys and betas: only its owner can read it.

mod directory;
mod format;
mod read;
mod write;

pub(crate) use directory::{list, new_path};
pub(crate) use format::Header;
pub(crate) use read::{ReadError, Recorded, read};
pub(crate) use write::{UndoFile, mark_undone};

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;
    use crate::database_url::DatabaseUrl;
    use crate::domain::api_key::ApiKey;
    use crate::domain::change::Change;
    use crate::domain::token::{Beta, Token};

    fn record(token: &'static str) -> ApiKey<'static> {
        ApiKey {
            tenant_id: "t".into(),
            token: Token::new(token),
            dialog_id: None,
            source: Some("none".into()),
            beta: Some(Beta::new("")),
            create_date: None,
            create_time: Some(7),
            update_date: None,
            update_time: None,
        }
    }

    fn changes() -> Vec<Change> {
        vec![
            Change::delete(record("a")),
            Change::replace(record("b"), record("c"), false),
            Change::replace(record("d"), record("e"), true),
        ]
    }

    fn written() -> (tempfile::TempDir, PathBuf, UndoFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("undo.jsonl");
        let header = Header::new("token rotate", "now".to_owned(), &DatabaseUrl::Demo);
        let file = UndoFile::create(&path, header, &changes()).expect("a file");
        (folder, path, file)
    }

    #[test]
    fn a_written_file_is_read_back() {
        let (_folder, path, mut file) = written();
        file.committed("t").expect("a line");
        let recorded = read(&path).expect("an undo file");
        assert_eq!(recorded.changes, changes());
        assert_eq!((recorded.header.changes, recorded.undone), (3, false));
        mark_undone(&path, "later".to_owned()).expect("a line");
        assert!(read(&path).expect("an undo file").undone);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it_and_no_file_is_overwritten() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path, _file) = written();
        let mode = std::fs::metadata(&path)
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let header = Header::new("token delete", "now".to_owned(), &DatabaseUrl::Demo);
        let error = UndoFile::create(&path, header, &[]).expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path).expect("as before").changes.len(), 3);
    }

    #[test]
    fn a_truncated_file_is_an_error_unless_only_notes_are_missing() {
        let (_folder, path, mut file) = written();
        let whole = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &whole[..whole.len() - 40]).expect("cut");
        assert!(matches!(read(&path), Err(ReadError::Line(4))));
        let end = whole[..whole.len() - 1]
            .iter()
            .rposition(|byte| *byte == b'\n');
        std::fs::write(&path, &whole[..=end.expect("a line")]).expect("cut");
        assert!(matches!(
            read(&path),
            Err(ReadError::CutOff { found: 2, .. })
        ));
        std::fs::write(&path, &whole).expect("whole");
        file.committed("t").expect("a line");
        let more = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &more[..more.len() - 5]).expect("cut");
        assert_eq!(read(&path).expect("all changes").changes.len(), 3);
    }

    #[test]
    fn an_error_repeats_no_value() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "{\"token\":\"ragflow-secret\"}\n").expect("a file");
        let error = read(&path).expect_err("no header").to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn the_newest_file_comes_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [
            "20260101T000000.000Z-2",
            "20260101T000000.000Z-10",
            "20251231T000000.000Z-0",
        ];
        for name in names.iter().chain(&["notes"]) {
            std::fs::write(folder.path().join(format!("{name}.jsonl")), "").expect("a file");
        }
        let files = list(folder.path()).expect("a directory");
        let found: Vec<_> = files
            .iter()
            .filter_map(|path| path.file_stem()?.to_str())
            .collect();
        assert_eq!(found, [names[1], names[0], names[2]]);
        assert!(
            list(&folder.path().join("nowhere"))
                .expect("none")
                .is_empty()
        );
    }
}
