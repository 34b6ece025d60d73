//! The address of the database as the Docker host sees it.

use super::connection::Connection;
use super::dotenv::Dotenv;
use super::error::{ConfError, FileLocation};
use super::published_port::parse_published_port;

/// Replaces an address inside docker by the one that is published on its host. An address outside docker
/// stays as it is.
pub(super) fn translate_to_host(
    connection: &mut Connection,
    dotenv: &Dotenv,
) -> Result<(), ConfError> {
    let db_type = connection.db_type;
    if connection.server.host == "host.docker.internal" {
        connection.server.host = "127.0.0.1".to_owned();
    }
    if connection.server.host != db_type.name {
        return Ok(());
    }
    // If the port inside docker has a variable of its own, that variable says nothing about the host.
    let is_port_variable_for_host = db_type.has_same_port_on_host
        || connection
            .raw_port
            .as_ref()
            .is_none_or(|port| !port.contains(db_type.port_variable));
    let variables = match is_port_variable_for_host {
        true => &[db_type.exposed_port_variable, db_type.port_variable][..],
        false => &[db_type.exposed_port_variable],
    };
    let port_inside = connection.server.port.to_string();
    let published = variables
        .iter()
        .find_map(|name| Some((*name, dotenv.get_non_empty(name)?)))
        .or_else(|| {
            db_type
                .has_same_port_on_host
                .then_some((db_type.port_variable, port_inside.as_str()))
        });
    let Some((name, value)) = published else {
        return Err(ConfError::PortNotExposed {
            dotenv: dotenv.file().to_owned(),
            variable: db_type.exposed_port_variable,
        });
    };
    let (host, port) = parse_published_port(value).ok_or_else(|| ConfError::Invalid {
        location: FileLocation::file(dotenv.file()),
        problem: format!("{name} must be PORT or ADDRESS:PORT"),
    })?;
    connection.server.host = host;
    connection.server.port = port;
    connection.is_published = true;
    Ok(())
}
