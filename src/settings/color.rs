//! Whether output is coloured.

use crate::env::Vars;
use crate::options::ColorWhen;

/// Whether a stream gets colour. `--color` decides; with `auto`, NO_COLOR turns it
/// off, CLICOLOR_FORCE turns it on, and otherwise a terminal that is not `dumb` gets
/// it.
pub fn color(vars: &Vars, is_terminal: bool, when: ColorWhen) -> bool {
    let is_dumb = vars.get("TERM").is_some_and(|term| term == "dumb");
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto if vars.get("NO_COLOR").is_some() => false,
        ColorWhen::Auto if vars.is_on("CLICOLOR_FORCE") => true,
        ColorWhen::Auto => is_terminal && !is_dumb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_conventions() {
        let vars = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<Vars>();
        let color = |vars: &Vars, is_terminal| color(vars, is_terminal, ColorWhen::Auto);
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

    #[test]
    fn the_option_overrides_the_environment() {
        let forced: Vars = [("CLICOLOR_FORCE", "1")].into_iter().collect();
        let plain: Vars = [("NO_COLOR", "1"), ("TERM", "dumb")].into_iter().collect();
        for is_terminal in [false, true] {
            assert!(!color(&forced, is_terminal, ColorWhen::Never));
            assert!(color(&plain, is_terminal, ColorWhen::Always));
        }
    }
}
