//! What RAGFlow's server does while somebody else fills betas: works on keys.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::{Client, Key};
use crate::measure::append;
use crate::rows::mixed;

/// Time between two updates of the second connection.
const REST: Duration = Duration::from_millis(5);
/// How long it is watched before the backfill begins.
const IDLE: Duration = Duration::from_secs(6);

/// Updates random keys, first with the database to itself and then while the
/// command runs, and appends the latencies of both to the log.
pub(crate) fn work_beside(
    log: &str,
    group: &str,
    database: &str,
    keys: &str,
    command: &[&str],
) -> Outcome {
    let mut client = Client::open(database)?;
    let keys = client.keys(keys.parse()?)?;
    let began = Instant::now();
    // The first updates warm up caches and statements.
    work(&mut client, &keys, || Ok(began.elapsed() < IDLE / 6))?;
    let idle = work(&mut client, &keys, || Ok(began.elapsed() < IDLE))?;
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()?;
    let busy = work(&mut client, &keys, || Ok(child.try_wait()?.is_none()))?;
    let status = child.wait()?;
    if !status.success() {
        return Err(format!("{} ended with {status}", command.join(" ")).into());
    }
    let [idle, busy] = [idle, busy].map(figures);
    append(log, &format!("{group}\t{idle}\t{busy}"))
}

fn work(
    client: &mut Client,
    keys: &[Key],
    mut goes_on: impl FnMut() -> Outcome<bool>,
) -> Outcome<Vec<Duration>> {
    let mut latencies = Vec::new();
    while goes_on()? {
        // Which key it is depends on how long things take: random enough.
        let now = chrono::Utc::now();
        let random = mixed(now.timestamp_subsec_nanos().into());
        let key = &keys[usize::try_from(random % keys.len() as u64)?];
        let began = Instant::now();
        client.touch(key, now.naive_utc())?;
        latencies.push(began.elapsed());
        std::thread::sleep(REST);
    }
    Ok(latencies)
}

/// Median, 99th percentile and worst, in milliseconds.
fn figures(mut latencies: Vec<Duration>) -> String {
    latencies.sort_unstable();
    let last = latencies.len().saturating_sub(1);
    let at = |percent: usize| {
        let latency = latencies.get(last * percent / 100).copied();
        latency.unwrap_or_default().as_secs_f64() * 1000.0
    };
    format!("{:.1}\t{:.1}\t{:.1}", at(50), at(99), at(100))
}
