//! The generations of RAGFlow's server.

/// A generation of RAGFlow's server: versions that judge strings alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// The Python server up to 0.24. It does not look at the owner of a key.
    UpTo024,
    /// The Python server of 0.25: some routes judge as before, some as 0.26.
    V025,
    /// The Python server from 0.26 on. It looks at the owner of a key.
    From026,
    /// The Go server that is part of 0.27.
    Go027,
}

impl Generation {
    /// Every generation, the oldest first.
    pub const ALL: [Self; 4] = [Self::UpTo024, Self::V025, Self::From026, Self::Go027];

    /// The value of the field `generation`.
    pub fn name(self) -> &'static str {
        match self {
            Self::UpTo024 => "0.24 and earlier",
            Self::V025 => "0.25",
            Self::From026 => "0.26 and later",
            Self::Go027 => "0.27 Go",
        }
    }

    /// The name in a table, which has little room for it.
    pub fn short_name(self) -> &'static str {
        match self {
            Self::UpTo024 => "up to 0.24",
            Self::V025 => "0.25",
            Self::From026 => "from 0.26",
            Self::Go027 => "0.27 Go",
        }
    }

    /// How its rules are known: `run` (observed on a running server) or `source`
    /// (read in its source).
    pub fn basis(self) -> &'static str {
        match self {
            Self::UpTo024 | Self::From026 => "run",
            Self::V025 | Self::Go027 => "source",
        }
    }
}
