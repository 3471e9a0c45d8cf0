//! A collation that only some of the servers have.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};

pub const RULE: Rule = Rule {
    name: "collation-not-portable",
    summary: "A collation is one that MySQL has and MariaDB has not, or the other way.",
    severity: Some(Severity::Info),
    options: &[],
    check: Check::Table(check),
};

/// Parts of names, where such collations are, and what every server has in their place.
const PARTS: &[(&str, &str, &str)] = &[
    ("_0900_", "MySQL 8.0 and later: MySQL 5.7 and MariaDB before 11.4.5", "utf8mb4_unicode_ci"),
    ("uca1400", "MariaDB 10.10 and later: MySQL and older MariaDB", "utf8mb4_unicode_ci"),
    ("_nopad_", "MariaDB: MySQL", "utf8mb4_unicode_ci"),
];

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let of_columns = table.columns.iter().map(|column| (ObjectPath::Column(table.id, column.id), Aspect::Type, &column.data_type.collation));
    let of_table = (ObjectPath::Table(table.id), Aspect::Collation, &table.options.collation);
    for (path, aspect, collation) in of_columns.chain([of_table]) {
        let Some(collation) = collation else { continue };
        let name = collation.to_ascii_lowercase();
        let Some((_, servers, instead)) = PARTS.iter().find(|(part, ..)| name.contains(part)) else { continue };
        let message = format!("The collation {name} is only in {servers} refuse it as unknown (1273).");
        findings.add(path, aspect, message).set_help(format!("Where those matter, take one that all have, such as {instead}."));
    }
}
