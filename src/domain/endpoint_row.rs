//! A key's row as text that can be read back: what an undo file holds, and
//! what `token import` takes.
//!
//! The one type with secrets in it that can be serialised, and so the one to
//! look for: nothing but the undo file writes it.

use chrono::{NaiveDateTime, Timelike as _};
use serde::{Deserialize, Serialize};

use super::api_key::ApiKey;
use super::token::{Beta, Token};

/// RAGFlow's columns hold so many characters.
const LONGEST_SECRET: usize = 255;
const LONGEST_ID: usize = 32;
const LONGEST_SOURCE: usize = 16;

/// The nine columns of a key, in the endpoint's order.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndpointRow {
    /// The tenant.
    pub tenant_id: String,
    /// The key.
    pub token: String,
    /// What it is bound to.
    pub dialog_id: Option<String>,
    /// `none`, `agent` or `dialog`.
    pub source: Option<String>,
    /// The beta.
    pub beta: Option<String>,
    /// `2026-02-01T09:00:00`, no zone.
    pub create_date: Option<String>,
    /// Unix time in milliseconds.
    pub create_time: Option<i64>,
    /// As `create_date`.
    pub update_date: Option<String>,
    /// As `create_time`.
    pub update_time: Option<i64>,
}

/// Why a row cannot be one of RAGFlow's. No value is in it: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointRowError {
    /// A text is missing.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// A text does not fit its column.
    #[error("{0} is longer than {1} characters")]
    TooLong(&'static str, usize),
    /// A text that no column of RAGFlow's can hold on every engine.
    #[error("{0} holds a NUL character")]
    Nul(&'static str),
    /// The secret was masked when it was printed.
    #[error("{0} is masked")]
    Masked(&'static str),
    /// A date that is none.
    #[error("{0} is no date like 2026-02-01T09:00:00")]
    NoDate(&'static str),
}

impl From<&ApiKey<'_>> for EndpointRow {
    fn from(record: &ApiKey<'_>) -> Self {
        let date = |date: Option<NaiveDateTime>| {
            date.map(|date| match date.nanosecond() {
                0 => date.format("%Y-%m-%dT%H:%M:%S").to_string(),
                _ => date.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
            })
        };
        Self {
            tenant_id: record.tenant_id.to_string(),
            token: record.token.expose().to_owned(),
            dialog_id: record.dialog_id.as_deref().map(str::to_owned),
            source: record.source.as_deref().map(str::to_owned),
            beta: record.beta.as_ref().map(|beta| beta.expose().to_owned()),
            create_date: date(record.create_date),
            create_time: record.create_time,
            update_date: date(record.update_date),
            update_time: record.update_time,
        }
    }
}

impl TryFrom<EndpointRow> for ApiKey<'static> {
    type Error = EndpointRowError;

    /// Checks what RAGFlow's columns demand.
    fn try_from(row: EndpointRow) -> Result<Self, EndpointRowError> {
        for (name, text) in [("tenant_id", &row.tenant_id), ("token", &row.token)] {
            if text.is_empty() {
                return Err(EndpointRowError::Empty(name));
            }
        }
        let texts = [
            ("tenant_id", Some(&row.tenant_id), LONGEST_ID),
            ("token", Some(&row.token), LONGEST_SECRET),
            ("dialog_id", row.dialog_id.as_ref(), LONGEST_ID),
            ("source", row.source.as_ref(), LONGEST_SOURCE),
            ("beta", row.beta.as_ref(), LONGEST_SECRET),
        ];
        for (name, text, longest) in texts {
            let text = text.map_or("", String::as_str);
            if text.contains('\0') {
                return Err(EndpointRowError::Nul(name));
            }
            if matches!(name, "token" | "beta") && text.ends_with('…') {
                return Err(EndpointRowError::Masked(name));
            }
            if text.chars().count() > longest {
                return Err(EndpointRowError::TooLong(name, longest));
            }
        }
        Ok(Self {
            tenant_id: row.tenant_id.into(),
            token: Token::new(row.token),
            dialog_id: row.dialog_id.map(Into::into),
            source: row.source.map(Into::into),
            beta: row.beta.map(Beta::new),
            create_date: date("create_date", row.create_date.as_deref())?,
            create_time: row.create_time,
            update_date: date("update_date", row.update_date.as_deref())?,
            update_time: row.update_time,
        })
    }
}

fn date(name: &'static str, text: Option<&str>) -> Result<Option<NaiveDateTime>, EndpointRowError> {
    let Some(text) = text else { return Ok(None) };
    let parsed = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    parsed.map(Some).ok_or(EndpointRowError::NoDate(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> EndpointRow {
        EndpointRow {
            tenant_id: "t".to_owned(),
            token: "ragflow-x".to_owned(),
            beta: Some(String::new()),
            create_date: Some("2026-02-01T09:00:00".to_owned()),
            update_date: Some("2026-02-01 09:00:00.25".to_owned()),
            create_time: Some(-1),
            ..EndpointRow::default()
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let record = ApiKey::try_from(row()).expect("a row");
        let again = ApiKey::try_from(EndpointRow::from(&record)).expect("a row");
        assert_eq!(record, again);
        let json = serde_json::to_string(&EndpointRow::from(&record)).expect("JSON");
        let row: EndpointRow = serde_json::from_str(&json).expect("a row");
        assert_eq!(ApiKey::try_from(row).expect("a row"), record);
    }

    #[test]
    fn what_ragflow_cannot_hold_is_refused() {
        let refused = |change: fn(&mut EndpointRow)| {
            let mut row = row();
            change(&mut row);
            ApiKey::try_from(row).expect_err("no row").to_string()
        };
        let too_long = refused(|row| row.token = "x".repeat(256));
        assert_eq!(too_long, "token is longer than 255 characters");
        assert!(refused(|row| row.tenant_id = "x".repeat(33)).contains("32"));
        assert!(refused(|row| row.source = Some("x".repeat(17))).contains("16"));
        assert!(refused(|row| row.token.clear()).contains("empty"));
        assert!(refused(|row| row.token = "ragflow-abcd…".into()).contains("masked"));
        assert!(refused(|row| row.beta = Some("a\0".into())).contains("NUL"));
        assert!(refused(|row| row.create_date = Some("yesterday".into())).contains("no date"));
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let mut row = row();
        row.token = "钥".repeat(255);
        assert!(ApiKey::try_from(row).is_ok());
    }
}
