//! The picture of the README: what a terminal shows of three commands on the sample database. It is
//! made by the program itself, and this test compares it with the one in `docs/`.
//!
//!     RAGFLOWCTL_REGENERATE=1 cargo test --test picture

use std::cell::RefCell;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use ragflowctl::env::{Clock, Dirs, Env, Interrupt, SystemEntropy, SystemHost, Terminal, Vars};

/// The width of the terminal, in columns.
const WIDTH: u16 = 100;
/// The size of a character cell, in pixels.
const CELL: (usize, usize) = (8, 18);
const PADDING: usize = 16;
const FONT: &str = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";
const BACKGROUND: &str = "#1e1e2e";
const FOREGROUND: &str = "#cdd6f4";

/// What is typed: text for stdin, and the arguments.
const COMMANDS: [(&str, &str); 3] = [
    ("", "token list --user ada@example.com"),
    (EMBED_WITH_KEY, "token explain -"),
    ("", "audit --min-severity critical"),
];
/// A frequent mistake: the page contains the API key where its beta belongs.
const EMBED_WITH_KEY: &str = "<iframe src=\"https://rag/next-chats/share?shared_id=1&auth=\
                              ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM\">";

/// Both output streams of a terminal.
#[derive(Clone, Default)]
struct Screen(Rc<RefCell<Vec<u8>>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A clock that stands still, in UTC.
struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        let noon = DateTime::from_timestamp(1_795_780_800, 0);
        noon.expect("27 November 2026, 12:00")
    }

    fn offset_at(&self, _: DateTime<Utc>) -> FixedOffset {
        FixedOffset::east_opt(0).expect("UTC")
    }

    fn unix_ms(&self, local: NaiveDateTime) -> Option<i64> {
        Some(local.and_utc().timestamp_millis())
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) {}
}

/// Runs a command, and returns what a terminal shows of it.
fn shown(stdin: &str, command: &str, home: &Path) -> String {
    let screen = Screen::default();
    let args = ["ragflowctl", "-d", "demo:"]
        .into_iter()
        .chain(command.split(' '));
    let vars = [("TERM", "xterm-256color")].into_iter().collect::<Vars>();
    let _ = ragflowctl::run(
        args.map(OsString::from),
        &mut Env {
            stdin: &mut stdin.as_bytes(),
            stdout: &mut screen.clone(),
            stderr: &mut screen.clone(),
            vars,
            terminal: Terminal {
                stdin: false,
                stdout: true,
                stderr: true,
                width: Some(WIDTH),
                height: None,
                is_stdout_closed: false,
            },
            dirs: Dirs {
                data: Some(home.to_owned()),
                state: Some(home.to_owned()),
                config: Vec::new(),
                home: None,
                container: home.join("ragflow"),
                working: PathBuf::from("/nowhere"),
            },
            host: &mut SystemHost,
            clock: &Noon,
            entropy: &mut SystemEntropy::default(),
            interrupt: Interrupt::default(),
            statement_hook: None,
        },
    );
    let bytes = screen.0.borrow().clone();
    String::from_utf8(bytes).expect("UTF-8")
}

/// A character and how it looks: its colour, and whether it is bold.
type Cell = (char, &'static str, bool);

/// The lines of a terminal: escape sequences become looks, and long lines are broken.
fn lines(text: &str) -> Vec<Vec<Cell>> {
    let mut lines = vec![Vec::new()];
    let (mut color, mut is_bold) = (FOREGROUND, false);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\u{1b}' => {
                let sequence: String = characters.by_ref().take_while(|c| *c != 'm').collect();
                for code in sequence.trim_start_matches('[').split(';') {
                    (color, is_bold) = match code {
                        "" | "0" => (FOREGROUND, false),
                        "1" => (color, true),
                        "31" | "91" => ("#f38ba8", is_bold),
                        "32" | "92" => ("#a6e3a1", is_bold),
                        "33" | "93" => ("#f9e2af", is_bold),
                        "34" | "94" => ("#89b4fa", is_bold),
                        "35" | "95" => ("#f5c2e7", is_bold),
                        "36" | "96" => ("#94e2d5", is_bold),
                        "2" => ("#7f849c", is_bold),
                        _ => unreachable!("the escape sequence {sequence:?} has no look"),
                    };
                }
            }
            '\n' => lines.push(Vec::new()),
            _ => {
                if lines
                    .last()
                    .is_some_and(|line| line.len() == usize::from(WIDTH))
                {
                    lines.push(Vec::new());
                }
                lines
                    .last_mut()
                    .expect("a line")
                    .push((character, color, is_bold));
            }
        }
    }
    lines.pop_if(|line| line.is_empty());
    lines
}

fn svg() -> String {
    let home = tempfile::tempdir().expect("a folder");
    let mut text = String::new();
    for (stdin, command) in COMMANDS {
        let file = match stdin {
            "" => "",
            _ => " < page.html",
        };
        let _ = writeln!(
            text,
            "\u{1b}[32m$\u{1b}[0m \u{1b}[1mragflowctl -d demo: {command}{file}\u{1b}[0m"
        );
        text.push_str(&shown(stdin, command, home.path()));
        text.push('\n');
    }
    let lines = lines(text.trim_end());
    let width = usize::from(WIDTH) * CELL.0 + 2 * PADDING;
    let height = lines.len() * CELL.1 + 2 * PADDING;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONT}\" font-size=\"13\" fill=\"{FOREGROUND}\">\n\
         <title>ragflowctl in a terminal</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (number, line) in lines.iter().enumerate() {
        let y = PADDING + number * CELL.1 + 13;
        let mut column = 0;
        for run in line.chunk_by(|a, b| (a.1, a.2, a.0 == ' ') == (b.1, b.2, b.0 == ' ')) {
            let (_, color, is_bold) = run[0];
            let words: String = run.iter().map(|(character, ..)| character).collect();
            if !words.trim().is_empty() {
                let x = PADDING + column * CELL.0;
                let length = run.len() * CELL.0;
                let fill = match color {
                    FOREGROUND => String::new(),
                    color => format!(" fill=\"{color}\""),
                };
                let weight = if is_bold { " font-weight=\"bold\"" } else { "" };
                let words = words.replace('&', "&amp;").replace('<', "&lt;");
                let _ = writeln!(
                    svg,
                    "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\"{fill}{weight}>{words}</text>"
                );
            }
            column += run.len();
        }
    }
    svg + "</svg>\n"
}

#[test]
fn the_picture_of_the_readme_is_true() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/terminal.svg");
    let made = svg();
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch for the developer, not for the program"
    )]
    if std::env::var_os("RAGFLOWCTL_REGENERATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(&path, &made).expect("a file");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == made,
        "docs/terminal.svg is not what the program prints; make it anew: \
         RAGFLOWCTL_REGENERATE=1 cargo test --test picture"
    );
}
