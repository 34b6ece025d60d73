//! What a run was told: options, environment variables, the config file, the
//! clients' own files and RAGFlow's own files. Every value knows its origin.
//!
//! * [`origin`]: a value and where it came from; [`sources`]: where they are looked up
//! * [`resolve`]: the settings that do not depend on a database; [`mod@color`], [`mod@help_width`], [`default_user`], [`secret_key`]
//! * [`database`]: which database a run works on ([`target`]), from a URL ([`url`]), a profile of the
//!   [`config_file`] ([`profile_target`]) or a deployment ([`deployment_target`])
//! * [`password`]: the password for that database; [`client_files`] ([`client_file`]): `~/.pgpass`
//!   ([`pgpass`]) and `~/.my.cnf` ([`my_cnf`]); [`private_file`]: whether a file may be trusted with it
//! * [`new_profile`]: adds a profile to the config file

pub mod config_file;

mod client_file;
mod client_files;
mod color;
mod database;
mod default_user;
mod deployment_target;
mod help_width;
mod my_cnf;
mod new_profile;
mod origin;
mod pager;
mod password;
mod pgpass;
mod private_file;
mod profile_target;
mod resolve;
mod secret_key;
mod sources;
mod target;
mod url;

pub use color::color;
pub use config_file::profile_names;
pub use database::{embedded_path, find_database, no_database_given, parse_copy_target};
pub use default_user::{DEFAULT_USER_VARIABLE, check_owner_name};
pub use help_width::help_width;
pub use new_profile::{NewProfile, add_profile};
pub use origin::{Origin, Setting};
pub use pager::pager;
pub use password::{PasswordCandidate, PasswordSearch, find_password};
pub use resolve::{Settings, format_from_variable};
pub use secret_key::{SecretKeyLookup, find_secret_key};
pub use sources::SettingsSources;
pub use target::{DatabaseTarget, PasswordSource, ProfileDefaults};
