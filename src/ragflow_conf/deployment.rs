//! Which files a directory has, and which of them count.
//!
//! A checkout has both kinds, and its `conf/service_conf.yaml` is a default for
//! developers that stays there when docker's settings are changed: where the
//! two mean different databases, the operator has to choose.

use std::path::{Path, PathBuf};

use super::engine::{Connection, Engine};
use super::error::ConfError;
use super::service_conf::{Text, Yaml};
use super::{ConfSource, Deployment, TEMPLATE, docker, is_there, read_text, secret_key};
use crate::database_url::Server;
use crate::env::Vars;

/// Whether the directory holds a deployment's settings at all.
pub fn is_deployment(dir: &Path) -> bool {
    Places::of(dir).is_ok_and(|places| places.conf.is_some() || places.docker.is_some())
}

/// Reads the settings of the deployment in `dir`. Without `source` both are
/// read where both are there: a checkout's `conf/service_conf.yaml` is a
/// default for developers, so they must mean the same database.
///
/// # Errors
/// When there is no deployment, a file cannot be understood, or the two
/// disagree. No message holds a secret.
pub fn read(dir: &Path, source: Option<ConfSource>, vars: &Vars) -> Result<Deployment, ConfError> {
    if !dir.is_dir() {
        return Err(ConfError::NoDirectory(dir.to_owned()));
    }
    let places = Places::of(dir)?;
    let missing = |source_wanted| ConfError::NoSuchSource {
        dir: dir.to_owned(),
        source_wanted,
    };
    match (source, places.conf, places.docker) {
        (_, None, None) => Err(ConfError::NoDeployment(dir.to_owned())),
        (None | Some(ConfSource::Conf), Some(conf), None)
        | (Some(ConfSource::Conf), Some(conf), _) => {
            read_conf(&conf, vars).map(|(_, deployment)| deployment)
        }
        (None | Some(ConfSource::Docker), None, Some(docker))
        | (Some(ConfSource::Docker), _, Some(docker)) => {
            docker::read(&docker, vars).map(|(_, deployment)| deployment)
        }
        (Some(wanted), _, _) => Err(missing(wanted)),
        (None, Some(conf), Some(docker)) => {
            let one_of_two = |fault, other| ConfError::OneOfTwo {
                fault: Box::new(fault),
                other,
            };
            let docker =
                docker::read(&docker, vars).map_err(|fault| one_of_two(fault, ConfSource::Conf))?;
            let conf =
                read_conf(&conf, vars).map_err(|fault| one_of_two(fault, ConfSource::Docker))?;
            agreed(conf, docker)
        }
    }
}

/// Where a directory's settings are, as far as they are there.
struct Places {
    /// The folder with `service_conf.yaml`.
    conf: Option<PathBuf>,
    /// The folder with `.env`.
    docker: Option<PathBuf>,
}

impl Places {
    /// A `.env` at the top counts only beside RAGFlow's own files: many
    /// programs have one.
    fn of(dir: &Path) -> Result<Self, ConfError> {
        let conf = dir.join("conf");
        let docker = dir.join("docker");
        let is_docker_folder = || {
            Ok::<_, ConfError>(
                is_there(&dir.join(".env"))?
                    && (is_there(&dir.join(TEMPLATE))?
                        || is_there(&dir.join("docker-compose-base.yml"))?),
            )
        };
        Ok(Self {
            conf: is_there(&conf.join("service_conf.yaml"))?.then_some(conf),
            docker: if is_there(&docker.join(".env"))? {
                Some(docker)
            } else {
                is_docker_folder()?.then(|| dir.to_owned())
            },
        })
    }
}

/// `service_conf.yaml`, as RAGFlow reads it where it runs: the hosts in it
/// resolve there, and DB_TYPE is a variable of the process.
fn read_conf(folder: &Path, vars: &Vars) -> Result<(Connection, Deployment), ConfError> {
    let file = folder.join("service_conf.yaml");
    let local = folder.join("local.service_conf.yaml");
    let mut yamls = vec![Yaml::new(file.clone(), read_text(&file)?)];
    if is_there(&local)? {
        yamls.insert(0, Yaml::new(local.clone(), read_text(&local)?));
    }
    let db_type = vars.get("DB_TYPE").map(|value| value.to_string_lossy());
    let origin = "the variable DB_TYPE";
    let engine = Engine::named(db_type.as_deref(), origin)?;
    let as_written = |_: &Path, text: &Text| Ok(text.value.clone());
    let connection = Connection::read(&yamls, engine, origin, &as_written)?;
    let secret_key = secret_key::in_section(&yamls, &as_written);
    let password = connection.secret();
    let deployment = Deployment {
        source: ConfSource::Conf,
        files: yamls.into_iter().rev().map(|yaml| yaml.file).collect(),
        url: connection.url(),
        password_file: password.is_some().then(|| connection.file.clone()),
        password,
        password_encrypted: connection.encrypted,
        timezone: None,
        secret_key,
    };
    Ok((connection, deployment))
}

/// Docker's settings, if the others mean the same database and login.
fn agreed(
    (conf, conf_deployment): (Connection, Deployment),
    (docker, docker_deployment): (Connection, Deployment),
) -> Result<Deployment, ConfError> {
    let mut from_here = conf.server.clone();
    if docker.is_published && from_here.host == conf.engine.name {
        // A name inside docker; its own port is the one published here.
        if from_here.port == conf.engine.port {
            from_here.port = docker.server.port;
        }
        from_here.host.clone_from(&docker.server.host);
    }
    let is_same_address = numbered(from_here) == numbered(docker.server);
    if is_same_address && conf.password == docker.password && conf.encrypted == docker.encrypted {
        return Ok(docker_deployment);
    }
    let another = if is_same_address {
        " with another password"
    } else {
        ""
    };
    Err(ConfError::Disagree {
        conf: conf.file,
        conf_address: conf_deployment.url.to_string(),
        docker: docker_deployment
            .files
            .into_iter()
            .next()
            .unwrap_or_default(),
        docker_address: format!("{}{another}", docker_deployment.url),
    })
}

/// The server with this machine's name in numbers, to be compared.
fn numbered(mut server: Server) -> Server {
    if server.host == "localhost" {
        server.host = "127.0.0.1".to_owned();
    }
    server
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database_url::Password;

    const CONF: &str = "\
mysql:
  name: 'rag_flow'
  user: 'root'
  password: 'infini_rag_flow'
  host: 'localhost'
  port: 5455
";
    const ENV: &str = "MYSQL_PASSWORD=infini_rag_flow\nMYSQL_PORT=3306\nEXPOSE_MYSQL_PORT=5455\n";

    /// A directory with these files.
    fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a directory");
        for (name, text) in files {
            let file = dir.path().join(name);
            std::fs::create_dir_all(file.parent().expect("a parent")).expect("made");
            std::fs::write(file, text).expect("written");
        }
        dir
    }

    fn tried(
        dir: &Path,
        source: Option<ConfSource>,
        vars: &Vars,
    ) -> Result<Deployment, crate::error::Error> {
        let read = read(dir, source, vars);
        // Whatever goes wrong: one line, without a secret, with a way out, and
        // it is the caller's to correct.
        read.map_err(|error| {
            assert!(!format!("{error:?}").contains("infini"), "{error:?}");
            let error = crate::error::Error::from(error);
            assert_eq!(error.kind(), crate::error::Kind::Usage);
            assert!(!error.hints().is_empty());
            for text in error.hints().iter().chain([&error.to_string()]) {
                assert!(!text.contains("infini") && !text.contains('\n'), "{text}");
            }
            error
        })
    }

    fn url(files: &[(&str, &str)], source: Option<ConfSource>) -> String {
        let dir = directory(files);
        match tried(dir.path(), source, &Vars::default()) {
            Ok(deployment) => format!("{} {}", deployment.source, deployment.url),
            Err(error) => error
                .to_string()
                .replace(&format!("{}/", dir.path().display()), ""),
        }
    }

    #[test]
    fn each_form_of_a_directory_is_known() {
        let docker = "docker mysql://root@127.0.0.1:5455/rag_flow";
        for (files, expected) in [
            (
                &[("conf/service_conf.yaml", CONF)][..],
                "conf mysql://root@localhost:5455/rag_flow",
            ),
            (&[("docker/.env", ENV)], docker),
            (
                &[
                    (".env", ENV),
                    (
                        TEMPLATE,
                        "mysql: {name: rag_flow, user: root, host: mysql}\n",
                    ),
                ],
                docker,
            ),
            (&[(".env", ENV), ("docker-compose-base.yml", "")], docker),
            (
                &[("conf/service_conf.yaml", CONF), ("docker/.env", ENV)],
                docker,
            ),
        ] {
            assert_eq!(url(files, None), expected);
            assert!(is_deployment(directory(files).path()));
        }
    }

    #[test]
    fn what_is_no_deployment_is_said() {
        for files in [
            &[][..],
            &[(".env", ENV)],
            &[("conf/service_conf.yaml.template", CONF)],
        ] {
            let dir = directory(files);
            assert!(!is_deployment(dir.path()));
            let error = tried(dir.path(), None, &Vars::default()).expect_err("none");
            assert!(
                error.to_string().contains("holds no RAGFlow deployment"),
                "{error}"
            );
        }
        let error = tried(Path::new("/nowhere/at/all"), None, &Vars::default()).expect_err("none");
        assert_eq!(error.to_string(), "/nowhere/at/all is no directory");
        let conf = &[("conf/service_conf.yaml", CONF)];
        assert!(url(conf, Some(ConfSource::Docker)).ends_with("has no docker/.env"));
        let docker = &[("docker/.env", ENV)];
        assert!(url(docker, Some(ConfSource::Conf)).ends_with("has no conf/service_conf.yaml"));
    }

    #[test]
    fn two_sources_must_agree() {
        let agree = "docker mysql://root@127.0.0.1:5455/rag_flow";
        for host_and_port in [
            ("localhost", "5455"),
            ("127.0.0.1", "5455"),
            ("mysql", "5455"),
            ("mysql", "3306"),
        ] {
            let conf = CONF
                .replace("localhost", host_and_port.0)
                .replace("5455", host_and_port.1);
            let files = [
                ("conf/service_conf.yaml", conf.as_str()),
                ("docker/.env", ENV),
            ];
            assert_eq!(url(&files, None), agree, "{host_and_port:?}");
        }
        for (from, to, conf_means, docker_means) in [
            ("5455", "3306", "root@localhost:3306/rag_flow", ""),
            ("localhost", "db", "root@db:5455/rag_flow", ""),
            ("'rag_flow'", "other", "root@localhost:5455/other", ""),
            ("root", "me", "me@localhost:5455/rag_flow", ""),
            (
                "infini",
                "secret-infini",
                "root@localhost:5455/rag_flow",
                " with another password",
            ),
        ] {
            let conf = CONF.replace(from, to);
            let files = [
                ("conf/service_conf.yaml", conf.as_str()),
                ("docker/.env", ENV),
            ];
            assert_eq!(
                url(&files, None),
                format!(
                    "conf/service_conf.yaml means mysql://{conf_means}, but docker/.env means \
                     mysql://root@127.0.0.1:5455/rag_flow{docker_means}"
                )
            );
            let chosen = url(&files, Some(ConfSource::Conf));
            assert_eq!(chosen, format!("conf mysql://{conf_means}"));
            assert_eq!(url(&files, Some(ConfSource::Docker)), agree);
        }
    }

    #[test]
    fn the_name_inside_docker_is_not_another_host() {
        let conf = CONF.replace("localhost", "mysql").replace("5455", "3306");
        let env = format!("{ENV}MYSQL_HOST=db.example.com\n");
        let files = [
            ("conf/service_conf.yaml", conf.as_str()),
            ("docker/.env", &env),
        ];
        assert!(url(&files, None).ends_with("means mysql://root@db.example.com:3306/rag_flow"));
    }

    #[test]
    fn a_broken_source_can_be_passed_over() {
        for (conf, env, chosen) in [
            ("mysql: 'infini", ENV, ConfSource::Docker),
            (CONF, "MYSQL_PASSWORD='infini", ConfSource::Conf),
        ] {
            let files = [("conf/service_conf.yaml", conf), ("docker/.env", env)];
            assert!(url(&files, Some(chosen)).starts_with(&chosen.to_string()));
            let dir = directory(&files);
            let error = tried(dir.path(), None, &Vars::default()).expect_err("broken");
            let way_out = format!("--ragflow-source {chosen}");
            assert!(error.to_string().contains("line 1"), "{error}");
            assert!(error.hints().iter().any(|hint| hint.contains(&way_out)));
        }
    }

    #[test]
    fn local_sections_replace_whole_ones() {
        let local = "mysql: {name: mine, user: me, host: db}\n";
        let dir = directory(&[
            ("conf/service_conf.yaml", CONF),
            ("conf/local.service_conf.yaml", local),
        ]);
        let read = tried(dir.path(), None, &Vars::default()).expect("a deployment");
        assert_eq!(read.url.to_string(), "mysql://me@db:3306/mine");
        assert!(read.password.is_none() && read.password_file.is_none() && read.timezone.is_none());
        assert_eq!(read.files.len(), 2);
        std::fs::write(dir.path().join("conf/local.service_conf.yaml"), "es: {}\n")
            .expect("written");
        let read = tried(dir.path(), None, &Vars::default()).expect("a deployment");
        assert_eq!(
            read.password.as_ref().map(Password::expose),
            Some("infini_rag_flow")
        );
        assert_eq!(
            read.password_file,
            Some(dir.path().join("conf/service_conf.yaml"))
        );
        assert!(!format!("{read:?}").contains("infini"), "{read:?}");
    }

    #[test]
    fn db_type_is_the_process_s_for_conf() {
        let dir = directory(&[("conf/service_conf.yaml", CONF)]);
        let vars = [("DB_TYPE", "postgres")].into_iter().collect();
        let error = tried(dir.path(), None, &vars).expect_err("no section");
        assert!(
            error
                .to_string()
                .ends_with("has no section 'postgres:', which the variable DB_TYPE asks for"),
            "{error}"
        );
    }

    #[test]
    fn a_file_must_be_text_and_readable() {
        let dir = directory(&[("docker/.env", ENV)]);
        std::fs::write(dir.path().join("docker/.env"), b"MYSQL_PASSWORD=infini\xff")
            .expect("written");
        let error = tried(dir.path(), None, &Vars::default()).expect_err("no text");
        assert!(
            error.to_string().ends_with(".env is not UTF-8 text"),
            "{error}"
        );
        let dir = directory(&[("docker/.env/x", "")]);
        let error = tried(dir.path(), None, &Vars::default()).expect_err("no file");
        assert!(error.to_string().starts_with("cannot read "), "{error}");
    }
}
