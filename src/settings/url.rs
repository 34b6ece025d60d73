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
        let corrected = corrected(text, account);
        let mut wrong = Error::usage(format!("{place}: {problem}"));
        if corrected.is_none() || !matches!(error, UrlError::UnknownScheme(_)) {
            wrong = wrong.hint(hint(&error));
        }
        match corrected {
            Some(url) => wrong.hint(format!("did you mean {}?", with_placeholder(&url))),
            None => wrong,
        }
    })
}

/// The URL with PASSWORD in the place of its password.
fn with_placeholder(url: &DatabaseUrl) -> String {
    let text = url.to_argument();
    match url.has_password() {
        // An @ in the user's name is percent-encoded.
        true => text.replacen('@', ":PASSWORD@", 1),
        false => text,
    }
}

/// What a wrong URL means without blanks and quotes around it, and without the name
/// of a driver; `None` if that is not a URL either.
fn corrected(text: &str, account: Option<&str>) -> Option<DatabaseUrl> {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let text = text.trim_matches(is_around);
    let scheme = text.split(':').next().unwrap_or_default();
    let Some((base, _)) = scheme.split_once('+') else {
        return DatabaseUrl::parse(text, account).ok();
    };
    let rest = &text[scheme.len()..];
    if base == "sqlite" {
        // SQLAlchemy writes three slashes before every path.
        let path = rest.strip_prefix(":///")?;
        return DatabaseUrl::parse(&format!("sqlite:{path}"), account).ok();
    }
    match DatabaseUrl::parse(&format!("{base}{rest}"), account) {
        // The driver's own options, such as charset.
        Err(UrlError::UnknownOption { .. }) => {
            let rest = rest.split('?').next().unwrap_or_default();
            DatabaseUrl::parse(&format!("{base}{rest}"), account).ok()
        }
        parsed => parsed.ok(),
    }
}

fn hint(error: &UrlError) -> String {
    match error {
        UrlError::NoScheme => {
            "for an SQLite file: sqlite:PATH; for a server: mysql://… or postgres://…".to_owned()
        }
        UrlError::Surrounded(what) if what.contains("quotes") => format!(
            "remove {what}: only the shell removes quotes, an .env or unit file may keep them"
        ),
        UrlError::Surrounded(_) => "remove the blank".to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The last hint of the error for a wrong URL.
    fn suggestion(text: &str) -> String {
        let error = parse_url(text, "--database", &Vars::default()).expect_err("wrong");
        assert!(!error.to_string().contains("hunter2"), "{error}");
        let hints = error.hints();
        assert!(
            !hints.iter().any(|hint| hint.contains("hunter2")),
            "{hints:?}"
        );
        hints.last().cloned().unwrap_or_default()
    }

    #[test]
    fn a_url_of_another_program_gets_the_right_one_without_its_password() {
        for (text, right) in [
            (
                "mysql+pymysql://root@db/rag_flow",
                "mysql://root@db:3306/rag_flow?",
            ),
            (
                "mysql+pymysql://root:hunter2@db:5455/rag_flow?charset=utf8mb4",
                "mysql://root:PASSWORD@db:5455/rag_flow?",
            ),
            (
                "postgresql+psycopg2://u:hunter2@db/d?sslmode=require",
                "postgresql://u:PASSWORD@db:5432/d?ssl-mode=required?",
            ),
            ("sqlite+pysqlite:////srv/x.db", "sqlite:/srv/x.db?"),
            ("sqlite+pysqlite:///x.db", "sqlite:x.db?"),
            (
                "'mysql://root@db/rag_flow'",
                "mysql://root@db:3306/rag_flow?",
            ),
            (
                "\"postgres://u:hunter2@h/d\"",
                "postgres://u:PASSWORD@h:5432/d?",
            ),
            (" demo:", "demo:?"),
            (
                "mysql://root@db/rag_flow'",
                "mysql://root@db:3306/rag_flow?",
            ),
        ] {
            let hint = suggestion(text);
            assert!(
                hint.starts_with(&format!("did you mean {right}")),
                "{text}: {hint}"
            );
        }
    }

    #[test]
    fn nothing_is_suggested_that_is_not_a_url_either() {
        for text in [
            "hunter2",
            "oracle+x://u:hunter2@h/d",
            "'hunter2'",
            "mysql+x://u:hunter2@h",
        ] {
            assert!(!suggestion(text).starts_with("did you mean"), "{text}");
        }
    }
}
