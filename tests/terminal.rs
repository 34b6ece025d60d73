//! The program at a real terminal: its prompts, and that passwords are not shown.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ragflowctl");
/// Longer than any wait takes unless something hangs.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The program in a terminal that the test reads from and types to.
struct Terminal {
    script: Child,
    shown: Receiver<String>,
    /// Everything shown so far, and how much of it `wait_for` has passed.
    text: String,
    seen: usize,
}

impl Terminal {
    /// Starts the program in a folder that is also its home.
    fn start(home: &Path, arguments: &str) -> Self {
        Self::run(home, &format!("{PROGRAM} {arguments}"))
    }

    /// Runs a command of a shell.
    fn run(home: &Path, command: &str) -> Self {
        // `script` creates a pseudo-terminal and connects it to its own stdin and stdout.
        let mut script = Command::new("script")
            .args(["--quiet", "--return", "--command"])
            .arg(command)
            .arg("/dev/null")
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .env("HOME", home)
            .current_dir(home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script starts");
        let mut output = script.stdout.take().expect("its output");
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 1024];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                let text = String::from_utf8_lossy(&buffer[..read]).into_owned();
                if sender.send(text).is_err() {
                    return;
                }
            }
        });
        Self {
            script,
            shown,
            text: String::new(),
            seen: 0,
        }
    }

    /// Waits until the terminal shows this.
    fn wait_for(&mut self, text: &str) {
        loop {
            if let Some(at) = self.text[self.seen..].find(text) {
                self.seen += at + text.len();
                return;
            }
            let more = self.shown.recv_timeout(MAX_WAIT);
            let more = more.map_err(|_| format!("{text:?} is not in {:?}", self.text));
            self.text.push_str(&more.expect("it is shown"));
        }
    }

    /// Types a line.
    fn answer(&mut self, line: &str) {
        self.type_text(&format!("{line}\n"));
    }

    fn type_text(&mut self, text: &str) {
        let input = self.script.stdin.as_mut().expect("its input");
        input.write_all(text.as_bytes()).expect("it reads");
    }

    /// Waits for the end, and returns the status and everything shown.
    fn end(mut self) -> (i32, String) {
        while let Ok(more) = self.shown.recv_timeout(MAX_WAIT) {
            self.text.push_str(&more);
        }
        let status = self.script.wait().expect("it ends");
        (status.code().expect("a status"), self.text)
    }
}

#[test]
fn config_init_writes_a_file_that_only_its_owner_can_read() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(home.path(), "config init");
    terminal.wait_for("Name of the profile [default]: ");
    terminal.answer("sample");
    terminal.wait_for("a database URL: ");
    terminal.answer("demo:");
    let (status, text) = terminal.end();
    assert_eq!(status, 0, "{text}");
    let path = home.path().join(".config/ragflowctl/config.toml");
    let written = std::fs::read_to_string(&path).expect("the file");
    let expected = "default_profile = \"sample\"\n\n[profiles.sample]\nurl = \"demo:\"\n";
    assert_eq!(written, expected);
    let mode = path.metadata().expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_typed_password_is_not_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(home.path(), "config init p --connect-timeout 2s");
    terminal.wait_for("a database URL: ");
    // Nothing listens there.
    terminal.answer("postgres://me@127.0.0.1:1/rag_flow");
    terminal.wait_for("Password of postgres://me@127.0.0.1:1/rag_flow (empty: none): ");
    terminal.answer("hunter 2");
    terminal.wait_for("Write the profile anyway? [y/N] ");
    terminal.answer("y");
    let (status, text) = terminal.end();
    assert_eq!(status, 0, "{text}");
    assert!(!text.contains("hunter"), "{text}");
    let path = home.path().join(".config/ragflowctl/config.toml");
    let written = std::fs::read_to_string(path).expect("the file");
    assert!(written.contains("password = \"hunter 2\""), "{written}");
}

#[test]
fn echo_is_on_again_after_an_interrupted_password() {
    let home = tempfile::tempdir().expect("a folder");
    let arguments = "config init p; echo status=$?; stty -a";
    let mut terminal = Terminal::start(home.path(), arguments);
    terminal.wait_for("a database URL: ");
    terminal.answer("postgres://me@127.0.0.1:1/rag_flow");
    terminal.wait_for("(empty: none): ");
    terminal.answer("hun\x03");
    let (_, text) = terminal.end();
    assert!(text.contains("status=130"), "{text}");
    assert!(
        text.contains(" echo ") && !text.contains("-echo "),
        "{text}"
    );
    assert!(!home.path().join(".config").exists());
}

#[test]
fn an_encrypted_password_is_prompted_for() {
    let home = tempfile::tempdir().expect("a folder");
    let conf = home.path().join("srv/conf");
    std::fs::create_dir_all(&conf).expect("a folder");
    let text = "encrypt_password: true\n\
                mysql: {name: d, user: me, password: '0xC0DE', host: 127.0.0.1, port: 1}\n";
    std::fs::write(conf.join("service_conf.yaml"), text).expect("a file");
    let mut terminal = Terminal::start(home.path(), "--ragflow srv --connect-timeout 2s db check");
    terminal.wait_for("is encrypted");
    terminal.wait_for("Password of mysql://me@127.0.0.1:1/d: ");
    terminal.answer("hunter2");
    let (status, text) = terminal.end();
    assert_eq!(status, 5, "{text}");
    assert!(
        !text.contains("hunter2") && !text.contains("C0DE"),
        "{text}"
    );
}

#[test]
fn a_pasted_string_is_not_shown_and_enter_ends_it() {
    const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(home.path(), "-d demo: token explain -");
    terminal.wait_for("string to explain: ");
    terminal.answer(KEY);
    let (status, text) = terminal.end();
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("API key 7c82c4c66475 (ada@example.com): accepted"),
        "{text}"
    );
    assert!(!text.contains("FloKsEW9"), "{text}");
}

#[test]
fn all_lines_of_a_pasted_iframe_are_read() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(home.path(), "-d demo: token explain -");
    terminal.wait_for("string to explain: ");
    terminal.answer(
        "<iframe\n  src=\"https://h/chats/share?auth=sAt-QjisPF3vek76rOSzAToIn7aBVNk1\"\n>\n</iframe>",
    );
    terminal.wait_for("beta of key 7c82c4c66475 (ada@example.com): accepted");
    let (status, text) = terminal.end();
    assert_eq!(status, 0, "{text}");
    assert!(!text.contains("iframe"), "{text}");
}

/// What a command shows on a terminal of 12 lines, with this pager.
fn paged(pager: &str, arguments: &str) -> (i32, String) {
    let home = tempfile::tempdir().expect("a folder");
    let command = format!("stty rows 12 cols 100; export PAGER='{pager}'; {PROGRAM} {arguments}");
    Terminal::run(home.path(), &command).end()
}

const LONG: &str = "-d demo: token list --all";
/// The keys of the sample database.
const KEYS: usize = 19;

#[test]
fn more_than_a_screen_goes_through_the_pager() {
    let mark = "sed s/^/paged:/";
    let (status, text) = paged(mark, LONG);
    assert_eq!(status, 0, "{text}");
    assert_eq!(text.matches("paged:").count(), KEYS + 1, "{text}");
    // What is said after the table comes after the pager.
    let (_, after) = text.rsplit_once("paged:").expect("a paged line");
    assert!(after.contains("19 keys"), "{text}");
    for unpaged in [
        "-d demo: token list --user ben@example.com",
        "-d demo: token list --all --no-pager",
        "-d demo: token list --all -o csv",
        "-d demo: token list --all | cat",
    ] {
        let (status, text) = paged(mark, unpaged);
        assert_eq!(status, 0, "{unpaged}: {text}");
        assert!(!text.contains("paged:"), "{unpaged}: {text}");
        assert!(text.lines().count() > 3, "{unpaged}: {text}");
    }
}

#[test]
fn a_pager_that_does_not_work_is_replaced() {
    for pager in ["no-such-pager", "false", "sh -c \"exit 3\"", "", "cat"] {
        let (status, text) = paged(pager, LONG);
        assert_eq!(status, 0, "{pager}: {text}");
        assert_eq!(text.matches("ragflow-").count(), KEYS, "{pager}: {text}");
        assert!(text.contains("19 keys"), "{pager}: {text}");
    }
}

#[test]
fn a_pager_may_end_early() {
    let (status, text) = paged("head -n 3", LONG);
    assert_eq!(status, 0, "{text}");
    assert_eq!(text.matches("ragflow-").count(), 2, "{text}");
    let (status, text) = paged("head -n 3", "-d demo: audit --fail-on high");
    assert_eq!(status, 7, "{text}");
}

#[test]
fn the_pager_does_not_get_the_password() {
    let home = tempfile::tempdir().expect("a folder");
    let command = format!(
        "stty rows 12 cols 100; export PAGER='cat; env' RAGFLOWCTL_DATABASE_URL=demo: \
         RAGFLOWCTL_PASSWORD=hunter2; {PROGRAM} -d demo: token list --all"
    );
    let (status, text) = Terminal::run(home.path(), &command).end();
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("LESS=FRX"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
}

#[test]
fn a_pager_survives_repeated_interrupts() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(
        home.path().join("pager"),
        "trap 'echo interrupted' INT\ncat > text\necho started\nwhile :; do\nread -r line < /dev/tty\n\
         [ \"$line\" = q ] && exit\ndone\n",
    )
    .expect("a file");
    let command = format!("stty rows 12 cols 100; export PAGER='sh ./pager'; {PROGRAM} {LONG}");
    let mut terminal = Terminal::run(home.path(), &command);
    terminal.wait_for("started");
    for _ in 0..3 {
        terminal.type_text("\x03");
        terminal.wait_for("interrupted");
    }
    terminal.answer("q");
    // The program has waited for the pager.
    terminal.wait_for("19 keys");
    let written = std::fs::read_to_string(home.path().join("text")).expect("the text");
    assert_eq!(written.matches("ragflow-").count(), KEYS, "{written}");
}
