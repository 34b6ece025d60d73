//! `token explain --header -` against `tests/fixtures/verdicts.json`: what RAGFlow's own servers
//! answered to each `Authorization` header, byte by byte.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::sandbox::{Finished, Sandbox};
use crate::support::{Database, Engine, on_servers, read_fixture_json};

on_servers!(
    every_recorded_header_gets_its_recorded_verdict,
    every_recorded_chat_gets_its_recorded_verdict,
    a_key_without_the_header_is_found_in_what_people_paste,
);

/// The columns without a default that the recording leaves out.
const REQUIRED: [(&str, &[(&str, &str)]); 3] = [
    (
        "user",
        &[("is_authenticated", "'1'"), ("is_anonymous", "'0'")],
    ),
    (
        "tenant",
        &[
            ("llm_id", "''"),
            ("embd_id", "''"),
            ("asr_id", "''"),
            ("img2txt_id", "''"),
            ("rerank_id", "''"),
            ("parser_ids", "''"),
            ("credit", "0"),
        ],
    ),
    (
        "dialog",
        &[
            ("rerank_id", "''"),
            ("llm_id", "''"),
            ("llm_setting", "'{}'"),
            ("prompt_type", "''"),
            ("prompt_config", "'{}'"),
            ("similarity_threshold", "0"),
            ("vector_similarity_weight", "0"),
            ("top_n", "1"),
            ("top_k", "1"),
            ("do_refer", "'1'"),
            ("kb_ids", "'[]'"),
        ],
    ),
];

/// The recorded versions, and the generation that stands for each.
const GENERATIONS: [(&str, &str); 3] = [
    ("0.21.1", "0.24 and earlier"),
    ("0.22.0", "0.24 and earlier"),
    ("0.27", "0.26 and later"),
];

struct Recording {
    db: Database,
    recorded: Value,
    /// The name of the engine in the recording.
    engine: &'static str,
}

impl Recording {
    fn load(engine: Engine) -> Self {
        let db = Database::fixture(engine, "0.27");
        let recorded = read_fixture_json("verdicts.json");
        for table in ["api_token", "dialog", "user_tenant", "tenant", "user"] {
            db.execute(&format!("DELETE FROM \"{table}\""));
        }
        let tables = recorded["tables"].as_object().expect("tables");
        for (table, rows) in tables {
            for row in rows.as_array().expect("rows") {
                db.execute(&insert(engine, table, row));
            }
        }
        Self {
            db,
            recorded,
            engine: match engine {
                Engine::Postgres => "postgres",
                _ => "mysql",
            },
        }
    }

    fn list(&self, field: &str) -> &[Value] {
        self.recorded[field].as_array().expect("a list")
    }

    /// The rows that explain a recorded header.
    fn explain(&self, case: &Value, options: &[&str]) -> Vec<Value> {
        let header = STANDARD.decode(text(&case["header_b64"])).expect("Base64");
        let all = ["token", "explain", "--header", "-", "--json"];
        let ran = Sandbox::new()
            .piping_bytes(&header)
            .var("RAGFLOWCTL_DATABASE_URL", &self.db.url())
            .var("RAGFLOW_SECRET_KEY", text(&self.recorded["secret_key"]))
            .run(all.iter().chain(options).copied());
        rows(&ran)
    }

    fn email(&self, user_id: &Value) -> &Value {
        let users = self.recorded["tables"]["user"].as_array().expect("users");
        let user = users.iter().find(|user| user["id"] == *user_id);
        &user.expect("a user")["email"]
    }

    /// What differs between a recorded answer and the rows of one use and generation.
    fn difference(&self, answer: &Value, rows: &[&Value]) -> Option<String> {
        let name = text(&answer["answer"]);
        let expected = &self.recorded["answers"][name];
        let is_accepted = expected["accepted"] == true;
        let verdict = if is_accepted { "accepted" } else { "rejected" };
        let is_ambiguous = answer["ambiguous"] == true;
        let said: BTreeSet<&str> = rows.iter().map(|row| text(&row["verdict"])).collect();
        let is_equal = match is_ambiguous {
            true => said.contains(verdict) && rows.iter().all(|row| row["ambiguous"] == true),
            false => said == BTreeSet::from([verdict]) && rows[0]["ambiguous"] == false,
        };
        if !is_equal {
            return Some(format!("expected {name}, found {rows:?}"));
        }
        let is_said = rows.iter().any(|row| {
            let message = match &expected["message"] {
                Value::String(message) if is_accepted || message.is_empty() => &Value::Null,
                message => message,
            };
            row["message"] == *message || (is_accepted && row["message"].is_null())
        });
        let has_codes = is_accepted
            || rows.iter().any(|row| {
                row["http_status"] == expected["status"] && row["code"] == expected["code"]
            });
        let tenants = match is_ambiguous {
            true => answer["candidates"].as_array().cloned().unwrap_or_default(),
            false => answer.get("tenant").cloned().into_iter().collect(),
        };
        let has_tenants = tenants
            .iter()
            .all(|tenant| rows.iter().any(|row| row["tenant_id"] == *tenant));
        let has_user = answer
            .get("user")
            .is_none_or(|user| rows.iter().any(|row| row["user"] == *self.email(user)));
        (!(is_said && has_codes && has_tenants && has_user))
            .then(|| format!("expected {expected} {answer}, found {rows:?}"))
    }
}

fn insert(engine: Engine, table: &str, row: &Value) -> String {
    let required = REQUIRED.iter().find(|(name, _)| *name == table);
    let mut columns: Vec<(String, String)> = required
        .map_or(&[][..], |(_, columns)| *columns)
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    for (name, value) in row.as_object().expect("a row") {
        let value = match value {
            Value::String(text) if matches!(engine, Engine::Mysql | Engine::Mariadb) => {
                format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
            }
            Value::String(text) => format!("'{}'", text.replace('\'', "''")),
            other => other.to_string(),
        };
        columns.push((name.clone(), value));
    }
    let names: Vec<String> = columns
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    let values: Vec<&str> = columns.iter().map(|(_, value)| value.as_str()).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    format!("INSERT INTO \"{table}\" ({names}) VALUES ({values})")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn rows(ran: &Finished) -> Vec<Value> {
    let envelope: Value = serde_json::from_str(&ran.stdout).expect("an envelope");
    let rows = envelope["data"].as_array();
    rows.expect("rows").clone()
}

fn of_use<'a>(rows: &'a [Value], purpose: &str, generation: &str) -> Vec<&'a Value> {
    let is_same = |row: &&Value| row["use"] == *purpose && row["generation"] == *generation;
    rows.iter().filter(is_same).collect()
}

fn every_recorded_header_gets_its_recorded_verdict(engine: Engine) {
    let recording = Recording::load(engine);
    let mut compared = 0;
    let mut differences = Vec::new();
    for case in recording.list("cases") {
        let rows = recording.explain(case, &[]);
        for (purpose, versions) in case["outcomes"].as_object().expect("uses") {
            for (version, generation) in GENERATIONS {
                let answer = &versions[version][recording.engine];
                let rows = of_use(&rows, purpose, generation);
                compared += 1;
                if let Some(difference) = recording.difference(answer, &rows) {
                    let name = text(&case["name"]);
                    differences.push(format!("{name}, {purpose}, {version}: {difference}"));
                }
            }
        }
    }
    assert!(compared > 4000, "the whole fixture: {compared}");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn every_recorded_chat_gets_its_recorded_verdict(engine: Engine) {
    let recording = Recording::load(engine);
    let doors = recording.list("chat_doors");
    assert!(doors.len() > 10, "the whole fixture");
    for door in doors {
        let rows = recording.explain(door, &["--dialog", text(&door["dialog"])]);
        for (version, generation) in GENERATIONS {
            let expected = &door["outcomes"][version][recording.engine];
            let [row] = of_use(&rows, "beta", generation)[..] else {
                unreachable!("one row: {rows:?}");
            };
            let verdict = if expected["opened"] == true {
                "accepted"
            } else {
                "rejected"
            };
            let name = text(&door["name"]);
            assert_eq!(row["verdict"], verdict, "{name}, {version}: {row}");
            if verdict == "rejected" {
                assert_eq!(row["message"], expected["message"], "{name}, {version}");
                assert_eq!(row["code"], expected["code"], "{name}, {version}");
            }
        }
    }
}

fn a_key_without_the_header_is_found_in_what_people_paste(engine: Engine) {
    let recording = Recording::load(engine);
    let key = text(&recording.list("cases")[0]["header"]).trim_start_matches("Bearer ");
    let id = &recording.explain(&recording.list("cases")[0], &[])[0]["id"];
    assert!(id.is_string());
    for pasted in [
        key.to_owned(),
        format!("Bearer {key}"),
        format!("  authorization: bearer {key}  "),
        format!("RAGFLOW_API_KEY=\"{key}\""),
        format!("'{key}'."),
        format!("{key}\u{200b}"),
        format!("\u{feff}{key},"),
        key.replacen('-', "–", 1),
        key.trim_start_matches("ragflow-").to_owned(),
        format!("curl -H 'Authorization: Bearer {key}'"),
    ] {
        let ran = Sandbox::new()
            .piping(&pasted)
            .var("RAGFLOWCTL_DATABASE_URL", &recording.db.url())
            .run(["token", "explain", "-", "--json"]);
        assert_eq!(ran.status, 0, "{pasted:?}: {}", ran.stderr);
        let all = rows(&ran);
        let row = of_use(&all, "api key", "0.26 and later")[0];
        assert_eq!(
            (&row["id"], &row["verdict"]),
            (id, &"accepted".into()),
            "{pasted:?}"
        );
        let is_said = ["was judged without it", "'ragflow-' was missing"]
            .iter()
            .any(|said| ran.stderr.contains(said));
        assert_eq!(is_said, pasted != key, "{pasted:?}: {}", ran.stderr);
    }
}
