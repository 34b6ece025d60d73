//! What a run was told, and by whom: flag, then environment, then what
//! `db init` made. Every value remembers where it came from.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::cli::Global;
use crate::env::{Env, Vars};
use crate::error::{Error, Result};
use crate::report::{FormatName, Secrets, quoted};
use crate::store::{DatabaseUrl, Timeouts, UrlError, schemes};

/// Where a setting came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option on the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// Nobody named it: the database that `db init` made.
    Embedded,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Embedded => f.write_str("the embedded database, because none was named"),
        }
    }
}

/// The database a run works on, and who named it.
#[derive(Clone, Debug)]
pub struct Database {
    /// Which.
    pub url: DatabaseUrl,
    /// By whom.
    pub origin: Origin,
}

/// What a run was told.
#[derive(Debug)]
pub struct Settings {
    /// How long to wait for what.
    pub timeouts: Timeouts,
    /// The session may write nothing.
    pub read_only: bool,
    /// Say nothing but errors.
    pub quiet: bool,
    /// How to print.
    pub format: FormatName,
    /// Whether secrets are printed.
    pub secrets: Secrets,
    /// The user asked to hide secrets everywhere.
    pub hides_secrets: bool,
    /// Colour on stdout.
    pub color_out: bool,
    /// Colour on stderr.
    pub color_err: bool,
}

impl Settings {
    /// Reads the options every command shares, and the environment.
    pub fn resolve(global: &Global, env: &Env<'_>) -> Self {
        let format = if global.json {
            FormatName::named("json").unwrap_or(global.output)
        } else {
            global.output
        };
        let vars = &env.vars;
        let hide = global.mask || (vars.is_on("RAGFLOWCTL_MASK") && !global.reveal);
        let secrets = if !hide && (global.reveal || format.for_machines()) {
            Secrets::Revealed
        } else {
            Secrets::Masked
        };
        Self {
            timeouts: Timeouts {
                connect: global.connect_timeout,
                statement: global.statement_timeout,
                lock: global.lock_timeout,
            },
            read_only: global.read_only || vars.is_on("RAGFLOWCTL_READ_ONLY"),
            quiet: global.quiet,
            format,
            secrets,
            hides_secrets: hide,
            color_out: color(vars, env.terminal.stdout),
            color_err: color(vars, env.terminal.stderr),
        }
    }
}

/// Whether a stream gets colour: NO_COLOR forbids it, CLICOLOR_FORCE asks for
/// it, and otherwise a terminal that is not `dumb` gets it.
pub fn color(vars: &Vars, terminal: bool) -> bool {
    let dumb = vars.get("TERM").is_some_and(|term| term == "dumb");
    if vars.get("NO_COLOR").is_some() {
        false
    } else if vars.is_on("CLICOLOR_FORCE") {
        true
    } else {
        terminal && !dumb
    }
}

/// Finds the database: the flag, the environment, else what `db init` made.
///
/// # Errors
/// When none is named and none was made, or the URL is malformed.
pub fn find_database(flag: Option<&str>, env: &Env<'_>) -> Result<Database> {
    const VARIABLE: &str = "RAGFLOWCTL_DATABASE_URL";
    if let Some(text) = flag {
        return named(text, Origin::Flag("--database"), &env.vars);
    }
    if let Some(text) = env.vars.get(VARIABLE) {
        let text = text
            .to_str()
            .ok_or_else(|| Error::usage(format!("{VARIABLE} is not valid UTF-8")))?;
        return named(text, Origin::Variable(VARIABLE), &env.vars);
    }
    if let Some(path) = embedded_path(env.data_dir.as_deref()).filter(|path| path.exists()) {
        return Ok(Database {
            url: DatabaseUrl::SqliteFile(path),
            origin: Origin::Embedded,
        });
    }
    Err(Error::usage("no database is named")
        .hint("try everything on sample data: ragflowctl -d demo: token list --all")
        .hint("name RAGFlow's: --database mysql://USER@HOST:PORT/rag_flow (or postgres://…)")
        .hint(format!("name it once for all: export {VARIABLE}=…")))
}

fn named(text: &str, origin: Origin, vars: &Vars) -> Result<Database> {
    let login = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| vars.get(name))
        .and_then(|name| name.to_str());
    let url = DatabaseUrl::parse(text, login).map_err(|error| {
        let known: Vec<String> = schemes().map(|scheme| format!("{scheme}:")).collect();
        let wrong = match &error {
            // Sanitised and cut, because it came from outside.
            UrlError::UnknownScheme(scheme) => {
                format!("unknown database scheme {}", quoted(scheme))
            }
            other => other.to_string(),
        };
        let hint = match error {
            UrlError::NoScheme => {
                "for a SQLite file write sqlite:PATH; a server is mysql://… or postgres://…"
                    .to_owned()
            }
            UrlError::UnknownScheme(_) => format!("the schemes are {}", known.join(" ")),
            UrlError::Malformed { .. } => {
                "the form is SCHEME://USER@HOST:PORT/DATABASE; ragflowctl help lists the rest"
                    .to_owned()
            }
        };
        Error::usage(format!("{origin}: {wrong}")).hint(hint)
    })?;
    Ok(Database { url, origin })
}

/// Where `db init` puts the embedded database.
pub fn embedded_path(data_dir: Option<&Path>) -> Option<PathBuf> {
    Some(data_dir?.join("ragflowctl").join("ragflow.db"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_conventions() {
        let vars = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<Vars>();
        assert!(color(&vars(&[]), true));
        assert!(!color(&vars(&[]), false));
        assert!(!color(&vars(&[("TERM", "dumb")]), true));
        assert!(!color(&vars(&[("NO_COLOR", "1")]), true));
        assert!(
            color(&vars(&[("NO_COLOR", "")]), true),
            "empty counts as unset"
        );
        assert!(color(&vars(&[("CLICOLOR_FORCE", "1")]), false));
        assert!(!color(&vars(&[("CLICOLOR_FORCE", "0")]), false));
        assert!(!color(
            &vars(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            true
        ));
    }
}
