//! An API key's row in a form that can be serialised: the undo file writes and
//! reads it, and `token import` checks its rows with it.
//!
//! This is the only serialisable type that holds secrets. Nothing but the undo
//! file may write it.

use chrono::{NaiveDateTime, Timelike as _};
use serde::{Deserialize, Serialize};

use super::api_key::ApiKey;
use super::token::{Beta, Token};

/// The sizes of RAGFlow's columns, in characters.
const MAX_SECRET_LENGTH: usize = 255;
const MAX_ID_LENGTH: usize = 32;
const MAX_SOURCE_LENGTH: usize = 16;

/// The nine columns of a key, in the order of RAGFlow's endpoint. They mean
/// the same as the fields of [`ApiKey`].
#[expect(missing_docs, reason = "the fields are those of ApiKey")]
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SerializedKey {
    pub tenant_id: String,
    pub token: String,
    pub dialog_id: Option<String>,
    pub source: Option<String>,
    pub beta: Option<String>,
    /// Like `2026-02-01T09:00:00`, without a zone.
    pub create_date: Option<String>,
    pub create_time: Option<i64>,
    /// Like `create_date`.
    pub update_date: Option<String>,
    pub update_time: Option<i64>,
}

/// Why a row cannot be stored in RAGFlow's table. It names the column and never
/// contains the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SerializedKeyError {
    /// `tenant_id` or `token` is an empty string.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The text is longer than its column; the limit is in characters.
    #[error("{0} is longer than {1} characters")]
    TooLong(&'static str, usize),
    /// PostgreSQL cannot store a NUL character in a text.
    #[error("{0} contains a NUL character")]
    Nul(&'static str),
    /// The row was printed with masked secrets.
    #[error("{0} is masked; the full secret is needed")]
    Masked(&'static str),
    /// The text is not a date.
    #[error("{0} is not a date like 2026-02-01T09:00:00")]
    InvalidDate(&'static str),
}

impl From<&ApiKey<'_>> for SerializedKey {
    fn from(key: &ApiKey<'_>) -> Self {
        let date = |date: Option<NaiveDateTime>| {
            date.map(|date| match date.nanosecond() {
                0 => date.format("%Y-%m-%dT%H:%M:%S").to_string(),
                _ => date.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
            })
        };
        Self {
            tenant_id: key.tenant_id.to_string(),
            token: key.token.expose().to_owned(),
            dialog_id: key.dialog_id.as_deref().map(str::to_owned),
            source: key.source.as_deref().map(str::to_owned),
            beta: key.beta.as_ref().map(|beta| beta.expose().to_owned()),
            create_date: date(key.create_date),
            create_time: key.create_time,
            update_date: date(key.update_date),
            update_time: key.update_time,
        }
    }
}

impl TryFrom<SerializedKey> for ApiKey<'static> {
    type Error = SerializedKeyError;

    /// Checks that every value fits its column.
    fn try_from(row: SerializedKey) -> Result<Self, SerializedKeyError> {
        for (name, text) in [("tenant_id", &row.tenant_id), ("token", &row.token)] {
            if text.is_empty() {
                return Err(SerializedKeyError::Empty(name));
            }
        }
        let texts = [
            ("tenant_id", Some(&row.tenant_id), MAX_ID_LENGTH),
            ("token", Some(&row.token), MAX_SECRET_LENGTH),
            ("dialog_id", row.dialog_id.as_ref(), MAX_ID_LENGTH),
            ("source", row.source.as_ref(), MAX_SOURCE_LENGTH),
            ("beta", row.beta.as_ref(), MAX_SECRET_LENGTH),
        ];
        for (name, text, max_length) in texts {
            let text = text.map_or("", String::as_str);
            if text.contains('\0') {
                return Err(SerializedKeyError::Nul(name));
            }
            if matches!(name, "token" | "beta") && text.ends_with('…') {
                return Err(SerializedKeyError::Masked(name));
            }
            if text.chars().count() > max_length {
                return Err(SerializedKeyError::TooLong(name, max_length));
            }
        }
        Ok(Self {
            tenant_id: row.tenant_id.into(),
            token: Token::new(row.token),
            dialog_id: row.dialog_id.map(Into::into),
            source: row.source.map(Into::into),
            beta: row.beta.map(Beta::new),
            create_date: parse_date("create_date", row.create_date.as_deref())?,
            create_time: row.create_time,
            update_date: parse_date("update_date", row.update_date.as_deref())?,
            update_time: row.update_time,
        })
    }
}

fn parse_date(
    name: &'static str,
    text: Option<&str>,
) -> Result<Option<NaiveDateTime>, SerializedKeyError> {
    let Some(text) = text else { return Ok(None) };
    let parsed = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    parsed
        .map(Some)
        .ok_or(SerializedKeyError::InvalidDate(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> SerializedKey {
        SerializedKey {
            tenant_id: "t".to_owned(),
            token: "ragflow-x".to_owned(),
            beta: Some(String::new()),
            create_date: Some("2026-02-01T09:00:00".to_owned()),
            update_date: Some("2026-02-01 09:00:00.25".to_owned()),
            create_time: Some(-1),
            ..SerializedKey::default()
        }
    }

    #[test]
    fn a_key_is_unchanged_after_a_round_trip() {
        let key = ApiKey::try_from(row()).expect("a row");
        let again = ApiKey::try_from(SerializedKey::from(&key)).expect("a row");
        assert_eq!(key, again);
        let json = serde_json::to_string(&SerializedKey::from(&key)).expect("JSON");
        let row: SerializedKey = serde_json::from_str(&json).expect("a row");
        assert_eq!(ApiKey::try_from(row).expect("a row"), key);
    }

    #[test]
    fn values_that_do_not_fit_their_column_are_refused() {
        let error_after = |change: fn(&mut SerializedKey)| {
            let mut row = row();
            change(&mut row);
            ApiKey::try_from(row).expect_err("an error").to_string()
        };
        let too_long = error_after(|row| row.token = "x".repeat(256));
        assert_eq!(too_long, "token is longer than 255 characters");
        assert!(error_after(|row| row.tenant_id = "x".repeat(33)).contains("32"));
        assert!(error_after(|row| row.source = Some("x".repeat(17))).contains("16"));
        assert!(error_after(|row| row.token.clear()).contains("empty"));
        assert!(error_after(|row| row.token = "ragflow-abcd…".into()).contains("masked"));
        assert!(error_after(|row| row.beta = Some("a\0".into())).contains("NUL"));
        let no_date = error_after(|row| row.create_date = Some("yesterday".into()));
        assert!(no_date.contains("create_date is not a date"), "{no_date}");
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let mut row = row();
        row.token = "钥".repeat(255);
        assert!(ApiKey::try_from(row).is_ok());
    }
}
