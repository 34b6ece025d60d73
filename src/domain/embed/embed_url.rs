//! An embed URL that somebody wrote: its parts, and what is wrong with it by itself.

use std::collections::BTreeMap;

use url::Url;

use super::{EmbedFault, FaultKind, PagePath, RagflowVersion, SiteOrigin};
use crate::domain::verdict::EmbedKind;

/// The parts of an embed URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedUrl {
    /// What it shows; `None`: nothing says so.
    pub kind: Option<EmbedKind>,
    /// The id of the chat, agent or search.
    pub id: Option<String>,
    /// The beta, in clear text, or what stands in its place.
    pub beta: Option<String>,
    /// The tenant of a search.
    pub tenant_id: Option<String>,
    /// Whether it asks for the published version of an agent.
    pub release: bool,
    /// What is wrong with the URL by itself.
    pub faults: Vec<EmbedFault>,
}

/// A host for a URL without one.
const NO_HOST: &str = "https://host.invalid/";

impl EmbedUrl {
    /// Reads a URL, and judges it for a version of RAGFlow.
    pub fn parse(text: &str, version: RagflowVersion) -> Self {
        let mut parsed = Self::default();
        let mut text = text.trim().to_owned();
        if text.contains("&amp;") {
            parsed.faults.push(EmbedFault::error(
                FaultKind::EscapedTwice,
                "the URL contains '&amp;' where '&' belongs",
                "escape it once: '&amp;' in HTML, '&' elsewhere",
            ));
            while text.contains("&amp;") {
                text = text.replace("&amp;", "&");
            }
        }
        let Some(url) = parsed.read_site(&text) else {
            return parsed;
        };
        let parameters = first_values(&url);
        let value = |name: &str| {
            parameters
                .get(name)
                .filter(|value| !value.is_empty())
                .cloned()
        };
        let path = PagePath::find(url.path());
        parsed.id = value("shared_id");
        parsed.beta = value("auth");
        parsed.tenant_id = value("tenantId");
        parsed.release = value("release").as_deref() == Some("true");
        let from = value("from").and_then(|name| kind_of(&name));
        parsed.kind = path.and_then(|path| path.kind).or(from);
        parsed.check_parameters(path, from, value("from").is_some());
        if path.is_some_and(|path| path.is_widget) && value("mode").is_none() {
            parsed.faults.push(EmbedFault::error(
                FaultKind::MissingParameter,
                "the widget without the parameter mode shows no button",
                "add &mode=master",
            ));
        }
        parsed.check_path(path, version);
        parsed
    }

    /// The URL, if it names a web site, or if that is all it lacks.
    fn read_site(&mut self, text: &str) -> Option<Url> {
        let not_http = |why: &str| {
            EmbedFault::error(
                FaultKind::NotHttp,
                why,
                "begin with https:// and the host of RAGFlow's web interface",
            )
        };
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(_) => {
                self.faults
                    .push(not_http("the URL has no scheme and no host"));
                return Url::parse(NO_HOST).ok()?.join(text).ok();
            }
        };
        let site = SiteOrigin::parse(&url.origin().ascii_serialization());
        match site {
            Err(_) => {
                self.faults
                    .push(not_http("the scheme of the URL is not http or https"));
                return None;
            }
            Ok(site) if site.is_mixed_content() => self.faults.push(EmbedFault::warning(
                FaultKind::MixedContent,
                "a page that came over https does not show it",
                "offer RAGFlow over https",
            )),
            Ok(_) => {}
        }
        if !url.username().is_empty() || url.password().is_some() {
            self.faults.push(EmbedFault::warning(
                FaultKind::NotHttp,
                "the URL contains a user name or a password, which browsers ignore in frames",
                "remove it, and change the password",
            ));
        }
        Some(url)
    }

    fn check_path(&mut self, path: Option<PagePath>, version: RagflowVersion) {
        let right = |is_widget| {
            let kind = self.kind?;
            PagePath::select(kind, is_widget, version)
        };
        let fault = match path {
            None => EmbedFault::error(
                FaultKind::UnknownPath,
                "no version of RAGFlow has a share page at this path",
                match right(false) {
                    Some(right) => format!("for RAGFlow {version}, write {}", right.path),
                    None => "copy the URL from RAGFlow, or from ragflowctl embed".to_owned(),
                },
            ),
            Some(path) if !path.exists_in(version) => {
                EmbedFault::other_version(path, right(path.is_widget), version)
            }
            Some(_) => return,
        };
        self.faults.push(fault);
    }

    fn check_parameters(
        &mut self,
        path: Option<PagePath>,
        from: Option<EmbedKind>,
        has_from: bool,
    ) {
        let mut missing = |name: &str, what: &str| {
            self.faults.push(EmbedFault::error(
                FaultKind::MissingParameter,
                format!("the parameter {name} is missing or empty"),
                format!("add {name}= and {what}"),
            ));
        };
        if self.id.is_none() {
            missing("shared_id", "the ID of the chat, agent or search");
        }
        if self.beta.is_none() {
            missing("auth", "the beta of a key");
        }
        if !has_from {
            missing("from", "chat, agent or search");
        }
        if self.kind == Some(EmbedKind::Search) && self.tenant_id.is_none() {
            missing("tenantId", "the tenant of the search");
        }
        let shown = path.and_then(|path| path.kind);
        let is_wrong = match (shown, from) {
            (Some(shown), Some(from)) => shown != from,
            (_, None) => has_from,
            (None, Some(_)) => false,
        };
        if is_wrong {
            let (why, fix) = match shown {
                Some(kind) => (
                    format!(
                        "the parameter from does not fit the page of {}",
                        kind.with_article()
                    ),
                    format!("write from={}", kind.name()),
                ),
                None => (
                    "the parameter from is not chat, agent or search".to_owned(),
                    "write from=chat or from=agent".to_owned(),
                ),
            };
            self.faults
                .push(EmbedFault::error(FaultKind::WrongParameter, why, fix));
        }
    }
}

/// The first value of each parameter, which is the one that the page reads.
fn first_values(url: &Url) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, value) in url.query_pairs() {
        values
            .entry(name.into_owned())
            .or_insert_with(|| value.into_owned());
    }
    values
}

fn kind_of(name: &str) -> Option<EmbedKind> {
    [EmbedKind::Chat, EmbedKind::Agent, EmbedKind::Search]
        .into_iter()
        .find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(url: &str, minor: u32) -> Vec<&'static str> {
        let parsed = EmbedUrl::parse(url, RagflowVersion::from_minor(minor));
        parsed
            .faults
            .iter()
            .map(|fault| fault.kind.name())
            .collect()
    }

    #[test]
    fn a_sound_url_has_its_parts_and_no_faults() {
        let parsed = EmbedUrl::parse(
            "https://h/search/share?shared_id=7&from=search&auth=b%2Dc&tenantId=t&auth=x",
            RagflowVersion::NEWEST,
        );
        let expected = EmbedUrl {
            kind: Some(EmbedKind::Search),
            id: Some("7".to_owned()),
            beta: Some("b-c".to_owned()),
            tenant_id: Some("t".to_owned()),
            release: false,
            faults: Vec::new(),
        };
        assert_eq!(parsed, expected);
    }

    #[test]
    fn each_fault_of_a_url_is_named() {
        for (url, minor, expected) in [
            ("/chats/share?shared_id=7&from=chat&auth=b", 27, "not-http"),
            ("javascript:alert(1)?auth=b", 27, "not-http"),
            ("file:///chats/share?auth=b", 27, "not-http"),
            (
                "http://h/chats/share?shared_id=7&from=chat&auth=b",
                27,
                "mixed-content",
            ),
            (
                "https://h/chats/share?shared_id=7&amp;from=chat&amp;auth=b",
                27,
                "escaped-twice",
            ),
            (
                "https://h/next-chats/share?shared_id=7&from=chat&auth=b",
                27,
                "other-version",
            ),
            (
                "https://h/chat/share?shared_id=7&from=agent&auth=b",
                27,
                "other-version",
            ),
            (
                "https://h/chats/share?shared_id=7&from=chat&auth=b",
                21,
                "other-version",
            ),
            (
                "https://h/chat-share?shared_id=7&from=chat&auth=b",
                27,
                "unknown-path",
            ),
            (
                "https://h/chats/share?from=chat&auth=b",
                27,
                "missing-parameter",
            ),
            (
                "https://h/chats/share?shared_id=7&from=chat&auth=",
                27,
                "missing-parameter",
            ),
            (
                "https://h/chats/share?shared_id=7&auth=b",
                27,
                "missing-parameter",
            ),
            (
                "https://h/search/share?shared_id=7&from=search&auth=b",
                27,
                "missing-parameter",
            ),
            (
                "https://h/chats/widget?shared_id=7&from=chat&auth=b",
                27,
                "missing-parameter",
            ),
            (
                "https://h/agent/share?shared_id=7&from=chat&auth=b",
                27,
                "wrong-parameter",
            ),
            (
                "https://h/chats/share?shared_id=7&from=dialog&auth=b",
                27,
                "wrong-parameter",
            ),
        ] {
            assert_eq!(faults(url, minor), [expected], "{url}");
        }
    }

    #[test]
    fn the_right_path_is_named() {
        let parsed = EmbedUrl::parse(
            "https://h/next-chats/share?shared_id=7&from=chat&auth=b",
            RagflowVersion::NEWEST,
        );
        let text = parsed.faults[0].to_string();
        assert!(text.contains("RAGFlow 0.20 to 0.24"), "{text}");
        assert!(text.ends_with("write /chats/share"), "{text}");
    }
}
