//! Whether a checkout's two sources name the same database.

use super::Deployment;
use super::connection::Connection;
use super::error::ConfError;
use crate::database_url::Server;

/// Docker's settings, if the other source names the same database and login.
///
/// # Errors
/// When it does not.
pub(super) fn require_agreement(
    (conf, conf_deployment): (Connection, Deployment),
    (docker, docker_deployment): (Connection, Deployment),
) -> Result<Deployment, ConfError> {
    let mut conf_server = conf.server.clone();
    if docker.is_published && conf_server.host == conf.db_type.name {
        // A name inside docker; its default port is the one published here.
        if conf_server.port == conf.db_type.port {
            conf_server.port = docker.server.port;
        }
        conf_server.host.clone_from(&docker.server.host);
    }
    let is_same_address =
        with_numeric_localhost(conf_server) == with_numeric_localhost(docker.server);
    if is_same_address
        && conf.password == docker.password
        && conf.is_encrypted == docker.is_encrypted
    {
        return Ok(docker_deployment);
    }
    let difference = if is_same_address {
        " with a different password"
    } else {
        ""
    };
    Err(ConfError::SourcesDisagree {
        conf: conf.file,
        conf_address: conf_deployment.url.to_string(),
        docker: docker_deployment
            .files
            .into_iter()
            .next()
            .unwrap_or_default(),
        docker_address: format!("{}{difference}", docker_deployment.url),
    })
}

/// The server with `localhost` written as its address, for comparing.
fn with_numeric_localhost(mut server: Server) -> Server {
    if server.host == "localhost" {
        server.host = "127.0.0.1".to_owned();
    }
    server
}
