//! Complete deployments, as RAGFlow ships them, lead to their database.

use std::path::{Path, PathBuf};

use ragflowctl::database_url::Password;
use ragflowctl::env::Vars;
use ragflowctl::ragflow_conf::{ConfSource, Deployment, is_deployment, read};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/deployments")
        .join(name)
}

fn deployment(name: &str, source: Option<ConfSource>, db_type: &str) -> Deployment {
    let vars: Vars = [("DB_TYPE", db_type)].into_iter().collect();
    match read(&fixture(name), source, &vars) {
        Ok(deployment) => deployment,
        Err(error) => unreachable!("{name}: {error}"),
    }
}

#[test]
fn every_deployment_leads_to_its_database() {
    for (name, source, db_type, url) in [
        (
            "docker-0.21",
            None,
            "",
            "mysql://root@127.0.0.1:5455/rag_flow",
        ),
        (
            "docker-0.21/docker",
            None,
            "",
            "mysql://root@127.0.0.1:5455/rag_flow",
        ),
        (
            "docker-0.27",
            None,
            "",
            "mysql://root@127.0.0.1:3306/rag_flow",
        ),
        (
            "docker-0.27/docker",
            None,
            "",
            "mysql://root@127.0.0.1:3306/rag_flow",
        ),
        (
            "container",
            None,
            "",
            "mysql://ragflow_admin@mysql:3306/rag_flow",
        ),
        (
            "docker-0.27",
            None,
            "oceanbase",
            "oceanbase://root@ragflow@127.0.0.1:2881/ragflow_doc",
        ),
        (
            "container",
            None,
            "postgres",
            "postgres://rag_flow@postgres:5432/rag_flow",
        ),
        (
            "container",
            None,
            "oceanbase",
            "oceanbase://root@ragflow@oceanbase:2881/test",
        ),
        ("checkout", None, "", "mysql://root@127.0.0.1:5455/rag_flow"),
        (
            "checkout",
            Some(ConfSource::Conf),
            "",
            "mysql://root@localhost:5455/rag_flow",
        ),
        (
            "checkout",
            Some(ConfSource::Docker),
            "",
            "mysql://root@127.0.0.1:5455/rag_flow",
        ),
    ] {
        let deployment = deployment(name, source, db_type);
        assert_eq!(
            deployment.url.to_string(),
            url,
            "{name} {source:?} {db_type}"
        );
        assert!(!deployment.url.has_password() && deployment.password.is_some());
        assert!(is_deployment(&fixture(name)));
    }
}

#[test]
fn password_and_zone_come_with_their_files() {
    let container = deployment("container", None, "");
    let password = container.password.as_ref().map(Password::expose);
    assert_eq!(password, Some("it's: #1 @ 100%"));
    let local = fixture("container/conf/local.service_conf.yaml");
    assert_eq!(container.password_file, Some(local));
    assert_eq!(container.timezone, None);
    for name in ["docker-0.21", "docker-0.27", "checkout"] {
        let docker = deployment(name, None, "");
        let file = fixture(name).join("docker/.env");
        assert_eq!(docker.password_file.as_ref(), Some(&file), "{name}");
        assert_eq!(
            docker.timezone,
            Some(("Asia/Shanghai".to_owned(), file)),
            "{name}"
        );
        assert_eq!(docker.files.len(), 2, "{name}");
    }
}

#[test]
fn an_engine_without_a_section_or_a_port_is_an_error() {
    let error = |name: &str, db_type: &str| {
        let vars: Vars = [("DB_TYPE", db_type)].into_iter().collect();
        let error = read(&fixture(name), None, &vars).expect_err("no database");
        error.to_string()
    };
    // 0.27 has the section, but no service with a published port.
    assert!(error("docker-0.27", "postgres").ends_with("EXPOSE_POSTGRES_PORT is not set"));
    assert!(error("docker-0.27", "mariadb").contains("which RAGFlow does not support"));
    assert!(error("container", "gaussdb").contains("GAUSSDB_METADATA_HOST"));
}
