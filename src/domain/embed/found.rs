//! Finding embed URLs in what people paste: a URL, a snippet, a whole page.

use super::html;

/// A URL as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundUrl {
    /// The number of its line; 1 for the first line of the text.
    pub line: usize,
    /// The URL, without the references of HTML.
    pub text: String,
}

/// The embed URLs of a text: those of its frames, or else its lines. A frame that
/// shows something else is left out.
pub fn find_urls(text: &str) -> Vec<FoundUrl> {
    let frames = html::frame_sources(text);
    if !frames.is_empty() {
        let line_of = |place: usize| 1 + text[..place].matches('\n').count();
        let found = frames.into_iter().filter(|(_, source)| is_embed(source));
        let found = found.map(|(place, text)| FoundUrl {
            line: line_of(place),
            text,
        });
        return found.collect();
    }
    let lines = text.lines().enumerate();
    let found = lines.filter_map(|(index, line)| {
        let around = |c: char| c.is_whitespace() || "\"'`<>,;".contains(c);
        let url = html::unescape(line.trim_matches(around));
        is_embed(&url).then_some(FoundUrl {
            line: index + 1,
            text: url,
        })
    });
    found.collect()
}

/// Whether a text is meant to be the URL of a share page.
fn is_embed(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    path.ends_with("/share")
        || path.ends_with("/widget")
        || ["shared_id=", "auth="]
            .iter()
            .any(|name| url.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        let urls = find_urls(text).into_iter();
        urls.map(|url| (url.line, url.text)).collect()
    }

    #[test]
    fn urls_are_found_in_a_page_and_alone() {
        let url = "https://h/chats/share?shared_id=1&from=chat&auth=b";
        let one = |line| vec![(line, url.to_owned())];
        assert_eq!(found(url), one(1));
        assert_eq!(
            found(&format!("\n  \"{}\",\n", url.replace('&', "&amp;"))),
            one(2)
        );
        let page = format!(
            "<html>\n<iframe src=\"https://video.example/v\"></iframe>\n<p>\n<iframe src=\"{url}\">"
        );
        assert_eq!(found(&page), one(4));
        assert_eq!(found("no URL"), []);
        assert_eq!(found("<iframe src=\"https://video.example/v\">"), []);
        assert_eq!(found("javascript:x?auth=b").len(), 1);
    }
}
