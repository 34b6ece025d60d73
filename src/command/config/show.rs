//! `ragflowctl config show`

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::domain::zone::ZoneSpec;
use crate::error::Result;
use crate::exit::Exit;
use crate::options::FileChoice;
use crate::report::{Cell, Column, Shape};
use crate::session::{Session, Target};
use crate::settings::{DatabaseTarget, Origin, PasswordSource, Setting, config_file};

const AFTER: &str = "\
Examples:
  ragflowctl config show
  ragflowctl config show --json | jq -r '.data[].setting'";

const COLUMNS: [Column; 3] = [
    Column::new("setting", 0),
    Column::new("value", 0),
    Column::new("origin", 0),
];

/// Show every setting and where it came from
///
/// Opens no database, and neither reads nor prints a password.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Show {}

/// A setting as it is printed.
struct Line {
    name: &'static str,
    /// `None` where it is not set.
    value: Option<String>,
    origin: String,
}

impl Line {
    fn new(name: &'static str, value: Option<String>, origin: &Origin) -> Self {
        Self {
            name,
            value,
            origin: origin.to_string(),
        }
    }

    fn from_setting<T>(
        name: &'static str,
        setting: &Setting<T>,
        format: impl Fn(&T) -> String,
    ) -> Self {
        Self::new(name, Some(format(&setting.value)), &setting.origin)
    }

    fn unset(name: &'static str) -> Self {
        Self::new(name, None, &Origin::Default)
    }
}

impl Run for Show {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let database = target.into_selected()?;
        let mut lines = database_lines(database.as_ref(), session)?;
        lines.extend(setting_lines(session));
        let keys: Vec<&str> = COLUMNS.iter().map(|column| column.key).collect();
        let columns = session.output.select_columns(&COLUMNS, &keys)?;
        session.output.begin(&columns, Shape::Rows);
        for line in &lines {
            let cells: Vec<Cell<'_>> = columns
                .iter()
                .map(|column| match column.key {
                    "setting" => Cell::Text(line.name),
                    "value" => Cell::text_or_null(line.value.as_deref()),
                    _ => Cell::Text(&line.origin),
                })
                .collect();
            session.output.row(&cells)?;
        }
        session.output.end()?;
        Ok(Exit::Done)
    }
}

/// The settings that select the database.
fn database_lines(
    database: Option<&DatabaseTarget>,
    session: &mut Session<'_>,
) -> Result<Vec<Line>> {
    let file = config_file::path(&session.dirs).filter(|path| path.exists());
    let file = file.map(|path| path.display().to_string());
    let mut lines = vec![Line::new("config_file", file, &Origin::Default)];
    let Some(database) = database else {
        lines.extend(["database", "password"].map(Line::unset));
        return Ok(lines);
    };
    let origin = &database.origin;
    lines.push(Line::new(
        "database",
        Some(database.url.to_string()),
        origin,
    ));
    for path in &database.files {
        let path = path.display().to_string();
        lines.push(Line::new("ragflow_file", Some(path), origin));
    }
    lines.push(match session.find_password(database)? {
        None => Line::unset("password"),
        Some(candidate) => {
            let value = match &candidate.source {
                PasswordSource::Text(_) | PasswordSource::RagflowFile(..) => "…".to_owned(),
                PasswordSource::File(path) | PasswordSource::Credential(path) => {
                    format!("in {}", path.display())
                }
                PasswordSource::Command(_) => "output of password_command".to_owned(),
                PasswordSource::Encrypted(_) => "encrypted".to_owned(),
            };
            Line::new("password", Some(value), &candidate.origin)
        }
    });
    Ok(lines)
}

/// The settings that apply to every database.
fn setting_lines(session: &Session<'_>) -> Vec<Line> {
    let duration = |duration: &Duration| humantime::format_duration(*duration).to_string();
    let settings = &session.settings;
    vec![
        match &settings.timezone {
            None => Line::unset("timezone"),
            Some(zone) => Line::from_setting("timezone", zone, ZoneSpec::to_string),
        },
        Line::from_setting("read_only", &settings.read_only, bool::to_string),
        Line::from_setting("mask", &settings.mask, bool::to_string),
        Line::from_setting("output", &settings.format, |format| {
            format.name().to_owned()
        }),
        Line::from_setting("connect_timeout", &settings.connect_timeout, duration),
        Line::from_setting(
            "statement_timeout",
            &settings.statement_timeout,
            |limit| match limit.is_zero() {
                true => "0s (no limit)".to_owned(),
                false => duration(limit),
            },
        ),
        Line::from_setting("lock_timeout", &settings.lock_timeout, duration),
        match settings.default_user_for_display() {
            None => Line::unset("user"),
            Some(user) => Line::from_setting("user", &user, |user| (*user).to_owned()),
        },
        file_line(
            "change_log",
            settings.change_log.as_ref(),
            session.journal.change_log(),
        ),
        file_line(
            "undo_dir",
            settings.undo_dir.as_ref(),
            session.journal.undo_directory(),
        ),
    ]
}

/// A file or directory that can be switched off. `path` is the one that is used
/// otherwise.
fn file_line(
    name: &'static str,
    setting: Option<&Setting<FileChoice>>,
    path: Option<PathBuf>,
) -> Line {
    let path = path.map(|path| path.display().to_string());
    match setting {
        None => Line::new(name, path, &Origin::Default),
        Some(setting) => Line::from_setting(name, setting, |choice| match choice {
            FileChoice::At(path) => path.display().to_string(),
            FileChoice::Off => "off".to_owned(),
        }),
    }
}
