//! The two places where a deployment's settings can be.

use std::fmt;

/// Which of a deployment's settings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfSource {
    /// `conf/service_conf.yaml`, as RAGFlow itself reads it.
    Conf,
    /// `docker/.env`, as seen from the Docker host.
    Docker,
}

impl ConfSource {
    /// Every source.
    pub const ALL: [Self; 2] = [Self::Conf, Self::Docker];

    /// The source with this name, as `--ragflow-source` takes it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|source| source.to_string() == name)
    }

    /// The source that this one is not.
    pub fn other(self) -> Self {
        match self {
            Self::Conf => Self::Docker,
            Self::Docker => Self::Conf,
        }
    }

    /// The file without which the source does not exist, from the checkout's directory.
    pub(super) fn main_file(self) -> &'static str {
        match self {
            Self::Conf => "conf/service_conf.yaml",
            Self::Docker => "docker/.env",
        }
    }
}

impl fmt::Display for ConfSource {
    /// The name, as `--ragflow-source` takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Conf => "conf",
            Self::Docker => "docker",
        })
    }
}
