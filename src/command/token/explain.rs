//! `ragflowctl token explain`
//!
//! Gathers what the database says about a string; `domain::verdict` judges and
//! `domain::string_kind` tells what it looks like. The string itself is never said.

use clap::Args;

use crate::command::Run;
use crate::domain::api_key::ApiKey;
use crate::domain::form::Form;
use crate::domain::key_selector::MatchedField;
use crate::domain::legacy;
use crate::domain::login::{AccessToken, LoginToken};
use crate::domain::string_kind;
use crate::domain::tenant::User;
use crate::domain::token::Beta;
use crate::domain::verdict::{
    self, Facts, Generation, LoginFacts, OwnerFacts, Purpose, Verdict, VerdictOutcome, judge,
};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::report::{Cell, Column, Shape};
use crate::session::Session;
use crate::store::{Access, Fault, Store};
use crate::text::count;

const AFTER: &str = "\
The string is judged exactly as it is, blanks and quotes included, as an API key, as a beta of an
embedded page and, if it is one, as a login token. Nothing is sent to a RAGFlow: its rules are
known from running 0.21 and 0.27 in Python, and from reading the source of 0.27 in Go.

Fields: use, generation, verdict (accepted, rejected, unknown), decided_by, message (what the
client is told), fix, basis (run or source), match (exact, or collation: other bytes, but the
same to this database), id, tenant_id, user, kinds (what the string could be).

\"Authorization is not valid!\" (102) means a header of other than two words; \"Token is not
valid!\" is what old routes say of an unknown key.

Exit status: 0 where every generation accepts it for what it is, 7 where one does not, 3 where
nothing in the database matches.

Examples:
  pass show ragflow | ragflowctl token explain -
  pass show ragflow | ragflowctl token explain - --json | jq -r '.data[].verdict'";

const FORM: &str = "explain takes one string: a key, a beta or a login token";
/// So many rows that nearly match are named.
const NEAR: usize = 3;

/// What each RAGFlow version does with this string, step by step, and why
///
/// For whoever is told "Authentication error: API key is invalid!" and wants to
/// know why. The string may be anything: it says what it could be.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Explain {
    /// - to read the string from stdin
    ///
    /// A string on the command line works, but others on this machine can see
    /// it there.
    #[arg(value_name = "-")]
    string: String,
}

/// The fields; a narrow table leaves out those with the highest number first.
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
const FOR_PEOPLE: [&str; 6] = [
    "use",
    "generation",
    "verdict",
    "decided_by",
    "message",
    "id",
];

/// A row of the database that the string meets, or none, in one use.
struct Case {
    purpose: Purpose,
    facts: Facts,
    is_exact: bool,
    id: Option<String>,
    tenant_id: Option<String>,
    user: Option<String>,
}

impl Run for Explain {
    fn run(&self, session: &mut Session<'_>) -> Result<Exit> {
        let all = COLUMNS.map(|column| column.key);
        let usual: &[&str] = if session.output.format().is_machine_readable() {
            &all
        } else {
            &FOR_PEOPLE
        };
        let columns = session.output.select_columns(&COLUMNS, usual)?;
        let text = self.read(session)?;
        let mut store = session.open(Access::Read)?;
        let kinds = string_kind::possible_kinds(&text).join("; ");
        let (around, stripped) = string_kind::strip_surroundings(&text);
        let cases = gather(&text, &mut store, session)?;
        if !cases.iter().any(|case| case.facts.is_in_database) {
            return Err(nothing_matches(&text, &kinds, &mut store)?);
        }
        session
            .messages
            .note(&format!("the string could be {kinds}"));
        if !around.is_empty() {
            session.messages.warning(&format!(
                "no part of a key: {}; it is judged as it is, and without that it could be {}",
                around.join(", "),
                string_kind::possible_kinds(stripped).join("; ")
            ));
        }
        let is_accepted = print(&cases, &columns, &kinds, session)?;
        advise(&cases, session);
        if legacy::is_guessable(stripped) {
            session.messages.warning(
                "it can be guessed (CVE-2025-69286), and the ID lets its holder search for it: share \
                 neither, and replace the key and its beta",
            );
        }
        Ok(match is_accepted {
            true => Exit::Done,
            false => Exit::Findings,
        })
    }
}

impl Explain {
    fn read(&self, session: &mut Session<'_>) -> Result<String> {
        if self.string == "-" {
            return session.read_one_line("-", FORM);
        }
        session.warn_of_visible_secret("write - and give it on stdin");
        Ok(self.string.clone())
    }
}

/// Every use of the string with each row it meets.
fn gather(text: &str, store: &mut Store, session: &mut Session<'_>) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    // Nothing is a beta that is missing, and no server asks for one.
    let is_blank = text.trim().is_empty();
    let equal = |fit, store: &mut Store| match is_blank {
        true => Ok(Vec::new()),
        false => store.keys_equal(fit, text),
    };
    let keys = equal(MatchedField::Token, store)?;
    let betas = equal(MatchedField::Beta, store)?;
    for (purpose, rows, others) in [
        (Purpose::ApiKey, &keys, &betas),
        (Purpose::Beta, &betas, &keys),
    ] {
        for row in rows {
            cases.push(of_row(purpose, row, text, store)?);
        }
        if rows.is_empty() {
            cases.push(Case::without_row(purpose, !others.is_empty()));
        }
    }
    cases.extend(of_login(text, store, session)?);
    Ok(cases)
}

impl Case {
    fn without_row(purpose: Purpose, is_wrong_kind: bool) -> Self {
        Self {
            purpose,
            facts: Facts {
                is_wrong_kind,
                ..Facts::default()
            },
            is_exact: true,
            id: None,
            tenant_id: None,
            user: None,
        }
    }

    fn verdicts(&self) -> impl Iterator<Item = (Generation, Verdict)> {
        Generation::ALL
            .into_iter()
            .map(|generation| (generation, judge(self.purpose, generation, &self.facts)))
    }
}

fn of_row(purpose: Purpose, row: &ApiKey<'_>, text: &str, store: &mut Store) -> Result<Case> {
    let user = store.user(&row.tenant_id)?;
    let owner = match &user {
        None => None,
        Some(user) => Some(OwnerFacts {
            is_valid: user.is_valid(),
            access_token: store.access_of(&user.id)?,
        }),
    };
    let stored = match purpose {
        Purpose::Beta => row.beta.as_ref().map_or("", Beta::expose),
        Purpose::ApiKey | Purpose::Login => row.token.expose(),
    };
    Ok(Case {
        purpose,
        facts: Facts {
            is_in_database: true,
            owner,
            ..Facts::default()
        },
        is_exact: stored == text,
        id: Some(row.token.id()),
        tenant_id: Some(row.tenant_id.clone().into_owned()),
        user: user.map(|user| user.email),
    })
}

/// The string as a login token, if it has the form of one.
fn of_login(text: &str, store: &mut Store, session: &mut Session<'_>) -> Result<Option<Case>> {
    let Ok(token) = LoginToken::parse(text.trim()) else {
        return Ok(None);
    };
    let secret = session.find_secret_key()?;
    let is_signed = secret.map(|secret| token.verify(&secret.value).is_ok());
    let mut users = who_has(&token.access_token, store)?.unwrap_or_default();
    // The server asks for a valid one.
    let valid = users.iter().position(User::is_valid).unwrap_or(0);
    let user = (!users.is_empty()).then(|| users.swap_remove(valid));
    let login = LoginFacts {
        has_valid_signature: is_signed,
        has_usable_access_token: token.access_token.rejection().is_none(),
        age_seconds: session
            .clock
            .now()
            .timestamp()
            .saturating_sub(token.signed_at),
    };
    Ok(Some(Case {
        purpose: Purpose::Login,
        facts: Facts {
            is_in_database: user.is_some(),
            owner: user.as_ref().map(|user| OwnerFacts {
                is_valid: user.is_valid(),
                access_token: verdict::AccessTokenState::Present,
            }),
            is_wrong_kind: false,
            login: Some(login),
        },
        is_exact: true,
        id: None,
        tenant_id: None,
        user: user.map(|user| user.email),
    }))
}

/// Scope access token that is; `None` where it may not be asked for.
fn who_has(token: &AccessToken, store: &mut Store) -> Result<Option<Vec<User>>> {
    match store.users_signed_in(token) {
        Err(error) if error.fault == Fault::Denied => Ok(None),
        other => Ok(Some(other?)),
    }
}

/// Prints a row for every case and generation. Says whether every generation
/// accepts the string in each use in which something matches it.
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
    let left_out = session.output.end()?;
    if !left_out.is_empty() {
        session.messages.note(&format!(
            "left out to fit the terminal: {} (--fields or -o json shows them)",
            left_out.join(", ")
        ));
    }
    Ok(is_accepted)
}

/// What to know and to do beyond the table.
fn advise(cases: &[Case], session: &mut Session<'_>) {
    let found: Vec<&Case> = cases
        .iter()
        .filter(|case| case.facts.is_in_database)
        .collect();
    for case in &found {
        let id = case.id.as_deref().unwrap_or("-");
        if !case.is_exact {
            session.messages.warning(&format!(
                "other bytes are stored as the {} of key {id}: this database ignores case and \
                 trailing blanks, PostgreSQL would find nothing",
                case.purpose.name()
            ));
        }
        let mut said = Vec::new();
        for (generation, verdict) in case.verdicts() {
            if let (Some(fix), false) = (verdict.fix, said.contains(&verdict.fix)) {
                session.messages.note(&format!(
                    "{}: {} by {}: {fix}",
                    case.purpose.name(),
                    verdict.outcome.name(),
                    generation.name()
                ));
            }
            said.push(verdict.fix);
        }
    }
    for purpose in [Purpose::ApiKey, Purpose::Beta] {
        let rows = found.iter().filter(|case| case.purpose == purpose).count();
        if rows > 1 {
            session.messages.warning(&format!(
                "{} hold it: RAGFlow takes whichever its database returns first",
                count(rows.try_into().unwrap_or(u64::MAX), "row")
            ));
        }
    }
    let wrong_use = cases.iter().find(|case| case.facts.is_wrong_kind);
    if let Some((_, verdict)) = wrong_use.and_then(|case| case.verdicts().next())
        && let Some(fix) = verdict.fix
    {
        session.messages.note(fix);
    }
    session
        .messages
        .note("the rules of 0.27 Go were read in its source, not run");
}

/// What to say where no row has the string: what it could be, and what it is
/// close to.
fn nothing_matches(text: &str, kinds: &str, store: &mut Store) -> Result<Error> {
    let mut error = Error::not_found(format!(
        "no key, beta or session in {} matches the string, and every RAGFlow rejects it; it could \
         be {kinds}",
        store.url()
    ));
    let (around, stripped) = string_kind::strip_surroundings(text);
    if stripped.is_empty() {
        return Ok(error.hint("write a key, a beta or a login token to stdin"));
    }
    if !around.is_empty() {
        error = error.hint(format!(
            "no part of a key: {}; without that it could be {}",
            around.join(", "),
            string_kind::possible_kinds(stripped).join("; ")
        ));
    }
    match who_has(&AccessToken::new(stripped), store)?.as_deref() {
        None => error = error.hint("user.access_token is not readable: a session is not ruled out"),
        Some([]) => {}
        Some([user, ..]) => {
            return Ok(error.hint(format!(
                "it is the access_token of {}: a session, not a key; only RAGFlow's server makes \
                 a login token of it",
                user.email
            )));
        }
    }
    let near = store.keys_like(stripped)?;
    for key in near.iter().take(NEAR) {
        error = error.hint(nearness(key, stripped));
    }
    if legacy::is_guessable(stripped) || near.iter().any(|key| key.token.form() == Form::Legacy) {
        error = error.hint(
            "keys and betas of RAGFlow before 0.22 can be guessed (CVE-2025-69286): share not \
             even their IDs",
        );
    }
    Ok(match error.hints().is_empty() {
        true => error.hint("token list shows the keys there are; is it the right database?"),
        false => error,
    })
}

/// What a key has to do with a string that it nearly is.
fn nearness(key: &ApiKey<'_>, stripped: &str) -> String {
    let beta = key.beta.as_ref().map_or("", Beta::expose);
    let what = match beta.to_lowercase() == stripped.to_lowercase() {
        true => "the beta of the key",
        false => "the key",
    };
    let difference = match [key.token.expose(), beta].contains(&stripped) {
        true => "without that it is",
        false => "but for the case of letters it is",
    };
    format!(
        "{difference} {what} {} of tenant {}",
        key.token.id(),
        key.tenant_id
    )
}
