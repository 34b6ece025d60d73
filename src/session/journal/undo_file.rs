//! Undo files: old and new rows, on disk before a change commits.
//!
//! A file appears whole or not at all. It is JSON Lines: a header, one line per change, and after them one line
//! `{"committed":tenant}` per transaction that is known to have ended. A run can
//! be killed between its commit and that line, so a reader compares the rows with
//! the database and does not rely on the line.
//!
//! The line of a change is `{"old":row,"new":row}`, with full keys and betas. A row
//! that was only added is `{"added":…}`, with hashes instead of secrets, and a
//! backfill of any size is one line with the seed of its betas. Only the owner of a
//! file can read it. A file that another account could have written is not used.

mod directory;
mod format;
mod read;
mod write;

pub(crate) use directory::{UndoDirectory, UndoFileEntry};
pub(crate) use format::{BackfillRecord, Contents, Header};
pub(crate) use read::{ReadError, Recorded, read, read_header};
pub(crate) use write::{UndoFile, mark_undone};

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::database_url::DatabaseUrl;
    use crate::domain::api_key::ApiKey;
    use crate::domain::change::Change;
    use crate::domain::token::{Beta, Token};

    fn user_id() -> Option<u32> {
        Some(rustix::process::geteuid().as_raw())
    }

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
        let file = UndoFile::create(&path, &header, Contents::Changes(&changes())).expect("a file");
        (folder, path, file)
    }

    #[test]
    fn a_written_file_is_read_back() {
        let (_folder, path, mut file) = written();
        file.committed("t").expect("a line");
        let recorded = read(&path, user_id()).expect("an undo file");
        assert_eq!(recorded.changes, changes());
        assert_eq!((recorded.header.changes, recorded.undone), (3, false));
        mark_undone(&path, "later".to_owned()).expect("a line");
        assert!(read(&path, user_id()).expect("an undo file").undone);
    }

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
        let error =
            UndoFile::create(&path, &header, Contents::Changes(&[])).expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path, user_id()).expect("as before").changes.len(), 3);
    }

    #[test]
    fn a_truncated_file_is_an_error_unless_only_notes_are_missing() {
        let (_folder, path, mut file) = written();
        let whole = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &whole[..whole.len() - 40]).expect("cut");
        assert!(matches!(read(&path, user_id()), Err(ReadError::Line(4))));
        let end = whole[..whole.len() - 1]
            .iter()
            .rposition(|byte| *byte == b'\n');
        std::fs::write(&path, &whole[..=end.expect("a line")]).expect("cut");
        assert!(matches!(
            read(&path, user_id()),
            Err(ReadError::CutOff { found: 2, .. })
        ));
        std::fs::write(&path, &whole).expect("whole");
        file.committed("t").expect("a line");
        let more = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &more[..more.len() - 5]).expect("cut");
        assert_eq!(
            read(&path, user_id()).expect("all changes").changes.len(),
            3
        );
    }

    #[test]
    fn an_error_repeats_no_value() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        std::fs::write(&path, "{\"token\":\"ragflow-secret\"}\n").expect("a file");
        let error = read(&path, user_id()).expect_err("no header").to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn a_note_after_one_that_was_cut_off_is_read() {
        let (_folder, path, mut file) = written();
        file.committed("t").expect("a line");
        let whole = std::fs::read(&path).expect("a file");
        std::fs::write(&path, &whole[..whole.len() - 5]).expect("cut");
        mark_undone(&path, "later".to_owned()).expect("a line");
        assert!(read(&path, user_id()).expect("an undo file").undone);
    }

    /// Writes a file of this time into a directory, as a run does.
    fn create_in(directory: &Path, time: &str) -> PathBuf {
        let mut header = Header::new("token rotate", time.to_owned(), &DatabaseUrl::Demo);
        let files = UndoDirectory::read(directory, user_id()).expect("a directory");
        header.sequence = files.next_sequence();
        let time = time.parse().expect("a time");
        let file = UndoFile::create_in(directory, time, &header, Contents::Changes(&changes()));
        file.expect("a file").path().to_owned()
    }

    #[test]
    fn the_newest_file_comes_first_also_after_the_clock_was_set_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = [
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z",
            "2025-12-31T00:00:00Z",
        ]
        .map(|time| create_in(folder.path(), time));
        let found = UndoDirectory::read(folder.path(), user_id()).expect("a directory");
        let found: Vec<&PathBuf> = found.files.iter().map(|file| &file.path).collect();
        assert_eq!(found, [&paths[2], &paths[1], &paths[0]]);
        let nowhere = UndoDirectory::read(&folder.path().join("nowhere"), user_id());
        assert!(nowhere.expect("none").files.is_empty());
    }

    #[test]
    fn runs_in_the_same_millisecond_write_different_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let header = Header::new("token rotate", "now".to_owned(), &DatabaseUrl::Demo);
        let time = "2026-01-01T00:00:00Z".parse().expect("a time");
        let create =
            || UndoFile::create_in(folder.path(), time, &header, Contents::Changes(&changes()));
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..8).map(|_| scope.spawn(create)).collect();
            for run in runs {
                run.join().expect("a thread").expect("a file");
            }
        });
        let files = std::fs::read_dir(folder.path()).expect("a directory");
        let names: Vec<_> = files
            .map(|file| file.expect("a file").file_name())
            .collect();
        assert_eq!(names.len(), 8, "{names:?}");
    }

    #[test]
    fn files_that_are_not_complete_or_not_ours_are_skipped() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = create_in(folder.path(), "2026-01-01T00:00:00Z");
        let text = std::fs::read_to_string(&path).expect("a file");
        let add = |name: &str, text: &str, mode| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&path, mode).expect("a mode");
        };
        add("20990101T000000.000Z-0.jsonl", &text, 0o622);
        add(
            "newer.jsonl",
            &text.replace("\"version\":1", "\"version\":2"),
            0o600,
        );
        add("stray.jsonl", "stray", 0o600);
        add("half.jsonl", &text[..20], 0o600);
        let found = UndoDirectory::read(folder.path(), user_id()).expect("a directory");
        assert_eq!(found.files.len(), 1);
        assert_eq!(found.files[0].path, path);
        let reasons: Vec<String> = found
            .skipped
            .iter()
            .map(|(_, why)| why.to_string())
            .collect();
        assert_eq!(reasons.len(), 4, "{reasons:?}");
        assert!(reasons[0].contains("can write"), "{reasons:?}");
        let mode = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(folder.path(), mode).expect("a mode");
        let error = UndoDirectory::read(folder.path(), user_id()).expect_err("not safe");
        assert!(error.to_string().contains("not safe"), "{error}");
    }

    #[test]
    fn endless_and_huge_files_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = read(Path::new("/dev/zero"), user_id()).expect_err("a device");
        assert!(error.to_string().contains("not a regular file"), "{error}");
        let huge = folder.path().join("huge.jsonl");
        let file = std::fs::File::create(&huge).expect("a file");
        file.set_len(1 << 30).expect("a sparse file");
        let error = read(&huge, user_id()).expect_err("one line");
        assert!(matches!(error, ReadError::LineTooLong(1)), "{error}");
        file.set_len((1 << 30) + 1).expect("a sparse file");
        let error = read(&huge, user_id()).expect_err("too large");
        assert!(matches!(error, ReadError::FileTooLarge), "{error}");
    }
}
