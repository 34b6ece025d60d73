//! `ragflowctl token scan`
//!
//! `operation::scan` finds the places. Nothing of the text is ever printed.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::fields::FieldNames;
use crate::command::{Run, notes};
use crate::domain::scan::MIN_LENGTH;
use crate::error::{Error, Kind, Result};
use crate::exit::Exit;
use crate::operation::scan::{KnownSecret, LookUp, Place, Scanned, Scanner, Secrets, read_secrets};
use crate::report::{Cell, Column, Output, Shape};
use crate::session::{Messages, Session, Target};
use crate::settings::{self, SecretKeyLookup};
use crate::store::Access;
use crate::text::{count, named_path};

const AFTER: &str = "\
Found are the keys and betas that the database has now, and login tokens of users who are signed in.
Deleted and replaced keys are not found. Bytes are compared exactly, also where the database ignores
case. A key is also found without its 'ragflow-'.

A secret is found in KEY=…, URLs, JSON and HTML, and behind escapes (\\n, %20, \\u0022). At least one of
its ends must be the end of a word (A-Z a-z 0-9 _ -), or 'ragflow-' must precede it: a beta with such
characters on both sides is not found. A key that contains other characters is found if its longest
word stands alone and no part of it is escaped. Keys without a word of 8 characters are not searched
for; a warning says how many there are.

Login tokens are recognised by the user's access token, which the account must be able to read, and
their signature is checked with RAGFlow's secret key (RAGFLOW_SECRET_KEY, or the one of the
deployment that --ragflow names). Without that key, their verdict is 'unknown'.

Files may be binary, or in UTF-8 or UTF-16; compressed files must be unpacked first. Line numbers
count newline bytes; in UTF-16, where other characters can contain that byte, they can be too high.
If a file cannot be read to its end, the other files are still scanned, and an error names it at the
end (exit status 1).

The database is read once, before the text. This needs at most 60 MB of memory for each 1,000,000
keys with betas, and 40 MB for everything else, whatever the size of the text.

Fields (a secret that several rows have is printed for each of them):
  file        as given
  line        from 1
  column      from 1
  offset      bytes from the start of the file
  use         api key, beta or login token
  match       exact, or no prefix: the key without its 'ragflow-'
  id          the key ID
  form        legacy, modern, hex or other
  tenant_id   the tenant of the key
  user        the owner
  source, dialog_id  what the key is bound to
  verdict     accepted by every RAGFlow version, mixed, or unknown

Exit status: 0 if there is no live secret; 7 if there is one; 1 if a file could not be read.

Examples:
  ragflowctl token scan /var/log/nginx/*.log
  zcat /var/log/nginx/*.gz | ragflowctl token scan -
  grep -rh '' src | ragflowctl token scan -
  git log -p --all | ragflowctl token scan - --field id | sort -u
  ragflowctl token scan app.log -o csv --fields file,line,use,id,user";

/// Find the live keys, betas and login tokens in logs, dumps and source code
///
/// Prints the place, the use, the key ID and the user of each, and never the
/// secret or any other part of the text.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(add = FieldNames::of_columns(&COLUMNS))]
pub(crate) struct Scan {
    /// The files, or - to read stdin
    #[arg(value_name = "FILE|-", required = true, value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

/// The fields; a narrow table hides those with the highest number first.
const COLUMNS: [Column; 13] = [
    Column::new("file", 0),
    Column::new("line", 0).align_right(),
    Column::new("column", 7).align_right(),
    Column::new("offset", 9).align_right(),
    Column::new("use", 0),
    Column::new("match", 6),
    Column::new("id", 0),
    Column::new("form", 3),
    Column::new("tenant_id", 8),
    Column::new("user", 0),
    Column::new("source", 4),
    Column::new("dialog_id", 5),
    Column::new("verdict", 1),
];
/// The fields of a table.
const TABLE: [&str; 9] = [
    "file",
    "line",
    "use",
    "id",
    "user",
    "form",
    "source",
    "dialog_id",
    "verdict",
];

/// Files that an error names.
const MAX_NAMED: usize = 5;

impl Run for Scan {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let columns = self.columns(&session.output)?;
        self.refuse_directories()?;
        let mut database = session.open(target, Access::Read)?;
        let secret_key = settings::find_secret_key(&session.vars, database.secret_key.as_ref())?;
        let secrets = read_secrets(&mut database.store)?;
        report_limits(&secrets, &secret_key, &mut session.messages);
        let mut printer = Printer::new(&mut session.output, &columns);
        let is_quiet = session.settings.quiet && !printer.output.format().is_machine_readable();
        if !is_quiet {
            printer.begin();
        }
        let look_up = LookUp {
            store: &mut database.store,
            secret_key: secret_key.key.as_ref(),
            clock: session.clock,
        };
        let mut scanner = Scanner::new(look_up, &secrets, &session.interrupt);
        let mut failures = Vec::new();
        for path in &self.files {
            let mut each = |place: &Place, known: &KnownSecret| printer.print(path, place, known);
            let read = if path.as_os_str() == "-" {
                scanner.scan(session.stdin.stream("-")?, &mut each)?
            } else {
                match File::open(path) {
                    Ok(mut file) => scanner.scan(&mut file as &mut dyn Read, &mut each)?,
                    Err(error) => Some(error),
                }
            };
            failures.extend(read.map(|error| (path.as_path(), error)));
        }
        let scanned = scanner.scanned;
        if let Some(error) = self.unreadable(&failures) {
            printer.break_off()?;
            return Err(error);
        }
        if let Some(error) = secrets.unreadable.error("search for") {
            printer.break_off()?;
            return Err(error);
        }
        let printed = printer.end()?;
        printed.report(&scanned, self.files.len(), &mut session.messages);
        Ok(match scanned.places {
            0 => Exit::Done,
            _ => Exit::Findings,
        })
    }
}

impl Scan {
    fn columns(&self, output: &Output<'_>) -> Result<Vec<Column>> {
        let all = COLUMNS.map(|column| column.key);
        let usual: &[&str] = match output.format().is_machine_readable() {
            true => &all,
            false => &TABLE,
        };
        output.select_columns(&COLUMNS, usual)
    }

    /// Refuses a directory and a second `-` before anything is read.
    fn refuse_directories(&self) -> Result<()> {
        let is_stdin = |path: &&PathBuf| path.as_os_str() == OsStr::new("-");
        if self.files.iter().filter(is_stdin).count() > 1 {
            return Err(Error::usage("- is given twice").hint("remove one of them"));
        }
        match self.files.iter().find(|path| path.is_dir()) {
            None => Ok(()),
            Some(directory) => {
                let message = format!("{} is a directory", named_path(directory));
                Err(Error::usage(message).hint(
                    "to scan all files below it: grep -rh '' DIRECTORY | ragflowctl token scan -",
                ))
            }
        }
    }

    /// The error about files that could not be read to their end, if there are any.
    fn unreadable(&self, failures: &[(&Path, io::Error)]) -> Option<Error> {
        let named = failures.iter().take(MAX_NAMED);
        let mut reasons: Vec<String> = named
            .map(|(path, error)| format!("{}: {error}", named_path(path)))
            .collect();
        if let Some(more @ 1..) = failures.len().checked_sub(MAX_NAMED) {
            reasons.push(format!("and {more} more"));
        }
        let message = format!(
            "cannot read {} of {}: {}",
            failures.len(),
            count(self.files.len() as u64, "file"),
            reasons.join("; ")
        );
        let error = (!failures.is_empty()).then(|| Error::new(Kind::Failed, message));
        error.map(|error| match failures.len() < self.files.len() {
            true => error.hint("the other files were scanned"),
            false => error,
        })
    }
}

/// Says what cannot be found with this account and these settings.
fn report_limits(secrets: &Secrets, lookup: &SecretKeyLookup, messages: &mut Messages<'_>) {
    if let Some(warning) = &lookup.warning {
        messages.warning(warning);
    }
    if !secrets.has_access_tokens {
        messages.warning(
            "login tokens are not searched: the column user.access_token does not exist, or this \
             account may not read it",
        );
    }
    let unsearched = secrets.index.unsearched();
    if unsearched > 0 {
        let verbs = match unsearched {
            1 => "is not searched, because it has",
            _ => "are not searched, because they have",
        };
        messages.warning(&format!(
            "{unsearched} of the keys and betas {verbs} no word of {MIN_LENGTH} characters"
        ));
    }
}

/// Prints places.
struct Printer<'p, 'w> {
    output: &'p mut Output<'w>,
    columns: &'p [Column],
    has_begun: bool,
    has_rows: bool,
    guessable_ids: HashSet<String>,
}

/// What was printed.
struct Printed {
    hidden_columns: Vec<&'static str>,
    /// Number of IDs of guessable keys.
    guessable_ids: u64,
}

impl<'p, 'w> Printer<'p, 'w> {
    fn new(output: &'p mut Output<'w>, columns: &'p [Column]) -> Self {
        Self {
            output,
            columns,
            has_begun: false,
            has_rows: false,
            guessable_ids: HashSet::new(),
        }
    }

    fn begin(&mut self) {
        if !self.has_begun {
            self.output.use_pager();
            self.output.begin(self.columns, Shape::Rows);
            self.has_begun = true;
        }
    }

    fn print(&mut self, path: &Path, place: &Place, known: &KnownSecret) -> Result<()> {
        self.begin();
        self.has_rows = true;
        if let Some(id) = known.id.as_ref().filter(|_| known.has_guessable_id)
            && !self.guessable_ids.contains(id)
        {
            self.guessable_ids.insert(id.clone());
        }
        let int = |number: u64| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
        let file = path.to_string_lossy();
        let cells = self.columns.iter().map(|column| match column.key {
            "file" => Cell::Text(&file),
            "line" => int(place.line),
            "column" => int(place.column),
            "offset" => int(place.offset),
            "use" => Cell::Text(known.purpose.name()),
            "match" => Cell::Text(match known.lacks_prefix {
                true => "no prefix",
                false => "exact",
            }),
            "id" => Cell::text_or_null(known.id.as_deref()),
            "form" => Cell::text_or_null(known.form),
            "tenant_id" => Cell::text_or_null(known.tenant_id.as_deref()),
            "user" => Cell::text_or_null(known.user.as_deref()),
            "source" => Cell::text_or_null(known.source.as_deref()),
            "dialog_id" => Cell::text_or_null(known.dialog_id.as_deref()),
            "verdict" => Cell::Text(known.verdict.name()),
            _ => Cell::Null,
        });
        self.output.row(&cells.collect::<Vec<_>>())
    }

    /// Sends the rows on before an error, which would replace them otherwise.
    fn break_off(self) -> Result<()> {
        match self.has_rows {
            true => self.output.flush(),
            false => Ok(()),
        }
    }

    fn end(self) -> Result<Printed> {
        let hidden_columns = match self.has_begun {
            true => self.output.end()?,
            false => Vec::new(),
        };
        let has_ids = self.columns.iter().any(|column| column.key == "id");
        Ok(Printed {
            hidden_columns,
            guessable_ids: match has_ids {
                true => self.guessable_ids.len() as u64,
                false => 0,
            },
        })
    }
}

impl Printed {
    /// The summary, and what to do.
    fn report(&self, scanned: &Scanned, files: usize, messages: &mut Messages<'_>) {
        let text = format!(
            "{} in {} ({} bytes)",
            match scanned.places {
                0 => "no live secret".to_owned(),
                places => format!(
                    "{} at {}",
                    count(scanned.secrets, "live secret"),
                    count(places, "place")
                ),
            },
            count(files as u64, "file"),
            scanned.bytes
        );
        messages.note(&text);
        if scanned.unverified > 0 {
            messages.warning(&format!(
                "{} not verified, because RAGFlow's secret key is not known; set \
                 RAGFLOW_SECRET_KEY, or use --ragflow",
                count(scanned.unverified, "login token")
            ));
        }
        if self.guessable_ids > 0 {
            messages.warning(&notes::guessable_ids(self.guessable_ids, None));
        }
        if !self.hidden_columns.is_empty() {
            messages.note(&notes::hidden_columns(&self.hidden_columns));
        }
    }
}
