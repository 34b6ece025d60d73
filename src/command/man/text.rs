//! Notes and topics in the language of manual pages.

use clap_mangen::roff::{Inline, Roff, bold, roman};

use crate::command::help::{Block, blocks};

/// Appends a section with this text; see `command/help/blocks.rs` for its layout.
pub(super) fn push_section(heading: &str, text: &str, roff: &mut Roff) {
    roff.control("SH", [heading]);
    push_text(text, true, roff);
}

/// Appends a text; a paragraph at the beginning of a section is not separated.
pub(super) fn push_text(text: &str, mut begins_section: bool, roff: &mut Roff) {
    for (_, block) in blocks(text) {
        if matches!(block, Block::Paragraph(_) | Block::Example(_)) && !begins_section {
            roff.control("PP", []);
        }
        begins_section = matches!(block, Block::Heading(_));
        match block {
            Block::Heading(heading) => {
                roff.control("SH", [heading]);
            }
            Block::Paragraph(words) => {
                roff.text(inlines(&words.join(" ")));
            }
            Block::Terms(terms) => {
                for (term, meaning) in terms {
                    roff.control("TP", []);
                    roff.text([bold(term)]);
                    roff.text(inlines(&meaning.join(" ")));
                }
            }
            Block::Example(lines) => push_lines(lines, roff),
        }
    }
}

/// Appends lines that are not filled.
pub(super) fn push_lines<'a>(lines: impl IntoIterator<Item = &'a str>, roff: &mut Roff) {
    roff.control("nf", []);
    roff.control("RS", ["4"]);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("RE", []);
    roff.control("fi", []);
}

/// The parts of a line; those between backquotes are bold.
fn inlines(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate();
    parts
        .filter(|(_, part)| !part.is_empty())
        .map(|(number, part)| match number % 2 {
            0 => roman(part),
            _ => bold(part),
        })
        .collect()
}
