//! `token explain` against the database's own answer: which spellings of a key and of a beta the
//! collation treats as equal. RAGFlow's tables have `utf8mb4_unicode_ci`, or the default collation
//! of the database; only `utf8mb4_0900_ai_ci` heeds trailing blanks.

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine};

const KEY: &str = "ragflow-NjBgmWzwOYjgDR7HvqN4a2RqJLgZd3-UObvUalT8A9w";
const BETA: &str = "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID";

/// One change of a spelling.
type Change = fn(&str) -> String;

const CHANGES: [(&str, Change); 13] = [
    ("nothing", str::to_owned),
    ("upper case", str::to_uppercase),
    ("trailing blank", |text| format!("{text} ")),
    ("two trailing blanks", |text| format!("{text}  ")),
    ("trailing tab", |text| format!("{text}\t")),
    ("trailing ideographic space", |text| {
        format!("{text}\u{3000}")
    }),
    ("accent", |text| text.replacen('a', "á", 1)),
    ("combining accent", |text| text.replacen('a', "a\u{301}", 1)),
    ("full width", |text| text.replacen('a', "ａ", 1)),
    ("soft hyphen", |text| text.replacen('a', "a\u{ad}", 1)),
    ("zero-width space", |text| {
        text.replacen('a', "a\u{200b}", 1)
    }),
    ("control character", |text| text.replacen('a', "a\u{1}", 1)),
    ("another letter", |text| text.replacen('a', "o", 1)),
];

/// The columns that RAGFlow compares with a credential, and the uses that `explain` gives them.
const FIELDS: [(&str, &str, &str); 2] = [("token", "api key", KEY), ("beta", "beta", BETA)];

/// A database with one key, whose tables have a collation.
fn with_collation(engine: Engine, collation: &str) -> Database {
    let db = Database::fixture(engine, "0.27");
    db.execute(&format!("DELETE FROM api_token WHERE token <> '{KEY}'"));
    for table in [
        "api_token",
        "user",
        "user_tenant",
        "tenant",
        "dialog",
        "user_canvas",
    ] {
        db.execute(&format!(
            "ALTER TABLE \"{table}\" CONVERT TO CHARACTER SET utf8mb4 COLLATE {collation}"
        ));
    }
    db
}

/// A text as SQL that no `sql_mode` reads in another way.
fn literal(text: &str) -> String {
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("CONVERT(0x{digits} USING utf8mb4)")
}

/// Whether the database finds the row.
fn is_found(db: &Database, column: &str, text: &str) -> bool {
    let found = db.query(&format!(
        "SELECT COUNT(*) FROM api_token WHERE {column} = '{text}'"
    ));
    found[0][0].as_deref() == Some("1")
}

/// The `match` of each row about a use, and whether each verdict is `accepted`.
fn explained(db: &Database, credential: &str, purpose: &str) -> Vec<(Value, bool)> {
    let ran = Sandbox::new()
        .piping(&format!("Bearer {credential}"))
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "explain", "--header", "-", "--json"]);
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let rows = envelope["data"].as_array().expect("rows").iter();
    rows.filter(|row| row["use"] == purpose)
        .map(|row| (row["match"].clone(), row["verdict"] == "accepted"))
        .collect()
}

/// Compares `explain` with the database. `stored` is in the table, `credential` in the header.
fn difference(db: &Database, field: &str, purpose: &str, stored: &str, credential: &str) -> String {
    let is_found = is_found(db, field, credential);
    let expected = match (is_found, stored == credential) {
        (true, true) => "exact".into(),
        (true, false) => "collation".into(),
        (false, _) => Value::Null,
    };
    let rows = explained(db, credential, purpose);
    let is_right = |row: &(Value, bool)| *row == (expected.clone(), is_found);
    match !rows.is_empty() && rows.iter().all(is_right) {
        true => String::new(),
        false => format!("{field} {stored:?}, {credential:?}: expected {expected}, {rows:?}\n"),
    }
}

/// Stores each spelling that two changes make, and explains the plain key and beta; then the other
/// way around, for those that a header can have.
fn compare_all(engine: Engine, collation: &str) -> Vec<&'static str> {
    let db = with_collation(engine, collation);
    let mut differences = String::new();
    let mut ignored = Vec::new();
    for (number, (name, one)) in CHANGES.iter().enumerate() {
        for (_, two) in &CHANGES[..=number] {
            let [key, beta] = [KEY, BETA].map(|text| two(&one(text)));
            db.execute(&format!(
                "UPDATE api_token SET token = {}, beta = {}",
                literal(&key),
                literal(&beta)
            ));
            for ((field, purpose, plain), stored) in FIELDS.iter().zip([&key, &beta]) {
                differences += &difference(&db, field, purpose, stored, plain);
            }
        }
        // The last one was made by this change with the first one, which changes nothing.
        let plain = one(KEY);
        db.execute(&format!("UPDATE api_token SET token = {}", literal(&plain)));
        if is_found(&db, "token", KEY) {
            ignored.push(*name);
        }
    }
    db.execute(&format!(
        "UPDATE api_token SET token = '{KEY}', beta = '{BETA}'"
    ));
    for (_, change) in &CHANGES {
        for (field, purpose, plain) in FIELDS {
            let credential = change(plain);
            // The header's white space separates words, and its other bytes are read in various
            // ways: tests/fixtures/verdicts.json has those.
            if credential.bytes().all(|byte| byte.is_ascii_graphic()) {
                differences += &difference(&db, field, purpose, plain, &credential);
            }
        }
    }
    assert_eq!(differences, "", "{engine:?} {collation}");
    ignored
}

/// Compares under the collations of an engine: one that ignores trailing blanks, one that heeds
/// them, and one that compares bytes.
fn compare_each(engine: Engine, [padding, exact_blanks, bytes]: [&str; 3]) {
    for (collation, ignores_blanks) in [
        ("utf8mb4_general_ci", true),
        (padding, true),
        (exact_blanks, false),
    ] {
        let ignored = compare_all(engine, collation);
        let has = |change| ignored.contains(&change);
        assert_eq!(has("trailing blank"), ignores_blanks, "{ignored:?}");
        assert!(has("upper case"), "{ignored:?}");
        assert!(!has("another letter"), "{ignored:?}");
    }
    assert_eq!(compare_all(engine, bytes), ["nothing"]);
}

#[test]
fn explain_agrees_with_each_collation_of_mysql() {
    let collations = [
        "utf8mb4_unicode_ci",
        "utf8mb4_0900_ai_ci",
        "utf8mb4_0900_bin",
    ];
    compare_each(Engine::Mysql, collations);
}

#[test]
fn explain_agrees_with_each_collation_of_mariadb() {
    let collations = [
        "utf8mb4_unicode_ci",
        "utf8mb4_unicode_nopad_ci",
        "utf8mb4_nopad_bin",
    ];
    compare_each(Engine::Mariadb, collations);
}
