//! What is packaged runs as it is written: the service, the lines for cron, the job for
//! Kubernetes, and what the package of Debian installs.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ragflowctl");
const INSTALLED: &str = "/usr/bin/ragflowctl";
const SERVICE: &str = "packaging/systemd/ragflowctl-backfill.service";

/// A machine with the sample configuration, whose database is a file of one tenant with
/// a key without a beta.
struct Machine {
    directory: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self {
            directory: tempfile::tempdir().expect("a directory"),
        };
        let config = machine.path("config/ragflowctl/config.toml");
        std::fs::create_dir_all(config.parent().expect("a folder")).expect("the folder");
        let url = format!("sqlite:{}", machine.path("ragflow.db").display());
        let sample = read("packaging/config/config.toml");
        let lines = sample.lines().map(|line| match line {
            line if line.starts_with("url = ") => format!("url = \"{url}\"\n"),
            // The service gets the password from systemd; a file needs none.
            line if line.starts_with("password_file = ") => String::new(),
            line => format!("{line}\n"),
        });
        std::fs::write(&config, lines.collect::<String>()).expect("the config file");
        let made = machine.run(PROGRAM, ["-d", &url, "db", "init", "--demo"]);
        assert!(made.status.success(), "{made:?}");
        machine
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    /// Runs a program with the environment of cron, and the config of this machine.
    fn run<A: AsRef<OsStr>>(&self, program: &str, args: impl IntoIterator<Item = A>) -> Output {
        self.command(program, args).output().expect("it runs")
    }

    fn command<A: AsRef<OsStr>>(
        &self,
        program: &str,
        args: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.directory.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .current_dir("/");
        command
    }

    /// The keys without a beta that a backfill would fill.
    fn fillable(&self) -> u64 {
        let args = [
            "--profile",
            "production",
            "beta",
            "backfill",
            "--dry-run",
            "--json",
        ];
        let ran = self.run(PROGRAM, args);
        let answer: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
        answer["data"]["filled"].as_u64().expect("a number")
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// The values of a setting of a unit, in their order.
fn settings(unit: &str, name: &str) -> Vec<String> {
    let lines = unit.lines().filter_map(|line| line.split_once('='));
    lines
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .collect()
}

#[test]
fn the_service_gives_betas_and_says_nothing() {
    let machine = Machine::new();
    assert!(machine.fillable() > 0);
    let unit = read(SERVICE);
    let [start] = &settings(&unit, "ExecStart")[..] else {
        panic!("one command");
    };
    let words: Vec<&str> = start.split(' ').collect();
    assert_eq!(words[0], INSTALLED);
    let state = machine.path("state");
    let mut command = machine.command(PROGRAM, &words[1..]);
    for variable in settings(&unit, "Environment") {
        let (name, value) = variable.split_once('=').expect("NAME=VALUE");
        command.env(name, value.replace("%S", &state.display().to_string()));
    }
    let credentials = machine.path("credentials");
    std::fs::create_dir(&credentials).expect("the folder");
    let [credential] = &settings(&unit, "LoadCredential")[..] else {
        panic!("one credential");
    };
    let name = credential.split(':').next().expect("a name");
    std::fs::write(credentials.join(name), "unused").expect("the credential");
    command.env("CREDENTIALS_DIRECTORY", &credentials);
    let ran = command.output().expect("it runs");
    assert_eq!(
        (
            ran.status.code(),
            ran.stdout.as_slice(),
            ran.stderr.as_slice()
        ),
        (Some(0), &b""[..], &b""[..])
    );
    assert_eq!(machine.fillable(), 0);
    // The directory that StateDirectory= creates.
    assert!(state.join("ragflowctl/changes.jsonl").is_file());
    assert_eq!(settings(&unit, "StateDirectory"), ["ragflowctl"]);
}

#[test]
fn systemd_accepts_the_units_and_rates_the_service_as_hardened() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut units = Vec::new();
    for extension in ["service", "timer"] {
        let name = format!("ragflowctl-backfill.{extension}");
        let unit = read(&format!("packaging/systemd/{name}")).replace(INSTALLED, PROGRAM);
        let path = directory.path().join(name);
        std::fs::write(&path, unit).expect("the unit");
        units.push(path);
    }
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--man=no"])
        .args(&units)
        .output()
        .expect("systemd-analyze runs");
    let complaints = String::from_utf8_lossy(&verified.stderr).into_owned();
    let about_ours = complaints
        .lines()
        .filter(|line| line.contains("ragflowctl"));
    assert_eq!(about_ours.collect::<Vec<_>>(), Vec::<&str>::new());
    // In tenths: 3.0 of 10, the least exposed being 0.
    let rated = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--no-pager", "--threshold=30"])
        .arg(&units[0])
        .output()
        .expect("systemd-analyze runs");
    assert!(rated.status.success(), "{rated:?}");
}

#[test]
fn the_lines_for_cron_run_as_they_are_written() {
    let machine = Machine::new();
    let crontab = read("packaging/cron/ragflowctl");
    let mut variables = BTreeMap::new();
    let mut statuses = Vec::new();
    for line in crontab.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, value)) = line.split_once('=')
            && !name.contains(' ')
        {
            variables.insert(name, value);
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        // Five fields of the time, the account, the command.
        let (account, command) = (fields[5], fields[6..].join(" "));
        assert_eq!(account, "root");
        assert!(command.starts_with(INSTALLED), "{command}");
        let command = command.replace(INSTALLED, PROGRAM);
        let mut shell = machine.command("/bin/sh", ["-c", &command]);
        let ran = shell.envs(&variables).output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&ran.stderr), "", "{command}");
        statuses.push(ran.status.code());
    }
    // The sample database has keys that can be guessed.
    assert_eq!(statuses, [Some(0), Some(7)]);
    assert_eq!(machine.fillable(), 0);
}

#[test]
fn the_job_for_kubernetes_has_a_command_that_works() {
    let machine = Machine::new();
    let yaml = read("packaging/kubernetes/cronjob.yaml");
    let line = yaml
        .lines()
        .find_map(|line| line.trim().strip_prefix("args: "));
    let args: Vec<String> = serde_json::from_str(line.expect("args")).expect("a list");
    let mut command = machine.command(PROGRAM, &args);
    let url = format!("sqlite:{}", machine.path("ragflow.db").display());
    let ran = command
        .env("RAGFLOWCTL_DATABASE_URL", url)
        .output()
        .expect("it runs");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert_eq!(machine.fillable(), 0);
    let names = yaml
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- name: "));
    for name in names.filter(|name| name.starts_with("RAGFLOWCTL_")) {
        assert!(
            ["RAGFLOWCTL_DATABASE_URL", "RAGFLOWCTL_PASSWORD"].contains(&name),
            "{name}"
        );
    }
}

#[test]
fn the_package_of_debian_has_every_page_and_every_script() {
    let manifest = read("Cargo.toml");
    let assets: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.trim().strip_prefix("[\"")?.split('"').next())
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for asset in assets.iter().filter(|asset| !asset.starts_with("target/")) {
        let folder = root.join(asset.split('*').next().expect("a path"));
        assert!(folder.exists(), "{asset}");
    }
    for folder in ["man/man1", "man/man5", "man/man7"] {
        let pattern = format!("{folder}/*.{}", &folder[7..]);
        assert!(assets.contains(&pattern.as_str()), "{pattern}");
    }
    let sections = std::fs::read_dir(root.join("man")).expect("the pages");
    assert_eq!(sections.count(), 3, "each section is an asset");
}
