//! `service_conf.yaml` and its template: a section's keys, with their lines.
//!
//! Values are taken as they are written (`password: 007` is `007`); what they
//! mean is `engine.rs`'s. Sections nobody asked for are skipped unread.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_saphyr::Spanned;

use super::error::{ConfError, Place};

/// A value and where it stands.
pub(super) type Text = Spanned<String>;

/// A YAML file.
pub(super) struct Yaml {
    /// For messages.
    pub(super) file: PathBuf,
    text: String,
}

/// What a file says about one section. No Debug: it holds a password.
#[derive(Default)]
pub(super) struct Found {
    /// The section: the inner `None` is one that is there and empty.
    pub(super) section: Option<Option<Section>>,
    /// The top-level key `encrypt_password`.
    pub(super) encrypt: Option<Text>,
}

/// A section as it is written.
#[derive(Default, Deserialize)]
pub(super) struct Section {
    #[serde(default)]
    pub(super) name: Option<Text>,
    #[serde(default)]
    pub(super) user: Option<Text>,
    #[serde(default)]
    pub(super) password: Option<Text>,
    #[serde(default)]
    pub(super) host: Option<Text>,
    #[serde(default)]
    pub(super) port: Option<Text>,
    /// OceanBase's: `mysql` sends the reader to the section of that name.
    #[serde(default)]
    pub(super) scheme: Option<Text>,
    /// Of the section `ragflow`: what login tokens are signed with.
    #[serde(default)]
    pub(super) secret_key: Option<Text>,
    /// OceanBase's: the settings one level deeper.
    #[serde(default)]
    pub(super) config: Option<Nested>,
}

/// OceanBase's `config:`.
#[derive(Default, Deserialize)]
pub(super) struct Nested {
    #[serde(default)]
    name: Option<Text>,
    #[serde(default)]
    db_name: Option<Text>,
    #[serde(default)]
    user: Option<Text>,
    #[serde(default)]
    password: Option<Text>,
    #[serde(default)]
    host: Option<Text>,
    #[serde(default)]
    port: Option<Text>,
}

impl Section {
    /// The nested settings, where a key has no flat one.
    pub(super) fn flattened(self) -> Self {
        let nested = self.config.unwrap_or_default();
        Self {
            name: self.name.or(nested.name).or(nested.db_name),
            user: self.user.or(nested.user),
            password: self.password.or(nested.password),
            host: self.host.or(nested.host),
            port: self.port.or(nested.port),
            scheme: self.scheme,
            secret_key: None,
            config: None,
        }
    }
}

impl Yaml {
    /// A file's text; `file` is for messages.
    pub(super) fn new(file: PathBuf, text: String) -> Self {
        Self { file, text }
    }

    /// Reads one section.
    pub(super) fn find(&self, section: &'static str) -> Result<Found, ConfError> {
        // A snippet would show the line, and on the line stands the password.
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::with_deserializer_from_str_with_options(&self.text, options, |reader| {
            Wanted(section).deserialize(reader)
        })
        .map_err(|error| wrong(&self.file, &error))
    }
}

/// The section of this name, picked from whichever file comes first in the list
/// and has it, and that file.
pub(super) fn pick<'a>(
    files: &'a [Yaml],
    section: &'static str,
) -> Result<Option<(Section, &'a Path)>, ConfError> {
    for yaml in files {
        if let Some(found) = yaml.find(section)?.section {
            return Ok(found.map(|section| (section, yaml.file.as_path())));
        }
    }
    Ok(None)
}

/// `encrypt_password`, from whichever file comes first in the list and has it.
pub(super) fn encrypts<'a>(
    files: &'a [Yaml],
    section: &'static str,
) -> Result<Option<(Text, &'a Path)>, ConfError> {
    for yaml in files {
        if let Some(text) = yaml.find(section)?.encrypt {
            return Ok(Some((text, yaml.file.as_path())));
        }
    }
    Ok(None)
}

/// The reader's error in words that hold nothing of the file: its own name
/// aliases, tags and characters, any of which may be part of a password.
fn wrong(file: &Path, error: &serde_saphyr::Error) -> ConfError {
    let place = match error.location() {
        Some(at) => Place::column(file, at.line(), at.column()),
        None => Place::file(file),
    };
    let why = match error {
        serde_saphyr::Error::DuplicateMappingKey { .. } => return ConfError::Twice { place },
        serde_saphyr::Error::SerdeInvalidType { .. } | serde_saphyr::Error::Unexpected { .. } => {
            "this value has the wrong form"
        }
        _ => "this is not valid YAML",
    };
    ConfError::Yaml { place, why }
}

/// Reads the section of this name and skips the others.
struct Wanted(&'static str);

impl<'de> DeserializeSeed<'de> for Wanted {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Found, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sections")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut found = Found::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0 {
                found.section = Some(map.next_value()?);
            } else if key == "encrypt_password" {
                found.encrypt = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(text: &str) -> Yaml {
        Yaml::new(PathBuf::from("conf/service_conf.yaml"), text.to_owned())
    }

    fn section(text: &str) -> Section {
        match yaml(text).find("mysql") {
            Ok(Found {
                section: Some(Some(section)),
                ..
            }) => section,
            Ok(_) => unreachable!("no section in {text}"),
            Err(error) => unreachable!("{error}"),
        }
    }

    fn password(value: &str) -> Option<String> {
        let text = format!("# x\nmysql:\n  user: root\n  password: {value}\n");
        section(&text).password.map(|text| text.value)
    }

    #[test]
    fn a_value_is_what_is_written() {
        let every = (' '..='~').collect::<String>() + "üß€";
        let single = format!("'{}'", every.replace('\'', "''"));
        let double = format!("\"{}\"", every.replace('\\', "\\\\").replace('"', "\\\""));
        for (written, read) in [
            (single.as_str(), every.as_str()),
            (&double, &every),
            ("plain", "plain"),
            ("plain:#x", "plain:#x"),
            ("a # comment", "a"),
            ("007", "007"),
            ("0x1F", "0x1F"),
            ("1e5", "1e5"),
            ("3306", "3306"),
            ("true", "true"),
            ("yes", "yes"),
            ("'null'", "null"),
            ("''", ""),
            ("!!str 12", "12"),
            ("${MYSQL_PASSWORD:-a}", "${MYSQL_PASSWORD:-a}"),
        ] {
            assert_eq!(password(written).as_deref(), Some(read), "{written}");
        }
        for nothing in ["", "~", "null"] {
            assert_eq!(password(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn lines_are_counted_and_other_sections_skipped() {
        let text = "es: {hosts: [a, b]}\nx: &here {y: 1}\nz: *here\nmysql:\n  name: 'n'\n\n  port: 1\n  extra: [1]\n";
        let section = section(text);
        let name = section.name.expect("a name");
        assert_eq!((name.value.as_str(), name.referenced.line()), ("n", 5));
        assert_eq!(section.port.expect("a port").referenced.line(), 7);
        let found = yaml("encrypt_password: true\nes: 1\n").find("mysql").ok();
        let found = found.expect("it is read");
        assert!(found.section.is_none());
        assert_eq!(found.encrypt.expect("a value").value, "true");
        for empty in ["", "# only\n", "es: 1\n"] {
            assert!(
                yaml(empty)
                    .find("mysql")
                    .is_ok_and(|found| found.section.is_none())
            );
        }
        assert!(
            yaml("mysql:\n")
                .find("mysql")
                .is_ok_and(|found| found.section.is_some())
        );
    }

    #[test]
    fn nested_settings_stand_in_for_flat_ones() {
        let nested = "mysql:\n  scheme: oceanbase\n  config:\n    db_name: d\n    user: root@t#c\n    password: p\n    host: h\n    port: 2881\n";
        let flat = section(nested).flattened();
        let text = |text: Option<Text>| text.map(|text| text.value);
        assert_eq!(text(flat.name).as_deref(), Some("d"));
        assert_eq!(text(flat.user).as_deref(), Some("root@t#c"));
        let both = section("mysql:\n  name: a\n  config: {db_name: b, host: c}\n").flattened();
        assert_eq!(text(both.name).as_deref(), Some("a"));
        assert_eq!(text(both.host).as_deref(), Some("c"));
    }

    #[test]
    fn a_mistake_has_a_line_and_a_column_and_no_secret() {
        for (text, place) in [
            ("mysql:\n  password: 'hunter2\n", "line "),
            ("mysql:\n  password: hunter2: x\n", "line 2, column "),
            ("mysql:\n  password: *hunter2\n", "line 2, column 13"),
            (
                "mysql:\n  password: !hunter2 {x: hunter2}\n",
                "line 2, column ",
            ),
            ("mysql:\n  password: \"hunter2\\q\"\n", "line 2, column "),
            ("mysql:\n  password: %hunter2\n", "line 2, column 13"),
            ("mysql:\n  password: @hunter2\n", "line 2, column 13"),
            ("mysql:\n  password: [hunter2]\n", "line 2, column 13"),
            ("mysql:\n  password: {hunter2}\n", "line 2, column 13"),
            ("mysql:\n\tpassword: hunter2\n", "line 2, column "),
            (
                "mysql:\n  password: a\n  password: hunter2\n",
                "line 3, column ",
            ),
            ("mysql: {}\nmysql: {password: hunter2}\n", "line 2, column "),
            ("mysql: hunter2\n", "line 1, column "),
            ("- hunter2\n", "line 1, column "),
            ("hunter2\n", "line 1, column "),
            ("mysql: {}\n---\nhunter2\n", "line "),
        ] {
            let Err(error) = yaml(text).find("mysql") else {
                unreachable!("{text:?} was read");
            };
            let message = error.to_string();
            let start = format!("conf/service_conf.yaml, {place}");
            assert!(message.starts_with(&start), "{text:?}: {message}");
            assert!(!message.contains("hunter"), "{message}");
            assert!(!message.contains('\n'), "{message}");
            assert!(!format!("{error:?}").contains("hunter"), "{error:?}");
        }
    }
}
