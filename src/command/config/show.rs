//! `ragflowctl config show`

use std::time::Duration;

use clap::Args;

use crate::command::Run;
use crate::domain::zone::ZoneSpec;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column, Shape};
use crate::session::Session;
use crate::settings::{DatabaseTarget, Origin, PasswordSource, Setting, config_file};

const AFTER: &str = "\
Examples:
  ragflowctl config show
  ragflowctl --profile prod config show --json | jq -r '.data[] | select(.setting == \"database\")'";

const COLUMNS: [Column; 3] = [
    Column::new("setting", 0),
    Column::new("value", 0),
    Column::new("origin", 0),
];

/// Show every setting, and where it came from
///
/// Nothing is opened, no password is read, and none is printed.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Show {}

/// A setting's name, its value if it has one, and who set it.
type Line = (&'static str, Option<String>, String);

impl Run for Show {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let database = match session.database.take() {
            Some(database) => database?,
            None => return Err(Error::usage("the database was opened before")),
        };
        let mut lines = of_the_database(database.as_ref(), session)?;
        lines.extend(of_every_run(session));
        let keys: Vec<&str> = COLUMNS.iter().map(|column| column.key).collect();
        let columns = session.output.choose(&COLUMNS, &keys)?;
        session.output.begin(&columns, Shape::Rows);
        for (name, value, origin) in &lines {
            let cells: Vec<Cell<'_>> = columns
                .iter()
                .map(|column| match column.key {
                    "setting" => Cell::Text(name),
                    "value" => Cell::maybe(value.as_deref()),
                    _ => Cell::Text(origin),
                })
                .collect();
            session.output.row(&cells)?;
        }
        session.output.end()?;
        Ok(Exit::Done)
    }
}

fn of_the_database(database: Option<&DatabaseTarget>, session: &Session<'_>) -> Result<Vec<Line>> {
    let nobody = || Origin::Default.to_string();
    let file = config_file::path(&session.dirs).filter(|path| path.exists());
    let mut lines = vec![(
        "config_file",
        file.map(|path| path.display().to_string()),
        nobody(),
    )];
    let Some(database) = database else {
        for name in ["database", "password"] {
            lines.push((name, None, nobody()));
        }
        return Ok(lines);
    };
    let origin = database.origin.to_string();
    lines.push(("database", Some(database.url.to_string()), origin.clone()));
    for path in &database.files {
        lines.push((
            "ragflow_file",
            Some(path.display().to_string()),
            origin.clone(),
        ));
    }
    lines.push(match session.find_password(database)? {
        None => ("password", None, nobody()),
        Some(candidate) => {
            let value = match &candidate.source {
                PasswordSource::Text(_) | PasswordSource::RagflowFile(..) => "…".to_owned(),
                PasswordSource::File(path) | PasswordSource::Credential(path) => {
                    format!("in {}", path.display())
                }
                PasswordSource::Command(_) => "what password_command prints".to_owned(),
                PasswordSource::Encrypted(_) => "encrypted".to_owned(),
            };
            ("password", Some(value), candidate.origin.to_string())
        }
    });
    Ok(lines)
}

fn of_every_run(session: &Session<'_>) -> Vec<Line> {
    fn line<T>(name: &'static str, setting: &Setting<T>, show: impl Fn(&T) -> String) -> Line {
        (name, Some(show(&setting.value)), setting.origin.to_string())
    }
    let wait = |wait: &Duration| humantime::format_duration(*wait).to_string();
    let settings = &session.settings;
    let user = session.vars.get("RAGFLOWCTL_USER");
    vec![
        match &settings.timezone {
            None => ("timezone", None, Origin::Default.to_string()),
            Some(zone) => line("timezone", zone, ZoneSpec::to_string),
        },
        line("read_only", &settings.read_only, bool::to_string),
        line("mask", &settings.mask, bool::to_string),
        line("output", &settings.format, |format| {
            format.name().to_owned()
        }),
        line("connect_timeout", &settings.connect_timeout, wait),
        line("statement_timeout", &settings.statement_timeout, wait),
        line("lock_timeout", &settings.lock_timeout, wait),
        (
            "user",
            user.map(|user| user.to_string_lossy().into_owned()),
            match user {
                Some(_) => "RAGFLOWCTL_USER".to_owned(),
                None => Origin::Default.to_string(),
            },
        ),
    ]
}
