//! What the Controller answers, and what we add to it.

use serde_json::{Map, Value, json};

/// What gave the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The Controller's own code.
    Rest,
    /// The MariaDB of the Controller, the workers or the czar.
    Mysql,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Stage::Rest => "rest",
            Stage::Mysql => "mysql",
        }
    }
}

/// What the Controller says to a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    pub success: bool,
    /// As the server words it; empty where it accepts. Of a refusal by MariaDB: the Controller's words and MariaDB's
    /// message, without the number of the connection and the statement, which the real server puts between them.
    pub error: String,
    /// `error_ext`: the range of versions, errors by worker and table. An object, mostly empty.
    pub error_ext: Value,
    /// The server's, in its order.
    pub warnings: Vec<String>,
    /// What the server does not say, but who sent the request must know: that a table stays registered after a failure, or
    /// what MariaDB will refuse where it only advises.
    pub cautions: Vec<String>,
    /// What else is good to know: what was assumed, what is not decided or not simulated.
    pub notes: Vec<String>,
    pub stage: Stage,
    /// The table, database, family or index as the server reports it afterwards.
    pub stored: Option<Value>,
    /// What the answer holds beside `success`, `error`, `error_ext` and `warning`.
    pub answer: Map<String, Value>,
    /// What Qserv creates, drops or writes on the way, in order.
    pub created: Vec<Created>,
    /// Where in the body a refused value stands, as a JSON pointer: `/schema/3/type`.
    pub at: Option<String>,
    /// What to do about a refusal.
    pub help: Option<String>,
}

impl Response {
    /// The body of the HTTP response, as the server sends it: its status is 200 whatever the verdict.
    pub fn to_json(&self) -> Value {
        let mut object = self.answer.clone();
        object.insert("success".to_owned(), json!(u8::from(self.success)));
        object.insert("error".to_owned(), json!(self.error));
        object.insert("error_ext".to_owned(), self.error_ext.clone());
        object.insert("warning".to_owned(), json!(self.warning()));
        sorted(Value::Object(object))
    }

    /// The server's warnings as it sends them, in one text.
    pub fn warning(&self) -> String {
        self.warnings.join("; ")
    }
}

/// Where something is created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The MariaDB of every worker.
    Workers,
    /// The MariaDB of the czar.
    Czar,
    /// The Controller's own database.
    ReplicationDatabase,
    /// The keys and values of `qservCssData`, which the czar plans queries by.
    Css,
}

impl Place {
    pub fn name(self) -> &'static str {
        match self {
            Place::Workers => "workers",
            Place::Czar => "czar",
            Place::ReplicationDatabase => "replication-database",
            Place::Css => "css",
        }
    }
}

/// One thing that Qserv creates: a statement, or `key = value` of the CSS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    pub place: Place,
    pub text: String,
}

/// The server's JSON library keeps keys in order.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut pairs: Vec<(String, Value)> = object.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(pairs.into_iter().collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        other => other,
    }
}
