//! Which settings files a directory has, and which of them count.
//!
//! A checkout has both kinds, and its `conf/service_conf.yaml` is a default for
//! developers that stays there when docker's settings are changed: if the two
//! name different databases, the operator has to choose.

use std::path::{Path, PathBuf};

use super::agreement::require_agreement;
use super::error::ConfError;
use super::files::exists;
use super::template::TEMPLATE;
use super::{ConfSource, Deployment, conf, docker};
use crate::env::Vars;

/// Whether the directory holds the settings of a RAGFlow deployment.
pub fn is_deployment(dir: &Path) -> bool {
    DeploymentFolders::find(dir)
        .is_ok_and(|folders| folders.conf.is_some() || folders.docker.is_some())
}

/// Reads the settings of the deployment in `dir`. Without `source` every source
/// that exists is read, and if there are two they must name the same database:
/// a checkout's `conf/service_conf.yaml` is a default for developers.
///
/// # Errors
/// When there is no deployment, a file cannot be understood, or the two
/// sources differ. No message holds a secret.
pub fn read(dir: &Path, source: Option<ConfSource>, vars: &Vars) -> Result<Deployment, ConfError> {
    if !dir.is_dir() {
        return Err(ConfError::NotADirectory(dir.to_owned()));
    }
    let folders = DeploymentFolders::find(dir)?;
    match (source, folders.conf, folders.docker) {
        (_, None, None) => Err(match find_other_env_file(dir) {
            Some(other) => ConfError::OtherEnvFile {
                dir: dir.to_owned(),
                other,
            },
            None => ConfError::NoDeployment(dir.to_owned()),
        }),
        (None | Some(ConfSource::Conf), Some(conf), None)
        | (Some(ConfSource::Conf), Some(conf), _) => {
            conf::read(&conf, vars).map(|(_, deployment)| deployment)
        }
        (None | Some(ConfSource::Docker), None, Some(docker))
        | (Some(ConfSource::Docker), _, Some(docker)) => {
            docker::read(&docker, vars).map(|(_, deployment)| deployment)
        }
        (Some(requested), _, _) => Err(ConfError::SourceMissing {
            dir: dir.to_owned(),
            requested,
        }),
        (None, Some(conf), Some(docker)) => {
            let broken = |error, other| ConfError::OneSourceBroken {
                error: Box::new(error),
                other,
            };
            let docker =
                docker::read(&docker, vars).map_err(|error| broken(error, ConfSource::Conf))?;
            let conf =
                conf::read(&conf, vars).map_err(|error| broken(error, ConfSource::Docker))?;
            require_agreement(conf, docker)
        }
    }
}

/// A file like `.env.prod` beside RAGFlow's own files, the first by name.
fn find_other_env_file(dir: &Path) -> Option<PathBuf> {
    let folders = [dir.join("docker"), dir.to_owned()];
    let is_ours = |folder: &&PathBuf| {
        [TEMPLATE, "docker-compose-base.yml", "docker-compose.yml"]
            .iter()
            .any(|name| folder.join(name).exists())
    };
    let folder = folders.iter().find(is_ours)?;
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let first = names.filter(|name| name.starts_with(".env.")).min()?;
    Some(folder.join(first))
}

/// The folders with a deployment's settings. `None`: the source does not exist.
struct DeploymentFolders {
    /// The folder with `service_conf.yaml`.
    conf: Option<PathBuf>,
    /// The folder with `.env`.
    docker: Option<PathBuf>,
}

impl DeploymentFolders {
    /// Finds them below `dir`. A `.env` in `dir` itself counts only together
    /// with RAGFlow's own files: many programs have one.
    fn find(dir: &Path) -> Result<Self, ConfError> {
        let conf = dir.join("conf");
        let docker = dir.join("docker");
        let is_docker_folder = || {
            Ok::<_, ConfError>(
                exists(&dir.join(".env"))?
                    && (exists(&dir.join(TEMPLATE))?
                        || exists(&dir.join("docker-compose-base.yml"))?),
            )
        };
        Ok(Self {
            conf: exists(&conf.join("service_conf.yaml"))?.then_some(conf),
            docker: if exists(&docker.join(".env"))? {
                Some(docker)
            } else {
                is_docker_folder()?.then(|| dir.to_owned())
            },
        })
    }
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

    fn try_read(
        dir: &Path,
        source: Option<ConfSource>,
        vars: &Vars,
    ) -> Result<Deployment, crate::error::Error> {
        let read = read(dir, source, vars);
        // Every error is one line without a secret, has a hint, and is a usage error.
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
        match try_read(dir.path(), source, &Vars::default()) {
            Ok(deployment) => format!("{} {}", deployment.source, deployment.url),
            Err(error) => error
                .to_string()
                .replace(&format!("{}/", dir.path().display()), ""),
        }
    }

    #[test]
    fn every_layout_of_a_directory_is_recognised() {
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
    fn other_directories_are_refused() {
        for files in [
            &[][..],
            &[(".env", ENV)],
            &[("conf/service_conf.yaml.template", CONF)],
        ] {
            let dir = directory(files);
            assert!(!is_deployment(dir.path()));
            let error = try_read(dir.path(), None, &Vars::default()).expect_err("none");
            assert!(
                error.to_string().contains("is not a RAGFlow deployment"),
                "{error}"
            );
        }
        let error =
            try_read(Path::new("/nowhere/at/all"), None, &Vars::default()).expect_err("none");
        assert_eq!(error.to_string(), "/nowhere/at/all is not a directory");
        let conf = &[("conf/service_conf.yaml", CONF)];
        assert!(url(conf, Some(ConfSource::Docker)).ends_with("has no docker/.env"));
        let docker = &[("docker/.env", ENV)];
        assert!(url(docker, Some(ConfSource::Conf)).ends_with("has no conf/service_conf.yaml"));
    }

    #[test]
    fn two_sources_must_name_the_same_database() {
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
        for (from, to, conf_address, difference) in [
            ("5455", "3306", "root@localhost:3306/rag_flow", ""),
            ("localhost", "db", "root@db:5455/rag_flow", ""),
            ("'rag_flow'", "other", "root@localhost:5455/other", ""),
            ("root", "me", "me@localhost:5455/rag_flow", ""),
            (
                "infini",
                "secret-infini",
                "root@localhost:5455/rag_flow",
                " with a different password",
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
                    "conf/service_conf.yaml points to mysql://{conf_address}, but docker/.env points to \
                     mysql://root@127.0.0.1:5455/rag_flow{difference}"
                )
            );
            let chosen = url(&files, Some(ConfSource::Conf));
            assert_eq!(chosen, format!("conf mysql://{conf_address}"));
            assert_eq!(url(&files, Some(ConfSource::Docker)), agree);
        }
    }

    #[test]
    fn the_service_name_inside_docker_stands_for_the_published_address() {
        let conf = CONF.replace("localhost", "mysql").replace("5455", "3306");
        let env = format!("{ENV}MYSQL_HOST=db.example.com\n");
        let files = [
            ("conf/service_conf.yaml", conf.as_str()),
            ("docker/.env", &env),
        ];
        assert!(url(&files, None).ends_with("points to mysql://root@db.example.com:3306/rag_flow"));
    }

    #[test]
    fn the_other_source_can_be_chosen_if_one_is_broken() {
        for (conf, env, chosen) in [
            ("mysql: 'infini", ENV, ConfSource::Docker),
            (CONF, "MYSQL_PASSWORD='infini", ConfSource::Conf),
        ] {
            let files = [("conf/service_conf.yaml", conf), ("docker/.env", env)];
            assert!(url(&files, Some(chosen)).starts_with(&chosen.to_string()));
            let dir = directory(&files);
            let error = try_read(dir.path(), None, &Vars::default()).expect_err("broken");
            let option = format!("--ragflow-source {chosen}");
            assert!(error.to_string().contains("line 1"), "{error}");
            assert!(error.hints().iter().any(|hint| hint.contains(&option)));
        }
    }

    #[test]
    fn a_local_section_replaces_the_whole_section() {
        let local = "mysql: {name: mine, user: me, host: db}\n";
        let dir = directory(&[
            ("conf/service_conf.yaml", CONF),
            ("conf/local.service_conf.yaml", local),
        ]);
        let read = try_read(dir.path(), None, &Vars::default()).expect("a deployment");
        assert_eq!(read.url.to_string(), "mysql://me@db:3306/mine");
        assert!(read.password.is_none() && read.password_file.is_none() && read.timezone.is_none());
        assert_eq!(read.files.len(), 2);
        std::fs::write(dir.path().join("conf/local.service_conf.yaml"), "es: {}\n")
            .expect("written");
        let read = try_read(dir.path(), None, &Vars::default()).expect("a deployment");
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
    fn the_conf_source_takes_db_type_from_the_environment() {
        let dir = directory(&[("conf/service_conf.yaml", CONF)]);
        let vars = [("DB_TYPE", "postgres")].into_iter().collect();
        let error = try_read(dir.path(), None, &vars).expect_err("no section");
        assert!(
            error
                .to_string()
                .ends_with("has no section 'postgres:', which the variable DB_TYPE requires"),
            "{error}"
        );
    }

    #[test]
    fn a_file_must_be_readable_utf8_text() {
        let dir = directory(&[("docker/.env", ENV)]);
        std::fs::write(dir.path().join("docker/.env"), b"MYSQL_PASSWORD=infini\xff")
            .expect("written");
        let error = try_read(dir.path(), None, &Vars::default()).expect_err("no text");
        assert!(
            error.to_string().ends_with(".env is not UTF-8 text"),
            "{error}"
        );
        let dir = directory(&[("docker/.env/x", "")]);
        let error = try_read(dir.path(), None, &Vars::default()).expect_err("no file");
        assert!(error.to_string().starts_with("cannot read "), "{error}");
    }

    #[test]
    fn a_file_like_env_prod_is_named_and_not_read() {
        for files in [
            &[("docker/.env.prod", ENV), ("docker/docker-compose.yml", "")][..],
            &[(".env.prod", ENV), (TEMPLATE, "")],
        ] {
            let message = url(files, None);
            assert!(
                message.contains(".env.prod is not read instead"),
                "{message}"
            );
        }
        assert!(url(&[(".env.prod", ENV)], None).contains("it has neither"));
    }
}
