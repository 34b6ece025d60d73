//! What `build.rs` tells the program about its source: also without git, and the same for the same
//! source.

#[expect(
    dead_code,
    clippy::print_stdout,
    reason = "a build script has a main function"
)]
#[path = "../build.rs"]
mod build;

use std::path::Path;
use std::process::Command;

const HASH: &str = "0123456789abcdef0123456789abcdef01234567";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file");
}

#[test]
fn a_crate_package_has_its_commit_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(build::commit(folder.path()), None);
    let text =
        format!("{{\n  \"git\": {{\n    \"sha1\": \"{HASH}\"\n  }},\n  \"path_in_vcs\": \"\"\n}}");
    write(folder.path(), ".cargo_vcs_info.json", &text);
    assert_eq!(
        build::commit(folder.path()).as_deref(),
        Some("0123456789ab")
    );
    for text in [
        "",
        "{}",
        "{\"git\":{\"sha1\":\"x\"}}",
        "{\"git\":{\"sha1\":",
    ] {
        write(folder.path(), ".cargo_vcs_info.json", text);
        assert_eq!(build::commit(folder.path()), None, "{text}");
    }
}

#[test]
fn a_checkout_has_the_commit_of_its_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let git = |args: &[&str]| {
        let ran = Command::new("git")
            .arg("-C")
            .arg(folder.path())
            .args(["-c", "user.name=x", "-c", "user.email=x"])
            .args(args)
            .output()
            .expect("git runs");
        assert!(ran.status.success(), "{args:?}");
        String::from_utf8(ran.stdout)
            .expect("UTF-8")
            .trim()
            .to_owned()
    };
    git(&["init", "--quiet"]);
    assert_eq!(build::commit(folder.path()), None, "no commit yet");
    git(&["commit", "--quiet", "--allow-empty", "-m", "x"]);
    let head = git(&["rev-parse", "HEAD"]);
    assert_eq!(build::commit(folder.path()).as_deref(), Some(&head[..12]));
    git(&["checkout", "--quiet", "--detach"]);
    assert_eq!(build::commit(folder.path()).as_deref(), Some(&head[..12]));
    // A folder inside another project's checkout is not a checkout of this program.
    let inner = folder.path().join("vendor");
    std::fs::create_dir(&inner).expect("a folder");
    assert_eq!(build::commit(&inner), None);
}

#[test]
fn the_date_of_the_manual_pages_is_in_the_changelog() {
    let changelog = "# Changelog\n\n## 0.2.0 - unreleased\n\n## 0.1.0 - 2026-11-27\n";
    let date = |version: &str| build::release_date(changelog, version);
    assert_eq!(date("0.1.0").as_deref(), Some("2026-11-27"));
    assert_eq!(date("0.2.0"), None);
    assert_eq!(date("0.1"), None);
    let changelog = include_str!("../CHANGELOG.md");
    let date = build::release_date(changelog, env!("CARGO_PKG_VERSION"));
    assert!(date.is_some(), "the heading of this version has no date");
}

/// `1.89` and `1.89.0` as numbers.
fn version(text: &str) -> Vec<u32> {
    let numbers = text
        .split('.')
        .map(|number| number.parse().expect("a number"));
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.resize(3, 0);
    numbers
}

/// Clippy refuses what the standard library has only in later versions.
#[test]
fn no_dependency_needs_a_newer_compiler_than_the_program_says() {
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let supported = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    let newer = packages.iter().filter(|package| {
        let needed = package["rust_version"].as_str();
        needed.is_some_and(|needed| version(needed) > supported)
    });
    let newer: Vec<&str> = newer
        .filter_map(|package| package["name"].as_str())
        .collect();
    assert_eq!(newer, [""; 0]);
}
