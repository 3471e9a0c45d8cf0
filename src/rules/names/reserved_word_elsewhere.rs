//! A name that another version of the server reserves.

use crate::mysql::Server;
use crate::mysql::reserved::is_reserved;
use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const SERVERS: RuleOption = RuleOption::texts(
    "servers",
    &["mysql-5.7", "mysql-8.0", "mysql-8.4", "mysql-9.7"],
    "The servers that the scripts have to run on one day.",
);

pub const RULE: Rule = Rule {
    name: "reserved-word-elsewhere",
    summary: "A name is a reserved word of another server than the profile's.",
    severity: None,
    options: &[SERVERS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let servers: Vec<Server> = context.setting.texts(&SERVERS).into_iter().filter_map(Server::named).collect();
    for (path, what, name) in all_names(context.table) {
        findings.look();
        if is_reserved(name, context.profile.server) {
            continue;
        }
        let there: Vec<&str> = servers.iter().filter(|server| is_reserved(name, **server)).map(|server| server.title()).collect();
        if !there.is_empty() {
            let message = format!("The name of the {what} `{name}` is a reserved word of {}: scripts without back quotes break there.", there.join(", "));
            findings.add(path, Aspect::Name, message).set_help("Choose another name, or quote it everywhere, queries too.");
        }
    }
}
