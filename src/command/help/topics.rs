//! The topics of `ragflowctl help`, which are also manual pages.
//!
//! Their text is the layout that `blocks.rs` reads: a heading is a line of
//! capitals; two blanks in front of a line begin a term, followed by two blanks and
//! its meaning; four blanks in front of a line are an example.

/// A text about something that several commands have in common.
pub(crate) struct Topic {
    /// The word after `ragflowctl help`.
    pub(crate) name: &'static str,
    /// Other words for it.
    aliases: &'static [&'static str],
    /// What it is about, in one line.
    pub(crate) about: &'static str,
    /// The text, less than 80 columns wide.
    pub(crate) text: &'static str,
    /// Its manual page, with the section; `None`: it is in ragflowctl(1).
    pub(crate) page: Option<(&'static str, &'static str)>,
}

/// All topics.
pub(crate) static TOPICS: [Topic; 8] = [
    Topic {
        name: "urls",
        aliases: &["url", "tls", "database-url"],
        about: "database URLs and their TLS options",
        text: include_str!("topics/urls.txt"),
        page: Some(("ragflowctl-urls", "7")),
    },
    Topic {
        name: "config-file",
        aliases: &["profiles", "profile", "config.toml"],
        about: "the config file and its profiles",
        text: include_str!("topics/config-file.txt"),
        page: Some(("ragflowctl.toml", "5")),
    },
    Topic {
        name: "environment",
        aliases: &["env", "variables"],
        about: "environment variables, and where the password comes from",
        text: include_str!("topics/environment.txt"),
        page: None,
    },
    Topic {
        name: "exit-codes",
        aliases: &["exit-status", "exit-code", "exit"],
        about: "what each exit status means",
        text: include_str!("topics/exit-codes.txt"),
        page: None,
    },
    Topic {
        name: "privileges",
        aliases: &["grants", "grant", "privilege"],
        about: "the privileges of a database account",
        text: include_str!("topics/privileges.txt"),
        page: Some(("ragflowctl-privileges", "7")),
    },
    Topic {
        name: "time-zone",
        aliases: &["timezone", "zone"],
        about: "in which time zone dates are written",
        text: include_str!("topics/time-zone.txt"),
        page: Some(("ragflowctl-time-zone", "7")),
    },
    Topic {
        name: "backfill",
        aliases: &[],
        about: "how a backfill works while RAGFlow is in use",
        text: include_str!("topics/backfill.txt"),
        page: Some(("ragflowctl-backfill", "7")),
    },
    Topic {
        name: "glossary",
        aliases: &["words"],
        about: "the words that this program and RAGFlow use",
        text: include_str!("topics/glossary.txt"),
        page: Some(("ragflowctl-glossary", "7")),
    },
];

impl Topic {
    /// Finds a topic by a word after `ragflowctl help`.
    pub(crate) fn find(word: &str) -> Option<&'static Self> {
        TOPICS
            .iter()
            .find(|topic| topic.name == word || topic.aliases.contains(&word))
    }

    /// The text of a topic.
    pub(crate) fn text_of(name: &str) -> &'static str {
        Self::find(name).map_or("", |topic| topic.text)
    }
}
