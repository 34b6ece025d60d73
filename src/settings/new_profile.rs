//! Adds a profile to the config file and keeps the rest of the file.

use std::fs::{File, Metadata};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use toml_edit::{DocumentMut, Item, Table, value};

use super::private_file;
use crate::database_url::Password;
use crate::error::{Error, Kind, Result};
use crate::ragflow_conf::ConfSource;
use crate::text::quoted;

/// A profile to write.
#[derive(Debug, Default)]
pub struct NewProfile {
    /// The database's URL, with absolute paths. A profile has either this or
    /// `ragflow`.
    pub url: Option<String>,
    /// The directory of a RAGFlow deployment.
    pub ragflow: Option<PathBuf>,
    /// Which of the deployment's settings to use.
    pub ragflow_source: Option<ConfSource>,
    /// The password itself.
    pub password: Option<Password>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// The zone of the `*_date` columns.
    pub timezone: Option<String>,
    /// Whether every session is read-only.
    pub read_only: bool,
    /// Whether secrets are masked in every format.
    pub mask: bool,
}

impl NewProfile {
    fn to_table(&self) -> Table {
        let mut table = Table::new();
        let mut set = |key: &str, item: Option<Item>| {
            if let Some(item) = item {
                table.insert(key, item);
            }
        };
        let path = |path: &PathBuf| value(path.display().to_string());
        set("url", self.url.as_ref().map(value));
        set("ragflow", self.ragflow.as_ref().map(path));
        set(
            "ragflow_source",
            self.ragflow_source.map(|source| value(source.to_string())),
        );
        set(
            "password",
            self.password
                .as_ref()
                .map(|password| value(password.expose())),
        );
        set("password_file", self.password_file.as_ref().map(path));
        set("timezone", self.timezone.as_ref().map(value));
        set("read_only", self.read_only.then(|| value(true)));
        set("mask", self.mask.then(|| value(true)));
        table
    }
}

/// Adds a profile to the config file, and creates the file if there is none. A
/// new file with access for its owner alone is written in the same directory and
/// then replaces the old one.
///
/// # Errors
/// When the file cannot be written, or has a profile of this name. It is unchanged
/// then.
pub fn add_profile(path: &Path, name: &str, profile: &NewProfile, is_default: bool) -> Result<()> {
    // Two runs must not both start from the same old file.
    let folder = path.parent().unwrap_or(Path::new("."));
    let lock = std::fs::create_dir_all(folder).and_then(|()| File::open(folder));
    let locked = lock.and_then(|folder| folder.lock().map(|()| folder));
    let _lock = locked.map_err(|error| cannot_write(path, error))?;
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(private_file::cannot_read(path, &error)),
    };
    let mut document: DocumentMut = text.parse().map_err(|_| {
        // It was valid when this run read it.
        Error::new(
            Kind::Conflict,
            format!("{} was changed by another process", path.display()),
        )
        .hint("run the command again")
    })?;
    if is_default {
        document.insert("default_profile", value(name));
    }
    let profiles = document.entry("profiles").or_insert_with(|| {
        let mut profiles = Table::new();
        profiles.set_implicit(true);
        Item::Table(profiles)
    });
    let Some(profiles) = profiles.as_table_like_mut() else {
        return Err(Error::usage(format!(
            "{}: profiles must be a table",
            path.display()
        )));
    };
    if profiles.contains_key(name) {
        let message = format!("profile {} already exists", quoted(name));
        return Err(Error::new(Kind::Conflict, message));
    }
    profiles.insert(name, Item::Table(profile.to_table()));
    replace_file(path, &document.to_string()).map_err(|error| cannot_write(path, error))
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let message = format!("cannot write {}, which was not changed", path.display());
    Error::new(Kind::Failed, message).caused_by(error)
}

fn replace_file(path: &Path, text: &str) -> std::io::Result<()> {
    // If the path is a link, replace the file it leads to and keep the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    // A temporary file has access for its owner alone.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = path.metadata() {
        keep_access(file.as_file(), &old)?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// Gives the new file the owner, the group and the mode of the old one: a service may
/// read it as a member of a group.
fn keep_access(file: &File, old: &Metadata) -> std::io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        fchown(file, Some(old.uid()), Some(old.gid()))?;
    }
    file.set_permissions(old.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(url: &str) -> NewProfile {
        NewProfile {
            url: Some(url.to_owned()),
            ..NewProfile::default()
        }
    }

    #[test]
    fn the_rest_of_the_file_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/config.toml");
        add_profile(&path, "one", &profile("demo:"), true).expect("it is written");
        let text = std::fs::read_to_string(&path).expect("the file");
        assert_eq!(
            text,
            "default_profile = \"one\"\n\n[profiles.one]\nurl = \"demo:\"\n"
        );
        std::fs::write(&path, format!("# mine\n{text}# the end\n")).expect("a file");
        let other = NewProfile {
            password: Some(Password::new("say \"x\"\\ # é")),
            ..profile("mysql://u@h/d")
        };
        add_profile(&path, "a b", &other, false).expect("it is written");
        let text = std::fs::read_to_string(&path).expect("the file");
        assert!(
            text.starts_with("# mine\ndefault_profile = \"one\"\n"),
            "{text}"
        );
        assert!(
            text.contains("# the end") && text.contains("[profiles.\"a b\"]"),
            "{text}"
        );
        assert!(text.contains("demo:"), "{text}");
    }

    #[test]
    fn the_mode_of_an_existing_file_is_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "").expect("a file");
        let mode = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(&path, mode).expect("a mode");
        add_profile(&path, "one", &profile("demo:"), true).expect("it is written");
        let mode = path.metadata().expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn profiles_that_are_added_at_the_same_time_are_all_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let name = format!("p{number}");
                    add_profile(path, &name, &profile("demo:"), false).expect("it is written");
                });
            }
        });
        let text = std::fs::read_to_string(&path).expect("the file");
        assert_eq!(text.matches("[profiles.").count(), 8, "{text}");
    }

    #[test]
    fn the_file_is_private_to_its_owner() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        add_profile(&path, "one", &profile("demo:"), true).expect("it is written");
        let mode = path.metadata().expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
