//! Messages on a terminal, broken into lines at blanks.

use unicode_width::UnicodeWidthStr as _;

/// What further lines begin with.
const INDENT: &str = "  ";

/// Breaks a message at blanks into lines of at most `width` columns. The first line
/// begins at the column `start`. A suggested command stays in one piece, so that it can
/// be copied as a whole; so does a word that is too long for a line.
pub fn wrap(text: &str, start: usize, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = start;
    for piece in pieces(text) {
        let piece_width = piece.width();
        if wrapped.is_empty() {
            column += piece_width;
        } else if column + 1 + piece_width <= width {
            wrapped.push(' ');
            column += 1 + piece_width;
        } else {
            wrapped.push('\n');
            wrapped.push_str(INDENT);
            column = INDENT.len() + piece_width;
        }
        wrapped.push_str(&piece);
    }
    wrapped
}

/// The words of a text; the words of a command are one. It ends with the text, or at
/// a semicolon.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut is_command = false;
    for word in text.split(' ') {
        match pieces.last_mut().filter(|_| is_command) {
            Some(command) => {
                command.push(' ');
                command.push_str(word);
            }
            None => pieces.push(word.to_owned()),
        }
        is_command = (is_command || word == "ragflowctl") && !word.ends_with(';');
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_are_indented() {
        assert_eq!(wrap("one two three four", 6, 20), "one two three\n  four");
        assert_eq!(wrap("short", 6, 20), "short");
        assert_eq!(wrap("", 6, 20), "");
    }

    #[test]
    fn a_command_stays_in_one_piece() {
        assert_eq!(
            wrap("to replace it: ragflowctl token rotate --weak --all", 9, 30),
            "to replace it:\n  ragflowctl token rotate --weak --all"
        );
        assert_eq!(
            wrap("run ragflowctl undo; or do nothing at all", 6, 28),
            "run ragflowctl undo;\n  or do nothing at all"
        );
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(wrap("客服 机器 人人", 0, 10), "客服 机器\n  人人");
    }
}
