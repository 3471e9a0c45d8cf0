//! Configurations of the partitioner: how `sph-partition` cuts the files that are loaded.
//!
//! Source: Qserv `src/partition/PartitionTool.cc`, `PartitionMatchesTool.cc`, `Chunker.cc` and `CmdLineUtils.cc`, options.

use jsonc_parser::ast::Object;
use serde_json::{Map, Value};

use crate::json::{find, span};
use crate::qserv::read::Reader;
use crate::schema::ObjectPath;
use crate::text::Span;

/// A configuration, or the part of one that a file has: several are given to the tool, the first that says something counts.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionerConfig {
    /// `dirDb`, the database that the files are loaded into.
    pub database: Option<String>,
    pub stripes: Option<(u64, Span)>,
    pub sub_stripes: Option<(u64, Span)>,
    /// `part.overlap`, in degrees. Tables that are no directors are cut without one, with 0.
    pub overlap: Option<(f64, Span)>,
    pub fields: Option<CsvFields>,
    pub source: Map<String, Value>,
    pub span: Span,
}

/// The columns of the files that are written, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct CsvFields {
    pub names: Vec<String>,
    pub span: Span,
}

pub(super) fn read(reader: &mut Reader, object: &Object, place: Span) {
    let source = reader.attributes(object, ObjectPath::Workspace);
    let value = |group: &str, key: &str| {
        let value = source.get(group)?.get(key)?.clone();
        let node = find(object, group)?;
        let inner = if let jsonc_parser::ast::Value::Object(inner) = node { find(inner, key).map(span) } else { None };
        Some((value, inner.unwrap_or_else(|| span(node))))
    };
    let count = |key: &str| value("part", key).and_then(|(value, span)| Some((value.as_u64()?, span)));
    let names = |group: &str| {
        let (value, span) = value(group, "csv")?;
        let list = value.get("field")?.as_array()?;
        Some(CsvFields { names: list.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect(), span })
    };
    let config = PartitionerConfig {
        database: source.get("dirDb").and_then(Value::as_str).map(str::to_owned),
        stripes: count("num-stripes"),
        sub_stripes: count("num-sub-stripes"),
        overlap: value("part", "overlap").and_then(|(value, span)| Some((value.as_f64()?, span))),
        // What is written is what is read, where nothing else is said.
        fields: names("out").or_else(|| names("in")),
        source,
        span: place,
    };
    reader.documents.partitioners.push(config);
}
