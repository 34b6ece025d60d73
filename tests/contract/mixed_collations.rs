//! Tables with different collations, as an import or a server of another version leaves them.

use crate::sandbox::Sandbox;
use crate::support::{Database, Engine};

/// The results of some commands, the last of which fills all betas. The lines are sorted, because
/// their order depends on the collation.
fn results(db: &Database) -> Vec<Vec<String>> {
    let commands: [&[&str]; 8] = [
        &["user", "list", "-o", "jsonl"],
        &["tenant", "list", "-o", "jsonl"],
        &[
            "token",
            "list",
            "--all",
            "--no-backfill",
            "-o",
            "jsonl",
            "--fields",
            "id,user,source",
        ],
        &[
            "token",
            "list",
            "--user",
            "alice@example.com",
            "--no-backfill",
            "--json",
        ],
        &["audit", "-o", "jsonl"],
        &[
            "token",
            "rotate",
            "--weak",
            "--all",
            "--dry-run",
            "-o",
            "jsonl",
        ],
        &[
            "beta",
            "backfill",
            "--dry-run",
            "--include-ownerless",
            "--json",
        ],
        &["beta", "backfill", "--json"],
    ];
    let results = commands.map(|command| {
        let sandbox = Sandbox::new().var("RAGFLOWCTL_DATABASE_URL", &db.url());
        let ran = sandbox.run(command.iter().copied());
        assert!([0, 7].contains(&ran.status), "{command:?}: {}", ran.stderr);
        let mut lines: Vec<String> = ran.stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    });
    results.to_vec()
}

#[test]
fn a_table_may_have_another_collation_than_the_others() {
    for engine in [Engine::Mysql, Engine::Mariadb] {
        let database = || {
            let db = Database::fixture(engine, "0.27");
            // The other character set cannot store the nicknames of the fixture, and who can use
            // an empty beta depends on the collation.
            db.execute("UPDATE \"user\" SET nickname = 'x'");
            db.execute("UPDATE api_token SET beta = NULL WHERE LENGTH(beta) = 0");
            db
        };
        let expected = results(&database());
        for table in ["api_token", "user", "user_tenant", "dialog", "user_canvas"] {
            for collation in ["utf8mb4_general_ci", "utf8mb4_polish_ci", "utf8mb3_bin"] {
                let db = database();
                let characters = &collation[..7];
                db.execute(&format!(
                    "ALTER TABLE \"{table}\" CONVERT TO CHARACTER SET {characters} COLLATE {collation}"
                ));
                for (result, expected) in results(&db).iter().zip(&expected) {
                    let mut lines = result.iter().zip(expected);
                    let different = lines.find(|(line, expected)| line != expected);
                    assert_eq!(different, None, "{table} {collation} on {engine:?}");
                    assert_eq!(result.len(), expected.len());
                }
            }
        }
    }
}
