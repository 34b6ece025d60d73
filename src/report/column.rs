//! The description of a column.

/// One column of a report. Its key is a name for `--fields` and a name in JSON
/// objects; a published key keeps its name and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name of the column.
    pub key: &'static str,
    /// The nested JSON object that holds the value. The key begins with its
    /// name: `old_id` of the group `old` is printed as `{"old":{"id":…}}`.
    pub group: Option<&'static str>,
    /// Whether a table aligns the values on the right, as it does for numbers.
    pub is_right_aligned: bool,
    /// Whether a table never cuts the values: a key that is cut is useless.
    pub is_whole: bool,
    /// Whether the value has a line of its own below the row where the row does not fit
    /// the terminal: commands, which are copied. For one column of a table.
    pub can_move_below: bool,
    /// Whether the values are local times, without their zone.
    pub is_local_time: bool,
    /// Values with their styles on a terminal with colour, as escape sequences.
    pub styles: &'static [(&'static str, &'static str)],
    /// The column with the highest number is hidden first when a table is too
    /// wide for the terminal. A column with 0 is never hidden.
    pub drop_priority: u8,
}

impl Column {
    /// Creates a left-aligned column without a group; see
    /// [`Column::drop_priority`].
    pub const fn new(key: &'static str, drop_priority: u8) -> Self {
        Self {
            key,
            group: None,
            is_right_aligned: false,
            is_whole: false,
            can_move_below: false,
            is_local_time: false,
            styles: &[],
            drop_priority,
        }
    }

    /// Puts the value into a nested JSON object; see [`Column::group`].
    #[must_use]
    pub const fn in_group(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }

    /// The name inside the nested object: the key without the group's name.
    pub(crate) fn key_in_group(&self) -> &'static str {
        let inner = self.group.and_then(|group| self.key.strip_prefix(group));
        inner.map_or(self.key, |inner| inner.trim_start_matches('_'))
    }

    /// Never cuts the values; see [`Column::is_whole`].
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    /// Never cuts or hides the value; see [`Column::can_move_below`].
    #[must_use]
    pub const fn movable_below(mut self) -> Self {
        self.is_whole = true;
        self.can_move_below = true;
        self
    }

    /// The values are local times; see [`Column::is_local_time`].
    #[must_use]
    pub const fn local_time(mut self) -> Self {
        self.is_local_time = true;
        self
    }

    /// Gives values a style; see [`Column::styles`].
    #[must_use]
    pub const fn with_styles(mut self, styles: &'static [(&'static str, &'static str)]) -> Self {
        self.styles = styles;
        self
    }

    /// The style of a value.
    pub(crate) fn style_of(&self, value: &str) -> Option<&'static str> {
        let mut styles = self.styles.iter();
        styles
            .find(|(styled, _)| *styled == value)
            .map(|(_, style)| *style)
    }

    /// Aligns the values on the right.
    #[must_use]
    pub const fn align_right(mut self) -> Self {
        self.is_right_aligned = true;
        self
    }
}
