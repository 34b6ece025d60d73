//! Prints the tables of the results.

use std::collections::BTreeMap;

use crate::Outcome;

const OURS: &str = "ragflowctl";

/// A backfill of ten times as many rows may take this many times as long.
const GROWTH_LIMIT: &str = "11";
/// How much longer an update may take while a backfill runs, in milliseconds: at the
/// 99th percentile and at most. Only for servers: RAGFlow does not run on SQLite.
const LATENCY_LIMITS: [f64; 2] = [50.0, 250.0];

/// The runs of one program in one group.
#[derive(Default)]
struct Runs {
    /// The largest accepted ratio of our time to this program's; `-` for no limit.
    limit: String,
    seconds: Vec<f64>,
    kib: Vec<f64>,
}

/// The programs that did the same work.
#[derive(Default)]
struct Group {
    /// `operation, engine, rows`
    name: String,
    programs: Vec<(String, Runs)>,
}

impl Group {
    fn runs_of(&mut self, program: &str) -> &mut Runs {
        let known = self.programs.iter().position(|(name, _)| name == program);
        let index = known.unwrap_or_else(|| {
            self.programs.push((program.to_owned(), Runs::default()));
            self.programs.len() - 1
        });
        &mut self.programs[index].1
    }

    fn ours(&self) -> Option<&Runs> {
        let ours = self.programs.iter().find(|(name, _)| name == OURS);
        ours.map(|(_, runs)| runs)
    }

    /// The engine's own program, which is measured first.
    fn engine(&self) -> Option<&Runs> {
        let engine = self.programs.iter().find(|(name, _)| name != OURS);
        engine.map(|(_, runs)| runs)
    }
}

pub(crate) fn print(log: &str, latency_log: &str) -> Outcome {
    let groups = read(&std::fs::read_to_string(log)?)?;
    print_ratios(&groups);
    print_growth(&groups);
    print_latencies(&std::fs::read_to_string(latency_log).unwrap_or_default());
    Ok(())
}

fn read(log: &str) -> Outcome<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    for line in log.lines() {
        let [name, program, limit, seconds, kib] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("cannot read this line of the log: {line}").into());
        };
        let known = groups.iter().position(|group| group.name == name);
        let index = known.unwrap_or_else(|| {
            groups.push(Group {
                name: name.to_owned(),
                ..Group::default()
            });
            groups.len() - 1
        });
        let runs = groups[index].runs_of(program);
        limit.clone_into(&mut runs.limit);
        runs.seconds.push(seconds.parse()?);
        runs.kib.push(kib.parse()?);
    }
    Ok(groups)
}

fn print_ratios(groups: &[Group]) {
    println!(
        "| operation, engine, rows | compared with | ratio | target | our time | their time | our peak | their peak |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    for group in groups {
        let Some(ours) = group.ours() else { continue };
        for (name, theirs) in group.programs.iter().filter(|(name, _)| name != OURS) {
            let ratio = median(&ours.seconds) / median(&theirs.seconds);
            println!(
                "| {} | {name} | {ratio:.2}{} | {} | {} | {} | {} | {} |",
                group.name,
                mark(ratio, &theirs.limit),
                target(&theirs.limit),
                time(median(&ours.seconds)),
                time(median(&theirs.seconds)),
                mib(&ours.kib),
                mib(&theirs.kib),
            );
        }
    }
}

fn target(limit: &str) -> String {
    match limit {
        "-" => String::new(),
        limit => format!("≤ {limit}"),
    }
}

fn mark(ratio: f64, limit: &str) -> &'static str {
    match limit.parse::<f64>() {
        Ok(limit) if ratio <= limit => " ✓",
        // A ratio that could not be measured (NaN) is a failure too.
        Ok(_) => " ✗",
        Err(_) => "",
    }
}

/// How our time and memory, and the engine's time, grow with the number of rows.
fn print_growth(groups: &[Group]) {
    let mut operations: Vec<(&str, BTreeMap<u64, &Group>)> = Vec::new();
    for group in groups {
        let Some((operation, rows)) = group.name.rsplit_once(", ") else {
            continue;
        };
        let Ok(rows) = rows.parse() else { continue };
        match operations.iter_mut().find(|(known, _)| *known == operation) {
            Some((_, sizes)) => drop(sizes.insert(rows, group)),
            None => operations.push((operation, BTreeMap::from([(rows, group)]))),
        }
    }
    operations.retain(|(_, sizes)| sizes.len() > 1);
    if operations.is_empty() {
        return;
    }
    println!(
        "\n| growth of ragflowctl | rows: time, peak | last time ÷ previous time | target | the same for the engine |"
    );
    println!("|---|---|---:|---:|---:|");
    for (operation, sizes) in operations {
        let each = sizes.iter().filter_map(|(rows, group)| {
            let runs = group.ours()?;
            let (time, peak) = (time(median(&runs.seconds)), mib(&runs.kib));
            Some(format!("{rows}: {time}, {peak}"))
        });
        let each: Vec<String> = each.collect();
        let growth = |runs_of: fn(&Group) -> Option<&Runs>| {
            let runs = sizes.values().filter_map(|group| runs_of(group));
            let times: Vec<f64> = runs.map(|runs| median(&runs.seconds)).collect();
            let [.., before, last] = times[..] else {
                return f64::NAN;
            };
            last / before
        };
        let ours = growth(Group::ours);
        let limit = if operation.starts_with("backfill") {
            GROWTH_LIMIT
        } else {
            "-"
        };
        println!(
            "| {operation} | {} | {ours:.1}{} | {} | {:.1} |",
            each.join("; "),
            mark(ours, limit),
            target(limit),
            growth(Group::engine),
        );
    }
}

fn print_latencies(log: &str) {
    if log.is_empty() {
        return;
    }
    println!(
        "\n| update by a second connection, ms | idle: p50, p99, max | during the backfill: p50, p99, max | target |"
    );
    println!("|---|---|---|---|");
    for line in log.lines() {
        if let [group, a, b, c, d, e, f] = line.split('\t').collect::<Vec<_>>()[..] {
            let target = if group.ends_with("sqlite") {
                String::new()
            } else {
                let increase = |idle: &str, busy: &str| {
                    let times = idle.parse::<f64>().ok().zip(busy.parse::<f64>().ok());
                    times.map_or(f64::NAN, |(idle, busy)| busy - idle)
                };
                let is_met =
                    increase(b, e) <= LATENCY_LIMITS[0] && increase(c, f) <= LATENCY_LIMITS[1];
                format!(
                    "p99 ≤ idle + {}, max ≤ idle + {} {}",
                    LATENCY_LIMITS[0],
                    LATENCY_LIMITS[1],
                    if is_met { "✓" } else { "✗" }
                )
            };
            println!("| {group} | {a}, {b}, {c} | {d}, {e}, {f} | {target} |");
        }
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn time(seconds: f64) -> String {
    if seconds < 0.1 {
        format!("{:.1} ms", seconds * 1000.0)
    } else {
        format!("{seconds:.2} s")
    }
}

fn mib(kib: &[f64]) -> String {
    format!(
        "{:.1} MiB",
        kib.iter().copied().fold(0.0, f64::max) / 1024.0
    )
}
