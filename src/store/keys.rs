//! API keys: reading them as they stream by, adding them, filling betas.

use std::ops::ControlFlow;

use super::decode::{bad, decode};
use super::driver::{Engine, Fault, Fill, Param, Row, Value};
use super::owners::optional_text;
use super::sql::{self, Listing};
use super::{Store, StoreError, Tx, failed};
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
        self.each_key(&sql, &params, &mut |row, record| {
            // `=` folds case on MySQL; an id is compared by its bytes.
            if listing
                .tenant_id
                .is_some_and(|tenant_id| tenant_id != record.tenant_id)
            {
                return Ok(());
            }
            let user = match listing.with_user.then(|| row.value(9)) {
                Some(Value::Text(email)) => Some(email),
                _ => None,
            };
            each(record, user)
        })
    }

    /// Streams the keys of a query, each with its row for what stands behind
    /// the nine columns. Nothing is collected.
    pub(super) fn each_key(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut dyn FnMut(&dyn Row, &Record<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut failure = None;
        self.query(sql, params, &mut |row| {
            let record = decode(row)?;
            Ok(match each(row, &record) {
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
