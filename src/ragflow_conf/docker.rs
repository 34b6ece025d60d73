//! `docker/.env` with `docker/service_conf.yaml.template`: the database as an
//! operator on the Docker host reaches it.
//!
//! The template is read as YAML first and only then are the variables of the
//! needed section put in, so that a password comes through exactly, whatever
//! characters it has. (The container's entrypoint does it the other way round.)

use std::cell::Cell;
use std::path::{Path, PathBuf};

use super::dotenv::Dotenv;
use super::engine::{Connection, Engine};
use super::error::{ConfError, Place};
use super::expand::{Dialect, Fault, expand};
use super::published::published;
use super::service_conf::{Text, Yaml};
use super::{ConfSource, Deployment, TEMPLATE, is_there, read_text, secret_key};
use crate::env::Vars;

/// The template as RAGFlow ships it, for where only `.env` is left of it.
/// `<PORT>` depends on the release, see [`shipped`].
const SHIPPED: &str = "\
mysql:
  name: '${MYSQL_DBNAME:-rag_flow}'
  user: '${MYSQL_USER:-root}'
  password: '${MYSQL_PASSWORD:-infini_rag_flow}'
  host: '${MYSQL_HOST:-mysql}'
  port: <PORT>
postgres:
  name: '${POSTGRES_DBNAME:-rag_flow}'
  user: '${POSTGRES_USER:-rag_flow}'
  password: '${POSTGRES_PASSWORD:-infini_rag_flow}'
  host: '${POSTGRES_HOST:-postgres}'
  port: <PORT>
oceanbase:
  scheme: oceanbase
  config:
    db_name: '${OCEANBASE_DOC_DBNAME:-ragflow_doc}'
    user: '${OCEANBASE_USER:-root@ragflow}'
    password: '${OCEANBASE_PASSWORD:-infini_rag_flow}'
    host: '${OCEANBASE_HOST:-oceanbase}'
    port: <PORT>
";

/// Reads `.env` and the template in this folder.
pub(super) fn read(folder: &Path, vars: &Vars) -> Result<(Connection, Deployment), ConfError> {
    let file = folder.join(".env");
    let dotenv = Dotenv::parse(&file, &read_text(&file)?, vars)?;
    let origin = format!("DB_TYPE in {}", file.display());
    let engine = Engine::named(dotenv.get("DB_TYPE"), &origin)?;
    let mut files = vec![file];
    let template = folder.join(TEMPLATE);
    let yaml = if is_there(&template)? {
        files.push(template.clone());
        let text = read_text(&template)?;
        Yaml::new(template, text)
    } else {
        Yaml::new(dotenv.file().to_owned(), shipped(engine, &dotenv))
    };
    let resolve = |file: &Path, text: &Text| resolve(file, text, &dotenv);
    let yamls = [yaml];
    let mut connection = Connection::read(&yamls, engine, &origin, &resolve)
        // The lines of the shipped template are not those of `.env`.
        .map_err(|fault| fault.without_line_in(dotenv.file()))?;
    to_this_host(&mut connection, &dotenv)?;
    let deployment = Deployment {
        source: ConfSource::Docker,
        files,
        url: connection.url(),
        password_file: password_file(&connection, &dotenv),
        password: connection.secret(),
        password_encrypted: connection.encrypted,
        timezone: timezone(&dotenv),
        secret_key: secret_key::in_dotenv(&dotenv)
            .or_else(|| secret_key::in_section(&yamls, &resolve)),
    };
    Ok((connection, deployment))
}

/// The shipped template. Releases with EXPOSE_MYSQL_PORT have the port inside
/// docker in MYSQL_PORT; before, it was fixed, and MYSQL_PORT the exposed one.
fn shipped(engine: &Engine, dotenv: &Dotenv) -> String {
    let port = if dotenv.filled(engine.exposed).is_some() {
        format!("${{{}:-{}}}", engine.port_variable, engine.port)
    } else {
        engine.port.to_string()
    };
    SHIPPED.replace("<PORT>", &port)
}

/// Puts the variables of `.env` into a value of the template.
fn resolve(file: &Path, text: &Text, dotenv: &Dotenv) -> Result<String, ConfError> {
    let lookup = |name: &str| dotenv.get(name).map(str::to_owned);
    let place = Place::line(file, text.referenced.line());
    expand(&text.value, Dialect::Shell, &lookup).map_err(|fault| match fault {
        Fault::Unset(name) | Fault::Required(name) => ConfError::Unset {
            place,
            name,
            dotenv: dotenv.file().to_owned(),
        },
        Fault::Malformed => ConfError::Incomplete {
            place,
            what: "a '$' begins no variable".to_owned(),
        },
    })
}

/// The file the password stands in: `.env`, or the template where it is
/// written there or is the default there.
fn password_file(connection: &Connection, dotenv: &Dotenv) -> Option<PathBuf> {
    let written = connection.password_written.as_deref()?;
    connection.password.as_ref()?;
    let found = Cell::new(false);
    let lookup = |name: &str| {
        let value = dotenv.filled(name).map(str::to_owned);
        found.set(found.get() || value.is_some());
        value
    };
    // It went well before; here only the way counts.
    let _ = expand(written, Dialect::Shell, &lookup);
    Some(if found.get() {
        dotenv.file().to_owned()
    } else {
        connection.file.clone()
    })
}

fn timezone(dotenv: &Dotenv) -> Option<(String, PathBuf)> {
    let zone = ["TZ", "TIMEZONE"]
        .into_iter()
        .find_map(|name| dotenv.filled(name))?;
    Some((zone.to_owned(), dotenv.file().to_owned()))
}

/// Turns an address inside docker into the one on its host.
fn to_this_host(connection: &mut Connection, dotenv: &Dotenv) -> Result<(), ConfError> {
    let engine = connection.engine;
    if connection.server.host == "host.docker.internal" {
        connection.server.host = "127.0.0.1".to_owned();
    }
    if connection.server.host != engine.name {
        return Ok(());
    }
    // Where the port inside docker has its own variable, that variable says
    // nothing about this host.
    let counts = engine.is_published_as_is
        || connection
            .port_written
            .as_ref()
            .is_none_or(|port| !port.contains(engine.port_variable));
    let inside = connection.server.port.to_string();
    let exposed = [engine.exposed, engine.port_variable]
        .into_iter()
        .take(if counts { 2 } else { 1 })
        .find_map(|name| Some((name, dotenv.filled(name)?)))
        .or_else(|| {
            engine
                .is_published_as_is
                .then_some((engine.port_variable, inside.as_str()))
        });
    let Some((name, value)) = exposed else {
        return Err(ConfError::NotExposed {
            dotenv: dotenv.file().to_owned(),
            exposed: engine.exposed,
        });
    };
    let (host, port) = published(value).ok_or_else(|| ConfError::Incomplete {
        place: Place::file(dotenv.file()),
        what: format!("{name} is neither PORT nor ADDRESS:PORT"),
    })?;
    connection.server.host = host;
    connection.server.port = port;
    connection.is_published = true;
    Ok(())
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

    fn fault(env: &str, template: &str) -> (String, Vec<String>) {
        let folder = folder(env, Some(template));
        let Err(error) = read(folder.path(), &Vars::default()) else {
            unreachable!("it was read");
        };
        let error = crate::error::Error::from(error);
        let folder = format!("{}/", folder.path().display());
        let plain = |text: &str| text.replace(&folder, "");
        let hints = error.hints().iter().map(|hint| plain(hint)).collect();
        (plain(&error.to_string()), hints)
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
            ("EXPOSE_MYSQL_PORT='[::1]:3309'\n", YAML, "::1:3309"),
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
    fn a_port_nobody_exposed_is_said() {
        for env in ["MYSQL_PORT=3306\n", "EXPOSE_MYSQL_PORT=\nMYSQL_PORT=3306\n"] {
            let (message, hints) = fault(env, YAML);
            assert_eq!(
                message,
                ".env does not expose the database's port on this machine: EXPOSE_MYSQL_PORT is not set"
            );
            assert!(hints[0].contains("--database"), "{hints:?}");
        }
        let (message, _) = fault("EXPOSE_MYSQL_PORT=host:3306\n", YAML);
        assert_eq!(
            message,
            ".env: EXPOSE_MYSQL_PORT is neither PORT nor ADDRESS:PORT"
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
    fn a_variable_without_a_value_matters_where_it_is_needed() {
        assert_eq!(address(ENV, YAML), "mysql://root@127.0.0.1:3307/rag_flow");
        let template = YAML.replace("${MYSQL_PASSWORD:-infini_rag_flow}", "${DB_SECRET}");
        let (message, hints) = fault(ENV, &template);
        assert_eq!(
            message,
            "service_conf.yaml.template, line 6: the variable DB_SECRET has no value"
        );
        assert_eq!(hints, ["set DB_SECRET=… in .env"]);
    }

    #[test]
    fn db_type_comes_from_the_file_and_through_it_from_the_process() {
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
        let (message, _) = fault(&format!("{ENV}DB_TYPE=postgres\n"), YAML);
        assert_eq!(
            message,
            "service_conf.yaml.template has no section 'postgres:', which DB_TYPE in .env asks for"
        );
    }

    #[test]
    fn without_a_template_the_shipped_one_holds() {
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
            error.ends_with("/.env: the port is no number from 1 to 65535"),
            "{error}"
        );
    }

    #[test]
    fn the_zone_has_two_names() {
        for (env, zone) in [
            ("TZ=Asia/Shanghai\nTIMEZONE=UTC\n", Some("Asia/Shanghai")),
            ("TIMEZONE='Europe/Berlin'\n", Some("Europe/Berlin")),
            ("TZ=\n", None),
        ] {
            let read = deployment(&format!("{ENV}{env}"), Some(YAML));
            assert_eq!(read.timezone.map(|(zone, _)| zone).as_deref(), zone);
        }
    }
}
