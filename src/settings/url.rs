//! Parses a database URL, with errors that say where it came from.

use crate::database_url::{DatabaseUrl, UrlError, schemes};
use crate::env::Vars;
use crate::error::{Error, Result};
use crate::text::quoted;

/// Parses a database URL. `place` is where it was given, for the error. A URL
/// without a user name gets that of the account.
pub(super) fn parse_url(text: &str, place: &str, vars: &Vars) -> Result<DatabaseUrl> {
    let account = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| vars.get(name))
        .and_then(|name| name.to_str());
    DatabaseUrl::parse(text, account).map_err(|error| {
        let problem = match &error {
            // The scheme is foreign text: `quoted` makes it safe and short.
            UrlError::UnknownScheme(scheme) => {
                format!("unknown database scheme {}", quoted(scheme))
            }
            other => other.to_string(),
        };
        Error::usage(format!("{place}: {problem}")).hint(hint(&error))
    })
}

fn hint(error: &UrlError) -> String {
    match error {
        UrlError::NoScheme => {
            "for an SQLite file: sqlite:PATH; for a server: mysql://… or postgres://…".to_owned()
        }
        UrlError::Surrounded(what) => {
            format!(
                "remove {what}: only the shell removes quotes, an .env or unit file may keep them"
            )
        }
        UrlError::OtherForm { write, .. } => format!("write {write}"),
        UrlError::UnknownScheme(scheme) => unknown_scheme_hint(scheme),
        UrlError::UnknownOption {
            hint: Some(hint), ..
        } => hint.clone(),
        UrlError::Malformed { .. } | UrlError::UnknownOption { .. } => {
            "write SCHEME://USER@HOST:PORT/DATABASE; for the options see: ragflowctl help"
                .to_owned()
        }
    }
}

fn unknown_scheme_hint(scheme: &str) -> String {
    // SQLAlchemy's form: mysql+pymysql, postgresql+psycopg2.
    let base = scheme.split_once('+').map(|(base, _)| base);
    if let Some(base) = base.filter(|base| schemes().any(|known| known == *base)) {
        return format!("write {base}: without the driver behind the '+'");
    }
    let known: Vec<String> = schemes().map(|scheme| format!("{scheme}:")).collect();
    format!("known schemes: {}", known.join(" "))
}
