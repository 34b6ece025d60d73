//! The columns that the lists of users and of tenants share: how many keys there are,
//! and what is wrong with them.

use crate::domain::summary::KeyCounts;
use crate::error::Result;
use crate::report::{Cell, Column, DefaultColumns, Output};
use crate::text::age;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// The columns of the key counts, in the order of their cells.
pub(crate) const KEY_COLUMNS: [Column; 6] = [
    Column::new("keys", 0).align_right(),
    Column::new("missing_beta", 0).align_right(),
    Column::new("weak", 0).align_right(),
    Column::new("oldest_key", 0).align_right(),
    Column::new("oldest_key_days", 9).align_right(),
    Column::new("oldest_key_time", 9).align_right(),
];

/// What rows say about the keys of a user or tenant.
pub(crate) struct KeyCells {
    counts: KeyCounts,
    /// The age of the oldest key in milliseconds.
    age: Option<i64>,
    age_text: Option<String>,
}

impl KeyCells {
    /// `now_ms` is the present moment, Unix time in milliseconds.
    pub(crate) fn new(counts: KeyCounts, now_ms: i64) -> Self {
        let oldest = counts.oldest.map(|oldest| now_ms.saturating_sub(oldest));
        Self {
            counts,
            age: oldest,
            age_text: oldest.map(age),
        }
    }

    /// The cells of [`KEY_COLUMNS`].
    pub(crate) fn cells(&self) -> [Cell<'_>; KEY_COLUMNS.len()] {
        let days = self.age.map(|age| age.div_euclid(DAY_MS));
        [
            number(self.counts.keys),
            number(self.counts.without_beta),
            number(self.counts.weak),
            Cell::text_or_null(self.age_text.as_deref()),
            Cell::int_or_null(days),
            Cell::int_or_null(self.counts.oldest),
        ]
    }
}

/// A count as a cell.
pub(crate) fn number(count: u64) -> Cell<'static> {
    Cell::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The columns of a list, all of which are in `all`.
pub(crate) struct ListColumns {
    pub(crate) selected: Vec<Column>,
    /// The places of the selected columns.
    places: Vec<usize>,
}

impl ListColumns {
    /// Selects the columns of `--fields`, else those of a table, or, for the formats that
    /// programs read, all but the texts that are for people only.
    ///
    /// # Errors
    /// When `--fields` names an unknown column.
    pub(crate) fn select(
        output: &Output<'_>,
        all: &[Column],
        in_tables: &[&str],
        for_people: &[&str],
    ) -> Result<Self> {
        let keys = all.iter().map(|column| column.key);
        let for_programs: Vec<&str> = keys.filter(|key| !for_people.contains(key)).collect();
        let defaults = match output.format().default_columns() {
            DefaultColumns::Few => in_tables,
            DefaultColumns::Wide | DefaultColumns::Endpoint | DefaultColumns::Id => &for_programs,
        };
        let selected = output.select_columns(all, defaults)?;
        let place = |column: &Column| all.iter().position(|known| known == column);
        Ok(Self {
            places: selected.iter().filter_map(place).collect(),
            selected,
        })
    }

    /// The cells of the selected columns.
    pub(crate) fn cells<'a>(&self, all: &[Cell<'a>]) -> Vec<Cell<'a>> {
        self.places.iter().map(|place| all[*place]).collect()
    }
}
