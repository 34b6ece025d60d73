//! How long RAGFlow's own updates take, without and with a backfill in parallel.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::{Client, Key};
use crate::measure::append;
use crate::rows::split_mix;

/// Time between two updates.
const PAUSE: Duration = Duration::from_millis(5);
/// How long the updates are measured before the backfill begins.
const IDLE_TIME: Duration = Duration::from_secs(6);

/// Updates random keys, first without any other load and then while `command` runs,
/// and appends the latencies of both phases to the log.
pub(crate) fn measure(
    log: &str,
    group: &str,
    database: &str,
    keys: &str,
    command: &[&str],
) -> Outcome {
    let mut client = Client::open(database)?;
    let keys = client.keys(keys.parse()?)?;
    let began = Instant::now();
    // The first updates fill caches and prepare statements: they do not count.
    update_while(&mut client, &keys, || Ok(began.elapsed() < IDLE_TIME / 6))?;
    let idle = update_while(&mut client, &keys, || Ok(began.elapsed() < IDLE_TIME))?;
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()?;
    let busy = update_while(&mut client, &keys, || Ok(child.try_wait()?.is_none()))?;
    let status = child.wait()?;
    if !status.success() {
        return Err(format!("{} ended with {status}", command.join(" ")).into());
    }
    let [idle, busy] = [idle, busy].map(percentiles);
    append(log, &format!("{group}\t{idle}\t{busy}"))
}

fn update_while(
    client: &mut Client,
    keys: &[Key],
    mut condition: impl FnMut() -> Outcome<bool>,
) -> Outcome<Vec<Duration>> {
    let mut latencies = Vec::new();
    while condition()? {
        // The nanoseconds of the clock are random enough to choose a key.
        let now = chrono::Utc::now();
        let random = split_mix(now.timestamp_subsec_nanos().into());
        let key = &keys[usize::try_from(random % keys.len() as u64)?];
        let began = Instant::now();
        client.touch(key, now.naive_utc())?;
        latencies.push(began.elapsed());
        std::thread::sleep(PAUSE);
    }
    Ok(latencies)
}

/// Median, 99th percentile and maximum, in milliseconds.
fn percentiles(mut latencies: Vec<Duration>) -> String {
    latencies.sort_unstable();
    let last = latencies.len().saturating_sub(1);
    let at = |percent: usize| {
        let latency = latencies.get(last * percent / 100).copied();
        latency.unwrap_or_default().as_secs_f64() * 1000.0
    };
    format!("{:.1}\t{:.1}\t{:.1}", at(50), at(99), at(100))
}
