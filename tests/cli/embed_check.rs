//! `embed --check`

use insta::assert_snapshot;
use serde_json::Value;

use crate::fixture::{AGENT, BEN, DIALOG, FOREIGN_DIALOG, envelope, rows, show};
use crate::sandbox::{Finished, Sandbox};

const SEARCH: &str = "31d5ee0c783be17436df927c83c9e33b";
const BETA: &str = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
const KEY: &str = "ragflow-FloKsEW9wi4iKE9SPzeaFPYYXIgUaTbMy2TAj6hPnfM";
const SITE: &str = "https://rag.example.com";

fn embed(sandbox: &Sandbox, args: &[&str]) -> Finished {
    let fixed = ["-d", "demo:", "embed"];
    sandbox.run(fixed.iter().chain(args).copied())
}

/// Embeds `url` in a page.
fn page(url: &str) -> String {
    let url = url.replace('&', "&amp;");
    format!("<html>\n<p>Help</p>\n<iframe\n  src=\"{url}\"\n></iframe>\n</html>\n")
}

#[test]
fn the_faults_of_broken_pages_are_named() {
    let sound = format!("{SITE}/chats/share?shared_id={DIALOG}&from=chat&auth={BETA}");
    let with = |old: &str, new: &str| page(&sound.replace(old, new));
    let mut said = String::new();
    let pages = [
        (
            "unknown-beta",
            with(BETA, "sBt-QjisPF3vek76rOSzAToIn7aBVNk1"),
        ),
        ("api-key-exposed", with(BETA, KEY)),
        ("other-tenant", with(DIALOG, FOREIGN_DIALOG)),
        ("gone", with(DIALOG, "00000000000000000000000000000000")),
        ("other-version", with("/chats/share", "/next-chats/share")),
        ("unknown-path", with("/chats/share", "/share")),
        ("missing-parameter", with("&from=chat", "")),
        ("wrong-parameter", with(DIALOG, AGENT)),
        ("escaped-twice", page(&sound.replace('&', "&amp;"))),
        ("not-http", with(SITE, "")),
        ("not-http", with(SITE, "javascript:")),
        (
            "wrong-parameter",
            page(&format!(
                "{SITE}/search/share?shared_id={SEARCH}&from=search&auth={BETA}&tenantId={BEN}"
            )),
        ),
    ];
    for (fault, page) in &pages {
        let ran = embed(&Sandbox::new().piping(page), &["--check", "-", "--json"]);
        assert_eq!(ran.status, 7, "{fault}: {}", ran.stderr);
        for secret in [BETA, KEY] {
            assert!(!format!("{ran:?}").contains(secret), "{ran:?}");
        }
        let rows = envelope(&ran)["data"].as_array().expect("rows").clone();
        assert_eq!(rows.len(), 1, "{fault}: {rows:?}");
        assert_eq!(
            (&rows[0]["fault"], &rows[0]["line"]),
            (&Value::from(*fault), &Value::from(3))
        );
        said.push_str(&format!(
            "{fault}: {}; {}\n",
            rows[0]["why"], rows[0]["fix"]
        ));
    }
    assert_snapshot!(said);
    let ran = embed(
        &Sandbox::new().piping(&page(&sound)),
        &["--check", "-", "--json"],
    );
    assert_eq!(rows(&ran), [] as [Value; 0], "{}", ran.stderr);
}

#[test]
fn a_page_with_several_faults_at_80_columns() {
    let guessable = "cwOGMzYzJhOTE1NDExZjA4MTAwMDI0Mm";
    let text = format!(
        "{}{}",
        page(&format!(
            "http://rag.example.com/chats/share?shared_id={DIALOG}&from=chat&auth={guessable}"
        )),
        page("https://rag.example.com/next-search/share?from=search")
    );
    let sandbox = Sandbox::new()
        .terminal(80)
        .var("NO_COLOR", "1")
        .piping(&text);
    assert_snapshot!(show(&sandbox, &["-d", "demo:", "embed", "--check", "-"]));
}

#[test]
fn a_text_without_an_embed_url_is_not_found() {
    for text in [
        "",
        "hello",
        "<iframe src=\"https://video.example/1\"></iframe>",
    ] {
        let ran = embed(&Sandbox::new().piping(text), &["--check", "-"]);
        assert_eq!((ran.status, ran.stdout.as_str()), (3, ""), "{text:?}");
        assert!(ran.stderr.contains("no embed URL found"), "{}", ran.stderr);
    }
    let ran = embed(&Sandbox::new(), &["--check", "-", "--dialog", "1"]);
    assert_eq!(ran.status, 2);
}
