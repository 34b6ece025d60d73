//! The files in which the databases' own clients keep passwords: `~/.pgpass`
//! ([`pgpass`]) and `~/.my.cnf` ([`my_cnf`]).

use std::path::PathBuf;

use super::{SettingsSources, my_cnf, pgpass, private_file};
use crate::database_url::{DatabaseUrl, Password, Server};
use crate::env::FileOwnership;
use crate::error::Result;

/// The password that the database's own client would use, and the file that holds
/// it. A file that cannot be used adds a warning.
///
/// # Errors
/// If others have access to the file with the password.
pub(super) fn find(
    url: &DatabaseUrl,
    server: &Server,
    sources: SettingsSources<'_>,
    warnings: &mut Vec<String>,
) -> Result<Option<(Password, PathBuf)>> {
    let home = sources.dirs.home.as_deref();
    let found = match url {
        DatabaseUrl::MySql(_) => my_cnf::find(server, home, warnings),
        _ => pgpass::find(server, sources.vars, home, warnings),
    };
    let Some(found) = found.filter(|found| !found.text.is_empty()) else {
        return Ok(None);
    };
    if !found.is_exact {
        let path = found.path.display();
        warnings.push(format!(
            "the password in {path} is not UTF-8 text; it is skipped"
        ));
        return Ok(None);
    }
    let ownership = FileOwnership::new(&found.metadata, sources.host.user_id());
    private_file::require_private(&found.path, &ownership)?;
    Ok(Some((Password::new(found.text), found.path)))
}
