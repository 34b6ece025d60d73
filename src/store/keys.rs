//! API keys: reading them as they stream by, adding them, filling betas.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveDateTime};

use super::driver::{Engine, Fault, Fill, Param, Row, Value};
use super::owners::optional_text;
use super::sql::{self, Listing};
use super::{BadValue, Store, StoreError, Tx, failed};
use crate::domain::record::Record;
use crate::domain::stamp::Stamp;
use crate::domain::token::{Beta, Token};
use crate::env::Clock;
use crate::error::Error;

/// How often a transaction that met a deadlock, a lock or a broken connection
/// is tried in all.
const ATTEMPTS: u32 = 5;

/// What a key can be bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A chat assistant (`dialog`).
    Dialog,
    /// An agent (`user_canvas`).
    Agent,
}

impl Binding {
    /// The table it is in.
    pub fn table(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "user_canvas",
        }
    }

    /// What RAGFlow writes into `source`.
    pub fn source(self) -> &'static str {
        match self {
            Self::Dialog => "dialog",
            Self::Agent => "agent",
        }
    }
}

/// One tenant's keys, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey<'a> {
    /// The tenant.
    pub tenant_id: &'a str,
    /// All its keys.
    pub tokens: u64,
    /// Those without a beta.
    pub missing: u64,
    /// Whether a user of that id exists: the server asks for one.
    pub has_user: bool,
    /// Whether anyone owns the tenant.
    pub has_owner: bool,
}

/// Some keys without a beta, in the order of the primary key.
#[derive(Debug, Default)]
pub struct Page {
    /// `(tenant, key, whether anyone owns the tenant)`.
    pub keys: Vec<(String, Token<'static>, bool)>,
}

/// What a listing does with each key and its owner's e-mail.
pub type EachKey<'a> = dyn FnMut(&Record<'_>, Option<&str>) -> Result<(), Error> + 'a;

/// How an attempt to fill betas ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillOutcome {
    /// So many rows were filled; the rest had got a beta, or had gone, since
    /// they were read.
    Filled(u64),
    /// Another fill of this database is running.
    HeldByAnother,
}

impl Store {
    /// Streams keys, each with its owner's e-mail where the listing asks for
    /// it. Nothing is collected.
    ///
    /// # Errors
    /// When the database cannot be read, a value is of a type nobody expected,
    /// or `each` fails.
    pub fn list(&mut self, listing: &Listing<'_>, each: &mut EachKey<'_>) -> Result<(), Error> {
        let (sql, params) = sql::list(self.driver.dialect(), listing);
        let mut failure = None;
        self.query(&sql, &params, &mut |row| {
            let record = decode(row)?;
            // `=` folds case on MySQL; an id is compared by its bytes.
            if listing
                .tenant_id
                .is_some_and(|tenant_id| tenant_id != record.tenant_id)
            {
                return Ok(ControlFlow::Continue(()));
            }
            let user = match listing.with_user.then(|| row.value(9)) {
                Some(Value::Text(email)) => Some(email),
                _ => None,
            };
            Ok(match each(&record, user) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            })
        })?;
        failure.map_or(Ok(()), Err)
    }

    /// Counts keys per tenant, one tenant or all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn survey(
        &mut self,
        tenant_id: Option<&str>,
        each: &mut dyn FnMut(Survey<'_>),
    ) -> Result<(), StoreError> {
        let sql = sql::survey(self.driver.dialect(), tenant_id.is_some());
        let params: Vec<Param<'_>> = tenant_id.into_iter().map(Param::from).collect();
        self.query(&sql, &params, &mut |row| {
            let Value::Text(tenant) = row.value(0) else {
                return Err(bad(row, "tenant_id", 0, "text"));
            };
            if tenant_id.is_none_or(|wanted| wanted == tenant) {
                each(Survey {
                    tenant_id: tenant,
                    tokens: count(row, 1),
                    missing: count(row, 2),
                    has_user: row.value(3).is_true(),
                    has_owner: row.value(4).is_true(),
                });
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// The next keys without a beta, behind the one given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn missing_page(
        &mut self,
        tenant_id: Option<&str>,
        after: Option<(&str, &Token<'_>)>,
        limit: usize,
    ) -> Result<Page, StoreError> {
        let after = after.map(|(tenant_id, token)| (tenant_id, token.expose()));
        let (sql, params) = sql::missing_page(self.driver.dialect(), tenant_id, after, limit);
        let mut page = Page::default();
        self.walk(&sql, &params, &mut |row| {
            let (Value::Text(tenant), Value::Text(token)) = (row.value(0), row.value(1)) else {
                return Err(bad(row, "tenant_id or token", 0, "text"));
            };
            page.keys.push((
                tenant.to_owned(),
                Token::new(token.to_owned()),
                row.value(2).is_true(),
            ));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(page)
    }

    /// Writes betas in one transaction, each only where it is still missing at
    /// that moment: what RAGFlow or another run wrote since is never
    /// overwritten. A deadlock, a lock or a broken connection is tried again,
    /// with a growing pause.
    ///
    /// # Errors
    /// When the engine refuses, or keeps failing.
    pub fn fill_betas(
        &mut self,
        fills: &[(String, Token<'static>, Beta<'static>)],
        at: Stamp,
        clock: &dyn Clock,
    ) -> Result<FillOutcome, StoreError> {
        let fills: Vec<Fill<'_>> = fills
            .iter()
            .map(|(tenant_id, token, beta)| Fill {
                tenant_id,
                token: token.expose(),
                beta: beta.expose(),
            })
            .collect();
        let mut attempt = 1;
        loop {
            let error = match self.fill_once(&fills, at) {
                Ok(outcome) => return Ok(outcome),
                Err(error) => error,
            };
            let again = matches!(error.fault, Fault::Transient | Fault::Locked | Fault::Lost);
            if !again || attempt == ATTEMPTS {
                return Err(error);
            }
            clock.sleep(std::time::Duration::from_millis(50 << attempt));
            attempt += 1;
            if error.fault == Fault::Lost && self.can_reconnect() {
                self.reconnect()?;
            }
        }
    }

    fn fill_once(&mut self, fills: &[Fill<'_>], at: Stamp) -> Result<FillOutcome, StoreError> {
        let url = self.url.clone();
        let writing = |error| failed("cannot fill betas in", &url, error);
        if !self.driver.begin_fill().map_err(writing)? {
            return Ok(FillOutcome::HeldByAnother);
        }
        let tx = Tx {
            store: self,
            open: true,
        };
        let filled = tx.store.driver.fill_betas(fills, at);
        let filled = filled.map_err(writing)?;
        tx.commit()?;
        Ok(FillOutcome::Filled(filled))
    }

    /// Whether a broken connection can be replaced; a database in memory is
    /// gone with it.
    fn can_reconnect(&self) -> bool {
        self.engine() != Engine::Sqlite
    }

    /// Whose a dialog or an agent is: the tenant, or for an agent its owner's
    /// user id. `None`: there is no such thing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn owner_of_binding(
        &mut self,
        binding: Binding,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        let sql = match binding {
            Binding::Dialog => sql::DIALOG,
            Binding::Agent => sql::AGENT,
        };
        let mut owner = None;
        self.query(sql, &[id.into()], &mut |row| {
            if row.value(0) == Value::Text(id) {
                owner = optional_text(row, 1, binding.table(), "owner")?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(owner)
    }
}

impl Tx<'_> {
    /// Adds a key.
    ///
    /// # Errors
    /// When the engine refuses, or did not add exactly one row.
    pub fn insert_key(&mut self, key: &Record<'_>) -> Result<(), StoreError> {
        let params = [
            key.tenant_id.as_ref().into(),
            key.token.expose().into(),
            Param::Text(key.dialog_id.as_deref()),
            Param::Text(key.source.as_deref()),
            Param::Text(key.beta.as_ref().map(Beta::expose)),
            Param::Date(key.create_date),
            Param::Int(key.create_time),
            Param::Date(key.update_date),
            Param::Int(key.update_time),
        ];
        let inserted = self.store.driver.execute(sql::INSERT_KEY, &params);
        let why = match inserted {
            Ok(1) => return Ok(()),
            Ok(rows) => {
                let why = format!("{rows} rows were added where one was meant");
                super::DriverError::new(Fault::Other, why)
            }
            Err(error) => error,
        };
        Err(failed("cannot add a key to", &self.store.url, why))
    }
}

impl Value<'_> {
    pub(super) fn is_true(self) -> bool {
        matches!(self, Self::Bool(true) | Self::Int(1..))
    }

    /// What it is, for messages; never the value.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "a number",
            Self::Bool(_) => "a truth value",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::Unknown(_) => "a value of another type",
        }
    }
}

fn count(row: &dyn Row, index: usize) -> u64 {
    match row.value(index) {
        Value::Int(number) => number.try_into().unwrap_or_default(),
        _ => 0,
    }
}

pub(super) fn decode(row: &dyn Row) -> Result<Record<'_>, BadValue> {
    let required = |index, column| match row.value(index) {
        Value::Text(text) => Ok(text),
        _ => Err(bad(row, column, index, "text")),
    };
    let text = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(Some(text)),
        _ => Err(bad(row, column, index, "text")),
    };
    let time = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Int(ms) => Ok(Some(ms)),
        _ => Err(bad(row, column, index, "a whole number")),
    };
    let date = |index, column| match row.value(index) {
        Value::Null => Ok(None),
        Value::Date(date) => Ok(Some(date)),
        // SQLite's dates are text.
        Value::Text(text) => match parse_date(text) {
            Some(date) => Ok(Some(date)),
            None => Err(bad(row, column, index, "YYYY-MM-DD HH:MM:SS")),
        },
        _ => Err(bad(row, column, index, "a date")),
    };
    Ok(Record {
        tenant_id: Cow::Borrowed(required(0, "tenant_id")?),
        token: Token::new(required(1, "token")?),
        dialog_id: text(2, "dialog_id")?.map(Cow::Borrowed),
        source: text(3, "source")?.map(Cow::Borrowed),
        beta: text(4, "beta")?.map(Beta::new),
        create_date: date(5, "create_date")?,
        create_time: time(6, "create_time")?,
        update_date: date(7, "update_date")?,
        update_time: time(8, "update_time")?,
    })
}

/// `YYYY-MM-DD HH:MM:SS`, with a `T` between and a fraction behind if need be.
/// By hand, because it runs twice for every key of a listing.
pub(super) fn parse_date(text: &str) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        bytes.get(from..to)?.iter().try_fold(0_u32, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    let separators = [
        (4, b"-".as_slice()),
        (7, b"-"),
        (10, b" T"),
        (13, b":"),
        (16, b":"),
    ];
    if separators
        .iter()
        .any(|(at, allowed)| !bytes.get(*at).is_some_and(|byte| allowed.contains(byte)))
    {
        return None;
    }
    let micros = match bytes.get(19..) {
        None | Some([]) => 0,
        Some([b'.', digits @ ..]) if (1..=6).contains(&digits.len()) => {
            number(20, bytes.len())? * 10_u32.pow(6 - u32::try_from(digits.len()).ok()?)
        }
        Some(_) => return None,
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?.and_hms_micro_opt(
        number(11, 13)?,
        number(14, 16)?,
        number(17, 19)?,
        micros,
    )
}

fn bad(row: &dyn Row, column: &'static str, index: usize, expected: &'static str) -> BadValue {
    let key = match row.value(1) {
        Value::Text(token) => format!("the key with ID {}", Token::new(token).id()),
        _ => "a key".to_owned(),
    };
    let found = match row.value(index) {
        Value::Unknown(name) => name.to_owned(),
        Value::Text(_) if expected != "text" => "other text".to_owned(),
        value => value.kind().to_owned(),
    };
    BadValue {
        table: "api_token",
        column,
        row: key,
        found,
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_and_without_a_fraction() {
        let date = |text: &str| parse_date(text).map(|date| date.to_string());
        let plain = Some("2026-02-01 09:00:00".to_owned());
        assert_eq!(date("2026-02-01 09:00:00"), plain);
        assert_eq!(date("2026-02-01T09:00:00"), plain);
        assert_eq!(
            date("2026-02-01 09:00:00.25"),
            Some("2026-02-01 09:00:00.250".to_owned())
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2026-02-01",
            "2026-02-30 09:00:00",
            "2026-02-01 09:00:00Z",
            "2026-02-01 09:00:00.",
            "2026/02/01 09:00:00",
            "２０26-02-01 09:00:00",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
