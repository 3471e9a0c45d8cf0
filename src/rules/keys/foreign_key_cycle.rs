//! Tables that refer to each other in a circle.

use std::collections::{HashMap, HashSet};

use crate::rules::parents::foreign_keys;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, ForeignKeyId, ObjectPath, TableId};

pub const RULE: Rule = Rule {
    name: "foreign-key-cycle",
    summary: "Tables refer to each other in a circle.",
    severity: None,
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    let mut edges: HashMap<TableId, Vec<(TableId, ForeignKeyId)>> = HashMap::new();
    let mut names: HashMap<TableId, &str> = HashMap::new();
    for (_, table, key, parent) in foreign_keys(context) {
        findings.look();
        let Some(parent) = parent.filter(|parent| parent.id != table.id) else { continue };
        names.insert(table.id, &table.name);
        names.insert(parent.id, &parent.name);
        edges.entry(table.id).or_default().push((parent.id, key.id));
    }
    let mut starts: Vec<TableId> = edges.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        for (parent, key) in edges.get(&start).into_iter().flatten() {
            // Each circle is told once, at its first table.
            let Some(circle) = way_back(&edges, *parent, start).filter(|circle| circle.iter().all(|table| *table >= start)) else { continue };
            let told: Vec<&str> = circle.iter().filter_map(|table| names.get(table).copied()).collect();
            let message = format!("`{}` refers to {} and so back to itself: no order of creating, filling or emptying them works without switching the checks off.", names.get(&start).unwrap_or(&""), told.join(", "));
            findings.add(ObjectPath::ForeignKey(start, *key), Aspect::Whole, message).set_help("Leave one of the references out, or make it a table of its own.");
        }
    }
}

/// The tables on the shortest way from one to another, both with it.
fn way_back(edges: &HashMap<TableId, Vec<(TableId, ForeignKeyId)>>, from: TableId, to: TableId) -> Option<Vec<TableId>> {
    let mut seen = HashSet::from([from]);
    let mut ways = vec![vec![from]];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = way.last().copied()?;
            if last == to {
                return Some(way);
            }
            for (next, _) in edges.get(&last).into_iter().flatten() {
                if seen.insert(*next) {
                    longer.push([way.as_slice(), &[*next]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}
