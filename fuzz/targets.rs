//! What is fuzzed: every parser that reads text of somebody else.
//!
//! A target takes any bytes. It must not panic, hang or take memory without limit, and
//! checks what always holds. `tests/fuzz.rs` runs all targets for a moment in every test
//! run; with `cargo fuzz` each can run for as long as one wants (see `fuzz/README.md`).

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::LazyLock;

use ragflowctl::database_url::DatabaseUrl;
use ragflowctl::domain::embed::{EmbedUrl, RagflowVersion, find_urls};
use ragflowctl::domain::form::PREFIX;
use ragflowctl::domain::key_selector::KeySelector;
use ragflowctl::domain::login::{LoginToken, SecretKey};
use ragflowctl::domain::scan::{SecretIndex, find_candidates};
use ragflowctl::domain::verdict::{Generation, Purpose, read_credential};
use ragflowctl::domain::zone::ZoneSpec;
use ragflowctl::domain::{address_list, error_message, import, legacy, pasted};
use ragflowctl::env::{
    Dirs, Env, Interrupt, SystemClock, SystemEntropy, SystemHost, Terminal, Vars,
};
use ragflowctl::ragflow_conf;
use ragflowctl::text::{may_be_secret, sanitize};
use tempfile::TempDir;

/// A name, as that of the folder in `fuzz/corpus`, and the function.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
pub(crate) const TARGETS: [Target; 17] = [
    ("address_list", address_list_target),
    ("config_file", config_file),
    ("database_url", database_url),
    ("dotenv", dotenv),
    ("embed_url", embed_url),
    ("header", header),
    ("import", import_target),
    ("key_selector", key_selector),
    ("legacy", legacy_target),
    ("login_token", login_token),
    ("my_cnf", my_cnf),
    ("pasted", pasted_target),
    ("pgpass", pgpass),
    ("sanitize", sanitize_target),
    ("scan", scan),
    ("service_conf", service_conf),
    ("undo_file", undo_file),
];

/// Runs one target.
///
/// # Panics
/// If there is no such target, or a check fails.
pub(crate) fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, function) = target.expect("a target of this name");
    function(data);
}

fn address_list_target(data: &[u8]) {
    let Ok(addresses) = address_list::parse(&text(data)) else {
        return;
    };
    assert!(
        !addresses.is_empty(),
        "a list without an address is an error"
    );
    for (line, address) in addresses {
        assert!(line > 0, "lines are counted from 1");
        assert_eq!(address.trim(), address, "blanks around an address");
    }
}

fn database_url(data: &[u8]) {
    let Ok(url) = DatabaseUrl::parse(&text(data), None) else {
        return;
    };
    // A suggested command names the same database.
    let argument = url.to_argument();
    let again = DatabaseUrl::parse(&argument, None);
    let names = |url: &DatabaseUrl| (url.identity(), url.to_string());
    assert_eq!(
        again.as_ref().map(names).ok(),
        Some(names(&url)),
        "{argument}"
    );
}

fn embed_url(data: &[u8]) {
    let text = text(data);
    let version: RagflowVersion = "0.27".parse().expect("a version");
    for url in find_urls(&text) {
        assert!(url.line > 0, "lines are counted from 1");
        EmbedUrl::parse(&url.text, version);
    }
    EmbedUrl::parse(&text, version);
}

fn header(data: &[u8]) {
    for purpose in Purpose::ALL {
        for generation in Generation::ALL {
            // An error says why no credential is there.
            let _ = read_credential(purpose, generation, data);
        }
    }
}

fn import_target(data: &[u8]) {
    let text = text(data);
    match import::parse(&text) {
        Ok(rows) => {
            for row in &rows {
                import::unusual_values(row);
            }
        }
        Err(error) => {
            // Any word of the input may be a secret.
            let message = error.to_string();
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            for word in words.filter(|word| word.len() >= 20) {
                assert!(!message.contains(word), "the error repeats a value");
            }
        }
    }
}

fn key_selector(data: &[u8]) {
    let text = text(data);
    if let KeySelector::Id(id) = KeySelector::new(&text) {
        assert!((6..=12).contains(&id.len()), "an ID has 6 to 12 digits");
    }
    may_be_secret(&text);
}

fn legacy_target(data: &[u8]) {
    let text = text(data);
    let times = legacy::minting_times(&text).count();
    assert!(times <= 2, "at most two times are possible");
    assert_eq!(legacy::is_guessable(&text), times > 0);
    assert_eq!(legacy::minted_at(&text, Some(0)).is_some(), times > 0);
    if !text.starts_with(PREFIX) {
        assert_eq!(legacy::is_guessable(&format!("{PREFIX}{text}")), times > 0);
    }
}

fn login_token(data: &[u8]) {
    let text = text(data);
    let Ok(token) = LoginToken::parse(&text) else {
        return;
    };
    let key = SecretKey::new(&"k".repeat(32)).expect("a key");
    assert!(token.verify(&key).is_err(), "nobody has signed it");
}

fn pasted_target(data: &[u8]) {
    let text = text(data);
    error_message::recognise(&text);
    let cleaned = pasted::clean(&text);
    if cleaned.rest == text {
        assert!(cleaned.removed.is_empty(), "nothing was taken away");
    }
}

fn sanitize_target(data: &[u8]) {
    let text = text(data);
    let shown = sanitize(&text);
    assert!(
        !shown.chars().any(char::is_control),
        "a terminal would obey a control character"
    );
    assert_eq!(sanitize(&shown), shown, "what is safe stays");
    if let Ok(zone) = text.parse::<ZoneSpec>() {
        let again = zone.to_string().parse::<ZoneSpec>();
        assert_eq!(again.as_ref(), Ok(&zone));
    }
}

fn scan(data: &[u8]) {
    // A secret that the text has must be found where it is.
    let key = "0123456789ABCDEFabcdef-_0123456789ABCDEFabcd";
    let mut index = SecretIndex::default();
    index.add_key(key);
    index.add_secret("a beta with blanks in it");
    for candidate in find_candidates(data, &index) {
        assert!(candidate.range.end <= data.len(), "it is in the text");
        candidate.secret(data);
    }
    let at = data.len() / 2;
    let text = [&data[..at], b" ", key.as_bytes(), b" ", &data[at..]].concat();
    let found = find_candidates(&text, &index);
    let place = at + 1..at + 1 + key.len();
    assert!(
        found
            .iter()
            .any(|found| found.range == place && !found.is_wide),
        "the key is found"
    );
}

fn dotenv(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
        let folder = folder();
        let template = include_str!(
            "../tests/fixtures/deployments/docker-0.27/docker/service_conf.yaml.template"
        );
        write(
            &folder.path().join("service_conf.yaml.template"),
            template.as_bytes(),
        );
        folder
    });
    write(&FOLDER.path().join(".env"), data);
    read_deployment(FOLDER.path());
}

fn service_conf(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    write(&FOLDER.path().join("conf/service_conf.yaml"), data);
    read_deployment(FOLDER.path());
}

/// An error names the place of a mistake; it is not asked for here.
fn read_deployment(folder: &Path) {
    let _ = ragflow_conf::read(folder, None, &Vars::default());
}

fn config_file(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    write(&FOLDER.path().join("config/config.toml"), data);
    run_program(FOLDER.path(), &["config", "show"]);
}

fn my_cnf(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    write(&FOLDER.path().join("home/.my.cnf"), data);
    let url = "mysql://me@127.0.0.1:1/rag_flow";
    run_program(FOLDER.path(), &["--database", url, "config", "show"]);
}

fn pgpass(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    write(&FOLDER.path().join("home/.pgpass"), data);
    let url = "postgres://me@127.0.0.1:1/rag_flow";
    run_program(FOLDER.path(), &["--database", url, "config", "show"]);
}

fn undo_file(data: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    let path = FOLDER.path().join("state/ragflowctl/undo/changes.jsonl");
    write(&path, data);
    let path = path.to_str().expect("a path of ASCII");
    run_program(
        FOLDER.path(),
        &["--database", "demo:", "undo", path, "--dry-run"],
    );
    run_program(FOLDER.path(), &["--database", "demo:", "undo", "--list"]);
}

/// Runs the program in a folder. It may fail, but not panic.
fn run_program(folder: &Path, args: &[&str]) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut env = Env {
        stdin: &mut [].as_slice(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        vars: Vars::default(),
        terminal: Terminal::default(),
        dirs: Dirs {
            data: None,
            state: Some(folder.join("state")),
            config: vec![folder.join("config")],
            home: Some(folder.join("home")),
            container: folder.join("ragflow"),
            working: folder.to_owned(),
        },
        host: &mut SystemHost,
        clock: &SystemClock::start(),
        entropy: &mut SystemEntropy::default(),
        interrupt: Interrupt::default(),
        statement_hook: None,
    };
    let args = ["ragflowctl"].iter().chain(args).map(Into::into);
    ragflowctl::run(args, &mut env);
    let is_safe = |byte: &u8| *byte == b'\n' || *byte == b'\t' || !byte.is_ascii_control();
    assert!(
        stderr.iter().all(is_safe),
        "a message has a control character"
    );
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Writes a file that only this account can read.
fn write(path: &Path, data: &[u8]) {
    let folder = path.parent().expect("it is in a folder");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(path, data).expect("a file");
    fs::set_permissions(path, PermissionsExt::from_mode(0o600)).expect("a mode");
}

fn text(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}
