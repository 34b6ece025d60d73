//! The test page of `embed` in a browser. The site that it embeds is a server of this test.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::workspace::{Workspace, stderr, stdout};

const BROWSER: &str = "chromium-headless-shell";
const DIALOG: &str = "25629d5ca84c57a547e86ebae601f572";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";

/// What is embedded. It sends the messages of RAGFlow's widget, whose page in RAGFlow opens a window
/// of the chat with them.
const SHARE_PAGE: &str = "<!DOCTYPE html><title>site</title><p>the embedded page</p>
<script>
var send = function (message) { parent.postMessage(message, '*'); };
send({ type: 'CREATE_CHAT_WINDOW', src: location.origin + '/chats/window' });
send({ type: 'CREATE_CHAT_WINDOW', src: location.origin + '/chats/window' });
send({ type: 'TOGGLE_CHAT', isOpen: true });
send({ type: 'SCROLL_PASSTHROUGH', deltaY: 1 });
send({ type: 'ANOTHER' });
</script>";

/// A web site that answers every request with the same page.
struct Site {
    origin: String,
    /// The paths that were asked for, with their parameters.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let paths = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let paths = Arc::clone(&paths);
                // The browser opens connections that it may never use.
                std::thread::spawn(move || answer(stream, &paths));
            }
        });
        Self { origin, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("the paths").clone()
    }
}

fn answer(mut stream: TcpStream, paths: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("the stream")).lines();
    let Some(Ok(request)) = lines.next() else {
        return;
    };
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
    }
    let body = match path.starts_with("/chats/window") {
        true => "the window of the chat",
        false => SHARE_PAGE,
    };
    paths.lock().expect("the paths").push(path);
    let answered = write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    answered.expect("the browser reads");
}

/// Opens a test page. Returns its document after its scripts ran, and the browser's messages.
fn open(workspace: &Workspace, site: &Site, more: &[&str]) -> (String, String) {
    let fixed = [
        "embed",
        "-u",
        "ada@example.com",
        "--dialog",
        DIALOG,
        "--origin",
    ];
    let page = ["--test-page", "page.html"];
    let ran = workspace.run(&[&fixed[..], &[&site.origin], &page, more].concat());
    assert!(ran.status.success(), "{}", stderr(&ran));
    let url = format!(
        "file://{}",
        workspace.folder.path().join("page.html").display()
    );
    let mut browser = workspace.command(BROWSER);
    browser.args(["--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]);
    browser.args([
        "--virtual-time-budget=2000",
        "--timeout=30000",
        "--dump-dom",
        &url,
    ]);
    let ran = browser.output().expect("tests/run installs the browser");
    assert!(ran.status.success(), "{}", stderr(&ran));
    (stdout(&ran), stderr(&ran))
}

#[test]
fn a_browser_shows_the_page_and_its_name() {
    let workspace = Workspace::demo();
    let hostile = "</title><script>parent.broken = missing.variable</script>&amp;";
    workspace.execute(&format!("UPDATE dialog SET name = '{hostile}'"));
    let site = Site::start();
    let (document, messages) = open(&workspace, &site, &["--theme", "dark"]);
    assert!(!messages.contains("CONSOLE"), "{messages}");
    let path = format!("/chats/share?shared_id={DIALOG}&from=chat&auth={BETA}&theme=dark");
    assert_eq!(site.asked(), [path]);
    // As text, which is how the browser writes it again.
    let escaped = hostile
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    for element in [
        format!("<title>{escaped}</title>"),
        format!("<h1>{escaped}</h1>"),
    ] {
        assert!(document.contains(&element), "{document}");
    }
    assert_eq!(document.matches("<iframe").count(), 1, "{document}");
}

#[test]
fn the_script_of_a_widget_opens_one_window() {
    let workspace = Workspace::demo();
    let site = Site::start();
    let (document, messages) = open(&workspace, &site, &["--widget", "--streaming"]);
    assert!(!messages.contains("CONSOLE"), "{messages}");
    let widget = format!(
        "/chats/widget?shared_id={DIALOG}&from=chat&auth={BETA}&mode=master&streaming=true"
    );
    assert_eq!(site.asked(), [widget, "/chats/window".to_owned()]);
    assert_eq!(
        document.matches("id=\"ragflow-chat\"").count(),
        1,
        "{document}"
    );
    assert!(document.contains("display: block"), "{document}");
}
