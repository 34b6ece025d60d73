//! Whether a long table goes through a pager, and through which.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::env::{PagerSettings, Terminal, Vars};

/// The pager of a terminal: `PAGER`, else `less -FRX` where there is `less`. None if
/// `PAGER` is empty or `cat`, and on a terminal that is `dumb`.
///
/// As with git, a `less` without options of its own ends by itself after a text that
/// fits the screen, shows colours, and leaves the text on the screen.
pub fn pager(vars: &Vars, terminal: Terminal) -> Option<PagerSettings> {
    let size = terminal.height.zip(terminal.width);
    let (height, width) = size.filter(|(height, width)| *height > 0 && *width > 0)?;
    let is_dumb = vars.get("TERM").is_none_or(|term| term == "dumb");
    if !terminal.stdout || is_dumb {
        return None;
    }
    let command = match vars.get("PAGER") {
        Some(command) if is_none(command) => return None,
        Some(command) => command.to_owned(),
        None if vars.is_set("PAGER") || !is_program("less", vars) => return None,
        None => OsString::from("less -FRX"),
    };
    let options = [("LESS", "FRX"), ("LV", "-c")];
    Some(PagerSettings {
        command,
        vars: options
            .into_iter()
            .filter(|(name, _)| !vars.is_set(name))
            .collect(),
        height: height.into(),
        width: width.into(),
    })
}

/// Whether a command means that there is no pager.
fn is_none(command: &OsStr) -> bool {
    matches!(command.to_string_lossy().trim(), "" | "cat")
}

fn is_program(name: &str, vars: &Vars) -> bool {
    let path = vars.get("PATH").unwrap_or_default().to_string_lossy();
    path.split(':')
        .any(|directory| Path::new(directory).join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMINAL: Terminal = Terminal {
        stdin: true,
        stdout: true,
        stderr: true,
        width: Some(80),
        height: Some(24),
        is_stdout_closed: false,
    };

    fn command(pairs: &[(&str, &str)], terminal: Terminal) -> Option<String> {
        let vars = pairs.iter().copied().collect::<Vars>();
        let settings = pager(&vars, terminal)?;
        Some(settings.command.to_string_lossy().into_owned())
    }

    #[test]
    fn the_variable_names_the_pager() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("less"), "").expect("a file");
        let path = folder.path().display().to_string();
        let term = ("TERM", "xterm");
        for (pairs, expected) in [
            (&[term, ("PATH", &path)][..], Some("less -FRX")),
            (&[term, ("PATH", "/no/such/folder")], None),
            (&[term, ("PAGER", "most -s"), ("PATH", "")], Some("most -s")),
            (&[term, ("PAGER", ""), ("PATH", &path)], None),
            (&[term, ("PAGER", " "), ("PATH", &path)], None),
            (&[term, ("PAGER", "cat"), ("PATH", &path)], None),
            (&[("TERM", "dumb"), ("PAGER", "most")], None),
            (&[("PAGER", "most")], None),
        ] {
            assert_eq!(command(pairs, TERMINAL).as_deref(), expected, "{pairs:?}");
        }
    }

    #[test]
    fn only_a_terminal_of_known_size_gets_a_pager() {
        let vars = [("TERM", "xterm"), ("PAGER", "most")];
        let pipe = Terminal {
            stdout: false,
            ..TERMINAL
        };
        let unknown = Terminal {
            height: None,
            ..TERMINAL
        };
        let empty = Terminal {
            height: Some(0),
            ..TERMINAL
        };
        for terminal in [pipe, unknown, empty] {
            assert_eq!(command(&vars, terminal), None);
        }
    }

    #[test]
    fn less_gets_its_usual_options_unless_the_user_has_some() {
        let vars = |pairs: &[(&str, &str)]| {
            let pairs = [("TERM", "xterm"), ("PAGER", "less")].iter().chain(pairs);
            let vars = pairs.copied().collect::<Vars>();
            pager(&vars, TERMINAL).expect("a pager").vars
        };
        assert_eq!(vars(&[]), [("LESS", "FRX"), ("LV", "-c")]);
        assert_eq!(vars(&[("LESS", "-i")]), [("LV", "-c")]);
    }
}
