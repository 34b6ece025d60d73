//! `ragflowctl token explain`
//!
//! `operation::explain` finds what the string matches, `domain::verdict`
//! judges, `domain::string_kind` says what it looks like. The string itself
//! is never printed.

mod advice;
mod conclusion;
mod remarks;
mod rows;
mod subject;

use clap::Args;

use crate::command::fields::FieldNames;
use crate::command::{Run, notes};
use crate::domain::key_selector::KeySelector;
use crate::domain::legacy;
use crate::domain::login::SecretKey;
use crate::domain::pasted;
use crate::domain::verdict::{EmbedKind, Purpose, VerdictOutcome};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::explain::{Case, Presented, explain};
use crate::report::{Column, Shape};
use crate::session::{OpenDatabase, Session, Target};
use crate::settings::{self, Setting};
use crate::store::{Access, Store};
use remarks::{Remarks, numbered};
use subject::Subject;

const AFTER: &str = "\
Give the string as it was pasted: a key, a beta or a login token, also within a header line, a
command, an assignment (NAME=KEY), quotes, an embed URL or an <iframe>. Text around it is removed,
and a warning names it. An error message of RAGFlow is explained, too. On a terminal, the command
asks for the string and does not show it. Each line of stdin is judged separately.

A key or beta is judged as if the client sent `Authorization: Bearer STRING`; a login token is sent
alone up to 0.24, and after Bearer since 0.25. An embed URL is judged as a beta, for the chat,
agent or search that it names. With --header, stdin is judged byte by byte as the value of the
header, and nothing is removed.

A table begins with the conclusion, and has the use that fits the string; -v shows every use.
The formats for programs have every use, and no conclusion.

Nothing is sent to a RAGFlow server. The rules for 0.24 and earlier and for 0.26 and later were
tested on running servers; those for 0.25 and for 0.27 in Go come from the source code.

Fields:
  use          api key, beta or login token
  generation   the RAGFlow versions
  verdict      accepted, rejected, mixed (some routes accept it), or unknown
  decided_by   the check that decides
  message      what the client sees
  http_status  of the answer
  code         in the JSON body of the answer
  fix          what to do
  basis        run: tested on a server; source: from the source code
  match        exact; collation: other bytes that this database treats as equal
  ambiguous    whether rows of several tenants match: RAGFlow takes any of them
  id           the key ID
  tenant_id    the tenant of the key
  user         the owner
  kinds        what the string looks like
  line         the number of the line on stdin

\"Authorization is not valid!\" (102): the Authorization header does not consist of two words
(`Bearer KEY`). \"Token is not valid!\": an unknown key, on RAGFlow's older API routes.

Exit status:
  0  every version accepts the string, in each use in which the database has it; in an embed URL,
     as a beta
  3  nothing in the database matches (7 with --header, or with several lines)
  7  a version rejects it

Examples:
  ragflowctl token explain -
  pass show ragflow | ragflowctl token explain - --fields generation,verdict
  cat key.txt | ragflowctl token explain - --json | jq -r '.data[].verdict'
  printf 'Bearer %s' \"$KEY\" | ragflowctl token explain --header -";

const FORM: &str = "write one key, beta or login token per line to stdin";
const QUESTION: &str = "string to explain: ";
const HEADER_QUESTION: &str = "value of the Authorization header: ";

/// Explain what each RAGFlow version does with a string, and why
///
/// Use it when a client gets "Authentication error: API key is invalid!". The
/// string can be anything; the output says what it looks like.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl token explain - [OPTIONS]")]
#[command(add = FieldNames::of_columns(&rows::COLUMNS))]
pub(crate) struct Explain {
    /// - to read the string from stdin
    ///
    /// A string on the command line works, but other users of this machine can
    /// see it.
    #[arg(value_name = "-")]
    string: String,

    /// Judge stdin, byte by byte, as the value of an Authorization header
    #[arg(long)]
    header: bool,

    /// The chat that the beta is used for
    #[arg(long, value_name = "ID", conflicts_with_all = ["agent", "search"])]
    dialog: Option<String>,

    /// The agent that the beta is used for
    #[arg(long, value_name = "ID", conflicts_with = "search")]
    agent: Option<String>,

    /// The search that the beta is used for
    #[arg(long, value_name = "ID")]
    search: Option<String>,
}

/// A string with what is known about it.
struct Explained {
    subject: Subject,
    cases: Vec<Case>,
    /// The uses that fit the string.
    purposes: Vec<Purpose>,
    /// Why it is not explained further: nothing in the database matches.
    not_found: Option<Error>,
}

impl Run for Explain {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        // A wrong field is reported before anything is read.
        rows::check_fields(&session.output)?;
        let given = self.read(session)?;
        let mut database = session.open(target, Access::Read)?;
        let mut secret = None;
        let mut strings = Vec::new();
        for subject in self.subjects(given, &mut database.store)? {
            strings.push(self.explain(subject, &mut database, &mut secret, session)?);
        }
        if let [only] = strings.as_mut_slice()
            && let Some(error) = only.not_found.take()
        {
            return Err(error);
        }
        let has_lines = strings.len() > 1;
        session.output.use_pager();
        if has_conclusions(session) {
            print_conclusions(&strings, has_lines, session);
        }
        print_rows(&strings, has_lines, session)?;
        for string in &mut strings {
            report(string, has_lines, session);
        }
        Ok(match strings.iter().all(Explained::is_accepted) {
            true => Exit::Done,
            false => Exit::Findings,
        })
    }
}

/// What was given, as it was given.
enum Given {
    Header(Vec<u8>),
    Text(String),
}

impl Explain {
    fn read(&self, session: &mut Session<'_>) -> Result<Given> {
        if self.string != "-" {
            if matches!(KeySelector::new(&self.string), KeySelector::Secret(_)) {
                let instead = "give - instead, and the string on stdin";
                let warning = notes::secret_on_command_line(instead);
                session.messages.warning(&warning);
            }
            return Ok(match self.header {
                true => Given::Header(self.string.clone().into_bytes()),
                false => Given::Text(self.string.clone()),
            });
        }
        let is_asked = session.terminal.stdin;
        Ok(match self.header {
            true if is_asked => {
                let header = session.prompt().hidden(HEADER_QUESTION, &|_| true)?;
                Given::Header(header.into_bytes())
            }
            true => Given::Header(session.stdin.read_header("--header -")?),
            false if is_asked => {
                Given::Text(session.prompt().hidden(QUESTION, &pasted::is_complete)?)
            }
            false => Given::Text(session.stdin.read_text("-", FORM)?),
        })
    }

    fn subjects(&self, given: Given, store: &mut Store) -> Result<Vec<Subject>> {
        let text = match given {
            Given::Header(bytes) => return Ok(vec![Subject::header(bytes)]),
            Given::Text(text) => text,
        };
        let mut lines = pasted::split_lines(&text);
        if lines.is_empty() {
            let text = text.trim_end_matches(['\r', '\n']).to_owned();
            lines.push(pasted::PastedLine { number: 1, text });
        }
        let subjects = lines.into_iter().map(|line| Subject::pasted(line, store));
        subjects.collect()
    }

    fn explain(
        &self,
        subject: Subject,
        database: &mut OpenDatabase,
        secret: &mut Option<Setting<SecretKey>>,
        session: &mut Session<'_>,
    ) -> Result<Explained> {
        if subject.login_token().is_some() && secret.is_none() {
            let found = settings::find_secret_key(&session.vars, database.secret_key.as_ref())?;
            if let Some(warning) = &found.warning {
                session.messages.warning(warning);
            }
            *secret = found.key;
        }
        let is_login = subject.login_token().is_some();
        let presented = Presented {
            header: &|purpose, generation| subject.header_for(purpose, generation),
            embed: self.embed(&subject),
            secret: secret.as_ref().filter(|_| is_login),
            now: session.clock.now().timestamp(),
        };
        let store = &mut database.store;
        let mut cases = explain(&presented, store)?;
        if !subject.is_header && !is_login {
            cases.retain(|case| case.purpose != Purpose::Login);
        }
        let is_known = cases.iter().any(|case| case.is_in_database);
        let not_found = match subject.is_header || is_known {
            true => None,
            false => Some(advice::not_found(&subject, store)?),
        };
        Ok(Explained {
            purposes: self.purposes(&subject, &cases),
            subject,
            cases,
            not_found,
        })
    }

    /// The uses that fit a string: that of an embedded page, or those in which the
    /// database has it, or that for which it is probably meant.
    fn purposes(&self, subject: &Subject, cases: &[Case]) -> Vec<Purpose> {
        if subject.is_embed || self.embed(subject).is_some() {
            return vec![Purpose::Beta];
        }
        let is_known = |purpose: &Purpose| {
            let mut of_use = cases.iter().filter(|case| case.purpose == *purpose);
            of_use.any(|case| case.is_in_database)
        };
        let known: Vec<Purpose> = Purpose::ALL.into_iter().filter(is_known).collect();
        match known.is_empty() {
            true => vec![subject.probable_purpose()],
            false => known,
        }
    }

    /// The chat, agent or search that the options name, else that of an embed URL.
    fn embed<'a>(&'a self, subject: &'a Subject) -> Option<(EmbedKind, &'a str)> {
        let options = [
            (EmbedKind::Chat, &self.dialog),
            (EmbedKind::Agent, &self.agent),
            (EmbedKind::Search, &self.search),
        ];
        let given = options
            .into_iter()
            .find_map(|(kind, id)| Some((kind, id.as_deref()?)));
        let of_url = || {
            subject
                .embed
                .as_ref()
                .map(|(kind, id)| (*kind, id.as_str()))
        };
        given.or_else(of_url)
    }
}

impl Explained {
    /// Whether every version accepts the string, in each use that fits it.
    fn is_accepted(&self) -> bool {
        let is_meant = |case: &&Case| match self.purposes.as_slice() {
            // An embedded page sends it: a beta is needed, whether it is one or not.
            [Purpose::Beta] => case.purpose == Purpose::Beta,
            _ => case.is_in_database,
        };
        let mut meant = self.cases.iter().filter(is_meant).peekable();
        meant.peek().is_some() && meant.all(|case| case.verdict.outcome == VerdictOutcome::Accepted)
    }

    fn remarks<'m, 'a>(&self, has_lines: bool, session: &'m mut Session<'a>) -> Remarks<'m, 'a> {
        Remarks {
            messages: &mut session.messages,
            line: self.line(has_lines),
        }
    }

    fn line(&self, has_lines: bool) -> Option<usize> {
        has_lines.then_some(self.subject.line)
    }
}

/// Whether a person reads the table.
fn has_conclusions(session: &Session<'_>) -> bool {
    !session.output.format().is_machine_readable() && !session.output.is_for_script()
}

/// Prints what each string is, and which versions accept it.
fn print_conclusions(strings: &[Explained], has_lines: bool, session: &mut Session<'_>) {
    for string in strings {
        let lines = match string.not_found {
            Some(_) => vec![format!(
                "not in this database; it {}",
                string.subject.appearance()
            )],
            None => conclusion::conclusions(&string.cases, &string.purposes),
        };
        for line in lines {
            session
                .output
                .line(&numbered(string.line(has_lines), &line));
        }
    }
    session.output.line("");
}

/// Prints a row for every case. A table has only the uses that fit, unless -v shows
/// all, and no rows for a string that nothing in the database matches.
fn print_rows(strings: &[Explained], has_lines: bool, session: &mut Session<'_>) -> Result<()> {
    let is_whole = session.output.format().is_machine_readable() || session.messages.is_verbose();
    let is_shown = |string: &Explained, case: &Case| {
        is_whole || (string.not_found.is_none() && string.purposes.contains(&case.purpose))
    };
    let mut uses: Vec<Purpose> = Vec::new();
    for string in strings {
        let cases = string.cases.iter().filter(|case| is_shown(string, case));
        uses.extend(cases.map(|case| case.purpose));
    }
    let has_uses = uses.iter().any(|purpose| *purpose != uses[0]);
    let columns: Vec<Column> = rows::select(&session.output, has_uses, has_lines)?;
    session.output.begin(&columns, Shape::Rows);
    for string in strings {
        for case in string.cases.iter().filter(|case| is_shown(string, case)) {
            rows::print(case, &columns, &string.subject, session)?;
        }
    }
    let hidden = session.output.end()?;
    if !hidden.is_empty() {
        session.messages.note(&notes::hidden_columns(&hidden));
    }
    Ok(())
}

/// Says what to know and to do about a string.
fn report(string: &mut Explained, has_lines: bool, session: &mut Session<'_>) {
    if let Some(error) = string.not_found.take() {
        let mut remarks = string.remarks(has_lines, session);
        remarks.warning(&error.to_string());
        for hint in error.hints() {
            remarks.note(hint);
        }
        return;
    }
    let has_conclusion = has_conclusions(session);
    let mut remarks = string.remarks(has_lines, session);
    string.subject.report(has_conclusion, &mut remarks);
    advice::report_advice(
        &string.cases,
        &string.purposes,
        &string.subject,
        &mut remarks,
    );
    if legacy::is_guessable(&string.subject.text) {
        let found = string.cases.iter().find_map(|case| case.matched.as_ref());
        let tenant_id = found.and_then(|found| found.tenant_id.as_deref());
        remarks.warning(&notes::guessable_ids(1, tenant_id));
    }
}
