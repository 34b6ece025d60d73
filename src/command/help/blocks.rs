//! The layout of notes and topics, which become help texts and manual pages.
//!
//! ```text
//! HEADING
//!
//! A paragraph, on any number of lines.
//!   term  two blanks in front of it, at least two after it, then its meaning
//!         on any number of lines
//!
//!     an example: four blanks in front of it, after an empty line
//! ```

/// Where the meanings of terms begin at most; a longer term has a line of its own.
const MAX_COLUMN: usize = 30;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    Heading(&'a str),
    Paragraph(Vec<&'a str>),
    /// Each term with the words of its meaning.
    Terms(Vec<(&'a str, Vec<&'a str>)>),
    /// Lines that stay as they are.
    Example(Vec<&'a str>),
}

/// The blocks of a text, each with whether an empty line precedes it.
pub(crate) fn blocks(text: &str) -> Vec<(bool, Block<'_>)> {
    let mut blocks: Vec<(bool, Block<'_>)> = Vec::new();
    let mut is_separate = true;
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() {
            is_separate = true;
            continue;
        }
        let words = || content.split_whitespace();
        let indent = line.len() - line.trim_start().len();
        let last = blocks.last_mut().map(|(_, block)| block);
        match (indent, last) {
            (0, Some(Block::Paragraph(text))) if !is_separate => text.extend(words()),
            (0, _) if is_heading(content) => blocks.push((true, Block::Heading(content))),
            (0, _) => blocks.push((is_separate, Block::Paragraph(words().collect()))),
            (1..=3, Some(Block::Terms(terms))) if !is_separate => terms.push(term(content)),
            (1..=3, _) => blocks.push((is_separate, Block::Terms(vec![term(content)]))),
            (_, Some(Block::Terms(terms))) if !is_separate => {
                if let Some((_, meaning)) = terms.last_mut() {
                    meaning.extend(words());
                }
            }
            (_, Some(Block::Example(lines))) if !is_separate => lines.push(content),
            _ => blocks.push((is_separate, Block::Example(vec![content]))),
        }
        is_separate = false;
    }
    blocks
}

fn is_heading(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_uppercase() || c == ' ')
}

fn term(line: &str) -> (&str, Vec<&str>) {
    let (term, meaning) = line.split_once("  ").unwrap_or((line, ""));
    (term, meaning.split_whitespace().collect())
}

/// The text in lines of at most this many columns.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (is_separate, block) in blocks(text) {
        if is_separate && !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Heading(heading) => lines.push(heading.to_owned()),
            Block::Paragraph(words) => lines.extend(fill(&words, "", 0, width)),
            Block::Example(example) => {
                lines.extend(example.iter().map(|line| format!("    {line}")));
            }
            Block::Terms(terms) => {
                let columns = terms.iter().map(|(term, _)| term.chars().count() + 4);
                let column = columns.filter(|column| *column <= MAX_COLUMN).max();
                for (term, meaning) in &terms {
                    let first = format!("  {term}");
                    lines.extend(fill(meaning, &first, column.unwrap_or(8), width));
                }
            }
        }
    }
    lines.join("\n")
}

/// Words in lines: the first one begins with `first`, all words begin at `column`.
fn fill(words: &[&str], first: &str, column: usize, width: usize) -> Vec<String> {
    let mut lines = vec![first.to_owned()];
    let mut used = first.chars().count();
    let mut is_first_word = true;
    if used + 2 > column && column > 0 {
        lines.push(String::new());
        used = 0;
    }
    for word in words {
        let length = word.chars().count();
        if !is_first_word && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        }
        let gap = match used {
            used if used < column => column - used,
            0 => 0,
            _ => 1,
        };
        if let Some(line) = lines.last_mut() {
            line.push_str(&" ".repeat(gap));
            line.push_str(word);
        }
        used += gap + length;
        is_first_word = false;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
Fields:
  id    the first 12 hex digits of the SHA-256
        of the key
  a very long term that does not fit  its meaning
After the
list.

MORE THINGS

A paragraph that is longer than the width.

    x = 1  # as it is
    y = 2
";

    #[test]
    fn paragraphs_and_meanings_are_filled_and_examples_stay() {
        assert_eq!(
            wrap(TEXT, 32),
            "\
Fields:
  id  the first 12 hex digits of
      the SHA-256 of the key
  a very long term that does not fit
      its meaning
After the list.

MORE THINGS

A paragraph that is longer than
the width.

    x = 1  # as it is
    y = 2"
        );
    }

    #[test]
    fn a_wrapped_text_wraps_to_the_same() {
        for width in [40, 60, 80, 100] {
            let once = wrap(TEXT, width);
            assert_eq!(wrap(&once, width), once, "{width}");
        }
    }

    #[test]
    fn the_kinds_of_blocks() {
        let kinds: Vec<_> = blocks(TEXT)
            .into_iter()
            .map(|(_, block)| match block {
                Block::Heading(_) => "heading",
                Block::Paragraph(_) => "paragraph",
                Block::Terms(_) => "terms",
                Block::Example(_) => "example",
            })
            .collect();
        let expected = [
            "paragraph",
            "terms",
            "paragraph",
            "heading",
            "paragraph",
            "example",
        ];
        assert_eq!(kinds, expected);
    }
}
