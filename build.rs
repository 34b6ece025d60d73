//! Facts about the build for `--version` and the manual pages: the commit, the
//! target, and the date of the release. The same source gives the same values.

#![expect(
    clippy::disallowed_methods,
    reason = "so cargo and a build script talk to each other"
)]

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=CHANGELOG.md");
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root);
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    // A development build would be compiled again after every commit.
    let commit = match variable("PROFILE").as_str() {
        "release" => commit(root),
        _ => None,
    };
    let changelog = std::fs::read_to_string(root.join("CHANGELOG.md")).unwrap_or_default();
    let date = release_date(&changelog, &variable("CARGO_PKG_VERSION"));
    for (name, value) in [
        ("RAGFLOWCTL_COMMIT", commit.unwrap_or_default()),
        ("RAGFLOWCTL_TARGET", variable("TARGET")),
        ("RAGFLOWCTL_DATE", date.unwrap_or_default()),
    ] {
        println!("cargo::rustc-env={name}={value}");
    }
}

/// The commit of the source: from the checkout, else from the file that `cargo
/// package` puts into a crate. `None` if neither is there.
pub(crate) fn commit(root: &Path) -> Option<String> {
    let packaged = root.join(".cargo_vcs_info.json");
    if let Ok(text) = std::fs::read_to_string(packaged) {
        let (_, rest) = text.split_once("\"sha1\"")?;
        return short_hash(rest.split('"').nth(1)?);
    }
    // A checkout of another project can be around the source.
    if !root.join(".git").exists() {
        return None;
    }
    let head = git(root, &["rev-parse", "HEAD"])?;
    let branch = git(root, &["symbolic-ref", "HEAD"]).unwrap_or_default();
    for name in ["HEAD", "packed-refs", &branch] {
        let path = git(root, &["rev-parse", "--git-path", name])?;
        if root.join(&path).is_file() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    short_hash(&head)
}

fn git(root: &Path, args: &[&str]) -> Option<String> {
    let ran = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(args)
        .output()
        .ok()?;
    let text = String::from_utf8(ran.stdout).ok()?;
    ran.status.success().then(|| text.trim().to_owned())
}

fn short_hash(hash: &str) -> Option<String> {
    let is_hash = hash.len() >= 12 && hash.chars().all(|c| c.is_ascii_hexdigit());
    is_hash.then(|| hash[..12].to_owned())
}

/// The date in the changelog's heading of this version: `## 0.1.0 - 2026-11-27`.
pub(crate) fn release_date(changelog: &str, version: &str) -> Option<String> {
    let start = format!("## {version} ");
    let heading = changelog.lines().find(|line| line.starts_with(&start))?;
    let words = heading.split_whitespace();
    let is_date = |word: &&str| {
        let mut parts = word.split('-').map(str::len);
        (parts.next(), parts.next(), parts.next()) == (Some(4), Some(2), Some(2))
            && word.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    words.into_iter().find(is_date).map(str::to_owned)
}
