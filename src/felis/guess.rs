//! A data type for a column of which only name, UCD and unit are known: a proposal, wide enough for what such columns hold.
//!
//! The words are those of Rubin's and the IVOA's own schemas; a real number is always taken for a `double`, which holds what
//! a `float` would. Source of the UCDs: IVOA, "UCD1+ controlled vocabulary"; of ObsCore's columns: ObsCore 1.1, table 1.

use crate::text::Letters;
use serde_json::{Map, Value};

/// Felis's data type, and a length where the type needs one.
pub(super) fn data_type(attributes: &Map<String, Value>) -> (&'static str, Option<u64>) {
    let text = |key: &str| attributes.get(key).and_then(Value::as_str).unwrap_or_default();
    let (name, ucd) = (text("name"), text("ivoa:ucd"));
    by_ucd(ucd, !text("ivoa:unit").is_empty()).or_else(|| by_name(name)).unwrap_or(("double", None))
}

/// By what the column is, as the vocabulary has it.
fn by_ucd(ucd: &str, has_unit: bool) -> Option<(&'static str, Option<u64>)> {
    let first = ucd.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let begins = |stems: &[&str]| stems.iter().any(|stem| first.starts_with(stem));
    if first.is_empty() {
        return None;
    }
    Some(match first.as_str() {
        "meta.code" => ("int", None),
        "meta.number" => ("long", None),
        "meta.ref.url" | "pos.outline" => ("text", None),
        "time.creation" | "time.release" | "time.processing" => ("timestamp", None),
        _ if begins(&[
            "meta.code",
            "meta.id",
            "meta.title",
            "meta.ref",
            "meta.bib",
            "meta.ucd",
            "meta.unit",
            "meta.curation",
        ]) =>
        {
            ("string", Some(255))
        }
        _ if begins(&[
            "stat.",
            "pos.",
            "time.",
            "phot.",
            "em.",
            "instr.",
            "phys.",
            "spect.",
            "arith.",
            "src.",
            "obs.",
            "meta.calib",
        ]) || has_unit =>
        {
            ("double", None)
        }
        _ => return None,
    })
}

/// By the last words of its name, the first words that decide.
fn by_name(name: &str) -> Option<(&'static str, Option<u64>)> {
    let lower = name.lower();
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let counts =
        name.strip_prefix('n').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase() || c == '_'))
            || has(&["_n_", "_nchild", "_npeaks", "_ndata", "count", "_nobs"])
            || ends(&["ndata", "nchild", "_niter", "_n_iter"]);
    if ends(&["_flags", "flags", "_int"]) || counts || lower == "id" {
        return Some(("int", None));
    }
    if has(&["flag"])
        || lower.starts_with("is_")
        || begins_as_question(name)
        || ends(&["_cleared", "_suspect", "_bad", "_sat", "_cr"])
    {
        return Some(("boolean", None));
    }
    let is_id = ["Id", "_id", "ID"].iter().any(|ending| name.ends_with(ending));
    if is_id || ends(&["visit", "detector", "tract", "patch", "xsize", "ysize", "bboxsize"]) {
        return Some(("long", None));
    }
    if ends(&["_at", "datetime", "_date", "timestamp"])
        || matches!(lower.as_str(), "obsstart" | "expmidpt" | "time_processed")
    {
        return Some(("timestamp", None));
    }
    if ends(&["json", "region", "_url", "credit", "references"]) {
        return Some(("text", None));
    }
    if ends(&[
        "band",
        "filter",
        "name",
        "designation",
        "permid",
        "version",
        "type",
        "code",
        "_did",
        "step",
        "class",
        "title",
        "target",
        "packed",
        "status",
        "rights",
        "format",
        "collection",
        "_states",
        "_ucd",
        "_unit",
    ]) {
        return Some(("string", Some(255)));
    }
    None
}

/// `isDipole`, `hasSpectrum`.
fn begins_as_question(name: &str) -> bool {
    ["is", "has"]
        .iter()
        .filter_map(|word| name.strip_prefix(word))
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}
