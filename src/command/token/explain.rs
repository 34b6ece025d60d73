//! `ragflowctl token explain`
//!
//! `operation::explain` finds what the string matches, `domain::verdict`
//! judges, `domain::string_kind` says what it looks like. The string itself
//! is never printed.

mod advice;

use clap::Args;

use crate::command::fields::FieldNames;
use crate::command::{Run, notes};
use crate::domain::form::PREFIX;
use crate::domain::key_selector::KeySelector;
use crate::domain::login::LoginToken;
use crate::domain::verdict::{EmbedKind, Generation, Purpose, VerdictOutcome};
use crate::domain::{legacy, pasted, string_kind};
use crate::error::Result;
use crate::exit::Exit;
use crate::operation::explain::{Case, Presented, explain};
use crate::report::{Cell, Column, Shape};
use crate::session::{OpenDatabase, Session, Target};
use crate::settings;
use crate::store::{Access, Store};
use crate::text::with_connection;

const AFTER: &str = "\
Give the string as it was pasted: a key, a beta or a login token, also within a header line, an
assignment (NAME=KEY), quotes, an embed URL or an <iframe>. What does not belong to it is taken
away, and named. A key or beta is judged as if the client sent `Authorization: Bearer STRING`; a
login token is sent alone up to 0.24, and after Bearer since 0.25. With --header, stdin is judged
byte by byte as the value of the header, and nothing is taken away.

Nothing is sent to a RAGFlow server. The rules for 0.24 and earlier and for 0.26 and later were
tested on running servers; those for 0.25 and for 0.27 in Go come from the source code.

Fields: use (api key, beta, login token), generation (the RAGFlow versions), verdict (accepted,
rejected, mixed: some routes accept it and some reject it, unknown), decided_by, message (what the
client sees), http_status, code (in the JSON body), fix, basis (run: tested on a server; or
source), match (exact; or collation: different bytes that this database treats as equal, for
example another case), ambiguous (rows of several tenants match, and RAGFlow takes the first that
the database returns), id, tenant_id, user, kinds (what the string looks like).

\"Authorization is not valid!\" (102): the Authorization header does not consist of two words
(`Bearer KEY`). \"Token is not valid!\": an unknown key, on RAGFlow's older API routes.

Exit status: 0 if every version accepts the string in each use in which the database has it (API
key, beta, login token); 7 if a version rejects it; 3 if nothing in the database matches (7 with
--header).

Examples:
  pass show ragflow | ragflowctl token explain -
  pass show ragflow | ragflowctl token explain - --fields generation,verdict
  printf 'Bearer %s' \"$KEY\" | ragflowctl token explain --header -";

const FORM: &str = "write one key, beta or login token to stdin";

/// Explain what each RAGFlow version does with a string, and why
///
/// Use it when a client gets "Authentication error: API key is invalid!". The
/// string can be anything; the output says what it looks like.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(override_usage = "ragflowctl token explain - [OPTIONS]")]
#[command(add = FieldNames::of_columns(&COLUMNS))]
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

/// The fields; a narrow table hides those with the highest number first.
const COLUMNS: [Column; 15] = [
    Column::new("use", 0),
    Column::new("generation", 0),
    Column::new("verdict", 0),
    Column::new("decided_by", 0),
    Column::new("message", 1),
    Column::new("http_status", 0),
    Column::new("code", 3),
    Column::new("fix", 0),
    Column::new("basis", 0),
    Column::new("match", 0),
    Column::new("ambiguous", 0),
    Column::new("id", 2),
    Column::new("tenant_id", 0),
    Column::new("user", 0),
    Column::new("kinds", 0),
];
/// The fields of a table.
const TABLE: [&str; 7] = [
    "use",
    "generation",
    "verdict",
    "decided_by",
    "message",
    "code",
    "id",
];

/// What is explained.
struct Subject {
    /// The bytes of the header, or those of the string without what does not
    /// belong to it.
    bytes: Vec<u8>,
    /// Whether the bytes are a whole header.
    is_header: bool,
    /// The string as text, for what it looks like.
    text: String,
    /// What was taken away from the string.
    removed: Vec<&'static str>,
}

impl Run for Explain {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let all = COLUMNS.map(|column| column.key);
        let usual: &[&str] = if session.output.format().is_machine_readable() {
            &all
        } else {
            &TABLE
        };
        let columns = session.output.select_columns(&COLUMNS, usual)?;
        let given = self.read_string(session)?;
        let mut database = session.open(target, Access::Read)?;
        let subject = match self.header {
            true => Subject::header(given),
            false => Subject::pasted(&String::from_utf8_lossy(&given), &mut database.store)?,
        };
        let cases = self.judge(&subject, &mut database, session)?;
        if !self.header && !cases.iter().any(|case| case.is_in_database) {
            let store = &mut database.store;
            return Err(advice::not_found(&subject.text, &subject.removed, store)?);
        }
        report_subject(&subject, session);
        print(&cases, &columns, &subject, session)?;
        advice::report_advice(&cases, &mut session.messages);
        if legacy::is_guessable(&subject.text) {
            let found = cases.iter().find_map(|case| case.matched.as_ref());
            let tenant_id = found.and_then(|found| found.tenant_id.as_deref());
            let warning = notes::guessable_ids(1, tenant_id);
            session.messages.warning(&warning);
        }
        let mut known = cases.iter().filter(|case| case.is_in_database).peekable();
        let is_accepted = known.peek().is_some()
            && known.all(|case| case.verdict.outcome == VerdictOutcome::Accepted);
        Ok(match is_accepted {
            true => Exit::Done,
            false => Exit::Findings,
        })
    }
}

impl Explain {
    fn read_string(&self, session: &mut Session<'_>) -> Result<Vec<u8>> {
        match (self.string.as_str(), self.header) {
            ("-", true) => return session.stdin.read_header("--header -"),
            ("-", false) => return Ok(session.stdin.read_one_line("-", FORM)?.into_bytes()),
            _ => {}
        }
        let warning = notes::secret_on_command_line("give - instead, and the string on stdin");
        session.messages.warning(&warning);
        Ok(self.string.clone().into_bytes())
    }

    /// The chat, agent or search that the options name.
    fn embed(&self) -> Option<(EmbedKind, &str)> {
        let options = [
            (EmbedKind::Chat, &self.dialog),
            (EmbedKind::Agent, &self.agent),
            (EmbedKind::Search, &self.search),
        ];
        options
            .into_iter()
            .find_map(|(kind, id)| Some((kind, id.as_deref()?)))
    }

    fn judge(
        &self,
        subject: &Subject,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Vec<Case>> {
        let is_login = subject.login_token().is_some();
        let mut secret = None;
        if is_login {
            let found = settings::find_secret_key(&session.vars, database.secret_key.as_ref())?;
            if let Some(warning) = &found.warning {
                session.messages.warning(warning);
            }
            secret = found.key;
        }
        let presented = Presented {
            header: &|purpose, generation| subject.header_for(purpose, generation),
            embed: self.embed(),
            secret: secret.as_ref(),
            now: session.clock.now().timestamp(),
        };
        let mut cases = explain(&presented, &mut database.store)?;
        if !subject.is_header && !is_login {
            cases.retain(|case| case.purpose != Purpose::Login);
        }
        Ok(cases)
    }
}

impl Subject {
    fn header(bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes);
        Self {
            text: pasted::clean(&text).rest,
            bytes,
            is_header: true,
            removed: Vec::new(),
        }
    }

    /// A pasted string, without what does not belong to it; unless a row has the
    /// string as it is.
    fn pasted(given: &str, store: &mut Store) -> Result<Self> {
        let mut known = |text: &str| -> Result<bool> {
            let selector = KeySelector::Secret(text.to_owned());
            Ok(!store.find_keys(&[selector])?.is_empty())
        };
        let mut cleaned = pasted::clean(given);
        if given.trim() != cleaned.rest && !given.trim().is_empty() && known(given.trim())? {
            cleaned.removed.clear();
            cleaned.rest = given.trim().to_owned();
        }
        let with_prefix = format!("{PREFIX}{}", cleaned.rest);
        let is_short = !cleaned.rest.is_empty() && !cleaned.rest.starts_with(PREFIX);
        if is_short && !known(&cleaned.rest)? && known(&with_prefix)? {
            cleaned
                .removed
                .push("nothing, but 'ragflow-' was missing in front");
            cleaned.rest = with_prefix;
        }
        Ok(Self {
            bytes: cleaned.rest.clone().into_bytes(),
            is_header: false,
            text: cleaned.rest,
            removed: cleaned.removed,
        })
    }

    /// What the client sends. Up to 0.24 a login token stands alone.
    fn header_for(&self, purpose: Purpose, generation: Generation) -> Vec<u8> {
        let is_alone = purpose == Purpose::Login && generation == Generation::UpTo024;
        match self.is_header || is_alone {
            true => self.bytes.clone(),
            false => [b"Bearer ", self.bytes.as_slice()].concat(),
        }
    }

    fn login_token(&self) -> Option<LoginToken<'_>> {
        LoginToken::parse(&self.text).ok()
    }
}

/// Says what the string looks like, and what was taken away.
fn report_subject(subject: &Subject, session: &mut Session<'_>) {
    let messages = &mut session.messages;
    messages.note(&format!("the string {}", advice::appearance(&subject.text)));
    if !subject.removed.is_empty() {
        messages.warning(&format!(
            "the string contains text that is not part of a key, and was judged without it: {}",
            subject.removed.join(", "),
        ));
    }
}

/// Prints a row for every case.
fn print(
    cases: &[Case],
    columns: &[Column],
    subject: &Subject,
    session: &mut Session<'_>,
) -> Result<()> {
    let kinds = string_kind::possible_kinds(&subject.text).join("; ");
    session.output.begin(columns, Shape::Rows);
    for case in cases {
        let row = case.matched.as_ref();
        let answer = case.verdict.answer.as_ref();
        let connection = session.messages.connection();
        let fix = case.verdict.fix.map(|fix| with_connection(fix, connection));
        let cells = columns.iter().map(|column| match column.key {
            "use" => Cell::Text(case.purpose.name()),
            "generation" => Cell::Text(case.generation.name()),
            "verdict" => Cell::Text(case.verdict.outcome.name()),
            "decided_by" => Cell::Text(case.verdict.decided_by),
            "message" => Cell::text_or_null(answer.and_then(|answer| answer.message.as_deref())),
            "http_status" => Cell::int_or_null(answer.map(|answer| answer.http_status.into())),
            "code" => Cell::int_or_null(answer.and_then(|answer| answer.code.map(Into::into))),
            "fix" => Cell::text_or_null(fix.as_deref()),
            "basis" => Cell::Text(case.generation.basis()),
            "match" => Cell::text_or_null(row.map(|row| match row.is_exact {
                true => "exact",
                false => "collation",
            })),
            "ambiguous" => Cell::Bool(case.is_ambiguous),
            "id" => Cell::text_or_null(row.and_then(|row| row.id.as_deref())),
            "tenant_id" => Cell::text_or_null(row.and_then(|row| row.tenant_id.as_deref())),
            "user" => Cell::text_or_null(row.and_then(|row| row.user.as_deref())),
            _ => Cell::Text(&kinds),
        });
        session.output.row(&cells.collect::<Vec<_>>())?;
    }
    let hidden = session.output.end()?;
    if !hidden.is_empty() {
        session.messages.note(&notes::hidden_columns(&hidden));
    }
    Ok(())
}
