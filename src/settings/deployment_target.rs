//! The database that the files of a RAGFlow deployment name.

use std::path::Path;

use super::{DatabaseTarget, Origin, PasswordSource, Setting};
use crate::env::Vars;
use crate::error::Result;
use crate::ragflow_conf::{self, ConfSource, Deployment};
use crate::text::quoted;

/// The database of the deployment in this directory. `origin` is what names the
/// directory.
pub(super) fn from_deployment(
    directory: &Path,
    source: Option<ConfSource>,
    origin: Origin,
    vars: &Vars,
) -> Result<DatabaseTarget> {
    let deployment: Deployment = ragflow_conf::read(directory, source, vars)?;
    let password = match (deployment.password, deployment.password_file) {
        (Some(password), Some(file)) => Some(PasswordSource::RagflowFile(password, file)),
        (Some(password), None) => Some(PasswordSource::Text(password)),
        (None, file) if deployment.is_password_encrypted => Some(PasswordSource::Encrypted(
            file.unwrap_or_else(|| directory.to_owned()),
        )),
        (None, _) => None,
    };
    let secret_key = deployment
        .secret_key
        .map(|(key, file)| Setting::new(key, Origin::RagflowFile(file)));
    let mut database = DatabaseTarget {
        password,
        secret_key,
        files: deployment.files,
        notes: deployment.notes,
        ..DatabaseTarget::new(deployment.url, origin)
    };
    if let Some((name, file)) = deployment.timezone {
        // The C library lets a name begin with a colon.
        match name.trim_start_matches(':').parse() {
            Ok(zone) => database.timezone = Some(Setting::new(zone, Origin::RagflowFile(file))),
            Err(_) => database.notes.push(format!(
                "{} sets the unknown time zone {}; the zone is taken from the newest rows, unless --timezone is given",
                file.display(),
                quoted(&name)
            )),
        }
    }
    Ok(database)
}
