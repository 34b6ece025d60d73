//! `token explain` on every engine: what RAGFlow's servers answer to each key of the fixture.

use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_every_engine};

on_every_engine!(
    verdicts_match_ragflows_answers,
    betas_and_keys_have_different_uses,
    an_owner_without_access_token,
    other_bytes_match_if_the_collation_says_so,
    a_login_token_of_the_test_vectors,
    unknown_strings,
);

const ALICES: &str = "ragflow-ZP7krJ1hzvl5qOAFUy60xIzcvRbKQweKkRXDeA4edxI";
const ERINS: &str = "ragflow-NjBgmWzwOYjgDR7HvqN4a2RqJLgZd3-UObvUalT8A9w";
const ORPHAN: &str = "ragflow-MNsuvMrPdsBVqHtcCmOQlttOX8B5V8pCcIig9Vs6yUM";
const VECTORS: &str = include_str!("../fixtures/login-token-vectors.json");

fn explain(db: &Database, sandbox: Sandbox, stdin: &str) -> Finished {
    sandbox
        .piping(stdin)
        .var("RAGFLOWCTL_DATABASE_URL", &db.url())
        .run(["token", "explain", "-", "--json"])
}

/// The first letters of the verdicts for one use, from the oldest generation of RAGFlow to the
/// newest: `a`ccepted, `m`ixed, `r`ejected, `u`nknown.
fn letters(ran: &Finished, purpose: &str) -> String {
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let rows = envelope["data"].as_array().expect("rows").iter();
    rows.filter(|row| row["use"] == purpose)
        .filter_map(|row| row["verdict"].as_str()?.chars().next())
        .collect()
}

/// The letters where several rows match: one for each row, generation by generation.
fn repeated(letters: &str, rows: usize) -> String {
    letters
        .chars()
        .flat_map(|letter| std::iter::repeat_n(letter, rows))
        .collect()
}

fn verdicts_match_ragflows_answers(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for (who, key, expected, status) in [
        ("alice", ALICES, "aaaa", 0),
        (
            "alice, before 0.22",
            "ragflow-E4YjVkOGZjZTY4NzExZjE4MGM0MDJmYz",
            "aaaa",
            0,
        ),
        (
            "dave, status '0'",
            "ragflow-E4YjZlY2Y2ZTY4NzExZjE4MGM0MDJmYz",
            "amra",
            7,
        ),
        ("erin, inactive", ERINS, "aaaa", 0),
        (
            "frank, ownerless",
            "ragflow-DvWin3lrck7vrVSMkpdXoqvtNGRXTpz2Q9Uq0q3Zfbc",
            "aaaa",
            0,
        ),
        (
            "grace, a member",
            "ragflow-9RSYeJgw87xkLbCw9PuM0GugBewCLVvqOEkYlDL5VF4",
            "aaaa",
            0,
        ),
        (
            "admin",
            "ragflow-1aK1rtI_BxsQzrj0Gi5OqBprlj3fp6KwlD_mYbxFox0",
            "aaaa",
            0,
        ),
        ("an orphan", ORPHAN, "amrr", 7),
    ] {
        let ran = explain(&db, Sandbox::new(), key);
        assert_eq!(ran.status, status, "{who}: {}", ran.stderr);
        assert_eq!(letters(&ran, "api key"), expected, "{who}");
        assert_eq!(letters(&ran, "beta"), "rrrr", "{who}: a key is no beta");
        assert!(!format!("{ran:?}").contains(key), "{who}");
    }
    // All users have logged out: their keys keep working.
    db.execute("UPDATE \"user\" SET access_token = 'INVALID_0123456789abcdef0123456789abcdef'");
    let ran = explain(&db, Sandbox::new(), ALICES);
    assert_eq!(letters(&ran, "api key"), "aaaa");
}

fn betas_and_keys_have_different_uses(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for (whose, beta, expected, rows) in [
        ("erin's", "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID", "aaaa", 1),
        (
            "the orphan's",
            "x5uCMhfPzoIE3ZUsw29OsX6SCbsnrSY2",
            "amrr",
            1,
        ),
        ("dave's", "E4YjcwNzA0ZTY4NzExZjE4MGM0MDJmYz", "amra", 1),
        (
            "alice's and bob's",
            "-uGGh_1AUwmY1HHAXBAW5GhlveHfxMv-",
            "aaaa",
            2,
        ),
    ] {
        let ran = explain(&db, Sandbox::new(), beta);
        assert_eq!(letters(&ran, "beta"), repeated(expected, rows), "{whose}");
        assert_eq!(letters(&ran, "api key"), "rrrr", "{whose}");
        assert!(
            ran.stderr.contains("a beta only works for embedded pages"),
            "{}",
            ran.stderr
        );
        assert_eq!(
            ran.stderr.contains("2 rows match"),
            rows == 2,
            "{}",
            ran.stderr
        );
    }
}

fn an_owner_without_access_token(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    for value in ["NULL", "''", "' '"] {
        db.execute(&format!("UPDATE \"user\" SET access_token = {value}"));
        let ran = explain(&db, Sandbox::new(), ERINS);
        assert_eq!(ran.status, 7, "{}", ran.stderr);
        assert_eq!(letters(&ran, "api key"), "amrr", "{value}");
        assert!(
            ran.stderr.contains("the owner must sign in"),
            "{}",
            ran.stderr
        );
        let ran = explain(&db, Sandbox::new(), "VbGS5Ow65AaYAwb2vAzhWJ9ysCY8FlID");
        assert_eq!(letters(&ran, "beta"), "aaar", "{value}");
    }
}

fn other_bytes_match_if_the_collation_says_so(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let ran = explain(&db, Sandbox::new(), &ERINS.to_uppercase());
    match engine {
        Engine::Mysql | Engine::Mariadb => {
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            assert_eq!(letters(&ran, "api key"), "aaaa");
            assert!(
                ran.stdout.contains("\"match\":\"collation\""),
                "{}",
                ran.stdout
            );
            assert!(
                ran.stderr.contains("consists of different bytes"),
                "{}",
                ran.stderr
            );
        }
        Engine::Postgres | Engine::Sqlite => {
            assert_eq!(ran.status, 3, "{}", ran.stderr);
            let hint = "hint: it differs only in case from key ";
            assert!(ran.stderr.contains(hint), "{}", ran.stderr);
        }
    }
    // Blanks at the ends do not reach RAGFlow.
    let ran = explain(&db, Sandbox::new(), &format!("{ERINS} "));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("surrounding whitespace"),
        "{}",
        ran.stderr
    );
}

fn a_login_token_of_the_test_vectors(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let vectors: Value = serde_json::from_str(VECTORS).expect("the fixture is JSON");
    let text = |field: &str| vectors[0][field].as_str().expect("a text");
    let signed = || Sandbox::new().var("RAGFLOW_SECRET_KEY", text("secret_key"));
    db.execute(&format!(
        "UPDATE \"user\" SET access_token = '{}' WHERE email = 'erin@example.com'",
        text("access_token")
    ));
    db.execute("UPDATE \"user\" SET access_token = NULL WHERE email = 'alice@example.com'");
    let ran = explain(&db, signed(), text("token"));
    // Signed months ago: the Go server rejects tokens older than a day.
    assert_eq!(
        (ran.status, letters(&ran, "login token").as_str()),
        (7, "aaar"),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("erin@example.com"), "{}", ran.stdout);
    // Without the secret key; and the access token alone.
    let ran = explain(&db, Sandbox::new(), text("token"));
    assert_eq!(letters(&ran, "login token"), "uuuu", "{}", ran.stderr);
    let ran = explain(&db, signed(), text("access_token"));
    assert_eq!(ran.status, 3);
    assert!(
        ran.stderr.contains("access_token of erin@example.com"),
        "{}",
        ran.stderr
    );
}

fn unknown_strings(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    // The database has empty betas, which an empty string must not match.
    for text in [
        "",
        "\n",
        "   \n",
        "钥匙",
        "random",
        "sk-abc",
        "' OR 1=1 --",
        "%",
        "_",
    ] {
        let ran = explain(&db, Sandbox::new(), text);
        assert_eq!(ran.status, 3, "{text:?}: {}", ran.stderr);
        let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
        assert_eq!(
            (&envelope["code"], &envelope["data"]),
            (&404.into(), &false.into())
        );
    }
}
