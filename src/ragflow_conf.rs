//! Which database the files of a RAGFlow deployment mean.
//!
//! Reads `conf/service_conf.yaml` (a section of `local.service_conf.yaml` replaces the whole section of
//! that name) or `docker/.env` with its template, and decides between the two. It reads these files and
//! nothing else: no network, and no environment but the one it is given. Whether a file may be trusted, and
//! what else names a database, is decided in `settings`.
//!
//! * [`directory`]: which files a directory has, and which of them count; [`agreement`]: whether both name
//!   the same database
//! * [`conf`] and [`docker`]: the two sources, each with its own view of the network
//! * [`connection`]: what a section means for the server that DB_TYPE ([`db_type`]) names
//! * [`service_conf`]: reads the YAML; [`dotenv`], [`dotenv_reader`] and
//!   [`expand`]: read `.env` and put its variables in
//! * [`host_address`] and [`published_port`]: the address of a container as its host sees it
//! * [`compose_notes`]: what docker compose may have been told besides
//! * [`secret_key`]: the key that login tokens are signed with
//! * [`error`]: what can be wrong

mod agreement;
mod compose_notes;
mod conf;
mod connection;
mod db_type;
mod deployment;
mod directory;
mod docker;
mod dotenv;
mod dotenv_reader;
mod error;
mod expand;
mod files;
mod host_address;
mod published_port;
mod secret_key;
mod service_conf;
mod source;
mod template;

pub use deployment::Deployment;
pub use directory::{is_deployment, read};
pub use error::{ConfError, FileLocation};
pub use secret_key::SECRET_KEY_VARIABLE;
pub use source::ConfSource;
