//! Import cycles between files: strongly connected components of the module graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::graph::Edge;

/// Files that all reach one another.
pub(crate) struct Cycle<'a> {
    pub(crate) files: Vec<&'a str>,
    /// One of the shortest cycles, edge by edge.
    pub(crate) shortest: Vec<&'a Edge>,
}

type Successors<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Edge>>;

/// Every set of files that import one another, the largest first.
pub(crate) fn find<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> Vec<Cycle<'a>> {
    let mut successors = Successors::new();
    for edge in edges {
        let targets = successors.entry(&edge.from).or_default();
        targets.entry(&edge.to).or_insert(edge);
    }
    let reachable: BTreeMap<&str, BTreeSet<&str>> = successors
        .keys()
        .map(|file| (*file, reachable_from(file, &successors)))
        .collect();
    let reaches = |from: &str, to: &str| reachable.get(from).is_some_and(|set| set.contains(to));
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut cycles = Vec::new();
    for file in successors.keys().copied() {
        if !reaches(file, file) || seen.contains(file) {
            continue;
        }
        let files: Vec<&str> = successors
            .keys()
            .copied()
            .filter(|other| reaches(file, other) && reaches(other, file))
            .collect();
        seen.extend(&files);
        let cycles_through = files
            .iter()
            .map(|start| shortest_cycle_through(start, &successors));
        let shortest = cycles_through.min_by_key(Vec::len).unwrap_or_default();
        cycles.push(Cycle { files, shortest });
    }
    cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.files.len()));
    cycles
}

fn reachable_from<'a>(start: &str, successors: &Successors<'a>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut pending: Vec<&str> = vec![start];
    while let Some(file) = pending.pop() {
        for target in successors.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*target) {
                pending.push(target);
            }
        }
    }
    reached
}

/// The shortest chain of edges from a file that lies on a cycle back to itself.
fn shortest_cycle_through<'a>(start: &str, successors: &Successors<'a>) -> Vec<&'a Edge> {
    let mut arrived_by: BTreeMap<&str, &'a Edge> = BTreeMap::new();
    let mut pending: VecDeque<&str> = VecDeque::from([start]);
    while let Some(file) = pending.pop_front() {
        for (target, edge) in successors.get(file).into_iter().flatten() {
            if arrived_by.contains_key(target) {
                continue;
            }
            arrived_by.insert(target, edge);
            pending.push_back(target);
        }
    }
    let mut cycle = Vec::new();
    let mut file = start;
    while let Some(edge) = arrived_by.get(file) {
        cycle.push(*edge);
        file = &edge.from;
        if file == start {
            break;
        }
    }
    cycle.reverse();
    cycle
}
