//! HTML: escaping values, and finding frames in a page.

/// Escapes a text for HTML, within quotes too.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Replaces the references that a URL in an attribute can contain.
pub(super) fn unescape(text: &str) -> String {
    const REFERENCES: [(&str, &str); 9] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x26;", "&"),
        ("&#38;", "&"),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let reference = REFERENCES.iter().find(|(reference, _)| {
            let found = rest.get(..reference.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(reference))
        });
        let (taken, meaning) = reference.copied().unwrap_or(("&", "&"));
        plain.push_str(meaning);
        rest = &rest[taken.len()..];
    }
    plain.push_str(rest);
    plain
}

/// The values of `src` of the frames in a page, unescaped, each with its place in the
/// text. Comments are left out.
pub(super) fn frame_sources(page: &str) -> Vec<(usize, String)> {
    // ASCII letters keep their length, so places are the same.
    let lower = page.to_ascii_lowercase();
    let mut sources = Vec::new();
    let mut place = 0;
    while let Some(next) = lower[place..].find('<').map(|found| place + found) {
        if lower[next..].starts_with("<!--") {
            let end = lower[next..].find("-->");
            place = end.map_or(lower.len(), |end| next + end + 3);
            continue;
        }
        place = next + 1;
        let is_frame = lower[place..].strip_prefix("iframe").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>')
        });
        if is_frame {
            let start = place + "iframe".len();
            let (source, end) = source_attribute(&page[start..]);
            sources.extend(source.map(|source| (next, unescape(source))));
            place = start + end;
        }
    }
    sources
}

/// The value of `src` among the attributes of a tag, and the length of the attributes.
fn source_attribute(text: &str) -> (Option<&str>, usize) {
    let mut source = None;
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (source, text.len() - rest.len());
        }
        let is_end = |c: char| c.is_whitespace() || "=>/".contains(c);
        // A name can begin with '=', which is no end then.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = first + rest[first..].find(is_end).unwrap_or(rest.len() - first);
        let (name, after) = rest.split_at(length);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let (value, after) = attribute_value(value);
        if name.eq_ignore_ascii_case("src") && source.is_none() {
            source = Some(value);
        }
        rest = after;
    }
}

/// A value with or without quotes, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>');
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_an_attribute_or_an_element() {
        let text = "</title><script>alert(\"1\")</script> & 'x'";
        let escaped = escape(text);
        assert!(!escaped.contains(['<', '>', '"', '\'']), "{escaped}");
        assert_eq!(unescape(&escaped), text);
    }

    #[test]
    fn references_are_replaced_once() {
        assert_eq!(unescape("a&amp;b&#38;c&#x26;d&AMP;e"), "a&b&c&d&e");
        assert_eq!(unescape("a&amp;amp;b&copy=1&"), "a&amp;b&copy=1&");
    }

    #[test]
    fn frames_are_found_however_they_are_written() {
        for (page, sources) in [
            ("<iframe src=\"u\"></iframe>", &["u"][..]),
            (
                "<IFRAME\n  style='a=b > c'\n  SRC = 'u?a&amp;b'\n></IFRAME>",
                &["u?a&b"],
            ),
            ("<iframe frameborder=0 src=u?x>", &["u?x"]),
            ("<iframe allowfullscreen src=u/>", &["u/"]),
            ("<iframe data-src=\"x\" src=\"u\" src=\"v\">", &["u"]),
            ("<p><iframe src=a></iframe>\n<iframe src='b'>", &["a", "b"]),
            ("<!-- <iframe src=a> --><iframe src=b>", &["b"]),
            ("<!-- <iframe src=a>", &[]),
            ("<iframes src=a>", &[]),
            ("<iframe>", &[]),
            ("<iframe src=\"never closed", &["never closed"]),
            ("<iframe =", &[]),
            ("<iframe ü=\"ö\" src=ä>", &["ä"]),
        ] {
            let found: Vec<String> = frame_sources(page)
                .into_iter()
                .map(|(_, source)| source)
                .collect();
            assert_eq!(found, sources, "{page}");
        }
    }
}
