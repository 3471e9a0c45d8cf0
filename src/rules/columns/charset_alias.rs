//! `utf8`, which is not UTF-8.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{ColumnChange, Edit, TableChange};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, DataType};

const TABLES: RuleOption = RuleOption::flag("tables", true, "Speak of the charsets of tables too, not of columns alone.");

pub const RULE: Rule = Rule {
    name: "charset-alias",
    summary: "A charset is utf8 or utf8mb3, which has no room for many characters.",
    severity: Some(Severity::Info),
    options: &[TABLES],
    check: Check::Table(check),
};

fn is_utf8mb3(charset: &Option<String>) -> bool {
    charset.as_ref().is_some_and(|name| ["utf8", "utf8mb3"].iter().any(|known| known.eq_ignore_ascii_case(name)))
}

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let say = |what: &str| {
        format!("The charset of {what} is utf8mb3 (`utf8` means it): it holds no emoji and no rare Chinese characters, and MySQL has deprecated it (3719, 1287).")
    };
    findings.look();
    let mend = |collation: &Option<String>| {
        let collation = collation.as_ref().map(|name| name.to_ascii_lowercase());
        collation.map(|name| name.replacen("utf8mb3_", "utf8mb4_", 1).replacen("utf8_", "utf8mb4_", 1))
    };
    if context.setting.flag(&TABLES) && is_utf8mb3(&table.options.charset) {
        let finding = findings.add(context.path(), Aspect::Name, say(&format!("the table `{}`", table.name)));
        finding.set_help("Use utf8mb4. Keys over long columns grow by a third: a key takes at most 3072 bytes.");
        let mut edits = vec![Edit::SetTable { table: table.id, change: TableChange::Charset(Some("utf8mb4".to_owned())) }];
        if table.options.collation.is_some() {
            edits.push(Edit::SetTable { table: table.id, change: TableChange::Collation(mend(&table.options.collation)) });
        }
        finding.set_fix("Use utf8mb4", Applicability::Unsafe, edits);
    }
    for column in table.columns.iter().filter(|column| column.data_type.charset.is_some()) {
        findings.look();
        if !is_utf8mb3(&column.data_type.charset) {
            continue;
        }
        let finding = findings.add(context.column(column), Aspect::Type, say(&format!("the column `{}`", column.name)));
        finding.set_help("Use utf8mb4.");
        let collation = mend(&column.data_type.collation);
        let data_type = DataType { charset: Some("utf8mb4".to_owned()), collation, ..column.data_type.clone() };
        let edit = Edit::SetColumn { table: table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix("Use utf8mb4", Applicability::Unsafe, vec![edit]);
    }
}
