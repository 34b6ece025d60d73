//! `ragflowctl config path`

use clap::Args;

use crate::command::Run;
use crate::command::fields::FieldNames;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column};
use crate::session::{Session, Target};
use crate::settings::config_file;

const AFTER: &str = "\
Examples:
  $EDITOR \"$(ragflowctl config path)\"
  ragflowctl config path --json | jq .data.exists";

/// Print the path of the config file, whether or not it exists
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::named(&["path", "exists"]))]
pub(crate) struct Path {}

impl Run for Path {
    fn run(&self, session: &mut Session<'_>, _: Target) -> Result<Exit> {
        let path = config_file::path(&session.dirs).ok_or_else(no_config_directory)?;
        let exists = path.exists();
        let path = path.display().to_string();
        if session.output.format().is_machine_readable() {
            session.output.record(&[
                (Column::new("path", 0), Cell::Text(&path)),
                (Column::new("exists", 0), Cell::Bool(exists)),
            ])?;
        } else {
            session.output.raw(format!("{path}\n").as_bytes())?;
            if !exists {
                session
                    .messages
                    .note("the file does not exist yet; create it with: ragflowctl config init");
            }
        }
        Ok(Exit::Done)
    }
}

pub(super) fn no_config_directory() -> Error {
    Error::usage("this account has no config directory")
        .hint("set HOME or XDG_CONFIG_HOME, or use --database")
}
