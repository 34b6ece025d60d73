//! The paths of the share pages, and the versions that have them.

use super::RagflowVersion;
use crate::domain::verdict::EmbedKind;

/// A path of a share page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePath {
    /// The path of the URL.
    pub path: &'static str,
    /// What it shows; `None`: the parameter `from` says whether a chat or an agent.
    pub kind: Option<EmbedKind>,
    /// Whether it is the floating button instead of a whole page.
    pub is_widget: bool,
    since: RagflowVersion,
    /// The last version with this path; `None`: the newest one has it.
    until: Option<RagflowVersion>,
}

const fn page(
    path: &'static str,
    kind: Option<EmbedKind>,
    since: u32,
    until: Option<RagflowVersion>,
) -> PagePath {
    PagePath {
        path,
        kind,
        is_widget: false,
        since: RagflowVersion::from_minor(since),
        until,
    }
}

/// The last version with the old paths.
const V024: Option<RagflowVersion> = Some(RagflowVersion::from_minor(24));

/// Source: `web/src/routes.ts` of the releases 0.20.5 to 0.27.0.
static PATHS: [PagePath; 8] = [
    page("/chats/share", Some(EmbedKind::Chat), 25, None),
    page("/agent/share", Some(EmbedKind::Agent), 20, None),
    page("/search/share", Some(EmbedKind::Search), 25, None),
    PagePath {
        is_widget: true,
        ..page("/chats/widget", None, 25, None)
    },
    page("/next-chats/share", Some(EmbedKind::Chat), 20, V024),
    page("/next-search/share", Some(EmbedKind::Search), 20, V024),
    PagePath {
        is_widget: true,
        ..page("/next-chats/widget", None, 21, V024)
    },
    // The page of both kinds before 0.20, which later versions kept.
    page("/chat/share", None, 0, V024),
];

impl PagePath {
    /// The path in a URL, of whatever version.
    pub fn find(path: &str) -> Option<Self> {
        let path = path.trim_end_matches('/');
        PATHS.iter().copied().find(|known| known.path == path)
    }

    /// The path for something to embed; `None` if this version has none.
    pub fn select(kind: EmbedKind, is_widget: bool, version: RagflowVersion) -> Option<Self> {
        PATHS.iter().copied().find(|path| {
            let shows = match path.is_widget {
                true => kind != EmbedKind::Search,
                false => path.kind == Some(kind),
            };
            path.is_widget == is_widget && shows && path.exists_in(version)
        })
    }

    /// Whether a version has this path.
    pub fn exists_in(&self, version: RagflowVersion) -> bool {
        version >= self.since && self.until.is_none_or(|last| version <= last)
    }

    /// The versions that have it, for a message.
    pub fn versions(&self) -> String {
        match self.until {
            None => format!("RAGFlow {} and later", self.since),
            Some(last) if self.since < RagflowVersion::OLDEST => format!("RAGFlow up to {last}"),
            Some(last) => format!("RAGFlow {} to {last}", self.since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_has_one_path_for_each_page() {
        let path = |kind, is_widget, minor| {
            let version = RagflowVersion::from_minor(minor);
            PagePath::select(kind, is_widget, version).map(|path| path.path)
        };
        for (kind, old, new) in [
            (EmbedKind::Chat, "/next-chats/share", "/chats/share"),
            (EmbedKind::Agent, "/agent/share", "/agent/share"),
            (EmbedKind::Search, "/next-search/share", "/search/share"),
        ] {
            assert_eq!(path(kind, false, 21), Some(old));
            assert_eq!(path(kind, false, 24), Some(old));
            assert_eq!(path(kind, false, 25), Some(new));
            assert_eq!(path(kind, false, 27), Some(new));
        }
        assert_eq!(path(EmbedKind::Agent, true, 27), Some("/chats/widget"));
        assert_eq!(path(EmbedKind::Chat, true, 21), Some("/next-chats/widget"));
        assert_eq!(path(EmbedKind::Chat, true, 20), None);
        assert_eq!(path(EmbedKind::Search, true, 27), None);
    }
}
