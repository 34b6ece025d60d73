//! The secret key that login tokens are signed with, as far as files hold it.
//!
//! The key is optional: a file without a usable one still names a database, so
//! nothing here is an error. RAGFlow ignores a key that is too short
//! ([`SecretKey::new`]), and so does this program.

use std::path::PathBuf;

use super::connection::ValueResolver;
use super::dotenv::Dotenv;
use super::service_conf::{YamlFile, find_section};
use crate::domain::login::SecretKey;

/// The variable with the secret key, in the environment of a process and in
/// RAGFlow's `.env`. It takes precedence over every file.
pub const SECRET_KEY_VARIABLE: &str = "RAGFLOW_SECRET_KEY";

/// `secret_key` in the section `ragflow` of the first file that has that section.
pub(super) fn find_in_section(
    files: &[YamlFile],
    resolve: ValueResolver<'_>,
) -> Option<(SecretKey, PathBuf)> {
    let (section, file) = find_section(files, "ragflow").ok().flatten()?;
    let value = resolve(file, section.secret_key.as_ref()?).ok()?;
    Some((SecretKey::new(&value)?, file.to_owned()))
}

/// The variable in `.env`, which docker compose passes to RAGFlow's process.
pub(super) fn find_in_dotenv(dotenv: &Dotenv) -> Option<(SecretKey, PathBuf)> {
    let value = dotenv.get(SECRET_KEY_VARIABLE)?.to_owned();
    let key = SecretKey::new(&dotenv.require_utf8(value).ok()?)?;
    Some((key, dotenv.file().to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::domain::login::SecretKey;
    use crate::env::Vars;
    use crate::ragflow_conf::{ConfSource, read};

    const KEY: &str = "0123456789abcdef0123456789abcdef";
    const MYSQL: &str = "mysql: {name: n, user: u, password: p, host: h, port: 3306}\n";

    /// The key of a deployment with these files, and the name of its file.
    fn find(source: ConfSource, files: &[(&str, &str)]) -> Option<(SecretKey, String)> {
        let dir = tempfile::tempdir().expect("a directory");
        for (name, text) in files {
            let file = dir.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a parent")).expect("made");
            std::fs::write(file, text).expect("written");
        }
        let read = read(dir.path(), Some(source), &Vars::default());
        let (key, file) = read.expect("a deployment").secret_key?;
        let name = file.file_name().expect("a name").to_string_lossy();
        Some((key, name.into_owned()))
    }

    fn key(name: &str) -> Option<(SecretKey, String)> {
        Some((SecretKey::new(KEY)?, name.to_owned()))
    }

    #[test]
    fn the_key_is_read_from_the_section_ragflow() {
        let conf = "conf/service_conf.yaml";
        let with = |section: &str| format!("{section}\n{MYSQL}");
        let key_in = |section: &str| find(ConfSource::Conf, &[(conf, &with(section))]);
        let section = format!("ragflow: {{host: 0.0.0.0, http_port: 9380, secret_key: {KEY}}}");
        assert_eq!(key_in(&section), key("service_conf.yaml"));
        for none in [
            "ragflow: {host: 0.0.0.0, http_port: 9380}",
            "ragflow: {secret_key: short}",
            "ragflow: {secret_key: [a, b]}",
            "ragflow: 1",
            "es: {}",
        ] {
            assert_eq!(key_in(none), None, "{none}");
        }
        let local = ("conf/local.service_conf.yaml", "ragflow: {http_port: 1}\n");
        let replaced = find(ConfSource::Conf, &[(conf, &with(&section)), local]);
        assert_eq!(replaced, None, "a local section replaces the whole section");
    }

    #[test]
    fn the_variable_in_dotenv_takes_precedence_over_the_template() {
        let template = "docker/service_conf.yaml.template";
        let yaml = format!("ragflow: {{secret_key: '${{OWN_KEY:-{KEY}}}'}}\n{MYSQL}");
        let key_with = |env: &str| {
            find(
                ConfSource::Docker,
                &[("docker/.env", env), (template, &yaml)],
            )
        };
        assert_eq!(key_with("A=1\n"), key("service_conf.yaml.template"));
        assert_eq!(key_with("OWN_KEY=short\n"), None);
        assert_eq!(
            key_with(&format!("RAGFLOW_SECRET_KEY={KEY}\n")),
            key(".env")
        );
    }
}
