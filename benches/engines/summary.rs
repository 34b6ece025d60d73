//! The tables that the measured lines come to.

use std::collections::BTreeMap;

use crate::Outcome;

const OURS: &str = "ragflowctl";

/// What ten times the rows may cost a backfill.
const MOST_GROWTH: &str = "11";
/// What a second connection to a server may wait longer while a backfill runs:
/// nearly always, and at worst. In milliseconds.
const LONGER: [f64; 2] = [50.0, 250.0];

/// One contender's runs of one thing.
#[derive(Default)]
struct Runs {
    wanted: String,
    seconds: Vec<f64>,
    kib: Vec<f64>,
}

/// What was measured: a group is `operation, engine, rows`.
#[derive(Default)]
struct Group {
    name: String,
    contenders: Vec<(String, Runs)>,
}

impl Group {
    fn contender(&mut self, who: &str) -> &mut Runs {
        let known = self.contenders.iter().position(|(name, _)| name == who);
        let index = known.unwrap_or_else(|| {
            self.contenders.push((who.to_owned(), Runs::default()));
            self.contenders.len() - 1
        });
        &mut self.contenders[index].1
    }

    fn ours(&self) -> Option<&Runs> {
        let ours = self.contenders.iter().find(|(name, _)| name == OURS);
        ours.map(|(_, runs)| runs)
    }

    /// The engine's own way, which is measured first.
    fn engine(&self) -> Option<&Runs> {
        let engine = self.contenders.iter().find(|(name, _)| name != OURS);
        engine.map(|(_, runs)| runs)
    }
}

pub(crate) fn print(log: &str, politeness: &str) -> Outcome {
    let groups = read(&std::fs::read_to_string(log)?)?;
    print_ratios(&groups);
    print_growth(&groups);
    print_politeness(&std::fs::read_to_string(politeness).unwrap_or_default());
    Ok(())
}

fn read(log: &str) -> Outcome<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    for line in log.lines() {
        let [name, who, wanted, seconds, kib] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not a measured line: {line}").into());
        };
        let known = groups.iter().position(|group| group.name == name);
        let index = known.unwrap_or_else(|| {
            groups.push(Group {
                name: name.to_owned(),
                ..Group::default()
            });
            groups.len() - 1
        });
        let runs = groups[index].contender(who);
        wanted.clone_into(&mut runs.wanted);
        runs.seconds.push(seconds.parse()?);
        runs.kib.push(kib.parse()?);
    }
    Ok(groups)
}

fn print_ratios(groups: &[Group]) {
    println!(
        "| what, where, rows | against | ratio | wanted | ours | theirs | ours, peak | theirs, peak |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    for group in groups {
        let Some(ours) = group.ours() else { continue };
        for (who, theirs) in group.contenders.iter().filter(|(who, _)| who != OURS) {
            let ratio = median(&ours.seconds) / median(&theirs.seconds);
            println!(
                "| {} | {who} | {ratio:.2}{} | {} | {} | {} | {} | {} |",
                group.name,
                missed(ratio, &theirs.wanted),
                at_most(&theirs.wanted),
                time(median(&ours.seconds)),
                time(median(&theirs.seconds)),
                mib(&ours.kib),
                mib(&theirs.kib),
            );
        }
    }
}

fn at_most(wanted: &str) -> String {
    match wanted {
        "-" => String::new(),
        limit => format!("≤ {limit}"),
    }
}

fn missed(ratio: f64, wanted: &str) -> &'static str {
    match wanted.parse::<f64>() {
        Ok(limit) if ratio <= limit => " ✓",
        // Also what could not be measured.
        Ok(_) => " ✗",
        Err(_) => "",
    }
}

/// Our time and memory by the number of rows, and how the engine's own time
/// grows.
fn print_growth(groups: &[Group]) {
    let mut things: Vec<(&str, BTreeMap<u64, &Group>)> = Vec::new();
    for group in groups {
        let Some((thing, rows)) = group.name.rsplit_once(", ") else {
            continue;
        };
        let Ok(rows) = rows.parse() else { continue };
        match things.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, sizes)) => drop(sizes.insert(rows, group)),
            None => things.push((thing, BTreeMap::from([(rows, group)]))),
        }
    }
    things.retain(|(_, sizes)| sizes.len() > 1);
    if things.is_empty() {
        return;
    }
    println!(
        "\n| how ragflowctl grows | rows: time, peak | last time ÷ the one before | wanted | the same of the engine |"
    );
    println!("|---|---|---:|---:|---:|");
    for (thing, sizes) in things {
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
        let limit = if thing.starts_with("backfill") {
            MOST_GROWTH
        } else {
            "-"
        };
        println!(
            "| {thing} | {} | {ours:.1}{} | {} | {:.1} |",
            each.join("; "),
            missed(ours, limit),
            at_most(limit),
            growth(Group::engine),
        );
    }
}

fn print_politeness(log: &str) {
    if log.is_empty() {
        return;
    }
    println!(
        "\n| a second connection's update, ms | idle: p50, p99, worst | during: p50, p99, worst | wanted |"
    );
    println!("|---|---|---|---|");
    for line in log.lines() {
        if let [group, a, b, c, d, e, f] = line.split('\t').collect::<Vec<_>>()[..] {
            let wanted = if group.ends_with("sqlite") {
                // No RAGFlow runs on it.
                String::new()
            } else {
                let longer = |idle: &str, busy: &str| {
                    let times = idle.parse::<f64>().ok().zip(busy.parse::<f64>().ok());
                    times.map_or(f64::NAN, |(idle, busy)| busy - idle)
                };
                let kept = longer(b, e) <= LONGER[0] && longer(c, f) <= LONGER[1];
                format!(
                    "p99 ≤ idle + {}, worst ≤ idle + {} {}",
                    LONGER[0],
                    LONGER[1],
                    if kept { "✓" } else { "✗" }
                )
            };
            println!("| {group} | {a}, {b}, {c} | {d}, {e}, {f} | {wanted} |");
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
