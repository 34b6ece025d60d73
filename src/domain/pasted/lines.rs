//! Which lines of a pasted text belong together: an iframe and a command can have
//! several.

/// A line of a text, with the lines that belong to it.
#[derive(Debug, PartialEq, Eq)]
pub struct PastedLine {
    /// The number of the first line; 1 for the first line of the text.
    pub number: usize,
    /// The text, with the line ends within it.
    pub text: String,
}

/// Splits a text into lines. An iframe is one line, and so is a command whose lines
/// end with a backslash. Blank lines are left out.
pub fn split_lines(text: &str) -> Vec<PastedLine> {
    let mut lines: Vec<PastedLine> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        match lines.last_mut() {
            Some(open) if !is_complete(&open.text) => {
                open.text.push('\n');
                open.text.push_str(line);
            }
            _ if line.trim().is_empty() => {}
            _ => lines.push(PastedLine {
                number: index + 1,
                text: line.to_owned(),
            }),
        }
    }
    lines
}

/// Whether no further line belongs to this one.
pub fn is_complete(text: &str) -> bool {
    let is_open = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("<iframe") && !text.contains("</iframe") && !text.contains("/>")
    };
    !text.trim_end_matches('\r').ends_with('\\') && !is_open(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_numbers_and_an_iframe_is_one_line() {
        let text = "k\r\n\n<iframe\n  src=\"u?auth=b\"\n>\n</iframe>\ncurl u \\\n  -H 'A: b'\nlast";
        let lines = split_lines(text);
        let numbers: Vec<usize> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 3, 7, 9]);
        assert!(lines[1].text.ends_with("</iframe>"), "{lines:?}");
        assert!(lines[2].text.ends_with("'A: b'"), "{lines:?}");
        assert_eq!(split_lines(" \n\n"), []);
    }

    #[test]
    fn an_iframe_that_is_never_closed_ends_with_the_text() {
        let lines = split_lines("<iframe src=\"u?auth=b\">\nk");
        assert_eq!(lines.len(), 1);
    }
}
