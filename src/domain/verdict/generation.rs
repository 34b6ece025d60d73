//! The generations of RAGFlow's server.

/// A generation of RAGFlow's server: versions that judge strings alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// The Python server up to 0.21.
    Python021,
    /// The Python server of 0.22 and later; the rules are those of 0.27.
    Python027,
    /// The Go server that is part of 0.27.
    Go027,
}

impl Generation {
    /// Every generation, the oldest first.
    pub const ALL: [Self; 3] = [Self::Python021, Self::Python027, Self::Go027];

    /// The value of the field `generation`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Python021 => "0.21 Python",
            Self::Python027 => "0.27 Python",
            Self::Go027 => "0.27 Go",
        }
    }

    /// How its rules are known: `run` (observed on a running server) or `source`
    /// (read in its source).
    pub fn basis(self) -> &'static str {
        match self {
            Self::Python021 | Self::Python027 => "run",
            Self::Go027 => "source",
        }
    }
}
