//! A value and where it came from.

use std::fmt;
use std::path::PathBuf;

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nothing sets it: the program's own default.
    Default,
    /// An option on the command line, by its name.
    Flag(&'static str),
    /// An environment variable, by its name.
    Variable(&'static str),
    /// A person typed it at a prompt.
    Answer,
    /// The config file's `default_profile`.
    DefaultProfile,
    /// A profile of the config file.
    Profile {
        /// The profile's name.
        name: String,
        /// The origin of that name.
        selected_by: Box<Self>,
    },
    /// One of RAGFlow's own files.
    RagflowFile(PathBuf),
    /// A file of the database's own client.
    ClientFile(PathBuf),
    /// Selected automatically: the program runs in RAGFlow's own container.
    Container,
    /// Selected automatically: the database that `db init` created.
    Embedded,
}

impl Origin {
    /// The origin that decided in the end: for a value from a profile, the one
    /// that selected the profile.
    pub fn selected_by(&self) -> &Self {
        match self {
            Self::Profile { selected_by, .. } => selected_by.selected_by(),
            other => other,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::Answer => f.write_str("your answer"),
            Self::DefaultProfile => f.write_str("default_profile"),
            Self::Profile { name, selected_by } => write!(f, "profile {name} ({selected_by})"),
            Self::RagflowFile(path) | Self::ClientFile(path) => path.display().fmt(f),
            Self::Container => f.write_str("RAGFlow's own container, selected automatically"),
            Self::Embedded => f.write_str("the local SQLite database, selected automatically"),
        }
    }
}

/// A value and its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value itself.
    pub value: T,
    /// Where the value came from.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// A value from this origin.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}
