//! `service_conf.yaml` as RAGFlow reads it where it runs: the hosts in it resolve there, and DB_TYPE is a
//! variable of the process.

use std::path::Path;

use super::connection::Connection;
use super::db_type::DbType;
use super::error::ConfError;
use super::files::{exists, read_text};
use super::secret_key;
use super::service_conf::{YamlFile, YamlValue};
use super::{ConfSource, Deployment};
use crate::env::Vars;

/// Reads `service_conf.yaml` and `local.service_conf.yaml` in this folder.
pub(super) fn read(folder: &Path, vars: &Vars) -> Result<(Connection, Deployment), ConfError> {
    let main = folder.join("service_conf.yaml");
    let local = folder.join("local.service_conf.yaml");
    let mut yamls = vec![YamlFile::new(main.clone(), read_text(&main)?)];
    if exists(&local)? {
        yamls.insert(0, YamlFile::new(local.clone(), read_text(&local)?));
    }
    let variable = vars.get("DB_TYPE").map(|value| value.to_string_lossy());
    let origin = "the variable DB_TYPE";
    let db_type = DbType::named(variable.as_deref(), origin)?;
    let unchanged = |_: &Path, value: &YamlValue| Ok(value.value.clone());
    let connection = Connection::read(&yamls, db_type, origin, &unchanged)?;
    let secret_key = secret_key::find_in_section(&yamls, &unchanged);
    let password = connection.password.clone();
    let deployment = Deployment {
        source: ConfSource::Conf,
        files: yamls.into_iter().rev().map(|yaml| yaml.file).collect(),
        url: connection.url(),
        password_file: password.is_some().then(|| connection.file.clone()),
        password,
        is_password_encrypted: connection.is_encrypted,
        timezone: None,
        secret_key,
        notes: Vec::new(),
    };
    Ok((connection, deployment))
}
