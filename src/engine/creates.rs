//! What Qserv creates for a table, from its registration to the publishing of its database: learned by executing the ingest
//! plan on a Controller that is not there. No IO.

use std::fmt::Write;

use serde_json::Value;

use crate::dryrun::qserv::{Authorization, Body, Controller, QservServer, Request};
use crate::qserv::{Target, ingest_plan};
use crate::schema::{TableId, Workspace};

/// A line for each thing: its place (`workers`, `czar`, `replication-database`, `css`), a tab, and the statement or
/// `key = value`, on one line. The server's refusal of the table comes as `refused`, a tab, and its words. A `server` that is no
/// Qserv stands for the newest one.
pub fn creates(server: &str, workspace: &Workspace, table: TableId) -> Result<String, String> {
    let (database, table) = workspace.table(table).ok_or("the table does not exist any more")?;
    let server = QservServer::named(server).unwrap_or(QservServer::Api55);
    let mut controller = Controller::new(server);
    controller.authorization = Authorization::NotChecked;
    let mut out = String::new();
    for step in ingest_plan(workspace, &Target { databases: vec![] }).steps {
        let request = Request::from(&step.request);
        let is = |key: &str, name: &str| match &request.body {
            Body::Json(Value::Object(body)) => body.get(key).and_then(Value::as_str) == Some(name),
            _ => false,
        };
        let own = is("table", &table.name) && is("database", &database.name);
        let response = controller.execute(&request);
        if own && !response.success {
            let _ = writeln!(out, "refused\t{}", one_line(&response.error));
        }
        let publishes =
            response.created.iter().filter(|created| own || speaks_of(&created.text, &database.name, &table.name));
        for created in publishes {
            let _ = writeln!(out, "{}\t{}", created.place.name(), one_line(&created.text));
        }
    }
    Ok(out)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table itself, what is named after it (`Object_1234567890`, `dp1__Object`), or its keys in the CSS.
fn speaks_of(text: &str, database: &str, table: &str) -> bool {
    let key = format!("/DBS/{database}/TABLES/{table}");
    let of_key =
        text.split_once(&key).is_some_and(|(_, behind)| !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    let names = [
        format!("`{database}`.`{table}`"),
        format!("`{database}`.`{table}_1234567890`"),
        format!("`{database}`.`{table}FullOverlap"),
        format!("`{database}__{table}`"),
    ];
    of_key || names.iter().any(|name| text.contains(name.as_str()))
}
