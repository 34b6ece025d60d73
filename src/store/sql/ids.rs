//! Selecting rows by many ids.

/// Which rows of another table are selected, by their ids.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ids {
    /// Those from a first to a last id, in the order of the index.
    Between,
    /// Those with an id that is the parameter at this place.
    EqualTo(usize),
}

impl Ids {
    /// The first column: the id, or the place of the parameter that it is equal to.
    pub(super) fn first_column(self, id: &str) -> String {
        match self {
            Self::Between => id.to_owned(),
            Self::EqualTo(place) => place.to_string(),
        }
    }

    pub(super) fn condition(self, id: &str) -> String {
        match self {
            Self::Between => format!("{id} >= ? AND {id} <= ?"),
            Self::EqualTo(_) => format!("{id} = ?"),
        }
    }
}
