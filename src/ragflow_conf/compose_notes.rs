//! What docker compose may have been told besides `.env`: a variable of the shell it was run in, or an override
//! file. Neither is used, because this program is run later and by other accounts; a note says so.

use std::path::Path;

use super::connection::Connection;
use super::dotenv::Dotenv;
use super::files::read_text;
use crate::env::Vars;

/// The files that docker compose reads by itself over `docker-compose.yml`.
const OVERRIDE_FILES: [&str; 2] = [
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// The notes for a deployment in this folder. They hold no values.
pub(super) fn notes(
    folder: &Path,
    dotenv: &Dotenv,
    connection: &Connection,
    vars: &Vars,
) -> Vec<String> {
    let mut notes: Vec<String> = different_variables(dotenv, connection, vars)
        .into_iter()
        .map(|name| {
            format!(
                "the environment variable {name} differs from {}, which is used here; docker compose prefers the variable",
                dotenv.file().display()
            )
        })
        .collect();
    if connection.is_published {
        let files = OVERRIDE_FILES.iter().map(|name| folder.join(name));
        notes.extend(files.filter(|file| may_publish_ports(file)).map(|file| {
            format!(
                "{} is not read; if it publishes the database on another port, use --database",
                file.display()
            )
        }));
    }
    notes
}

/// The variables about the database that the environment sets, but not as `.env` does.
fn different_variables(dotenv: &Dotenv, connection: &Connection, vars: &Vars) -> Vec<String> {
    let prefix = connection.db_type.name.to_uppercase();
    let own = ["HOST", "USER", "PASSWORD", "DBNAME"].map(|name| format!("{prefix}_{name}"));
    let ports = [
        "DB_TYPE",
        connection.db_type.exposed_port_variable,
        connection.db_type.port_variable,
    ];
    let names = ports.map(str::to_owned).into_iter().chain(own);
    let is_different = |name: &String| {
        let value = vars.get(name).map(|value| value.to_string_lossy());
        value.is_some_and(|value| dotenv.get(name) != Some(value.as_ref()))
    };
    names.filter(is_different).collect()
}

fn may_publish_ports(file: &Path) -> bool {
    file.exists() && read_text(file).is_ok_and(|text| text.contains("ports"))
}

#[cfg(test)]
mod tests {
    use crate::ragflow_conf::read;

    #[test]
    fn variables_of_the_shell_and_override_files_are_named_in_notes() {
        let dir = tempfile::tempdir().expect("a directory");
        let docker = dir.path().join("docker");
        std::fs::create_dir(&docker).expect("made");
        let env = "MYSQL_PASSWORD=hunter2\nEXPOSE_MYSQL_PORT=3307\n";
        std::fs::write(docker.join(".env"), env).expect("written");
        let notes = |vars: &[(&str, &str)]| {
            let vars = vars.iter().copied().collect();
            let deployment = read(dir.path(), None, &vars);
            deployment.expect("a deployment").notes
        };
        assert!(notes(&[("EXPOSE_MYSQL_PORT", "3307"), ("TZ", "x")]).is_empty());
        for name in ["EXPOSE_MYSQL_PORT", "MYSQL_PASSWORD", "DB_TYPE"] {
            let notes = notes(&[(name, "hunter3")]);
            assert_eq!(notes.len(), 1, "{notes:?}");
            assert!(notes[0].contains(name), "{notes:?}");
            assert!(!notes[0].contains("hunter"), "{notes:?}");
        }
        let file = docker.join("docker-compose.override.yml");
        std::fs::write(&file, "services: {ragflow: {image: x}}\n").expect("written");
        assert!(notes(&[]).is_empty());
        std::fs::write(&file, "services: {mysql: {ports: ['3308:3306']}}\n").expect("written");
        assert!(notes(&[]).concat().contains("override.yml is not read"));
    }
}
