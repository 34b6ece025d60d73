//! The width of help texts.

use crate::env::{Terminal, Vars};

/// Where the output is not a terminal, and COLUMNS is not set.
const DEFAULT: usize = 80;
/// Longer lines are hard to read.
const MAX: usize = 100;
/// Narrower, the columns of an option and its help do not fit next to each other.
const MIN: usize = 40;

/// The width of help texts in columns: COLUMNS, else that of the terminal, within
/// reasonable bounds.
pub fn help_width(vars: &Vars, terminal: Terminal) -> usize {
    let columns = vars.get("COLUMNS").and_then(|value| value.to_str());
    let given = columns.and_then(|value| value.parse().ok());
    let width = terminal.width.filter(|_| terminal.stdout).map(usize::from);
    given.or(width).unwrap_or(DEFAULT).clamp(MIN, MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_first_then_the_terminal() {
        let width = |columns: &str, terminal: Option<u16>| {
            let terminal = Terminal {
                stdout: terminal.is_some(),
                width: terminal,
                ..Terminal::default()
            };
            help_width(&[("COLUMNS", columns)].into_iter().collect(), terminal)
        };
        assert_eq!(width("", None), 80);
        assert_eq!(width("", Some(72)), 72);
        assert_eq!(width("", Some(200)), 100);
        assert_eq!(width("90", Some(72)), 90);
        assert_eq!(width("60", None), 60);
        assert_eq!(width("many", None), 80);
        assert_eq!(width("0", None), 40);
    }
}
