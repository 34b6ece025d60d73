//! The list of formats. A new format is one type in one file and one line in
//! [`FORMATS`].

use super::format::{Format, Style};
use super::{csv, json, lines, table};

/// A format's entry in the list.
pub struct Entry {
    /// The name that `-o` takes.
    pub name: &'static str,
    /// What it is good for.
    pub help: &'static str,
    /// Read by a program: full secrets unless masked, database text exact.
    pub for_machines: bool,
    make: fn(Style) -> Box<dyn Format>,
}

/// Every format; the first is the default.
pub static FORMATS: [Entry; 5] = [
    Entry {
        name: "table",
        help: "for people; secrets masked, text made safe for the terminal",
        for_machines: false,
        make: |style| Box::new(table::Table::new(style)),
    },
    Entry {
        name: "json",
        help: "one envelope {code, message, data}, as RAGFlow's endpoint answers",
        for_machines: true,
        make: |_| Box::new(json::Json::default()),
    },
    Entry {
        name: "jsonl",
        help: "one JSON object a line",
        for_machines: true,
        make: |_| Box::new(lines::JsonLines::default()),
    },
    Entry {
        name: "csv",
        help: "comma-separated with a header line (RFC 4180)",
        for_machines: true,
        make: |_| Box::new(csv::Csv),
    },
    Entry {
        name: "tsv",
        help: "tab-separated with a header line; tab, newline and backslash as \\t \\n \\\\",
        for_machines: true,
        make: |_| Box::new(csv::Tsv::default()),
    },
];

/// One of [`FORMATS`].
#[derive(Clone, Copy)]
pub struct FormatName(&'static Entry);

impl Default for FormatName {
    fn default() -> Self {
        Self(&FORMATS[0])
    }
}

impl FormatName {
    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        FORMATS.iter().find(|entry| entry.name == name).map(Self)
    }

    /// The name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether programs read it.
    pub fn for_machines(self) -> bool {
        self.0.for_machines
    }

    pub(super) fn make(self, style: Style) -> Box<dyn Format> {
        (self.0.make)(style)
    }
}

impl std::fmt::Debug for FormatName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
