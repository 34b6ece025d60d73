//! `service_conf.yaml` and its template: a section's keys, with their lines.
//!
//! Values are taken as they are written (`password: 007` is `007`); what they
//! mean is decided in `connection.rs`. Other sections are skipped unread.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_saphyr::Spanned;

use super::error::{ConfError, FileLocation};

/// A value and its position in the file.
pub(super) type YamlValue = Spanned<String>;

/// A YAML file. No Debug: its text holds a password.
pub(super) struct YamlFile {
    /// The file's path, for messages.
    pub(super) file: PathBuf,
    text: String,
}

/// What a file says about one section. No Debug: it holds a password.
#[derive(Default)]
pub(super) struct SectionLookup {
    /// The outer `None`: the file does not have the section. The inner `None`:
    /// the section is empty.
    pub(super) section: Option<Option<Section>>,
    /// The top-level key `encrypt_password`.
    pub(super) encrypt_password: Option<YamlValue>,
}

/// A section as it is written.
#[derive(Default, Deserialize)]
pub(super) struct Section {
    #[serde(default)]
    pub(super) name: Option<YamlValue>,
    #[serde(default)]
    pub(super) user: Option<YamlValue>,
    #[serde(default)]
    pub(super) password: Option<YamlValue>,
    #[serde(default)]
    pub(super) host: Option<YamlValue>,
    #[serde(default)]
    pub(super) port: Option<YamlValue>,
    /// Of the section `oceanbase`: `mysql` refers to the section of that name.
    #[serde(default)]
    pub(super) scheme: Option<YamlValue>,
    /// Of the section `ragflow`: the key that login tokens are signed with.
    #[serde(default)]
    pub(super) secret_key: Option<YamlValue>,
    /// Of the section `oceanbase`: the settings, one level deeper.
    #[serde(default)]
    pub(super) config: Option<NestedSection>,
}

/// The key `config:` of the section `oceanbase`.
#[derive(Default, Deserialize)]
pub(super) struct NestedSection {
    #[serde(default)]
    name: Option<YamlValue>,
    #[serde(default)]
    db_name: Option<YamlValue>,
    #[serde(default)]
    user: Option<YamlValue>,
    #[serde(default)]
    password: Option<YamlValue>,
    #[serde(default)]
    host: Option<YamlValue>,
    #[serde(default)]
    port: Option<YamlValue>,
}

impl Section {
    /// The section with its nested settings one level up. A flat key takes
    /// precedence over a nested one.
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

impl YamlFile {
    /// A file with this text; `file` is for messages.
    pub(super) fn new(file: PathBuf, text: String) -> Self {
        Self { file, text }
    }

    /// Reads one section.
    pub(super) fn read_section(&self, section: &'static str) -> Result<SectionLookup, ConfError> {
        // A snippet would show the line, and the line may hold the password.
        let mut options = serde_saphyr::options! { with_snippet: false };
        // Aliases that repeat aliases must end soon; settings have a few hundred values.
        options.alias_limits.max_total_replayed_events = 20_000;
        serde_saphyr::with_deserializer_from_str_with_options(&self.text, options, |reader| {
            SectionReader(section).deserialize(reader)
        })
        .map_err(|error| without_content(&self.file, &error))
    }
}

/// The section of this name from the first file in the list that has it, and
/// that file. `None` also if the section is empty there.
pub(super) fn find_section<'a>(
    files: &'a [YamlFile],
    section: &'static str,
) -> Result<Option<(Section, &'a Path)>, ConfError> {
    for yaml in files {
        if let Some(found) = yaml.read_section(section)?.section {
            return Ok(found.map(|section| (section, yaml.file.as_path())));
        }
    }
    Ok(None)
}

/// The key `encrypt_password` from the first file in the list that has it, and
/// that file.
pub(super) fn find_encrypt_password<'a>(
    files: &'a [YamlFile],
    section: &'static str,
) -> Result<Option<(YamlValue, &'a Path)>, ConfError> {
    for yaml in files {
        if let Some(value) = yaml.read_section(section)?.encrypt_password {
            return Ok(Some((value, yaml.file.as_path())));
        }
    }
    Ok(None)
}

/// The reader's error in words that hold nothing of the file. The reader's own
/// words name aliases, tags and characters, and any of these may be part of a
/// password.
fn without_content(file: &Path, error: &serde_saphyr::Error) -> ConfError {
    let location = match error.location() {
        Some(at) => FileLocation::column(file, at.line(), at.column()),
        None => FileLocation::file(file),
    };
    let problem = match error {
        serde_saphyr::Error::DuplicateMappingKey { .. } => {
            return ConfError::DuplicateKey { location };
        }
        serde_saphyr::Error::SerdeInvalidType { .. } | serde_saphyr::Error::Unexpected { .. } => {
            "this value has the wrong type"
        }
        serde_saphyr::Error::Budget { .. }
        | serde_saphyr::Error::AliasReplayLimitExceeded { .. }
        | serde_saphyr::Error::AliasExpansionLimitExceeded { .. }
        | serde_saphyr::Error::AliasReplayStackDepthExceeded { .. } => {
            "this is nested too deep, or repeated too often"
        }
        _ => "this is not valid YAML",
    };
    ConfError::YamlSyntax { location, problem }
}

/// Reads the section of this name and skips the others.
struct SectionReader(&'static str);

impl<'de> DeserializeSeed<'de> for SectionReader {
    type Value = SectionLookup;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<SectionLookup, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SectionReader {
    type Value = SectionLookup;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sections")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SectionLookup, A::Error> {
        let mut found = SectionLookup::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == self.0 {
                found.section = Some(map.next_value()?);
            } else if key == "encrypt_password" {
                found.encrypt_password = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_unit<E>(self) -> Result<SectionLookup, E> {
        Ok(SectionLookup::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(text: &str) -> YamlFile {
        YamlFile::new(PathBuf::from("conf/service_conf.yaml"), text.to_owned())
    }

    fn section(text: &str) -> Section {
        match yaml(text).read_section("mysql") {
            Ok(SectionLookup {
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
    fn a_value_is_read_as_it_is_written() {
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
    fn values_know_their_line_and_other_sections_are_skipped() {
        let text = "es: {hosts: [a, b]}\nx: &here {y: 1}\nz: *here\nmysql:\n  name: 'n'\n\n  port: 1\n  extra: [1]\n";
        let section = section(text);
        let name = section.name.expect("a name");
        assert_eq!((name.value.as_str(), name.referenced.line()), ("n", 5));
        assert_eq!(section.port.expect("a port").referenced.line(), 7);
        let found = yaml("encrypt_password: true\nes: 1\n")
            .read_section("mysql")
            .ok();
        let found = found.expect("it is read");
        assert!(found.section.is_none());
        assert_eq!(found.encrypt_password.expect("a value").value, "true");
        for empty in ["", "# only\n", "es: 1\n"] {
            assert!(
                yaml(empty)
                    .read_section("mysql")
                    .is_ok_and(|found| found.section.is_none())
            );
        }
        assert!(
            yaml("mysql:\n")
                .read_section("mysql")
                .is_ok_and(|found| found.section.is_some())
        );
    }

    #[test]
    fn nested_settings_are_used_if_there_are_no_flat_ones() {
        let nested = "mysql:\n  scheme: oceanbase\n  config:\n    db_name: d\n    user: root@t#c\n    password: p\n    host: h\n    port: 2881\n";
        let flat = section(nested).flattened();
        let text = |value: Option<YamlValue>| value.map(|value| value.value);
        assert_eq!(text(flat.name).as_deref(), Some("d"));
        assert_eq!(text(flat.user).as_deref(), Some("root@t#c"));
        let both = section("mysql:\n  name: a\n  config: {db_name: b, host: c}\n").flattened();
        assert_eq!(text(both.name).as_deref(), Some("a"));
        assert_eq!(text(both.host).as_deref(), Some("c"));
    }

    #[test]
    fn an_error_names_line_and_column_and_holds_no_secret() {
        for (text, location) in [
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
            let Err(error) = yaml(text).read_section("mysql") else {
                unreachable!("{text:?} was read");
            };
            let message = error.to_string();
            let start = format!("conf/service_conf.yaml, {location}");
            assert!(message.starts_with(&start), "{text:?}: {message}");
            assert!(!message.contains("hunter"), "{message}");
            assert!(!message.contains('\n'), "{message}");
            assert!(!format!("{error:?}").contains("hunter"), "{error:?}");
        }
    }

    #[test]
    fn a_file_that_would_grow_without_limit_is_an_error() {
        let laughs = |first: &str, line: &dyn Fn(u32) -> String| -> String {
            (1..40).fold(format!("a0: &a0 {first}\n"), |text, n| text + &line(n))
        };
        let aliases = laughs("[x, x]", &|n| {
            format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1)
        });
        let merges = laughs("{k: x}", &|n| {
            format!("a{n}: &a{n} {{<<: [*a{0}, *a{0}], k{n}: *a{0}}}\n", n - 1)
        });
        let mut deep = vec!["mysql: ".to_owned() + &"[".repeat(100_000)];
        deep.push("mysql: ".to_owned() + &"{a: ".repeat(100_000));
        deep.push((0..2_000).map(|n| " ".repeat(n) + "a:\n").collect());
        let bomb = |text: &str| text.to_owned() + "mysql: *a39\n";
        deep.extend([bomb(&aliases), bomb(&merges), aliases, merges]);
        for text in deep {
            let Err(error) = yaml(&text).read_section("mysql") else {
                unreachable!("it was read");
            };
            assert!(matches!(error, ConfError::YamlSyntax { .. }), "{error}");
        }
    }
}
