//! `embed`

use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use serde_json::Value;
use url::Url;

use crate::fixture::{ADA, AGENT, DIALOG, FOREIGN_DIALOG, File, envelope, rows, show};
use crate::sandbox::{Finished, Sandbox};

const SEARCH: &str = "31d5ee0c783be17436df927c83c9e33b";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
/// A visitor's ID with characters that mean something in URLs and HTML.
const VISITOR: &str = "7&auth=x \"'<b>#王";
const SITE: &str = "https://rag.example.com";

fn embed(sandbox: &Sandbox, args: &[&str]) -> Finished {
    let fixed = ["-d", "demo:", "embed"];
    sandbox.run(fixed.iter().chain(args).copied())
}

/// Shows a page of Ada's.
fn shown(sandbox: &Sandbox, args: &[&str]) -> String {
    let fixed = [
        "-d",
        "demo:",
        "embed",
        "-u",
        "ada@example.com",
        "--origin",
        SITE,
    ];
    show(sandbox, &[&fixed[..], args].concat())
}

#[test]
fn a_chat_for_people() {
    assert_snapshot!(shown(&Sandbox::new(), &["--dialog", DIALOG]));
}

#[test]
fn a_widget_of_an_agent() {
    let args = [
        "--agent",
        AGENT,
        "--widget",
        "--streaming",
        "--locale",
        "de",
    ];
    assert_snapshot!(shown(&Sandbox::new(), &args));
}

#[test]
fn a_search_in_json() {
    assert_snapshot!(shown(&Sandbox::new(), &["--search", SEARCH, "--json"]));
}

#[test]
fn a_masked_page_has_no_beta() {
    let text = shown(&Sandbox::new(), &["--dialog", DIALOG, "--mask"]);
    assert!(!text.contains(BETA), "{text}");
    assert!(text.contains("auth=sAt-%E2%80%A6"), "{text}");
}

/// The URL that is printed, its path, and its parameters as a URL library reads them.
fn url(args: &[&str]) -> (String, String, Vec<(String, String)>) {
    let fixed = ["-u", "ada@example.com", "--origin", SITE, "--quiet"];
    let ran = embed(&Sandbox::new(), &[&fixed[..], args].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{args:?}");
    let text = ran.stdout.trim_end().to_owned();
    let url = Url::parse(&text).expect("a URL");
    assert_eq!(url.origin().ascii_serialization(), SITE);
    let query = url.query_pairs().into_owned().collect();
    (text, url.path().to_owned(), query)
}

/// Options, the path of the page, and the parameters after the first three.
type Case = (
    &'static [&'static str],
    &'static str,
    &'static [(&'static str, &'static str)],
);

#[test]
fn every_url_parses_back_and_explain_accepts_its_beta() {
    let cases: [Case; 8] = [
        (&["--dialog", DIALOG], "/chats/share", &[]),
        (
            &["--dialog", DIALOG, "--ragflow-version", "0.21"],
            "/next-chats/share",
            &[],
        ),
        (
            &[
                "--dialog",
                DIALOG,
                "--theme",
                "dark",
                "--hide-avatar",
                "--locale",
                "pt-BR",
            ],
            "/chats/share",
            &[
                ("visible_avatar", "1"),
                ("locale", "pt-BR"),
                ("theme", "dark"),
            ],
        ),
        (
            &["--dialog", DIALOG, "--widget", "--muted"],
            "/chats/widget",
            &[
                ("mode", "master"),
                ("streaming", "false"),
                ("muted", "true"),
            ],
        ),
        (
            &["--agent", AGENT, "--ragflow-version", "0.21.1"],
            "/agent/share",
            &[],
        ),
        (
            &["--agent", AGENT, "--user-id", VISITOR],
            "/agent/share",
            &[("userId", VISITOR)],
        ),
        (&["--search", SEARCH], "/search/share", &[("tenantId", ADA)]),
        (
            &["--search", SEARCH, "--ragflow-version", "0.24"],
            "/next-search/share",
            &[("tenantId", ADA)],
        ),
    ];
    for (args, path, others) in cases {
        let (text, found, query) = url(args);
        assert_eq!(found, path, "{args:?}");
        let from = ["chat", "agent", "search"][["--dialog", "--agent", "--search"]
            .iter()
            .position(|option| *option == args[0])
            .expect("an option")];
        let fixed = [("shared_id", args[1]), ("from", from), ("auth", BETA)];
        let expected: Vec<(String, String)> = fixed
            .iter()
            .chain(others)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(query, expected, "{args:?}");
        let explained = Sandbox::new().piping(&text);
        let ran = explained.run(["-d", "demo:", "token", "explain", "-"]);
        assert_eq!(ran.status, 0, "{text}: {}", ran.stderr);
        let version = args.iter().position(|arg| *arg == "--ragflow-version");
        let version = version.map_or("0.27", |place| args[place + 1]);
        let check = ["--check", &text, "--ragflow-version", version, "--json"];
        let ran = embed(&Sandbox::new(), &check);
        assert_eq!(rows(&ran), [] as [Value; 0], "{text}");
    }
}

#[test]
fn bad_input_is_refused_before_the_database_is_read() {
    let mut said = String::new();
    let with_origin = |origin| {
        vec![
            "-u",
            "ada@example.com",
            "--dialog",
            DIALOG,
            "--origin",
            origin,
        ]
    };
    let with = |more: &[&'static str]| {
        let fixed = ["-u", "ada@example.com", "--origin", SITE];
        [&fixed[..], more].concat()
    };
    for args in [
        vec!["-u", "ada@example.com", "--dialog", DIALOG],
        with_origin("rag.example.com"),
        with_origin("localhost:9380"),
        with_origin("https://rag.example.com/chat"),
        with_origin("javascript:alert(1)"),
        with_origin("https://ada:pw@h"),
        with_origin(""),
        with(&[]),
        with(&["--dialog", DIALOG, "--release"]),
        with(&["--dialog", DIALOG, "--locale", "zh"]),
        with(&[
            "--dialog",
            DIALOG,
            "--theme",
            "dark",
            "--ragflow-version",
            "0.21",
        ]),
        with(&["--search", SEARCH, "--widget"]),
        vec!["--dialog", DIALOG, "--origin", SITE],
    ] {
        let ran = embed(&Sandbox::new(), &args);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{args:?}");
        said.push_str(&ran.stderr);
        let json = embed(&Sandbox::new(), &[&args[..], &["--json"]].concat());
        assert_eq!(envelope(&json)["code"], 400, "{args:?}");
    }
    assert_snapshot!(said);
}

#[test]
fn what_does_not_exist_or_is_another_tenants_is_refused() {
    let mut said = String::new();
    for (args, status) in [
        (["--dialog", "nothing"], 3),
        (["--dialog", AGENT], 3),
        (["--agent", SEARCH], 3),
        (["--dialog", FOREIGN_DIALOG], 4),
    ] {
        let fixed = ["-u", "ada@example.com", "--origin", SITE];
        let ran = embed(&Sandbox::new(), &[&fixed[..], &args].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (status, ""), "{args:?}");
        said.push_str(&ran.stderr);
    }
    assert_snapshot!(said);
}

#[test]
fn a_key_without_beta_gets_one_only_if_asked() {
    let file = File::demo_after(
        "UPDATE api_token SET beta = NULL WHERE tenant_id = '759d9075221f4c52e6abc1675494e450'",
    );
    let fixed = [
        "embed", "-t", ADA, "--dialog", DIALOG, "--origin", SITE, "--quiet",
    ];
    let ran = file.run(fixed);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("--backfill"), "{}", ran.stderr);
    let missing = "SELECT count(*) FROM api_token WHERE tenant_id = '759d9075221f4c52e6abc1675494e450' \
                   AND beta IS NULL";
    assert_eq!(file.number(missing), 7);
    let ran = file.run(fixed.into_iter().chain(["--backfill", "--read-only"]));
    assert_eq!(ran.status, 4, "{}", ran.stderr);
    let ran = file.run(fixed.into_iter().chain(["--backfill", "7c82c4c66475"]));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(file.number(missing), 0);
    let beta = file.query(&format!("SELECT beta FROM api_token WHERE token = '{KEY}'"));
    let beta = beta[0][0].clone().expect("a beta");
    assert!(
        ran.stdout.ends_with(&format!("&auth={beta}\n")),
        "{}",
        ran.stdout
    );
}

#[test]
fn the_oldest_sound_beta_is_taken_and_a_bad_one_is_warned_of() {
    let ran = |file: &File, more: &[&str]| {
        let fixed = ["embed", "-t", ADA, "--dialog", DIALOG, "--origin", SITE];
        file.run([&fixed[..], more].concat())
    };
    let file = File::demo();
    let sound = ran(&file, &[]);
    assert!(
        sound.stderr.contains("key 7c82c4c66475, the oldest key"),
        "{}",
        sound.stderr
    );
    // A guessable one and one that Ben has too are left.
    file.execute(&format!("DELETE FROM api_token WHERE token = '{KEY}'"));
    let shared = ran(&file, &[]);
    assert!(
        shared.stderr.contains("RAGFlow takes any of them"),
        "{}",
        shared.stderr
    );
    file.execute("DELETE FROM api_token WHERE beta = '4hj0MM2x4MKJkYAN17SFnRrvdIelB46o'");
    let guessable = ran(&file, &[]);
    assert!(
        guessable.stderr.contains("the only key with a beta"),
        "{}",
        guessable.stderr
    );
    assert!(
        guessable.stderr.contains("CVE-2025-69286"),
        "{}",
        guessable.stderr
    );
    assert_eq!((sound.status, shared.status, guessable.status), (0, 0, 0));
}

#[test]
fn a_version_that_rejects_the_page_is_status_7() {
    let file = File::demo_after("UPDATE dialog SET status = '0'");
    let fixed = ["embed", "-t", ADA, "--dialog", DIALOG, "--origin", SITE];
    let ran = file.run(fixed);
    assert_eq!(ran.status, 7, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("https://"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("it is deleted (status)"),
        "{}",
        ran.stderr
    );
    let old = file.run(fixed.into_iter().chain(["--ragflow-version", "0.21"]));
    assert_eq!(old.status, 0, "{}", old.stderr);
    assert!(
        old.stderr.contains("rejected by RAGFlow 0.25"),
        "{}",
        old.stderr
    );
}

#[test]
fn a_draft_cannot_be_embedded_as_a_release() {
    let file = File::demo_after(
        "CREATE TABLE user_canvas_version (id TEXT, user_canvas_id TEXT, \"release\" BOOLEAN)",
    );
    let fixed = [
        "embed",
        "-t",
        ADA,
        "--agent",
        AGENT,
        "--origin",
        SITE,
        "--release",
    ];
    let draft = file.run(fixed);
    assert_eq!(draft.status, 7, "{}", draft.stderr);
    assert!(
        draft.stderr.contains("publish the agent"),
        "{}",
        draft.stderr
    );
    file.execute(&format!(
        "INSERT INTO user_canvas_version VALUES ('1', '{AGENT}', 1)"
    ));
    let published = file.run(fixed);
    assert_eq!(published.status, 0, "{}", published.stderr);
}

#[test]
fn a_test_page_is_a_new_private_file_and_a_name_is_only_text() {
    let file = File::demo_after(
        "UPDATE dialog SET name = '</title><script>alert(1)</script>' || char(27) || '[2J'",
    );
    let sandbox = Sandbox::new();
    let page = sandbox.folder().join("page.html");
    let path = page.display().to_string();
    let args = [
        "embed",
        "-t",
        ADA,
        "--dialog",
        DIALOG,
        "--origin",
        SITE,
        "--test-page",
        &path,
    ];
    let ran = file.run_in(&sandbox, args);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(&page).expect("a page");
    assert!(
        !text.contains("<script>") && !text.contains('\u{1b}'),
        "{text}"
    );
    assert!(
        text.contains("<title>&lt;/title&gt;&lt;script&gt;alert(1)"),
        "{text}"
    );
    let mode = std::fs::metadata(&page)
        .expect("a page")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    // A page that exists is not replaced; a directory that is missing is not made.
    let again = file.run_in(&sandbox, args);
    assert_eq!(
        (again.status, again.stdout.as_str()),
        (1, ""),
        "{}",
        again.stderr
    );
    assert!(
        again.stderr.contains("give the name of a new file"),
        "{}",
        again.stderr
    );
    let json = file.run_in(&sandbox, args.into_iter().chain(["--json"]));
    assert_eq!(envelope(&json)["code"], 409);
    let ran = file.run_in(
        &sandbox,
        args.map(|arg| arg.replace("page.html", "no/page.html")),
    );
    assert_eq!(ran.status, 1, "{}", ran.stderr);
}
