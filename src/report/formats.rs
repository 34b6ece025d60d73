//! The list of formats. A new format is one type in its own file and one entry
//! in [`FORMATS`].

use super::format::{Format, Style};
use super::{bare, csv, json, json_lines, table};
use crate::text::quoted;

/// What the program knows about a format.
pub struct FormatInfo {
    /// The value of `--output`.
    pub name: &'static str,
    /// The description in `--help`.
    pub help: &'static str,
    /// Whether programs read it: secrets are not masked by default, and text
    /// from the database is not escaped for a terminal.
    pub is_machine_readable: bool,
    /// What it prints of keys, if the user does not select columns.
    pub default_columns: DefaultColumns,
    /// Whether a value can be a list.
    pub has_lists: bool,
    create: fn(Style) -> Box<dyn Format>,
}

/// What a format prints of keys, if the user does not select columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultColumns {
    /// What people ask.
    Few,
    /// The ID, the owner and the columns of RAGFlow's endpoint.
    Wide,
    /// The columns of RAGFlow's endpoint, in its order.
    Endpoint,
    /// The ID.
    Id,
}

/// Every format; the first one is the default.
pub static FORMATS: [FormatInfo; 7] = [
    FormatInfo {
        name: "table",
        help: "for people: secrets are masked, unsafe characters are escaped",
        is_machine_readable: false,
        default_columns: DefaultColumns::Few,
        has_lists: true,
        create: |style| Box::new(table::Table::new(style)),
    },
    FormatInfo {
        name: "wide",
        help: "a table with the ID, the owner and all columns of a key",
        is_machine_readable: false,
        default_columns: DefaultColumns::Wide,
        has_lists: true,
        create: |style| Box::new(table::Table::new(style)),
    },
    FormatInfo {
        name: "json",
        help: "one object {code, message, data}, in the format of RAGFlow's API responses",
        is_machine_readable: true,
        default_columns: DefaultColumns::Endpoint,
        has_lists: true,
        create: |_| Box::new(json::Json::default()),
    },
    FormatInfo {
        name: "jsonl",
        help: "one JSON object per line",
        is_machine_readable: true,
        default_columns: DefaultColumns::Endpoint,
        has_lists: true,
        create: |_| Box::new(json_lines::JsonLines::default()),
    },
    FormatInfo {
        name: "csv",
        help: "comma-separated, with a header line (RFC 4180)",
        is_machine_readable: true,
        default_columns: DefaultColumns::Endpoint,
        has_lists: false,
        create: |style| Box::new(csv::Csv::new(style)),
    },
    FormatInfo {
        name: "tsv",
        help: "tab-separated, with a header line; tab, newline and backslash are \\t \\n \\\\",
        is_machine_readable: true,
        default_columns: DefaultColumns::Endpoint,
        has_lists: false,
        create: |style| Box::new(csv::Tsv::new(style)),
    },
    FormatInfo {
        name: "ids",
        help: "only the key IDs, one per line",
        is_machine_readable: true,
        default_columns: DefaultColumns::Id,
        has_lists: false,
        create: |_| Box::new(bare::Bare::default()),
    },
];

/// The format of `--field`.
static FIELD: FormatInfo = FormatInfo {
    name: "field",
    help: "the values of one field, one per line",
    is_machine_readable: true,
    default_columns: DefaultColumns::Endpoint,
    has_lists: false,
    create: |_| Box::new(bare::Bare::default()),
};

/// One of [`FORMATS`].
#[derive(Clone, Copy)]
pub struct FormatName(&'static FormatInfo);

impl Default for FormatName {
    fn default() -> Self {
        Self(&FORMATS[0])
    }
}

impl FormatName {
    /// Finds a format by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        FORMATS.iter().find(|format| format.name == name).map(Self)
    }

    /// The format of this name, from a variable or a config file.
    ///
    /// # Errors
    /// When there is none.
    pub fn parse(name: &str) -> Result<Self, String> {
        Self::from_name(name).ok_or_else(|| format!("there is no format {}", quoted(name)))
    }

    /// The hint for a wrong name.
    pub fn hint() -> String {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        format!("formats: {}", names.join(", "))
    }

    /// The format of `--field`.
    pub fn of_field() -> Self {
        Self(&FIELD)
    }

    /// Whether this is the format of `--field`.
    pub fn is_of_field(self) -> bool {
        std::ptr::eq(self.0, &raw const FIELD)
    }

    /// The value of `--output`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether programs read the format; see [`FormatInfo::is_machine_readable`].
    pub fn is_machine_readable(self) -> bool {
        self.0.is_machine_readable
    }

    /// What the format prints of keys; see [`FormatInfo::default_columns`].
    pub fn default_columns(self) -> DefaultColumns {
        self.0.default_columns
    }

    /// Whether a value can be a list; else its texts are separated by blanks.
    pub(super) fn has_lists(self) -> bool {
        self.0.has_lists
    }

    pub(super) fn create(self, style: Style) -> Box<dyn Format> {
        (self.0.create)(style)
    }
}

impl std::fmt::Debug for FormatName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
