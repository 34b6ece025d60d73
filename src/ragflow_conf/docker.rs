//! `docker/.env` with `docker/service_conf.yaml.template` (`service_conf.yaml` in releases up to 0.13): the database as an
//! operator on the Docker host reaches it.
//!
//! The template is read as YAML first, and only then are the variables of the
//! needed section put in, so that a password comes through exactly, whatever
//! characters it has. (The container's entrypoint does it the other way round.)

use std::cell::Cell;
use std::path::{Path, PathBuf};

use super::compose_notes;
use super::connection::Connection;
use super::db_type::DbType;
use super::dotenv::Dotenv;
use super::error::{ConfError, FileLocation};
use super::expand::{ExpansionError, ExpansionSyntax, expand};
use super::files::{exists, read_bytes, read_text};
use super::host_address::translate_to_host;
use super::secret_key;
use super::service_conf::{YamlFile, YamlValue};
use super::template::{MOUNTED, TEMPLATE, shipped_template};
use super::{ConfSource, Deployment};
use crate::env::Vars;

/// Reads `.env` and the template in this folder.
pub(super) fn read(folder: &Path, vars: &Vars) -> Result<(Connection, Deployment), ConfError> {
    let file = folder.join(".env");
    let dotenv = Dotenv::parse(&file, &read_bytes(&file)?, vars)?;
    let origin = format!("DB_TYPE in {}", file.display());
    let db_type = DbType::named(dotenv.get("DB_TYPE"), &origin)?;
    let mut files = vec![file];
    let (yaml, has_variables) = read_yaml(folder, db_type, &dotenv)?;
    if yaml.file != dotenv.file() {
        files.push(yaml.file.clone());
    }
    let resolve = |file: &Path, value: &YamlValue| match has_variables {
        true => put_variables_in(file, value, &dotenv),
        false => Ok(value.value.clone()),
    };
    let yamls = [yaml];
    let mut connection = Connection::read(&yamls, db_type, &origin, &resolve)
        // The lines of the shipped template are not those of `.env`.
        .map_err(|error| error.without_line_in(dotenv.file()))?;
    translate_to_host(&mut connection, &dotenv)?;
    let deployment = Deployment {
        source: ConfSource::Docker,
        files,
        url: connection.url(),
        password_file: match has_variables {
            true => find_password_file(&connection, &dotenv),
            false => connection
                .password
                .is_some()
                .then(|| connection.file.clone()),
        },
        password: connection.password.clone(),
        is_password_encrypted: connection.is_encrypted,
        timezone: find_timezone(&dotenv),
        secret_key: secret_key::find_in_dotenv(&dotenv)
            .or_else(|| secret_key::find_in_section(&yamls, &resolve)),
        notes: compose_notes::notes(folder, &dotenv, &connection, vars),
    };
    Ok((connection, deployment))
}

/// The settings that RAGFlow's container gets, and whether they have variables: the template, or the file that
/// releases up to 0.13 mount, or else the template as it is shipped.
fn read_yaml(
    folder: &Path,
    db_type: &DbType,
    dotenv: &Dotenv,
) -> Result<(YamlFile, bool), ConfError> {
    for (name, has_variables) in [(TEMPLATE, true), (MOUNTED, false)] {
        let file = folder.join(name);
        if exists(&file)? {
            let text = read_text(&file)?;
            return Ok((YamlFile::new(file, text), has_variables));
        }
    }
    let text = shipped_template(db_type, dotenv);
    Ok((YamlFile::new(dotenv.file().to_owned(), text), true))
}

/// Puts the variables of `.env` into a value of the template.
fn put_variables_in(file: &Path, value: &YamlValue, dotenv: &Dotenv) -> Result<String, ConfError> {
    let lookup = |name: &str| dotenv.get(name).map(str::to_owned);
    let location = FileLocation::line(file, value.referenced.line());
    let expanded = expand(&value.value, ExpansionSyntax::Shell, &lookup);
    let expanded = expanded.map_err(|error| match error {
        ExpansionError::Unset(name) | ExpansionError::Required(name) => ConfError::UnsetVariable {
            location,
            name,
            dotenv: dotenv.file().to_owned(),
        },
        ExpansionError::Malformed => ConfError::Invalid {
            location,
            problem: "a '$' does not begin a variable".to_owned(),
        },
        too_large => ConfError::Invalid {
            location,
            problem: too_large.to_string(),
        },
    })?;
    dotenv.require_utf8(expanded)
}

/// The file that holds the password: `.env`, or the template if the password is
/// written there or is the default there.
fn find_password_file(connection: &Connection, dotenv: &Dotenv) -> Option<PathBuf> {
    let raw = connection.raw_password.as_deref()?;
    connection.password.as_ref()?;
    let is_from_dotenv = Cell::new(false);
    let lookup = |name: &str| {
        let value = dotenv.get_non_empty(name).map(str::to_owned);
        is_from_dotenv.set(is_from_dotenv.get() || value.is_some());
        value
    };
    // The expansion succeeded before; here only the variables that it asks for matter.
    let _ = expand(raw, ExpansionSyntax::Shell, &lookup);
    Some(if is_from_dotenv.get() {
        dotenv.file().to_owned()
    } else {
        connection.file.clone()
    })
}

/// The zone of RAGFlow's containers, and the file that sets it.
fn find_timezone(dotenv: &Dotenv) -> Option<(String, PathBuf)> {
    let zone = ["TZ", "TIMEZONE"]
        .into_iter()
        .find_map(|name| dotenv.get_non_empty(name))?;
    Some((zone.to_owned(), dotenv.file().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENV: &str =
        "MYSQL_PASSWORD=hunter2\nMYSQL_HOST=mysql\nMYSQL_PORT=3306\nEXPOSE_MYSQL_PORT=3307\n";
    const YAML: &str = "\
es:
  api_key: '${ES_APIKEY}'
mysql:
  name: '${MYSQL_DBNAME:-rag_flow}'
  user: '${MYSQL_USER:-root}'
  password: '${MYSQL_PASSWORD:-infini_rag_flow}'
  host: '${MYSQL_HOST:-mysql}'
  port: ${MYSQL_PORT:-3306}
";

    fn folder(env: &str, template: Option<&str>) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(".env"), env).expect("written");
        if let Some(template) = template {
            std::fs::write(folder.path().join(TEMPLATE), template).expect("written");
        }
        folder
    }

    fn deployment(env: &str, template: Option<&str>) -> Deployment {
        let folder = folder(env, template);
        match read(folder.path(), &Vars::default()) {
            Ok((_, deployment)) => deployment,
            Err(error) => unreachable!("{error}"),
        }
    }

    fn address(env: &str, template: &str) -> String {
        deployment(env, Some(template)).url.to_string()
    }

    fn error_and_hints(env: &str, template: &str) -> (String, Vec<String>) {
        let folder = folder(env, Some(template));
        let Err(error) = read(folder.path(), &Vars::default()) else {
            unreachable!("it was read");
        };
        let error = crate::error::Error::from(error);
        let folder = format!("{}/", folder.path().display());
        let without_folder = |text: &str| text.replace(&folder, "");
        let hints = error
            .hints()
            .iter()
            .map(|hint| without_folder(hint))
            .collect();
        (without_folder(&error.to_string()), hints)
    }

    #[test]
    fn the_port_is_the_one_on_this_host() {
        let fixed = YAML.replace("${MYSQL_PORT:-3306}", "3306");
        let old = "MYSQL_PORT=5455\n";
        for (env, template, at) in [
            (ENV, YAML, "127.0.0.1:3307"),
            (old, &fixed, "127.0.0.1:5455"),
            (
                "EXPOSE_MYSQL_PORT=1\nMYSQL_PORT=5455\n",
                &fixed,
                "127.0.0.1:1",
            ),
            ("EXPOSE_MYSQL_PORT=127.0.0.2:3306\n", YAML, "127.0.0.2:3306"),
            ("EXPOSE_MYSQL_PORT=0.0.0.0:3308\n", YAML, "127.0.0.1:3308"),
            ("EXPOSE_MYSQL_PORT='[::1]:3309'\n", YAML, "[::1]:3309"),
            ("MYSQL_HOST=db.example.com\n", YAML, "db.example.com:3306"),
            ("MYSQL_HOST=db\nMYSQL_PORT=1234\n", YAML, "db:1234"),
            (
                "MYSQL_HOST=host.docker.internal\n",
                &fixed,
                "127.0.0.1:3306",
            ),
        ] {
            assert_eq!(
                address(env, template),
                format!("mysql://root@{at}/rag_flow"),
                "{env}"
            );
        }
    }

    #[test]
    fn a_port_that_is_not_exposed_is_an_error() {
        for env in ["MYSQL_PORT=3306\n", "EXPOSE_MYSQL_PORT=\nMYSQL_PORT=3306\n"] {
            let (message, hints) = error_and_hints(env, YAML);
            assert_eq!(
                message,
                ".env does not publish the database's port on this host: EXPOSE_MYSQL_PORT is not set"
            );
            assert!(hints[0].contains("--database"), "{hints:?}");
        }
        let (message, _) = error_and_hints("EXPOSE_MYSQL_PORT=host:3306\n", YAML);
        assert_eq!(
            message,
            ".env: EXPOSE_MYSQL_PORT must be PORT or ADDRESS:PORT"
        );
    }

    #[test]
    fn a_password_comes_through_exactly() {
        let every = (' '..='~').collect::<String>() + "üß€中";
        let escaped = every
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('$', "\\$");
        for (line, password) in [
            (format!("MYSQL_PASSWORD=\"{escaped}\""), every.as_str()),
            (
                "MYSQL_PASSWORD='a: b # \"c\" $d ${e}'".to_owned(),
                "a: b # \"c\" $d ${e}",
            ),
            ("MYSQL_PASSWORD=p@:/#%".to_owned(), "p@:/#%"),
            ("MYSQL_PASSWORD='it\\'s'".to_owned(), "it's"),
            ("MYSQL_PASSWORD=\"two\\nlines\"".to_owned(), "two\nlines"),
            (String::new(), "infini_rag_flow"),
        ] {
            let env = format!("EXPOSE_MYSQL_PORT=1\n{line}\n");
            let read = deployment(&env, Some(YAML));
            let exposed = read.password.as_ref().map(|password| password.expose());
            assert_eq!(exposed, Some(password), "{line}");
            assert!(!format!("{read:?}").contains(password), "{read:?}");
            let name = read.password_file.as_deref().and_then(Path::file_name);
            let from = if line.is_empty() { TEMPLATE } else { ".env" };
            assert_eq!(name, Some(from.as_ref()));
        }
        let literal = YAML.replace("${MYSQL_PASSWORD:-infini_rag_flow}", r"pa\$\\s''");
        let read = deployment(ENV, Some(&literal));
        assert_eq!(
            read.password.map(|p| p.expose().to_owned()).as_deref(),
            Some(r"pa$\s'")
        );
        let none = YAML.replace(":-infini_rag_flow", "");
        assert!(
            deployment("MYSQL_PASSWORD=\nEXPOSE_MYSQL_PORT=1", Some(&none))
                .password
                .is_none()
        );
    }

    #[test]
    fn a_variable_without_a_value_is_an_error_only_in_the_needed_section() {
        assert_eq!(address(ENV, YAML), "mysql://root@127.0.0.1:3307/rag_flow");
        let template = YAML.replace("${MYSQL_PASSWORD:-infini_rag_flow}", "${DB_SECRET}");
        let (message, hints) = error_and_hints(ENV, &template);
        assert_eq!(
            message,
            "service_conf.yaml.template, line 6: the variable DB_SECRET has no value"
        );
        assert_eq!(hints, ["set DB_SECRET=… in .env"]);
    }

    #[test]
    fn db_type_comes_from_the_file_which_may_refer_to_the_environment() {
        let postgres = "postgres: {name: d, user: u, host: h, password: '${MYSQL_PASSWORD}'}\n";
        let template = format!("{YAML}{postgres}");
        let folder = folder(
            &format!("{ENV}DB_TYPE=${{DB_TYPE:-mysql}}\n"),
            Some(&template),
        );
        for (vars, scheme) in [
            (vec![], "mysql:"),
            (vec![("DB_TYPE", "postgres")], "postgres:"),
        ] {
            let vars = vars.into_iter().collect();
            let url = read(folder.path(), &vars).map(|(_, read)| read.url.to_string());
            assert!(url.is_ok_and(|url| url.starts_with(scheme)), "{scheme}");
        }
        let (message, _) = error_and_hints(&format!("{ENV}DB_TYPE=postgres\n"), YAML);
        assert_eq!(
            message,
            "service_conf.yaml.template has no section 'postgres:', which DB_TYPE in .env requires"
        );
    }

    #[test]
    fn a_directory_without_a_template_uses_the_shipped_one() {
        for (env, url) in [
            (ENV, "mysql://root@127.0.0.1:3307/rag_flow"),
            ("MYSQL_PORT=5455\n", "mysql://root@127.0.0.1:5455/rag_flow"),
            (
                "DB_TYPE=postgres\nPOSTGRES_HOST=pg.lan\n",
                "postgres://rag_flow@pg.lan:5432/rag_flow",
            ),
            (
                "DB_TYPE=oceanbase\nOCEANBASE_PORT=2882\n",
                "oceanbase://root@ragflow@127.0.0.1:2882/ragflow_doc",
            ),
            (
                "DB_TYPE=oceanbase\n",
                "oceanbase://root@ragflow@127.0.0.1:2881/ragflow_doc",
            ),
        ] {
            let read = deployment(env, None);
            assert_eq!((read.url.to_string().as_str(), read.files.len()), (url, 1));
        }
        let folder = folder("MYSQL_HOST=h\nMYSQL_PORT=x\nEXPOSE_MYSQL_PORT=1\n", None);
        let error = read(folder.path(), &Vars::default()).map(|_| ());
        let error = error.expect_err("no port").to_string();
        assert!(
            error.ends_with("/.env: the port must be a number from 1 to 65535"),
            "{error}"
        );
    }

    #[test]
    fn the_zone_is_read_from_two_variables() {
        for (env, zone) in [
            ("TZ=Asia/Shanghai\nTIMEZONE=UTC\n", Some("Asia/Shanghai")),
            ("TIMEZONE='Europe/Berlin'\n", Some("Europe/Berlin")),
            ("TZ=\n", None),
        ] {
            let read = deployment(&format!("{ENV}{env}"), Some(YAML));
            assert_eq!(read.timezone.map(|(zone, _)| zone).as_deref(), zone);
        }
    }

    #[test]
    fn the_settings_that_releases_up_to_0_13_mount_are_read_as_they_are() {
        let yaml = |host: &str| {
            format!(
                "mysql: {{name: n, user: u, password: 'a$$b\\c', host: '{host}', port: 3306}}\n"
            )
        };
        for (host, url) in [
            ("mysql", "mysql://u@127.0.0.1:5455/n"),
            ("db.example.com", "mysql://u@db.example.com:3306/n"),
        ] {
            let folder = folder("MYSQL_PASSWORD=other\nMYSQL_PORT=5455\n", None);
            std::fs::write(folder.path().join(MOUNTED), yaml(host)).expect("written");
            let read = read(folder.path(), &Vars::default()).map(|(_, read)| read);
            let read = read.expect("a deployment");
            assert_eq!(read.url.to_string(), url);
            let password = read.password.map(|password| password.expose().to_owned());
            assert_eq!(password.as_deref(), Some(r"a$$b\c"));
            assert!(
                read.password_file
                    .is_some_and(|file| file.ends_with(MOUNTED))
            );
            assert_eq!(read.files.len(), 2);
        }
    }
}
