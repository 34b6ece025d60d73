//! Whether output is coloured.

use crate::env::Vars;

/// Whether a stream gets colour: NO_COLOR turns it off, CLICOLOR_FORCE turns it
/// on, and otherwise a terminal that is not `dumb` gets it.
pub fn color(vars: &Vars, is_terminal: bool) -> bool {
    let is_dumb = vars.get("TERM").is_some_and(|term| term == "dumb");
    if vars.get("NO_COLOR").is_some() {
        false
    } else if vars.is_on("CLICOLOR_FORCE") {
        true
    } else {
        is_terminal && !is_dumb
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_conventions() {
        let vars = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<Vars>();
        assert!(color(&vars(&[]), true));
        assert!(!color(&vars(&[]), false));
        assert!(!color(&vars(&[("TERM", "dumb")]), true));
        assert!(!color(&vars(&[("NO_COLOR", "1")]), true));
        assert!(
            color(&vars(&[("NO_COLOR", "")]), true),
            "empty counts as unset"
        );
        assert!(color(&vars(&[("CLICOLOR_FORCE", "1")]), false));
        assert!(!color(&vars(&[("CLICOLOR_FORCE", "0")]), false));
        assert!(!color(
            &vars(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]),
            true
        ));
    }
}
