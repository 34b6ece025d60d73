//! `ragflowctl token explain`
//!
//! `operation::explain` finds what the string matches, `domain::verdict`
//! judges, `domain::string_kind` says what it looks like. The string itself
//! is never printed.

use clap::Args;

use crate::command::{Run, notes};
use crate::domain::api_key::ApiKey;
use crate::domain::form::Form;
use crate::domain::login::{AccessToken, LoginToken};
use crate::domain::token::Beta;
use crate::domain::verdict::{Purpose, VerdictOutcome};
use crate::domain::{legacy, string_kind};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::operation::explain::{Case, find_key_cases, find_login_case, find_session_users};
use crate::report::{Cell, Column, Shape};
use crate::session::{OpenDatabase, Session, Target};
use crate::settings;
use crate::store::{Access, Store};
use crate::text::count;

const AFTER: &str = "\
The string is checked exactly as given, including whitespace and quotes: as an API key, as a
beta of an embedded page and, if it looks like one, as a login token. Nothing is sent to a
RAGFlow server. The rules for 0.21 and 0.27 in Python were tested on running servers; those for
0.27 in Go come from its source code.

Fields: use, generation (the RAGFlow version), verdict (accepted, rejected, unknown), decided_by,
message (what the client sees), fix, basis (run: tested on a server; or source), match (exact; or
collation: different bytes that this database treats as equal, for example another case), id,
tenant_id, user, kinds (what the string looks like).

\"Authorization is not valid!\" (102): the Authorization header does not consist of two words
(`Bearer KEY`). \"Token is not valid!\": an unknown key, on RAGFlow's older API routes.

Exit status: 0 if every version accepts the string in each use in which the database has it (API
key, beta, login token); 7 if a version rejects it; 3 if nothing in the database matches.

Examples:
  pass show ragflow | ragflowctl token explain -
  pass show ragflow | ragflowctl token explain - --json | jq -r '.data[].verdict'";

const FORM: &str = "write one key, beta or login token to stdin";
/// Similar rows that an error names.
const MAX_SIMILAR: usize = 3;

/// Explain what each RAGFlow version does with a string, and why
///
/// Use it when a client gets "Authentication error: API key is invalid!". The
/// string can be anything; the output says what it looks like.
#[derive(Args)]
#[command(after_help = AFTER)]
pub(crate) struct Explain {
    /// - to read the string from stdin
    ///
    /// A string on the command line works, but other users of this machine can
    /// see it.
    #[arg(value_name = "-")]
    string: String,
}

/// The fields; a narrow table hides those with the highest number first.
const COLUMNS: [Column; 12] = [
    Column::new("use", 0),
    Column::new("generation", 0),
    Column::new("verdict", 0),
    Column::new("decided_by", 0),
    Column::new("message", 1),
    Column::new("fix", 0),
    Column::new("basis", 0),
    Column::new("match", 0),
    Column::new("id", 2),
    Column::new("tenant_id", 0),
    Column::new("user", 0),
    Column::new("kinds", 0),
];
/// The fields of a table.
const TABLE: [&str; 6] = [
    "use",
    "generation",
    "verdict",
    "decided_by",
    "message",
    "id",
];

impl Run for Explain {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        let all = COLUMNS.map(|column| column.key);
        let usual: &[&str] = if session.output.format().is_machine_readable() {
            &all
        } else {
            &TABLE
        };
        let columns = session.output.select_columns(&COLUMNS, usual)?;
        let text = self.read_string(session)?;
        let mut database = session.open(target, Access::Read)?;
        let kinds = string_kind::possible_kinds(&text).join("; ");
        let (around, stripped) = string_kind::strip_surroundings(&text);
        let mut cases = find_key_cases(&text, &mut database.store)?;
        cases.extend(login_case(&text, &mut database, session)?);
        if !cases.iter().any(|case| case.facts.is_in_database) {
            return Err(not_found(&text, &mut database.store)?);
        }
        session
            .messages
            .note(&format!("the string {}", appearance(&text)));
        if !around.is_empty() {
            session.messages.warning(&format!(
                "the string contains text that is not part of a key: {}. It was checked as given; \
                 the rest {}",
                around.join(", "),
                appearance(stripped)
            ));
        }
        let is_accepted = print(&cases, &columns, &kinds, session)?;
        report_advice(&cases, session);
        if legacy::is_guessable(stripped) {
            let found = cases.iter().find(|case| case.facts.is_in_database);
            let tenant_id = found.and_then(|case| case.tenant_id.as_deref());
            let warning = notes::guessable_ids(1, tenant_id);
            session.messages.warning(&warning);
        }
        Ok(match is_accepted {
            true => Exit::Done,
            false => Exit::Findings,
        })
    }
}

impl Explain {
    fn read_string(&self, session: &mut Session<'_>) -> Result<String> {
        if self.string == "-" {
            return session.stdin.read_one_line("-", FORM);
        }
        let warning = notes::secret_on_command_line("give - instead, and the string on stdin");
        session.messages.warning(&warning);
        Ok(self.string.clone())
    }
}

/// The string as a login token, if it has the form of one.
fn login_case(
    text: &str,
    database: &mut OpenDatabase,
    session: &mut Session<'_>,
) -> Result<Option<Case>> {
    let Ok(token) = LoginToken::parse(text.trim()) else {
        return Ok(None);
    };
    let secret = settings::find_secret_key(&session.vars, database.secret_key.as_ref())?;
    if let Some(warning) = &secret.warning {
        session.messages.warning(warning);
    }
    let now = session.clock.now().timestamp();
    find_login_case(&token, secret.key.as_ref(), now, &mut database.store).map(Some)
}

/// Prints a row for every case and generation. Returns whether every
/// generation accepts the string in each use in which something matches it.
fn print(
    cases: &[Case],
    columns: &[Column],
    kinds: &str,
    session: &mut Session<'_>,
) -> Result<bool> {
    session.output.begin(columns, Shape::Rows);
    let mut is_accepted = true;
    for case in cases {
        let matched = match (case.facts.is_in_database, case.is_exact) {
            (false, _) => None,
            (true, true) => Some("exact"),
            (true, false) => Some("collation"),
        };
        for (generation, verdict) in case.verdicts() {
            is_accepted &=
                !case.facts.is_in_database || verdict.outcome == VerdictOutcome::Accepted;
            let cells = columns.iter().map(|column| match column.key {
                "use" => Cell::Text(case.purpose.name()),
                "generation" => Cell::Text(generation.name()),
                "verdict" => Cell::Text(verdict.outcome.name()),
                "decided_by" => Cell::Text(verdict.decided_by),
                "message" => Cell::text_or_null(verdict.message),
                "fix" => Cell::text_or_null(verdict.fix),
                "basis" => Cell::Text(generation.basis()),
                "match" => Cell::text_or_null(matched),
                "id" => Cell::text_or_null(case.id.as_deref()),
                "tenant_id" => Cell::text_or_null(case.tenant_id.as_deref()),
                "user" => Cell::text_or_null(case.user.as_deref()),
                _ => Cell::Text(kinds),
            });
            session.output.row(&cells.collect::<Vec<_>>())?;
        }
    }
    let hidden = session.output.end()?;
    if !hidden.is_empty() {
        session.messages.note(&notes::hidden_columns(&hidden));
    }
    Ok(is_accepted)
}

/// Says what to know and to do, beyond the table.
fn report_advice(cases: &[Case], session: &mut Session<'_>) {
    let messages = &mut session.messages;
    let found: Vec<&Case> = cases
        .iter()
        .filter(|case| case.facts.is_in_database)
        .collect();
    for case in &found {
        let id = case.id.as_deref().unwrap_or("-");
        let purpose = match case.purpose {
            Purpose::ApiKey => "API key",
            Purpose::Beta => "beta",
            Purpose::Login => "login token",
        };
        if !case.is_exact {
            messages.warning(&format!(
                "the {purpose} stored for key {id} consists of different bytes: this database \
                 ignores case and trailing spaces; PostgreSQL would find nothing"
            ));
        }
        let mut reported = Vec::new();
        for (generation, verdict) in case.verdicts() {
            if let (Some(fix), false) = (verdict.fix, reported.contains(&verdict.fix)) {
                let version = generation.name();
                messages.note(&match verdict.outcome {
                    VerdictOutcome::Unknown => format!(
                        "it is unknown whether {version} accepts the {purpose}; to find out, {fix}"
                    ),
                    VerdictOutcome::Accepted | VerdictOutcome::Rejected => {
                        format!("{version} rejects the {purpose}; to fix it, {fix}")
                    }
                });
            }
            reported.push(verdict.fix);
        }
    }
    for purpose in [Purpose::ApiKey, Purpose::Beta] {
        let rows = found.iter().filter(|case| case.purpose == purpose).count();
        if rows > 1 {
            messages.warning(&format!(
                "{} match; RAGFlow uses the one that the database returns first",
                count(rows.try_into().unwrap_or(u64::MAX), "row")
            ));
        }
    }
    let other_kind = cases.iter().find(|case| case.facts.is_wrong_kind);
    if let Some((_, verdict)) = other_kind.and_then(|case| case.verdicts().next())
        && let Some(fix) = verdict.fix
    {
        messages.note(fix);
    }
    messages
        .note("the results for 0.27 Go come from its source code and were not tested on a server");
}

/// What a string looks like, as a predicate.
fn appearance(text: &str) -> String {
    match string_kind::possible_kinds(text).as_slice() {
        [] | [string_kind::UNKNOWN] => "does not look like a RAGFlow key or beta".to_owned(),
        [_] if text.is_empty() => "is empty".to_owned(),
        [_] if text.trim().is_empty() => "is only whitespace".to_owned(),
        kinds => format!("looks like {}", kinds.join(", or ")),
    }
}

/// The error where no row has the string: what it looks like, and what it is
/// similar to.
fn not_found(text: &str, store: &mut Store) -> Result<Error> {
    let (around, stripped) = string_kind::strip_surroundings(text);
    if stripped.is_empty() {
        return Ok(
            Error::not_found(format!("the string {}", appearance(text))).hint(
                "write a key, a beta or a login token to stdin; if it comes from a variable, check \
                 that the variable is set",
            ),
        );
    }
    let mut error = Error::not_found(format!(
        "no key, beta or login token in the database {} matches the string, so every RAGFlow \
         version rejects it; it {}",
        store.url(),
        appearance(text)
    ));
    if !around.is_empty() {
        error = error.hint(format!(
            "remove {}; the rest {}",
            around.join(", "),
            appearance(stripped)
        ));
    }
    match find_session_users(&AccessToken::new(stripped), store)?.as_deref() {
        None => {
            error = error.hint(
                "grant the account SELECT on user.access_token, to check whether the string is one",
            );
        }
        Some([]) => {}
        Some([user, ..]) => {
            return Ok(error.hint(format!(
                "it is the access_token of {}, not a key; to test the login, use the value of the \
                 Authorization header that the browser sends",
                user.email
            )));
        }
    }
    let similar = store.find_keys_ignoring_case(stripped)?;
    for key in similar.iter().take(MAX_SIMILAR) {
        error = error.hint(similarity(key, stripped));
    }
    if legacy::is_guessable(stripped) || similar.iter().any(|key| key.token.form() == Form::Legacy)
    {
        error = error.hint(notes::guessable_ids(1, None));
    }
    Ok(match error.hints().is_empty() {
        true => error.hint("check that this is the right database: ragflowctl db check"),
        false => error,
    })
}

/// How a key is similar to a string.
fn similarity(key: &ApiKey<'_>, stripped: &str) -> String {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let field = match beta.to_lowercase() == stripped.to_lowercase() {
        true => "the beta of key",
        false => "key",
    };
    let difference = match [key.token.expose(), beta].contains(&stripped) {
        true => "the rest is",
        false => "it differs only in case from",
    };
    format!(
        "{difference} {field} {} of tenant {}",
        key.token.id(),
        key.tenant_id
    )
}
