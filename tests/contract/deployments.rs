//! The database is found from RAGFlow's own settings alone.

use std::path::Path;

use crate::sandbox::{Finished, NOW_DATE, Sandbox};
use crate::support::{Address, Database, Engine, on_servers};

const LIST: [&str; 5] = ["token", "list", "--user", "alice@example.com", "--json"];

/// Copies a deployment of `tests/fixtures` into the sandbox.
fn copy(sandbox: &Sandbox, fixture: &str, to: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/deployments")
        .join(fixture);
    let mut waiting = vec![from.clone()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else {
            let name = path.strip_prefix(&from).expect("it is below");
            let text = std::fs::read_to_string(&path).expect("a file");
            sandbox.file(&format!("{to}/{}", name.display()), &text);
        }
    }
}

/// Adds lines to the `.env` of a deployment, in which later lines override earlier ones.
fn add_to_env(sandbox: &Sandbox, file: &str, lines: &str) {
    let path = sandbox.folder().join(file);
    let text = std::fs::read_to_string(path).expect("the file");
    sandbox.file(file, &format!("{text}\n{lines}\n"));
}

fn section(engine: Engine) -> (&'static str, &'static str) {
    match engine {
        Engine::Postgres => ("postgres", "POSTGRES"),
        _ => ("mysql", "MYSQL"),
    }
}

/// The lines of `docker/.env` that an operator changes for another server and port.
fn env_lines(engine: Engine, to: &Address) -> String {
    let (db_type, prefix) = section(engine);
    format!(
        "DB_TYPE={db_type}\nEXPOSE_{prefix}_PORT={}\n{prefix}_DBNAME={}\n{prefix}_USER={}\n\
         {prefix}_PASSWORD='{}'",
        to.port, to.database, to.user, to.password
    )
}

fn service_conf(engine: Engine, to: &Address) -> String {
    let (name, _) = section(engine);
    format!(
        "{name}:\n  name: {}\n  user: {}\n  password: {}\n  host: 127.0.0.1\n  port: {}\n",
        to.database, to.user, to.password, to.port
    )
}

fn in_folder<'a>(sandbox: &'a Sandbox, name: &str, args: &[&'a str]) -> Finished {
    let folder = sandbox.folder().join(name);
    let folder = folder.to_str().expect("a path");
    sandbox.run(["--ragflow", folder].iter().chain(args).copied())
}

fn assert_lists_alices_keys(ran: &Finished) {
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(answer["data"].as_array().map(Vec::len), Some(7));
}

on_servers!(
    docker_settings_lead_to_the_server,
    a_container_leads_to_the_server,
    a_checkout_leads_to_the_server_unless_its_files_disagree,
    dates_are_in_the_zone_of_the_env_file,
);

fn docker_settings_lead_to_the_server(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sandbox = Sandbox::new();
    copy(&sandbox, "docker-0.27", "srv");
    add_to_env(
        &sandbox,
        "srv/docker/.env",
        &env_lines(engine, &db.address()),
    );
    for folder in ["srv", "srv/docker"] {
        assert_lists_alices_keys(&in_folder(&sandbox, folder, &LIST));
    }
    // As shipped, everybody can read the file: this is accepted, and said on request.
    sandbox.mode("srv/docker/.env", 0o644);
    let note = "/docker/.env contains the password, and other accounts have access to it (mode \
                0644)";
    let ran = in_folder(&sandbox, "srv", &LIST);
    assert_lists_alices_keys(&ran);
    assert!(!ran.stderr.contains(note), "{}", ran.stderr);
    for args in [&["db", "check"][..], &["token", "list", "--all", "-v"]] {
        let ran = in_folder(&sandbox, "srv", args);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains(note), "{}", ran.stderr);
    }
    let ran = in_folder(&sandbox, "srv", &["token", "list", "--all", "--quiet"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let home = sandbox.folder().join("srv");
    let sandbox = sandbox.var("RAGFLOW_HOME", home.to_str().expect("a path"));
    assert_lists_alices_keys(&sandbox.run(LIST));
}

#[test]
fn docker_settings_of_old_releases_lead_to_the_server() {
    let db = Database::fixture(Engine::Mysql, "0.21");
    let to = db.address();
    let sandbox = Sandbox::new();
    copy(&sandbox, "docker-0.21", "srv");
    let lines = format!(
        "MYSQL_PORT={}\nMYSQL_DBNAME={}\nMYSQL_USER={}\nMYSQL_PASSWORD={}",
        to.port, to.database, to.user, to.password
    );
    add_to_env(&sandbox, "srv/docker/.env", &lines);
    let ran = in_folder(&sandbox, "srv", &["token", "list", "--all", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

fn a_container_leads_to_the_server(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let (db_type, _) = section(engine);
    let sandbox = Sandbox::new().var("DB_TYPE", db_type);
    sandbox.file(
        "srv/conf/service_conf.yaml",
        &service_conf(engine, &db.address()),
    );
    assert_lists_alices_keys(&in_folder(&sandbox, "srv", &LIST));
    // Inside the container no option is needed.
    sandbox.file(
        "ragflow/conf/service_conf.yaml",
        "mysql: {}\npostgres: {}\n",
    );
    let local = service_conf(engine, &db.address());
    sandbox.file("ragflow/conf/local.service_conf.yaml", &local);
    assert_lists_alices_keys(&sandbox.run(LIST));
    let ran = sandbox.run(["db", "check", "--json"]);
    assert!(
        ran.stdout.contains("RAGFlow's own container"),
        "{}",
        ran.stdout
    );
}

fn a_checkout_leads_to_the_server_unless_its_files_disagree(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let to = db.address();
    let sandbox = Sandbox::new().var("DB_TYPE", section(engine).0);
    copy(&sandbox, "docker-0.27", "srv");
    add_to_env(&sandbox, "srv/docker/.env", &env_lines(engine, &to));
    sandbox.file("srv/conf/service_conf.yaml", &service_conf(engine, &to));
    assert_lists_alices_keys(&in_folder(&sandbox, "srv", &LIST));
    // The two files disagree.
    let other = Address {
        database: "elsewhere".to_owned(),
        ..to
    };
    sandbox.file("srv/conf/service_conf.yaml", &service_conf(engine, &other));
    let ran = in_folder(&sandbox, "srv", &LIST);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    for name in [
        "conf/service_conf.yaml",
        "docker/.env",
        "/elsewhere",
        "--ragflow-source",
    ] {
        assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains(&other.password), "{}", ran.stderr);
    let docker = [&LIST[..], &["--ragflow-source", "docker"]].concat();
    assert_lists_alices_keys(&in_folder(&sandbox, "srv", &docker));
    let conf = [&LIST[..], &["--ragflow-source", "conf"]].concat();
    assert_eq!(in_folder(&sandbox, "srv", &conf).status, 5);
}

fn dates_are_in_the_zone_of_the_env_file(engine: Engine) {
    let db = Database::fixture(engine, "0.27");
    let sandbox = Sandbox::new().zone("UTC");
    copy(&sandbox, "docker-0.27", "srv");
    add_to_env(
        &sandbox,
        "srv/docker/.env",
        &env_lines(engine, &db.address()),
    );
    let create = ["token", "create", "--user", "bob@example.com", "--json"];
    let ran = in_folder(&sandbox, "srv", &create);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (0, "note: created 1 key\n")
    );
    assert!(
        ran.stdout.contains(&NOW_DATE.replace(' ', "T")),
        "{}",
        ran.stdout
    );
    // The zone of the file is used, with a warning that the rows disagree.
    add_to_env(&sandbox, "srv/docker/.env", "TZ=America/New_York");
    let ran = in_folder(&sandbox, "srv", &create);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("2026-11-22T11:34:56"), "{}", ran.stdout);
    assert!(ran.stderr.contains("America/New_York"), "{}", ran.stderr);
    // A POSIX zone such as CST-8 is not in the zone database: it is ignored with a message.
    add_to_env(&sandbox, "srv/docker/.env", "TZ=CST-8");
    let ran = in_folder(&sandbox, "srv", &create);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains(&NOW_DATE.replace(' ', "T")),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("'CST-8'"), "{}", ran.stderr);
}

/// Every printable ASCII character, a blank at both ends, and some others.
fn password_of_all_characters() -> String {
    (' '..='~').collect::<String>() + "ß€中 "
}

/// An account with that password, which may read the whole database.
struct Account {
    db: Database,
    name: String,
}

impl Account {
    fn new(engine: Engine) -> Self {
        let db = Database::fixture(engine, "0.27");
        let name = format!("awkward_{}", db.address().database);
        let password = password_of_all_characters().replace('\'', "''");
        let statements = match engine {
            Engine::Postgres => vec![format!(
                "CREATE ROLE {name} LOGIN PASSWORD '{password}' IN ROLE pg_read_all_data"
            )],
            _ => {
                let password = password.replace('\\', "\\\\");
                let to = db.address().database;
                vec![
                    format!("CREATE USER '{name}'@'%' IDENTIFIED BY '{password}'"),
                    format!("GRANT SELECT ON {to}.* TO '{name}'@'%'"),
                ]
            }
        };
        for sql in statements {
            db.execute_as_admin(&sql);
        }
        Self { db, name }
    }

    fn address(&self) -> Address {
        Address {
            user: self.name.clone(),
            password: password_of_all_characters(),
            ..self.db.address()
        }
    }

    /// The URL, with this text between the account and the host.
    fn url(&self, password: &str) -> String {
        let to = self.address();
        let (scheme, _) = section(self.db.engine());
        format!(
            "{scheme}://{}{password}@127.0.0.1:{}/{}",
            to.user, to.port, to.database
        )
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        let sql = match self.db.engine() {
            Engine::Postgres => format!("DROP ROLE {}", self.name),
            _ => format!("DROP USER '{}'@'%'", self.name),
        };
        self.db.execute_as_admin(&sql);
    }
}

on_servers!(
    a_password_of_all_characters_works_from_every_source,
    init_stores_the_password_unchanged,
);

fn a_password_of_all_characters_works_from_every_source(engine: Engine) {
    let account = Account::new(engine);
    let password = password_of_all_characters();
    let encoded: String = password
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let with = account.url(&format!(":{encoded}"));
    let without = account.url("");
    // A JSON string is also a valid string in TOML and YAML.
    let quoted = serde_json::to_string(&password).expect("JSON");
    let works = |source: &str, sandbox: &Sandbox, args: &[&str]| {
        let ran = sandbox.run(args.iter().chain(&["db", "check"]).copied());
        assert_eq!(ran.status, 0, "{source}: {}", ran.stderr);
    };
    let plain = Sandbox::new();
    let file = plain.file("password", &format!("{password}\n"));
    let file = file.to_str().expect("a path");
    let folder = plain.folder().to_str().expect("a path");
    let sandbox = || Sandbox::new().var("DB_TYPE", section(engine).0);
    let from_url = || sandbox().var("RAGFLOWCTL_DATABASE_URL", &without);

    works("the URL of a flag", &plain, &["-d", &with]);
    works(
        "--password-file",
        &plain,
        &["-d", &without, "--password-file", file],
    );
    works(
        "a variable's URL",
        &sandbox().var("RAGFLOWCTL_DATABASE_URL", &with),
        &[],
    );
    works(
        "a variable",
        &from_url().var("RAGFLOWCTL_PASSWORD", &password),
        &[],
    );
    works(
        "a variable's file",
        &from_url().var("RAGFLOWCTL_PASSWORD_FILE", file),
        &[],
    );
    std::fs::copy(file, plain.folder().join("ragflowctl_password")).expect("a copy");
    works(
        "a credential",
        &from_url().var("CREDENTIALS_DIRECTORY", folder),
        &[],
    );
    let url_file = plain.file("url", &with);
    let url_file = url_file.to_str().expect("a path");
    works(
        "a file's URL",
        &sandbox().var("RAGFLOWCTL_DATABASE_URL_FILE", url_file),
        &[],
    );

    for (source, line) in [
        ("a profile's URL", format!("url = '{with}'")),
        (
            "a profile",
            format!("url = '{without}'\npassword = {quoted}"),
        ),
        (
            "a profile's file",
            format!("url = '{without}'\npassword_file = '{file}'"),
        ),
        (
            "a command",
            format!("url = '{without}'\npassword_command = 'cat {file}'"),
        ),
        (
            "a command's words",
            format!("url = '{without}'\npassword_command = ['cat', '{file}']"),
        ),
    ] {
        let sandbox = sandbox();
        sandbox.file("config/config.toml", &format!("[profiles.p]\n{line}\n"));
        works(source, &sandbox, &["--profile", "p"]);
    }

    let deployed = sandbox();
    let to = Address {
        password: quoted.clone(),
        ..account.address()
    };
    deployed.file("srv/conf/service_conf.yaml", &service_conf(engine, &to));
    let srv = deployed.folder().join("srv");
    works(
        "service_conf.yaml",
        &deployed,
        &["--ragflow", srv.to_str().expect("a path")],
    );
    let docker = Sandbox::new();
    copy(&docker, "docker-0.27", "srv");
    let (_, prefix) = section(engine);
    let lines = env_lines(engine, &account.address());
    let lines = lines.lines().filter(|line| !line.contains("PASSWORD"));
    let lines: Vec<&str> = lines.collect();
    let dollars = quoted.replace('$', "\\$");
    let lines = format!("{}\n{prefix}_PASSWORD={dollars}", lines.join("\n"));
    add_to_env(&docker, "srv/docker/.env", &lines);
    let srv = docker.folder().join("srv");
    works(
        "docker/.env",
        &docker,
        &["--ragflow", srv.to_str().expect("a path")],
    );

    let client = from_url();
    let escaped = password.replace('\\', "\\\\");
    let pgpass = format!("*:*:*:*:{}\n", escaped.replace(':', "\\:"));
    client.file("home/.pgpass", &pgpass);
    let my_cnf = format!("[client]\npassword=\"{}\"\n", escaped.replace('"', "\\\""));
    client.file("home/.my.cnf", &my_cnf);
    works("the client's own file", &client, &[]);
}

fn init_stores_the_password_unchanged(engine: Engine) {
    let account = Account::new(engine);
    let lines = format!("prod\n{}\n", account.url(""));
    let sandbox = Sandbox::new().typing(&lines, &password_of_all_characters());
    let ran = sandbox.run(["config", "init"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    let ran = sandbox.run(["--profile", "prod", "token", "list", "--all", "--json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}
